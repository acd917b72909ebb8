"""Blocks: a header known from the rules, and the lines below it that belong to it.

A block never takes a paragraph for granted: what it takes are teasers, labels, or what its own
pattern names, and the last short line above a paragraph may be that paragraph's heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice, takewhile

from transforms.boilerplate.matching import Found, compiled
from transforms.boilerplate.patterns import LONGEST_LINE, fold_line
from transforms.document import BOILERPLATE, Line
from transforms.markup.markdown import STATED_TITLE
from transforms.rulebook import BlockRule
from transforms.shape.rows import tells_hour_or_figure

Numbered = tuple[int, str]  # a line's number and text

_PARAGRAPH = 110  # characters; a line this long that ends a sentence is no teaser's headline
_SURE_PARAGRAPH = 250  # characters, of one that needn't end like a sentence
_SENTENCE_BLANKS = 4  # in a shorter line that ends in a full stop
_LABEL = 40  # characters; longer lines are no tags
_LABEL_WORDS = 5
_KICKER_WORDS = 4
_TITLE = 25  # characters
_LONE_TITLE = 40  # characters of the only headline among a menu's entries
_SIGNED = 4  # lines: two teasers, each with its author
_NAME_WORDS = 3
_LONGEST_NAME = 32  # characters
_PAID = "/paywall"  # the rule that knows such labels: "Premium"
_NEAR, _SHORT_DATE = 9, 90  # lines below a title among which the page's date is; characters of that one
_BYLINES = 5  # lines between a title and its date
_KICKERS = 3  # lines right above a title, where each link and each sign stands alone
_ROWS = 3  # that make a table
_TITLED = 3  # lines: a teaser, the page's title and its date
_MENU = 20  # lines
_LONGEST_MENU = 5000  # lines above which no page's title is looked for any more
_NOTES = 3  # sentences; fewer a menu may have
_DATE = re.compile(
    r"^\d{1,2}[.:]\d\d Uhr$|\d\d?\. ?(?:\d\d?\.|[^\W\d]{3,9}) ?(?:\d\d){1,2}\b|\b(?:19|20)\d\d-\d\d"
)
_FOREIGN_DATE = re.compile(
    r"\b\d\d?(?: de)? [^\W\d]{3,10}\.?(?: de)?,? (?:19|20)\d\d\b|\b[^\W\d]{3,9}\.? \d\d?,? (?:19|20)\d\d\b"
)  # "18 Juli 2031", "Jul 18, 2031"
_ANY_DATE = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d\d){1,2}\b|" + _FOREIGN_DATE.pattern)
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d ?(?:Uhr|[ap]\.?m\b|[|,·]|$)")
_SIGNED_BY = re.compile(r"\b(?:[Vv]on|[Bb]y|[Pp]ar|[Pp]or) [^\W\d_a-zß-ÿ]")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b(?:19|20)\d\d$")
_END_MARKS = frozenset(".!?…")
_CLOSERS = "\"'“”‘’»«)]›"
_BULLETS = ("* ", "- ", "• ", "+ ", "– ", "· ", "→ ", "> ", "# ")


def judge_blocks(lines: list[Line], blocks: Mapping[str, BlockRule], known: Mapping[int, Found]) -> bool:
    """Give headers of blocks, and what they take, their role, in place; whether any was found.

    ``known`` says what the rules know of lines, by their numbers. A line that a rule for lines has removed
    may still be a header; a line that a rule keeps is none.
    """
    headers: dict[int, BlockRule] = {}
    for number, rules in known.items():
        line = lines[number]
        if rules.header and (line.role is BOILERPLATE or (line.role is None and not line.rule)):
            headers[number] = blocks[rules.header.id]
    if not headers:
        return False
    found = [
        _judge_block(lines, number, rule, headers) for number, rule in headers.items() if rule.takes != "rest"
    ]
    return _judge_rest(lines, headers) or any(found)


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, closing quotes and brackets aside.

    >>> ends_sentence("„Das war alles.“"), ends_sentence("Das war alles")
    (True, False)
    """
    return text.rstrip(_CLOSERS)[-1:] in _END_MARKS


def is_paragraph(text: str) -> bool:
    """Whether a line is too long or too whole to be a teaser's headline."""
    if len(text) >= _PARAGRAPH:
        return len(text) >= _SURE_PARAGRAPH or ends_sentence(text)
    return text.rstrip(_CLOSERS).endswith(".") and text.count(" ") >= _SENTENCE_BLANKS


