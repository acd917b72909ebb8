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
from collections.abc import Sequence
from typing import NamedTuple

from transforms.rulebook import Vocabulary

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

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r".{30,400}?[.!?:](?=[\s\"“”]|$)", re.DOTALL)
_NAMED = re.compile(
    r"\b[^\W\d_a-zäöüß][\w-]+,? [^\W\d_a-zäöüß][^\W\d_]+ [^\W\d_a-zäöüß][\w-]+"
)  # Ministerin Ada Tilney
_BARE_NAME = re.compile(r"[\"„“»]?([^\W\d_a-zäöüß][\w-]+) [a-zäöüß]")
_LAST_NAMES = re.compile(r"\b[^\W\d_a-zäöüß][\w-]+ (?=([^\W\d_a-zäöüß][\w-]+))")
_CAPITALISED = re.compile(r"(?<![.!?:\"„“»] )(?<!^)\b[^\W\d_a-zäöüß][\w-]{3,}")
_ANY_CAPITALISED = re.compile(r"\b[^\W\d_a-zäöüß][\w-]{3,}")


class Paragraph(NamedTuple):
    """A paragraph under a clock, and the headline or heading right above it."""

    text: str
    heading: str = ""


def inferred_starts(
    stretches: Sequence[Sequence[Paragraph]], vocabulary: Vocabulary
) -> list[dict[int, float]]:
    """For each stretch between two clocks, the paragraphs that begin their own entry, with a confidence.

    A paragraph is named by its place in the stretch; the first is the clock's. All empty unless all pairs of
    the page say that clocks were lost: entries of several paragraphs are the rule, no sign of loss.
    """
    texts = [paragraph.text[:_LONGEST] for stretch in stretches for paragraph in stretch]
    if len(texts) <= len(stretches):
        return [{} for _ in stretches]
    vectors = _vectors(texts)
    evidence: list[dict[int, float]] = []
    at = 0
    for stretch in stretches:
        evidence.append({})
        for place, paragraph in enumerate(stretch):
            if place and len(paragraph.text) >= _SHORTEST:
                weighed = _weigh(texts[at - 1], texts[at], _cosine(vectors[at - 1], vectors[at]), vocabulary)
                weighed += _HEADING * bool(paragraph.heading) + _unlike(stretch[0].heading, texts[at])
                evidence[-1][place] = min(weighed, _MOST)
            at += 1
    return _settle(evidence)


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
    rate = 0.5
    for _ in range(10):
        rate = min(0.5, (sum(_likely(ratio, rate) for ratio in ratios) + 0.5) / (len(ratios) + 1))
    return rate


def _likely(ratio: float, rate: float) -> float:
    return rate * ratio / (rate * ratio + 1 - rate)


def _unlike(headline: str, text: str) -> float:
    """How much speaks for a new story that the text has none of the headline's words, or some, in nats."""
    wanted = {word[:_STEM].casefold() for word in _WORD.findall(headline) if len(word) > 3}
    if not wanted:
        return 0.0
    shared = wanted & {word[:_STEM].casefold() for word in _WORD.findall(text)}
    return 0.6 - 4.5 * len(shared) / len(wanted)


def _confidence(evidence: float) -> float:
    return round(1 / (1 + math.exp(-evidence)), 2)


def _weigh(before: str, text: str, similarity: float, vocabulary: Vocabulary) -> float:
    """How much speaks for a new story rather than for going on, in nats."""
    words = _WORD.findall(text[:400])
    continuers, reporting = vocabulary.named("continuers"), vocabulary.named("reporting_verbs")
    found = _SENTENCE.match(text)
    sentence = found[0] if found else text[:400]
    shared = set(_CAPITALISED.findall(text))
    name = _BARE_NAME.match(text)
    surname = name is not None and name[1] in _LAST_NAMES.findall(before)
    return (
        _BASE
        - 33 * min(similarity, 0.25)
        - 1.2 * bool(words and words[0].casefold() in continuers)
        - 0.9 * any(word.casefold() in continuers for word in words[1:4])
        - 2.0 * any(word.casefold() in reporting for word in _WORD.findall(sentence))
        - 1.3 * text.startswith(("„", '"', "“", "»", "«"))
        - 1.0 * surname
        + 0.9 * bool(_NAMED.search(sentence))
        + 1.2 * (len(text) > 300)
        - 1.2 * (len(text) < 150)
        - 3.0 * len(shared & set(_ANY_CAPITALISED.findall(before))) / (len(shared) + 1)
    )


def _vectors(texts: Sequence[str]) -> list[dict[str, float]]:
    """Each text's stems, weighted by TF-IDF over the page and scaled to length one."""
    counts = [
        Counter([word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) > 2]) for text in texts
    ]
    spread = Counter(stem for count in counts for stem in count)
    vectors = []
    for count in counts:
        weighed = {
            stem: (1 + math.log(times)) * math.log((len(texts) + 1) / (spread[stem] + 0.5))
            for stem, times in count.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        vectors.append({stem: weight / length for stem, weight in weighed.items()})
    return vectors


def _cosine(one: dict[str, float], two: dict[str, float]) -> float:
    return sum(weight * two.get(stem, 0.0) for stem, weight in one.items())
