"""What a worker does with one batch: paths in, counts out. It knows neither the flow engine nor the audit."""

from __future__ import annotations

import hashlib
import multiprocessing
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress
from pathlib import Path

from flows.context import Context
from flows.environment import collect_seldom
from flows.planning import Batch, Piece, plan_batches
from flows.results import BatchResult, RuleTally
from flows.sources.jsonl import read_json_lines
from flows.sources.record import Fields, Record, Unreadable, why
from flows.sources.single import make_document
from flows.sources.text import read_text
from flows.time_limit import OutOfTime, TimeLimit
from flows.warehouse.known import KnownDocuments
from flows.warehouse.rows import LineColumns
from flows.warehouse.staging import StagedBatch
from flows.warehouse.templates import open_templates
from flows.warehouse.versions import code_version
from transforms.document import BLANK, KEPT_ROLES, TITLE, Document, restore
from transforms.pipeline import clean, clean_all
from transforms.rulebook import Rulebook

__all__ = ["Batch", "Context", "Piece", "clean_batch", "plan_batches", "read_batch"]


_TOGETHER = 32  # documents cleaned transform by transform
_LONG = 100_000  # characters or bytes of a document that is cleaned by itself
_PATIENCE = 10.0  # seconds, a hundred times what they usually take, until each is tried by itself
_PUBLISHED = KEPT_ROLES | {TITLE}
_UNCOUNTED = KEPT_ROLES | {BLANK, None}


def clean_batch(batch: Batch, context: Context) -> BatchResult:
    """Read, clean and stage a batch. One record's failure is that record's: it goes to quarantine.

    Raises OSError where parts can't be written, ValueError where this worker has other code or rules
    than the run.
    """
    rulebook = _rulebook(context.rules, context.templates)
    mine = (code_version(), rulebook.version)
    theirs = (context.stamp.code_version, context.stamp.rules_version)
    if mine != theirs:
        raise ValueError(f"this worker has code and rules {mine}, the run has {theirs}; start it anew")
    with TimeLimit(context.seconds_per_document) as limit:
        cleaner = _BatchCleaner(batch, context, rulebook, limit)
        try:
            for item in read_batch(batch, context.fields):
                cleaner.take(item)
            return cleaner.finish()
        except BaseException:
            cleaner.staged.abandon()
            raise


@lru_cache(maxsize=2)
def _rulebook(rules: tuple[str, ...], templates: str) -> Rulebook:
    """The rules with the run's template lines: made once, as both keep what they have looked up."""
    rulebook = replace(Rulebook.load(*rules), templates=open_templates(templates))
    if multiprocessing.parent_process() is not None:
        collect_seldom()
    return rulebook


def give_up(batch: Batch, context: Context) -> BatchResult:
    """Send to quarantine, uncleaned, what has killed every worker that tried it."""
    staged = StagedBatch(Path(context.parts), batch.key, context.stamp)
    result = BatchResult(batch.key, disk_bytes=batch.bytes, files=_json_lines(batch))
    for item in read_batch(batch, context.fields):
        result.inputs += 1
        if isinstance(item, Unreadable):
            result.unreadable += 1
            staged.hold_back(unreadable_row(item))
        else:
            result.quarantined += 1
            staged.hold_back(held_back_row(item, "cleaning it ended its worker, time and again"))
    result.parts = staged.close()
    return result


def _json_lines(batch: Batch) -> set[tuple[str, str]]:
    return {(piece.file.collection, piece.file.name) for piece in batch.pieces if piece.file.kind == "jsonl"}


def read_batch(batch: Batch, fields: Fields) -> Iterator[Record | Unreadable]:
    """The records of a batch, in order."""
    for piece in batch.pieces:
        if piece.file.kind == "jsonl":
            yield from _read_range(piece, fields)
        else:
            yield read_text(piece.file)


def _read_range(piece: Piece, fields: Fields) -> Iterator[Record | Unreadable]:
    try:
        with Path(piece.spooled or piece.file.path).open("rb") as stream:
            stream.seek(piece.offset)
            yield from read_json_lines(stream, piece.length, piece.file, piece.first_line, fields)
    except OSError as error:
        problem = f"lines from {piece.first_line} on can't be read: {why(error)}"
        yield read_text(piece.file._replace(kind="problem", problem=problem))


class _BatchCleaner:
    """One batch on its way: what is staged so far, and the counts."""

    def __init__(self, batch: Batch, context: Context, rulebook: Rulebook, limit: TimeLimit) -> None:
        self.staged = StagedBatch(Path(context.parts), batch.key, context.stamp)
        self.result = BatchResult(batch.key, disk_bytes=batch.bytes, files=_json_lines(batch))
        self.result.bytes = sum(piece.length for piece in batch.pieces)
        self._context = context
        self._limit = limit
        self._rulebook = rulebook
        self._known = KnownDocuments.open(context.known)
        self._waiting: list[Record] = []

    def take(self, item: Record | Unreadable) -> None:
        """Clean and stage one record, or put down why not."""
        self.result.inputs += 1
        if isinstance(item, Unreadable):
            self.result.unreadable += 1
            self.staged.hold_back(unreadable_row(item))
            return
        for kind, example in item.warnings:
            self.result.warnings.setdefault(kind, RuleTally("")).count(example)
        if self._known and self._known.holds(item.document_id, digest(item.content), item.publisher):
            self.result.unchanged += 1
            self.staged.pass_over(item)
            return
        if len(item.content) > _LONG:
            self._clean_waiting()
            self._clean([item])
            return
        self._waiting.append(item)
        if len(self._waiting) >= _TOGETHER:
            self._clean_waiting()

    def finish(self) -> BatchResult:
        """Clean and write what is left; the counts and the parts' paths."""
        self._clean_waiting()
        self.result.parts = self.staged.close()
        return self.result

    def _clean_waiting(self) -> None:
        records, self._waiting = self._waiting, []
        self._clean(records)

    def _clean(self, records: Sequence[Record]) -> None:
        outcomes = clean_records(records, self._rulebook, self._context, self._limit)
        for record, outcome in zip(records, outcomes, strict=True):
            if isinstance(outcome, str):
                self.result.quarantined += 1
                self.staged.hold_back(held_back_row(record, outcome))
            else:
                self._stage(record, outcome)

    def _stage(self, record: Record, document: Document) -> None:
        lines = LineColumns.of(document)
        self.staged.add(record, document, lines, self._rulebook)
        result = self.result
        result.staged += 1
        result.entries += len(document.entries)
        result.lines += len(document.lines)
        result.kinds[document.kind] += 1
        result.languages[document.language] += 1
        tally_rules(lines, result.rules)


