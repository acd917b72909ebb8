"""Entries whose clocks and headlines a scraper lost: boundaries inferred from the text.

Each paragraph that follows another under one clock is weighed: does it go on with the story or begin one? The
weights are log-likelihood ratios, rounded from a logistic regression on some 350 pairs of paragraphs from
German liveblogs. No paragraph is split off for its own sake: only where all pairs of a page together say that
clocks were lost.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from transforms.rulebook import Vocabulary
from transforms.vocabulary_memo import once_per_vocabulary

_LOST = 1.5  # evidence, in nats, from which on a page has lost clocks,
_FEWEST = 3  # if so many entries can be told,
_SHARE = 0.2  # and so much of the pairs are boundaries
_LIKELY = 0.6  # probability from which on a paragraph begins an entry on such a page
_MOST = 6.0  # evidence, in nats, of a single pair at most
_BASE = 2.3  # evidence of a pair with nothing in common
_HEADING = 1.0  # what a heading before the paragraph adds
_STEM = 6  # letters by which inflected words are taken as one
_LONGEST = 4000  # characters of a paragraph that are looked at
_SHORTEST = 40  # characters of a paragraph that can begin an entry

# A capital is told first and the word's edge behind it: so the search need not stop at every letter.
_CAPITAL = r"[^\W\d_a-zäöüß](?<!\w\w)"
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = "[a-zß-öø-\u02ff\u0370-\u1fff\u2c00-\u2dff\u3040-\ud7ff]"  # folded: ranges are found twice as fast
_STEMS = re.compile(rf"({_LETTER}{{3,{_STEM}}}){_LETTER}*")
_OPENING = re.compile(r"[\W\d_]*([^\W\d_]+)?" + r"(?:[\W\d_]+([^\W\d_]+))?" * 3)
_SENTENCE = re.compile(r".{30,400}?[.!?:](?=[\s\"“”]|$)", re.DOTALL)
_NAMED = re.compile(
    rf"{_CAPITAL}[\w-]+,? [^\W\d_a-zäöüß][^\W\d_]+ [^\W\d_a-zäöüß][\w-]+"
)  # Ministerin Ada Tilney
_BARE_NAME = re.compile(r"[\"„“»]?([^\W\d_a-zäöüß][\w-]+) [a-zäöüß]")
_LAST_NAMES = re.compile(rf"{_CAPITAL}[\w-]+ (?=([^\W\d_a-zäöüß][\w-]+))")
_CAPITALISED = re.compile(rf"{_CAPITAL}(?<![.!?:\"„“»] \w)(?<!^\w)[\w-]{{3,}}")
_ANY_CAPITALISED = re.compile(rf"{_CAPITAL}[\w-]{{3,}}")


_POINT = re.compile(r"\d{1,2}(?:[.:h]\d\d)?\s?(?:[ap]\.?m\.?|Uhr|h)?\s?[:–]\s", re.IGNORECASE)  # of an agenda


_BULLETS = frozenset("•·∙●▪■►▶*–—-")
_UNENDED = frozenset(",;")


class Paragraph(NamedTuple):
    """A paragraph under a clock, and the headline or heading right above it."""

    text: str
    heading: str = ""
    goes_on: bool = False  # whether the page shows that it can only go on: an item below a colon

    @property
    def may_begin(self) -> bool:
        """Whether it may begin an entry: it is of some length, no rest of a sentence, no point of a list."""
        text = self.text
        return (
            not self.goes_on
            and len(text) >= _SHORTEST
            and not text[0].islower()
            and text[0] not in _BULLETS
            and text[-1] not in _UNENDED
            and _POINT.match(text) is None
        )


class _Words(NamedTuple):
    """The vocabulary's words that tell how a paragraph goes on."""

    continuers: frozenset[str]
    reporting: frozenset[str]
    reporting_stems: frozenset[str]


def inferred_starts(
    stretches: Sequence[Sequence[Paragraph]], vocabulary: Vocabulary
) -> list[dict[int, float]]:
    """For each stretch between two clocks, the paragraphs that begin their own entry, with a confidence.

    A paragraph is named by its place in the stretch; the first is the clock's. All empty unless all pairs of
    the page say that clocks were lost: entries of several paragraphs are the rule, no sign of loss.
    """
    pairs = [
        sum(paragraph.may_begin for paragraph in stretch[1:]) if len(stretch) > 1 else 0
        for stretch in stretches
    ]
    if sum(pairs) < _FEWEST:  # so few can't be enough
        return [{} for _ in stretches]
    words = _words(vocabulary)
    texts = _Texts([paragraph.text[:_LONGEST] for stretch in stretches for paragraph in stretch])
    evidence: list[dict[int, float]] = []
    first = 0
    for stretch in stretches:
        evidence.append(_evidence(stretch, first, texts, words) if len(stretch) > 1 else {})
        first += len(stretch)
    return _settle(evidence)


def _evidence(stretch: Sequence[Paragraph], first: int, texts: _Texts, words: _Words) -> dict[int, float]:
    """What speaks for a new story, in nats, for each paragraph but the stretch's first, by place."""
    wanted = {stem for stem in _STEMS.findall(stretch[0].heading.casefold()) if len(stem) > 3}
    evidence: dict[int, float] = {}
    for place, paragraph in enumerate(stretch[1:], 1):
        if paragraph.may_begin:
            weighed = _weigh(first + place, texts, words) + _HEADING * bool(paragraph.heading)
            evidence[place] = min(weighed + _unlike(wanted, texts.counts[first + place]), _MOST)
    return evidence


