"""What the text of a line says for or against a title: sentences, crumbs, a subtitle's length, copies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.metadata.parts import Part, has_sentences, key_of

_LONGEST_KICKER = 45
LONG_SUBTITLE = 80
_EXCLAIMED = 2  # blanks of a sentence that a kicker is not: "Tierisch dreist!" is one
_ROW = 3  # bars
STEPS = ">›→▸▶❯‣"  # between bread crumbs; "»" is, too, but it ends quotations
_TRAIL = re.compile(rf"^[^«]*\S [{STEPS}»] \S|\S / [^/]+ / \S")
_TRAIL_SIGNS = tuple(f" {sign} " for sign in f"{STEPS}»/")
_QUOTED = re.compile(
    r"[„»«“\"].*[^.][“«»”\"](?:: [^\W\d_a-zß-ÿ].*[^.])?"
)  # alone, or "„…“: Wie der Rat streitet"
_TWO_SENTENCES = re.compile(r"[^\W\d_]{4}\. [^\W\d_a-zß-ÿ].*[^.!?]$")
_TOUCHING, _ENTRIES = re.compile(r"[a-zäöüß][A-ZÄÖÜ]"), 4  # of a menu; "iPhone" and "LinkedIn" have one
_DESK = re.compile(r"[A-ZÄÖÜ]{2,8}-[A-ZÄÖÜ0-9]{1,5}: \S")
LONG_TITLE = 120  # characters
_CATEGORY = 3  # words
_ENTRY_ROW = re.compile(
    r"(?:[^\W\d_a-zß-ÿ][a-zß-ÿ]{3,20} ){4,12}[^\W\d_a-zß-ÿ][a-zß-ÿ]{3,20}"
)  # "Politik Inland Ausland Sport Archiv"
_BESIDE, _CAPITALS = (" · ", " | "), 20  # signs between names; characters of a newsletter's own name
_SURE = 25  # characters of a title that ends another line by no chance,
_NEAR = 3  # above the title or so many lines below it, as in bread crumbs
COPY = 15  # characters from which a line that stands twice is a title, not a label


def is_subtitle(below: str, above: str) -> bool:
    """Whether the lower of two headlines belongs to the upper, rather than the upper being its kicker."""
    if above[-1] in "?!" and (above[-1] == "?" or above.count(" ") >= _EXCLAIMED):
        return True  # a whole sentence, which no kicker is
    if _QUOTED.fullmatch(below) and len(above) <= _LONGEST_KICKER:
        return False  # what somebody said is the headline, and who speaks its kicker
    if _TWO_SENTENCES.search(below) and not _TWO_SENTENCES.search(above):
        return True  # "Wagen fährt ins Stauende. Zweiter Unfall in der Stadt"
    share = 0.5 if above[0] in '„»«“"' else 0.8
    return len(below) >= LONG_SUBTITLE or len(above) >= min(_LONGEST_KICKER, share * len(below))


def is_trail(text: str) -> bool:
    """Whether a line is a trail of bread crumbs, or a menu: "Start › Ausland › …", "Start | Sport | Rat | Tal"."""
    if text.count(" | ") >= _ROW:
        return True
    signed = any(map(text.__contains__, _TRAIL_SIGNS))
    return signed and _TRAIL.search(text) is not None


def is_glued(text: str) -> bool:
    """Whether a line is a menu whose entries touch: "WirtschaftSportKulturWissen"."""
    return len(_TOUCHING.findall(text)) >= _ENTRIES


def is_masthead(text: str) -> bool:
    """Whether several things stand beside each other in the line, or its letters are all capitals."""
    return (
        any(map(text.__contains__, _BESIDE))
        or (len(text) >= _CAPITALS and text.isupper())
        or _is_filed(text)
        or _ENTRY_ROW.fullmatch(text) is not None
    )


def _is_filed(text: str) -> bool:
    """Whether a line is a row of categories, each a link: "Reisen , Amerika"; headlines have no blank there."""
    if " , " not in text:
        return False
    parts = [part.split() for part in text.split(",")]
    return all(
        0 < len(words) <= _CATEGORY and words[0][0].isupper() and words[-1][-1].isalnum() for words in parts
    )


def names_desk(text: str) -> bool:
    """Whether a line begins with the code of the desk that released it: "POL-AU: Einbruch in der Mühle"."""
    return ": " in text[:16] and _DESK.match(text) is not None


def count_full_stops(text: str) -> float:
    """What speaks against a title in its full stops: one at the end, and sentences one after the other."""
    ended = text.rstrip("\"'“”»«)")[-1:] == "."
    several = (ended or len(text) > LONG_TITLE) and has_sentences(text)
    return 2.5 * ended + 2.5 * several * (1 if ended else 2)


def copies(parts: Sequence[Part], title: int, name: str) -> list[int]:
    """The other lines of a head that say the title again: bread crumbs, the headline under a player.

    ``name`` is the title as it is published, without what the page's site adds.
    """
    key = parts[title].key
    if len(key) < COPY:
        return []
    short = key_of(name)
    least, most = min(len(key), len(short)), 2 * len(parts[title].text) + 20
    return [
        at
        for at, part in enumerate(parts)
        if least <= len(part.text) <= most
        and at != title
        and part.open
        and (
            part.key in (key, short) or (at < title + _NEAR and len(key) >= _SURE and part.key.endswith(key))
        )
    ]
