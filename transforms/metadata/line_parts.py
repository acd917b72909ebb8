"""The parts of one line of metadata, recognised one by one: names, offices, agencies, labels, fillers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.dates.finding import Moment
from transforms.metadata.bylines import agency_beside, agency_name, cut_agency, person_name
from transforms.metadata.facts import PUBLISHED, UPDATED, Facts
from transforms.metadata.lexicon import Lexicon

AROUND = " \t\r\u00a0.:()[]\"'*+>→–—-_"  # signs that may stand around a part
PERSON = 2  # words of a name
SIGN = 4  # letters of the longest sign of an editor: dpa/rts
_INITIALS = re.compile(r"\s\([a-zäöü]{2,4}\)?$")  # an editor's sign behind the name; the bracket is cut off
_SIGNS = re.compile(r"[a-zäöü]{2,4}|[a-z]{1,2}-[a-zäöü]{2,6}")  # of an editor or a desk: "hls", "t-nord"
_STATION = re.compile(  # beside an author's name: "SWR", "ARD-Studio Prag", "talbote.de"
    r"[A-ZÄÖÜ]{2,6}\d?(?:[ -][\w-]+){0,2}|[\w-]{3,20}\.(?:at|ch|com|de|fr|it|net|nl|org|tv)"
)
_BRACKET = re.compile(r"\s\(([^()]{2,30})\)?$")


class LineParts:
    """The parts of a line besides its dates, as they are recognised."""

    def __init__(self, *, dated: bool, labelled: bool) -> None:
        self.dated = dated  # whether the line holds a day, not a clock alone: "Beginn: 19 Uhr" is text
        self.labelled = labelled
        self.named = self.role = self.opens = False
        self.numbered = False  # whether it held the number of a press release
        self.label: str | None = None
        self.authors: list[str] = []
        self.loose: list[str] = []  # names without "Von"
        self.agency: str | None = None
        self.minutes: int | None = None

    def take(self, part: str, segment: str, lexicon: Lexicon) -> bool:
        """Recognise one part; False if it is anything else, and the line is no metadata."""
        segment = segment.strip()
        if opener := lexicon.byline.match(segment) if lexicon.may_sign(segment) else None:
            self.named = True
            self.opens = opener.end() == len(segment)
            return self._take_names(segment[opener.end() :], lexicon)
        if not part or self._says_no_more(part, lexicon):
            return True
        agency = _agency_of(part, lexicon) if self.dated else agency_name(part)
        if agency or self._is_sign(part, segment):
            self.agency = agency or self.agency
            return True
        if self.named or lexicon.role_at(part.split()) is not None:
            return self._take_names(part, lexicon)
        if bracket := _BRACKET.search(part):  # "Anna Beispiel (dpa)", "(mit dpa)"
            self.agency = agency_name(bracket[1].rpartition(" ")[2]) or self.agency
        here = _INITIALS.sub("", _without_place(self._cut_helper(part, lexicon), lexicon))
        names = [person_name(name, lexicon.no_names) for name in lexicon.also.split(here)]
        if all(names):
            self.loose += [name for name in names if name]
            return True
        place = len(part) <= 25 and part.isalpha() and (part.istitle() or part.isupper())  # or a station
        return self.dated and place and segment[-1:] != ":"  # "Konzert: 4. Mai, 19 Uhr" says what takes place

    def _is_sign(self, part: str, segment: str) -> bool:
        """Whether an editor or desk signs here: beside a date and an agency, or in brackets."""
        return self.dated and (self.agency is not None or segment[:1] == "(") and bool(_SIGNS.fullmatch(part))

    def _says_no_more(self, part: str, lexicon: Lexicon) -> bool:
        """Whether a part goes with the others, and is none that has to be told: a filler, a place, a photographer."""
        return (
            self._is_filler(part, lexicon)
            or self._says_where(part, lexicon)
            or self._names_photographer(part, lexicon)
        )

    def _says_where(self, part: str, lexicon: Lexicon) -> bool:
        """Whether a part says for whom, or where from, its author writes: "SWR", "zurzeit Prag", "à Lille"."""
        if not self.authors:
            return False
        whole = self.authors[-1].isupper()  # names may be printed so, too
        if _STATION.fullmatch(part) and not (whole and " " in part):
            return True
        return lexicon.place.match(f" {part}") is not None

    def _is_filler(self, part: str, lexicon: Lexicon) -> bool:
        lower = part.lower()
        if (self.authors or self.loose) and lexicon.is_outlet(part):
            return True
        if found := lexicon.minutes.fullmatch(part):
            self.minutes = int(found[1])
            return True
        if lower in lexicon.page_types or all(w.isdigit() or w in lexicon.fillers for w in lower.split()):
            self.label = cut_label(part, lexicon)[1] or self.label
            return True
        bare, label = cut_label(part, lexicon)
        if label and not bare.strip(AROUND + "|"):
            self.label = label
            return True
        return False

    def _names_photographer(self, part: str, lexicon: Lexicon) -> bool:
        """Whether a part says who took the pictures, which is no author: "Fotos von Bert Muster"."""
        if part.partition(" ")[0].rstrip(":").lower() not in lexicon.picture_words:
            return False
        if lexicon.photographer.match(part):
            self.role = True
            return True
        return self.named and lexicon.picture.match(part) is not None

    def _take_names(self, text: str, lexicon: Lexicon) -> bool:
        """Names and what they are: "Anna Beispiel und Bert Muster", "Cora Probe Redakteurin für Wetter"."""
        bracket = _BRACKET.search(text)  # "(dpa)", "(Sport)"
        if bracket:
            self.agency = agency_name(bracket[1]) or self.agency
            text = text[: bracket.start()]
        text = text.strip(AROUND)
        if self.authors and text.isalpha() and text.istitle():
            return True  # "Anna Beispiel, Musterstadt"
        words = text.split()
        if len(words) >= (PERSON if self.dated else PERSON + 1) and words[-1].lower() in lexicon.fillers:
            words.pop()  # "Anna Beispiel am", or "Anna am", before a date
            text = " ".join(words)
        role = lexicon.role_at(words)
        if role is not None:
            self.role = True
            text = _beside_role(words, role, lexicon).strip(AROUND)
        for whole in lexicon.also.split(text) if text else ():
            name, signed = cut_agency(_without_place(self._cut_helper(whole, lexicon), lexicon))
            self.agency = signed or self.agency
            if agency := agency_name(name) or agency_beside(name):
                self.agency = agency
            elif person := person_name(name, lexicon.no_names):
                self.authors.append(person)
            elif role is None and not self._is_group(name, lexicon):
                return False
        return True

    def _cut_helper(self, name: str, lexicon: Lexicon) -> str:
        """The name without the agency that helped: "Anna Beispiel mit dpa", "Anna Beispiel und Agenturen"."""
        words = name.split()
        if len(words) <= PERSON or not words[-2].islower() or len(words[-2]) > SIGN:
            return name
        if words[-1].lower() not in lexicon.helpers:
            return name
        self.agency = agency_name(words[-1]) or self.agency
        return " ".join(words[:-2])

    def _is_group(self, name: str, lexicon: Lexicon) -> bool:
        """Whether a byline names a desk: its words say so, or a date on the same line vouches for it."""
        tokens = name.split()
        known = any(token.lower() in lexicon.groups for token in tokens)
        if known or (self.dated and len(tokens) == 1 and (self.labelled or name[0].isupper())):
            self.authors.append(name)
            return len(tokens) <= 4
        return False

    def facts(self, dates: list[tuple[str | None, Moment]], reading: list[int]) -> Facts | None:
        """The facts, once every part has been recognised; None where there are none."""
        minutes = reading[0] if reading else self.minutes if dates or self.named else None
        kinds = (
            ("date", dates if any(map(_is_firm, dates)) else []),
            ("byline", self.named or (self.authors and self.role)),
            ("agency", self.agency),
            ("reading", reading),
            ("name", self.loose),
            ("day", dates),
            ("role", self.role),
            ("label", self.label),
            ("number", self.numbered),
        )
        kind = next((kind for kind, known in kinds if known), None)
        if kind is None:
            return None
        authors = tuple(self.authors + self.loose)
        return Facts(kind, tuple(dates), authors, self.agency, minutes, self.label, self.opens)


def _agency_of(part: str, lexicon: Lexicon) -> str | None:
    """The agency that a part names, behind a label or not: "Quelle: dpa", which alone may be a picture's credit."""
    label, colon, name = part.partition(":")
    return agency_name(name if colon and label.lower() in lexicon.source_labels else part)