def _settle(evidence: Sequence[dict[int, float]]) -> list[dict[int, float]]:
    """The boundaries that the evidence of all pairs allows, by place, with the probability of each."""
    ratios = [math.exp(one) for weighed in evidence for one in weighed.values()]
    rate = _rate(ratios)
    lost = sum(math.log(rate * ratio + 1 - rate) for ratio in ratios)
    starts = [
        {
            place: round(likely, 2)
            for place, one in weighed.items()
            if (likely := _likely(math.exp(one), rate)) > _LIKELY
        }
        for weighed in evidence
    ]
    found = sum(map(len, starts))
    if lost < _LOST or found < max(_FEWEST, len(ratios) * _SHARE):
        return [{} for _ in evidence]
    return starts


def _rate(ratios: Sequence[float]) -> float:
    """The share of pairs with a boundary between that best explains the evidence (EM), at most half."""
    rate, last = 0.5, 0.0
    for _ in range(10):
        if rate == last:
            break
        last = rate
        rate = min(0.5, (sum([_likely(ratio, rate) for ratio in ratios]) + 0.5) / (len(ratios) + 1))
    return rate


def _likely(ratio: float, rate: float) -> float:
    return rate * ratio / (rate * ratio + 1 - rate)


def _unlike(wanted: set[str], stems: Mapping[str, int]) -> float:
    """How much speaks for a new story that the text has none of the headline's words, or some, in nats."""
    return 0.6 - 4.5 * len(wanted & stems.keys()) / len(wanted) if wanted else 0.0


def _weigh(at: int, texts: _Texts, words: _Words) -> float:
    """How much speaks for a new story rather than for going on from the text before, in nats."""
    before, text, stems = texts.texts[at - 1], texts.texts[at], texts.counts[at]
    opening = _OPENING.match(texts.folded[at]).groups()  # type: ignore[union-attr]  # all of it may be missing
    found = _SENTENCE.match(text)
    sentence = found[0] if found else text[:400]
    shared = set(_CAPITALISED.findall(text))
    name = _BARE_NAME.match(text)
    surname = name is not None and name[1] in before and name[1] in _LAST_NAMES.findall(before)
    return (
        _BASE
        - 33 * min(texts.similarity(at - 1, at), 0.25)
        - 1.2 * (not words.continuers.isdisjoint(opening[:1]))
        - 0.9 * (not words.continuers.isdisjoint(opening[1:]))
        - 2.0 * (not words.reporting_stems.isdisjoint(stems) and _reports(sentence, words))
        - 1.3 * text.startswith(("„", '"', "“", "»", "«"))
        - 1.0 * surname
        + 0.9 * bool(_NAMED.search(sentence))
        + 1.2 * (len(text) > 300)
        - 1.2 * (len(text) < 150)
        - 3.0 * _named_again(shared, before) / (len(shared) + 1)
    )


def _named_again(names: set[str], text: str) -> int:
    """How many capitalised words a text has in common with those; most pairs have none, which is told soon."""
    if not any(map(text.__contains__, names)):
        return 0
    return len(names.intersection(_ANY_CAPITALISED.findall(text)))


@once_per_vocabulary
def _words(vocabulary: Vocabulary) -> _Words:
    reporting = frozenset(vocabulary.named("reporting_verbs"))
    stems = frozenset(stem for word in reporting for stem in _STEMS.findall(word))
    return _Words(frozenset(vocabulary.named("continuers")), reporting, stems)


def _reports(sentence: str, words: _Words) -> bool:
    return not words.reporting.isdisjoint([word.casefold() for word in _WORD.findall(sentence)])


class _Texts:
    """The texts of a page and their stems, weighted by TF-IDF over the page where a pair is compared."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.folded = [text.casefold() for text in texts]
        self.counts = [Counter(_STEMS.findall(text)) for text in self.folded]
        self._spread = Counter(chain.from_iterable(self.counts))
        most = max(self._spread.values(), default=0)
        self._rarity = [math.log((len(texts) + 1) / (spread + 0.5)) for spread in range(most + 1)]
        self._lengths: dict[int, float] = {}

    def similarity(self, one: int, two: int) -> float:
        """The cosine of two texts, 0 to 1."""
        first, second, weight = self.counts[one], self.counts[two], self._weight
        shared = sum(
            [weight(stem, first[stem]) * weight(stem, second[stem]) for stem in first.keys() & second.keys()]
        )
        return shared / (self._length(one) * self._length(two)) if shared else 0.0

    def _weight(self, stem: str, times: int) -> float:
        rarity = self._rarity[self._spread[stem]]
        return rarity if times == 1 else (1 + math.log(times)) * rarity

    def _length(self, at: int) -> float:
        if at not in self._lengths:
            spread, rarity = self._spread, self._rarity
            weights = [
                rarity[spread[stem]] if times == 1 else self._weight(stem, times)
                for stem, times in self.counts[at].items()
            ]
            self._lengths[at] = math.hypot(*weights)
        return self._lengths[at]