def _judge_rest(lines: list[Line], headers: Mapping[int, BlockRule]) -> bool:
    """Take everything below the first header that may, if most of the document's paragraphs stand above."""
    rules = {number: rule for number, rule in headers.items() if rule.takes == "rest"}
    if not rules:
        return False
    texts = [line.text for line in lines]
    lengths = [len(text) if text and is_paragraph(text.strip()) else 0 for text in texts]
    above = [0, *accumulate(lengths)]
    for header, rule in rules.items():
        if above[header] > above[-1] - above[header]:
            _give(lines, [header, *(number for number, _ in _texts_below(lines, header, rule, ()))], rule)
            return True
    return False


def _judge_block(lines: list[Line], header: int, rule: BlockRule, headers: Container[int]) -> bool:
    below = list(_texts_below(lines, header, rule, headers))
    taken = [header, *_TAKERS[rule.takes](lines, header, rule, below)]
    if rule.takes == "paragraphs" and len(taken) == 1:
        return False  # the header alone may be a heading like any other
    _give(lines, taken, rule)
    return True


def _give(lines: list[Line], taken: Iterable[int], rule: BlockRule) -> None:
    for number in taken:
        if lines[number].role is None and not lines[number].rule:
            lines[number] = lines[number].judged(BOILERPLATE, rule.id)


def _texts_below(
    lines: Sequence[Line], header: int, rule: BlockRule, headers: Container[int]
) -> Iterator[Numbered]:
    """The lines with text below the header, up to the rule's bounds or the next block."""
    count = 0
    for number in range(header + 1, len(lines)):
        text = lines[number].text.strip()
        if not text:
            continue
        count += 1
        if (count > rule.most and rule.takes != "rest") or number in headers or _matches(rule.ends, text):
            return
        if lines[number].rule == STATED_TITLE:
            return
        yield number, text


def _matches(pattern: str, text: str) -> bool:
    if not pattern or len(text) > LONGEST_LINE:
        return False
    return compiled(pattern).fullmatch(fold_line(text)) is not None


def _take_paragraphs(_: Sequence[Line], __: int, rule: BlockRule, below: Sequence[Numbered]) -> list[int]:
    """Only lines that the rule's pattern names."""
    fitting = takewhile(lambda each: _matches(rule.swallows, each[1]), below)
    return [number for number, _ in fitting]


def _take_labels(lines: Sequence[Line], header: int, rule: BlockRule, below: Sequence[Numbered]) -> list[int]:
    """Tags: short lines without a sentence's end."""
    return _take_run(lines, header, rule, below, _is_label)


def _take_teasers(
    lines: Sequence[Line], header: int, rule: BlockRule, below: Sequence[Numbered]
) -> list[int]:
    """Headlines, kickers, dates, bylines: all lines but paragraphs and whole sentences; and texts that break off."""
    return _take_run(lines, header, rule, below, lambda text: not is_paragraph(text) or _breaks_off(text))


def _breaks_off(text: str) -> bool:
    """Whether a paragraph ends in dots, as a teaser's does."""
    return text.endswith(("…", "...")) and len(text) >= _PARAGRAPH


def _take_run(
    lines: Sequence[Line],
    header: int,
    rule: BlockRule,
    below: Sequence[Numbered],
    fits: Callable[[str], bool],
) -> list[int]:
    taken: list[int] = []
    for place, (number, text) in enumerate(below):
        rows = _are_rows(below[place : place + _ROWS])
        if rows or (not fits(text) and not _matches(rule.swallows, text)):
            spared = _spare_title(lines, header, taken)
            if spared is taken and taken and (rows or is_paragraph(text)):
                return taken[: _start_of_heading(lines, header, taken)]
            return spared
        if lines[number].role not in {None, BOILERPLATE}:
            break
        taken.append(number)
    return _spare_title(lines, header, taken)


def _are_rows(below: Sequence[Numbered]) -> bool:
    """Whether a programme or a list of figures begins: "17 Uhr, Marktbühne: Eröffnung", "Eintritt: 6 Euro"."""
    return len(below) == _ROWS and all(tells_hour_or_figure(text) for _, text in below)


