"""A document's lines as a line wrapper left them: how wide, how far apart, how far indented."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.document import BLANK, HEADING, KICKER, LEAD, TIMESTAMP, TITLE, Line

HYPHEN_RULE = "wrap/hyphen"
OWN_RULES = "wrap/"
_MARKUP = "markup/"
SOFT_HYPHENS = "\xad\u00ac"  # they stand in a word for a break only; OCR prints the second
HYPHENS = "-\u2010\x02"  # PDFium gives the hyphen at a line's end as U+0002
_BARRIERS = frozenset({TITLE, KICKER, LEAD, HEADING, TIMESTAMP})
_BLANKS = re.compile(r"[ \t\f]{2,}|[\t\f]")
_QUOTE = re.compile(r"(?:>[ \t]?)+")  # the marks of quoted mail: "> ", ">> ", "> > "
_URL = re.compile(
    r"(?:\[?\d{1,3}[\].)]?\s+)?"  # a footnote's number before it
    r"<?(?:https?://|www\.)\S+"
    r"(?:\s+\d{1,4}\s*/\s*\d{1,4})?",  # "1/5" behind it, as browsers print it
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d{1,2}\.|[A-ZÄÖÜ]\.")  # the 21. / Jahrhundert, Franz J. / Maier
_LONGEST_ORDINAL = 3  # characters
_MONTHS = (  # of languages that write an ordinal before them: "1. Januar" begins no item
    "Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    "|januar|februar|marts|mars|april|maj|mai|juni|juli|august|september|oktober|november|de[cs]ember"
)
_MARKER = re.compile(
    rf"(?:[•·▪‣◦●■○*+–—-]|\(?\d{{1,3}}[.)](?!\s(?:{_MONTHS})\b)|\d{{1,2}}\.?[ªº°]|\(?[a-zA-Z][.)]|\[\d{{1,3}}\])\s+\S"
)
_CLOSERS = "\"'“”„‚‘’«»‹›)]}*_"
_CODE_SIGNS = b"_={}[]<>|\\#@$^~"
_MOST_SIGNS = 0.02  # of the characters
_MOST_DIGITS, _ROWS_OF_TABLES = 0.13, 4  # of the characters, in as many rows or more
_LINES_OF_CODE = 2
_LEAST_OVERLEAF = 20  # columns
_CLOSED = frozenset(".!?…")
_FEWEST_LABELS, _LABELLED = 4, 2  # colons on a page, and paragraphs that one label opens
_LABEL = re.compile(r"((?:[^\W\d_a-zß-ÿ][\w.-]{0,20} ){0,2}[^\W\d_a-zß-ÿ][\w.-]{0,24}): ")
_LEADERS = ("....", ". . .", "……")
_LED = re.compile(r"(?:\.{4,}|(?:\. ?){4,}|…{2,}) ?(?:\d{1,4}|[IVXLCivxlc]{1,7})$")


class LineWords(NamedTuple):
    """The words that tell whether a sentence goes on, lower case."""

    abbreviations: frozenset[str] = frozenset()  # whose full stop ends no sentence
    never_last: frozenset[str] = frozenset()  # articles, conjunctions: with them no sentence ends
    connectives: frozenset[str] = frozenset()  # with them a paragraph seldom begins
    pronouns: frozenset[str] = frozenset()  # with them still less
    openers: frozenset[str] = frozenset()  # with them it does more often
    reported: frozenset[str] = frozenset()  # the verbs of speech that is reported, and goes on
    page_words: frozenset[str] = frozenset()  # what stands before a page's number
    function_words: frozenset[str] = frozenset()
    credit_labels: frozenset[str] = frozenset()  # what stands before who took a picture
    byline_openers: frozenset[str] = frozenset()  # and before who wrote the text
    salutations: frozenset[str] = frozenset()  # with them a letter begins

    @classmethod
    def of(cls, named: Callable[[str], frozenset[str]]) -> LineWords:
        """The words that the vocabularies list."""
        return cls(*map(named, cls._fields))


class Row:
    """One line with text that is still open to judgement, as it stood in the wrapped text.

    What is asked of every line again and again is read off its text once, in plain steps: no other object
    of the pipeline is made as often.
    """

    __slots__ = (
        "barrier",
        "continues",
        "cut",
        "gap",
        "hyphenated",
        "indent",
        "index",
        "is_marked",
        "length",
        "page",
        "quote",
        "skipped",
        "step",
        "stops",
        "text",
        "verbatim",
        "word",
    )

    def __init__(  # noqa: PLR0913, PLR0917  a line has that much to it; made in one place
        self,
        index: int,  # its place in the document's lines
        text: str,  # without its indent, its mail quote marks and its doubled blanks
        length: int,  # columns it took, indent and doubled blanks included
        indent: int,  # columns of blanks before it
        quote: str,  # ">" for each level of mail quoting
        gap: int,  # blank lines between the row before it and this one
        page: bool,  # a page begins between the row before it and this one
        barrier: bool,  # a headline, a time or a title that is already decided stands before it
        skipped: bool,  # decided lines stand before it
        cut: bool,  # its hyphen stood for the break only, and is already off the text
    ) -> None:
        self.index, self.text, self.length, self.indent, self.quote = index, text, length, indent, quote
        self.gap, self.page, self.barrier, self.skipped, self.cut = gap, page, barrier, skipped, cut
        first, last = text[0], text[-1]
        self.verbatim = False  # a line of verse, a table or code, whose blanks mean something
        self.word = text.partition(" ")[0]
        self.step = 1 + len(self.word)  # columns that the word takes at a line's end, with its blank
        # It begins in the middle of a sentence, as a lower-case letter tells.
        self.continues = first.islower() or (
            not first.isalnum() and (text.lstrip(_CLOSERS)[:1].islower() or first in ",;.!?)")
        )
        # It begins as a list's item does, or with a dash that a wrapper moved.
        self.is_marked = (not first.isalpha() or text[1:2] in ".)") and _MARKER.match(text) is not None
        if cut or last.isalnum():
            self.hyphenated, self.stops = cut, False
            return
        # It ends in a hyphen that hangs on a word.
        self.hyphenated = last in HYPHENS and text[-2:-1] not in ("", " ", "-", "–", "—")
        # It ends a sentence, unless its full stop is an abbreviation's.
        self.stops = last in _CLOSED or (last in _CLOSERS and text.rstrip(_CLOSERS)[-1:] in _CLOSED)

    def twin(self) -> Row:
        """The same row once more; a quarter of what `copy` costs."""
        twin = object.__new__(Row)
        for name in Row.__slots__:
            setattr(twin, name, getattr(self, name))
        return twin

    def behind(self, before: Row) -> Row:
        """The same row on a new page, with what lay before ``before`` before it: that row is gone."""
        row = self.twin()
        row.gap, row.page = before.gap + row.gap, True
        row.barrier, row.skipped = before.barrier or row.barrier, before.skipped or row.skipped
        return row

    @property
    def is_url(self) -> bool:
        """Whether it is nothing but an address."""
        return ("://" in self.text or "www." in self.text) and _URL.fullmatch(self.text) is not None

    @property
    def is_drop_cap(self) -> bool:
        """Whether it is a capital alone, as the large initial of a text is read out of a page."""
        return len(self.text) == 1 and self.text.isupper()

    def dangles(self, words: LineWords) -> bool:
        """Whether more must follow: it ends with an article, a conjunction, a comma or half a word."""
        text = self.text
        return self.hyphenated or text[-1] == "," or text.rpartition(" ")[2] in words.never_last

    def is_closed(self, abbreviations: frozenset[str] = frozenset()) -> bool:
        """Whether a sentence ends with it; the full stop of an abbreviation or a number ends none."""
        if not self.stops:
            return False
        bare = self.text.rstrip(_CLOSERS)
        last = bare.rsplit(maxsplit=1)[-1]
        return len(bare) < len(self.text) or not (
            last.lower() in abbreviations or (len(last) <= _LONGEST_ORDINAL and _ORDINAL.fullmatch(last))
        )


def read_rows(lines: Sequence[Line]) -> list[Row]:
    """The lines with text that no other transform has decided, with what stands between them."""
    rows: list[Row] = []
    gap, page, barrier, skipped = 0, False, False, False
    whole = "\n".join([line[1] for line in lines])
    even = _has_single_blanks(whole)
    for index, (raw, text, role, rule, edits, _, _) in enumerate(lines):
        if (
            role is None
            and text
            and not edits
            and _is_plain(raw, text)
            and (even or _has_single_blanks(text))
        ):  # nearly every line
            rows.append(Row(index, text, len(text), 0, "", gap, page, barrier, skipped, False))
            gap, page, barrier, skipped = 0, False, False, False
        elif role is BLANK or not text or not text.strip().strip("> "):
            gap += 1
            page = page or "\f" in raw
        elif role is not None and not rule.startswith(OWN_RULES):
            skipped = True
            barrier = barrier or role in _BARRIERS
        else:
            row = _row(index, lines[index])
            row.gap, row.barrier, row.skipped = gap, barrier, skipped
            row.page = page or _begins_page(raw)
            rows.append(row)
            gap, page, barrier, skipped = 0, _ends_page(raw), False, False
    if any(leader in whole for leader in _LEADERS):
        _set_contents_apart(rows)
    if whole.count(": ") >= _FEWEST_LABELS:
        _set_labelled_apart(rows)
    return rows


def _set_labelled_apart(rows: Sequence[Row]) -> None:
    """Below a sentence's end a label begins a paragraph that has opened others: "Abhilfe: …", "Müller: …"."""
    found = [(row, match[1]) for a, row in pairwise(rows) if a.stops and (match := _LABEL.match(row.text))]
    times = Counter(label for _, label in found)
    for row, label in found:
        row.barrier = row.barrier or times[label] >= _LABELLED


