"""One document a line: JSON Lines, read as a stream."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Any, BinaryIO

import msgspec

from flows.sources.discovery import SourceFile
from flows.sources.identity import identify
from flows.sources.record import MOST_BYTES, Fields, Record, Unreadable, read_time, size_of, storable
from transforms.dates.stated import read_stated

Row = tuple[Any, ...]  # the values of `_COLUMNS`
_COLUMNS = ("id", "text", "url", "publisher", "crawled_at", "title", "authors", "published_at")

_LENIENT = json.JSONDecoder(strict=False)  # takes control characters and lone surrogates in strings
_values = attrgetter(*_COLUMNS)
_SEPARATOR = re.compile(r"[,;]")
_SHOWN = 60  # characters of a value that a message quotes


def read_json_lines(
    stream: BinaryIO, length: int, file: SourceFile, first_line: int, fields: Fields
) -> Iterator[Record | Unreadable]:
    """The records of ``length`` bytes from where the stream stands; blank lines are none.

    What is no record comes as `Unreadable`, with a sentence that names file, line, value and what was
    expected; the lines around it are read as ever.
    """
    number, left = first_line, length
    while left > 0 and (line := stream.readline(min(left, MOST_BYTES + 1))):
        left -= len(line)
        if len(line) > MOST_BYTES:
            left -= _pass_over(stream, left)
            yield _unreadable(file, number, f"the line has more than {size_of(MOST_BYTES)}")
        elif not line.isspace():
            yield read_record(line, file, number, fields)
        number += 1


def _pass_over(stream: BinaryIO, most: int) -> int:
    """Read on to the end of the line, or ``most`` bytes; how many there were."""
    passed = 0
    while passed < most and (part := stream.readline(min(1 << 20, most - passed))):
        passed += len(part)
        if part.endswith(b"\n"):
            break
    return passed


def read_record(line: bytes, file: SourceFile, number: int, fields: Fields) -> Record | Unreadable:
    """One line as a record, or why it is none."""
    try:
        name, text, url, publisher, crawled, title, authors, published = decoder(fields)(line)
    except ValueError as error:
        return _unreadable(file, number, _complaint(line, error), line)
    warnings: list[tuple[str, str]] = []
    where = f"{file.name}, line {number}"
    name = _word(name, "an id that is neither text nor number", where, warnings)
    url = _word(url, "a url that is no text", where, warnings)
    document_id = identify(url=url, collection=file.collection, record=name, path=file.name, line=number)
    source_id = name or str(number)
    if type(text) is not str:
        sentence = f"{where}: {_without_text(line, fields, text)}"
        return Unreadable(document_id, file.collection, source_id, file.name, sentence, line)
    publisher = _word(publisher, "a publisher that is no text", where, warnings)
    try:
        time = read_time(crawled)
    except ValueError:
        time = None
        warnings.append(("a crawl time that is none", f"{where}: {_quoted(crawled)}"))
    return Record(
        document_id,
        file.collection,
        source_id,
        file.name,
        text,
        publisher,
        url,
        time,
        title=_word(title, "a title that is no text", where, warnings),
        authors=_names(authors, where, warnings),
        published_at=_moment(published, where, warnings),
        warnings=tuple(warnings),
    )


@lru_cache(maxsize=8)
def decoder(fields: Fields) -> Callable[[bytes], Row]:
    """What turns a line into a row. Raises ValueError for a line that is no JSON object.

    The typed decoder builds nothing that is not asked for; what it refuses (raw control characters,
    lone surrogates) gets a second chance with the lenient one.
    """
    names = tuple(getattr(fields, column) for column in _COLUMNS)
    if len(set(names)) < len(names) or any("." in name for name in names):
        return lambda line: _pick(_decode_leniently(line), names)
    shape = msgspec.defstruct(
        "Row",
        [(column, Any, None) for column in _COLUMNS],
        rename=dict(zip(_COLUMNS, names, strict=True)),
        gc=False,
    )
    decode = msgspec.json.Decoder(shape).decode

    def read(line: bytes) -> Row:
        try:
            row = decode(line)
        except (msgspec.MsgspecError, ValueError):
            return _pick(_decode_leniently(line), names)
        return _values(row)

    return read


def _decode_leniently(line: bytes) -> dict[str, Any]:
    try:
        value = _LENIENT.decode(line.decode("utf-8-sig", "surrogatepass").strip())
    except RecursionError as error:
        raise ValueError("is nested too deeply") from error
    if not isinstance(value, dict):
        raise ValueError(f"is {_quoted(value)}")
    return value


def _pick(values: dict[str, Any], names: tuple[str, ...]) -> Row:
    return tuple(_reach(values, name) for name in names)


def _reach(values: Any, name: str) -> Any:
    if name in values:
        return values[name]
    for part in name.split("."):
        values = values.get(part) if isinstance(values, dict) else None
    return values


def _complaint(line: bytes, error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        byte = line[error.start : error.start + 1].hex()
        return f"the line is no UTF-8 (byte 0x{byte} at {error.start}), as JSON must be"
    if isinstance(error, json.JSONDecodeError):
        return f"the line is no JSON object ({error.msg} at character {error.pos + 1}): {_quoted(line)}"
    return f"the line {error}, expected a JSON object"


def _without_text(line: bytes, fields: Fields, text: Any) -> str:
    if text is not None:
        return f"its {fields.text!r} is {_quoted(text)}, expected a string"
    known = ", ".join(repr(storable(key)) for key in list(_decode_leniently(line))[:12])
    return f"it has no text in {fields.text!r}; its fields are {known or 'none'}"


def _word(value: Any, complaint: str, where: str, warnings: list[tuple[str, str]]) -> str:
    """A field as text: numbers are spelled, what is neither is passed over with a warning."""
    if value is None:
        return ""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    warnings.append((complaint, f"{where}: {_quoted(value)}"))
    return ""


def _names(value: Any, where: str, warnings: list[tuple[str, str]]) -> tuple[str, ...]:
    """Authors: one string with commas, or a list of strings or of objects with a name."""
    listed = value if isinstance(value, list) else [value]
    named = [each.get("name") if isinstance(each, dict) else each for each in listed]
    words = [_word(each, "an author that is no text", where, warnings) for each in named]
    return tuple(name for word in words for part in _SEPARATOR.split(word) if (name := part.strip()))


def _moment(value: Any, where: str, warnings: list[tuple[str, str]]) -> str:
    """A time of publication as text: ISO 8601 or as mails have it, or seconds since 1970."""
    try:
        if isinstance(value, str):
            if not value or read_stated(value, "UTC"):
                return value
        elif (time := read_time(value)) is None or read_stated(time.isoformat(), "UTC"):
            return time.isoformat() if time else ""
    except ValueError:
        pass
    warnings.append(("a publication time that is none", f"{where}: {_quoted(value)}"))
    return ""


def _quoted(value: Any) -> str:
    spelled = (
        value.decode("utf-8", "replace").strip()
        if isinstance(value, bytes)
        else json.dumps(value, default=str)
    )
    return storable(spelled if len(spelled) <= _SHOWN else f"{spelled[:_SHOWN]}…")


def _unreadable(file: SourceFile, number: int, reason: str, content: bytes | None = None) -> Unreadable:
    document_id = identify(collection=file.collection, path=file.name, line=number)
    sentence = f"{file.name}, line {number}: {reason}"
    return Unreadable(document_id, file.collection, str(number), file.name, sentence, content)
