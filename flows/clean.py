"""The flow: discover → survey batches → clean batches → audit → publish → report.

Tasks are thin: a batch task hands its batch to a worker process and waits, so that no document's text ever
passes through Prefect. What can go wrong by a user's doing ends the run in a named state, not in a traceback.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import Task, flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.states import Failed
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from expectations import engine
from expectations.bounds import Bounds
from expectations.validation import Audit, Counts, audit
from flows.complaints import in_words
from flows.environment import keep_quiet
from flows.options import RunOptions, UsageError
from flows.planning import Batch, plan_batches
from flows.progress import RunProgress, show_progress
from flows.report import RunSummary, write_report
from flows.results import BatchResult, Outcome
from flows.sources import Fields, Found, SourceError, find_sources, measure
from flows.survey import Survey, can_have_sites
from flows.warehouse import Run, WarehouseError, open_run
from flows.workers import Executor, open_executor
from transforms.rulebook import RuleError

T = TypeVar("T")
AUDIT_STOPPED, UNUSABLE = "AuditStopped", "Unusable"  # names of the failed states, for whoever reads them
COUNTS = ("inputs", "published", "quarantined", "unchanged", "unreadable")
IN_FLIGHT = 3  # batches submitted per worker: enough that none waits for the next

_THREADS: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(
    max_workers=64
)  # they only wait; `IN_FLIGHT` bounds them

keep_quiet()  # a deployment's runner comes here without passing through the command line


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the batches came to, and the input they came from."""

    result: BatchResult
    megabytes: float


@flow(
    name="clean-documents",
    description="Clean scraped documents, audit the result, and publish it to a warehouse in one atomic step.",
    task_runner=_THREADS,  # type: ignore[arg-type]  # its futures are of a subclass
    persist_result=False,
)
def clean_documents(
    sources: list[str],
    warehouse: str = "warehouse",
    rules: list[str] | None = None,
    timezone: str = "Europe/Berlin",
    workers: int | None = None,
    batch_megabytes: float = 8.0,
    fields: dict[str, str] | None = None,
    document_seconds: float = 60.0,
    removed_at_most: float | None = None,
    engine: str = "local",
    address: str | None = None,
) -> RunSummary | State[Any]:
    """Clean SOURCES and publish them to a warehouse; see `flows.options.RunOptions` for the parameters.

    Returns the run's summary, or a failed state: "AuditStopped" where the whole failed the audit and nothing
    was published, "Unusable" where there was nothing to read or no warehouse to write.
    """
    try:
        options = RunOptions.checked(
            sources=sources, warehouse=warehouse, rules=rules, timezone=timezone, workers=workers,
            batch_megabytes=batch_megabytes, fields=fields, document_seconds=document_seconds,
            removed_at_most=removed_at_most,
            engine=engine, address=address,
        )  # fmt: skip
        return _clean(options)
    except (UsageError, SourceError, RuleError, WarehouseError, OSError) as problem:
        return Failed(name=UNUSABLE, message=in_words(problem, warehouse))


def _clean(options: RunOptions) -> RunSummary | State[Any]:
    threading.Thread(target=engine.load, daemon=True).start()  # five seconds that the batches hide
    found = discover(options.sources, options.warehouse)
    if not found.collections:
        raise SourceError("; ".join(str(error) for error in found.errors))
    with open_run(Path(options.warehouse)) as run:
        gathered = _clean_batches(run, found, options)
        judgement = validate(_unseen(run), _unseen(gathered.result), options.removed_at_most)
        if judgement.stopped:
            report(_summary(run, options, gathered, None), _unseen(gathered.result), _unseen(judgement))
            return Failed(name=AUDIT_STOPPED, message=judgement.stop_message)
        outcome = publish(_unseen(run), _unseen(gathered.result), _unseen(judgement), options.sources)
        summary = _summary(run, options, gathered, outcome)
        report(summary, _unseen(gathered.result), _unseen(judgement))
    _leave_artifact(summary)
    return summary


@task(cache_policy=NO_CACHE)
def discover(sources: list[str], warehouse: str) -> Found:
    """Find the files behind the sources; warn of a source that is none, as long as another one is."""
    found = find_sources(sources, warehouse)
    if found.collections:
        for error in found.errors:
            get_run_logger().warning(str(error))
    return found


def _clean_batches(run: Run, found: Found, options: RunOptions) -> Gathered:
    extent = measure(found)
    log = get_run_logger()
    log.info(
        "%s: %s files, %.1f MB, %s",
        run.run_id,
        f"{extent.files:,}",
        extent.bytes / 1e6,
        f"Dask cluster at {options.address}" if options.engine == "dask" else f"{options.workers} workers",
    )
    context = run.context(
        timezone=options.timezone,
        rules=tuple(Path(path) for path in options.rules),
        fields=Fields(**options.fields),
        seconds_per_document=options.document_seconds,
    )
    batches = plan_batches(found, int(options.batch_megabytes * 1e6), run.spool)
    total = BatchResult("all")
    with (
        open_executor(
            context, workers=options.workers, engine=options.engine, address=options.address
        ) as executor,
        show_progress(extent.bytes) as progress,
    ):
        _learn_templates(run, found, options, executor, progress)
        for result in _in_window(clean_batch, batches, executor, progress):
            total.add(result)
        progress.finish()
    for kind, tally in total.warnings.items():
        log.warning("%s: %s times, for example %s", kind, tally.lines, "; ".join(tally.examples))
    return Gathered(run.settle(total), total.bytes / 1e6)


