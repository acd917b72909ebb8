"""The line by which a blog files an article: day, author, categories and comments in any order, all in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from transforms.metadata.bylines import person_name
from transforms.metadata.facts import Facts
from transforms.metadata.lexicon import Lexicon

_MOST_WORDS = 14  # that are no date's
_MOST_NAMES = 4  # words of an author's name
_ORDINAL = 2  # letters behind a number: "19th"
_LOGIN = re.compile(r"[\w.-]{3,24}")
_BETWEEN = re.compile(r"[|•·∙,;>»/()]+|\s[-–—]+\s|^[-–—\s]+|[-–—\s]+$")
_AROUND = " \t.:*#[]"
_ENDS = frozenset(".?!")
_CUT = "|"  # stands where a date stood


def read_filing(text: str, lexicon: Lexicon) -> Facts | None:
    """What the line says if it holds a whole day and is signed, labelled, or counts comments; else None.

    Spares whatever holds another word in lower case than metadata has, an end mark, or words before the opener:
    "Konzert von Ada Lind am 4. Mai 2031".

    >>> from transforms.rulebook import Rulebook
    >>> lexicon = Rulebook.load().derive("lexicon", "de", Lexicon)
    >>> read_filing("Gespeichert von seeblick am 24. Juli 2031 - 18:55", lexicon).authors
    ('seeblick',)
    >>> read_filing("24. Juli 2031: Ein Konzert von Ada Lind", lexicon) is None
    True
    """
    if text[-1] in _ENDS:
        return None
    found = lexicon.moments(text)
    if not any(moment.year and moment.day for _, _, moment in found):
        return None
    rest, at = [], 0
    for start, end, _ in found:
        rest.append(text[at:start])
        at = end
    bare = _CUT.join([*rest, text[at:]])
    counted = lexicon.comment_count.sub(_CUT, bare)
    told = _read_segments(counted, lexicon)
    if told is None or not (told[0] or counted != bare):
        return None
    return Facts("date", tuple((None, moment) for _, _, moment in found), tuple(told[1]))


def _read_segments(text: str, lexicon: Lexicon) -> tuple[bool, list[str]] | None:
    """Whether a segment is signed or labelled, and the authors; None where one says anything else."""
    signed, authors, count, before = False, list[str](), 0, ""
    for segment in _segments(text, lexicon):
        count += len(segment.split())
        if opener := lexicon.filing_opener.match(segment):
            author = _author(segment[opener.end() :].strip(_AROUND), lexicon)
            if author is None or before:
                return None
            signed, authors = True, [*authors, author]
            continue
        if label := lexicon.filing_label.match(segment):
            signed = signed or label[0].strip(" :").lower() not in lexicon.weak_labels
        before = "" if label else segment
        if not all(_may_stand(word, lexicon) for word in segment[label.end() if label else 0 :].split()):
            return None
    return (signed, authors) if count <= _MOST_WORDS else None


def _segments(text: str, lexicon: Lexicon) -> Iterator[str]:
    """What stands between signs, and before and behind a label: "Datum … Kategorie … Schlagworte …".

    Where a sign stands between, an empty one comes first.
    """
    for segment in _BETWEEN.split(text):
        yield ""
        starts = [0, *(found.start() for found in lexicon.filing_break.finditer(segment)), len(segment)]
        for start, end in pairwise(starts):
            if bare := segment[start:end].strip(_AROUND):
                yield bare


def _author(name: str, lexicon: Lexicon) -> str | None:
    """A person, or the name by which somebody is known to a site; a small word before a date that was cut falls out."""
    first, _, last = name.rpartition(" ")
    if first and last.lower() in lexicon.fillers:
        name = first
    if len(name.split()) > _MOST_NAMES:
        return None
    if person := person_name(name, lexicon.no_names):
        return person
    return name if _LOGIN.fullmatch(name) and not name.isdigit() else None


def _may_stand(word: str, lexicon: Lexicon) -> bool:
    bare = word.strip(_AROUND).lower()
    return not word[0].islower() or bare in lexicon.small_words or len(bare) <= _ORDINAL
