"""What is expected of a document's lines: one row a document, summed up from the lines table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.checks import among, build, equal

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

KEPT_ROLES = ("lead", "heading", "body")
ROLES = ("blank", "title", "kicker", *KEPT_ROLES, "timestamp", "metadata", "boilerplate")


def suite() -> ExpectationSuite:
    """The suite for the lines table, as `expectations.frames.read_lines` sums it up.

    Summing up comes first because a run has a hundred times as many lines as documents, and what
    matters about them, that none is lost or counted twice, is a property of the document.
    """
    checks = [
        equal(
            "line_count",
            "line_rows",
            "Every line of the source is a row",
            "it has {line_count:.0f} lines, of which {line_rows:.0f} are in the lines table",
        ),
        among(
            "numbers_fit",
            [True],
            "Lines are numbered 1 to n",
            "its {line_rows:.0f} lines are not numbered 1 to {line_rows:.0f}",
        ),
        among(
            "unknown_roles",
            [0],
            "Every role is a known one",
            "{unknown_roles:.0f} of its lines have an unknown role or none",
        ),
        among(
            "kept_misfits",
            [0],
            "Exactly the lines with role lead, heading or body are kept",
            "{kept_misfits:.0f} of its lines are kept or removed against their role",
        ),
        equal(
            "kept_lines",
            "kept_rows",
            "kept_lines is the number of kept rows",
            "it counts {kept_lines:.0f} kept lines, but has {kept_rows:.0f}",
        ),
        among(
            "unnamed_removals",
            [0],
            "Every removed line names the rule that removed it",
            "{unnamed_removals:.0f} of its lines were removed, and no rule says why",
            "warning",  # a fault of the code, none of the document
        ),
    ]
    return build("lines", checks)
