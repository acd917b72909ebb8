"""What there is to see of a line: clues for the second look, read in glances of a handful of facts each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import compress
from typing import Any, NamedTuple

from transforms.document import BODY, HEADING, LEAD, TIMESTAMP
from transforms.rulebook import Vocabulary
from transforms.shape.kinds import ITEM, Kind
from transforms.shape.units import Unit

LONGEST = 240  # characters of a line that is looked at again
_LONG = 90  # characters of a kept line that is the text for certain
_FEWEST = 4  # such lines, fewer than which tell nothing of the page's way to write
_MOST = 4  # such lines that are counted above, and below
_LONGEST_PAGE = 2_000  # units; a longer one is a book or a log, and each line is compared with all of it
_DATED = 2  # clock lines, more than which make no article
_SEEN = 3  # units above and below
_RUN = 6  # units that a run is followed, above and below
_KEPT = frozenset({LEAD, HEADING, BODY})
_LENGTHS = (8, 14, 22, 32, 45, 60, 78, 100, 140, 200, 320)  # characters
_SENTENCE_LENGTH = 6  # the place in `_LENGTHS` behind which a line may be a sentence
_QUOTES = frozenset("“”„\"«»'’")
_ENDS = {sign: sign for sign in ".!?…:,"} | {";": ",", ")": ")", "]": ")"} | dict.fromkeys(_QUOTES, '"')
_FINAL = frozenset('.!?"…')
_COMMON = frozenset(
    f"shape/{name}" for name in ("body", "heading", "teaser", "link-list", "teaser-text", "label")
)
_DOUBTFUL = frozenset({"shape/body", "shape/heading"})  # what others keep is a list, a table, a result
_SPEAKER = "shape/attribution"
_WORDS = re.compile(r"[^\s.,:;!?…\"„“”»«()]+")
_LONG_WORD = 5  # letters
_SENTENCES = re.compile(r"[.!?][“\"«]? [A-ZÄÖÜ„»]")
_ARROWS = frozenset(">›»→")
_MARKS = frozenset('„“”"»«')
_DIGITS = frozenset("0123456789")
_SIGNS = (
    "colon", "dash", "bar", "brackets", "slash", "quotation", "dots", "comma", "sentences", "arrow", "question",
    "digits",
)  # fmt: skip
_OWN_CASE = frozenset({"notice_first_person", "notice_address"})  # "Sie" is not "sie"
_TOPICS = {  # of words, and the vocabularies that have them
    "consent": "notice_technology",
    "subscription": "notice_subscription",
    "account": "notice_account",
    "channels": "notice_channels",
    "site": "notice_site",
    "networks": "notice_networks",
    "first-person": "notice_first_person",
    "address": "notice_address",
    "reported": "notice_reported",
    "office": "author_roles",
    "credit": "credit_labels",
    "caption": "caption_marks",
}
Key = tuple[Any, ...]  # the facts of a glance, before anybody has made one of them


class Sight(NamedTuple):
    """A line that may be looked at again: the facts for each of `GLANCES` but the last, and how to get those."""

    unit: Unit
    keys: list[Key]
    words: Callable[[], Key]  # dear, and hardly ever needed


WORD_CLUES = ("shared-words", "title-words")  # those of `AtWords`


class Seen(NamedTuple):
    """What is seen of a unit from its neighbours."""

    state: str  # "K" of what is kept, else how the role begins
    rule: str
    length: int  # a place in `_LENGTHS`
    end: str

    @property
    def judged(self) -> str:
        """The rule, where it is one of the common ones."""
        return self.rule if self.rule in _COMMON else self.state


class AtLine(NamedTuple):
    """The look of a line."""

    seen: Seen
    kind: Kind
    evidence: int  # twice the look's
    relative: int  # quarters of the page's middle paragraph that it is long

    def clues(self) -> Iterator[str]:
        """Its look, length, and end."""
        state, rule, length, end = self.seen
        judged = self.seen.judged
        yield f"first-look={rule}"
        yield f"length={length}"
        yield f"length={length} {judged}"
        yield f"relative-length={self.relative} {state}"
        yield f"relative-length={self.relative} {self.kind}"
        yield f"ending={end}"
        yield f"ending={end} {judged}"
        yield f"look={self.kind}"
        yield f"look={self.kind} {self.evidence}"


class AtSigns(NamedTuple):
    """The signs of a line, by their places in `_SIGNS`."""

    seen: Seen
    signs: tuple[bool, ...]

    def clues(self) -> Iterator[str]:
        """The names of the signs."""
        for name in compress(_SIGNS, self.signs):
            yield f"{name}="
            yield f"{name}={self.seen.judged}"


class AtTopics(NamedTuple):
    """What its words are about, as bits in the order of `_TOPICS`, and how many of them are large."""

    quoted: bool
    topics: int
    begins: str
    capitals: int  # quarters of its words

    def clues(self) -> Iterator[str]:
        """The names of the topics, its beginning and its capitals."""
        for bit, name in enumerate(_TOPICS):
            if self.topics >> bit & 1:
                yield f"{name}={'quoted' if self.quoted else ''}"
        yield f"beginning={self.begins}"
        yield f"capitals={self.capitals}"


class AtWords(NamedTuple):
    """How many of a line's longer words the text has, too, and the title."""

    seen: Seen
    shared: int  # quarters of them
    titled: int  # 0…2

    def clues(self) -> Iterator[str]:
        """Both, beside what was said of the line."""
        yield f"shared-words={self.shared} {self.seen.judged}"
        yield f"title-words={self.titled} {self.seen.state}"


