"""Liveblogs without clocks: days and headlines, headlines or texts behind plus signs, headlines behind bullets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from transforms.dates.moments import Moment
from transforms.document import BOILERPLATE, Document
from transforms.liveblog.dated_entries import DatedEntry, dated_entries
from transforms.liveblog.marks import HEADLINE, POINTER, cut_lines, keep_text, mark_dividers, mark_headline
from transforms.liveblog.page import Page, heads, is_prose
from transforms.liveblog.reclaim import says_of_itself
from transforms.liveblog.words import STRONG, Words
from transforms.rulebook import Vocabulary

_FEWEST = 3  # entries that make a liveblog without clocks
_LONGEST_LABEL = 40  # characters of a liveblog's name above its list
_HEAD = 6  # lines with text among which the title is
_FEWEST_TOLD, _MOST_TOLD = (
    4,
    4,
)  # headlines of one that has neither clocks nor days; its paragraphs to each of them
_BULLETS = frozenset("•*▪■●►▶➤")
_COUNTED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_TOLD_WITHIN = 6  # lines below a counted headline in which its text begins, a picture's caption before it
_STOPS = '.!?…"”“»)'
_LEAD_IN = 60  # characters of a sentence that ends in a colon
_MOST_PARAGRAPHS = 8  # on average, below a headline of a liveblog


def mark_headline_blog(
    document: Document,
    page: Page,
    dividers: Mapping[int, Moment],
    name: float,
    words: Words,
    vocabulary: Vocabulary,
) -> Document:
    """Mark the headlines of a liveblog that has no clocks; a page without such headlines stays as it is.

    It has to call itself a liveblog and let a headline, not a text, follow its day line or each of its bullets,
    or to print plus signs around its headlines or before its texts, or a day before each. Spares articles with a
    date line, whose text begins with a lead, and lists.
    """
    if name >= STRONG and (dated := dated_entries(page, vocabulary)):
        return _with_days(document, page, dated)
    framed = _framed_headlines(page) or _bulleted_headlines(page, words)
    if not framed and name >= STRONG:
        framed = _numbered_headlines(page)
    if len(framed) >= _FEWEST:
        return _marked(document, page, framed, dividers)
    opened = _opened_texts(page)
    if len(opened) >= _FEWEST:
        return _with_texts(_marked(document, page, {}, dividers), page, opened)
    marked = _mark_day_blog(document, page, dividers, name)
    if marked is document and name >= STRONG and any(says_of_itself(document.lines)):
        return _mark_told_blog(document, page, words)
    return marked


def _mark_told_blog(document: Document, page: Page, words: Words) -> Document:
    """Mark the headlines with texts of a page that calls itself a liveblog and says that it has begun, or is over."""
    titles = [at for at in page.between(-1, len(page.texts))[:_HEAD] if _names_blog(page.texts[at], words)]
    first = titles[-1] if titles else -1
    below = page.between(first, len(page.texts))
    headlines = [at for at in below if _has_text(at, page)]
    paragraphs = sum(is_prose(page.texts[at]) for at in below)
    if len(headlines) < _FEWEST_TOLD or paragraphs > _MOST_TOLD * len(headlines):
        return document
    return _marked(document, page, dict.fromkeys(headlines, ""), {})


def _names_blog(text: str, words: Words) -> bool:
    return "blog" in text.casefold() or words.names.search(text.casefold()) is not None


def _mark_day_blog(document: Document, page: Page, dividers: Mapping[int, Moment], name: float) -> Document:
    """Mark the headlines below the first day line that one follows."""
    start = min((at for at in dividers if name >= STRONG and _opens_entries(at, page)), default=None)
    if start is None:
        return document
    below = [at for at in page.between(start, len(page.texts)) if at not in dividers]
    headlines = [at for at in below if _has_text(at, page)]
    paragraphs = sum(is_prose(page.texts[at]) for at in below)
    if len(headlines) < _FEWEST or paragraphs > _MOST_PARAGRAPHS * len(headlines):
        return document
    if page.prose(below) < page.prose(range(start)):
        return document
    marked = _marked(
        document, page, dict.fromkeys(headlines, ""), {at: dividers[at] for at in dividers if at >= start}
    )
    return _without_pointers(marked, page, headlines)


def _without_pointers(document: Document, page: Page, headlines: Sequence[int]) -> Document:
    """Take headlines away that have no text and stand between a text and the next headline: links elsewhere.

    Spares kickers, which stand above many headlines.
    """
    above = [page.above(at) for at in headlines[1:]]
    pointers = [
        at for at in above if at is not None and heads(page.texts[at]) and not is_prose(page.texts[at])
    ]
    if len(pointers) > len(headlines) // 3:
        return document
    lines = list(document.lines)
    for at in pointers:
        over = page.above(at)
        if lines[at].role is None and over is not None and is_prose(page.texts[over]):
            for line in page.paragraph(at):
                lines[line] = lines[line].judged(BOILERPLATE, POINTER)
    return document.with_lines(lines)


def _framed_headlines(page: Page) -> dict[int, str]:
    """Lines such as "+++ Pegel steigt +++" with text below, and their texts without the frame."""
    return {
        at: text.strip(" +")
        for at, text in enumerate(page.texts)
        if text.startswith("++") and text.endswith("++") and heads(text.strip(" +")) and _text_below(at, page)
    }


def _bulleted_headlines(page: Page, words: Words) -> dict[int, str]:
    """Headlines behind bullets below the name of a liveblog, each with a text below, and what they say.

    Spares lists, whose items stand one below the other or are texts themselves, and lists about liveblogs.
    """
    found = {
        at: text[1:].strip()
        for at, text in enumerate(page.texts)
        if text[:1] in _BULLETS and text[1:2] == " "
    }
    headed = {
        at for at, text in found.items() if heads(text) and not is_prose(text) and _text_below(at, page)
    }
    if not found or len(headed) < len(found):
        return {}
    over = page.above(min(found))
    label = page.texts[over] if over is not None else ""
    named = words.names.search(label.casefold()) is not None
    return found if named and (len(label) <= _LONGEST_LABEL or label.endswith(":")) else {}


def _numbered_headlines(page: Page) -> dict[int, str]:
    """Headlines counted from 1 on, each with a text below, and what they say without their numbers.

    Asked only of pages that call themselves liveblogs. Spares lists, whose items stand one below the other.
    """
    counted = [(at, match) for at, text in enumerate(page.shown) if (match := _COUNTED.match(text))]
    expected, found = 1, dict[int, str]()
    for at, match in counted:  # a block of links may have taken the first
        said = page.shown[at][match.end() :]
        below = page.between(at, at + 2 * _TOLD_WITHIN)[:_TOLD_WITHIN]  # blank lines stand between
        if int(match[1]) == expected and heads(said) and _are_told(below, page):
            found[at] = said
            expected += 1
    return found if len(found) * 2 > len(counted) else {}


def _are_told(below: Sequence[int], page: Page) -> bool:
    """Whether a text begins below a counted headline, or a list's lead-in and its points; and no other headline."""
    if not below or _COUNTED.match(page.texts[below[0]]):
        return False
    return page.told(below) > 0 or any(len(page.texts[at]) >= _LEAD_IN for at in below)


