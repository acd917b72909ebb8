"""What marks need to find anything, told for all units of a page in a few passes: most pages need few marks."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.digits import has_digit
from transforms.document import HEADING
from transforms.shape.kinds import CREDIT, HEADLINE, ITEM, LABEL, NUMBERS
from transforms.shape.rows import bare_text
from transforms.shape.units import SHORT, Unit

CONTENTS, ROWS, FACTS, QUOTATIONS, LISTS, CREDITS = (
    "contents",
    "rows",
    "facts",
    "quotations",
    "lists",
    "credits",
)
QUESTIONS, POSTS = "questions", "posts"

_ROWS = SHORT | {ITEM}
_PAIR = 2  # rows, facts or quotations
_AGAIN, _LISTED = 3, 4  # lines that have stood above, of how many: the fewest that contents are told by
_QUOTES = frozenset('„»«“"”')
_FACT_BLANKS = 3  # between the words of a fact's label


def read_needs(units: Sequence[Unit], opened: Sequence[Unit]) -> set[str]:
    """What there is for marks to find: kinds of look that are still open, names of rules, and needs told here."""
    needs = {name for unit in units if (name := unit.rule_name)}
    kinds = {unit.look[0] for unit in opened}
    needs |= kinds
    texts = [unit.text for unit in opened]
    _add_needs_of_edges(needs, texts)
    if _has_facts(texts):
        needs.add(FACTS)
    if CREDIT in kinds or (NUMBERS in kinds and any(map(_may_be_length, opened))):
        needs.add(CREDITS)
    if HEADLINE in kinds or LABEL in kinds or ITEM in kinds:
        rows = [unit.text for unit in opened if unit.look[0] in _ROWS]
        if len(rows) >= _PAIR and len([text for text in rows if has_digit(text)]) >= _PAIR:
            needs.add(ROWS)
        rows += [unit.text for unit in units if unit.role is HEADING]
        if QUESTIONS in needs:
            rows += [text for text in texts if text[-1] == "?"]
        if len(rows) >= _LISTED and len(rows) - len(set(map(bare_text, rows))) >= _AGAIN:
            needs.add(CONTENTS)
    return needs


def _add_needs_of_edges(needs: set[str], texts: Sequence[str]) -> None:
    """What is told by the signs that lines begin or end with."""
    first, last = {text[0] for text in texts}, {text[-1] for text in texts}
    if "?" in last:
        needs.add(QUESTIONS)
    if ":" in last:
        needs.add(LISTS)
    if "#" in first:
        needs.add(POSTS)
    if not (_QUOTES.isdisjoint(first) or _QUOTES.isdisjoint(last)):
        needs.add(QUOTATIONS)


def _has_facts(texts: Sequence[str]) -> bool:
    """Whether two lines may be facts (see `rows.is_fact`): few words, a colon and what they name."""
    labels = [text[: text.index(": ")] for text in texts if ": " in text]
    return len([label for label in labels if label.count(" ") <= _FACT_BLANKS]) >= _PAIR


def _may_be_length(unit: Unit) -> bool:
    """Whether the line may say how long a video is, as a picture's credit does who took it."""
    return unit.look[0] is NUMBERS and "min" in unit.text.lower()
