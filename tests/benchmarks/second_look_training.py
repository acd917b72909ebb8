"""Learns the weights of `transforms.shape.second_look` from labelled pages, and shows what they are worth.

Each set of pages is judged with weights that were learned without it, so that the table says what to expect of pages that
nobody has seen. Then the weights are learned from all sets and written to where the package reads them.

    .venv/bin/python -m tests.benchmarks.second_look_training                        # the table alone
    .venv/bin/python -m tests.benchmarks.second_look_training --pages FOLDER …       # other pages judged, too
    .venv/bin/python -m tests.benchmarks.second_look_training --write                # learn and write

Pages are labelled as in `tests/golden/press`. A logistic regression, its weights kept small by their squares, is all there is
to it: a sum of weights can be read, and says why.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tests.golden.conftest import golden, source_document
from tests.golden.test_press import KEPT, PRESS, Page, f1
from transforms.document import Document, Role
from transforms.encoding.repair import decode
from transforms.pipeline import PIPELINE
from transforms.rulebook import Rulebook
from transforms.shape.clues import ClueReader, clues_of
from transforms.shape.context import revise_units
from transforms.shape.judging import judge_shapes, read_units
from transforms.shape.looks import Looks
from transforms.shape.marked import mark_units
from transforms.shape.second_look import BASE, WEIGHTS

RULEBOOK = Rulebook.load()
STRENGTH = 0.4  # how far weights may go; the less, the smaller they stay
LEAST_PAGES = 3  # on which a clue is seen, else it is learned by heart
REMOVES, REMOVES_HEADINGS = -160, -260  # hundredths of a logit, from which down a line is taken away
_FURNITURE = frozenset({"F", "D", "M"})
_COUNTED = KEPT | {"F"}
_ROLES = {"lead": "L", "heading": "H", "body": "P", "boilerplate": "F"}
_COUNTS = {"dense": 4, "golden": 4}
_LEAST = 3  # hundredths; smaller weights change nothing


class Row(NamedTuple):
    """A unit of a page: whether it is the article's, whether the first look keeps it, and its clues, if any."""

    wanted: bool
    kept: bool
    counted: bool  # by the figures: titles, dates and authors are not
    clues: Sequence[str]
    heading: bool  # to the first look


class Rows(NamedTuple):
    """A page's rows."""

    name: str
    rows: Sequence[Row]


