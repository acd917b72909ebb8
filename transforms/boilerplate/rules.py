"""What the rules say about a document's lines, before anyone looks at their shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from transforms.boilerplate.blocks import judge_blocks
from transforms.boilerplate.matching import Found, compiled
from transforms.boilerplate.word_search import WordSearch
from transforms.document import Document, Line
from transforms.rulebook import ResidueRule, Rulebook
from transforms.runs import find_runs, fold_runs, unfold_runs

_LONGEST_CUT = 20_000  # characters; residue is looked for in paragraphs, not in whole books on one line


def apply_rules(document: Document, rulebook: Rulebook) -> Document:
    r"""Let the rules of the publisher, then of the language, judge each line.

    The first rule that applies decides, and a decided line stays decided: that is how a
    publisher's ``keep`` shields a line from the broader rules of its language. Blocks come after. Where the
    language is unknown, all languages' rules apply. Wrapped lines are judged as the paragraph that they make.

    >>> page = Document.from_text("Teilen\nTeilen macht Freude.", language="de")
    >>> [line.rule for line in apply_rules(page, Rulebook.load()).lines]
    ['languages/de/share-row', '']
    """
    rules = rulebook.rules_for(document.publisher, document.url, document.language)
    lines = list(document.lines)
    runs = find_runs(lines)
    texts = [line.text for line in lines]
    changed = _cut_residues(lines, texts, rules.residues, runs)
    folded, members = fold_runs(lines, runs) if runs else (lines, ())
    known = rules.matcher.find_all([line.text for line in folded] if changed or runs else texts)
    if known:
        judged = _judge_lines(folded, known)
        judged |= judge_blocks(folded, rules.blocks, known)
        if judged and runs:
            unfold_runs(lines, folded, members)
        changed |= judged
    return document.with_lines(lines) if changed else document


def cut_residue(text: str, rule: ResidueRule) -> str:
    """The text without what the rule cuts, however often it stands there."""
    while rule.marker in text:
        cut = compiled(rule.pattern).sub(rule.instead, text)
        if len(cut) >= len(text):
            break
        text = cut.strip()  # as lines stand after their letters were repaired
    return text


def _cut_residues(
    lines: list[Line], texts: Sequence[str], rules: Sequence[ResidueRule], runs: Mapping[int, Sequence[int]]
) -> bool:
    """Cut residue in place; a wrapped paragraph ends with its last line."""
    changed = False
    marked = _lines_with(tuple({rule.marker: None for rule in rules}), texts)
    for rule in rules if marked else ():
        inside = _not_last(runs) if rule.place == "end" else ()
        for number in marked.get(rule.marker, ()):
            line = lines[number]
            if line.role is None and len(line.text) <= _LONGEST_CUT and number not in inside:
                lines[number] = line.edited(cut_residue(line.text, rule), rule.id)
                changed |= lines[number] is not line
    return changed


def _lines_with(markers: tuple[str, ...], texts: Sequence[str]) -> dict[str, dict[int, None]]:
    """The numbers of the lines that contain a marker, by the markers that some line contains."""
    lines: dict[str, dict[int, None]] = {}
    for marker, number in _search(markers).lines("\n".join(texts).encode(errors="surrogatepass")):
        lines.setdefault(markers[marker], {})[number] = None
    return lines


_search = lru_cache(maxsize=100)(WordSearch)


def _not_last(runs: Mapping[int, Sequence[int]]) -> set[int]:
    """The wrapped lines that their paragraph goes on behind: the last word may well be a word of its sentence."""
    return {number for run in runs.values() for number in run[:-1]}


def _judge_lines(lines: list[Line], known: Mapping[int, Found]) -> bool:
    changed = False
    for number, rules in known.items():
        line = lines[number]
        if rules.line and line.role is None and not line.rule:
            lines[number] = line.judged(rules.line.role, rules.line.id)
            changed = True
    return changed