def _set_contents_apart(rows: Sequence[Row]) -> None:
    """With a page's number behind leading dots, an entry of a table of contents ends."""
    for a, b in pairwise(rows):
        b.barrier = b.barrier or _LED.search(a.text) is not None


def adjacent(rows: Sequence[Row], gap: int) -> list[tuple[Row, Row]]:
    """Each row with the next one, where no more than ``gap`` blank lines lie between them."""
    return [(a, b) for a, b in pairwise(rows) if b.gap <= gap and not b.barrier and a.quote == b.quote]


def is_code(rows: Sequence[Row]) -> bool:
    """Whether the rows have more of the signs of programs and settings, or digits, than prose ever has.

    A brace that opens at a line's end is enough; text with addresses may have signs. Measured: one block of prose in
    five hundred has more than two signs in a hundred characters, four in five of code have; no paragraph of 1,200 had
    ten digits in a hundred, listings and logs have 14 and more.
    """
    if any(row.text[-1] == "{" for row in rows):
        return True
    text = "".join([row.text for row in rows]).encode("utf-8", "surrogatepass")
    digits = len(text) - len(text.translate(None, b"0123456789"))
    if digits > _MOST_DIGITS * len(text) and len(rows) >= _ROWS_OF_TABLES:
        return True
    signs = len(text) - len(text.translate(None, _CODE_SIGNS))
    return signs > _MOST_SIGNS * len(text) and b"://" not in text and b"www." not in text


