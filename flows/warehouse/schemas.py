"""The columns of every published table: the only place that knows one.

Times are UTC with microseconds, text is plain ``string``: what any Parquet reader understands.
"""

from __future__ import annotations

import pyarrow as pa

TIMESTAMP = pa.timestamp("us", tz="UTC")


def _table(*columns: tuple[str, pa.DataType, str], required: tuple[str, ...] = ()) -> pa.Schema:
    return pa.schema(
        [pa.field(name, kind, name not in required, {"description": text}) for name, kind, text in columns]
    )


_PROVENANCE = (
    ("run_id", pa.string(), "the run that wrote this row"),
    ("cleaned_at", TIMESTAMP, "when it was cleaned"),
    ("code_version", pa.string(), "release and hash of the transforms' code"),
    ("rules_version", pa.string(), "hash of every rule and word list"),
)
_IDENTITY = (
    ("document_id", pa.string(), "hash of the document's identity; the same in every crawl"),
    ("source", pa.string(), "the SOURCE that was given, as the collection's name"),
    (
        "source_id",
        pa.string(),
        "path below the source, or the record's id (its line number where it has none)",
    ),
    ("publisher", pa.string(), "as the record names it"),
    ("url", pa.string(), "as the record names it"),
    ("crawled_at", TIMESTAMP, "as the record states it"),
)

DOCUMENTS = _table(
    *_IDENTITY,
    ("kind", pa.string(), "article or liveblog"),
    ("title", pa.string(), "null where the text has none"),
    ("kicker", pa.string(), "the line above the title"),
    ("lead", pa.string(), "the paragraph below it; also the beginning of text"),
    ("authors", pa.list_(pa.string()), "names, as printed"),
    ("agency", pa.string(), "the news agency credited"),
    ("published_at", TIMESTAMP, "null where the page does not say; read with published_precision"),
    ("published_precision", pa.string(), "second, minute, day, month or year"),
    ("updated_at", TIMESTAMP, "of the last update that the page states"),
    ("reading_minutes", pa.int32(), "as the page states it"),
    ("language", pa.string(), "BCP 47; und where nothing can be told"),
    ("language_score", pa.float64(), "0 to 1"),
    ("text", pa.string(), "lead, headings and body: paragraphs with a blank line between"),
    ("entry_count", pa.int32(), "entries of a liveblog; 0 for an article"),
    ("line_count", pa.int32(), "source lines"),
    ("blank_lines", pa.int32(), "source lines without text"),
    ("kept_lines", pa.int32(), "source lines in the published text"),
    ("boilerplate_lines", pa.int32(), "source lines taken away as boilerplate"),
    ("metadata_lines", pa.int32(), "titles, kickers, times and other metadata: read into columns"),
    ("lines_without_role", pa.int32(), "must be 0"),
    ("source_chars", pa.int64(), "letters and signs in the source's lines"),
    ("text_chars", pa.int64(), "length of text"),
    ("removed_share", pa.float64(), "characters of boilerplate lines by those of all lines, 0 to 1"),
    ("kept_mojibake_lines", pa.int32(), "kept lines that still look wrongly decoded"),
    ("kept_control_lines", pa.int32(), "kept lines with control characters"),
    ("kept_boilerplate_lines", pa.int32(), "kept lines that read like a known boilerplate phrase"),
    ("entries_in_order", pa.bool_(), "entries count 1 to n, first_line <= last_line, none overlaps another"),
    ("restorable", pa.bool_(), "the lines give back the source's bytes, checked by its SHA-256"),
    ("timezone", pa.string(), "in which the page's clocks were read"),
    ("encoding", pa.string(), "the codec that turned the source's bytes into lines"),
    ("sha256", pa.string(), "of the source's bytes"),
    ("source_bytes", pa.binary(), "the source itself, only where no codec gives it back"),
    *_PROVENANCE,
    required=("document_id", "source", "source_id", "kind", "language", "text", "sha256", "run_id"),
)

ENTRIES = _table(
    ("entry_id", pa.string(), "stable across crawls of the same liveblog"),
    ("document_id", pa.string(), "the liveblog"),
    ("position", pa.int32(), "1 to n, in the order of the page"),
    ("headline", pa.string(), "null where the entry has none"),
    ("published_at", TIMESTAMP, "null where the page does not state it"),
    ("published_precision", pa.string(), "minute or day"),
    ("clock", pa.string(), "HH:MM as the page states it, even where it does not say of which day"),
    ("boundary", pa.string(), "marked by the page, or inferred from the text"),
    ("confidence", pa.float64(), "of the boundary; 1 where the page marks it"),
    ("text", pa.string(), "without the headline"),
    ("language", pa.string(), "BCP 47; und where nothing can be told"),
    ("first_line", pa.int32(), "first source line, counted from 1"),
    ("last_line", pa.int32(), "last source line"),
    required=("entry_id", "document_id", "position", "boundary", "first_line", "last_line"),
)

