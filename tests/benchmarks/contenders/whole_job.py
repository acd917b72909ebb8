"""Reinschrift's whole job, from discovery to the published snapshot, audit included, without Prefect's server.

The same calls in the same order as `flows.clean`, whose tasks add their server's share: that is measured with
the real command, apart. With ``--stages`` one process does everything, each stage under a clock of its own.
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any

from flows.environment import collect_seldom, keep_quiet

keep_quiet()

from expectations.validation import Counts, audit  # noqa: E402
from flows.planning import plan_batches  # noqa: E402
from flows.results import BatchResult  # noqa: E402
from flows.sources import find_sources  # noqa: E402
from flows.warehouse import open_run  # noqa: E402
from flows.workers import open_executor  # noqa: E402

FIXED_AUDIT = "audit, however small the run"  # as `tests.benchmarks.figures` calls it
BATCH_BYTES = 8_000_000  # as the command has it
_TRIALS = 20_000  # to tell what a clock costs
DOCUMENT_SECONDS = 600.0  # a busy machine must not send documents to quarantine


class StageClock:
    """CPU seconds by stage; a stage within another is the inner one's alone, and what the clock costs is nobody's."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.spent_on_clocks = 0.0
        self._running = threading.local()
        self._cost = 0.0  # of one stage's clock, beyond what it shows
        self._cost = self._measure_cost()

    def _measure_cost(self) -> float:
        begun = time.thread_time()
        for _ in range(_TRIALS):
            with self.stage("clock"):
                pass
        return (time.thread_time() - begun - self.seconds.pop("clock")) / _TRIALS

    def stage(self, name: str) -> _Stage:
        """Count the thread's CPU seconds to ``name`` until the block ends."""
        return _Stage(self, name)

    def begin(self) -> float:
        """A stage begins in this thread."""
        self._running.__dict__.setdefault("inner_seconds", []).append(0.0)
        return time.thread_time()

    def end(self, name: str, begun: float) -> None:
        """A stage ends."""
        spent = time.thread_time() - begun
        outer: list[float] = self._running.inner_seconds
        self.seconds[name] += spent - outer.pop()
        self.spent_on_clocks += self._cost
        if outer:
            outer[-1] += spent + self._cost

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, counted to a stage."""

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            with self.stage(name):
                return function(*args, **kwargs)

        return call

    def timed_iterator(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The generator function, what it does between two items counted to a stage."""

        @wraps(function)
        def iterate(*args: Any, **kwargs: Any) -> Iterator[Any]:
            items = function(*args, **kwargs)
            while True:
                with self.stage(name):
                    item = next(items, self)
                if item is self:
                    return
                yield item

        return iterate


class _Stage:
    """One stage under way: a class, as a generator would cost twice the time."""

    __slots__ = ("_begun", "_clock", "_name")

    def __init__(self, clock: StageClock, name: str) -> None:
        self._clock, self._name = clock, name

    def __enter__(self) -> None:
        self._begun = self._clock.begin()

    def __exit__(self, *_: object) -> None:
        self._clock.end(self._name, self._begun)


def time_stages(clock: StageClock) -> None:
    """Put a clock around what a worker does with a batch."""
    from flows import batches
    from flows.warehouse import parquet, rows, staging
    from transforms import pipeline

    pipeline.PIPELINE = tuple(clock.timed(stage.__name__, stage) for stage in pipeline.PIPELINE)
    batches.read_batch = clock.timed_iterator("read", batches.read_batch)
    for module, name, stage in (
        (batches, "make_document", "decode"),
        (batches, "clean", "transforms, calls between"),
        (batches, "clean_all", "transforms, calls between"),
        (batches, "objection", "check that the source comes back"),
        (batches, "tally_rules", "count rules"),
        (rows.LineColumns, "of", "rows"),
        (rows.DocumentRows, "add", "rows"),
        (rows.DocumentRows, "tables", "arrow"),
        (staging, "seen_table", "arrow"),
        (parquet.TableWriter, "write", "parquet"),
        (parquet.TableWriter, "close", "parquet"),
    ):
        setattr(module, name, clock.timed(stage, getattr(module, name)))


