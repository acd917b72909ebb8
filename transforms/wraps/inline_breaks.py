"""Sentences broken at links and other inline elements, which some scrapers print on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from operator import itemgetter
from typing import NamedTuple

from transforms.document import HYPHENATED, WRAPPED, Line
from transforms.wraps.rows import LineWords, Row

_MARKS = ",;.:!?)"
_AFTER_MARK = " \u00a0\"“”«»'’)–,"
_OPENING = "(„‚[/"
_OPEN_ENDS = ",(\"„“”»«'’‘)–&/%€$§]"
_QUOTES = '“”«"'
_AMID = frozenset(_MARKS + _QUOTES)  # with these a line begins in the middle of a sentence
_SMALL_LETTERS = frozenset(
    letter for letter in map(chr, range(0x590)) if letter.islower()
)  # Latin, Greek, Cyrillic …
_BEGINS_AMID = _SMALL_LETTERS | _AMID
_STOPS = ".!?…:"
_TEXT = itemgetter(Line._fields.index("text"))
_LONGEST_LINK = 90  # characters
_PROSE = 35  # characters of a line that is hardly a heading
_SMALL_WORDS = 3  # that it has, or one and a comma
_HEAD = 3  # lines among which the title is
_ENOUGH = 3  # breaks, those that show counted twice
_MUCH = 4  # breaks, where none shows
_LONGER_THAN_VERSE = 60  # characters
_LONGER_THAN_LABELS = 25  # or a line of verse that an article ends
_LONG = 120  # characters of one that may lack its full stop
_PARAGRAPH = 80  # characters of two sentences, of which the second breaks off
_INNER_STOP = re.compile(r"[^\W\d_]{3}[.!?][\"“”»]? [A-ZÄÖÜ„»\d]")
_SMALL_OPENING = re.compile(
    r"[^\W\d_A-ZÄÖÜ]+(?:[.,;:!?]| [^\W\d_A-ZÄÖÜ]{2})"
)  # spares labels: "vidéo Après …"
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}")
_SIGNS = re.compile(  # a byline below a picture's credit: "(Jo Tal/Die Depesche)" / "par Ada Quill"
    r"(?:von|by|par|di|por|door|af|av) (?:[^\W\d_a-zäöü][\w.’'-]*\s?){2,4}$|[^\W\d_]{3,12} (?:am|le|il|el|on|op|den) \d"
)
_LABELS = re.compile(r": [A-ZÄÖÜ„]")  # ": Analyse": what a kicker above it goes on with
_BRACKETED = re.compile(
    r"\([^\W\d_][^()\d]{1,14}\)[ ,]"
)  # "(TAB) am Montag": a party, behind a member's name
_VERSE = 0.2  # of the breaks in verse, articles stand at the ends of fewer lines
_FEW = 3  # breaks that need not show it

MARK, SMALL, CAPITAL = "mark", "small letter", "capital"  # what the line below a break begins with
COLON, BRACKET = (
    "colon",
    "bracket",
)  # or with these, which go on with a sentence that is known to be broken: "(TAB) am"


class Break(NamedTuple):
    """A line that ends no sentence, and the next one."""

    above: Row
    below: Row
    begins: str  # what the line below begins with
    hangs: bool  # whether the line above ends with a word or a mark that ends no sentence,
    lacks_noun: bool = False  # or with an article and an adjective: "… wurde die sogenannte"

    @property
    def is_sure(self) -> bool:
        """Whether the line below begins in the middle of a sentence."""
        return self.begins is MARK or self.begins is SMALL

    @property
    def is_likely(self) -> bool:
        """Whether it does on a page whose sentences are broken."""
        return self.begins is not CAPITAL

    @property
    def shows(self) -> bool:
        """Whether it looks like nothing that an author, or a poet, does with a line."""
        return self.begins is MARK or self.hangs


def may_be_broken(lines: Sequence[Line], words: LineWords) -> bool:
    r"""Whether a line that ends no sentence, and one that begins amid one, stand where they can tell; fast.

    >>> from transforms.document import Document
    >>> words = LineWords(never_last=frozenset({"die"}))
    >>> may_be_broken(Document.from_text("Das teilte die\nNorder Stahl AG\nam Freitag mit.").lines, words)
    True
    >>> may_be_broken(Document.from_text("Streit im Rat\nder Stadt Auental.").lines, words)
    False
    """
    texts = list(filter(None, map(_TEXT, lines)))
    amid = [number for number, text in enumerate(texts) if text[0] in _BEGINS_AMID]
    if not amid:
        return False
    amid = [
        number
        for number in amid
        if number
        and texts[number - 1][-1] not in _STOPS
        and (texts[number][0] not in _QUOTES or _closes(texts[number]))
    ]
    if len(amid) >= _MUCH:
        return True
    if any(len(texts[n]) >= _LONG and _opens_small(texts[n - 1], texts[n]) for n in amid):
        return True
    if any(_may_break_off(texts[n - 1]) or (n > 1 and _may_break_off(texts[n - 2])) for n in amid):
        return True
    return any(
        texts[n][0] in _AMID or _ends_open(texts[n - 1], words) or (n > 1 and _ends_open(texts[n - 2], words))
        for n in amid
    )


def _may_break_off(text: str) -> bool:
    """Whether a line is as long as a paragraph that ends amid its second sentence, and ends none."""
    return len(text) >= _PARAGRAPH and (text[-1].isalnum() or text[-1] in ",(–")


def _ends_open(text: str, words: LineWords) -> bool:
    """Whether a line ends with an article, a conjunction or an opening mark."""
    return text[-1] in _OPENING or text.rpartition(" ")[2].lower() in words.never_last


def _opens_small(above: str, text: str) -> bool:
    """Whether a line opens with words in lower case, and with no label; below a greeting it may: "Liebe Leute,"."""
    return above[-1] != "," and _SMALL_OPENING.match(text) is not None


def _lacks_noun(text: str, words: LineWords) -> bool:
    """Whether a line of some words ends with an article or a preposition, and one more word in lower case."""
    *before, article, last = ("", "", *text.split())
    return (
        len(before) > _SMALL_WORDS
        and article.lower() in words.never_last
        and last.islower()
        and last.isalpha()
    )


def join_inline(lines: list[Line], rows: Sequence[Row], words: LineWords) -> bool:
    r"""Join, in place, what a scraper broke at inline elements: links, names in bold, times; whether it did.

    First a sentence has to show that it was broken: a line begins with a comma or a full stop, or an article
    ends one and the sentence goes on in lower case. Only on such a page are lines joined, and then whatever ends
    no sentence. Spared are verse and lists, headings, and all that never comes to a sentence's end.
    """
    breaks = [_look(a, b, words) for a, b in pairwise(rows)]
    evidence = [broken for broken in _chains(_amid(breaks)) if _weigh(broken)]
    if not evidence:
        return False
    if _is_broken(evidence):
        if not _crosses_blanks(evidence):
            breaks = [None if each and each.below.gap else each for each in breaks]
        sentences = [_whole(broken) for broken in _chains(_joined(breaks, rows, words))]
    else:
        sentences = [broken for broken in evidence if _is_plain(broken)]
    for each in chain.from_iterable(sentences):
        lines[each.above.index] = lines[each.above.index].joined(_joint(each))
    for above in _ends_amid(sentences, rows):
        lines[above.index] = lines[above.index].joined(WRAPPED)
    return any(sentences)


def _is_broken(evidence: Sequence[Sequence[Break]]) -> bool:
    """Whether so many sentences tell of breaks that the page's other lines need not tell it."""
    shown = any(each.shows for each in chain.from_iterable(evidence))
    return sum(map(_weigh, evidence)) >= (_ENOUGH if shown else _MUCH)


