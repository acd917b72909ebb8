"""Learn the trees of the second reading (`transforms.shape.second`), and measure them on pages held back.

    .venv/bin/uv pip install lightgbm        # nothing else needs it
    .venv/bin/python -m tests.benchmarks.second_reading pages.jsonl --held-back SET SET   # what would it gain there?
    .venv/bin/python -m tests.benchmarks.second_reading pages.jsonl --write               # learn from all, and ship

Pages are JSON Lines of ``text``, ``set``, ``weight`` (how much a line of it counts) and ``labels``: pairs of a line's
number from 1 and ``lead``, ``heading``, ``body`` or ``boilerplate``. What has another label, or none, isn't learned
from. All that is learned is the form of lines and of pages: no text gets into the trees.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from transforms.document import Document
from transforms.pipeline import PIPELINE
from transforms.rulebook import Rulebook
from transforms.runs import is_wrapped
from transforms.shape.author_boxes import Introductions
from transforms.shape.context import read_first
from transforms.shape.judging import judge_shapes, open_units
from transforms.shape.looks import Looks
from transforms.shape.second import reading, trees
from transforms.shape.second.features import NAMES, Row, read_features
from transforms.shape.units import Unit

RULEBOOK = Rulebook.load()
KEPT = frozenset({"lead", "heading", "body"})
LABELS = KEPT | {"boilerplate"}
# The probabilities of text from which on the first reading is overruled.
SURE_TO_KEEP, SURE_TO_DROP = 0.67, 0.15
STAGES = (0, 8, 20, 45, 100)  # trees: each stage settles what the next one need not be asked
LEARNING = {
    "objective": "binary", "learning_rate": 0.1, "num_leaves": 15, "min_data_in_leaf": 40, "lambda_l2": 5.0,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1,
    "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
_LOST = 50  # of so many verdicts one is given up by a stage, which then settles far more
_DIGITS = 4  # of what is written: more say nothing


class Page(NamedTuple):
    """A labelled page before shape judges it."""

    name: str
    weight: float
    document: Document
    labels: Mapping[int, str]  # by the line's index


class Example(NamedTuple):
    """A unit that the second reading may overrule, and what a reader says of it."""

    row: Row
    kept: bool  # by the first reading
    told: bool  # by the reader
    weight: float


def main() -> None:
    """Measure on the sets held back, or write the trees."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("--held-back", nargs="+", default=[], metavar="SET")
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--seeds", type=int, default=3, help="how many trees to hold back for, whose mean is shown"
    )
    options = parser.parse_args()
    pages = list(read_pages(options.pages))
    if options.write:
        trees.LEARNED.write_text(json.dumps(learn(pages), separators=(",", ":")) + "\n", "utf-8")
    if options.held_back:
        known = [page for page in pages if page.name not in options.held_back]
        judges = [trees.Trees(learn(known, seed)) for seed in range(1, options.seeds + 1)]
        Console().print(compare([page for page in pages if page.name in options.held_back], judges))


def read_pages(path: Path) -> Iterator[Page]:
    """The labelled pages, as far as the transforms before shape bring them."""
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        document = Document.from_text(row["text"])
        for transform in PIPELINE[: PIPELINE.index(judge_shapes)]:
            document = transform(document, RULEBOOK)
        labels = {number - 1: label for number, label in row["labels"]}
        yield Page(row["set"], row.get("weight", 1.0), document, labels)


def examples(page: Page) -> Iterator[Example]:
    """What can be learned from a page."""
    units = _units(page.document)
    introductions = Introductions.of(RULEBOOK, page.document.language)
    if not read_first(units, page.document.authors, introductions):
        return
    doubtful = reading.doubtful_places(units)
    for place, row in zip(doubtful, read_features(units, doubtful), strict=True):
        label = page.labels.get(units[place].lines[0])
        if label in LABELS:
            yield Example(row, reading.is_kept(units[place]), label in KEPT, page.weight)


