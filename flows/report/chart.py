"""The report's chart, as SVG that takes its colours and its font from the page."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Colours that matplotlib writes and the page's own replace, so that one drawing suits light and dark.
_BAR, _INK, _GRID = "#010101", "#020202", "#030303"
_THEME = {_BAR: "var(--accent)", _INK: "var(--soft)", _GRID: "var(--rule)"}
_NOTHING = dict.fromkeys(("Date", "Creator", "Format", "Type"))  # metadata that would differ from run to run
_FOREIGN = re.compile(  # what a drawing has in a file of its own, and may not have within a page
    r"""
      <\?xml.*?\?> | <!DOCTYPE.*?>
    | <defs>\s*<style.*?</style>\s*</defs>      # its rule is for `*`, the whole page
    | \ xmlns(:xlink)?="[^"]*" | \ version="[^"]*"
    | \ (width|height)="[\d.]+pt"               # the page says how wide
    | font-family:[^;"]+;?
    | \ id="[^"]*"                              # nothing refers to them
    """,
    re.VERBOSE | re.DOTALL,
)


def draw_histogram(counts: Sequence[int]) -> Markup:
    """Documents by the share that was removed of them, ``counts`` from 0 to 100 %: an ``<svg>`` element.

    Text stays text, and there is neither date nor random id in it: the same counts, the same drawing.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    drawn = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "reinschrift", "font.size": 10.5}):
        figure = Figure(figsize=(10.6, 3.1), layout="constrained")
        _draw(figure.add_subplot(), counts)
        figure.patch.set_visible(False)
        figure.savefig(drawn, format="svg", metadata=_NOTHING)
    return _embed(drawn.getvalue(), counts)


def _draw(axes: Axes, counts: Sequence[int]) -> None:
    bars = axes.bar(range(len(counts)), counts, width=0.88, align="edge", color=_BAR, clip_on=False)
    for number, bar in enumerate(bars):
        bar.set_gid(f"bar-{number}")
    axes.bar_label(bars, [f"{count:,}" if count else "" for count in counts], padding=2, color=_INK)
    step = max(len(counts) // 10, 1)
    axes.set_xticks(
        range(0, len(counts) + 1, step),
        [f"{100 * n // len(counts)} %" for n in range(0, len(counts) + 1, step)],
    )
    axes.set_xlim(0, len(counts))
    axes.set_ylim(0, max(*counts, 1) * 1.08)
    axes.yaxis.set_visible(False)  # each bar has its number
    axes.tick_params(length=0, colors=_INK)
    axes.patch.set_visible(False)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom")
        spine.set_color(_GRID)


def _embed(drawing: str, counts: Sequence[int]) -> Markup:
    width = 100 // len(counts)
    for number, count in enumerate(counts):
        label = f"{width * number} to {width * (number + 1)} % removed: {count:,} documents"
        drawing = drawing.replace(f'<g id="bar-{number}">', f"<g><title>{label}</title>")
    for stand_in, colour in _THEME.items():
        drawing = drawing.replace(stand_in, colour)
    drawing = re.sub(r"\s*\n\s*", " ", _FOREIGN.sub("", drawing)).strip()
    title = escape(f"{sum(counts):,} documents by the share of their characters that was removed")
    return Markup(drawing.replace("<svg", f'<svg role="img" aria-label="{title}"', 1))  # noqa: S704 - numbers only
