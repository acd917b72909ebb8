"""How well the pipeline does on all golden documents together, against floors that never sink silently."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from transforms.document import Document, Entry, Role

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))
KEPT_LABELS = ("lead", "heading", "body")

Cleaner = Callable[[Any], Document]


def measure(golds: list[Any], clean_gold: Cleaner) -> dict[str, float]:
    """Every figure that has a floor, over these documents."""
    counts: Counter[str] = Counter()
    for gold in golds:
        document = clean_gold(gold)
        counts.update(count_lines(gold, document))
        counts.update(count_facts(gold, document))
        counts.update(count_entries(gold, document))
        counts.update(count_paragraphs(gold, document))
    return {name: round(value, 4) for name, value in figures(counts).items()}


def figures(counts: Counter[str]) -> dict[str, float]:
    """The figures that these counts make: each between 0 and 1, more is better."""

    def share(name: str) -> float:
        return counts[f"{name} right"] / counts[name] if counts[name] else 1.0

    def f1(name: str) -> float:
        found, gold = counts[f"{name} found"], counts[f"{name} gold"]
        return 2 * counts[f"{name} hit"] / (found + gold) if found + gold else 1.0

    shares = (*KEPT_LABELS, "boilerplate", "role", "kind", "language", "title", "published_at", "entry_time")
    return {name: share(name) for name in shares} | {
        f"{name}_f1": f1(name) for name in ("line", "entry", "inferred_entry", "paragraph")
    }


def count_lines(gold: Any, document: Document) -> Counter[str]:
    """Lines kept and removed as they should be; blank lines and those that readers differ on don't count."""
    counts: Counter[str] = Counter()
    for reader, line in zip(gold.lines, document.lines, strict=False):
        label = reader.roles[0]
        if label == "blank":
            continue
        counts.update({"role": 1, "role right": int(reader.accepts(line.role))})
        keep = reader.keeps(line.kept)
        if keep == reader.keeps(not line.kept):
            counts.update(
                {"line gold": int(keep), "line found": int(line.kept), "line hit": int(keep and line.kept)}
            )
            counts.update({label: 1, f"{label} right": int(keep == line.kept)})
    return counts


def count_facts(gold: Any, document: Document) -> Counter[str]:
    """Kind, language, title and date as the reader found them."""
    right = {
        fact: (getattr(document, fact) or "") in gold.accepted(fact) for fact in ("kind", "language", "title")
    }
    at = document.published_at
    day = at.astimezone(ZoneInfo(document.timezone)).strftime("%Y-%m-%d") if at else ""
    right["published_at"] = any(
        day.startswith(value[:10]) if value else not day for value in gold.accepted("published_at")
    )
    return Counter(dict.fromkeys(right, 1) | {f"{fact} right": int(value) for fact, value in right.items()})


def count_entries(gold: Any, document: Document) -> Counter[str]:
    """Entries that begin where the reader says, and their clocks; inferred ones are counted apart."""
    counts: Counter[str] = Counter()
    for name, boundary in (("entry", "marked"), ("inferred_entry", "inferred")):
        times = {entry.first_line: entry.time for entry in gold.entries if entry.boundary == boundary}
        found = {entry.first_line: entry for entry in document.entries if entry.boundary == boundary}
        hits = times.keys() & found.keys()
        counts.update({f"{name} gold": len(times), f"{name} found": len(found), f"{name} hit": len(hits)})
        if boundary == "marked":
            right = [
                clock(found[line], gold.facts.get("timezone", document.timezone)) == times[line]
                for line in hits
            ]
            counts.update({"entry_time": len(right), "entry_time right": sum(right)})
    return counts


def clock(entry: Entry, timezone: str) -> str:
    """An entry's time as golden documents write it."""
    at = entry.published_at
    return at.astimezone(ZoneInfo(timezone)).strftime("%Y-%m-%dT%H:%M") if at else ""


def count_paragraphs(gold: Any, document: Document) -> Counter[str]:
    """Paragraphs that are right to the letter."""
    expected = Counter(gold.paragraphs(document))
    found = Counter(document.text.split("\n\n") if document.text else [])
    hit = sum((expected & found).values())
    return Counter(
        {"paragraph gold": expected.total(), "paragraph found": found.total(), "paragraph hit": hit}
    )


@pytest.fixture(scope="module", params=sorted(FLOORS))
def measured(
    request: pytest.FixtureRequest, golden_documents: Callable[[str], list[Any]], clean_gold: Cleaner
) -> tuple[str, dict[str, float]]:
    """A folder of golden documents and its figures."""
    return request.param, measure(golden_documents(request.param), clean_gold)


def test_figures_stay_above_their_floors(measured: tuple[str, dict[str, float]]) -> None:
    """No figure falls below its floor."""
    folder, found = measured
    below = {name: (found[name], floor) for name, floor in FLOORS[folder].items() if found[name] < floor}
    assert not below, f"{folder}: (found, floor) {below}"


def test_every_figure_has_a_floor(measured: tuple[str, dict[str, float]]) -> None:
    """Figures and floors are the same set, so that none goes unwatched."""
    folder, found = measured
    assert set(found) == set(FLOORS[folder])


def test_the_corpus_is_wide(golden_documents: Callable[[str], list[Any]]) -> None:
    """At least 40 documents in at least 15 layouts, none of them twice."""
    corpus = golden_documents("corpus")
    assert len(corpus) >= 40
    assert len({Path(gold.name).parent.name for gold in corpus}) >= 15
    assert len({gold.raw for gold in corpus}) == len(corpus)


def test_a_figure_can_fall(golden_documents: Callable[[str], list[Any]]) -> None:
    """The figures see what is wrong: keeping every line costs them dearly."""
    golds = golden_documents("seeds")

    def keep_all(gold: Any) -> Document:
        document = Document.from_text(gold.raw)
        return document.with_lines(line.judged(Role.BODY, "test") for line in document.lines)

    found = measure(golds, keep_all)
    assert found["boilerplate"] == 0.0
    assert found["line_f1"] < 0.9
    assert found["title"] < 0.5