def clean_records(
    records: Sequence[Record], rulebook: Rulebook, context: Context, limit: TimeLimit
) -> list[Document | str]:
    """For each record the cleaned document, or the sentence that says why there is nothing to publish.

    All go through the transforms together. Where that fails, or takes long, each is cleaned by itself, so that
    what one of them does stays with that one.
    """
    if len(records) == 1:
        return [clean_record(records[0], rulebook, context, limit)]
    read_on = context.stamp.cleaned_at.date()
    try:
        with limit.block(_PATIENCE):
            made = [make_document(record, context.timezone, read_on) for record in records]
            cleaned = clean_all(made, rulebook)
            return [
                objection(document, record.content) or document
                for document, record in zip(cleaned, records, strict=True)
            ]
    except (OutOfTime, Exception):
        return [clean_record(record, rulebook, context, limit) for record in records]


def clean_record(record: Record, rulebook: Rulebook, context: Context, limit: TimeLimit) -> Document | str:
    """The cleaned document, or the sentence that says why there is nothing to publish."""
    read_on = context.stamp.cleaned_at.date()  # of the run, so that every batch guesses the same years
    try:
        with limit.block():
            document = clean(make_document(record, context.timezone, read_on), rulebook)
            return objection(document, record.content) or document
    except OutOfTime:
        return f"cleaning it took longer than {limit.seconds:g} seconds"
    except Exception as error:  # what a document does to a transform stays with that document
        return f"cleaning it failed with {type(error).__name__}: {error} ({_place(error)})"


def objection(document: Document, content: bytes | str) -> str:
    """Why a cleaned document can't be published; empty where it can."""
    if not any(line.text and line.role in _PUBLISHED for line in document.lines):
        return _emptiness(document)
    if not gives_back(document, content):
        return "its lines don't give the source back, byte for byte"
    return ""


def _emptiness(document: Document) -> str:
    filled = sum(1 for line in document.lines if line.raw and not line.raw.isspace())
    if not filled and document.source_bytes:
        return "empty: nothing in it is text that a reader would see"
    if not filled:
        return "empty: the source holds no text"
    return f"empty: none of its {filled} lines with signs in them is text to publish"


def gives_back(document: Document, content: bytes | str) -> bool:
    """Whether the lines give back the source; text that was never bytes is compared as text."""
    if isinstance(content, str) and document.source_bytes is None:
        return document.raw == content and document.encoding == "utf-8"
    return restore(document) == source_bytes(content)


def source_bytes(content: bytes | str) -> bytes:
    """A record's content as bytes, lone surrogates included."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")


def digest(content: bytes | str) -> str:
    """The SHA-256 of a record's bytes, as `Document` has it."""
    return hashlib.sha256(source_bytes(content)).hexdigest()


def tally_rules(lines: LineColumns, rules: dict[str, RuleTally]) -> None:
    """Count the lines that are not published, by the rule that decided; blank ones are nobody's loss."""
    counted = [role not in _UNCOUNTED for role in lines.role]
    for raw, role, rule in compress(zip(lines.raw, lines.role, lines.rule, strict=True), counted):
        tally = rules.get(rule)
        if tally is None:
            tally = rules[rule] = RuleTally(role.value if role else "")
        tally.count(raw, len(raw))


def unreadable_row(item: Unreadable) -> dict[str, object]:
    """The row of quarantine for an input of which no document could be made."""
    return {
        "document_id": item.document_id,
        "source": item.source,
        "source_id": item.source_id,
        "file": item.file,
        "outcome": "unreadable",
        "stage": "read",
        "reasons": [item.reason],
        "sha256": None if item.content is None else digest(item.content),
        "content": item.content,
    }


def held_back_row(record: Record, reason: str) -> dict[str, object]:
    """The row of quarantine for a document that could be read, but not be published."""
    return {
        "document_id": record.document_id,
        "source": record.source,
        "source_id": record.source_id,
        "publisher": record.publisher or None,
        "url": record.url or None,
        "crawled_at": record.crawled_at,
        "file": record.file,
        "outcome": "quarantined",
        "stage": "clean",
        "reasons": [reason],
        "sha256": digest(record.content),
        "content": source_bytes(record.content),
    }


def _place(error: BaseException) -> str:
    """Where it was raised, for whoever mends the transform: module and line."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "no place known"
