"""From measurements to figures: medians, ratios round by round, and what the project set out to reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from tests.benchmarks.contest import Result
from tests.benchmarks.scaling import Step, speedup

FIXED_AUDIT = "audit, however small the run"  # start-up: shown, and no share of the work
_SPREAD = 60  # MB


class Row(NamedTuple):
    """One contender's medians."""

    name: str
    cpu_rate: float  # MB per CPU second
    wall_rate: float  # MB per second
    microseconds: float  # of CPU a document
    startup_cpu: float
    startup_wall: float
    tree_megabytes: float
    main_megabytes: float
    worker_megabytes: float
    times_naive: float | None  # how many times naive's CPU throughput
    times_datatrove: float | None


class Target(NamedTuple):
    """A figure to reach, and the figure reached; None where this run could not tell."""

    what: str
    least: float
    reached: float | None


def rows(results: Mapping[str, Result]) -> list[Row]:
    """The contenders' medians, the quickest first."""
    made = [_row(name, result, results) for name, result in results.items()]
    return sorted(made, key=lambda row: -row.cpu_rate)


def _row(name: str, result: Result, results: Mapping[str, Result]) -> Row:
    return Row(
        name=name,
        cpu_rate=result.megabytes / median(result.cpu),
        wall_rate=result.megabytes / median(result.wall),
        microseconds=1e6 * median(result.cpu) / result.documents,
        startup_cpu=median(result.startup_cpu),
        startup_wall=median(result.startup_wall),
        tree_megabytes=median(result.tree_megabytes),
        main_megabytes=median(result.main_megabytes),
        worker_megabytes=median(result.worker_megabytes),
        times_naive=ratio(result, results.get("naive")),
        times_datatrove=ratio(result, results.get("datatrove")),
    )


def ratio(fast: Result | None, slow: Result | None, clock: str = "cpu") -> float | None:
    """How many times the throughput: the median of the rounds' ratios, as machines change their mood."""
    if fast is None or slow is None:
        return None
    pairs = zip(getattr(fast, clock), getattr(slow, clock), strict=True)
    return float(median((slow_s / slow.megabytes) / (fast_s / fast.megabytes) for fast_s, slow_s in pairs))


def shares(rounds: list[dict[str, float]]) -> dict[str, tuple[float, float]]:
    """By stage: the median of its seconds, and of its share of all stages; start-up has none."""
    growing = [
        {stage: spent for stage, spent in seconds.items() if stage != FIXED_AUDIT} for seconds in rounds
    ]
    totals = [sum(seconds.values()) for seconds in growing]
    return {
        stage: (
            median(seconds.get(stage, 0.0) for seconds in rounds),
            median(seconds.get(stage, 0.0) / total for seconds, total in zip(growing, totals, strict=True)),
        )
        for stage in rounds[0]
    }


def _has_batches(result: Result | None) -> bool:
    """Whether the corpus makes enough batches of 8 MB to keep two workers busy."""
    return result is not None and result.megabytes >= _SPREAD


def _speedup(one: Result | None, two: Result | None, steps: Sequence[Step]) -> float | None:
    """From the rounds where the corpus is large enough, else from the check of scaling."""
    return ratio(two, one, "wall") if _has_batches(two) else speedup(steps)


def targets(
    results: Mapping[str, Result],
    stages: Mapping[str, list[dict[str, float]]],
    corpus: str,
    steps: Sequence[Step] = (),
) -> list[Target]:
    """What the project set out to reach on this kind of corpus."""
    rate = {row.name: row.cpu_rate for row in rows(results)}
    transforms, one, two = (results.get(name) for name in ("transforms", "whole-1", "whole-2"))
    naive, datatrove = results.get("naive"), results.get("datatrove")
    found = [
        Target("transforms, MB/s on one core", 20 if corpus == "generated" else 12, rate.get("transforms")),
        Target("whole job, MB/s on one core", 12, rate.get("whole-1")),
        Target("whole job, times naive", 15, ratio(one, naive)),
        Target("whole job, times datatrove", 7, ratio(one, datatrove)),
        Target("two workers, times one (wall)", 1.75, _speedup(one, two, steps)),
    ]
    if corpus == "generated":
        found.insert(1, Target("transforms, times datatrove", 12, ratio(transforms, datatrove)))
    if "whole-1" in stages:
        share = shares(stages["whole-1"])
        late = sum(share.get(stage, (0, 0))[1] for stage in ("settle", "audit", "publish"))
        found.append(Target("CPU left to all but audit and publish, %", 90, 100 * (1 - late)))
    if one is not None:
        found.append(Target("MB that a worker leaves of 500", 0, 500 - max(one.worker_megabytes)))
    return found