def _beside_role(words: Sequence[str], role: int, lexicon: Lexicon) -> str:
    """The names before the word that says what somebody is; behind it where no name stands before."""
    before = role
    while before and words[before - 1].lower() in lexicon.role_adjectives:
        before -= 1
    if all(word.islower() for word in words[:before]):  # "unserem Reporter Bert Muster"
        behind = " ".join(words[role + 1 :])
        return behind if person_name(behind, lexicon.no_names) else ""
    return " ".join(words[:before])


def _without_place(name: str, lexicon: Lexicon) -> str:
    """A name without where its bearer is, or for whom: "Anna Beispiel in Musterstadt"."""
    return lexicon.place.split(name, maxsplit=1)[0]


def cut_label(text: str, lexicon: Lexicon) -> tuple[str, str | None]:
    """A text without the label of a date, and what the label says of it."""
    for label, pattern in ((UPDATED, lexicon.updated), (PUBLISHED, lexicon.published)):
        if pattern.search(text):
            return lexicon.published.sub("|", pattern.sub("|", text)), label
    return text, None


def _is_firm(date: tuple[str | None, Moment]) -> bool:
    """Whether it is more than a weekday or "heute" alone: forecasts have those for headings."""
    label, moment = date
    return label is not None or moment._replace(weekday=None, days_ago=None) != Moment()
