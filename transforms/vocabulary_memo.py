"""What is derived from a vocabulary, made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from transforms.rulebook import Vocabulary

_MOST = 64  # vocabularies of unknown languages are made anew for each document

Derived = TypeVar("Derived")


def once_per_vocabulary(make: Callable[[Vocabulary], Derived]) -> Callable[[Vocabulary], Derived]:
    """Remember what ``make`` made of each vocabulary, by identity: hashing all its words would cost more.

    What is remembered keeps its vocabulary alive, so that its id can't become another's.

    >>> longest = once_per_vocabulary(lambda vocabulary: max(vocabulary.function_words, key=len))
    >>> longest(Vocabulary(function_words=frozenset({"der", "welche"})))
    'welche'
    """
    known: dict[int, tuple[Vocabulary, Derived]] = {}

    @wraps(make)
    def derived(vocabulary: Vocabulary) -> Derived:
        entry = known.get(id(vocabulary))
        if entry is None or entry[0] is not vocabulary:
            if len(known) >= _MOST:
                known.clear()
            entry = known[id(vocabulary)] = vocabulary, make(vocabulary)
        return entry[1]

    return derived
