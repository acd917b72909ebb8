"""The same sentences with other names, numbers and dates: slots are found once, filled for each document."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

_NAMES = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
_SEEDS, _INSTEAD = _NAMES["seeds"], _NAMES["instead"]
_MONTHS = (
    "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip

_SLOT = re.compile(
    rf"""
    (?P<date>\b\d{{1,2}}\.\d{{2}}\.20\d\d\b)
  | (?P<clock>\b\d{{1,2}}(?:[.:]\d{{2}}(?=\ Uhr)|:\d{{2}}\b))
  | (?P<day>\b\d{{1,2}}(?=\.\ (?:{"|".join(_MONTHS)})\b|\ (?:March|October)\b))
  | (?P<hour>\b\d{{1,2}}(?=\ Uhr\b))
  | (?P<year>\b(?:19|20)\d\d\b)
  | (?P<number>\d{{2,}}|(?<=\d[.,'])\d|\d(?=[.,']\d))
  | (?P<first>\b(?:{"|".join(_SEEDS["first"])})\b)
  | (?P<last>\b(?:{"|".join(_SEEDS["last"])})(?=s?\b))
  | (?P<place>\b(?:{"|".join(_SEEDS["places"])})(?=(?:er|s)?\b))
    """,
    re.VERBOSE,
)

Slot = tuple[str, str]  # what it is, what the seed says


class Variation:
    """One document's other names and numbers. A name keeps its replacement throughout the document."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._names: dict[str, str] = {}

    def vary(self, line: str) -> str:
        """The line with other names, numbers and dates."""
        return "".join([part if isinstance(part, str) else self._fill(part) for part in _slots(line)])

    def _fill(self, slot: Slot) -> str:
        kind, said = slot
        if kind in _NAME_MAKERS:
            if said not in self._names:
                self._names[said] = _NAME_MAKERS[kind](self._random)
            return self._names[said]
        return _NUMBER_MAKERS[kind](self._random, said)


@cache
def _slots(line: str) -> tuple[str | Slot, ...]:
    """A seed's line as literal pieces and slots; corpora vary the same few hundred lines."""
    parts: list[str | Slot] = []
    end = 0
    for match in _SLOT.finditer(line):
        parts += (line[end : match.start()], (match.lastgroup or "", match[0]))
        end = match.end()
    return (*parts, line[end:])


def _first_name(random: Random) -> str:
    return str(random.choice(_INSTEAD["first"]))


def _last_name(random: Random) -> str:
    return str(random.choice(_INSTEAD["last_begins"]) + random.choice(_INSTEAD["last_ends"]))


def place_name(random: Random) -> str:
    """An invented place."""
    return str(random.choice(_INSTEAD["place_begins"]) + random.choice(_INSTEAD["place_ends"]))


def _digits(random: Random, said: str) -> str:
    """As many digits, the first of them no zero unless it was one."""
    rest = "".join(random.choices("0123456789", k=len(said) - 1))
    return (said[0] if said[0] == "0" else random.choice("123456789")) + rest


_NAME_MAKERS: dict[str, Callable[[Random], str]] = {
    "first": _first_name,
    "last": _last_name,
    "place": place_name,
}
_NUMBER_MAKERS: dict[str, Callable[[Random, str], str]] = {
    "date": lambda random, _: (
        f"{random.randint(1, 28):02}.{random.randint(1, 12):02}.{random.randint(2019, 2024)}"
    ),
    "clock": lambda random, said: f"{random.randint(0, 23)}{said[-3]}{random.randint(0, 59):02}",
    "day": lambda random, _: str(random.randint(1, 28)),
    "hour": lambda random, _: str(random.randint(0, 23)),
    "year": lambda random, said: str(
        random.randint(2000, 2024) if said >= "2000" else random.randint(1900, 1999)
    ),
    "number": _digits,
}
