"""What liveblogs call themselves, and what points to one: the words of the vocabularies, made searchable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from transforms.document import Document
from transforms.rulebook import Rulebook

_LISTS = (
    "liveblog_names",
    "liveblog_hints",
    "entry_labels",
    "blog_pointers",
    "byline_openers",
    "entry_byline_openers",
    "author_labels",
    "comment_headers",
)
_COMMON = ("de", "en")  # a page may call itself "Liveblog" in any language
_WITH_KNOWN_PARTS = frozenset({*_COMMON, "und"})
_HEAD = 10  # lines with text at the top in which a page says what it is
_WIDTH = 240  # characters of each
_NAME_PARTS = (
    *("blog", "Blog", "BLOG", "ticker", "Ticker", "TICKER", "live", "Live", "LIVE", "\n++", "\n: "),
    *("it happened", "minute by", "minute-by", "coverage"),
)
STRONG, FRAMED, WEAK = 3.0, 2.25, 1.5
_COLONS = 3
_BLOG_ON = re.compile(r"[^\W\d_]{3}-blogs?(?![^\W_])")  # "Sturm-Blog", which may as well be one on cooking
_CLOCK = re.compile(r"\d[:.]\d\d(?!\d)|\d\s?(?:uhr|[ap]\.?m\b)", re.IGNORECASE)


class Words(NamedTuple):
    """The patterns of a language, for casefolded text."""

    names: re.Pattern[str]  # "liveblog"
    hints: re.Pattern[str]  # "live"
    framed_hints: re.Pattern[str]  # "Live: …", "… – Live": more than a word in a line
    pointers: re.Pattern[str]  # "zum Nachlesen", "vom Montag"
    labels: frozenset[str]  # "update", beside a clock
    bylines: frozenset[str]  # "von", before an author
    comment_headers: frozenset[str]  # "kommentare", above what readers write
    spelled_names: tuple[str, ...]  # of which one is in whatever ``names`` finds, and so with the hints:
    spelled_hints: tuple[str, ...]  # most heads have none, which a look for each tells twenty times as fast


def liveblog_words(language: str, rulebook: Rulebook) -> Words:
    """The words for a page of that language, compiled once for equal words."""
    return rulebook.derive("liveblog_words", language, lambda _: _compile(language, rulebook))


def _compile(language: str, rulebook: Rulebook) -> Words:
    vocabularies = [rulebook.vocabulary(name) for name in dict.fromkeys((language, *_COMMON))]
    lists = tuple(tuple(word for known in vocabularies for word in known.named(name)) for name in _LISTS)
    weekdays = tuple(
        name for known in vocabularies for row in known.weekdays for name in row if len(name) > 4
    )
    return _compiled(lists, weekdays)


@lru_cache(maxsize=64)
def _compiled(lists: tuple[tuple[str, ...], ...], weekdays: tuple[str, ...]) -> Words:
    names, hints, labels, pointers, bylines, entry_bylines, authors, comment_headers = lists
    return Words(
        re.compile(rf"(?<!s){_any(names)}s?(?![^\W\d_])"),
        re.compile(rf"(?<![^\W_]){_any(hints)}(?![^\W_])"),
        re.compile(rf"^{_any(hints)}\s?[:|–—]|[|–—-]\s?{_any(hints)}[.!]?$"),
        re.compile(rf"{_any(pointers)}|(?:vom|from|of|di|de|du) (?:{_any(weekdays)}|\d)"),
        frozenset(labels),
        frozenset((*bylines, *entry_bylines, *(f"{label}:" for label in authors))),
        frozenset(comment_headers),
        _shortest(names),
        _shortest(hints),
    )


def _shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words that hold no other of them: where none of these is, none of all is.

    >>> _shortest(("liveticker", "ticker", "liveblog"))
    ('ticker', 'liveblog')
    """
    found: list[str] = []
    for word in sorted(set(words), key=len):
        if not any(part in word for part in found):
            found.append(word)
    return tuple(found)


def _any(words: Iterable[str]) -> str:
    escaped = [re.escape(word) for word in sorted(set(words), key=len, reverse=True)]
    return "(?:" + "|".join(escaped) + ")" if escaped else "(?!)"


def head_lines(document: Document) -> list[str]:
    """What the page shows first, stripped and cut: among it, what it calls itself."""
    head: list[str] = []
    for line in document.lines:
        text = line.text[:_WIDTH].strip() if line.text else ""
        if text:
            head.append(text)
            if len(head) == _HEAD:
                break
    return head


def may_name_itself(document: Document, head: Sequence[str]) -> bool:
    """Whether a page may call itself a liveblog: a cheap look that every document gets.

    The names' common parts are looked for as they are spelled: folding the case of every head costs more.
    They are those of German and English; a page in another language may always.
    """
    if document.language not in _WITH_KNOWN_PARTS:
        return True
    shown = "\n".join(("", document.url, *head))
    return any(map(shown.__contains__, _NAME_PARTS))


def is_framed(head: Sequence[str]) -> bool:
    """Whether plus signs frame a line of the head, as in tickers, or colons open several, whose clocks are lost."""
    return any(text.startswith("++") for text in head) or sum(text[:2] == ": " for text in head) >= _COLONS


def name_evidence(document: Document, head: Sequence[str], words: Words) -> float:
    """How much the page's own words speak for a liveblog: a name in head or address, or a weaker hint.

    Spares what is live at some hour, as in programmes: "NTV, 20.15 Uhr, live".
    """
    shown = "\n".join(head).casefold()
    if _finds(words.names, words.spelled_names, document.url.casefold()):
        return STRONG
    if _finds(words.names, words.spelled_names, shown):
        return STRONG
    said = "\n".join(
        (_path(document.url), *[text for text in head if _CLOCK.search(text) is None])
    ).casefold()
    if not _finds(words.hints, words.spelled_hints, said):
        return WEAK if "-blog" in said and _BLOG_ON.search(said) else 0.0
    return FRAMED if any(words.framed_hints.search(text) for text in said.split("\n")) else WEAK


def _path(url: str) -> str:
    """An address without its host and query."""
    return url.partition("://")[2].partition("/")[2].partition("?")[0]


def _finds(pattern: re.Pattern[str], spelled: Sequence[str], text: str) -> bool:
    return any(map(text.__contains__, spelled)) and pattern.search(text) is not None


def points_elsewhere(headline: str, words: Words) -> bool:
    """Whether a headline only points to another liveblog: the one of the day before, to be read later.

    >>> words = liveblog_words("de", Rulebook.load())
    >>> [points_elsewhere(text, words) for text in ("Der Liveblog vom Sonntag", "Ende des Liveblogs")]
    [True, False]
    """
    folded = headline.casefold()
    return _finds(words.names, words.spelled_names, folded) and words.pointers.search(folded) is not None