def _is_plain(broken: Sequence[Break]) -> bool:
    """Whether a sentence tells it so plainly that it can be joined on a page where nothing else is broken."""
    told = any(each.begins is MARK or _goes_on(each) for each in broken) or _breaks_off(broken[0])
    return len(_whole(broken)) == len(broken) and (told or any(map(_is_obvious, broken, broken[1:])))


def _goes_on(each: Break) -> bool:
    """Whether whole sentences begin in lower case right below a line: no paragraph does, nor a poem's line as long."""
    text = each.below.text
    return (
        each.begins is SMALL
        and not each.below.gap
        and each.below.stops
        and len(text) >= _LONG
        and _opens_small(each.above.text, text)
    )


def _breaks_off(each: Break) -> bool:
    """Whether a paragraph of more than one sentence breaks off in the last one, right above the line that goes on."""
    text = each.above.text
    return not each.below.gap and _may_break_off(text) and _INNER_STOP.search(text) is not None


def _crosses_blanks(evidence: Sequence[Sequence[Break]]) -> bool:
    """Whether blank lines stand around the inline elements, too, and so are no paragraphs' ends.

    It takes much to show that: elsewhere a paragraph is broken by what stands amid its page.
    """
    broken = list(chain.from_iterable(evidence))
    marked = sum(each.begins is MARK for each in broken)
    obvious = sum(sum(map(_is_obvious, sentence, sentence[1:])) for sentence in evidence)
    return marked + obvious > 1 and 2 * sum(each.below.gap > 0 for each in broken) > len(broken)