class AtPlace(NamedTuple):
    """Where on the page a line stands, and in which run of lines with the same verdict."""

    state: str
    above: int  # long lines of text
    below: int
    third: int  # of the text, in which it stands
    run_above: int
    run_below: int
    paged: int  # quarters of the kept lines that are long
    gaps: int  # thirds of the lines that have a blank one above,
    gap: bool  # as this one,
    gap_below: bool  # and as the next

    def clues(self) -> Iterator[str]:
        """The place in text, run, and page."""
        state = self.state
        yield f"text-above={min(_MOST, self.above)}"
        yield f"text-below={min(_MOST, self.below)}"
        yield f"amid-text={min(2, self.above)} {min(2, self.below)} {state}"
        yield f"place={self.third} {state}"
        yield f"run-above={self.run_above} {state}"
        yield f"run-below={self.run_below} {state}"
        yield f"page={self.paged} {self.gaps} {state}"
        yield f"gap={self.gaps} {self.gap:d}{self.gap_below:d}"


class AtNeighbour(NamedTuple):
    """What stands a few lines above or below."""

    step: int
    near: Seen
    state: str  # the line's own

    def clues(self) -> Iterator[str]:
        """Its verdict, length, rule and end."""
        step = self.step
        state, rule, length, end = self.near
        name = "line-above" if step < 0 else "line-below"
        yield f"{name}={step} {state}"
        yield f"{name}={step} {state} {self.state}"
        yield f"{name}={step} {state} {length}"
        if abs(step) < _SEEN:
            yield f"{name}={step} {rule}"
            yield f"{name}={step} {state} {end}"


class AtBoth(NamedTuple):
    """The line above and the line below at once."""

    above: str
    may_be_sentence_above: bool
    below: str
    may_be_sentence_below: bool
    state: str
    length: int

    def clues(self) -> Iterator[str]:
        """All in one."""
        above = f"{self.above}{self.may_be_sentence_above:d}"
        yield f"between={above} {self.below}{self.may_be_sentence_below:d} {self.state} {self.length}"


_STEPS = (*range(-_SEEN, 0), *range(1, _SEEN + 1))
GLANCES = (AtLine, AtSigns, AtTopics, AtPlace, *[AtNeighbour] * len(_STEPS), AtBoth, AtWords)
_NOBODY = Seen("none", "", 0, "x")
_AROUND = [_NOBODY] * _SEEN
_TEXT_OR_END = frozenset({"K", _NOBODY.state})
_OF_SITES = sum(
    1 << bit for bit, name in enumerate(_TOPICS) if name != "reported"
)  # what their notices speak of


