"""What is expected of a run as a whole: nothing is lost, and no rule took more than it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.bounds import Bounds
from expectations.checks import Check, among, between, build, equal

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite(bounds: Bounds | None = None) -> ExpectationSuite:
    """The suite for the run, a table of one row. A critical failure stops it: nothing is published."""
    bounds = bounds or Bounds()
    return build("run", [*_reconciliation(), *_removal(bounds), *_health(bounds)])


def _reconciliation() -> list[Check]:
    fates = (
        "{to_publish:,} to publish + {quarantined:,} quarantined + {unchanged:,} unchanged "
        "+ {unreadable:,} unreadable"
    )
    return [
        equal(
            "inputs",
            "accounted",
            "Inputs = published + quarantined + unchanged + unreadable",
            f"{{inputs:,}} inputs, but {fates} = {{accounted:,}}",
        )._replace(observed=f"{{inputs:,}} inputs = {fates}"),
        equal(
            "staged",
            "document_rows",
            "Every document that was cleaned is staged",
            "{staged:,} cleaned, but {document_rows:,} staged",
        )._replace(observed="{document_rows:,} of {staged:,} are staged"),
        equal(
            "entries",
            "entry_rows",
            "Every liveblog entry is staged",
            "{entries:,} segmented, but {entry_rows:,} staged",
        )._replace(observed="{entry_rows:,} of {entries:,} are staged"),
        equal(
            "lines",
            "line_rows",
            "Every source line is staged",
            "{lines:,} read, but {line_rows:,} staged",
        )._replace(observed="{line_rows:,} of {lines:,} are staged"),
        among(
            "orphans",
            [0],
            "Every entry and line belongs to a staged document",
            "{orphans:,} documents have entries or lines, but are not staged themselves",
        )._replace(observed="all do"),
        among("without_id", [0], "Every document has an id", "{without_id:,} have none")._replace(
            observed="all have one"
        ),
    ]


def _removal(bounds: Bounds) -> list[Check]:
    """Of a few documents a share says nothing about the rules; of many, that one of them has gone wrong."""
    return [
        between(
            "mean_removed_share",
            (0, bounds.mean_removed_share),
            f"On average at most {bounds.mean_removed_share:.0%} of a document is removed{_enough(bounds)}",
            "{mean_removed_share:.1%} on average{largest_rule_note}",
        )._replace(observed="{mean_removed_share:.1%} on average"),
        between(
            "largest_rule_share",
            (0, bounds.largest_rule_share),
            f"No single rule removes more than {bounds.largest_rule_share:.0%} of the run's characters"
            + _enough(bounds),
            "{largest_rule} alone removed {largest_rule_share:.1%}",
        )._replace(observed="{largest_rule_share:.1%} at most, by {largest_rule}"),
    ]


def _health(bounds: Bounds) -> list[Check]:
    """Warnings: these documents are held back or marked anyhow, and the good ones need not wait for them."""
    return [
        between(
            "unknown_language_share",
            (0, bounds.unknown_language_share),
            f"The language of at most {bounds.unknown_language_share:.0%} of the documents is unknown"
            + _enough(bounds),
            "unknown for {unknown_language_share:.1%}",
            "warning",
        )._replace(observed="unknown for {unknown_language_share:.1%}"),
        between(
            "failed_share",
            (0, bounds.failed_share),
            f"At most {bounds.failed_share:.0%} of the documents fail the audit{_enough(bounds)}",
            "{failed_share:.1%} failed",
            "warning",
        )._replace(observed="{failed_share:.1%} failed"),
    ]


def _enough(bounds: Bounds) -> str:
    return f" (judged from {bounds.documents_to_judge} documents on)"
