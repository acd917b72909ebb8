"""What the rules say about a document's lines, before anyone looks at their shape."""

from __future__ import annotations

from transforms.blocks import judge_blocks
from transforms.document import Document, Line, Role
from transforms.rulebook import ResidueRule, Rulebook, RuleSet
from transforms.runs import find_runs, fold_runs, unfold_runs
from transforms.shape import judge_shapes

__all__ = ["apply_rules", "judge_shapes"]

_END = 80  # characters of either end of a line in which a marker is looked for
_JUDGED = (None, Role.BOILERPLATE)  # a header of a block may be boilerplate already
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
    changed = _cut_residues(lines, rules.residues)
    runs = find_runs(lines)
    folded, members = fold_runs(lines, runs) if runs else (lines, ())
    candidates = _find_candidates(folded, rules)
    judged = _judge_lines(folded, rules, candidates)
    judged |= judge_blocks(folded, rules, candidates)
    if judged and runs:
        unfold_runs(lines, folded, members)
    return document.with_lines(lines) if changed or judged else document


def cut_residue(text: str, rule: ResidueRule) -> str:
    """The text without what the rule cuts, however often it stands there."""
    while rule.marker in text:
        cut = rule.pattern.sub(rule.instead, text)
        if len(cut) >= len(text):
            break
        text = cut
    return text


def _cut_residues(lines: list[Line], rules: tuple[ResidueRule, ...]) -> bool:
    """Cut residue in place; the ends of lines are looked at alone where it can stand nowhere else."""
    pieces = {
        "start": "\n".join([line.text[:_END] for line in lines]),
        "end": "\n".join([line.text[-_END:] for line in lines]),
        "anywhere": "\n".join([line.text for line in lines]),
    }
    changed = False
    for rule in rules:
        if rule.marker not in pieces[rule.place]:
            continue
        for number, line in enumerate(lines):
            if rule.marker in line.text and len(line.text) <= _LONGEST_CUT and line.role is None:
                lines[number] = line.edited(cut_residue(line.text, rule), rule.id)
                changed |= lines[number] is not line
    return changed


def _find_candidates(lines: list[Line], rules: RuleSet) -> list[int]:
    """The lines that some rule may have something to say about."""
    guarded = rules.candidates.guarded_in([line.text for line in lines])
    find = rules.candidates.find
    return [
        number
        for number, line in enumerate(lines)
        if line.text and line.role in _JUDGED and find(line.text, guarded) is not None
    ]


def _judge_lines(lines: list[Line], rules: RuleSet, candidates: list[int]) -> bool:
    changed = False
    for number in candidates:
        line = lines[number]
        if line.role is None and not line.rule:
            rule = rules.lines.find(line.text)
            if rule is not None:
                lines[number] = line.judged(rule.role, rule.id)
                changed = True
    return changed
