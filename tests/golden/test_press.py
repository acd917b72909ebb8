"""How well the pipeline does on pages in the layouts of the press, labelled line by line: see press/README.md."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import pytest

from transforms.document import Document, Line, Role
from transforms.encoding.repair import decode
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

PRESS = Path(__file__).with_name("press")
FLOORS: dict[str, dict[str, float]] = tomllib.loads((PRESS / "floors.toml").read_text("utf-8"))
RULES = Rulebook.load()
KEPT = frozenset({"L", "H", "P", "~", "~-"})
CODES = frozenset({"", "T", "K", "M", "D", "L", "H", "P", "F", "C", "+C", "+H", "+P", "~", "~-"})
BETWEEN = frozenset({"", "M", "F"})  # what may lie between where an entry is found and where it begins


class Page(NamedTuple):
    """A labelled page: a code for each of its lines."""

    name: str
    codes: Sequence[str]
    lines: Sequence[str]

    @classmethod
    def read(cls, path: Path) -> Page:
        """A page from its file."""
        pairs = [line.partition("\t")[::2] for line in path.read_text("utf-8").split("\n")]
        return cls(path.stem, [code for code, _ in pairs], [text for _, text in pairs])

    def cleaned(self) -> Document:
        """What the pipeline makes of it."""
        return clean(decode("\n".join(self.lines).encode()), RULES)


def f1(hit: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
    return 2 * hit / (found + gold) if found + gold else 1.0


def line_f1(page: Page, document: Document) -> float:
    """Lines of the text that are kept; titles, kickers, metadata and clocks don't count."""
    counted = [
        (code.lstrip("+") in KEPT, line.kept)
        for code, line in zip(page.codes, document.lines, strict=True)
        if code and code.lstrip("+") not in {"T", "K", "M", "D", "C"}
    ]
    return f1(sum(a and b for a, b in counted), sum(b for _, b in counted), sum(a for a, _ in counted))


def entry_f1(page: Page, document: Document) -> float:
    """Entries that begin where the page's do, metadata and furniture between the two passed over."""
    gold = {number for number, code in enumerate(page.codes) if code.startswith("+")}
    found = {_forward(page, entry.first_line - 1) for entry in document.entries}
    return f1(len(gold & found), len(found), len(gold))


def _forward(page: Page, number: int) -> int:
    while number < len(page.codes) and page.codes[number] in BETWEEN:
        number += 1
    return number


def paragraph_f1(page: Page, document: Document) -> float:
    """Paragraphs put together from exactly the lines that are theirs."""
    rows = [number for number, code in enumerate(page.codes) if code in {"P", "~", "~-"}]
    gold = _groups(rows, [page.codes[number] == "P" for number in rows])
    ends = ["\n" in document.lines[number].joint for number in rows]
    found = _groups(rows, [True, *ends[:-1]])
    return f1(len(gold & found), len(found), len(gold))


def _groups(rows: Sequence[int], starts: Iterable[bool]) -> set[tuple[int, ...]]:
    groups: list[list[int]] = []
    for row, start in zip(rows, starts, strict=True):
        if start or not groups:
            groups.append([])
        groups[-1].append(row)
    return set(map(tuple, groups))


def titled(page: Page, document: Document) -> float:
    """Whether the title is the page's, or a part of it or with more; whether there is none where the page has none."""
    gold = " ".join(
        text.strip(" #*") for code, text in zip(page.codes, page.lines, strict=True) if code == "T"
    )
    title = document.title or ""
    return float(bool(title) and (title in gold or gold in title) if gold else not title)


FIGURES: dict[str, Callable[[Page, Document], float]] = {
    "line_f1": line_f1,
    "entry_f1": entry_f1,
    "paragraph_f1": paragraph_f1,
    "title": titled,
    "liveblog": lambda _, document: float(document.kind == "liveblog"),
    "article": lambda _, document: float(document.kind == "article"),
}


@pytest.fixture(scope="module", params=sorted(FLOORS))
def pages(request: pytest.FixtureRequest) -> tuple[str, list[Page]]:
    """A folder's name and its pages."""
    return request.param, [Page.read(path) for path in sorted((PRESS / request.param).rglob("*.txt"))]


def test_figures_stay_above_their_floors(pages: tuple[str, list[Page]]) -> None:
    """No figure falls below its floor: means over the pages of a folder."""
    folder, read = pages
    documents = [(page, page.cleaned()) for page in read]
    found = {name: round(mean(FIGURES[name](*pair) for pair in documents), 4) for name in FLOORS[folder]}
    below = {name: (found[name], floor) for name, floor in FLOORS[folder].items() if found[name] < floor}
    assert not below, f"{folder}: (found, floor) {below}"


def test_pages_are_well_labelled(pages: tuple[str, list[Page]]) -> None:
    """Every line with text has a code, and every page has text that is kept."""
    folder, read = pages
    assert read, folder
    for page in read:
        unknown = [
            code for code, text in zip(page.codes, page.lines, strict=True) if bool(code) != bool(text)
        ]
        assert not unknown, page.name
        assert CODES.issuperset(page.codes), page.name
        assert any(code.lstrip("+") in KEPT for code in page.codes), page.name


def test_the_figures_tell_right_from_wrong() -> None:
    """Lines that are kept or lost, entries and paragraphs that are found or not, change the figures."""
    page = Page(
        "small", ["T", "+C", "P", "F", "+C", "P"], ["Titel", "14:05", "Text", "Anzeige", "13:10", "Mehr"]
    )
    unjudged = Document(tuple(Line(text, text) for text in page.lines))
    assert (line_f1(page, unjudged), entry_f1(page, unjudged)) == (0.0, 0.0)
    roles = [Role.BODY if code == "P" else Role.BOILERPLATE for code in page.codes]
    judged = [Line(text, text, role) for text, role in zip(page.lines, roles, strict=True)]
    assert line_f1(page, Document(tuple(judged))) == 1.0
    assert line_f1(page, Document((*judged[:2], judged[0], *judged[3:]))) == 2 / 3
    wrapped = Page("wrapped", ["P", "~", "P"], ["Ein", "Satz.", "Noch einer."])
    lines = (Line("Ein", "Ein", joint=" "), Line("Satz.", "Satz."), Line("Noch einer.", "Noch einer."))
    assert paragraph_f1(wrapped, Document(lines)) == 1.0
    assert paragraph_f1(wrapped, Document((lines[0]._replace(joint="\n\n"), *lines[1:]))) == 0.4


@pytest.mark.parametrize("name", ["rezept-brot", "streitgespraech_wald"])
def test_below_an_articles_own_text_stands_no_title(name: str) -> None:
    """A recipe's hours and an interview's first question stand right above the next paragraph, as titles do."""
    page = Page.read(next(PRESS.rglob(f"{name}.txt")))
    assert FIGURES["title"](page, page.cleaned()) == 1
