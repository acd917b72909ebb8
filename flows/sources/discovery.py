"""From what was given on the command line to the files to read, one after the other."""

# A folder may hold millions of files, and Path costs several times what os.path does:
# ruff: noqa: PTH112, PTH113, PTH116, PTH118, PTH122, PTH207, PTH208
from __future__ import annotations

import glob
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from flows.sources.pages import EXTENSIONS as PAGES
from flows.sources.record import SourceError, below, storable, why

TEXT = (".txt", ".md", *PAGES)
JSON_LINES = (".jsonl", ".ndjson")
PACKED = (".gz", ".zst")
KNOWN = "a folder, a glob, " + ", ".join(
    (*TEXT, *JSON_LINES, *(f"{kind}{pack}" for kind in JSON_LINES for pack in PACKED))
)


class SourceFile(NamedTuple):
    """One file below a SOURCE."""

    path: str  # to open
    collection: str  # the name of the SOURCE, the same from any working directory
    name: str  # path below it, POSIX
    kind: str  # "text", "jsonl", or "problem" for what can't be listed or read
    size: int  # bytes on disk
    problem: str = ""


class Collection(NamedTuple):
    """One SOURCE: where its files are, and what it is called."""

    given: str  # as given
    root: str  # the folder from which names count
    names: tuple[str, str]  # of its text files, of its JSON Lines
    starts: tuple[str, ...]  # files and folders to read, sorted
    warehouse: str  # never read


@dataclass(frozen=True, slots=True)
class Found:
    """The SOURCES that can be read, and what was wrong with the others."""

    collections: tuple[Collection, ...]
    errors: tuple[SourceError, ...] = ()

    def files(self, skipped: Counter[str] | None = None) -> Iterator[SourceFile]:
        """Every file, in a stable order: by SOURCE, then by path. One that two SOURCES cover comes once.

        Files of other kinds are counted by extension in ``skipped``.
        """
        counted: Counter[str] = Counter() if skipped is None else skipped
        files = (file for collection in self.collections for file in _walk(collection, counted))
        return _distinct(files) if len(self.collections) > 1 else files


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is to read."""

    files: int
    bytes: int  # on disk
    skipped: Counter[str]  # files of other kinds, by extension


def find_sources(sources: Iterable[str | Path], warehouse: str | Path) -> Found:
    """Look the SOURCES up: text files, folders, globs, JSON Lines.

    A SOURCE that is missing or holds nothing readable becomes one of ``errors``, so that the others
    can go on. Names are relative to the folder that holds the warehouse wherever the SOURCE lies below it.
    """
    home = Path(warehouse).resolve()
    collections: list[Collection] = []
    errors: list[SourceError] = []
    for source in sources:
        try:
            collections.append(_collection(os.fspath(source), home))
        except SourceError as error:
            errors.append(error)
    return Found(tuple(collections), tuple(errors))


def measure(found: Found) -> Extent:
    """Count files and bytes, without opening any."""
    files = size = 0
    skipped: Counter[str] = Counter()
    for file in found.files(skipped):
        files += 1
        size += file.size
    return Extent(files, size, skipped)


def _distinct(files: Iterable[SourceFile]) -> Iterator[SourceFile]:
    seen: set[bytes] = set()
    for file in files:
        place = hashlib.blake2b(os.fsencode(os.path.realpath(file.path)), digest_size=12).digest()
        if place not in seen:
            seen.add(place)
            yield file


def _collection(given: str, warehouse: Path) -> Collection:
    path = Path(given).expanduser()
    if path.exists():
        collection = _given_path(given, path.resolve(), warehouse)
    elif glob.has_magic(given):
        collection = _given_glob(given, path, warehouse)
    else:
        raise SourceError(f"{given}: there is no such file or folder; expected {KNOWN}")
    skipped: Counter[str] = Counter()
    if next(_walk(collection, skipped), None) is None:
        others = ", ".join(f"{count} {kind}" for kind, count in skipped.most_common(5))
        raise SourceError(f"{given}: nothing to read in it ({others or 'empty'}); expected {KNOWN}")
    return collection


def _given_path(given: str, path: Path, warehouse: Path) -> Collection:
    if path.is_dir():
        name = _name(path, warehouse)
        return Collection(given, str(path), (name, name), (str(path),), str(warehouse))
    if not path.is_file() or not _kind(path.name):
        raise SourceError(f"{given}: can't read {path.suffix or 'this kind of'} files; expected {KNOWN}")
    names = _name(path.parent, warehouse), _name(path, warehouse)
    return Collection(given, str(path.parent), names, (str(path),), str(warehouse))


def _given_glob(given: str, pattern: Path, warehouse: Path) -> Collection:
    """A glob's text files belong to the folder before its first wildcard, as if that had been given."""
    fixed = Path(*_before_magic(pattern.parts)).resolve()
    rest = pattern.parts[len(_before_magic(pattern.parts)) :]
    starts = tuple(sorted(glob.iglob(str(fixed.joinpath(*rest)), recursive=True)))
    if not starts:
        raise SourceError(f"{given}: no file matches; expected a pattern such as 'crawls/*.jsonl'")
    names = _name(fixed, warehouse), _name(fixed.joinpath(*rest), warehouse)
    return Collection(given, str(fixed), names, _outermost(starts), str(warehouse))


