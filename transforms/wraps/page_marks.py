"""What a single line could be that stands at the break of a page, judged by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from transforms.wraps.rows import LineWords, Row

NUMBER, HEAD, URL = "wrap/page-number", "wrap/running-head", "wrap/url-footnote"
CAPTION = "wrap/caption"  # a picture's, that interrupts a sentence
_LONGEST_HEAD = 110  # columns; a line that repeats and is longer is text
_LONGEST_NUMBER = 24  # characters: "Seite 3 von 9", "- 12 -"
_DIGITS = re.compile(r"\d\d*")  # begins with a class, so that the search can skip to it
_TO_ZERO = bytes.maketrans(b"123456789", b"0" * 9)
_NO_OTHER_DIGITS = bytes({*range(0xD9), 0xE2})  # Latin, Greek, Cyrillic, punctuation: the digits are ASCII's
_BARE = re.compile(r"\d{1,4}")
_FRAMED = re.compile(r"\W{1,3} ?(\d{1,4}) ?\W{1,3}|(\d{1,4}) ?[/|] ?\d{1,4}")
_NAMED = re.compile(r"\W*([^\W\d_]+\.?) ?\|? ?(\d{1,4})(?: ?(?:[^\W\d_]+|/) ?\d{1,4})?\W*")
_PIPED = re.compile(
    r"\S[^|]{2,80} \| (\d{1,4})|(\d{1,4}) \| [^|]{2,80}\S"
)  # a running head with the page's number
_URL_REST = re.compile(r"\S*(?:[/=&%?#_]|\.\w{2,5}$|-\w+-)\S*")  # an address broken over two lines
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:,? \d{1,2}[:.]\d{2})?")
_CLOCK = re.compile(
    r"\W{0,4}\d{1,2}[:.h]\d\d(?: ?[^\W\d_]{1,4}\.?)?\W{0,4}"
)  # of a liveblog's entry: "21.50 Uhr"
_PRINTED = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d{2}(?: [AP]M)? \S.*")  # a browser's head
_EVIDENT = re.compile(  # numbers that count pages, and nothing else
    r"[^\W\d_]+\.? ?\d.*|[-–—·•] ?\d{1,4} ?[-–—·•]|\S+://\S+ +\d{1,4} ?/ ?\d{1,4}"
)


def keys_of(rows: Sequence[Row]) -> list[str]:
    """The `head_key` of each row that may stand for itself; the others, parts of sentences, keep their text."""
    keys = [row.text for row in rows]
    places = [
        place
        for place, row in enumerate(rows)
        if not (row.continues or row.stops or row.hyphenated) or _may_count(row.text, rows, place)
    ]
    for place, key in zip(places, head_keys([keys[place] for place in places]), strict=True):
        keys[place] = key
    return keys


def kinds_of(rows: Sequence[Row], keys: Sequence[str], words: LineWords) -> list[str]:
    """Which furniture each row could be by itself; empty for text. ``keys`` are their `keys_of`.

    A line that repeats could be a running head, unless it is part of a sentence or a whole one.
    """
    repeated = _repeated(rows, keys)
    kinds = [""] * len(rows)
    for place in _suspects(rows, keys, repeated):
        at, kind = place, URL
        while kind == URL and at < len(rows):  # an address can go on in the next row
            before = kinds[at - 1] if at else ""
            kind = kinds[at] = _kind(rows[at], before, words, repeats=at in repeated)
            at += 1
    return kinds


def _suspects(rows: Sequence[Row], keys: Sequence[str], repeated: AbstractSet[int]) -> list[int]:
    """The places of the rows that are worth a look, in order: few of a text are."""
    together = "\n".join(keys)
    if "://" in together or "www." in together:
        addresses = [place for place, key in enumerate(keys) if "://" in key or "www." in key]
    else:
        addresses = []
    counting = [
        place for place, key in enumerate(keys) if "#" in key and _may_count(rows[place].text, rows, place)
    ]
    return sorted({*counting, *addresses, *repeated})


def _may_count(text: str, rows: Sequence[Row], place: int) -> bool:
    """Whether a line with digits is short enough for a number, or begins or ends as a running head with one."""
    return len(text) <= _LONGEST_NUMBER or text[0].isdigit() or ("|" in text and _stands_alone(rows, place))


def _stands_alone(rows: Sequence[Row], place: int) -> bool:
    """Whether blank lines stand before and behind it, as they don't between the rows of a table."""
    return rows[place].gap > 0 and (place + 1 == len(rows) or rows[place + 1].gap > 0)


