"""What is expected of every document: its identity, times, measures and flags, never its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.bounds import Bounds
from expectations.checks import Check, among, at_most, between, build, equal, matching, other_than

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

KINDS = ("article", "liveblog")
PRECISIONS = ("second", "minute", "day", "month", "year")
BCP_47 = r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$"


def suite(bounds: Bounds | None = None) -> ExpectationSuite:
    """The suite for the documents table, as `expectations.frames.read_documents` lays it out.

    A critical failure sends the document to quarantine. A warning only shows in the report,
    because what it looks for can be right in a good document.
    """
    bounds = bounds or Bounds()
    return build("documents", [*_identity(), *_times(bounds), *_places(), *_removal(bounds), *_kept(bounds)])


def _identity() -> list[Check]:
    return [
        among(
            "copies",
            [1],
            "Every document_id stands once",
            "its document_id stands {copies} times in this run",
        ),
        matching("sha256", "[0-9a-f]{64}$", "sha256 is 64 hex digits", "its sha256 reads {sha256!s:.80}"),
        among("kind", KINDS, "kind is article or liveblog", "its kind reads {kind!s:.80}"),
        matching("language", BCP_47, "language is a BCP 47 tag", "its language reads {language!s:.80}"),
        other_than("language", "und", "The language is known", "its language can't be told", "info"),
        between(
            "language_score",
            (0, 1),
            "language_score lies between 0 and 1",
            "its language_score is {language_score}",
            "warning",
        ),
        among(
            "missing_measures",
            [0],
            "No measure, flag or identity is null",
            "{missing_measures} of its measures are null",
        ),
        among(
            "restorable",
            [True],
            "The lines give the source's bytes back",
            "its lines do not give the source's bytes back",
        ),
    ]


def _times(bounds: Bounds) -> list[Check]:
    return [
        *_reasonable("published_at", bounds),
        *_reasonable("updated_at", bounds),
        among(
            "precision_fits",
            [True],
            "published_at and published_precision are known together",
            "it has published_at without published_precision, or the reverse, or an unknown precision",
        ),
        at_most(
            "published_at",
            "updated_at",
            "The update is not older than the publication",
            "updated {updated_at:%Y-%m-%d %H:%M}, but published {published_at:%Y-%m-%d %H:%M}",
            "warning",
        ),
        between(
            "reading_minutes",
            (0, bounds.reading_minutes),
            f"The stated reading time is at most {bounds.reading_minutes} minutes",
            "its stated reading time is {reading_minutes:.0f} minutes",
            "warning",
        ),
    ]


def _reasonable(column: str, bounds: Bounds) -> Iterator[Check]:
    """Archives hold old articles, so age alone is a warning; a time ahead, or before print, was misread."""
    day = f"{{{column}:%Y-%m-%d}}"
    yield at_most(
        column,
        "latest",
        f"{column} is not after the crawl, nor after this run",
        f"its {column}, {day}, lies ahead: {{latest:%Y-%m-%d %H:%M}} UTC is the latest possible",
    )
    yield between(
        f"{column}_year",
        (bounds.first_newspaper, None),
        f"{column} is not older than the first newspaper ({bounds.first_newspaper})",
        f"its {column}, {day}, is older than the first newspaper",
    )
    yield between(
        f"{column}_year",
        (bounds.first_website, None),
        f"{column} is not older than the web ({bounds.first_website})",
        f"its {column}, {day}, is older than the web",
        "warning",
    )


def _places() -> list[Check]:
    return [
        among(
            "lines_without_role",
            [0],
            "Every line has a role",
            "{lines_without_role:.0f} of its {line_count:.0f} lines have no role",
        ),
        equal(
            "line_count",
            "accounted_lines",
            "Blank, kept, boilerplate and metadata lines are all the lines",
            "it has {line_count:.0f} lines, but its counts add up to {accounted_lines:.0f}",
        ),
        among(
            "entries_in_order",
            [True],
            "Entries count 1 to n and do not overlap",
            "its entries are not in order",
        ),
        equal(
            "entry_count",
            "entry_rows",
            "entry_count is the number of rows in entries",
            "it counts {entry_count:.0f} entries, but has {entry_rows:.0f}",
        ),
        among(
            "entry_positions_fit",
            [True],
            "The rows in entries have positions 1 to n",
            "the positions of its {entry_rows:.0f} entries are not 1 to {entry_rows:.0f}",
        ),
        among(
            "entries_fit_kind",
            [True],
            "A liveblog has entries, an article none",
            "it is a {kind!s:.80} with {entry_count:.0f} entries",
            "warning",
        ),
    ]


def _removal(bounds: Bounds) -> list[Check]:
    return [
        between(
            "text_chars",
            (1, None),
            "Something of the text is kept",
            "no text is left of its {source_chars:.0f} characters",
        ),
        between(
            "removed_share",
            (0, bounds.removed_share),
            f"At most {bounds.removed_share:.0%} of the characters are removed",
            "{removed_share:.1%} of its {source_chars:.0f} characters were removed",
        ),
    ]


def _kept(bounds: Bounds) -> list[Check]:
    """Control characters are a class, not a guess; the others can be part of a story, unless they prevail."""
    garbled = "{kept_mojibake_lines:.0f} of its {kept_lines:.0f} kept lines look wrongly decoded"
    phrases = "{kept_boilerplate_lines:.0f} of its {kept_lines:.0f} kept lines read like boilerplate"
    return [
        among(
            "kept_control_lines",
            [0],
            "No kept line has control characters",
            "{kept_control_lines:.0f} of its kept lines have control characters",
        ),
        among(
            "garbled",
            [False],
            f"At most {bounds.mojibake_share:.0%} of a document's kept lines look wrongly decoded",
            garbled,
        ),
        among("kept_mojibake_lines", [0], "No kept line looks wrongly decoded", garbled, "warning"),
        among(
            "furniture",
            [False],
            f"At most {bounds.boilerplate_share:.0%} of a document's kept lines read like boilerplate",
            phrases,
        ),
        among(
            "kept_boilerplate_lines", [0], "No kept line reads like a boilerplate phrase", phrases, "warning"
        ),
    ]