def _spare_title(lines: Sequence[Line], header: int, taken: list[int]) -> list[int]:
    """What a block at the top of a page takes, up to the page's own title: the last headline above a date.

    Below the title a block's last date is a teaser's. Where the first line taken has the only date, and no
    headline stands last, the header is a menu's, and that line the title.
    """
    if len(taken) < _TITLED:
        return taken
    if not _is_on_top(lines, header):
        return _spare_signed(lines, taken)
    dated = [place for place, number in enumerate(taken) if _is_dated(lines[number].text)]
    if not dated and _is_above_date(lines, taken[-1]):
        dated = [len(taken)]
    while dated and dated[-1] - 1 in dated:
        dated.pop()
    texts = [lines[number].text for number in taken]
    title = _lone_title(texts)
    if dated and (titles := _titles_above(lines, taken, dated[-1])):
        above = title is not None and 0 < titles[0] - title <= _KICKERS  # the last headline is a subtitle
        return taken[: title if above else titles[0]]
    if dated and _dates_title(texts, dated[0]):
        return taken[: dated[0]]
    if title is not None and _is_timed(lines, taken[title]):
        return taken[:title]
    last = lines[taken[-1]].text
    first = dated == [1] and (len(last) < _TITLE or last.startswith("("))
    return [] if first and len(lines[taken[0]].text) >= _TITLE else taken


def _spare_signed(lines: Sequence[Line], taken: list[int]) -> list[int]:
    """What a block takes, up to the headline above the only line that has a date, a clock and who wrote it.

    Where the page's head says so much below other pages' teasers: of those each would.
    """
    signed = [place for place, number in enumerate(taken) if _signs_page(lines[number].text)]
    titles = _titles_above(lines, taken, signed[0]) if len(signed) == 1 else []
    return taken[: titles[0]] if titles else taken


def _signs_page(text: str) -> bool:
    """Whether one line has a date, a clock and an author."""
    return len(text) <= _SHORT_DATE and all(sign.search(text) for sign in (_ANY_DATE, _TIME, _SIGNED_BY))


def _is_above_date(lines: Sequence[Line], last: int) -> bool:
    """Whether the next line with text is short and has a date."""
    below = next((line.text for line in lines[last + 1 :] if line.text.strip()), "")
    return len(below) <= _SHORT_DATE and _is_dated(below)


def _is_dated(text: str) -> bool:
    """Whether a line has a date; in a long line only one with its dots, as captions name their day."""
    return _DATE.search(text) is not None or (
        len(text) <= _SHORT_DATE and _FOREIGN_DATE.search(text) is not None
    )


def _dates_title(texts: Sequence[str], date: int) -> bool:
    """Whether a date stands below a menu and above headlines: the page's own."""
    menu, below = texts[:date], texts[date + 1 :]
    return (
        bool(menu)
        and all(len(text) < _TITLE for text in menu)
        and any(len(text) >= _LONE_TITLE for text in below)
    )


def _is_timed(lines: Sequence[Line], title: int) -> bool:
    """Whether a date or a clock stands near below a headline."""
    below = [line.text for line in islice(lines, title + 1, title + 1 + _NEAR) if line.text.strip()]
    return any(len(text) <= _SHORT_DATE and _CLOCK.search(text) for text in below[:_KICKERS])


def _lone_title(texts: Sequence[str]) -> int | None:
    """The place of the one headline among the entries of a menu: it is twice as long as any of them."""
    *others, longest = sorted(map(len, texts))
    place = next(place for place, text in enumerate(texts) if len(text) == longest)
    ended = ends_sentence(texts[place]) and not texts[place].rstrip(_CLOSERS).endswith(("?", "!"))
    return place if place and longest >= _LONE_TITLE and longest >= 2 * others[-1] and not ended else None


def _titles_above(lines: Sequence[Line], taken: Sequence[int], date: int) -> list[int]:
    """The places of the lines above a date, its authors passed over, that may be a title, its kicker and a lead."""
    near = range(date - 1, max(0, date - 1 - _BYLINES), -1)
    title = next((place for place in near if _may_be_title(lines[taken[place]].text)), None)
    if title is None:
        return []
    above = takewhile(lambda place: taken[place] == taken[place + 1] - 1, range(title - 1, 0, -1))
    titles = sorted([title, *islice(above, _KICKERS)])
    if len(titles) == 1 and title > 1:
        long = [len(lines[taken[place]].text) >= _TITLE for place in (title - 2, title - 1)]
        if long == [False, True]:  # each line stands alone: the only long one right above has a subtitle
            titles.insert(0, title - 1)
    return titles


def _may_be_title(text: str) -> bool:
    """Whether a line is long enough for a title, and if hardly, no name: "By Ada Lind Hallum News"."""
    return len(text) > _LONGEST_NAME or (len(text) >= _TITLE and not all(map(_is_capital, text.split())))


