"""Where the transforms' time goes: ``python -m tests.benchmarks.hot_spots --corpus distinct``.

Two views: microseconds a line by transform and shape of document, measured plainly; and the call tree under
cProfile, which makes small functions look dearer than they are.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.benchmarks.corpus import KINDS, SIZES, corpus_lines
from transforms import pipeline
from transforms.encoding.repair import decode
from transforms.rulebook import Rulebook

_WARM_UP = 100  # documents, cleaned before any clock starts
_DEPTH = 6
_LEAST_SHARE = 0.006

Source = tuple[str, bytes, dict[str, Any]]  # shape, text, what else is known
Function = tuple[str, int, str]  # as pstats names it: file, line, name


def main() -> None:
    """Print both views."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", choices=KINDS, default="generated")
    parser.add_argument("--documents", type=int, default=SIZES["2k"])
    options = parser.parse_args()
    sources = list(read_sources(options.corpus, options.documents))
    rulebook = Rulebook.load()
    for _, text, known in sources[:_WARM_UP]:
        pipeline.clean(decode(text, **known), rulebook)
    console = Console(width=max(Console().width, 130))
    console.print(stage_table(sources, rulebook))
    for line in call_tree(sources, rulebook):
        console.print(line, highlight=False, markup=False)


def read_sources(kind: str, documents: int) -> Iterator[Source]:
    """A corpus, ready to be cleaned."""
    for record in map(json.loads, corpus_lines(kind, documents)):
        known = {"publisher": record["publisher"], "url": record["url"]}
        crawled_at = datetime.fromisoformat(record["crawled_at"])
        yield record["id"].split("-")[0], record["text"].encode(), known | {"crawled_at": crawled_at}


def stage_table(sources: list[Source], rulebook: Rulebook) -> Table:
    """Microseconds a line, blank lines included, by transform and shape."""
    seconds: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    lines: Counter[str] = Counter()
    for shape, text, known in sources:
        ended = time.process_time()
        document = decode(text, **known)
        for name, transform in [("decode", None), *((stage.__name__, stage) for stage in pipeline.PIPELINE)]:
            begun, document = ended, transform(document, rulebook) if transform else document
            ended = time.process_time()
            seconds[name][shape] += ended - begun
        lines[shape] += len(document.lines)
    table = Table("µs a line", *lines, title=f"{lines.total():,} lines", title_justify="left")
    for name, spent in seconds.items():
        table.add_row(name, *(f"{1e6 * spent[shape] / lines[shape]:.2f}" for shape in lines))
    together = (1e6 * sum(spent[shape] for spent in seconds.values()) / lines[shape] for shape in lines)
    table.add_row("together", *(f"{sum_:.2f}" for sum_ in together), style="bold")
    return table


def call_tree(sources: list[Source], rulebook: Rulebook) -> Iterator[str]:
    """Who calls whom, with shares of all time; what takes less than half a percent is left out."""
    profile = cProfile.Profile()
    profile.enable()
    for _, text, known in sources:
        pipeline.clean(decode(text, **known), rulebook)
    profile.disable()
    stats: dict[Function, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    total = sum(row[2] for row in stats.values())
    callees: dict[Function, list[tuple[float, int, Function]]] = defaultdict(list)
    for function, (_, _, _, _, callers) in stats.items():
        for caller, (_, calls, _, spent) in callers.items():
            callees[caller].append((spent / total, calls, function))
    root = next(function for function in stats if function[2] == "clean" and "pipeline" in function[0])
    yield from _branch(root, stats[root][3] / total, stats[root][1], callees, ())


def _branch(
    function: Function,
    share: float,
    calls: int,
    callees: dict[Function, list[tuple[float, int, Function]]],
    above: tuple[Function, ...],
) -> Iterator[str]:
    file, line, name = function
    place = f"{file.rpartition('/')[2]}:{line} " if line else ""
    yield f"{share:6.1%} {'  ' * len(above)}{place}{name} ({calls:,} calls)"
    if len(above) < _DEPTH and function not in above:
        for spent, times, callee in sorted(callees[function], reverse=True):
            if spent >= _LEAST_SHARE:
                yield from _branch(callee, spent, times, callees, (*above, function))


if __name__ == "__main__":
    main()
