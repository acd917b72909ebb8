"""What neighbours say about a unit before the document is read as runs: marks that need no state."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from transforms.digits import has_digit
from transforms.document import BODY, BOILERPLATE, LEAD, TITLE
from transforms.shape import needs
from transforms.shape.appointments import mark_appointments
from transforms.shape.bare_lists import mark_balance, mark_small_items, mark_small_points
from transforms.shape.calendars import mark_calendar
from transforms.shape.captions import mark_captions, mark_galleries
from transforms.shape.cards import SITE, mark_cards
from transforms.shape.chronologies import mark_scattered_programme
from transforms.shape.code import mark_code
from transforms.shape.facts import mark_split_facts
from transforms.shape.grids import mark_grids
from transforms.shape.ingredients import mark_ingredients
from transforms.shape.kinds import (
    ATTRIBUTION,
    BYLINE,
    CREDIT,
    HEADLINE,
    ITEM,
    LABEL,
    NUMBERS,
    PARAGRAPH,
    SENTENCE,
    SYMBOLS,
    TEXT,
    TRUNCATED,
    Look,
)
from transforms.shape.pauses import mark_pauses
from transforms.shape.posts import mark_posts
from transforms.shape.read_on import LINK, mark_read_on
from transforms.shape.regular import (
    mark_checklist,
    mark_counted_rows,
    mark_label_blocks,
    mark_labels_again,
    mark_signatures,
)
from transforms.shape.returns import mark_returns
from transforms.shape.rows import (
    mark_contents,
    mark_facts,
    mark_figures,
    mark_lettered_lists,
    mark_numbered_headings,
    mark_ordered_lists,
    mark_places,
    mark_programmes,
    mark_quotations,
    mark_rows,
    mark_telegrams,
)
from transforms.shape.sections import mark_counted_sections, mark_sections
from transforms.shape.slideshows import mark_counted_texts, mark_slideshow
from transforms.shape.stated import mark_stated_rows
from transforms.shape.steps import mark_steps
from transforms.shape.summaries import mark_summary
from transforms.shape.tables import (
    mark_columns,
    mark_counts,
    mark_labelled,
    mark_persons,
    mark_tables,
    mark_values,
)
from transforms.shape.units import ALWAYS, SHORT, Unit

_LISTED = 1.0  # the evidence of an item that a colon introduces
_LISTED_LENGTH = 40  # characters, of one without a bullet; teasers' headlines are longer,
_LISTED_WHOLE = 120  # and what a whole sentence introduces may be, too
_WHOLE, _WHOLE_BLANKS = 30, 3  # characters of such a sentence; blanks in one that ends in a verb
_OPENING = 2.0  # what the first paragraph's evidence is raised by
_TEASER_LENGTH = 330  # characters; teasers' texts are shorter
_TEASER_EVIDENCE = 0.4  # the evidence of a paragraph that stands like a teaser's text
_DATED_HEADLINE = -1.6  # the evidence of a headline above a date
_PULLED = 250  # characters; quotations pulled out of the text are shorter
_SPEAKERS = 50  # names that are looked for in one document
_SENTENCE = 60  # characters of one that speaks for itself below the title
_PROMOTED = (BOILERPLATE, "shape/promotion")
_DATES = frozenset({NUMBERS, BYLINE})
_UNDATED = re.compile(r"[–—-]? ?\d{1,3} ?[–—-]?|\d{1,2}:\d\d ?min\.?", re.IGNORECASE)
_ASKS = frozenset({"call-to-action", "newsletter-terms", "form-field"})


def mark_lists(units: Sequence[Unit]) -> None:
    """Items below a line that ends in a colon belong to its sentence, two or more short lines as well."""
    longest = 0  # characters of a line that may be listed; 0 where nothing introduces a list
    for place, unit in enumerate(units):
        if not longest or not unit.open:
            longest = _longest_listed(unit)
        elif unit.look.kind in {ITEM, NUMBERS} or _is_listed(
            units[place - 1 : place + 2], units[place - 1].look, longest
        ):
            unit.look = Look(ITEM, max(unit.look.evidence, _LISTED))
        elif unit.look.kind not in SHORT or unit.text[-1] != ":":  # else it heads the list's next part
            longest = _longest_listed(unit)


def _longest_listed(unit: Unit) -> int:
    """How long the items may be that a line introduces; 0 if it introduces none."""
    if not (unit.open and unit.look.kind in TEXT and unit.text[-1] == ":" and " " in unit.text):
        return 0
    verb = unit.text.count(" ") >= _WHOLE_BLANKS and unit.text.rpartition(" ")[2].islower()
    return _LISTED_WHOLE if verb or len(unit.text) >= _WHOLE else _LISTED_LENGTH


def _is_listed(around: Sequence[Unit], above: Look, longest: int) -> bool:
    """Whether the second of three lines is a short one among others that are: the last may head what follows."""
    unit, neighbour = around[1], above if above.kind is ITEM else around[-1].look
    return (
        unit.look.kind in SHORT
        and len(unit.text) <= longest
        and neighbour.kind in SHORT | {ITEM}
        and (around[-1] is unit or around[-1].look.kind not in TEXT or around[-1].gap is unit.gap)
    )


def mark_opening(units: Sequence[Unit]) -> None:
    """The first paragraph of a page speaks for itself, as it often stands alone between title and byline.

    Below the title, a sentence does that is long enough to be one.
    """
    titled = False
    for unit in units:
        if unit.role in {LEAD, BODY}:
            return
        titled |= unit.role is TITLE
        if not unit.open or unit.verdict is not None:
            continue
        told = (
            titled and unit.look.kind is SENTENCE and len(unit.text) >= _SENTENCE and unit.look.evidence > 1
        )
        if told or unit.look.kind is PARAGRAPH:
            unit.look = Look(unit.look.kind, unit.look.evidence + _OPENING)
            return


def mark_promotion(units: Sequence[Unit]) -> None:
    """Short lines right above a form's button or small print advertise what it is for.

    A sentence does where a headline or furniture stands above it; below a paragraph it is its last.
    """
    for place in range(len(units) - 1, 0, -1):
        unit, below = units[place - 1], units[place]
        if not (unit.open and not unit.rule and unit.verdict is None):
            continue
        if below.rule_name in _ASKS or below.verdict is _PROMOTED:
            above = units[place - 2] if place > 1 else None
            alone = above is None or not above.is_text
            if unit.look.kind in SHORT or (unit.look.kind is SENTENCE and alone):
                unit.verdict = _PROMOTED


def mark_teaser_texts(units: Sequence[Unit]) -> None:
    """A teaser's text stands below its date, or a headline below its date, or above "more"."""
    dated = False  # whether the line above, or the one above that headline, is a date or a row of symbols
    for unit, below in pairwise(units):
        if below.rule_name == "more":
            _doubt(unit)
        known = unit.open or (unit.rule_name == "related" and (dated or has_digit(unit.text)))
        kind = unit.look[0] if known else PARAGRAPH
        if kind is PARAGRAPH and (not unit.open or unit.text[-1] != "?"):
            dated = False
            continue
        if kind in SHORT or unit.text[-1] == "?":
            if below.look[0] in _DATES:
                unit.look = Look(kind, _DATED_HEADLINE)
            # a second headline, whose text follows below it, is none of the date's
            dated = _dates_teasers(unit) or (dated and (kind is LABEL or below.look[0] not in SHORT))
        else:
            dated = _dates_teasers(unit)
        if dated and (unit.open or below.look[0] is SENTENCE):  # a block of teasers may end at its date
            _doubt(below)


