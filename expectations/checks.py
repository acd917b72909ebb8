"""The few kinds of expectation that the suites are made of, each with what it says.

``says`` is the expectation as a sentence; ``reason`` is what is said of a row that does not meet it
and may name any column of the frame: ``"{kept_lines:.0f} lines"``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from expectations.findings import CRITICAL

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.expectations import Expectation

Limit = float | None  # None: no limit on that side


class Check(NamedTuple):
    """An expectation by its name in Great Expectations, and the words that go with it."""

    kind: str
    arguments: Mapping[str, object]
    says: str
    reason: str
    severity: str = CRITICAL
    observed: str = ""  # said of the run's row when all is well


def build(name: str, checks: Sequence[Check]) -> ExpectationSuite:
    """The suite of these checks. Great Expectations takes 5 s to import, which only an audit should pay."""
    from great_expectations import ExpectationSuite

    return ExpectationSuite(name=name, expectations=[_expectation(check) for check in checks])


def _expectation(check: Check) -> Expectation:
    from great_expectations import expectations

    kind: Any = getattr(expectations, check.kind)
    made: Expectation = kind(
        **check.arguments,
        severity=check.severity,
        description=check.says,
        meta={"reason": check.reason, "observed": check.observed},
    )
    return made


def among(column: str, values: Sequence[object], says: str, reason: str, severity: str = CRITICAL) -> Check:
    """The column has one of these values. Nulls pass: those that may not be are counted on their own."""
    arguments = {"column": column, "value_set": list(values)}
    return Check("ExpectColumnValuesToBeInSet", arguments, says, reason, severity)


def other_than(column: str, value: object, says: str, reason: str, severity: str = CRITICAL) -> Check:
    """The column has any value but this."""
    arguments = {"column": column, "value_set": [value]}
    return Check("ExpectColumnValuesToNotBeInSet", arguments, says, reason, severity)


def matching(column: str, pattern: str, says: str, reason: str, severity: str = CRITICAL) -> Check:
    """The column matches the pattern from its beginning on."""
    return Check(
        "ExpectColumnValuesToMatchRegex", {"column": column, "regex": pattern}, says, reason, severity
    )


def between(
    column: str, limits: tuple[Limit, Limit], says: str, reason: str, severity: str = CRITICAL
) -> Check:
    """The column, of numbers, lies within the limits, both included."""
    arguments = {"column": column, "min_value": limits[0], "max_value": limits[1]}
    return Check("ExpectColumnValuesToBeBetween", arguments, says, reason, severity)


def equal(column: str, other: str, says: str, reason: str, severity: str = CRITICAL) -> Check:
    """Both columns have the same value, in rows where both have one."""
    arguments = {"column_A": column, "column_B": other, "ignore_row_if": "either_value_is_missing"}
    return Check("ExpectColumnPairValuesToBeEqual", arguments, says, reason, severity)


def at_most(column: str, limit: str, says: str, reason: str, severity: str = CRITICAL) -> Check:
    """The column is no larger, or later, than the other, in rows where both have a value."""
    arguments = {
        "column_A": limit,
        "column_B": column,
        "or_equal": True,
        "ignore_row_if": "either_value_is_missing",
    }
    return Check("ExpectColumnPairValuesAToBeGreaterThanB", arguments, says, reason, severity)
