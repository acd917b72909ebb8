"""Golden documents: what a careful reader makes of a page, line by line, and how it is written down."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from flows.sources.record import Record
from flows.sources.single import make_document
from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"

LABELS = {
    "_": "blank",
    "T": "title",
    "K": "kicker",
    "L": "lead",
    "H": "heading",
    "B": "body",
    "S": "timestamp",
    "M": "metadata",
    "X": "boilerplate",
}
KEPT = {"lead", "heading", "body"}
JOINTS = {"": "\n\n", "+": " ", "-": "", "=": "", "^": "\n"}

_LABELLED = re.compile(
    r"""
    (?P<roles>[_TKLHBSMX](?:/[_TKLHBSMX])*)  # the first is what the reader says; the others are right too
    (?P<joint>[-+=^]?)                       # how it joins the kept line before: see JOINTS; - drops a hyphen
    (?P<entry>[>~]?)                         # an entry begins here: marked by the page, or told from the text
    (?:@(?P<time>\S+))?                      # the entry's time
    \ \|\ ?(?P<text>.*)                      # the line as it reads; ⟦what is cut out of it⟧
    """,
    re.VERBOSE,
)
_CUT = re.compile(r"⟦(.*?)⟧")


@dataclass(frozen=True)
class GoldLine:
    """One line as the reader judged it."""

    raw: str
    text: str
    roles: tuple[str, ...]
    joint: str = ""
    entry: str = ""
    time: str = ""

    def accepts(self, role: str | None) -> bool:
        """Whether the role is right: furniture may be called metadata and the other way round.

        What the metadata say is compared as facts.
        """
        return role in self.roles or ({role, self.roles[0]} <= {"metadata", "boilerplate"})

    def keeps(self, kept: bool) -> bool:
        """Whether the line belongs to the published text; where readers may differ, ``kept`` decides."""
        return kept if len({role in KEPT for role in self.roles}) > 1 else self.roles[0] in KEPT


class GoldEntry(NamedTuple):
    """One entry of a liveblog as the reader sees it."""

    first_line: int
    headline: str | None
    time: str  # "2025-03-01T12:30", "2025-03-01"; with ? where leaving it out is right too; "" for none
    boundary: str


@dataclass(frozen=True, eq=False)
class Gold:
    """One document as the reader judged it."""

    name: str
    facts: dict[str, Any]
    lines: tuple[GoldLine, ...]

    @cached_property
    def raw(self) -> str:
        """The source text, where the document's letters are not the thing that is broken."""
        return "\n".join(line.raw for line in self.lines)

    def accepted(self, key: str) -> list[Any]:
        """The values that are right for a fact: one, or several where readers may differ."""
        value = self.facts.get(key, "")
        return value if isinstance(value, list) else [value]

    @cached_property
    def entries(self) -> list[GoldEntry]:
        """The entries, each from the line that its mark stands at to the next mark."""
        starts = [number for number, line in enumerate(self.lines) if line.entry]
        return [self._entry(start, after) for start, after in pairwise([*starts, len(self.lines)])]

    def _entry(self, start: int, after: int) -> GoldEntry:
        first = self.lines[start]
        head = [line for line in self.lines[start:after] if line.text.strip()][:2]
        headline = next((line.text for line in head if line.roles[0] == "heading"), None)
        return GoldEntry(start + 1, headline, first.time, "inferred" if first.entry == "~" else "marked")

    def paragraphs(self, document: Document) -> list[str]:
        """The published paragraphs, to the letter; where readers may differ, as the document has it."""
        text = ""
        for gold, line in zip(self.lines, document.lines, strict=False):
            if gold.keeps(line.kept):
                text = text.removesuffix("-") if gold.joint == "-" else text
                text += (JOINTS[gold.joint] if text else "") + gold.text.strip()
        return text.split("\n\n") if text else []


def read_gold(path: Path) -> Gold:
    """A golden document: TOML, a line of +++, the labelled lines."""
    head, _, body = path.read_text("utf-8").partition("+++\n")
    lines = [_read_line(line, path) for line in body.removesuffix("\n").split("\n")]
    return Gold(str(path.relative_to(HERE).with_suffix("")), tomllib.loads(head), tuple(lines))


def _read_line(line: str, path: Path) -> GoldLine:
    if not line:
        return GoldLine("", "", ("blank",))
    match = _LABELLED.fullmatch(line)
    if match is None:
        raise ValueError(f"{path}: no label in {line!r}")
    roles = tuple(LABELS[letter] for letter in match["roles"].split("/"))
    raw = _CUT.sub(r"\1", match["text"])
    return GoldLine(
        raw, _CUT.sub("", match["text"]), roles, match["joint"], match["entry"], match["time"] or ""
    )


@cache
def cleaned(gold: Gold) -> Document:
    """The document that the pipeline makes of the gold's source."""
    return clean(source_document(gold), Rulebook.load())


def source_document(gold: Gold) -> Document:
    """The document before cleaning: of a seed's bytes, of a record's or a corpus file's text."""
    known = {key: gold.facts[key] for key in ("url", "publisher", "crawled_at") if key in gold.facts}
    if "seed" in gold.facts and "record" not in gold.facts:
        name, source = gold.facts["seed"], (SEEDS / gold.facts["seed"]).read_bytes()
        return make_document(Record(name, "seeds", name, name, source, **known), "Europe/Berlin")
    return Document.from_text(gold.raw, source_id=gold.name, **known)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``seed`` runs once for each golden seed."""
    if "seed" in metafunc.fixturenames:
        seeds = golden("seeds")
        metafunc.parametrize("seed", seeds, ids=[seed.name for seed in seeds])


def known_failures() -> dict[str, str]:
    """Checks of test_golden.py that the code fails, with the reason of each: see known_failures.toml."""
    return tomllib.loads((HERE / "known_failures.toml").read_text("utf-8"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect what is known to fail to fail: a check that passes again must leave the list."""
    reasons = known_failures()
    for item in items:
        if item.path.parent == HERE and item.name in reasons:
            item.add_marker(pytest.mark.xfail(reason=reasons[item.name], strict=True))


def golden(folder: str) -> list[Gold]:
    """The golden documents of a folder."""
    return [read_gold(path) for path in sorted((HERE / folder).rglob("*.gold"))]


@pytest.fixture(scope="session")
def clean_gold() -> Callable[[Gold], Document]:
    """What cleans a golden document, once."""
    return cleaned


@pytest.fixture(scope="session")
def source_of() -> Callable[[Gold], Document]:
    """What makes an uncleaned document of a golden one."""
    return source_document


@pytest.fixture(scope="session")
def golden_documents() -> Callable[[str], list[Gold]]:
    """What reads the golden documents of a folder."""
    return golden