LINES = _table(
    ("document_id", pa.string(), "the document"),
    ("line", pa.int32(), "place in the source, counted from 1"),
    ("raw", pa.string(), "as decoded"),
    ("text", pa.string(), "as it reads now"),
    ("role", pa.string(), "blank, title, kicker, lead, heading, body, timestamp, metadata or boilerplate"),
    ("rule", pa.string(), "who decided"),
    ("edits", pa.list_(pa.string()), "the rules that changed the text, in order"),
    ("kept", pa.bool_(), "whether it stands in the document's text"),
    ("joint", pa.string(), "what stands between it and the next kept line"),
    ("entry", pa.int32(), "position of the entry it belongs to"),
    required=("document_id", "line", "raw", "text", "kept"),
)

QUARANTINE = _table(
    *_IDENTITY,
    ("file", pa.string(), "path below the source of the file that held it"),
    ("outcome", pa.string(), "quarantined, or unreadable where no document could be made of it"),
    ("stage", pa.string(), "read, identity, clean or audit"),
    ("reasons", pa.list_(pa.string()), "what was wrong, each in a sentence"),
    ("sha256", pa.string(), "of the content"),
    ("content", pa.binary(), "the source's bytes; null where they could not be read"),
    *_PROVENANCE,
    required=("document_id", "source", "source_id", "outcome", "stage", "reasons", "run_id"),
)

RUNS = _table(
    ("run_id", pa.string(), "sorts by time"),
    ("started_at", TIMESTAMP, "start of the run"),
    ("finished_at", TIMESTAMP, "its end"),
    ("seconds", pa.float64(), "between them"),
    ("sources", pa.list_(pa.string()), "as given"),
    ("inputs", pa.int64(), "= published + quarantined + unchanged + unreadable"),
    ("published", pa.int64(), "documents cleaned and published"),
    ("quarantined", pa.int64(), "documents held back, with reasons"),
    ("unchanged", pa.int64(), "documents skipped: source and rules are the same"),
    ("unreadable", pa.int64(), "files and records of which no document could be made"),
    ("entries", pa.int64(), "liveblog entries published"),
    ("lines", pa.int64(), "source lines of the published documents"),
    ("boilerplate_lines", pa.int64(), "of them taken away"),
    ("outdated", pa.int64(), "of those quarantined or unreadable: published still, as an earlier run found them"),
    ("megabytes", pa.float64(), "of input read, 10^6 bytes"),
    ("code_version", pa.string(), "release and hash of the transforms' code"),
    ("rules_version", pa.string(), "hash of every rule and word list"),
    required=("run_id", "started_at", "inputs", "published", "quarantined", "unchanged", "unreadable"),
)

TEMPLATES = _table(
    ("site", pa.string(), "host of the url without www., else the publisher"),
    ("key", pa.int64(), "hash of a line and its place; null in the one row that tells of the site alone"),
    ("place", pa.string(), "head where it stands above the first paragraph, else below"),
    ("example", pa.string(), "such a line, once it recurs enough to be taken away"),
    ("documents", pa.int64(), "documents of the site that have the line, each counted once"),
    ("site_documents", pa.int64(), "documents of the site that were counted"),
    required=("site", "documents", "site_documents"),
)

SEEN = _table(
    *_IDENTITY,
    ("file", pa.string(), "path below the source of the file that held it"),
    ("staged", pa.bool_(), "cleaned and staged; else it is published already, and unchanged"),
    required=("document_id", "staged"),
)

TABLES: dict[str, pa.Schema] = {
    "documents": DOCUMENTS,
    "entries": ENTRIES,
    "lines": LINES,
    "quarantine": QUARANTINE,
    "runs": RUNS,
    "templates": TEMPLATES,
}

IDENTITY = tuple(name for name, _, _ in _IDENTITY)
GROUP = ("documents", "entries", "lines")  # a document's rows lie in files of one name, in one order
STAGED: dict[str, pa.Schema] = {**{name: TABLES[name] for name in (*GROUP, "quarantine")}, "seen": SEEN}
