"""Cut the sources into batches: bounded in bytes, in a stable order, as a stream.

Where a batch begins depends on the sources and the batch size alone, never on who is free, so that any
number of workers writes the same tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO, NamedTuple

from flows.sources.discovery import PACKED, Found, SourceFile
from flows.sources.identity import identify
from flows.sources.packed import PackedStream
from flows.sources.record import why
from transforms.encoding.repair import looks_binary

MOST_FILES = 2_000  # in one batch: a killed worker should not cost minutes
BLOCK = 1 << 20


class Piece(NamedTuple):
    """A text file, or a range of whole lines of a JSON Lines file."""

    file: SourceFile
    offset: int = 0
    length: int = 0  # bytes to read
    first_line: int = 1
    spooled: str = ""  # the unpacked range, in a file of its own
    cost: int = 0  # bytes on disk that it stands for: what a progress bar counts


class Batch(NamedTuple):
    """What one worker cleans at a time."""

    key: str  # sorts in the order of the sources
    pieces: tuple[Piece, ...]

    @property
    def bytes(self) -> int:
        """Bytes on disk that it stands for: what a progress bar counts."""
        return sum(piece.cost for piece in self.pieces)

    def discard_spool(self) -> None:
        """Remove what was unpacked for this batch alone."""
        for piece in self.pieces:
            if piece.spooled:
                Path(piece.spooled).unlink(missing_ok=True)


def plan_batches(found: Found, batch_bytes: int, spool: Path) -> Iterator[Batch]:
    """The sources as batches of about ``batch_bytes`` bytes of content.

    A file or a line is never cut, so a batch can be as large as its largest one. Packed JSON Lines are
    unpacked into ``spool`` as they come, range by range: every worker gets some of a large one, and a
    lost worker costs one range.
    """
    if batch_bytes < 1:
        raise ValueError(f"a batch holds at least 1 byte, not {batch_bytes}")
    keys = (f"{number:08d}" for number in count())
    pieces: list[Piece] = []
    filled = 0
    for piece in _cut_files(found, batch_bytes, spool):
        if pieces and (filled + piece.length > batch_bytes or len(pieces) >= MOST_FILES):
            yield Batch(next(keys), tuple(pieces))
            pieces, filled = [], 0
        pieces.append(piece)
        filled += piece.length
    if pieces:
        yield Batch(next(keys), tuple(pieces))


def _cut_files(found: Found, batch_bytes: int, spool: Path) -> Iterator[Piece]:
    for file in found.files():
        if file.kind != "jsonl":
            yield Piece(file, length=file.size, cost=file.size)
        elif file.path.lower().endswith(PACKED):
            yield from _cut_packed(file, batch_bytes, spool)
        else:
            yield from _cut_plain(file, batch_bytes)


def _cut_plain(file: SourceFile, batch_bytes: int) -> Iterator[Piece]:
    """Ranges of whole lines; the planner counts lines so that each range knows its first one's number."""
    offset, line = 0, 1
    try:
        with Path(file.path).open("rb", buffering=0) as stream:
            if complaint := not_json_lines(stream.read(BLOCK)):
                yield problem(file, complaint)
                return
            while length := _reach_line_end(stream, offset, batch_bytes):
                yield Piece(file, offset, length, line, cost=length)
                line += _count_lines(stream, offset, length)
                offset += length
    except OSError as error:
        yield problem(file, f"the file can't be read: {why(error)}", file.size - offset)


def _reach_line_end(stream: BinaryIO, offset: int, least: int) -> int:
    """Bytes from ``offset`` to the first line end past ``least`` of them, or to the end of the file."""
    stream.seek(offset + least - 1)
    end = offset + least - 1
    while block := stream.read(BLOCK):
        if (place := block.find(b"\n")) >= 0:
            return end + place + 1 - offset
        end += len(block)
    return stream.seek(0, 2) - offset


def _count_lines(stream: BinaryIO, offset: int, length: int) -> int:
    stream.seek(offset)
    lines = 0
    while length > 0 and (block := stream.read(min(BLOCK, length))):
        lines += block.count(b"\n")
        length -= len(block)
    return lines