def _opened_texts(page: Page) -> dict[int, str]:
    """Texts that three plus signs open and nothing closes, as in tickers without clocks and headlines.

    Or else a colon, behind which most paragraphs of the page stand: what is left of clocks. Spares sentences that
    go on with one behind a link.
    """
    if colons := _colon_texts(page):
        return colons
    return {
        at: text.lstrip("+ ")
        for at, text in enumerate(page.texts)
        if text.startswith("+++")
        and not text.endswith("+")
        and is_prose(text)
        and text.lstrip("+ ")[:1].isalpha()
    }


def _colon_texts(page: Page) -> dict[int, str]:
    told = [(at, text) for at, text in enumerate(page.texts) if is_prose(text)]
    opened = {at: text[2:] for at, text in told if text[:2] == ": "}
    above = [page.above(at) for at in [*opened][1:]]  # above the first stands the head
    ended = sum(at is None or page.texts[at][-1] in _STOPS for at in above)
    return opened if len(opened) > max(_FEWEST, len(told) // 2) and ended >= len(above) * 0.8 else {}


def _with_texts(document: Document, page: Page, texts: Mapping[int, str]) -> Document:
    """The document with these texts marked, each as an entry of its own."""
    marked = list(document.lines)
    for at, text in texts.items():
        run = page.paragraph(at)
        cut_lines(marked, run, text)
        keep_text(marked, run)
    return document.with_lines(marked)


def _with_days(document: Document, page: Page, entries: Sequence[DatedEntry]) -> Document:
    """The document with these entries marked, their days cut off their headlines or texts."""
    marked = list(document.lines)
    for entry in entries:
        run = page.paragraph(entry.line)
        cut_lines(marked, run, entry.rest, entry.line)
        if heads(entry.rest):
            mark_headline(marked, run, HEADLINE)
        else:
            keep_text(marked, run)
    return document.with_lines(marked)


def _opens_entries(divider: int, page: Page) -> bool:
    """Whether a headline of an entry follows a day line; the page's own title stands in the breadcrumbs, too."""
    below = page.between(divider, divider + 12)
    if len(below) < 2 or not _has_text(below[0], page):
        return False
    return not any(text.endswith(page.texts[below[0]]) for text in page.shown[:divider])


def _has_text(at: int, page: Page) -> bool:
    """Whether a line is a headline, with text below it and none in it."""
    text = page.texts[at]
    return heads(text) and not is_prose(text) and _text_below(at, page)


def _text_below(at: int, page: Page) -> bool:
    below = page.between(at, at + 6)
    return bool(below) and is_prose(page.texts[below[0]])


def _marked(
    document: Document, page: Page, headlines: Mapping[int, str], dividers: Mapping[int, Moment]
) -> Document:
    marked = list(document.lines)
    mark_dividers(marked, list(dividers))
    for at, text in headlines.items():
        run = page.paragraph(at)
        if text:
            cut_lines(marked, run, text)
        mark_headline(marked, run, HEADLINE)
    return document.with_lines(marked)
