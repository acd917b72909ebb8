"""The language of a document, and of each entry of a liveblog."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from transforms.document import Document, Entry
from transforms.language.foreign import are_names, languages_without, without_foreign_terms
from transforms.language.ngrams import COMMON, known_languages, most_likely
from transforms.language.votes import Ballot, Vote, decides_for, may_be_outvoted, vote_closely, vote_quickly
from transforms.rulebook import Rulebook

GLANCE = 560  # characters that let the little words decide for nearly every document
STUDY = 4000  # characters looked at where they didn't
SLICES = 8  # places that a sample comes from: a head in another language is one voice of eight

LEAST_LETTERS = 5  # fewer tell nothing
WORD_WEIGHT = 40  # letters whose n-grams one little word outweighs; measured: 30 to 60 differ little
LEAST_SCORE = 0.5
SHORT = 200  # characters in which a name or a quoted term can outweigh the rest;
LEAST_REST = 8  # letters, of which something is told
MISSING_LETTER = 12  # votes against a language that lacks one: as good as none for it

OWN_LENGTH = 120  # an entry with fewer characters than these has its document's language
OWN_SCORE = 0.8
UNSURE_LETTERS = 80  # of which a verdict is half as sure as its vote or n-grams
DOUBTFUL_LENGTH = int(
    UNSURE_LETTERS * OWN_SCORE / (1 - OWN_SCORE)
)  # where no doubtful verdict has that score

_NO_LETTERS = re.compile(
    r"""
    [\W\d_]+
  | (?:https?://|www\.)\S+ | [^\s@]{1,64}@\S+
  | \b [b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]+ \b  # codes and abbreviations: no word of a sentence
    """,
    re.VERBOSE,
)


class Verdict(NamedTuple):
    """A BCP 47 tag, and how sure it is: 0…1."""

    language: str = "und"
    score: float = 0.0


def detect_language(document: Document, rulebook: Rulebook) -> Document:
    """Tell the language that most of the document is written in, and how sure that is.

    The sample is spread over the whole text: a German report keeps its language under an English
    head. A headline of a few words has the likeliest language, with a score to match: readers who
    want none but sure ones find them by their score, and of two words every fourth verdict is wrong.
    "und" is for what holds no words (clocks, addresses, codes) and for n-grams that agree on nothing.
    A language that is already known stays.

    >>> page = Document.from_text("Der Rat hat am Montag über den Haushalt beraten und ihn vertagt.")
    >>> detect_language(page, Rulebook.load()).language
    'de'
    >>> detect_language(Document.from_text("04.11.2024 • 23:36"), Rulebook.load()).language
    'und'
    """
    if document.language != "und":
        return document
    found = identify("\n".join([line.text for line in document.lines if line.text]), rulebook)
    if found.language == "und":
        return document
    return document.replace(language=found.language, language_score=found.score)


def detect_entry_languages(document: Document, rulebook: Rulebook) -> Document:
    """Tell the language of each entry; one that is short or in doubt has its document's."""
    if not document.entries:
        return document
    return document.replace(
        entries=tuple([_in_its_language(e, document, rulebook) for e in document.entries])
    )


def identify(text: str, rulebook: Rulebook) -> Verdict:
    """The language of most of the text.

    Little words decide where they agree, which costs a few µs. Where they don't, all words and
    letters are counted, and what they say becomes the prior of an n-gram detector.
    """
    ballot = Ballot.of(rulebook.vocabularies)
    vote = vote_quickly(spread_sample(text, GLANCE), ballot)
    if vote.is_decisive:
        return Verdict(vote.leader, vote.score)
    sample = spread_sample(text, STUDY)
    vote = vote_closely(sample, ballot)
    if vote.is_decisive:
        return Verdict(vote.leader, vote.score)
    return _judge_rest(sample, ballot) or _judge_doubtful(sample, vote)


def spread_sample(text: str, size: int) -> str:
    """At most about ``size`` characters, from as many places as `SLICES`, evenly spread.

    >>> spread_sample(" ".join(map(str, range(100, 900))), 120).splitlines()[:3]
    ['100 101 102', '201 202', '301 302']
    """
    if len(text) < size:
        return text
    width, step = size // SLICES, (len(text) + 1) // SLICES
    return "\n".join([_slice_at(text, step * place, width) for place in range(SLICES)])


def _slice_at(text: str, start: int, width: int) -> str:
    """About ``width`` characters from ``start`` on, without the line or the words that the cuts go through."""
    stop = start + width
    line_end = text.rfind("\n", start, stop)
    if line_end >= 0 and stop <= len(text):  # the last line ends where the text does
        stop = line_end
    piece = text[start:stop] if line_end < 0 else text[start:stop].replace("\n", " ")
    if start and text[start - 1] != "\n":
        piece = piece.partition(" ")[2] or piece
    return piece.rpartition(" ")[0] or piece


def _judge_rest(sample: str, ballot: Ballot) -> Verdict | None:
    """What a short text is without its names and quoted terms, if one of its little words agrees."""
    rest = without_foreign_terms(sample) if len(sample) <= SHORT else sample
    if rest == sample or len(_NO_LETTERS.sub("", rest)) < LEAST_REST:
        return None
    vote = vote_closely(rest, ballot)
    verdict = _judge_doubtful(rest, vote)
    return verdict if verdict.language in vote.counts else None


def _judge_doubtful(sample: str, vote: Vote) -> Verdict:
    letters = len(_NO_LETTERS.sub("", sample))
    if letters < LEAST_LETTERS:
        return Verdict()
    sure = letters / (letters + UNSURE_LETTERS)  # n-grams are as sure of one word as of a page
    lead = vote.ahead - vote.behind
    if lead > 0 and (letters < lead * WORD_WEIGHT or vote.leader not in known_languages()):
        return Verdict(vote.leader, vote.score * sure)
    language, score = most_likely(sample, _without_lacking(vote, sample))
    if score < LEAST_SCORE or (language not in COMMON and not vote.counts and are_names(sample)):
        return Verdict()
    return Verdict(language, score * sure)


def _without_lacking(vote: Vote, sample: str) -> Mapping[str, int]:
    """The counts of a short text's vote, with the languages ruled out whose alphabets lack one of its letters."""
    lacking = languages_without(sample) if len(sample) <= SHORT else frozenset()
    if not lacking or (
        vote.ahead > vote.behind and vote.leader in lacking
    ):  # a slip of the pen, or of an encoding
        return vote.counts
    return {**vote.counts, **{name: vote.counts.get(name, 0) - MISSING_LETTER for name in lacking}}


def _in_its_language(entry: Entry, document: Document, rulebook: Rulebook) -> Entry:
    text = document.entry_text(entry)
    language = document.language
    if len(text) >= OWN_LENGTH and not _has_plainly(language, text, rulebook):
        found = identify(text, rulebook)
        if found.score >= OWN_SCORE or (language == "und" and found.score):
            language = found.language
    return entry if language == entry.language else entry._replace(language=language)


def _has_plainly(language: str, text: str, rulebook: Rulebook) -> bool:
    """Whether a text is sure to keep its document's language; told in half the time of `identify`."""
    ballot = Ballot.of(rulebook.vocabularies)
    if decides_for(language, spread_sample(text, GLANCE), ballot):
        return True
    return language != "und" and len(text) < DOUBTFUL_LENGTH and not may_be_outvoted(language, text, ballot)