def run_job(
    corpus: Path, warehouse: Path, *, workers: int = 1, engine: str = "local", clock: StageClock | None = None
) -> dict[str, Any]:
    """Clean a corpus into a warehouse; the run's counts."""
    clock = clock or StageClock()
    threading.Thread(target=importlib.import_module, args=("great_expectations",), daemon=True).start()
    found = find_sources([str(corpus)], warehouse)
    with open_run(warehouse) as run:
        context = run.context(seconds_per_document=DOCUMENT_SECONDS)
        total = BatchResult("all")
        batches = plan_batches(found, BATCH_BYTES, run.spool)
        with open_executor(context, workers=workers, engine=engine) as executor:
            with clock.stage("survey"):
                surveys = executor.survey_all(plan_batches(found, BATCH_BYTES, run.spool))
                run.learn(survey.notes for survey in surveys if survey.notes)
            for result in executor.map(batches):
                total.add(result)
        peaks = {"clean": peak_megabytes()}
        with clock.stage("settle"):
            total = run.settle(total)
        with clock.stage("audit"):
            judgement = audit(total.parts, counts_of(total), started_at=run.started_at)
        peaks["audit"] = peak_megabytes()
        if judgement.stopped:
            raise SystemExit(f"the audit stopped the run: {judgement.stop_message}")
        with clock.stage("publish"):
            outcome = run.publish(total, rejected=judgement.failed, sources=[str(corpus)])
        peaks["publish"] = peak_megabytes()
    return {**asdict(outcome), "bytes": total.bytes, "peak_megabytes": peaks}


def peak_megabytes() -> float:
    """The most that this process has had in memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def counts_of(result: BatchResult) -> Counts:
    """What the batches counted, as the audit takes it."""
    names = ("inputs", "staged", "quarantined", "unchanged", "unreadable", "entries", "lines")
    taken = {rule: tally.chars for rule, tally in result.rules.items() if tally.role == "boilerplate"}
    return Counts(**{name: getattr(result, name) for name in names}, rule_chars=taken)


def main() -> None:
    """Run the job and print figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--stages", action="store_true")
    parser.add_argument(
        "--warm-up", type=Path, help="with --stages: a corpus to clean before the clocks start"
    )
    options = parser.parse_args()
    figures = (
        time_job(options) if options.stages else run_job(options.corpus, options.out, workers=options.workers)
    )
    print(json.dumps({**figures, "documents": figures["inputs"]}))  # noqa: T201


def time_job(options: argparse.Namespace) -> dict[str, Any]:
    """Run the job in this process alone, and give the seconds of its stages.

    With a warm-up corpus, which is cleaned twice: those beyond what the same stages take for it, as the contest has
    it, and apart what an audit takes however little there is to judge.
    """
    clock = StageClock()
    time_stages(clock)
    importlib.import_module("great_expectations")  # start-up, and not the audit's work
    collect_seldom()
    small: dict[str, float] = {}
    for name in ("cold", "warm") if options.warm_up else ():
        small = _time_run(options.warm_up, options.out / name, clock)["stages"]
    figures = _time_run(options.corpus, options.out / "warehouse", clock)
    stages = {name: max(seconds - small.get(name, 0.0), 0.0) for name, seconds in figures["stages"].items()}
    fixed = {FIXED_AUDIT: small["audit"]} if small else {}
    return {**figures, "stages": stages | fixed}


def _time_run(corpus: Path, warehouse: Path, clock: StageClock) -> dict[str, Any]:
    """One run's figures, with the seconds of its stages."""
    clock.seconds.clear()
    clock.spent_on_clocks = 0.0
    begun = time.process_time()
    figures = run_job(corpus, warehouse, engine="inline", clock=clock)
    stages = dict(clock.seconds)
    stages["all else"] = time.process_time() - begun - sum(stages.values()) - clock.spent_on_clocks
    return {**figures, "stages": stages}


if __name__ == "__main__":
    main()
