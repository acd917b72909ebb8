"""What a weekend's script does: ftfy, langdetect, a list of regexes line by line, Parquet.

Written as its author would be content with it: patterns compiled once, lines stripped once, documents written
a thousand at a time, langdetect seeded. It decides nothing that needs a neighbour or a second look.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import ftfy
import pyarrow as pa
import pyarrow.parquet as pq
from langdetect import DetectorFactory, LangDetectException, detect

BOILERPLATE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(anzeige|werbung|advertisement)$",
        r"^(teilen|merken|drucken|share|save|print)$",
        r"^zur startseite$",
        r"^(mehr zum thema|lesen sie auch|auch interessant|read more|more on this story)",
        r"^newsletter\b",
        r"^(einloggen|anmelden|abonnieren|log ?in|sign up)\b",
        r"^\d+ kommentare?$",
        r"^kommentare$",
        r"^lesezeit:? ",
        r"^stand: ",
        r"^(aktualisiert|veröffentlicht|publiziert|published|updated)\b.{0,40}\d{4}",
        r"^online seit ",
        r"^\d{1,2}\.\d{1,2}\.\d{4}( ?[•|,-]? ?\d{1,2}[:.]\d{2}( uhr)?)?$",
        r"^(foto|bild|bildrechte|photograph|quelle)s?: ",
        r"^©",
        r"^0:00 anhören$",
        r"^dieses thema im programm:",
        r"^article:\w+$",
        r"^(von|by) [A-ZÄÖÜ]\S+ [A-ZÄÖÜ]\S+$",
        r"^https?://\S+$",
        r"^-? ?\d{1,3} ?-?$",
        r"^(links|schlagwörter|topics|tags):?$",
        r"jetzt .{0,20}testen$",
        r"fehler gefunden",
        r"(alle rechte vorbehalten|all rights reserved)\.?$",
    )
]
BATCH = 1_000  # documents


def clean_record(record: dict[str, str]) -> dict[str, str]:
    """The record with its text repaired, its language, and without the lines that a pattern knows."""
    text = ftfy.fix_text(record["text"])
    try:
        language = detect(text)
    except LangDetectException:
        language = ""
    lines = [line.strip() for line in text.split("\n")]
    kept = [line for line in lines if not any(pattern.search(line) for pattern in BOILERPLATE)]
    return {**record, "text": "\n".join(kept), "language": language}


def clean_corpus(corpus: Path, out: Path) -> int:
    """Clean every record into one Parquet file; how many there were."""
    DetectorFactory.seed = 0
    schema = pa.schema(
        [(name, pa.string()) for name in ("id", "url", "publisher", "crawled_at", "text", "language")]
    )
    out.mkdir(parents=True, exist_ok=True)
    documents = 0
    with (
        corpus.open(encoding="utf-8") as lines,
        pq.ParquetWriter(out / "clean.parquet", schema, compression="zstd") as writer,
    ):
        for batch in _batches(map(clean_record, map(json.loads, lines))):
            writer.write_table(pa.Table.from_pylist(batch, schema))
            documents += len(batch)
    return documents


def _batches(records: Iterator[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    while batch := list(islice(records, BATCH)):
        yield batch


def main() -> None:
    """Clean a corpus and print what came of it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    print(json.dumps({"documents": clean_corpus(options.corpus, options.out)}))  # noqa: T201


if __name__ == "__main__":
    main()