def _ends_amid(sentences: Sequence[Sequence[Break]], rows: Sequence[Row]) -> list[Row]:
    """The rows that end a sentence, but no paragraph: blank lines stand between those, and none does here."""
    ends = {sentence[-1].below.index for sentence in sentences if sentence}
    inside = {each.above.index for sentence in sentences for each in sentence} | ends
    after = [b for a, b in pairwise(rows) if a.index in ends]
    if 3 * sum(b.gap > 0 for b in after) < 2 * len(after):
        return []
    blocks: list[list[Row]] = []
    for row in rows:
        if row.gap or not blocks:
            blocks.append([])
        blocks[-1].append(row)
    return [
        a
        for block in blocks
        if not inside.isdisjoint(row.index for row in block)
        for a, b in pairwise(block)
        if a.stops and not b.is_marked
    ]


def _look(a: Row, b: Row, words: LineWords) -> Break | None:
    """The break between two lines; None where a sentence, an item or an address ends."""
    if (
        a.stops
        or b.is_marked
        or not (a.text[-1].isalnum() or a.text[-1] in _OPEN_ENDS)
        or a.is_url
        or b.is_url
        or (a.text[-1] == ")" and _SIGNS.match(b.text))
    ):
        return None
    hangs = _ends_open(a.text, words)
    first, rest = b.text[0], b.text[1:2]
    if (first in _MARKS and (not rest or rest in _AFTER_MARK) and not _LABELS.match(b.text)) or (
        first in _QUOTES and _closes(b.text)
    ):
        return Break(a, b, MARK, hangs)
    if first.islower():
        return None if _DOMAIN.fullmatch(b.text) else Break(a, b, SMALL, hangs)
    if not first.isalnum() and (_LABELS.match(b.text) or _BRACKETED.match(b.text)):
        return Break(a, b, COLON if first == ":" else BRACKET, hangs)
    return Break(a, b, CAPITAL, hangs, _lacks_noun(a.text, words))


def _closes(text: str) -> bool:
    """Whether a quotation mark at the beginning closes what the line above has opened: "“, sagte sie"."""
    return not text[1:].strip() or text[1] in ",." or (text[1] == " " and text[2].islower())


def _amid(breaks: Sequence[Break | None]) -> list[Break | None]:
    """The breaks that lie within a sentence for sure, and the one above a link between two of its parts."""
    found = [each if each and each.is_sure else None for each in breaks]
    for place, (each, after) in enumerate(zip(breaks, found[1:], strict=False)):
        if (
            each
            and after
            and not each.is_sure
            and (each.hangs or each.lacks_noun or (after.below.stops and _breaks_off(each)))
            and " " in each.above.text
            and _is_link(each.below)
        ):
            found[place] = each
    return found