def main() -> None:
    """Show the table, and write the weights if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--pages", type=Path, nargs="*", default=[], help="folders of labelled pages to judge"
    )
    parser.add_argument("--write", action="store_true", help="learn from all sets and write the weights")
    options = parser.parse_args()
    sets = dict(known_sets())
    table = Table("pages", "", "first look", "second look", "changed", "rightly")
    for name, pages in sets.items():
        others = {other: known for other, known in sets.items() if other != name}
        table.add_row(f"{name}, left out", str(len(pages)), *compared(pages, learned(others)))
    weights = learned(sets)
    for folder in (PRESS / "articles-unread", *options.pages):
        pages = [labelled(Page.read(path)) for path in sorted(folder.glob("*.txt"))]
        table.add_row(folder.name, str(len(pages)), *compared(pages, weights))
    Console(width=100).print(table)
    if options.write:
        write(weights)


def write(weights: Mapping[str, int]) -> None:
    """Write the weights to where the package reads them."""
    limits = {"removes": REMOVES, "removes_headings": REMOVES_HEADINGS}
    content = {**limits, "weights": dict(sorted(weights.items()))}
    WEIGHTS.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", "utf-8")


def known_sets() -> Iterator[tuple[str, list[Rows]]]:
    """The sets of labelled pages to learn from."""
    articles = [labelled(Page.read(path)) for path in sorted((PRESS / "articles").glob("*.txt"))]
    yield "press/articles", articles
    for folder in sorted((PRESS / "training").iterdir()):
        pages = [labelled(Page.read(path)) for path in sorted(folder.glob("*.txt"))]
        yield f"press/training/{folder.name}", pages
    for folder_name in ("seeds", "corpus"):
        yield f"golden/{folder_name}", list(golden_pages(folder_name))


def golden_pages(folder: str) -> Iterator[Rows]:
    """The golden documents of a folder."""
    for gold in golden(folder):
        document = source_document(gold)
        codes = [_ROLES.get(line.roles[0], "") for line in gold.lines]
        yield Rows(gold.name, rows_of(document, codes))


def labelled(page: Page) -> Rows:
    """A page of the press."""
    return Rows(page.name, rows_of(decode("\n".join(page.lines).encode()), page.codes))


def rows_of(document: Document, codes: Sequence[str]) -> list[Row]:
    """What is learned from a document, given a code for each of its lines."""
    for transform in PIPELINE:
        if transform is judge_shapes:
            break
        document = transform(document, RULEBOOK)
    units = read_units(document.lines, Looks.of(RULEBOOK, document.language))
    mark_units(units, document.lines)
    verdicts = {unit.lines[0]: verdict for unit, verdict in revise_units(units, document.authors)}
    reader = RULEBOOK.derive("clue-reader", document.language, ClueReader)
    sights = reader.read(units, document.title or "")
    clues = {unit.lines[0]: clues_of([*keys, words()]) for unit, keys, words in sights if not unit.marked}
    rows = []
    for unit in units:
        code = next((code for number in unit.lines if (code := codes[number].lstrip("+"))), "")
        role = unit.role or verdicts.get(unit.lines[0], (Role.BODY, ""))[0]
        kept = role in {Role.LEAD, Role.HEADING, Role.BODY}
        if code in _COUNTED | _FURNITURE:
            own = clues.get(unit.lines[0], ())
            rows.append(Row(code in KEPT, kept, code in _COUNTED, own, role is Role.HEADING))
    return rows


def learned(sets: Mapping[str, Sequence[Rows]]) -> dict[str, int]:
    """The weights of the clues, in hundredths of a logit; pages of some sets count several times."""
    pages = [page for name, known in sets.items() for page in known for _ in range(_times(name))]
    rows = [row for page in pages for row in page.rows if row.clues]
    seen_on = Counter(clue for page in pages for clue in {clue for row in page.rows for clue in row.clues})
    names = [BASE, *sorted(clue for clue, count in seen_on.items() if count >= LEAST_PAGES)]
    places = {name: place for place, name in enumerate(names)}
    columns = [[0, *(places[clue] for clue in row.clues if clue in places)] for row in rows]
    starts = np.cumsum([0, *map(len, columns)])
    shape = (len(rows), len(names))
    matrix = csr_matrix((np.ones(starts[-1]), np.concatenate(columns), starts), shape=shape)
    signs = np.array([1.0 if row.wanted else -1.0 for row in rows])
    pull = np.full(len(names), 1 / STRENGTH)
    pull[0] = 0.0

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (matrix @ weights)
        slopes = -signs / (1 + np.exp(np.clip(margins, -50, 50)))
        return (
            float(np.logaddexp(0, -margins).sum() + (pull * weights**2).sum() / 2),
            matrix.T @ slopes + pull * weights,
        )

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 2000}).x
    hundredths = {name: round(100 * weight) for name, weight in zip(names, found, strict=True)}
    return {name: weight for name, weight in hundredths.items() if abs(weight) >= _LEAST}


def _times(name: str) -> int:
    """How often each page of a set counts: most those whose lines are as long as those of newspapers."""
    return next((times for word, times in _COUNTS.items() if word in name), 1)


def compared(pages: Sequence[Rows], weights: Mapping[str, int]) -> list[str]:
    """Line F1 of both looks, means over the pages, how many verdicts change, and how many of them rightly."""
    figures: list[tuple[float, float]] = []
    changed = rightly = 0
    for page in pages:
        rows = [row for row in page.rows if row.counted]
        second = [look_again(row, weights) for row in rows]
        figures.append((line_f1(rows, [row.kept for row in rows]), line_f1(rows, second)))
        changed += sum(row.kept != kept for row, kept in zip(rows, second, strict=True))
        rightly += sum(row.kept != kept == row.wanted for row, kept in zip(rows, second, strict=True))
    first, then = (mean(column) for column in zip(*figures, strict=True))
    return [f"{first:.3f}", f"{then:.3f}", str(changed), str(rightly)]


def look_again(row: Row, weights: Mapping[str, int]) -> bool:
    """Whether the line is kept after a second look."""
    total = weights.get(BASE, 0) + sum(weights.get(clue, 0) for clue in row.clues)
    return row.kept and (not row.clues or total > (REMOVES_HEADINGS if row.heading else REMOVES))


def line_f1(rows: Sequence[Row], kept: Sequence[bool]) -> float:
    """The harmonic mean of precision and recall of keeping lines."""
    hit = sum(row.wanted and told for row, told in zip(rows, kept, strict=True))
    return f1(hit, sum(kept), sum(row.wanted for row in rows))


if __name__ == "__main__":
    main()