class ClueReader:
    """Reads what there is to see of the lines of a page, in the languages that it may be in."""

    def __init__(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        topics: dict[str, int] = {}
        for bit, name in enumerate(_TOPICS.values()):
            for word in {word.rstrip("*") for known in vocabularies for word in known.named(name)}:
                for spelled in {word} if name in _OWN_CASE else {word, word.capitalize(), word.upper()}:
                    topics[spelled] = topics.get(spelled, 0) | 1 << bit
        self._topics = topics
        self._of_topics = frozenset(topics)

    def read(self, units: Sequence[Unit], title: str = "") -> Iterator[Sight]:
        """The lines that may be looked at again; none of a page that is no article, or has little text.

        A line amid the text, with nothing around it that is no text, is looked at only for words that sites speak in.
        """
        if len(units) > _LONGEST_PAGE or len([None for unit in units if unit.role is TIMESTAMP]) > _DATED:
            return
        seen = [_see(unit) for unit in units]
        kept = [each[0] == "K" for each in seen]
        long = [
            told and len(unit.text) >= _LONG and each[3] in _FINAL
            for unit, each, told in zip(units, seen, kept, strict=True)
        ]
        if (total := sum(long)) < _FEWEST:
            return
        texts = list(compress([unit.text for unit in units], long))
        text = " ".join(texts).lower()
        middle = sorted(map(len, texts))[total // 2]
        title = title.lower()
        gaps = [unit.gap for unit in units]
        page = 4 * total // sum(kept), 3 * sum(gaps) // len(units)
        gaps.append(False)
        runs_above, runs_below = _runs(seen), _runs(seen[::-1])[::-1]
        around = _AROUND + seen + _AROUND
        above = 0
        for place, unit in enumerate(units):
            if unit.open and len(unit.text) <= LONGEST and _may_change(unit, seen, place):
                near = around[place : place + 2 * _SEEN + 1]
                spoken = _WORDS.findall(unit.text)
                topics = self._read_topics(spoken)
                if topics & _OF_SITES or _is_furnished(near):
                    me = seen[place]
                    below = total - above - long[place]
                    keys: list[Key] = [
                        (me, unit.look[0], _evidence(unit), min(4, 4 * len(unit.text) // middle)),
                        (me, _signs(unit.text)),
                        (not _MARKS.isdisjoint(unit.text), topics, _begins(unit.text[0]), _count_capitals(spoken)),
                        (me[0], min(_MOST, above), min(_MOST, below), 3 * above // (above + below + 1),
                         runs_above[place], runs_below[place], *page, gaps[place], gaps[place + 1]),
                    ]  # fmt: skip
                    _add_neighbours(keys, near)
                    yield Sight(unit, keys, partial(_at_words, unit.text, me, text, title, long[place]))
            above += long[place]

    def _read_topics(self, words: Sequence[str]) -> int:
        """What the words are about, as bits in the order of `_TOPICS`."""
        topics = 0
        for word in self._of_topics.intersection(words):
            topics |= self._topics[word]
        return topics


def _count_capitals(words: Sequence[str]) -> int:
    """How many quarters of the words are large."""
    return sum([word[0].isupper() for word in words]) * 4 // (len(words) or 1)


def _is_furnished(near: Sequence[Seen]) -> bool:
    """Whether furniture stands right above or below the line in the middle."""
    return not (near[_SEEN - 1][0] in _TEXT_OR_END and near[_SEEN + 1][0] in _TEXT_OR_END)


def _evidence(unit: Unit) -> int:
    return max(-4, min(4, round(unit.look[1] * 2)))


def _at_words(text: str, seen: Seen, others: str, title: str, told: bool) -> Key:
    lower = text.lower()
    if told:
        others = others.replace(lower, "", 1)  # else it would share all words with itself
    longer = [word for word in _WORDS.findall(lower) if len(word) >= _LONG_WORD]
    shared = len([None for word in longer if word in others])
    titled = len([None for word in longer if word in title]) if title else 0
    return seen, 4 * shared // len(longer) if longer else -1, min(2, titled)


def _may_change(unit: Unit, seen: Sequence[Seen], place: int) -> bool:
    """Whether the first look keeps the line, and without a special reason; below what he said stands a speaker."""
    if (unit.verdict is not None and unit.verdict[1] not in _DOUBTFUL) or unit.rule or unit.look[0] is ITEM:
        return False
    return place + 1 >= len(seen) or seen[place + 1].rule != _SPEAKER


def _add_neighbours(keys: list[Key], near: list[Seen]) -> None:
    """Add what is seen of the lines around the one in the middle."""
    me = near.pop(_SEEN)
    up, down = near[_SEEN - 1 : _SEEN + 1]
    keys += [(step, each, me[0]) for step, each in zip(_STEPS, near, strict=True)]
    keys.append((up[0], up[2] > _SENTENCE_LENGTH, down[0], down[2] > _SENTENCE_LENGTH, me[0], me[2] // 3))


def _see(unit: Unit) -> Seen:
    if unit.role is not None:
        role, rule = unit.role, unit.rule
    else:
        role, rule = unit.verdict or (BODY, unit.rule or "shape/body")
    text = unit.text
    last = text[-1]
    end = _ENDS.get(last) or ("0" if last.isdigit() else "a" if last.isalpha() else "x")
    return Seen("K" if role in _KEPT else role[:3], rule, bisect_left(_LENGTHS, len(text)), end)


def _runs(seen: Sequence[Seen]) -> list[int]:
    """For each line how many right above it have the same verdict."""
    runs, run, before = [], -1, ""
    for each in seen:
        run = min(run + 1, _RUN) if each[0] == before else 0
        runs.append(run)
        before = each[0]
    return runs


def _begins(first: str) -> str:
    if first.isalpha():
        return "A" if first.isupper() else "a"
    return '"' if first in _QUOTES else "0" if first.isdigit() else "x"


def _signs(text: str) -> tuple[bool, ...]:
    return (
        ": " in text, " – " in text or " - " in text, "|" in text, "(" in text, "/" in text,
        not _MARKS.isdisjoint(text), "..." in text or "…" in text, ", " in text,
        _SENTENCES.search(text) is not None, text[-1] in _ARROWS, "?" in text, not _DIGITS.isdisjoint(text),
    )  # fmt: skip


def clues_of(keys: Sequence[Key]) -> list[str]:
    """All clues that the glances at a line give."""
    return [clue for kind, key in zip(GLANCES, keys, strict=True) for clue in kind(*key).clues()]