def without_code(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows but for blocks of code: several lines that touch, of which none was wrapped."""
    starts = [place for place, row in enumerate(rows) if row.gap or not place]
    blocks = [rows[start:end] for start, end in pairwise([*starts, len(rows)])]
    code = [len(block) >= _LINES_OF_CODE and is_code(block) for block in blocks]
    if not any(code):
        return rows
    return [row for block, is_one in zip(blocks, code, strict=True) if not is_one for row in block]


def _is_plain(raw: str, text: str) -> bool:
    """Whether the line has no indent, no quote mark and no soft hyphen: nothing to measure but its blanks."""
    return text == raw == text.strip() and text[0] != ">" and text[-1] not in SOFT_HYPHENS


def _has_single_blanks(text: str) -> bool:
    return "  " not in text and "\t" not in text and "\f" not in text


def _row(index: int, line: Line) -> Row:
    raw = line.raw.rstrip()
    text = line.text.strip()
    if text.startswith(">") and (marks := _QUOTE.match(text)):
        text = text[marks.end() :] or ">"
    quoted = _QUOTE.match(raw)
    quote = quoted[0] if quoted else ""
    body = raw[len(quote) :].lstrip(" \t\f\r\xa0")
    indent = len(raw[: len(raw) - len(body)].replace("\f", "").expandtabs(8))
    surplus = sum(len(run) - 1 for run in _BLANKS.findall(body)) if "  " in body or "\t" in body else 0
    if "  " in text or "\t" in text or "\f" in text:
        text = _BLANKS.sub(" ", text)
    text = text.rstrip(SOFT_HYPHENS) or text
    cut = HYPHEN_RULE in line.edits or raw[-1:] in SOFT_HYPHENS
    length = indent + len(text) + max(0, surplus) + cut
    marked = any(edit.startswith(_MARKUP) for edit in line.edits)
    if marked:
        length = indent + len(body)  # the wrapper counted the marks
    overleaf = len(body) - 1 - body.rfind("\f") if "\f" in body else 0
    if overleaf > _LEAST_OVERLEAF:  # two lines run together, not one that happens to hold a page's break
        length = overleaf
    row = Row(index, text, length, indent, quote.replace(" ", ""), 0, False, False, False, cut)
    if marked:
        row.step = 1 + len(body.partition(" ")[0])
    return row


def _begins_page(raw: str) -> bool:
    return "\f" in raw[: len(raw) - len(raw.lstrip())]


def _ends_page(raw: str) -> bool:
    return "\f" in raw[len(raw.rstrip()) :]
