"""What a worker notes of a batch before anything is cleaned: which lines stand on the pages of which site."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from flows.batches import read_batch
from flows.context import Context
from flows.planning import Batch, Piece
from flows.sources.discovery import SourceFile
from flows.sources.page_head import stated_address
from flows.sources.pages import OPENING, is_page, is_page_name, seen_text
from flows.sources.record import Fields, Record
from flows.warehouse.counted import CountedDocuments, number_of
from flows.warehouse.line_counts import Notes
from transforms.boilerplate.templates import PARAGRAPH, line_keys, site_of
from transforms.encoding.decoding import decode_bytes

MOST_DOCUMENTS = 100  # of one site in one batch: what recurs shows in fewer
MOST_KEYS = 400  # of one document, half from either end: furniture stands there
_OPENING = 40  # characters of each paragraph that tell one report from another


class Survey(NamedTuple):
    """What was noted of one batch, and where."""

    batch: str
    documents: int = 0  # whose lines were noted
    notes: str = ""  # a file, see `flows.warehouse.line_counts.Notes`; empty for none
    disk_bytes: int = 0  # of the sources' files: what a progress bar counts


def can_have_sites(files: Iterable[SourceFile]) -> bool:
    """Whether there are records or pages at all: a file of text states neither url nor publisher."""
    return any(file.kind == "jsonl" or is_page_name(file.name) for file in files)


def survey_batch(batch: Batch, context: Context) -> Survey:
    """Note the lines that may recur, of every document of a site that is not counted yet.

    Raises OSError where the notes can't be written.
    """
    pieces = tuple(piece for piece in batch.pieces if _may_name_sites(piece, context.fields))
    surveyor = _Surveyor(CountedDocuments.open(context.counted))
    for item in read_batch(batch._replace(pieces=pieces), context.fields):
        if isinstance(item, Record):
            surveyor.take(*_as_read(item))
    path = surveyor.notes.write(Path(context.parts) / "surveyed", batch.key) if surveyor.documents else ""
    return Survey(batch.key, surveyor.documents, path, batch.bytes)


def _as_read(record: Record) -> tuple[Record, Callable[[], str]]:
    """The record with its address, and its text once it is wanted: a page's address is cheap, its lines are not."""
    content = record.content
    text = content if isinstance(content, str) else decode_bytes(content).text
    if not is_page(record.file, text[:OPENING]):
        return record, lambda: text
    return record._replace(url=record.url or stated_address(text)), lambda: seen_text(text)


def _may_name_sites(piece: Piece, fields: Fields) -> bool:
    """Whether a page may state its address, or a range of JSON Lines url or publisher: a look at its bytes."""
    if is_page_name(piece.file.name):
        return True
    if piece.file.kind != "jsonl" or not piece.length:
        return False
    names = [f'"{name.rpartition(".")[2]}"'.encode() for name in (fields.url, fields.publisher)]
    try:
        with (
            Path(piece.spooled or piece.file.path).open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            end = piece.offset + piece.length
            return any(content.find(name, piece.offset, end) >= 0 for name in names)
    except (OSError, ValueError):
        return False  # whoever cleans the batch will say why it can't be read


class _Surveyor:
    """One batch's documents, as many of a site as are needed."""

    def __init__(self, counted: CountedDocuments | None) -> None:
        self.notes = Notes()
        self.documents = 0
        self._counted = counted
        self._of_site: dict[str, int] = {}

    def take(self, record: Record, text: Callable[[], str]) -> None:
        """Note one document."""
        site = site_of(record.url, record.publisher)
        if not site or self._of_site.get(site, 0) >= MOST_DOCUMENTS:
            return
        number = number_of(record.document_id)
        if self._counted and self._counted.holds(number):
            return
        self._of_site[site] = self._of_site.get(site, 0) + 1
        self.documents += 1
        lines = text().split("\n")
        examples = dict(zip(line_keys(lines), lines, strict=True))
        examples.pop(0, None)
        if len(examples) > MOST_KEYS:
            ends = list(examples.items())
            examples = dict(ends[: MOST_KEYS // 2] + ends[-MOST_KEYS // 2 :])
        self.notes.add(number, site, _report(lines) or number, examples)


def _report(lines: list[str]) -> int:
    """The paragraphs of a page as a number: two pages that print one report are no evidence of a template."""
    paragraphs = "\n".join([line[:_OPENING] for line in lines if len(line) > PARAGRAPH])
    if not paragraphs:
        return 0
    return int.from_bytes(blake2b(paragraphs.encode("utf-8", "replace"), digest_size=8).digest())
