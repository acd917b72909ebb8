"""A page as the eye sees it, while its clock lines are weighed: paragraphs, headlines, names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from transforms.document import Line
from transforms.liveblog.runs import GONE, Run, text_of, wrapped_runs
from transforms.liveblog.timestamps import LONGEST_HEADLINE

_ENDS_SENTENCE = (".", "!", "?", ".“", ".”", '."', ".«", ".»", ".)", "!“", "?“", '!"', '?"', "…")
_PERSON = re.compile(r"(?:[^\W\d_a-zäöü][\w'’.-]*\s){1,3}[^\W\d_a-zäöü][\w'’-]+")
_SIGNED = re.compile(r"[.!?…“”»«\"] ?\([\w/.-]{1,8}\)$")  # "… wird ausgezählt. (mst)"
_COMMENTS_REACH = 12  # lines
_COMMENTS_HEADER = 40  # characters
_NO_LETTERS = re.compile(r"[\W\d]+")


class Page:
    """The lines of a document as the eye sees them: stripped, and without those that a rule took away.

    A paragraph printed on several lines stands in the place of its first one.
    """

    def __init__(self, lines: Sequence[Line], comment_headers: frozenset[str] = frozenset()) -> None:
        self.comment_headers = comment_headers
        self.shown = [line.text.strip() for line in lines]
        self._runs = wrapped_runs(lines)
        self._own = list(self.shown) if self._runs else self.shown
        for first, run in self._runs.items():
            self.shown[first] = text_of(lines, run)
            for at in run[1:]:
                self.shown[at] = ""
        self._firsts = {at: run[0] for run in self._runs.values() for at in run[1:]}
        self.texts = ["" if line[2] in GONE else text for line, text in zip(lines, self.shown, strict=True)]
        self._told = [at for at, text in enumerate(self.texts) if text]

    @property
    def is_wrapped(self) -> bool:
        """Whether any paragraph stands on several lines."""
        return bool(self._runs)

    def paragraph(self, line: int) -> Run:
        """The lines of the paragraph that begins on a line."""
        return self._runs.get(line, (line,))

    def first_line(self, line: int) -> str:
        """What the first line of a paragraph says; nothing where the next one goes on in lower case."""
        run = self._runs.get(line, ())
        ends = bool(run) and self._own[run[1]][:1].lstrip('„“"»«').isupper()
        return self._own[line] if ends else ""

    def break_off(self, line: int) -> None:
        """Take the first line of a paragraph as one of its own."""
        _, *rest = self._runs.pop(line)
        self.shown[rest[0]] = self.shown[line][len(self._own[line]) :].strip()
        self.shown[line] = self.texts[line] = self._own[line]
        self.texts[rest[0]] = self.shown[rest[0]]
        self._told = [at for at, text in enumerate(self.texts) if text]
        if len(rest) > 1:
            self._runs[rest[0]] = tuple(rest)
        self._firsts = {at: run[0] for run in self._runs.values() for at in run[1:]}

    def leave_out(self, lines: Iterable[int]) -> None:
        """Take lines as if a rule had taken them away."""
        for line in lines:
            self.texts[line] = ""
        self._told = [at for at in self._told if self.texts[at]]

    def firsts(self, lines: Sequence[int]) -> list[int]:
        """The first lines of the paragraphs to which some lines belong, in order."""
        return sorted({self._firsts.get(line, line) for line in lines}) if self._firsts else list(lines)

    def between(self, line: int, end: int) -> list[int]:
        """The lines with text behind a line and before another."""
        first = bisect_right(self._told, line)
        return self._told[first : bisect_left(self._told, end, first)]

    def next_to(self, line: int) -> set[int]:
        """The lines with text right above and below a line, blank ones passed over."""
        place = bisect_left(self._told, line)
        return {*self._told[max(0, place - 1) : place], *self._told[place + 1 : place + 2]}

    def above(self, line: int) -> int | None:
        """The nearest line with text above a line, if it is near."""
        return next((at for at in self._upwards(line, 8) if self.texts[at]), None)

    def has_comments_above(self, line: int) -> bool:
        """Whether readers' comments are announced near above a line, as in "Kommentare (12)".

        Spares a link to them in a row above the text: "Kommentare", "Drucken", "Teilen".
        """
        near = range(max(0, line - _COMMENTS_REACH), line)
        header = next((at for at in near if self._heads_comments(self.shown[at])), None)
        if header is None:
            return False
        in_a_row_above_the_text = not any(map(is_prose, self.shown[:header])) and any(
            map(is_prose, self.shown[header:line])
        )
        return not in_a_row_above_the_text

    def _heads_comments(self, text: str) -> bool:
        short = 0 < len(text) <= _COMMENTS_HEADER
        return short and _NO_LETTERS.sub(" ", text.casefold()).strip() in self.comment_headers

    def right_above(self, line: int) -> int | None:
        """The nearest line above a line, even if a rule took it away."""
        return next((at for at in self._upwards(line, 3) if self.shown[at]), None)

    def _upwards(self, line: int, reach: int) -> Iterable[int]:
        """So many lines above a line, the nearest first; those inside a paragraph don't count."""
        if not self._firsts:
            return range(line - 1, max(-1, line - 1 - reach), -1)
        return islice((at for at in range(line - 1, -1, -1) if at not in self._firsts), reach)

    def prose(self, lines: Sequence[int]) -> int:
        """The characters of running text in some lines."""
        return sum(len(self.texts[line]) for line in lines if is_prose(self.texts[line]))

    def told(self, lines: Sequence[int]) -> int:
        """The characters of running text, short statements included."""
        return sum(len(self.texts[line]) for line in lines if tells(self.texts[line]))


def is_prose(text: str) -> bool:
    """Whether a line reads as running text: long, or a whole sentence that is not short, signed or not."""
    if len(text) >= 110:
        return True
    return len(text) >= 45 and (
        text.endswith(_ENDS_SENTENCE) or (text[-1] == ")" and _SIGNED.search(text) is not None)
    )


def tells(text: str) -> bool:
    """Whether a line is running text or a short statement."""
    return is_prose(text) or (len(text) > 16 and text.endswith("."))


def is_headline(text: str) -> bool:
    """Whether a line may be a headline: short, with a letter, and no statement with a full stop."""
    statement = text.endswith(".") and not text.endswith("..") and len(text) > 16
    return 2 < len(text) <= LONGEST_HEADLINE and not statement and any(map(str.isalpha, text[:40]))


def heads(text: str) -> bool:
    """Whether a line of its own may be a headline: it could be one, no long sentence, no greeting."""
    return (
        is_headline(text)
        and not text.endswith((",", ";"))
        and not (is_prose(text) and text.endswith((".", ".“", '."', "…")))
    )


def is_person(text: str) -> bool:
    """Whether a line may be a name: two to four words that all begin with a capital."""
    return len(text) <= 40 and _is_name(text)


@lru_cache(maxsize=4096)
def _is_name(text: str) -> bool:
    return _PERSON.fullmatch(text) is not None