def _dates_teasers(unit: Unit) -> bool:
    """Whether the line may be a teaser's date or a row of symbols: page numbers and a video's length are neither."""
    kind = unit.look[0]
    return kind is SYMBOLS or (
        kind is NUMBERS and unit.verdict is None and _UNDATED.fullmatch(unit.text) is None
    )


def _doubt(unit: Unit) -> None:
    """Let a text of a teaser's length speak for itself no more."""
    if unit.open and unit.look.kind in TEXT and len(unit.text) <= _TEASER_LENGTH:
        unit.look = Look(unit.look.kind, min(_TEASER_EVIDENCE, unit.look.evidence))


def mark_speakers(outline: Sequence[Unit], units: Sequence[Unit]) -> None:
    """A name below a short paragraph says whose quotation that is, where the text knows the name."""
    names: dict[str, list[Unit]] = {}
    labels = [place for place, unit in enumerate(outline) if unit.open and unit.look[0] is LABEL and place]
    for unit, above in [(outline[place], outline[place - 1]) for place in labels]:
        if above.look[0] in TEXT and len(above.text) <= _PULLED:
            parts = unit.text.split()
            if unit.verdict is None and len(parts) > 1 and all(part[0].isupper() for part in parts):
                names.setdefault(unit.text, []).append(unit)
    whole = "\n".join([each.text for each in units if each.look.kind in TEXT]) if names else ""
    for name in list(names)[:_SPEAKERS]:
        if name in whole:
            for unit in names[name]:
                unit.verdict = ALWAYS[ATTRIBUTION]


