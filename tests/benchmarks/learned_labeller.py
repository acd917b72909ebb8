"""Would a learned labeller judge lines better than the shape layer? A linear-chain CRF in its place, measured.

Both get the same documents: all transforms up to shape have run. The CRF sees what the shape layer sees, each
unit's look, length, signs, capitals, function words, its decided neighbours two up and two down, and learns from
the golden documents, one layout left out at a time, so that each is judged by a model that has never seen it.

``--pages`` measures both on labelled pages of your own, the CRF learning from all golden documents: JSON Lines of
``text`` and ``labels``, pairs of a line's number from 1 and ``lead``, ``heading``, ``body`` or ``boilerplate``.

    .venv/bin/uv pip install python-crfsuite        # nothing else needs it
    .venv/bin/python -m tests.benchmarks.learned_labeller --pages pages.jsonl
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from tests.golden.conftest import golden, source_document
from transforms.document import Document, Role
from transforms.pipeline import PIPELINE
from transforms.rulebook import Rulebook
from transforms.shape.judging import judge_shapes, read_units
from transforms.shape.looks import Looks
from transforms.shape.units import Unit

RULEBOOK = Rulebook.load()
KEPT = {"lead", "heading", "body"}
_LENGTHS = (10, 20, 32, 45, 60, 80, 110, 160, 240, 400)
_NEIGHBOURS = (-2, -1, 1, 2)
_SHARED = 8  # a unit's first features are told to its neighbours, too
_STATES = {"lead": "text", "body": "text", "heading": "heading"}
_ROLES = {"text": Role.BODY, "heading": Role.HEADING, "furniture": Role.BOILERPLATE}


class Page(NamedTuple):
    """A document before shape judges it, and what a reader said of its lines, by their index."""

    layout: str
    document: Document
    labels: Mapping[int, str]


def main() -> None:
    """Print line precision, recall and F1, and the share of headings kept, of both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=Path)
    options = parser.parse_args()
    known = list(golden_pages())
    sets = [("golden, layouts left out", known, True)]
    if options.pages:
        sets.append((options.pages.name, list(labelled_pages(options.pages)), False))
    table = Table("pages", "judge", "precision", "recall", "line F1", "headings kept")
    for name, pages, leave_out in sets:
        table.add_row(name, "shape layer", *figures([(page, by_shape(page)) for page in pages]))
        table.add_row(name, "CRF", *figures(list(by_crf(pages, known, leave_out=leave_out))))
    Console().print(table)


def golden_pages() -> Iterator[Page]:
    """The project's own golden documents; those of one folder share a layout."""
    for folder in ("seeds", "corpus"):
        for gold in golden(folder):
            labels = {number: line.roles[0] for number, line in enumerate(gold.lines)}
            yield Page(gold.name.rpartition("/")[0], prepared(source_document(gold)), labels)


def labelled_pages(path: Path) -> Iterator[Page]:
    """Pages that somebody else has labelled."""
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        labels = {number - 1: label for number, label in row["labels"]}
        known = {key: row[key] for key in ("url", "publisher") if row.get(key)}
        yield Page("", prepared(Document.from_text(row["text"], **known)), labels)


def prepared(document: Document) -> Document:
    """The document after every transform that runs before shape."""
    for transform in PIPELINE:
        if transform is judge_shapes:
            break
        document = transform(document, RULEBOOK)
    return document


def by_shape(page: Page) -> dict[int, Role | None]:
    """What the shape layer makes of each line."""
    return dict(enumerate(line.role for line in judge_shapes(page.document, RULEBOOK).lines))


def by_crf(
    pages: Sequence[Page], known: Sequence[Page], *, leave_out: bool
) -> Iterator[tuple[Page, dict[int, Role | None]]]:
    """What a CRF makes of each page, having learned from the known ones, without the page's own layout if asked."""
    for layout in sorted({page.layout for page in pages}):
        tagger = learned(page for page in known if not (leave_out and page.layout == layout))
        for page in pages:
            if page.layout == layout:
                yield page, tagged(page, tagger)


def learned(pages: Iterable[Page]) -> Any:
    """A tagger trained on the pages."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.3, "c2": 0.1, "max_iterations": 200, "feature.possible_transitions": True})
    for page in pages:
        units, looks = units_of(page.document)
        states = [_STATES.get(page.labels.get(unit.lines[0], ""), "furniture") for unit in units]
        trainer.append(features(units, looks), states)
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model.crfsuite"
        trainer.train(str(model))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(model))
    return tagger


def tagged(page: Page, tagger: Any) -> dict[int, Role | None]:
    """Each line's role, the CRF's where nobody had decided."""
    roles: dict[int, Role | None] = dict(enumerate(line.role for line in page.document.lines))
    units, looks = units_of(page.document)
    for unit, state in zip(units, tagger.tag(features(units, looks)), strict=True):
        if unit.open:
            roles.update(dict.fromkeys(unit.lines, Role.BODY if unit.rule else _ROLES[state]))
    return roles


def units_of(document: Document) -> tuple[list[Unit], Looks]:
    """The units that shape judges, and the looks of the document's language."""
    looks = Looks.of(RULEBOOK, document.language)
    return read_units(document.lines, looks), looks


def features(units: Sequence[Unit], looks: Looks) -> list[list[str]]:
    """What the CRF sees of each unit: its own look, and its neighbours'."""
    own = [_own_features(unit, looks) for unit in units]
    rows = []
    for place, row in enumerate(own):
        near = [
            f"{step}:{feature}"
            for step in _NEIGHBOURS
            for feature in (own[place + step][:_SHARED] if 0 <= place + step < len(own) else ["end"])
        ]
        text_below = any(unit.is_text for unit in units[place + 1 :])
        rows.append([*row, *near, f"tenth={10 * place // len(own)}", f"text below={text_below}", "bias"])
    return rows


def _own_features(unit: Unit, looks: Looks) -> list[str]:
    words = unit.text.split()
    capitals = sum(word[0].isupper() for word in words)
    first, last = unit.text[0], unit.text[-1]
    return [
        f"kind={unit.look.kind}",
        f"length={sum(len(unit.text) > length for length in _LENGTHS)}",
        f"end={'letter' if last.isalnum() else last}",
        f"start={'A' if first.isupper() else 'a' if first.islower() else '1' if first.isdigit() else first}",
        f"gap={unit.gap}",
        f"evidence={round(2 * unit.look.evidence)}",
        f"role={unit.role}",
        f"rule={unit.rule_name}",
        f"words={min(12, len(words))}",
        f"capitals={round(4 * capitals / len(words))}",
        f"digits={any(map(str.isdigit, unit.text))}",
        f"colon={':' in unit.text}",
    ]


def figures(judged: Sequence[tuple[Page, Mapping[int, Role | None]]]) -> list[str]:
    """Precision, recall and F1 of keeping lines, and the share of headings kept."""
    counts: Counter[str] = Counter()
    for page, roles in judged:
        for number, label in page.labels.items():
            if label in KEPT or label == "boilerplate":
                kept = roles.get(number) in {Role.LEAD, Role.HEADING, Role.BODY}
                counts.update({f"{label in KEPT} {kept}": 1, f"{label} {kept}": 1})
    precision = counts["True True"] / max(1, counts["True True"] + counts["False True"])
    recall = counts["True True"] / max(1, counts["True True"] + counts["True False"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    headings = counts["heading True"] / max(1, counts["heading True"] + counts["heading False"])
    return [f"{figure:.3f}" for figure in (precision, recall, f1, headings)]


if __name__ == "__main__":
    main()
