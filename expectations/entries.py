"""What is expected of every entry of a liveblog: its place, span, boundary and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.bounds import Bounds
from expectations.checks import Check, among, at_most, between, build, matching
from expectations.documents import BCP_47

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

BOUNDARIES = ("marked", "inferred")


def suite(bounds: Bounds | None = None) -> ExpectationSuite:
    """The suite for the entries table. A critical failure sends the whole liveblog to quarantine."""
    return build("entries", [*_places(), *_boundaries(), *_times(bounds or Bounds())])


def _places() -> list[Check]:
    return [
        among(
            "copies",
            [1],
            "Every entry_id is known and stands once",
            "the id of its entry {position:.0f} is null or stands more than once",
        ),
        among(
            "missing_measures",
            [0],
            "Position, span, boundary and confidence are known",
            "an entry lacks {missing_measures} of position, span, boundary and confidence",
        ),
        between(
            "position",
            (1, None),
            "Positions count from 1",
            "an entry has position {position:.0f}",
        ),
        between(
            "first_line",
            (1, None),
            "Line numbers count from 1",
            "its entry {position:.0f} begins in line {first_line:.0f}",
        ),
        at_most(
            "first_line",
            "last_line",
            "An entry ends no earlier than it begins",
            "its entry {position:.0f} begins in line {first_line:.0f}, but ends in {last_line:.0f}",
        ),
    ]


def _boundaries() -> list[Check]:
    return [
        among(
            "boundary",
            BOUNDARIES,
            "A boundary is marked or inferred",
            "the boundary of its entry {position:.0f} reads {boundary!s:.80}",
        ),
        between(
            "confidence",
            (0, 1),
            "confidence lies between 0 and 1",
            "the confidence of its entry {position:.0f} is {confidence}",
        ),
        matching(
            "language",
            BCP_47,
            "language is a BCP 47 tag",
            "the language of its entry {position:.0f} reads {language!s:.80}",
        ),
    ]


def _times(bounds: Bounds) -> list[Check]:
    """Archives hold old articles, but no liveblog is older than the web."""
    subject = "the time of its entry {position:.0f}, {published_at:%Y-%m-%d %H:%M} UTC,"
    return [
        at_most(
            "published_at",
            "latest",
            "published_at is not after the crawl, nor after this run",
            f"{subject} lies ahead: {{latest:%Y-%m-%d %H:%M}} UTC is the latest possible",
        ),
        between(
            "published_at_year",
            (bounds.first_website, None),
            f"published_at is not older than the web ({bounds.first_website})",
            f"{subject} is older than the web",
        ),
        among(
            "precision_fits",
            [True],
            "published_at and published_precision are known together",
            "its entry {position:.0f} has published_at without published_precision, or the reverse",
        ),
    ]
