"""Reinschrift's transforms alone: bytes to cleaned documents, nothing written.

The clock runs while records are decoded and cleaned, not while they are read; ``--warm-up`` names records to
clean before it starts. With ``--stages`` every transform has a clock of its own.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from transforms import pipeline
from transforms.encoding.repair import decode
from transforms.rulebook import Rulebook

CHUNK = 32  # records cleaned together, as a worker does

Record = tuple[bytes, dict[str, Any]]
Clean = Callable[[Sequence[Record], Rulebook], object]


def clean_plainly(records: Sequence[Record], rulebook: Rulebook) -> object:
    """What is measured."""
    return pipeline.clean_all([decode(source, **known) for source, known in records], rulebook)


class StageClock:
    """The same, transform by transform, and the seconds of each."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def clean(self, records: Sequence[Record], rulebook: Rulebook) -> object:
        """Clean some records; a transform's seconds end where the next one's begin."""
        clock = time.process_time
        begun = clock()
        documents = [decode(source, **known) for source, known in records]
        ended = clock()
        self.seconds["decode"] += ended - begun
        for transform in pipeline.PIPELINE:
            begun = ended
            documents = [transform(document, rulebook) for document in documents]
            ended = clock()
            self.seconds[transform.__name__] += ended - begun
        return documents


def read_records(corpus: Path) -> Iterator[Record]:
    """Each record's text as bytes, and what else is known of it."""
    with corpus.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            known = {name: record[name] for name in ("publisher", "url")}
            known["crawled_at"] = datetime.fromisoformat(record["crawled_at"])
            yield record["text"].encode(), known


def clean_records(records: Iterable[Record], clean: Clean, rulebook: Rulebook) -> dict[str, float]:
    """Clean every record; CPU seconds, seconds, bytes and documents."""
    seconds, passed, size, documents = 0.0, 0.0, 0, 0
    records = iter(records)
    while chunk := list(islice(records, CHUNK)):
        begun, began = time.process_time(), time.perf_counter()
        clean(chunk, rulebook)
        seconds += time.process_time() - begun
        passed += time.perf_counter() - began
        size += sum(len(source) for source, _ in chunk)
        documents += len(chunk)
    return {"work_cpu": seconds, "work_wall": passed, "bytes": size, "documents": documents}


def main() -> None:
    """Clean a corpus and print figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--warm-up", type=Path)
    parser.add_argument("--stages", action="store_true")
    options = parser.parse_args()
    rulebook = Rulebook.load()
    if options.warm_up:
        clean_records(read_records(options.warm_up), clean_plainly, rulebook)
    stages = StageClock() if options.stages else None
    figures = clean_records(read_records(options.corpus), stages.clean if stages else clean_plainly, rulebook)
    print(json.dumps({**figures, "stages": stages.seconds if stages else {}}))  # noqa: T201


if __name__ == "__main__":
    main()
