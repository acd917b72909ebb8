"""Words that a line break took apart: whether a hyphen stood there before the break did."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from transforms.document import HYPHENATED, WRAPPED

_TAIL = re.compile(r"([^\s/–—]+)[-\u2010\x02]$")  # the word before the hyphen
_HEAD = re.compile(r"[^\W_]+(?:[-\u2010'’][^\W_]+)*")
_ADJECTIVE = re.compile(r"\w+(?:isch|lich|ig)(?:e[mnrs]?)?")  # öffentlich-rechtlich
_ADJECTIVE_STEM = re.compile(r"\w{2,}(?:isch|lich|ig)")
_FEW = 32  # words
_WORDS = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W_]+)*")


class HyphenWords(NamedTuple):
    """The words that tell what a hyphen at a line's end was for."""

    conjunctions: AbstractSet[str]  # Verwaltungs- UND Bauamt
    heads: AbstractSet[str]  # SELF-taught
    tails: AbstractSet[str]  # river-BASED
    endings: AbstractSet[str]  # what heads and adjectives take without a hyphen: selfLESS, russischSPRACHIG
    function_words: AbstractSet[str] = frozenset()
    seen: Container[str] = frozenset()  # the words and compounds of the text itself, lower case
    breaks_words: bool = True  # whether the wrapper broke words at all

    @classmethod
    def of(cls, named: Callable[[str], frozenset[str]]) -> HyphenWords:
        """The words that the vocabularies list."""
        return cls(
            named("hyphen_conjunctions"),
            named("hyphen_heads"),
            named("hyphen_tails"),
            named("hyphen_endings"),
            named("function_words"),
        )


def words_of(texts: Sequence[str]) -> frozenset[str]:
    """Every word and every hyphenated compound of the lines, but the ones at their ends and beginnings.

    >>> sorted(words_of(["Die rot-grüne Mehr-", "heit hält"]))
    ['rot-grüne']
    """
    words: set[str] = set()
    for text in texts:
        words.update(_WORDS.findall(text)[1:-1])
    return frozenset(map(str.lower, words))


class WordsOf:
    """The same words as `words_of`, read only if one is asked for whose letters stand in the lines at all.

    Most texts have a few broken words and use none of them again; where they are many, all words are read
    rather than the text searched for each.

    >>> "rot-grüne" in WordsOf(["Die rot-grüne Mehr-", "heit hält"])
    True
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._text = "\n".join(texts).lower()
        self._asked = 0
        self._words: frozenset[str] | None = None

    def __contains__(self, word: object) -> bool:
        if self._words is None:
            self._asked += 1
            if self._asked <= _FEW and str(word) not in self._text:
                return False
            self._words = words_of(self._texts)
        return word in self._words


def resolve_hyphen(before: str, after: str, words: HyphenWords) -> tuple[str, bool]:
    """What joins a line that ends in a hyphen to the next one, and whether the hyphen is to be cut off.

    >>> plain = HyphenWords({"und"}, {"self"}, {"based"}, {"less"})
    >>> resolve_hyphen("die Ver-", "bündeten", plain)
    ('', True)
    >>> resolve_hyphen("die NATO-", "Verbündeten", plain)
    ('', False)
    >>> resolve_hyphen("die Verwaltungs-", "und Bauämter", plain)
    (' ', False)
    >>> resolve_hyphen("his mother-", "in-law", plain._replace(function_words={"in"}))
    ('', False)
    """
    tail, head = _TAIL.search(before.rsplit(maxsplit=1)[-1]), _HEAD.match(after)
    if tail is None:
        return WRAPPED, False
    first = after.split(maxsplit=1)[0]
    if first.rstrip(",;").lower() in words.conjunctions and (tail[1] + first).lower() not in words.seen:
        return WRAPPED, False
    if head is None:
        return HYPHENATED, False
    part, _, rest = head[0].partition("-")
    if rest[:1].islower() and part in words.function_words:  # "mother-" before "in-law"; not "Ba-den-Baden"
        return HYPHENATED, False
    return HYPHENATED, not _is_compound(tail[1].lstrip("\"'“”„‚‘’«»‹›(["), head[0], words)


def _is_compound(left: str, right: str, words: HyphenWords) -> bool:
    if right[0].isdigit() or not left[-1].isalpha():
        return True
    if right[0].isupper():  # capitals go on in small letters; only a word all in capitals goes on in capitals
        return left != "Mc" and not (len(left) > 3 and left.isupper() and right.isupper())
    if (left + "-" + right).lower() in words.seen:
        return True
    if (left + right).lower() in words.seen:
        return False
    return _looks_compound(left, right, words)


def _looks_compound(left: str, right: str, words: HyphenWords) -> bool:
    stem = left.rsplit("-", maxsplit=1)[-1].rstrip(".")
    return (
        not words.breaks_words
        or (len(stem) > 1 and stem.isupper())
        or right in words.tails
        or (stem.lower() in words.heads and _is_word(right, words))
        or bool(
            stem.islower()
            and _ADJECTIVE_STEM.fullmatch(stem)
            and _ADJECTIVE.fullmatch(right)
            and not right.startswith(tuple(words.endings))
        )
    )


def _is_word(right: str, words: HyphenWords) -> bool:
    """Whether a word that a hyphen follows can be followed by this one, rather than by half a word."""
    return not right.startswith(tuple(words.endings)) and (
        right in words.seen or bool(_ADJECTIVE.fullmatch(right)) or len(right) > 3
    )
