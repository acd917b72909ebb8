"""The project's seeds, taken apart: what stands above a text, its blocks, and what hangs below it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"

LIVE = ("liveblog", "newsblog", "ticker")
SPARED = (
    "double-mojibake",
    "empty",
    "markdown",
    "page-with-menus",
)  # damage and markup are done anew, and an empty file has nothing to vary
_PARAGRAPH = 110  # characters; shorter lines are headings and furniture

FURNITURE = re.compile(
    r"""
    (?: Anzeige | Advertisement | Teilen | Share | Save | Merken | Drucken | Kommentare | Zur\ Startseite | Abo
      | Mehr\ zum\ Thema | Lesen\ Sie\ auch | Read\ more | More\ on\ this\ story | Topics | Newsletter | Einloggen
      | Interview | liveblog | NMW | Links: | article:teaser_txt | 0:00\ Anhören | Lesezeit:.* | Stand:.*
      | Aktualisiert.* | Publiziert.* | Online\ seit.* | Published.* | .*:\ Jetzt\ vier\ Wochen\ testen
      | Dieses\ Thema\ im\ Programm.* | Fehler\ gefunden\?.* | \d+\ Kommentare | https?://\S+ | -\ \d+\ -
      | (?:\d{1,2}[.:]\d{2}(?:\ Uhr)?|\d{1,2}\.\d{1,2}\.\d{4}[\d\ •|:Uhr]*)
      | (?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch),\ .*
    )
    """,
    re.VERBOSE,
)
_DATED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|\b20\d\d\b")
_CLOCK = re.compile(r"^\d{1,2}[.:]\d{2}(?: Uhr)?:? ?")
_ENTRY = re.compile(r"^\d{1,2}[.:]\d{2}(?: Uhr)?(?:$|:)|^\d{1,2}\.\d{1,2}\.\d{4} •")


@dataclass(frozen=True)
class SeedText:
    """One seed: its head, the blocks of its text (a heading and its paragraphs), its tail."""

    name: str
    language: str
    head: tuple[str, ...]
    blocks: tuple[tuple[str, ...], ...]
    tail: tuple[str, ...]
    gap: str = "\n\n"  # what stands between its lines

    @property
    def live(self) -> bool:
        """Whether its blocks are entries."""
        return self.name.startswith(LIVE)


@dataclass
class SeedLibrary:
    """All seeds by what a corpus makes of them."""

    articles: list[SeedText] = field(default_factory=list)
    liveblogs: list[SeedText] = field(default_factory=list)
    foreign: list[SeedText] = field(default_factory=list)

    def texts(self) -> list[SeedText]:
        """Every seed, in a fixed order."""
        return [*self.articles, *self.liveblogs, *self.foreign]


def read_seeds(folder: Path = SEEDS) -> SeedLibrary:
    """Every seed in the order of the file names, and the texts in further languages."""
    library = SeedLibrary()
    for name, text in _seed_files(folder):
        if not any(spared in name for spared in SPARED):
            seed = take_apart(name, text)
            kind = library.liveblogs if seed.live else library.articles
            (library.foreign if seed.language != "de" else kind).append(seed)
    for row in tomllib.loads((HERE / "texts.toml").read_text("utf-8"))["text"]:
        title, *paragraphs = row["lines"]
        blocks = tuple((paragraph,) for paragraph in paragraphs)
        library.foreign.append(SeedText(f"text-{row['language']}", row["language"], (title,), blocks, ()))
    return library


def _seed_files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir()):
        text = _decode(path.read_bytes())
        if path.suffix == ".jsonl":
            for record in map(json.loads, text.splitlines()):
                yield f"{path.stem}-{record['id']}", record["text"]
        else:
            yield path.stem, text


def _decode(data: bytes) -> str:
    """The seeds come in three encodings; the corpus brings its own damage."""
    if b"\0" in data:
        return data.decode("utf-16-le").lstrip("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def take_apart(name: str, text: str) -> SeedText:
    """Head, blocks and tail of a text; a heading goes with what it stands above."""
    if "hard-wrapped" in name:
        text = _unwrap(text)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    long = [number for number, line in enumerate(lines) if _is_paragraph(line)]
    start = _head_length(name, lines, long)
    blocks: list[list[str]] = []
    for line in lines[start : long[-1] + 1]:
        if not blocks or (_is_paragraph(blocks[-1][-1]) and not _is_paragraph(line)):
            blocks.append([])
        blocks[-1].append(line)
    language = "en" if re.search(r"\bthe\b.*\bthe\b", text) else "de"
    tail = tuple(lines[long[-1] + 1 :])
    gap = "\n\n" if "\n\n" in text else "\n"
    return SeedText(name, language, tuple(lines[:start]), tuple(map(tuple, blocks)), tail, gap)


def _is_paragraph(line: str) -> bool:
    return len(line) >= _PARAGRAPH and not line.endswith("...")  # teasers break off


def _head_length(name: str, lines: list[str], paragraphs: list[int]) -> int:
    """Lines above the text: a liveblog's head reaches to its first entry, an article's to its date."""
    if name.startswith(LIVE):
        entries = (number for number, line in enumerate(lines) if number > 2 and _ENTRY.match(line))
        return next(entries, paragraphs[0])
    top = enumerate(lines[: paragraphs[1]])
    dated = [number for number, line in top if _DATED.search(line) and not _is_paragraph(line)]
    return max(dated, default=paragraphs[0] - 1) + 1


def _unwrap(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text)
    prose = [part for part in paragraphs if not all(map(FURNITURE.fullmatch, part.split("\n")))]
    return "\n\n".join(re.sub(r"-\n(?=[a-zäöü])", "", part).replace("\n", " ") for part in prose)


def entry_of(block: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A liveblog's block as headline and paragraphs, without clock and furniture."""
    lines = [_CLOCK.sub("", line) for line in block if not FURNITURE.fullmatch(line)]
    short = [line for line in lines if line and not _is_paragraph(line)]
    return (short[-1] if short else ""), tuple(line for line in lines if _is_paragraph(line))