def _repeated(rows: Sequence[Row], keys: Sequence[str]) -> set[int]:
    """The places of the rows whose key several rows have."""
    if len(set(keys)) == len(keys):
        return set()
    counts = Counter([key for key, row in zip(keys, rows, strict=True) if row.length <= _LONGEST_HEAD])
    return {place for place, key in enumerate(keys) if counts[key] > 1}


def _kind(row: Row, before: str, words: LineWords, *, repeats: bool) -> str:
    if row.is_url or (before == URL and row.gap == 0 and _URL_REST.fullmatch(row.text)):
        return URL
    if page_number(row.text, words.page_words) is not None:
        return NUMBER
    if repeats and any(map(str.isalnum, row.text)) and _CLOCK.fullmatch(row.text) is None:
        return "" if row.continues or row.dangles(words) or row.is_closed(words.abbreviations) else HEAD
    return HEAD if row.text[0].isdigit() and is_printed_head(row.text) else ""


def page_number(text: str, page_words: AbstractSet[str]) -> int | None:
    """The page that a line counts, or None.

    >>> page_number("Seite 3 von 9", frozenset({"seite"}))
    3
    >>> page_number("Kapitel 3", frozenset({"seite"}))
    >>> page_number("Ostermoorer Bote | 3", frozenset())
    3
    """
    if " | " in text and (piped := _PIPED.fullmatch(text)):
        return int(piped[1] or piped[2])
    if len(text) > _LONGEST_NUMBER:
        return None
    if _BARE.fullmatch(text):
        return int(text)
    if framed := _FRAMED.fullmatch(text):
        return int(framed[1] or framed[2])
    named = _NAMED.fullmatch(text)
    return int(named[2]) if named and named[1].lower() in page_words else None


def head_key(text: str) -> str:
    """What a running head shares with the others of its kind: all but numbers and case.

    >>> head_key("Ostermoorer Bote 12")
    'ostermoorer bote #'
    """
    return _DIGITS.sub("#", text).casefold()


def head_keys(texts: Sequence[str]) -> list[str]:
    """The `head_key` of each text, all at once.

    >>> head_keys(["Bote 12", "Bote 13"])
    ['bote #', 'bote #']
    """
    together = "\n".join(texts)
    counted = _blanked_digits(together)
    if counted is None:
        together = _DIGITS.sub("#", together)
    else:
        lines = counted.split(b"\n")
        together = "\n".join(
            [
                _DIGITS.sub("#", text) if b"0" in line else text
                for text, line in zip(texts, lines, strict=False)
            ]
        )
    keys = together.casefold().split("\n")
    return keys if len(keys) == len(texts) else [head_key(text) for text in texts]


def _blanked_digits(text: str) -> bytes | None:
    """The text's bytes with each digit as "0", to see at once which lines have some; None in scripts with others."""
    blanked = text.encode("utf-8", "surrogatepass").translate(_TO_ZERO)
    return None if blanked.translate(None, _NO_OTHER_DIGITS) else blanked


def is_printed_head(text: str) -> bool:
    """Whether a browser printed it above a page: day, clock, title."""
    return _PRINTED.fullmatch(text) is not None


def has_date(rows: Sequence[Row]) -> bool:
    """Whether a date stands among them, alone or before a title."""
    return any(_DATE.fullmatch(row.text) or is_printed_head(row.text) for row in rows)


def counts_pages(text: str) -> bool:
    """Whether a number can count nothing but pages: Seite 3, - 3 -, an address with 1/9 behind it."""
    return _EVIDENT.fullmatch(text) is not None
