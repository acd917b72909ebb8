"""What marks need to find anything, told for all units of a page in a few passes: most pages need few marks."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.digits import has_digit
from transforms.document import HEADING
from transforms.shape.appointments import HOUR
from transforms.shape.calendars import FEWEST_DAYS
from transforms.shape.code import FEWEST_LINES
from transforms.shape.ingredients import FEWEST_AMOUNTS
from transforms.shape.kinds import (
    AMOUNT,
    BALANCE,
    CALENDAR,
    CAPTION,
    CREDIT,
    ITEM,
    MEASURED,
    NUMBERS,
    PARAGRAPH,
)
from transforms.shape.rows import bare_text
from transforms.shape.slideshows import may_count, may_open_counted
from transforms.shape.tables import PARTERS
from transforms.shape.units import SHORT, Unit

CONTENTS, ROWS, FACTS, QUOTATIONS, LISTS, CREDITS = (
    "contents",
    "rows",
    "facts",
    "quotations",
    "lists",
    "credits",
)
(
    QUESTIONS,
    POSTS,
    GALLERIES,
    APPOINTMENTS,
    COUNTERS,
    BALANCES,
    SMALL,
    TELEGRAMS,
    AMOUNTS,
    TABLES,
    CODE,
    STEPS,
    LETTERS,
    DAYS,
) = (
    "questions",
    "posts",
    "galleries",
    "appointments",
    "counters",
    "balances",
    "small",
    "telegrams",
    "amounts",
    "tables",
    "code",
    "steps",
    "letters",
    "days",
)

_CREDITED = frozenset({CREDIT, CAPTION})
_ROWS = SHORT | {ITEM}
_COUNTER = len("100 / 120")  # of a gallery's pictures
_COUNTED = 3  # counters that make a slideshow
_CELLS = 3  # parters between the cells of a table's first columns
_PAIR = 2  # rows, facts or quotations
_AGAIN, _LISTED = 3, 4  # lines that have stood above, of how many: the fewest that contents are told by
_FIRST_STEPS = (" 1\n", " 1:", " 1.")  # "Schritt 1"
_CODE_ENDS = frozenset(");:{}")
_QUOTES = frozenset('„»«“"”')
_FACT_BLANKS = 3  # between the words of a fact's label


def read_needs(units: Sequence[Unit], opened: Sequence[Unit]) -> set[str]:
    """What there is for marks to find: kinds of look that are still open, names of rules, and needs told here."""
    needs = {unit.rule_name for unit in units}
    needs.update([unit.look[0] for unit in opened])
    _add_needs_of_texts(needs, [unit.text for unit in opened])
    short = [unit for unit in opened if unit.look[0] is not PARAGRAPH]
    _add_needs_of_lists(needs, short)
    _add_needs_of_short(needs, units, short)
    return needs


def _add_needs_of_texts(needs: set[str], texts: Sequence[str]) -> None:
    """What is told by how lines begin and end."""
    last = [text[-1] for text in texts]
    if ":" in last:
        needs.add(LISTS)
    if "?" in last:
        needs.add(QUESTIONS)
    if (
        len([label for text in texts if ": " in text and _may_label(label := text[: text.index(": ")])])
        >= _PAIR
    ):
        needs.add(FACTS)
    if (
        len([text for text, sign in zip(texts, last, strict=True) if sign in _QUOTES and text[0] in _QUOTES])
        >= _PAIR
    ):
        needs.add(QUOTATIONS)


def _add_needs_of_lists(needs: set[str], short: Sequence[Unit]) -> None:
    """What is told by short lines that begin small, or stand below "Pro" and "Contra"."""
    if len([unit for unit in short if unit.text[0].islower()]) >= _PAIR:
        needs.add(SMALL)
    if len([unit for unit in short if unit.text[-1] in _CODE_ENDS]) >= FEWEST_LINES:
        needs.add(CODE)
    if any(_may_be_telegram(unit.text) for unit in short):
        needs.add(TELEGRAMS)
    if len([unit for unit in short if unit.look is BALANCE]) >= _PAIR:
        needs.add(BALANCES)
    if len([unit for unit in short if unit.look is CALENDAR]) >= FEWEST_DAYS:
        needs.add(DAYS)
    if len([unit for unit in short if unit.look is AMOUNT or unit.look is MEASURED]) >= FEWEST_AMOUNTS:
        needs.add(AMOUNTS)


def _add_needs_of_short(needs: set[str], units: Sequence[Unit], short: Sequence[Unit]) -> None:
    """What is told by lines that are no paragraphs."""
    if "#" in [unit.text[0] for unit in units]:
        needs.add(POSTS)
    if any("/" in unit.text and len(unit.text) <= _COUNTER for unit in units):
        needs.add(GALLERIES)
    if len([unit for unit in units if may_count(unit.text) or may_open_counted(unit.text)]) >= _COUNTED:
        needs.add(COUNTERS)
    if not needs.isdisjoint(_CREDITED) or any(map(_may_be_length, short)):
        needs.add(CREDITS)
    worded = [unit for unit in short if unit.look[0] is not NUMBERS]  # a programme's rows may be sentences
    if len([unit for unit in worded if has_digit(unit.text)]) >= _PAIR:
        needs.add(ROWS)
    _add_needs_of_joined(needs, "\n".join([unit.text for unit in short]))
    rows = [unit.text for unit in short if unit.look[0] in _ROWS]
    rows += [unit.text for unit in units if unit.role is HEADING]
    if QUESTIONS in needs:
        rows += [unit.text for unit in units if unit.text[-1] == "?"]
    if len(rows) >= _LISTED and len(rows) - len(set(map(bare_text, rows))) >= _AGAIN:
        needs.add(CONTENTS)


def _add_needs_of_joined(needs: set[str], joined: str) -> None:
    """What is told by a sign that any line that is no paragraph may have."""
    if any(joined.count(parter) >= _CELLS for parter in PARTERS):
        needs.add(TABLES)
    if any(first in joined for first in _FIRST_STEPS):
        needs.add(STEPS)
    if "a) " in joined:
        needs.add(LETTERS)
    if joined.lower().count(HOUR):
        needs.add(APPOINTMENTS)


def _may_be_telegram(text: str) -> bool:
    """Whether a line may be a match's telegram, or its date."""
    return " Uhr: " in text or " Zuschauer" in text or " spe" in text


def _may_label(text: str) -> bool:
    """Whether what stands before a colon may be the label of a fact, see `rows.is_fact`: a few words."""
    return text.count(" ") <= _FACT_BLANKS


def _may_be_length(unit: Unit) -> bool:
    """Whether the line may say how long a video is, as a picture's credit does who took it."""
    return unit.look[0] is NUMBERS and "min" in unit.text.lower()