def _is_on_top(lines: Sequence[Line], header: int) -> bool:
    """Whether no line above the header could be the page's title: none that is long, or a menu with hardly a sentence.

    What a rule has removed is no title, nor is what has a bullet. A date above tells that the page has begun.
    """
    if header > _LONGEST_MENU:  # each header looks at all that stands above it
        return False
    above = [line for line in lines[:header] if line.text]
    texts = [
        line.text for line in above if line.role is not BOILERPLATE and not line.text.startswith(_BULLETS)
    ]
    if not any(len(text) >= _TITLE for text in texts):
        return True
    told = sum(map(is_paragraph, texts))
    return len(above) >= _MENU and told < _NOTES and not any(map(_is_dated, texts))


def _start_of_heading(lines: Sequence[Line], header: int, taken: Sequence[int]) -> int:
    """The place of the first line taken that belongs to the paragraph that follows.

    On top of a page the last lines that touch each other are the page's title and subtitle, as every page has one;
    above a paragraph with a date or an author right below, which no teaser has, the last line is the title.
    """
    if _is_heading_of(lines, header, taken) or (_is_on_top(lines, header) and _is_title(lines, taken[-1])):
        return len(taken) - 1
    place = len(taken) - 1
    while place > 0 and taken[place] == taken[place - 1] + 1:
        place -= 1
    titled = any(len(lines[number].text) >= _TITLE for number in taken[place:])
    together = 0 < place < len(taken) - 1
    if together and _is_set_apart(lines, header, taken, place):
        return place
    return place if together and titled and _is_on_top(lines, header) else len(taken)


def _is_set_apart(lines: Sequence[Line], header: int, taken: Sequence[int], place: int) -> bool:
    """Whether the lines from a place on touch the paragraph below, and the block's own lines touch its header."""
    own = taken[place - 1] - header == place
    return own and bool(lines[taken[-1] + 1].text.strip())


def _is_title(lines: Sequence[Line], last: int) -> bool:
    """Whether a line is long enough for a title, and a date stands near below the paragraph that follows it."""
    below = [line.text for line in islice(lines, last + 1, last + 1 + _NEAR) if line.text.strip()]
    dated = any(len(text) <= _SHORT_DATE and _is_dated(text) for text in below[1:])
    return len(lines[last].text) >= _TITLE and dated


def _is_heading_of(lines: Sequence[Line], header: int, taken: Sequence[int]) -> bool:
    """Whether the last line taken is rather the heading of the paragraph that follows.

    The first line below the header never is. A line set apart by a blank is, unless the line
    above it is its kicker: that too is short, set apart and no whole teaser. Where all lines touch, it is:
    a teaser too many is less of a loss than a heading.
    """
    last, before = taken[-1], taken[-2] if len(taken) > 1 else header
    text = lines[last].text.strip()
    if before == header or text.startswith(_BULLETS) or lines[before].text.strip().isdigit():
        return False  # below its rank: "2", of the most read
    if lines[before].rule.endswith(_PAID):
        return False  # below the label of what has to be paid for
    if last - before < 2:
        touching = all(line.text.strip() for line in lines[header : last + 2])
        signed = _are_signed([lines[number].text for number in taken])
        kicked = ": " in (text[:_TITLE] if text[-1] == "?" else text)  # an interviewer may ask in many words
        return touching and not kicked and not signed  # nor is it a teaser's author
    above = lines[before].text.strip()
    first_of_its_group = before < 2 or not lines[before - 1].text.strip()
    is_kicker = first_of_its_group and len(above.split()) <= _KICKER_WORDS and not ends_sentence(above)
    return not is_kicker or len(taken) % 2 == 1


def _are_signed(taken: Sequence[str]) -> bool:
    """Whether each teaser stands above its author: every other line is a name of two or three words."""
    names = [text.split() for text in taken[1::2]]
    return (
        len(taken) >= _SIGNED
        and len(taken) % 2 == 0
        and all(2 <= len(name) <= _NAME_WORDS and all(map(_is_capital, name)) for name in names)
        and not any(len(text.split()) <= _NAME_WORDS for text in taken[::2])
    )


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _is_label(text: str) -> bool:
    return (
        len(text) <= _LABEL and len(text.split()) <= _LABEL_WORDS and not ends_sentence(text)
    ) or text.startswith(_BULLETS)


_TAKERS: dict[str, Callable[[Sequence[Line], int, BlockRule, Sequence[Numbered]], list[int]]] = {
    "teasers": _take_teasers,
    "labels": _take_labels,
    "paragraphs": _take_paragraphs,
}