def _cut_packed(file: SourceFile, batch_bytes: int, spool: Path) -> Iterator[Piece]:
    """Ranges of whole lines, each unpacked into a file of its own."""
    spool.mkdir(parents=True, exist_ok=True)
    try:
        packed = PackedStream(file.path)
    except OSError as error:
        yield problem(file, f"the file can't be read: {why(error)}")
        return
    beginning = packed.read(BLOCK)
    complaint = not_json_lines(beginning)
    if not complaint:
        yield from _spool_ranges(file, packed, beginning, batch_bytes, spool)
        complaint = packed.problem
    packed.close()
    if complaint:
        yield problem(file, complaint, cost=0)


def _spool_ranges(
    file: SourceFile, packed: PackedStream, rest: bytes, batch_bytes: int, spool: Path
) -> Iterator[Piece]:
    line, counted = 1, 0
    stem = identify(collection=file.collection, path=file.name)
    for number in count():
        path = spool / f"{stem}-{number:06d}.jsonl"
        with path.open("wb") as out:
            lines, rest = _spool_range(packed, out, rest, batch_bytes)
            length = out.tell()
        if not length:
            path.unlink()
            return
        yield Piece(file, 0, length, line, str(path), packed.tell() - counted)
        line, counted = line + lines, packed.tell()


def _spool_range(packed: PackedStream, out: BinaryIO, block: bytes, least: int) -> tuple[int, bytes]:
    """Write whole lines of at least ``least`` bytes; how many lines, and what was unpacked beyond them."""
    size = lines = 0
    while block:
        if cut := block.find(b"\n", max(least - size - 1, 0)) + 1:
            out.write(block[:cut])
            return lines + block.count(b"\n", 0, cut), block[cut:]
        size += out.write(block)
        lines += block.count(b"\n")
        block = packed.read(BLOCK)
    return lines, b""


def problem(file: SourceFile, sentence: str, cost: int | None = None) -> Piece:
    """A piece that stands for what can't be read."""
    return Piece(file._replace(kind="problem", problem=sentence), cost=file.size if cost is None else cost)


def not_json_lines(beginning: bytes) -> str:
    """Why a file can't be JSON Lines, judged by its first bytes; empty where it may be.

    >>> not_json_lines(b'{"text": "Guten Morgen"}'), not_json_lines(b"")
    ('', '')
    >>> not_json_lines("{}".encode("utf-16"))
    'the file is UTF-16; JSON Lines are UTF-8'
    """
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is UTF-16; JSON Lines are UTF-8"
    if not beginning.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and looks_binary(beginning):
        return "the file holds no JSON Lines but binary data"
    return ""


def halve(batch: Batch) -> list[Batch]:
    """The batch as two, at a line or file in its middle; empty where it is one record."""
    pieces = list(batch.pieces)
    if len(pieces) == 1:
        pieces = _halve_piece(pieces[0])
    middle = (len(pieces) + 1) // 2
    halves = [pieces[:middle], pieces[middle:]]
    if not halves[1]:
        return []
    return [Batch(f"{batch.key}-{number}", tuple(half)) for number, half in enumerate(halves)]


def _halve_piece(piece: Piece) -> list[Piece]:
    """A range of lines as two; the one piece where it is a single line."""
    if piece.file.kind != "jsonl":
        return [piece]
    with Path(piece.spooled or piece.file.path).open("rb", buffering=0) as stream:
        length = _reach_line_end(stream, piece.offset, max(piece.length // 2, 1))
        if length >= piece.length:  # the middle lies in the last line: cut before it, if there is a before
            stream.seek(piece.offset)
            length = stream.read(piece.length - 1).rfind(b"\n") + 1
        if not length:
            return [piece]
        lines = _count_lines(stream, piece.offset, length)
    rest = piece._replace(
        offset=piece.offset + length,
        length=piece.length - length,
        first_line=piece.first_line + lines,
        cost=max(piece.cost - length, 0),
    )
    return [piece._replace(length=length, cost=min(piece.cost, length)), rest]
