"""Corpora to measure on: JSON Lines of 3 to 5 KB a document, built from the project's own seeds.

Two kinds, of the same documents in the same order:

``generated``
    The seeds' heads, blocks of text and tails, put together anew: other names, places, numbers and dates, other
    order of the blocks. Its sentences recur, as agency copy does across a crawl; a line with a name or number
    is seldom the same twice.

``distinct``
    The same documents in words that no other document has, so that a memo of lines or words has nothing to
    remember but furniture. How the words are made, and what is spared, stands in `word_forge`.

Of every hundred documents, 52 are articles, 13 are articles above a tail of teasers, 15 are liveblogs in four
layouts, 10 are wrapped as text from PDFs is, 10 (shorter ones) are in seven other languages, each at least once.
About five in a hundred of them all are damaged (`damage`). Seed, kind and number of documents decide every byte: a
document depends on its number alone, so the smaller corpus is the beginning of the larger one.

    python -m tests.benchmarks.corpus --documents 2000 --kind distinct --out corpus.jsonl
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.benchmarks.damage import damage
from tests.benchmarks.layouts import article, liveblog, wrapped
from tests.benchmarks.seed_texts import SeedLibrary, read_seeds
from tests.benchmarks.variation import Variation, place_name
from tests.benchmarks.word_forge import Forging, WordForge, forges

KINDS = ("generated", "distinct")
SIZES = {"tiny": 40, "small": 200, "2k": 2_000, "20k": 20_000, "200k": 200_000}
DAMAGED = 0.05
_HUNDRED = ["article"] * 52 + ["teasers"] * 13 + ["liveblog"] * 15 + ["wrapped"] * 10 + ["foreign"] * 10
_STRIDE = 37  # through the hundred, so that shapes alternate
_PAPERS = ("bote", "kurier", "zeitung", "rundschau", "tagblatt")
_FIRST_CRAWL = datetime.fromisoformat("2025-01-01T00:00:00+00:00")


@dataclass(frozen=True)
class Corpus:
    """A corpus on disk, and what identifies it."""

    path: Path
    kind: str
    documents: int
    bytes: int
    sha256: str


class CorpusMaker:
    """Makes the documents of a corpus, each by its number."""

    def __init__(self, kind: str, seed: int = 0, library: SeedLibrary | None = None) -> None:
        if kind not in KINDS:
            raise ValueError(f"there is no corpus {kind!r}; known are {', '.join(KINDS)}")
        self._kind = kind
        self._seed = seed
        self._library = library or read_seeds()
        self._forges: dict[str, WordForge] = {}
        if kind == "distinct":
            self._forges = dict(forges(self._library.texts()))

    def record(self, number: int) -> dict[str, str]:
        """One document as a record of a crawl."""
        random = Random(f"{self._seed}/{number}")  # noqa: S311  a corpus must be the same tomorrow
        place = number * _STRIDE % len(_HUNDRED)
        shape = _HUNDRED[place]
        text = self._text(shape, number // len(_HUNDRED) + place, random)
        if random.random() < DAMAGED:
            text = damage(text, random)
        site = f"{place_name(random).lower()}-{random.choice(_PAPERS)}.example"
        crawled = _FIRST_CRAWL + timedelta(seconds=random.randrange(300 * 86_400))
        return {
            "id": f"{shape}-{number}",
            "url": f"https://{site}/{shape}/{number}",
            "publisher": site,
            "crawled_at": crawled.isoformat(),
            "text": text,
        }

    def _text(self, shape: str, turn: int, random: Random) -> str:
        vary = Variation(random).vary
        if shape == "foreign":
            seed = self._library.foreign[turn % len(self._library.foreign)]
            lines, gap = article([seed], random, vary), seed.gap
        elif shape == "liveblog":
            seed = random.choice(self._library.liveblogs)
            lines, gap = liveblog(seed, self._library.liveblogs, random, vary), seed.gap
        else:
            articles = self._library.articles
            tailed = [seed for seed in articles if (len(seed.tail) > 15) == (shape == "teasers")]
            seed = random.choice(tailed)
            others = [other for other in articles if other is not seed]
            lines, gap = article([seed, *others], random, vary), seed.gap
        if self._forges:
            forging = Forging(self._forges[seed.language], random)
            lines = [forging.forge(line) for line in lines]
        return wrapped(lines, random) if shape == "wrapped" else gap.join(lines)


def corpus_lines(kind: str, documents: int, seed: int = 0) -> Iterator[bytes]:
    """A corpus line by line."""
    maker = CorpusMaker(kind, seed)
    for number in range(documents):
        yield json.dumps(maker.record(number), ensure_ascii=False).encode() + b"\n"


def write_corpus(path: Path, kind: str, documents: int, seed: int = 0) -> Corpus:
    """Write a corpus; its size and SHA-256 say which one it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as out:
        for line in corpus_lines(kind, documents, seed):
            digest.update(line)
            size += out.write(line)
    return Corpus(path, kind, documents, size, digest.hexdigest())


def main() -> None:
    """Write one corpus and print what identifies it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=SIZES["2k"])
    parser.add_argument("--kind", choices=KINDS, default="generated")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    corpus = write_corpus(options.out, options.kind, options.documents, options.seed)
    print(f"{corpus.path}: {corpus.documents:,} documents, {corpus.bytes:,} bytes, sha256 {corpus.sha256}")  # noqa: T201


if __name__ == "__main__":
    main()
