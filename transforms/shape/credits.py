"""Who took the picture: credits on lines of their own, and captions that end in one."""

from __future__ import annotations

import re

from transforms.rulebook import Vocabulary
from transforms.shape.kinds import CAPTION, CREDIT, Kind
from transforms.shape.signs import may_say_where

CREDIT_TAIL = 140  # characters in which a credit is looked for
_POINTS = 240  # characters; in longer lines such brackets are the text's own
_STOCK_LINE = 60
_LABEL = 30  # characters of the longest label
_SMALL_WORDS = 2  # that a credit may have beside function words
_BRACKETS = (")", "]", ").")
_LONGEST_LABELLED = 80  # characters in the brackets behind a caption
_SENTENCE_ENDS = frozenset(".!?…”“")
_WORD = re.compile(r"[^\W_]+")
_DURATION = re.compile(r"\d{1,3}:\d\d ?min[.)]{0,2}$", re.IGNORECASE)
_NAME = r"\w[\w.’'-]*"
_AGENCIES = frozenset(
    [
        "dpa",
        "afp",
        "apa",
        "reuters",
        "keystone",
        "imago",
        "epa",
        "ddp",
        "sid",
        "ap",
        "getty",
        "picture",
        "alliance",
        "shutterstock",
        "istock",
        "istockphoto",
        "stock",
        "adobe",
        "unsplash",
        "pixabay",
        "pexels",
        "alamy",
        "ullstein",
        "laif",
        "belga",
        "ansa",
        "tass",
        "xinhua",
        "zuma",
        "corbis",
        "images",
        "archiv",
        "archive",
        "via",
        "zvg",
        "privat",
    ]
)
_AGENCY = rf"(?:{'|'.join(sorted(_AGENCIES))})\b"
_SIGNED = re.compile(
    rf"""
    (?:^|[.!?“"]\ ?|\()                                                # after the caption's last sentence
    (?: (?:{_NAME}\ ){{0,3}}{_NAME}\ ?[/|]\ ?(?:[\w. ]{{1,30}}[/|]\ ?)?{_AGENCY} # Jo Tal/Talpost/dpa
      | {_AGENCY}(?:\ {_AGENCY})?\ ?[/|]                                # Getty Images/Jo Tal
    )
    [\w .,/|’'&-]{{0,60}}\)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETED = re.compile(
    r"[(\[]([^()\[\]/]{2,40})/([^()\[\]/]{2,40})[)\]]$"
)  # "… (Jo Tal/Die Depesche)", "… [Jo Tal/dna]"
_PERSON = re.compile(r"(?:[^\W\d_a-zäöü][\w.’'-]+ ){1,2}[^\W\d_a-zäöü][\w’'-]+")
_AGENCY_NAME = re.compile(rf"{_AGENCY}|[A-Z]{{2,}} Photo\b", re.IGNORECASE)
_PARTY = 7  # letters of the longest name that parties and clubs write in capitals: "CDU/CSU"
_SLASHED = (
    re.compile(  # a person and a paper behind the caption's last sentence, or behind the picture's label
        r"(?:[a-zäöüß]{3}[.!?”“] ?|\([A-Z][a-z]+(?:bild|foto)\) ?)"
        r"(?:(?:[^\W\d_a-zäöü][\w.’'-]+ ){1,2}[^\W\d_a-zäöü][\w’'-]+ ?/ ?|[A-ZÄÖÜ]{2,5}/(?=\w[a-zäöü]))"
        r"(?:[^\W\d_a-zäöü][\w’'-]*|[a-z]{2,4}\b)(?: [^\W\d_a-zäöü][\w’'-]*){0,2}$"
    )
)
_SIGNED_TEXT = (
    120  # characters, and more, that an editor signs as pictures are: "… ihn wieder. © jt/talpost.de"
)
_SIGNED_OFF = re.compile(r"[.!?”“»\"] ?© ?[a-zäöü]{2,5}/[\w.-]{2,20}$")
_INITIALS = re.compile(r"[.!?”“»\"] ?\([a-zäöü]{2,4}(?:/[a-zäöü]{2,4}){1,3}\)$")  # "… am Abend. (jo/tal/dpa)"
_BRACKETED_WORDS = 4  # that a caption has before the brackets
_IN_CAPITALS = re.compile(
    r"[.!?»”]\ (?:[A-ZÀ-Ý][A-ZÀ-Ý.’'-]+\ ){1,3}(?:/|POUR|PER|FOR|VIA)\ [^.!?]{2,40}$", re.VERBOSE
)
_NAMED = re.compile(  # without a colon, as Swiss sites print it: "Bild Kantonspolizei"
    r"(?:Bild|Foto|Symbolbild|Archivbild|Archivfoto|Fotos|Bilder)(?: [^\W\d_a-zäöü][\w.’'-]+){1,3}"
)
_BARE = re.compile(
    r"[^\W\d_][^\W\d_a-zäöü]*[a-zäöü]\w+/([^\W\d_a-zäöü][a-zäöüß]+) [^\W\d_a-zäöü][a-zäöüß]+(?:-\w+)?"
)
_OPENED = (
    re.compile(  # who took it stands before the caption: "dpa Über dem Hafen …", "dpa/Jo Tal Wer heizt …"
        r"(?:dpa|imago(?: images)?|picture[ -]alliance|Getty Images)(?:/(?:[A-Z][\w.-]+ ?){1,3})? "
        r"(?=[A-ZÄÖÜ„])(?!.{2,40} [–-] )"
    )
)
_STOCK = re.compile(  # who sells pictures, in a line that says little else
    r"\b(?:stock\.adobe(?:\.com)?|adobe ?stock|shutterstock|istock(?:photo)?|getty ?images|picture[ -]alliance"
    r"|depositphotos|unsplash|pixabay|pexels)\b",
    re.IGNORECASE,
)
_LICENCE = re.compile(  # under which a picture may be shown, at the end of its caption
    r"(?:\bCC[ -](?:0|BY(?:[ -](?:SA|NC|ND)){0,2})(?:[ -]?\d\.\d)?|\bCC0|\bpublic domain|\bgemeinfrei)[)\]]?$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b(?:www\.)?[\w-]+\.(?:de|at|ch|com|net|org|eu|info)\b")
_BEFORE_PLACES = frozenset({"bad", "sankt", "st", "groß", "klein", "ober", "unter", "neu", "alt"})


class Credits:
    """Finds the credits that pages print in the given languages.

    A credit names people and agencies; a quotation behind a colon ("Bild: …") has verbs, which are
    written small, and is spared.
    """

    __slots__ = (
        "_barred",
        "_end",
        "_ended",
        "_first_letters",
        "_known_words",
        "_label_ends",
        "_labels",
        "_marks",
        "_opening_mark",
        "_sign_of_marks",
        "_start",
    )

    def __init__(self, vocabularies: tuple[Vocabulary, ...]) -> None:
        names = {label for known in vocabularies for label in known.named("credit_labels")}
        labels = "|".join(sorted(map(re.escape, names))) or "©"
        self._end = re.compile(
            rf"(?:^|[\s(|[,;.!?“\"»–−—])(?:(?:{labels}) ?(?:[:|]|\.\.\.)|\(c\) )"
            r"[^.!?]{0,60}(?:[.!?][^.!?]{1,40}){0,3}\.?$",
            re.IGNORECASE,
        )
        self._barred = re.compile(rf"(?:{labels}): [^|:]{{2,40}} \| \S", re.IGNORECASE)
        self._start = re.compile(rf"(?:{labels})(?: ?[:|]| von | by )|©|\(c\) ", re.IGNORECASE)
        self._labels = tuple(label.casefold() for label in names)
        self._ended = min([2, *map(len, self._labels)])  # letters by which most words are told from labels
        self._label_ends = {label[-self._ended :] for label in self._labels}
        self._first_letters = {label[0].casefold() for label in names} | {"©", "("}
        marks = {mark for known in vocabularies for mark in known.named("caption_marks")}
        opening = [re.escape(mark) for mark in sorted(marks) if mark[-1] == ":"]
        self._opening_mark = re.compile(rf"\W*(?:{'|'.join(opening) or '(?!)'})", re.IGNORECASE)
        inside = [set(mark) for mark in marks if mark[-1] != ":"]
        self._sign_of_marks = sorted(set("(.").intersection(*inside))[:1]  # that all have, if they have one
        self._marks = tuple(mark.lower() for mark in sorted(marks) if mark[-1] != ":")
        self._known_words = frozenset[str]().union(
            _AGENCIES, *(known.function_words for known in vocabularies)
        )

    def look(self, text: str) -> Kind | None:
        """Whether the line is a credit, or a caption that ends in one; None where it is neither."""
        tail = text[-CREDIT_TAIL:]
        if "©" in tail and not (len(text) > _SIGNED_TEXT and _SIGNED_OFF.search(tail)):
            return CREDIT if tail == text and text[0] == "©" else CAPTION
        if tail == text and self.starts_credited(text):
            return CREDIT
        if (
            self._ends_credited(tail)
            or (" | " in text and self._barred.match(text))
            or (tail == text and opens_credited(text))
            or self._says_where(text)
            or (text.endswith(_BRACKETS) and (self._ends_labelled(text) or _ends_bracketed(text)))
            or ("/" in tail and _SLASHED.search(tail))
            or (len(text) <= _POINTS and _LICENCE.search(tail))
            or ((text[-1].isupper() or text[-1] == "»") and _IN_CAPITALS.search(tail))
        ):
            return CAPTION
        if tail == text and self._names_source(text):
            return CREDIT
        signed = _SIGNED.search(tail) if text[-1] not in ".!?" and ("/" in tail or "|" in tail) else None
        if signed is None or (len(text) > _SIGNED_TEXT and _INITIALS.search(tail)):
            return None
        return CREDIT if signed.start() == 0 and tail == text else CAPTION

    def starts_credited(self, text: str) -> bool:
        """Whether a line of at most `CREDIT_TAIL` characters is a credit from its first word on."""
        if text[0].casefold() not in self._first_letters:
            return False
        if self._start.match(text) is not None:
            return self._names_only(text)
        return _NAMED.fullmatch(text) is not None

    def _ends_labelled(self, text: str) -> bool:
        """Whether a short line ends in a picture's label in brackets: "(Archivbild)", "… am Montag. (Foto Ada Lind)".

        Behind a whole sentence anything may be said of the picture, elsewhere who took it.
        """
        above, bracket, inside = text.removesuffix(".").rpartition("(")
        if len(text) > _POINTS or not bracket or len(inside) > _LONGEST_LABELLED:
            return False
        label, _, names = inside.rstrip(")] ").partition(" ")
        if label.casefold() not in self._labels:
            return inside[:-1].casefold() in self._labels
        if above.rstrip()[-1:] in _SENTENCE_ENDS:
            return not names[:1].isdigit()
        if not names or text[-1] == ".":
            return text[-1] != "."
        return names[0].isupper() and self._names_only(f"{label} {names}")

    def _says_where(self, text: str) -> bool:
        """Whether a short line says where in the picture somebody stands: "Jo Tal (l.) und Anna Bach"."""
        if len(text) > _POINTS or not (":" in text or may_say_where(text)):
            return False
        if ":" in text and self._opening_mark.match(text):
            return True
        if not all(map(text.__contains__, self._sign_of_marks)):
            return False
        return any(map(text.lower().__contains__, self._marks))

    def _is_bare(self, text: str) -> bool:
        """Whether the line is a picture agency and a photographer: "Lichtgut/Jo Tal"; no places, no parties."""
        found = _BARE.fullmatch(text)
        return found is not None and found[1].lower() not in self._known_words | _BEFORE_PLACES

    def _names_source(self, text: str) -> bool:
        """Whether a line without a label says where the picture is from, and nothing else."""
        if "/" in text and (self._is_bare(text) or self._ends_in_kind(text)):
            return True
        sold = len(text) <= _STOCK_LINE and text[-1] not in ".!?" and _STOCK.search(text) is not None
        return sold and self._names_only(text)

    def _ends_in_kind(self, text: str) -> bool:
        """Whether a chain of names ends in the kind of picture: "Jo Tal/Talbild/Symbolbild"."""
        *_, kind = text.split("/")
        return text[-1] not in ".!?" and kind.strip().casefold() in self._labels

    def _ends_credited(self, tail: str) -> bool:
        if ":" in tail and "min" in tail[-8:].lower() and _DURATION.search(tail[-20:]):
            return True  # a video's length
        found = self._end.search(tail) if self._may_end_credited(tail) else None
        return found is not None and self._names_only(tail[found.start() :])

    def _may_end_credited(self, tail: str) -> bool:
        """A cheap look: whether a label stands right before a colon or bar."""
        tail = tail.replace("...", ":")
        if ":" not in tail and "|" not in tail:
            return "(c)" in tail
        for text in tail.replace("|", ":").split(":")[:-1]:
            before = text[-_LABEL:].rstrip().casefold()
            if before[-self._ended :] in self._label_ends and before.endswith(self._labels):
                return True
        return "(c)" in tail.lower()

    def _names_only(self, credit: str) -> bool:
        if any(mark in credit for mark in '„“»«"'):
            return False
        words = _WORD.findall(_ADDRESS.sub("", credit))[1:]
        small = [word for word in words if word[0].islower() and len(word) > 2]
        if credit[-1] == "." and 2 * len(small) >= len(words) > _SMALL_WORDS:
            return False  # a sentence: "das gleiche Bild: Wir machen das Spiel."
        return sum(word not in self._known_words for word in small) <= _SMALL_WORDS


def opens_credited(text: str) -> bool:
    """Whether a line is a caption behind the agency that sells its picture."""
    return text[0] in "dipG" and _OPENED.match(text) is not None


def _ends_bracketed(text: str) -> bool:
    """Whether a caption of some words ends in two names with a slash between them, in brackets.

    Behind a whole sentence one is a person's; elsewhere clubs, places and parties stand so, too, and an agency
    has to be named, or a name in capitals.
    """
    found = _BRACKETED.search(text[-CREDIT_TAIL:]) if "/" in text[-CREDIT_TAIL:] else None
    if found is None or text[0].isdigit() or text.count(" ", 0, -len(found[0])) < _BRACKETED_WORDS:
        return False
    named = [name.strip() for name in found.groups()]
    if not any(_PERSON.fullmatch(name) for name in named):
        return False
    before = text[: -len(found[0])].rstrip()
    return text[-1] == "]" or before[-1] in ".!?”“" or any(map(_is_seller, named))


def _is_seller(name: str) -> bool:
    """Whether a name is an agency's, or written in capitals as agencies write photographers' names."""
    return (name.isupper() and len(name) > _PARTY) or _AGENCY_NAME.match(name) is not None