def learn(pages: Iterable[Page], seed: int = 1) -> dict[str, Any]:
    """Trees as `transforms.shape.second.trees` reads them."""
    import lightgbm
    import numpy as np

    known = [example for page in pages for example in examples(page)]
    rows = np.array([example.row for example in known])
    told = np.array([example.told for example in known], dtype=float)
    weights = np.array([example.weight for example in known])
    model = lightgbm.train(
        {**LEARNING, "seed": seed}, lightgbm.Dataset(rows, told, weight=weights), num_boost_round=STAGES[-1]
    )
    grown = [_tree(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    stages = [
        {"trees": grown[start:end], **dict(zip(("dropped_below", "kept_above"), bounds, strict=True))}
        for (start, end), bounds in zip(pairwise(STAGES), _bounds(known, grown), strict=True)
    ]
    return {"features": NAMES, "stages": stages}


def _bounds(known: Sequence[Example], grown: Sequence[Any]) -> Iterator[tuple[float, float]]:
    """At the end of each stage, what the trees must have said for the rest to be asked; at last, for the verdict.

    Of what all trees together overrule among the known examples, each stage lets nearly all pass.
    """
    drop, keep = _log_odds(SURE_TO_DROP), _log_odds(SURE_TO_KEEP)
    read = [trees.read_tree(tree) for tree in grown]
    verdicts = [trees.total(read, example.row) for example in known]
    dropped = [
        example.row for example, said in zip(known, verdicts, strict=True) if example.kept and said < drop
    ]
    kept = [
        example.row for example, said in zip(known, verdicts, strict=True) if not example.kept and said > keep
    ]
    for end in STAGES[1:-1]:
        yield (
            _rounded(sorted(trees.total(read[:end], row) for row in dropped)[-1 - len(dropped) // _LOST]),
            _rounded(sorted(trees.total(read[:end], row) for row in kept)[len(kept) // _LOST]),
        )
    yield drop, keep


def _tree(node: Mapping[str, Any]) -> Any:
    if "leaf_value" in node:
        return _rounded(node["leaf_value"])
    low, high = _tree(node["left_child"]), _tree(node["right_child"])
    # LightGBM parts between two values that occur; what is rounded parts them as well, for shares have few digits.
    return [
        node["split_feature"],
        float(f"{node['threshold']:.6g}"),
        low,
        high,
        _rounded(node["internal_value"]),
    ]


def _rounded(number: float) -> float:
    return round(number, _DIGITS)


def _log_odds(probability: float) -> float:
    return _rounded(math.log(probability / (1 - probability)))


def _units(document: Document) -> list[Unit]:
    looks = Looks.of(RULEBOOK, document.language)
    return open_units(document.lines, looks, wrapped=is_wrapped(document.lines))


def compare(pages: Sequence[Page], judges: Sequence[trees.Trees]) -> Table:
    """Line F1 of the pages, the mean over a set's pages and the judges, without and with the second reading."""
    table = Table("set", "pages", "first reading", "second reading", "lines mended", "lines spoiled")
    for name in sorted({page.name for page in pages}):
        those = [page for page in pages if page.name == name]
        judged = [_judged(page, judge) for judge in judges for page in those]
        firsts, seconds, mended, spoiled = zip(*judged, strict=True)
        lines = [f"{sum(each) / len(judges):.0f}" for each in (mended, spoiled)]
        table.add_row(name, str(len(those)), f"{mean(firsts):.4f}", f"{mean(seconds):.4f}", *lines)
    return table


def _judged(page: Page, judge: trees.Trees) -> tuple[float, float, int, int]:
    """Line F1 after the first reading and after the second; lines that the second one mended, and spoiled."""
    units = _units(page.document)
    introductions = Introductions.of(RULEBOOK, page.document.language)
    due = read_first(units, page.document.authors, introductions)
    first = _kept_lines(page, units)
    if due:
        reading.read_again(units, judge)
    second = _kept_lines(page, units)
    told = {number: label in KEPT for number, label in page.labels.items() if label in LABELS}
    changed = [number for number in told if first[number] != second[number]]
    mended = sum(second[number] == told[number] for number in changed)
    return _f1(told, first), _f1(told, second), mended, len(changed) - mended


def _kept_lines(page: Page, units: Sequence[Unit]) -> dict[int, bool]:
    kept = {number: line.kept for number, line in enumerate(page.document.lines)}
    kept.update({number: reading.is_kept(unit) for unit in units for number in unit.lines})
    return kept


def _f1(told: Mapping[int, bool], kept: Mapping[int, bool]) -> float:
    right = sum(told[number] and kept[number] for number in told)
    either = sum(told.values()) + sum(kept[number] for number in told)
    return 2 * right / either if either else 1.0


if __name__ == "__main__":
    main()
