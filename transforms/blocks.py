"""Blocks: a header known from the rules, and the lines below it that belong to it.

A block never takes a paragraph for granted: what it takes are teasers, labels, or what its own
pattern names, and the last short line above a paragraph may be that paragraph's heading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from transforms.document import Line, Role
from transforms.rule_patterns import LONGEST_LINE, fold_line
from transforms.rulebook import BlockRule, RuleSet

_PARAGRAPH = 110  # characters; a line this long that ends a sentence is no teaser's headline
_LABEL = 44  # characters; longer lines are no tags
_LABEL_WORDS = 5
_KICKER_WORDS = 4
_END_MARKS = ".!?…"
_CLOSERS = "\"'“”‘’»«)]›"
_BULLETS = ("* ", "- ", "• ", "+ ", "– ", "· ", "→ ", "> ", "# ")


def judge_blocks(lines: list[Line], rules: RuleSet, candidates: Iterable[int]) -> bool:
    """Give headers of blocks, and what they take, their role, in place; whether any was found.

    ``candidates`` are the numbers of the lines that may be headers. A line that a rule for lines
    has removed may still be one; a line that a rule keeps is none.
    """
    found = False
    for number in candidates:
        line = lines[number]
        if line.role is Role.BOILERPLATE or (line.role is None and not line.rule):
            header = rules.headers.find(line.text)
            if header is not None:
                found |= _judge_block(lines, number, rules.blocks[header.id])
    return found


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, closing quotes and brackets aside.

    >>> ends_sentence("„Das war alles.“"), ends_sentence("Das war alles")
    (True, False)
    """
    return text.rstrip(_CLOSERS)[-1:] in tuple(_END_MARKS)


def is_paragraph(text: str) -> bool:
    """Whether a line is too long and too whole to be a teaser's headline."""
    return len(text) >= _PARAGRAPH and ends_sentence(text)


def _judge_block(lines: list[Line], header: int, rule: BlockRule) -> bool:
    taken = [header, *_TAKERS[rule.takes](lines, header, rule)]
    if rule.takes in {"rest", "paragraphs"} and len(taken) == 1:
        return False  # the header alone may be a heading like any other
    for number in taken:
        if lines[number].role is None and not lines[number].rule:
            lines[number] = lines[number].judged(Role.BOILERPLATE, rule.id)
    return True


def _texts_below(lines: Sequence[Line], header: int, rule: BlockRule) -> Iterator[tuple[int, str]]:
    """The lines with text below the header, up to the rule's bounds."""
    count = 0
    for number in range(header + 1, len(lines)):
        text = lines[number].text.strip()
        if not text:
            continue
        count += 1
        if count > rule.most or (rule.ends is not None and _matches(rule.ends, text)):
            return
        yield number, text


def _matches(pattern: object, text: str) -> bool:
    return len(text) <= LONGEST_LINE and bool(pattern.fullmatch(fold_line(text)))  # type: ignore[attr-defined]


def _take_paragraphs(lines: Sequence[Line], header: int, rule: BlockRule) -> list[int]:
    """Only lines that the rule's pattern names."""
    taken = []
    for number, text in _texts_below(lines, header, rule):
        if rule.swallows is None or not _matches(rule.swallows, text):
            break
        taken.append(number)
    return taken


def _take_labels(lines: Sequence[Line], header: int, rule: BlockRule) -> list[int]:
    """Tags: short lines without a sentence's end."""
    return _take_run(lines, header, rule, _is_label)


def _take_teasers(lines: Sequence[Line], header: int, rule: BlockRule) -> list[int]:
    """Headlines, kickers, dates, bylines: all lines but paragraphs."""
    return _take_run(lines, header, rule, lambda text: not is_paragraph(text))


def _take_run(lines: Sequence[Line], header: int, rule: BlockRule, fits: Callable[[str], bool]) -> list[int]:
    taken: list[int] = []
    for number, text in _texts_below(lines, header, rule):
        if not fits(text) and not (rule.swallows is not None and _matches(rule.swallows, text)):
            if taken and is_paragraph(text) and _is_heading_of(lines, header, taken):
                taken.pop()
            break
        if lines[number].role is not None and lines[number].role is not Role.BOILERPLATE:
            break
        taken.append(number)
    return taken


def _is_heading_of(lines: Sequence[Line], header: int, taken: Sequence[int]) -> bool:
    """Whether the last line taken is rather the heading of the paragraph that follows.

    The first line below the header never is. A line set apart by a blank is, unless the line
    above it is its kicker: that too is short, set apart and no whole teaser.
    """
    last, before = taken[-1], taken[-2] if len(taken) > 1 else header
    text = lines[last].text.strip()
    if before == header or text.startswith(_BULLETS) or last - before < 2:
        return False
    above = lines[before].text.strip()
    first_of_its_group = before < 2 or not lines[before - 1].text.strip()
    is_kicker = first_of_its_group and len(above.split()) <= _KICKER_WORDS and not ends_sentence(above)
    return not is_kicker or len(taken) % 2 == 1


def _is_label(text: str) -> bool:
    return (
        len(text) <= _LABEL and len(text.split()) <= _LABEL_WORDS + 1 and not ends_sentence(text)
    ) or text.startswith(_BULLETS)


def _take_rest(lines: Sequence[Line], header: int, rule: BlockRule) -> list[int]:
    """Everything below, provided that most of the document's paragraphs stand above."""
    above = sum(len(line.text) for line in lines[:header] if is_paragraph(line.text.strip()))
    rest = [number for number, _ in _texts_below(lines, header, rule)]
    below = sum(len(lines[number].text) for number in rest if is_paragraph(lines[number].text.strip()))
    return rest if above > below else []


_TAKERS: dict[str, Callable[[Sequence[Line], int, BlockRule], list[int]]] = {
    "teasers": _take_teasers,
    "labels": _take_labels,
    "paragraphs": _take_paragraphs,
    "rest": _take_rest,
}
