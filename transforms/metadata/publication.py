"""When a document was published and updated, out of all the dates that its head states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from transforms.dates.finding import Moment, resolve
from transforms.document import Document
from transforms.metadata.facts import PUBLISHED, UPDATED

_TWO_PAIRS = 4  # two relative dates and the two in full
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def resolve_dates(
    document: Document, dates: Sequence[tuple[str | None, Moment]]
) -> tuple[datetime | None, str | None, datetime | None]:
    """Published, its precision, and updated.

    A date labelled as publication comes before one without a label, and a day before the month it lies in; the
    day in the address is used where nothing else is stated, and is what partial dates are resolved against.
    """
    day = day_of(document.url)
    if not dates and day is None:
        return None, None, None
    dates = _with_labels_of_relatives(dates)
    published, precision = None, None
    for label in (PUBLISHED, None):
        for moment in [moment for own, moment in dates if own == label]:
            if published is None or precision == "month":
                found, finer = resolve(moment, day, document.timezone, document.crawled_at)
                if published is None or _is_within(found, published, finer):
                    published, precision = found, finer
    updated = None
    for moment in [moment for own, moment in dates if own == UPDATED]:
        anchor = published or day
        updated = resolve(moment, anchor, document.timezone, document.crawled_at)[0] or updated
    if published is None and updated is None and day is not None:
        stated = Moment(day.year, day.month, day.day)
        published, precision = resolve(stated, None, document.timezone)
    return published, precision, updated


def _is_within(found: datetime | None, month: datetime, precision: str | None) -> bool:
    """Whether a date says more of a month that is known: its day."""
    return (
        found is not None
        and precision not in {"month", "year"}
        and (found.year, found.month) == (month.year, month.month)
    )


def _with_labels_of_relatives(
    dates: Sequence[tuple[str | None, Moment]],
) -> Sequence[tuple[str | None, Moment]]:
    """The dates, those without label under the labels of relative ones that say the same.

    "Publiziert heute um 5.30 Uhr, aktualisiert vor 2 Stunden", and the two dates in full on the next lines.
    """
    if len(dates) < _TWO_PAIRS:
        return dates
    said = [label for label, moment in dates if label and _is_relative(moment)]
    full = [moment for label, moment in dates if label is None and moment.day is not None]
    if len(said) < 2 or len(said) != len(full) or len(said) + len(full) != len(dates):
        return dates
    return list(zip(said, full, strict=True))


def _is_relative(moment: Moment) -> bool:
    return moment.days_ago is not None or moment.minutes_ago is not None


def day_of(url: str) -> date | None:
    """The day that an address states: /2031/05/04/, -20310504-."""
    for found in _URL_DAY.finditer(url) if "19" in url or "20" in url else ():
        try:
            return date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            continue
    return None
