"""Words that nobody has read before: what makes a corpus in which no memo finds anything again.

A content word becomes a pseudo-word: letters drawn by the statistics of the seeds in that language (each
letter by the two before it, one time in eight by the one before it), with the length, the capitals and the
last two letters of the word that it stands for, because endings carry grammar and give languages away.
The same word is the same pseudo-word throughout one document, as names and subjects are, and another one in
the next.

What stays as it is: function words (lower-case words that the seeds use again and again), short words,
weekdays and months, numbers, and page furniture, whose sameness is what furniture is. So language detection,
rules, dates and entries find what they find in real text, and every other line is new.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from random import Random

from tests.benchmarks.seed_texts import FURNITURE, SeedText

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 3  # letters: articles, prepositions, units
_OFTEN = 3  # times in the seeds of a language: a function word
_DRAWS = 256  # one byte draws a letter
_CALENDAR = frozenset(
    [
        "Januar",
        "Jänner",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
        "Uhr",
        "date",
        "Foto",
        "Bild",
        "Bildrechte",
        "Liveblog",
        "Newsblog",
        "Ticker",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "June",
        "July",
        "October",
        "December",
        "Photograph",
    ]
)


class WordForge:
    """Makes pseudo-words by the letter statistics of some texts in one language."""

    def __init__(self, texts: Iterable[str]) -> None:
        words = Counter(word for text in texts for word in _WORD.findall(text))
        self.function_words = {word for word, count in words.items() if count >= _OFTEN and word.islower()}
        lower = [word.lower() for word in words if len(word) > _SHORT]
        self._after_two = _draws(lower, 2)
        self._after_one = _draws(lower, 1)

    def word(self, random: Random, like: str) -> str:
        """A pseudo-word as long as ``like``, with its capitals and its last two letters."""
        ending = like[-2:]
        letters = "  "
        for byte in random.randbytes(len(like) - len(ending)):
            after = (
                self._after_two.get(letters[-2:]) if byte >= _DRAWS // 8 else None
            ) or self._after_one.get(letters[-1], self._after_one[" "])
            letters += after[byte]
        forged = letters[2:] + ending.lower()
        if like.isupper():
            return forged.upper()
        return forged.capitalize() if like[0].isupper() else forged

    def spares(self, word: str) -> bool:
        """Whether a word stays as it is."""
        return len(word) <= _SHORT or word.lower() in self.function_words or word in _CALENDAR


class Forging:
    """One document's pseudo-words."""

    def __init__(self, forge: WordForge, random: Random) -> None:
        self._forge = forge
        self._random = random
        self._forged: dict[str, str] = {}

    def forge(self, line: str) -> str:
        """The line in pseudo-words; furniture as it is."""
        return line if FURNITURE.fullmatch(line) else _WORD.sub(self._replace, line)

    def _replace(self, match: re.Match[str]) -> str:
        word = match[0]
        if word not in self._forged:
            self._forged[word] = word if self._forge.spares(word) else self._forge.word(self._random, word)
        return self._forged[word]


def forges(seeds: Iterable[SeedText]) -> Mapping[str, WordForge]:
    """A forge for each language of the seeds."""
    texts: dict[str, list[str]] = defaultdict(list)
    for seed in seeds:
        texts[seed.language] += [*seed.head, *(line for block in seed.blocks for line in block), *seed.tail]
    return {language: WordForge(lines) for language, lines in texts.items()}


def _draws(words: list[str], order: int) -> dict[str, str]:
    """After each ``order`` letters, 256 letters in the shares in which the words go on; a blank stands before."""
    following: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        padded = " " * order + word
        for place in range(len(word)):
            following[padded[place : place + order]][padded[place + order]] += 1
    return {state: _in_shares(counts) for state, counts in following.items()}


def _in_shares(counts: Counter[str]) -> str:
    drawn = "".join(
        letter * max(1, count * _DRAWS // counts.total()) for letter, count in sorted(counts.items())
    )
    most = max(sorted(counts), key=counts.__getitem__)
    return drawn[:_DRAWS].ljust(_DRAWS, most)
