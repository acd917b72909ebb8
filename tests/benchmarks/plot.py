"""The figures as a picture: throughput, CPU by stage, and cost by size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Row
from tests.benchmarks.scaling import Step

_INK, _PALE = "#2b4c7e", "#b8c4d6"


def draw(
    path: Path,
    rows: Sequence[Row],
    stages: Mapping[str, dict[str, tuple[float, float]]],
    steps: Sequence[Step],
    title: str,
) -> None:
    """Write PNG and SVG beside each other; what was not measured has no panel."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    panels = 1 + len(stages) + bool(steps)
    figure, axes = plt.subplots(1, panels, figsize=(5.2 * panels, 4.2), squeeze=False, layout="constrained")
    figure.suptitle(title, fontsize=10)
    _draw_rates(axes[0][0], rows)
    for place, (name, shares) in enumerate(stages.items(), 1):
        _draw_stages(axes[0][place], name, shares)
    if steps:
        _draw_scaling(axes[0][-1], steps)
    for ending in (".png", ".svg"):
        figure.savefig(path.with_suffix(ending), dpi=150)
    plt.close(figure)


def _draw_rates(axis: Any, rows: Sequence[Row]) -> None:
    names = [row.name for row in rows][::-1]
    rates = [row.cpu_rate for row in rows][::-1]
    bars = axis.barh(
        names, rates, color=[_PALE if name in {"naive", "datatrove"} else _INK for name in names]
    )
    axis.bar_label(bars, fmt="%.1f", padding=3)
    axis.set_title("MB per CPU second, start-up apart", fontsize=9)
    axis.margins(x=0.15)


def _draw_stages(axis: Any, name: str, shares: dict[str, tuple[float, float]]) -> None:
    bars = axis.barh([*shares][::-1], [100 * share for _, share in shares.values()][::-1], color=_INK)
    axis.bar_label(bars, fmt="%.0f", padding=3, fontsize=7)
    axis.tick_params(labelsize=7)
    axis.set_title(f"{name}: CPU by stage, %", fontsize=9)
    axis.margins(x=0.15)


def _draw_scaling(axis: Any, steps: Sequence[Step]) -> None:
    for workers, colour in ((1, _INK), (2, _PALE)):
        mine = [step for step in steps if step.workers == workers]
        sizes = [step.documents for step in mine]
        axis.plot(
            sizes,
            [step.microseconds for step in mine],
            "o-",
            color=colour,
            label=f"µs a document, {workers} workers",
        )
        axis.plot(
            sizes, [step.tree_megabytes for step in mine], "s--", color=colour, label=f"MB, {workers} workers"
        )
    axis.set_xscale("log")
    axis.set_ylim(bottom=0)
    axis.legend(fontsize=7)
    axis.set_title("CPU a document and memory by size", fontsize=9)