def _learn_templates(
    run: Run, found: Found, options: RunOptions, executor: Executor, progress: RunProgress
) -> None:
    """Find out which lines the sites print on all their pages, before any page is cleaned.

    Files of text name no site, so a run that has only those saves itself the survey.
    """
    if not can_have_sites(found.files()):
        return
    progress.stage("surveying")
    batches = plan_batches(found, int(options.batch_megabytes * 1e6), run.spool)
    with_sites = (batch for batch in batches if can_have_sites(piece.file for piece in batch.pieces))
    surveys = _in_window(survey_batch, with_sites, executor, progress)
    documents, templates = run.learn(survey.notes for survey in surveys if survey.notes)
    get_run_logger().info(
        "%s documents surveyed, %s template lines known", f"{documents:,}", f"{templates:,}"
    )
    progress.stage("cleaning")


def _in_window(
    work: Task[[Executor, Batch, RunProgress], T],
    batches: Iterator[Batch],
    executor: Executor,
    progress: RunProgress,
) -> Iterator[T]:
    """What comes of the batches, in order, a bounded number of them under way: memory stays flat."""
    under_way: deque[PrefectFuture[T]] = deque()
    for batch in batches:
        under_way.append(work.submit(_unseen(executor), _unseen(batch), _unseen(progress)))
        if len(under_way) >= executor.workers * IN_FLIGHT:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


@task(retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE, task_run_name="survey-batch")
def survey_batch(executor: Executor, batch: Batch, progress: RunProgress) -> Survey:
    """Let a worker note the lines of one batch."""
    survey = executor.survey(batch)
    progress.look_ahead(survey.disk_bytes)
    return survey


@task(retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE, task_run_name="clean-batch")
def clean_batch(executor: Executor, batch: Batch, progress: RunProgress) -> BatchResult:
    """Let a worker clean one batch: paths in, counts out."""
    result = executor.clean(batch)
    progress.add(result)
    return result


@task(cache_policy=NO_CACHE)
def validate(run: Run, result: BatchResult, removed_at_most: float | None) -> Audit:
    """Let the expectations judge what is staged."""
    counts = Counts(
        inputs=result.inputs,
        staged=result.staged,
        quarantined=result.quarantined,
        unchanged=result.unchanged,
        unreadable=result.unreadable,
        entries=result.entries,
        lines=result.lines,
        rule_chars={rule: tally.chars for rule, tally in result.rules.items() if tally.role == "boilerplate"},
    )
    bounds = Bounds()
    if removed_at_most is not None:
        bounds = Bounds(mean_removed_share=removed_at_most, largest_rule_share=removed_at_most)
    judgement = audit(result.parts, counts, started_at=run.started_at, bounds=bounds)
    for finding in judgement.findings:
        if not finding.success:
            count = f"{finding.unexpected_count:,} of {finding.element_count:,}"
            get_run_logger().warning("%s: %s fails for %s", finding.table, finding.expectation, count)
    return judgement


@task(cache_policy=NO_CACHE)
def publish(run: Run, result: BatchResult, judgement: Audit, sources: list[str]) -> Outcome:
    """Swap the new snapshot in; what the audit rejected goes to quarantine with its reasons."""
    return run.publish(result, rejected=judgement.failed, sources=sources)


@task(cache_policy=NO_CACHE)
def report(summary: RunSummary, result: BatchResult, judgement: Audit) -> None:
    """Write the data-quality report, of a stopped run too: it says what stopped it."""
    write_report(summary.warehouse / "reports" / summary.run_id, summary, result, judgement)


def _summary(run: Run, options: RunOptions, gathered: Gathered, outcome: Outcome | None) -> RunSummary:
    """The run's figures; ``outcome`` is None where the audit stopped it."""
    result = gathered.result
    stopped = Outcome(result.inputs, 0, result.quarantined, result.unchanged, result.unreadable, 0, 0, 0)
    return RunSummary(
        run_id=run.run_id,
        started_at=run.started_at,
        finished_at=datetime.now(UTC),
        sources=options.sources,
        status="published" if outcome else "stopped",
        warehouse=run.warehouse,
        megabytes=gathered.megabytes,
        versions=run.versions,
        **(outcome or stopped).counts(),
    )


def _leave_artifact(summary: RunSummary) -> None:
    """Leave the run's figures where Prefect's UI shows them."""
    rows = "\n".join(f"| {name} | {getattr(summary, name):,} |" for name in COUNTS)
    create_markdown_artifact(
        key="reinschrift-run",
        markdown=f"## Run {summary.run_id}\n\n| | documents |\n|---|---:|\n{rows}\n\n"
        f"{summary.megabytes:.1f} MB from {', '.join(summary.sources)}; report: `reports/{summary.run_id}/index.html`",
        description=f"{summary.published} documents published",
    )


def _unseen(value: T) -> T:
    """An argument that Prefect hands on without looking into it for futures."""
    return cast(T, quote(value))