def _joined(breaks: Sequence[Break | None], rows: Sequence[Row], words: LineWords) -> list[Break | None]:
    """The breaks of a page whose sentences are broken: a sentence goes on until it stops."""
    joined: list[Break | None] = []
    told = False  # whether a sentence has ended: before, a line may be the title
    for place, (each, after) in enumerate(zip(breaks, [*breaks[1:], None], strict=True)):
        told = told or rows[place].stops or place >= _HEAD
        joined.append(each if each and (each.is_sure or _hangs(each, after)) else None)
        if each and not joined[-1]:
            link = after is not None and after.is_likely and _is_link(each.below)
            prose = told and (each.lacks_noun or _is_prose(each.above, words))
            if (link and prose) or (any(joined[-2:-1]) and (link or each.is_likely or _is_rest(each))):
                joined[-1] = each
    return joined


def _is_rest(each: Break) -> bool:
    """Whether a link's text stands above the rest of its sentence: "… der Bund / Naturschutz."."""
    return _is_link(each.above) and (each.below.stops or _INNER_STOP.search(each.below.text) is not None)


def _hangs(each: Break, after: Break | None) -> bool:
    """Whether more must follow; one word alone may be a label ("Von"), unless the rest of its sentence follows."""
    if " " in each.above.text:
        dated = each.above.text[0].isdigit() and each.below.text[0].isdigit()  # "28. April," above "5 Uhr"
        return each.hangs or (each.above.text[-1] == "," and not dated)
    if not each.hangs and not each.above.text.isdigit():
        return False
    return (after is not None and after.is_sure) or (each.below.stops and len(each.below.text) >= _PROSE)


def _is_prose(row: Row, words: LineWords) -> bool:
    """Whether a line that ends no sentence is a paragraph's rather than a heading, which has few small words."""
    text = row.text
    if _INNER_STOP.search(text) is not None:
        return True
    small = [word in words.function_words for word in text.split()]
    if len(small) > 1 and small[-1]:
        return True
    return len(text) >= _PROSE and (sum(small) >= _SMALL_WORDS or (any(small) and "," in text))


def _is_link(row: Row) -> bool:
    """Whether a line could be a link's text: short, and no sentence of its own."""
    return len(row.text) <= _LONGEST_LINK and not row.stops and _INNER_STOP.search(row.text) is None


def _chains(breaks: Sequence[Break | None]) -> Iterator[list[Break]]:
    chain: list[Break] = []
    for each in [*breaks, None]:
        if each:
            chain.append(each)
        elif chain:
            yield chain
            chain = []


def _size(chain: Sequence[Break]) -> int:
    return len(chain[0].above.text) + sum(len(each.below.text) for each in chain)


def _whole(chain: Sequence[Break]) -> Sequence[Break]:
    """The breaks up to the last sentence's end; one that is long, and shows, may lack its full stop."""
    for end in range(len(chain), 0, -1):
        if chain[end - 1].below.stops:
            return chain[:end]
    return chain if _size(chain) >= _LONG and any(each.shows for each in chain) else ()


def _weigh(chain: Sequence[Break]) -> int:
    """How much a sentence tells by itself of having been broken: nothing where its lines are as short as verse."""
    signs = sum(each.shows for each in chain)
    if not (signs or _whole(chain)) or (len(chain) > _FEW and signs < _VERSE * len(chain)):
        return 0
    obvious = sum(map(_is_obvious, chain, chain[1:]))
    if (
        obvious
        or any(each.begins is MARK for each in chain)
        or max(map(_length, chain)) >= _LONGER_THAN_VERSE
    ):
        return len(chain) + signs + obvious
    return 0


def _length(each: Break) -> int:
    return max(each.above.length, each.below.length)


def _is_obvious(each: Break, after: Break) -> bool:
    """Whether something short stands between two parts that need each other: "die / Norder Stahl AG / am Freitag"."""
    needy = each.hangs or each.lacks_noun
    return needy and after.is_sure and _is_link(each.below) and len(each.above.text) >= _LONGER_THAN_LABELS


def _joint(each: Break) -> str:
    """A blank, or nothing before a mark and behind an opening one."""
    seamless = each.begins in {MARK, COLON} or each.above.text[-1] in _OPENING or each.above.text[-1] == "-"
    return HYPHENATED if seamless or each.above.is_drop_cap else WRAPPED