def _before_magic(parts: tuple[str, ...]) -> tuple[str, ...]:
    magic = next(place for place, part in enumerate(parts) if glob.has_magic(part))
    return parts[:magic]


def _outermost(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Without what lies in a folder that matched as well: ``**`` matches both."""
    outer: list[str] = []
    for path in sorted(path.rstrip(os.sep) for path in paths):
        if not outer or not (path == outer[-1] or path.startswith(outer[-1] + os.sep)):
            outer.append(path)
    return tuple(outer)


def _name(path: Path, warehouse: Path) -> str:
    home = warehouse.parent
    return storable(path.relative_to(home).as_posix() if path.is_relative_to(home) else path.as_posix())


def _kind(name: str) -> str:
    lower = name.lower()
    if lower.endswith(TEXT):
        return "text"
    stem, extension = os.path.splitext(lower)
    return "jsonl" if (stem if extension in PACKED else lower).endswith(JSON_LINES) else ""


def _walk(collection: Collection, skipped: Counter[str]) -> Iterator[SourceFile]:
    for start in collection.starts:
        if os.path.isdir(start):
            yield from _walk_folder(collection, start, skipped, ())
        else:
            yield from _source_file(collection, start, skipped)


def _walk_folder(
    collection: Collection, folder: str, skipped: Counter[str], above: tuple[tuple[int, int], ...]
) -> Iterator[SourceFile]:
    """Depth first, sorted by name; links to folders are followed, loops are not."""
    try:
        place = os.stat(folder)
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError as error:
        yield _problem(collection, folder, f"the folder can't be listed: {why(error)}")
        return
    here = (place.st_dev, place.st_ino)
    if here in above or os.path.realpath(folder) == collection.warehouse:
        return
    for name in names:
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            yield from _walk_folder(collection, path, skipped, (*above, here))
        else:
            yield from _source_file(collection, path, skipped)


def _source_file(collection: Collection, path: str, skipped: Counter[str]) -> Iterator[SourceFile]:
    kind = _kind(path)
    if not kind:
        skipped[os.path.splitext(path)[1].lower() or "no extension"] += 1
        return
    try:
        size = os.stat(path).st_size
    except OSError as error:
        yield _problem(collection, path, f"the file can't be opened: {why(error)}")
        return
    if not os.path.isfile(path):
        skipped["no regular file"] += 1
        return
    name = collection.names[kind == "jsonl"]
    yield SourceFile(path, name, below(path, collection.root), kind, size)


def _problem(collection: Collection, path: str, sentence: str) -> SourceFile:
    name = "." if path == collection.root else below(path, collection.root)
    return SourceFile(path, collection.names[0], name, "problem", 0, sentence)