# What is needed for a mark to find anything, see `read_needs`.
MARKS: tuple[tuple[frozenset[str], Callable[[Sequence[Unit]], None]], ...] = (
    (frozenset({needs.CONTENTS}), mark_contents),
    (frozenset({needs.TABLES}), mark_tables),
    (frozenset({needs.ROWS}), mark_values),
    (frozenset({NUMBERS}), mark_columns),
    (frozenset({needs.ROWS}), mark_counts),
    (frozenset({needs.FACTS}), mark_labelled),
    (frozenset({HEADLINE, LABEL, ATTRIBUTION}), mark_persons),
    (frozenset({needs.ROWS}), mark_rows),
    (frozenset({needs.FACTS}), mark_facts),
    (frozenset({needs.FACTS}), mark_figures),
    (frozenset({needs.FACTS}), mark_counted_rows),
    (frozenset({needs.FACTS}), mark_labels_again),
    (frozenset({needs.FACTS}), mark_label_blocks),
    (frozenset({ITEM}), mark_checklist),
    (frozenset({ITEM}), mark_counted_sections),
    (frozenset({needs.FACTS, needs.TABLES}), mark_stated_rows),
    (frozenset({ATTRIBUTION}), mark_signatures),
    (frozenset({needs.TELEGRAMS}), mark_telegrams),
    (frozenset({needs.ROWS}), mark_programmes),
    (frozenset({needs.APPOINTMENTS}), mark_appointments),
    (frozenset({needs.APPOINTMENTS}), mark_scattered_programme),
    (frozenset({needs.QUOTATIONS}), mark_quotations),
    (frozenset({ITEM}), mark_summary),
    (frozenset({ITEM}), mark_ordered_lists),
    (frozenset({needs.LETTERS}), mark_lettered_lists),
    (frozenset({ITEM}), mark_numbered_headings),
    (frozenset({ATTRIBUTION}), mark_places),
    (frozenset({TRUNCATED, needs.LISTS}), mark_split_facts),
    (frozenset({TRUNCATED}), mark_pauses),
    (frozenset({needs.CREDITS}), mark_captions),
    (frozenset({needs.GALLERIES, CREDIT}), mark_galleries),
    (frozenset({needs.COUNTERS}), mark_slideshow),
    (frozenset({needs.COUNTERS}), mark_counted_texts),
    (frozenset({needs.CODE}), mark_code),
    (frozenset({needs.STEPS}), mark_steps),
    (frozenset({needs.LISTS}), mark_lists),
    (frozenset({needs.BALANCES}), mark_balance),
    (frozenset({needs.DAYS}), mark_calendar),
    (frozenset({needs.AMOUNTS}), mark_ingredients),
    (frozenset({NUMBERS}), mark_grids),
    (frozenset({needs.SMALL}), mark_small_items),
    (frozenset({ITEM}), mark_small_points),
    (_ASKS, mark_promotion),
    (frozenset({HEADLINE, LABEL, NUMBERS, SYMBOLS, BYLINE, needs.QUESTIONS, "more"}), mark_teaser_texts),
    (frozenset({"related", "read-more"}), mark_returns),
    (frozenset({LABEL}), mark_sections),
    (frozenset({SITE}), mark_cards),
    (frozenset({LINK}), mark_read_on),
    (frozenset({needs.POSTS, "post-number"}), mark_posts),
)
