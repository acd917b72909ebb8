"""Great Expectations as an engine: suites in, findings out. No files, no pages, no network."""

from __future__ import annotations

import gc
import importlib
import logging
import os
import threading
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from string import Formatter
from typing import TYPE_CHECKING, Any

from expectations.findings import CRITICAL, Example, Finding

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations import ExpectationSuite
    from great_expectations.expectations import Expectation

EXAMPLES = 5  # rows shown for an expectation
NOT_JUDGED = "not judged"
_COLLECTIONS = (100_000, 20, 50)
REASONS = 12  # said of one document; a liveblog may fail in each of its entries


_TALKATIVE = "great_expectations.data_context.types.base"  # sets its own level when it is imported


_ONE_AT_A_TIME = (
    threading.RLock()
)  # filters of warnings are the process's, and whoever ends first restores them


def _is_warning(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


@contextmanager
def quiet() -> Iterator[None]:
    """Great Expectations without telemetry, chat, and the deprecations that it walks into itself."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    logging.getLogger(_TALKATIVE).addFilter(_is_warning)
    with _ONE_AT_A_TIME, warnings.catch_warnings(), _collections_spared():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _collections_spared() -> Iterator[None]:
    """Search for garbage seldom: what Great Expectations imports and builds is none, and takes a third of its time."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTIONS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def load() -> None:
    """Import Great Expectations ahead of its use: it takes five seconds, which a thread can spend."""
    with quiet():
        importlib.import_module("great_expectations")


@dataclass(slots=True)
class Tally:
    """One expectation's count over the chunks of a table."""

    table: str
    expectation: str
    severity: str
    reason: str
    observed: str = ""
    elements: int = 0
    unexpected: int = 0
    examples: list[Example] = field(default_factory=list)
    error: str = ""
    judged: bool = True

    @classmethod
    def of(cls, table: str, expectation: Expectation) -> Tally:
        """A tally at nought."""
        meta = expectation.meta or {}
        severity = str(getattr(expectation.severity, "value", expectation.severity))
        return cls(
            table, str(expectation.description), severity, str(meta["reason"]), str(meta.get("observed", ""))
        )

    def finding(self) -> Finding:
        """The expectation's finding. One that can't be evaluated stops the run, as it vouches for nothing."""
        success = not self.unexpected and not self.error
        return Finding(
            table=self.table,
            expectation=self.expectation,
            severity=self.severity,
            success=success,
            element_count=self.elements,
            unexpected_count=self.unexpected,
            examples=tuple(self.examples),
            observed=self.error or self.observed or f"{self.unexpected:,} of {self.elements:,}",
            judged=self.judged,
            stops_run=not success
            and (bool(self.error) or (self.table == "run" and self.severity == CRITICAL)),
        )


class Engine:
    """Validates tables chunk by chunk in a context that lives in memory only."""

    def __init__(self) -> None:
        import great_expectations as gx
        from great_expectations.data_context.types.base import ProgressBarsConfig

        self._context = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False)
        asset = self._context.data_sources.add_pandas("staged").add_dataframe_asset("tables")
        self._definition = asset.add_batch_definition_whole_dataframe("chunk")

    def judge(
        self, suite: ExpectationSuite, frames: Iterable[pd.DataFrame], failed: dict[str, list[str]]
    ) -> list[Finding]:
        """One finding an expectation; reasons of critical failures are added to ``failed`` by document_id."""
        tallies = {
            str(expectation.description): Tally.of(suite.name, expectation)
            for expectation in suite.expectations
        }
        columns = _judged_columns(suite)
        for frame in frames:
            batch = self._definition.get_batch({"dataframe": _narrowed(frame, columns)})
            for result in _results(batch, suite):
                _count(tallies[_description(result)], result, frame, failed)
        return [tally.finding() for tally in tallies.values()]


def _results(batch: Any, suite: ExpectationSuite) -> list[Any]:
    """Each expectation's result; which rows fail is only asked of those that fail.

    To tell the rows costs Great Expectations as much again as to tell whether there are any, mostly
    in what it prepares for each expectation.
    """
    verdict = batch.validate(suite, result_format={"result_format": "BOOLEAN_ONLY"})
    met = [result for result in verdict.results if result.success]
    names = {_description(result) for result in met}
    missed = [one for one in suite.expectations if str(one.description) not in names]
    if not missed:
        return met
    rest = type(suite)(name=suite.name, expectations=missed)
    return [*met, *batch.validate(rest, result_format={"result_format": "COMPLETE"}).results]


def _judged_columns(suite: ExpectationSuite) -> list[str]:
    """The columns that a suite judges: Great Expectations copies every one it is given for every expectation."""
    named = ("column", "column_A", "column_B")
    return sorted({getattr(one, name) for one in suite.expectations for name in named if hasattr(one, name)})


def _narrowed(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The frame with these columns alone; of one that it lacks, Great Expectations says so."""
    return frame[[name for name in columns if name in frame]].reset_index(drop=True)


def _description(result: Any) -> str:
    return str(result.expectation_config.description)


def _count(tally: Tally, result: Any, frame: pd.DataFrame, failed: dict[str, list[str]]) -> None:
    error = _error(result)
    if error:
        tally.error = f"it could not be evaluated ({error})"
        return
    positions = [] if result.success else result.result["unexpected_index_list"]
    tally.elements += len(frame)
    tally.unexpected += len(positions)
    if tally.table == "run":
        template = tally.reason if positions else tally.observed
        tally.observed = next(_reasons(template, frame, [0]))[1]
        tally.judged = tally.observed != NOT_JUDGED
        return
    shown = positions if tally.severity == CRITICAL else positions[: EXAMPLES - len(tally.examples)]
    for document_id, reason in _reasons(tally.reason, frame, shown):
        if len(tally.examples) < EXAMPLES:
            tally.examples.append(Example(document_id, reason))
        if tally.severity == CRITICAL and document_id:
            _add_reason(failed.setdefault(document_id, []), reason)


def _error(result: Any) -> str:
    """What was raised inside an expectation; Great Expectations nests it by metric."""
    info: Mapping[str, Any] = result.exception_info or {}
    nested = [info] if "raised_exception" in info else list(info.values())
    return next((str(one["exception_message"]) for one in nested if one.get("raised_exception")), "")


def _reasons(template: str, frame: pd.DataFrame, positions: list[int]) -> Iterator[tuple[str, str]]:
    if not positions:
        return
    columns = sorted({str(name) for _, name, _, _ in Formatter().parse(template) if name})
    ids = frame["document_id"].iloc[positions].fillna("") if "document_id" in frame else [""] * len(positions)
    rows = frame[columns].iloc[positions].to_dict("records") if columns else [{}] * len(positions)
    for document_id, row in zip(ids, rows, strict=True):
        yield str(document_id), _say(template, row)


def _say(template: str, row: Mapping[Any, Any]) -> str:
    try:
        return template.format(**row)
    except (TypeError, ValueError, NotImplementedError):  # a null, or a date that no calendar has: of year 0
        return NOT_JUDGED if any(map(_is_null, row.values())) else str(dict(row))


def _is_null(value: object) -> bool:
    import pandas as pd

    return bool(pd.isna(value))  # type: ignore[call-overload]


def _add_reason(reasons: list[str], reason: str) -> None:
    if reason in reasons or len(reasons) > REASONS:
        return
    reasons.append(reason if len(reasons) < REASONS else "and more of the kind")
