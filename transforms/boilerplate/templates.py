"""Template lines: what recurs across a site's documents, known by a key that ignores what varies."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Protocol

LONGEST = 200  # characters; longer lines recur as reports printed twice, not as furniture
PARAGRAPH = 120  # characters from which a line is the page's text, and its head is over
_SENTENCE = 90  # characters; a sentence this long is rather a report's
_ENDS = frozenset(".!?")
_MEMO = 1 << 16  # lines
BELOW = 1  # the bit of a key that tells a line below the first paragraph from one above it
_CLOCK = re.compile(r"[\d.:/|•,\s–-]{0,24}\d(?:\s?(?:uhr|h|am|pm|cest|cet|mez|mesz))?\W*", re.IGNORECASE)
_TARGET = re.compile(r"\]\([^()\s]*\)")  # of a link in Markdown
_OPENS_CLOCK = frozenset("0123456789.:/|•,–-")
# Signs and blanks beyond ASCII: of Latin-1, of punctuation, arrows and pictures, and what stands for no letter.
_SIGNS = re.compile(
    "[\u0080-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\ufe00-\ufe0f\ufff0-\uffff\U0001f000-\U0001faff]+"
)
_NO_LETTERS = bytes(range(0x20)) + b"\x7f" + string.punctuation.encode()
_FOLD = bytes.maketrans(string.digits.encode() + _NO_LETTERS, b"0" * 10 + b" " * len(_NO_LETTERS))
_HOST = re.compile(r"\s*[a-z][a-z0-9+.-]*://(?:[^/?#@\s]*@)?(?:www\.)?([^/?#:\s]+)", re.IGNORECASE)


class Templates(Protocol):
    """The template lines of sites."""

    def of(self, site: str) -> Mapping[int, int]:
        """Of one site: the keys (see `line_keys`), each with the share of documents that have it, in percent."""


def site_of(url: str, publisher: str) -> str:
    """The site that a document is from: the host of its url without ``www.``, else its publisher; or none.

    >>> site_of("https://www.Kurier.example:8080/a", "Der Kurier"), site_of("n/a", " Der Kurier "), site_of("", "")
    ('kurier.example', 'der kurier', '')
    """
    host = _HOST.match(url)
    return host[1].lower() if host else publisher.strip().casefold()


def template_key(text: str) -> str:
    """The key under which a line recurs: case folded, any number as one 0, no punctuation.

    Empty, and so never a template, for what must not be one: long sentences, which recur where two
    pages print one report, dates and clocks, which a liveblog repeats, and lines without letters.

    >>> template_key("1.234 Kommentare anzeigen »")
    '0 kommentare anzeigen'
    >>> template_key("[Teilen](https://kurier.example/artikel/31)")
    'teilen'
    >>> template_key("07.01.2026 • 12:31 Uhr"), template_key("***")
    ('', '')
    """
    text = text.strip()
    if "](" in text:
        text = _TARGET.sub("]", text)  # a link to the page itself has another target on each
    if not text or len(text) > LONGEST or (text[0] in _OPENS_CLOCK and _CLOCK.fullmatch(text)):
        return ""
    if _is_sentence(text):
        return ""
    text = text.casefold()
    if not text.isascii():
        text = _SIGNS.sub(" ", text)
    key = b" ".join(text.encode("utf-8", "replace").translate(_FOLD).split())
    if b"0" in key:
        for number in (b"00", b"0 0"):
            while number in key:
                key = key.replace(number, b"0")
    return "" if not key or key == b"0" else key.decode()


def _is_sentence(line: str) -> bool:
    """Whether a line is long and ends as a sentence: no furniture, and so not worth a place in the memo."""
    text = line.strip()
    return len(text) > _SENTENCE and text.rstrip('"“”»)')[-1:] in _ENDS


def hash_site(site: str) -> int:
    """A site as 63 bits."""
    return _hash(site.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=_MEMO)
def _hash_line(text: str) -> int:
    key = template_key(text)
    return _hash(key.encode()) & ~BELOW if key else 0


def _hash(value: bytes) -> int:
    return int.from_bytes(blake2b(value, digest_size=8).digest()) >> 1


def line_keys(lines: Sequence[str]) -> list[int]:
    """For each line as it came the key under which it is counted, 63 bits; 0 for what is no template.

    A line above the first paragraph and the same line below it are counted apart: the headline that every
    page lists among its most read is a template there, and the title of its own page.

    >>> above, text, below = line_keys(["Streit im Rat", "Der Rat der Stadt stritt am Abend. " * 4, "Streit im Rat"])
    >>> text, above ^ below == BELOW, above & BELOW, below & BELOW
    (0, True, 0, 1)
    """
    sizes = [len(line) for line in lines]
    keys = [
        _hash_line(line)
        if 0 < size <= _SENTENCE or (_SENTENCE < size <= LONGEST and not _is_sentence(line))
        else 0
        for line, size in zip(lines, sizes, strict=True)
    ]
    head = next((number for number, size in enumerate(sizes) if size > PARAGRAPH), len(keys))
    keys[head:] = [key and key | BELOW for key in keys[head:]]
    return keys
