"""Measure Reinschrift beside the field: ``python -m tests.benchmarks.bench --size 2k --rounds 5``.

Rounds are interleaved and every run is a fresh process. CPU time counts all children. Start-up (imports, rules,
worker processes, the first batch's caches) is measured apart: transforms alone clean a start-up corpus before
their clock starts; from the others, a run on the start-up corpus is taken off. Medians; ratios are medians of
the rounds' ratios. Results, with the corpus's SHA-256, go to results/ as JSON, PNG and SVG.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from tests.benchmarks import tables
from tests.benchmarks.contest import (
    CONTENDERS,
    DATATROVE,
    HERE,
    ROOT,
    Arena,
    Contender,
    Result,
    run_rounds,
    run_stages,
)
from tests.benchmarks.corpus import KINDS, SIZES, Corpus, write_corpus
from tests.benchmarks.figures import Target, rows, shares, targets
from tests.benchmarks.plot import draw
from tests.benchmarks.scaling import Step, measure_scaling
from tests.benchmarks.startup import Startup, measure_startup

_STARTUP_DOCUMENTS = 100  # of every shape and language, so that every rule set is there
_STAGE_ROUNDS = 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the options ask for."""
    options = _options(arguments)
    console = Console(width=max(Console().width, 160))
    scratch = Path(tempfile.mkdtemp(prefix="reinschrift-bench-"))
    try:
        findings = _measure(options, scratch, console)
        _show(findings, console)
        console.print(f"{_keep(findings, options.out)}, .png, .svg")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", choices=SIZES, default="2k")
    parser.add_argument("--corpus", choices=KINDS, default="generated")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--contenders", nargs="+", choices=CONTENDERS, default=list(CONTENDERS), metavar="NAME"
    )
    parser.add_argument(
        "--scale", nargs="*", choices=SIZES, default=[], metavar="SIZE", help="check cost and memory"
    )
    parser.add_argument(
        "--no-startup", action="store_true", help="leave out the start-up of the real command"
    )
    parser.add_argument("--tree", type=Path, default=ROOT, help="the checkout to measure")
    parser.add_argument("--out", type=Path, default=HERE / "results")
    return parser.parse_args(arguments)


@dataclass(frozen=True)
class Findings:
    """All that one call measured."""

    corpus: Corpus
    rounds: int
    results: dict[str, Result]
    stages: dict[str, list[dict[str, float]]]
    startups: list[Startup]
    steps: list[Step]

    @property
    def title(self) -> str:
        """What was measured on."""
        corpus = self.corpus
        size = f"{corpus.documents:,} documents, {corpus.bytes / 1e6:.1f} MB"
        return f"{size}, {corpus.kind}, {self.rounds} rounds"

    def targets(self) -> list[Target]:
        """What was to be reached, and what was."""
        return targets(self.results, self.stages, self.corpus.kind, self.steps)

    def shares(self) -> dict[str, dict[str, tuple[float, float]]]:
        """Seconds and share of CPU by contender and stage."""
        return {name: shares(rounds) for name, rounds in self.stages.items()}


def _measure(options: argparse.Namespace, scratch: Path, console: Console) -> Findings:
    """Everything that the options ask for, one process at a time."""
    contenders = _present(options.contenders, console)
    corpus = make_corpus(options.corpus, SIZES[options.size], scratch, console)
    startup = make_corpus(options.corpus, min(_STARTUP_DOCUMENTS, corpus.documents // 2), scratch, console)
    arena = Arena(corpus.path, startup.path, scratch, options.tree.resolve())
    with console.status("") as status:
        tell = status.update if console.is_terminal else console.print
        results = run_rounds(contenders, arena, options.rounds, tell)
        tell("stages")
        stages = run_stages(results, arena, min(_STAGE_ROUNDS, options.rounds))
        startups = [] if options.no_startup else measure_startup(arena, min(3, options.rounds), tell)
        sizes = {SIZES[size] for size in options.scale}
        corpora = {size: make_corpus(options.corpus, size, scratch, console).path for size in sizes}
        steps = measure_scaling(corpora, startup.path, startup.documents, arena, tell) if corpora else []
    return Findings(corpus, options.rounds, results, stages, startups, steps)


def _show(findings: Findings, console: Console) -> None:
    console.print(tables.contest_table(rows(findings.results), findings.title))
    for name, measured in findings.shares().items():
        console.print(tables.stage_table(name, measured))
    if findings.startups:
        console.print(tables.startup_table(findings.startups))
    if findings.steps:
        console.print(tables.scaling_table(findings.steps))
    console.print(tables.target_table(findings.targets()))
    published = [result.tables for result in findings.results.values() if result.tables]
    if len(published) > 1:
        same = "are identical" if len({*published}) == 1 else "[bold red]differ"
        console.print(f"Published tables of one and two workers {same}.")


def _keep(findings: Findings, folder: Path) -> Path:
    """Write the figures as JSON and as pictures."""
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "load": os.getloadavg()}
    figures = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine,
        "corpus": asdict(findings.corpus) | {"path": findings.corpus.path.name},
        "results": {name: asdict(result) for name, result in findings.results.items()},
        "medians": [row._asdict() for row in rows(findings.results)],
        "stages": findings.stages,
        "startup": [startup._asdict() for startup in findings.startups],
        "scaling": [step._asdict() for step in findings.steps],
        "targets": [target._asdict() for target in findings.targets()],
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{findings.corpus.kind}-{findings.corpus.documents}.json"
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    draw(path, rows(findings.results), findings.shares(), findings.steps, findings.title)
    return path


def make_corpus(kind: str, documents: int, folder: Path, console: Console) -> Corpus:
    """Write a corpus and say which one it is."""
    corpus = write_corpus(folder / f"{kind}-{documents}.jsonl", kind, documents)
    console.print(f"{corpus.path.name}: {corpus.bytes:,} bytes, sha256 {corpus.sha256}", highlight=False)
    return corpus


def _present(names: Sequence[str], console: Console) -> list[Contender]:
    """The contenders that can run here."""
    found = [CONTENDERS[name] for name in names]
    absent = [contender.name for contender in found if not contender.python.exists()]
    if absent:
        console.print(
            f"without {', '.join(absent)}: there is no {DATATROVE.relative_to(ROOT)}; make bench builds it"
        )
    return [contender for contender in found if contender.name not in absent]


if __name__ == "__main__":
    main()
