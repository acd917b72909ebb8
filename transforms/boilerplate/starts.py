"""What the matches of a pattern start or end with: how most rules are ruled out before they are tried."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT}
LOOKS = {op.ASSERT, op.ASSERT_NOT}
_MOST_PREFIXES = 300  # more would cost more than they tell
_ANYTHING = (("", False),)
_ONCE = re.compile(r"\??(?![*+?{])")
_FEW_LETTERS = 6  # with as many at its start, a pattern is hardly ever tried in vain
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
parsed = lru_cache(maxsize=1000)(_parser.parse)
_FLAGS = re.compile(r"\(\?[a-zA-Z]")
_LETTERS = re.compile(r"[^\\\[\](){}.*+?|^$0-9]+(?![*+?{])")  # a run that every match starts with

Prefix = tuple[str, bool]  # and whether the pattern's next token may follow it, or anything


def split_alternatives(pattern: str) -> list[str]:
    r"""The pattern's alternatives, those in groups apart.

    >>> split_alternatives(r"a(?:b|c)|[|]d|\\|e")
    ['a(?:b|c)', '[|]d', '\\\\', 'e']
    """
    if "|" not in pattern or _FLAGS.match(pattern):
        return [pattern]
    ends, depth = [], 0
    for token in _TOKEN.finditer(pattern):
        if token[0] == "|" and not depth:
            ends.append(token.start())
        depth += {"(": 1, ")": -1}.get(token[0], 0)
    starts = [0, *(end + 1 for end in ends)]
    return [pattern[start:end] for start, end in zip(starts, [*ends, len(pattern)], strict=True)]


@lru_cache(maxsize=10_000)
def prefixes(pattern: str, length: int = 3) -> frozenset[str]:
    """What a match can start with: texts of at most ``length`` characters, shorter where anything follows.

    The digits that a match starts with are all written 0, and what is behind later digits is cut off. The
    empty text among them says that a match can start with anything.

    >>> sorted(prefixes("(?:an)?zeigen?|b.*"))
    ['anz', 'b', 'zei']
    >>> sorted(prefixes("[0-9]{1,2} Fotos"))
    ['0 F', '00 ']
    """
    return frozenset(start for each in split_alternatives(pattern) for start in _starts(each, length))


@lru_cache(maxsize=10_000)
def endings(pattern: str, length: int) -> frozenset[str]:
    """What a match can end with, read backwards: as `prefixes` of the mirrored pattern.

    >>> sorted(endings("[^ ]{2,9} (?:lesen|hören)!?", 4))
    ['!ner', '!nes', 'nerö', 'nese']
    """
    return frozenset(_cut_at_number(text) for text, _ in first_texts(_mirrored(parsed(pattern)), length))


def widest(alternative: str) -> int:
    """The most characters that a match has, where that is cheap to tell; else more than any line has.

    >>> widest("(?:an)?zeigen?"), widest("der .{3,60}"), widest("die .*") > 10**9
    (8, 64, True)
    """
    letters = _LETTERS.match(alternative)
    if letters and letters[0] == alternative:
        return len(alternative)
    known = _plain_starts(alternative, _FEW_LETTERS)
    told = known is not None and all(len(start) == _FEW_LETTERS for start in known)
    return sys.maxsize if told else int(parsed(alternative).getwidth()[1])


def fold_number(head: str) -> str:
    """The start of a line with its leading digits written 0, as `prefixes` has them.

    >>> fold_number("12.31 uhr")
    '00.31 uhr'
    """
    rest = head.lstrip("0123456789")
    return "0" * (len(head) - len(rest)) + rest


def _starts(alternative: str, length: int) -> Iterator[str]:
    """The starts, told without parsing where a pattern starts with letters, or groups of them, as most do."""
    plain = _plain_starts(alternative, length)
    if plain is not None:
        yield from plain
        return
    for text, _ in first_texts(parsed(alternative), length) if alternative[0] != "." else _ANYTHING:
        yield _cut_at_number(text)


def _cut_at_number(text: str) -> str:
    """The text up to its first number but the one that it starts with."""
    digits = len(text) - len(text.lstrip("0"))
    later = text.find("0", digits)
    return text if later < 0 else text[:later]


@lru_cache(maxsize=2000)
def _plain_starts(alternative: str, length: int) -> frozenset[str] | None:
    """The starts of a pattern that begins with letters, and groups of alternatives that do; else None."""
    letters = _LETTERS.match(alternative)
    run = letters[0] if letters else ""
    if len(run) >= length or (run and run == alternative):
        return frozenset([run[:length]])
    group = _first_group(alternative[len(run) :])
    if group is None:
        return None
    found: set[str] = set()
    for choice in group.choices:
        starts = _plain_starts(choice + group.behind, length - len(run))
        if starts is None or len(found) > _MOST_PREFIXES:
            return None
        found.update([run + start for start in starts])
    return frozenset(found)


class _Group(NamedTuple):
    choices: list[str]  # among them the empty one, where the group may be left out
    behind: str  # the pattern that follows


def _first_group(pattern: str) -> _Group | None:
    """The group that the pattern begins with, unless it may stand there more than once."""
    if not pattern.startswith("(?:"):
        return None
    depth = 0
    for token in _TOKEN.finditer(pattern):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if depth == 0:
            break
    once = _ONCE.match(pattern, token.end())
    if not once:
        return None
    return _Group(split_alternatives(pattern[3 : token.start()]) + [""] * len(once[0]), pattern[once.end() :])


def _mirrored(tokens: Sequence[Any]) -> list[tuple[Any, Any]]:
    """The tokens of a pattern that matches the same texts read backwards, as far as `first_texts` reads them."""
    return [(token, _mirrored_value(token, value)) for token, value in reversed(list(tokens))]


def _mirrored_value(token: Any, value: Any) -> Any:
    if token is op.SUBPATTERN:
        return (*value[:3], _mirrored(value[3]))
    if token is op.BRANCH:
        return value[0], [_mirrored(branch) for branch in value[1]]
    if token in REPEATS or token is op.POSSESSIVE_REPEAT:
        return (*value[:2], _mirrored(value[2]))
    return value


def first_texts(tokens: Sequence[Any], length: int) -> set[Prefix]:
    """The prefixes of what the tokens match, every digit written 0."""
    going, told = {""}, set[Prefix]()
    for token, value in tokens:
        if token is op.LITERAL:
            letter = _letter(value)
            found = {(text + letter, True) for text in going}
        else:
            found = _extended(going, _texts_of(token, value, length), length)
        going = {text for text, goes_on in found if goes_on and len(text) < length}
        told |= {each for each in found if not each[1] or len(each[0]) >= length}
        if not going:
            break
    return told | {(text, True) for text in going}


def _extended(texts: set[str], pieces: set[Prefix], length: int) -> set[Prefix]:
    """Each text with each piece; where that would be too many, with less of the pieces, and anything behind it."""
    for kept in range(length, -1, -1):
        if len(texts) * len(pieces) <= _MOST_PREFIXES:
            break
        pieces = {(piece[:kept], goes_on and len(piece) <= kept) for piece, goes_on in pieces}
    return {((text + piece)[:length], goes_on) for text in texts for piece, goes_on in pieces}


def _texts_of(token: Any, value: Any, length: int) -> set[Prefix]:
    if token is op.LITERAL:
        return {(_letter(value), True)}
    if token is op.IN:
        members = _members(value)
        return {("", False)} if members is None else {(member, True) for member in members}
    if token is op.BRANCH:
        return set().union(*(first_texts(branch, length) for branch in value[1]))
    if token is op.SUBPATTERN:
        return first_texts(value[3], length)
    if token in REPEATS or token is op.POSSESSIVE_REPEAT:
        return _texts_of_repeat(value, length)
    return {("", True)} if token is op.AT or token in LOOKS else {("", False)}


def _texts_of_repeat(value: tuple[int, int, Any], length: int) -> set[Prefix]:
    least, most, body = value
    found: set[Prefix] = {("", True)} if least == 0 else set()
    times: set[Prefix] = {("", True)}
    once = first_texts(body, length)
    for count in range(1, min(int(most), length) + 1):
        closed = {(text, goes_on) for text, goes_on in times if not goes_on}
        times = closed | _extended({text for text, goes_on in times if goes_on}, once, length)
        if count >= least or count == length:
            found |= times
    return found


def _members(items: Sequence[Any]) -> frozenset[str] | None:
    members: set[str] = set()
    for token, value in items:
        if token is op.LITERAL:
            members.add(_letter(value))
        elif token is op.RANGE and value[1] - value[0] < 100:
            members.update(map(_letter, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(members)


def _letter(code: int) -> str:
    return "0" if 48 <= code <= 57 else chr(code)
