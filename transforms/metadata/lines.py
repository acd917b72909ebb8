"""What one line says about its document: dates, authors, agency, reading time; if it says nothing else."""

from __future__ import annotations

import re

from transforms.dates.finding import Moment
from transforms.metadata.bylines import PARTICLES, agency_name
from transforms.metadata.facts import Facts
from transforms.metadata.filings import read_filing
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.line_parts import AROUND, PERSON, SIGN, LineParts, cut_label
from transforms.metadata.stamps import read_stamp

_MEMO_LENGTH = 48  # labels, names and sections recur on every page
_MEMO_SIZE = 20_000
_LONGEST = 220  # characters of a line of metadata
_SHORT = 70
_LONG = 110
_EARLY = 30
_MOST_WORDS = 7
_SHORT_YEAR = 2  # digits
_CENTURY = 2000
_AROUND_WORD = ".,:;!?\"'„“”»«()[]"
_DIGIT = re.compile(r"\d", re.ASCII)
_SOURCE = 25  # characters of whoever brings it, before a bar and a day
_GLUED_CLOCK = re.compile(r"(?<=\.\d{4})-(?=\d{1,2}[:.]\d\d\b)", re.ASCII)  # 04.06.2031-11:32
_GLUED_YEAR = re.compile(r"(?<=\b(?:19|20)\d\d)(?=[0-2]\d:[0-5]\d\b)", re.ASCII)  # 31 de marzo de 203119:44
_HANDLE = re.compile(r"(?<=\w)@\w{3,20}\b")  # By Ada Quill@adaquill Jul 3, 2031
_BRACKETED = re.compile(r"\(([^()]*\d[^()]*)\)", re.ASCII)  # 12 agosto 2031 (modifica il 13 agosto 2031)
_STATION = 15  # characters of what may stand between bars beside a labelled date: a station
_ASIDE = re.compile(r"\s\(([^()\d]{2,40})\)")
_FIRST = re.compile(r"\W*([\w-]*)")
_SEPARATOR = re.compile(r"\s[-–—/]{1,2}\s|[|•·∙⋅;,●■▪]|\s/|/\s|\s{2,}|[–—-]$|^[–—-]")


def read_metadata_line(text: str, lexicon: Lexicon) -> Facts | None:
    """What a line says about its document, if every part of it does; else None.

    >>> from transforms.rulebook import Rulebook
    >>> lexicon = Rulebook.load().derive("lexicon", "de", Lexicon)
    >>> read_metadata_line("Stand: 4. Mai 2031, 7.05 Uhr | Lesedauer: 3 Min.", lexicon)[:2]
    ('date', (('updated', Moment(year=2031, month=5, day=4, hour=7, minute=5)),))
    >>> read_metadata_line("Von Anna Beispiel und Bert Muster", lexicon).authors
    ('Anna Beispiel', 'Bert Muster')
    >>> read_metadata_line("Von Montag an gilt der neue Fahrplan", lexicon) is None
    True
    """
    text = text.strip()
    if not 2 <= len(text) <= _LONGEST:
        return None
    if len(text) > _MEMO_LENGTH:
        return _read(text, lexicon)
    try:
        known: Facts | None = lexicon.known_lines[text]
        return known
    except KeyError:
        if len(lexicon.known_lines) >= _MEMO_SIZE:
            lexicon.known_lines.clear()
        lexicon.known_lines[text] = facts = _read(text, lexicon)
        return facts


def _read(text: str, lexicon: Lexicon) -> Facts | None:
    if text.isalpha() and not _may_be_word_of_metadata(text, lexicon):
        return None
    if _DIGIT.search(text) is None:
        return _read_pieces(text, [], lexicon) if _may_be_metadata(text, lexicon) else None
    if "-" in text:
        text = _GLUED_CLOCK.sub(", ", text)
    if ":" in text:
        text = _GLUED_YEAR.sub(", ", text)
    if "@" in text:
        text = _HANDLE.sub(" | ", text)
    facts = read_stamp(text, lexicon.stamps, lambda line: _read_numbers(line, lexicon))
    if facts is None and "(" in text:
        facts = _read_numbers(_BRACKETED.sub(r"|\1|", text), lexicon)
    return facts or _read_behind_bar(text, lexicon) or read_filing(text, lexicon)


def _read_behind_bar(text: str, lexicon: Lexicon) -> Facts | None:
    """The day that ends a line behind a bar, below whose it is: "Talfunk | 4. Mai 2031", "Jo Tal im Gespräch mit …"."""
    source, bar, day = text.rpartition(" | ")
    if not bar or source[-1] in ".?!" or len(source) > _SHORT or (" " in source and _DIGIT.search(source)):
        return None
    if len(source) > _SOURCE and not any(map(source.lower().__contains__, lexicon.interview_links)):
        return None
    facts = _read_numbers(day, lexicon)
    told = facts is not None and any(moment.year and moment.day for _, moment in facts.dates)
    return facts if told else None


def _read_numbers(text: str, lexicon: Lexicon) -> Facts | None:
    """The facts of a line with digits, read without what other lines have taught."""
    text = _without_filing(text, lexicon)
    if text[-1] == ":" or not _may_be_metadata(text, lexicon) or _dates_event(text, lexicon):
        return None  # "11.05 Uhr:" heads what happened then
    if ":" in text:
        text = lexicon.duration.sub("|", text)  # a film's length is no clock
    reading = [int(first or second) for first, second in lexicon.reading.findall(text)]
    if reading:
        text = lexicon.reading.sub("|", text)
    if serial := lexicon.serial.search(text):
        text = f"{text[: serial.start()]}|{text[serial.end() :]}"
        return _in_year(serial[1], _read_pieces(text, reading, lexicon, numbered=True))
    return _read_pieces(text, reading, lexicon)


def _without_filing(text: str, lexicon: Lexicon) -> str:
    """A blog's line without its end: how many comments there are, and the categories, if it is signed or labelled."""
    bare = text
    folded = text.lower()
    if folded.endswith(lexicon.comment_words):
        bare = lexicon.commented.sub("", bare)
    if text[-1].isalpha() and any(map(folded.__contains__, lexicon.filing_links)):
        signed = lexicon.may_sign(bare) and lexicon.byline.match(bare) is not None
        if signed or bare is not text or lexicon.published.search(bare):
            bare = lexicon.filed.sub("", bare)
    return bare or text


def _in_year(year: str | None, facts: Facts | None) -> Facts | None:
    """The facts of a numbered paper, whose number says the year that its date may leave out: "Nr. 88/2031"."""
    if year is None or facts is None:
        return facts
    full = int(year) if len(year) > _SHORT_YEAR else _CENTURY + int(year)
    return facts._replace(
        dates=tuple(
            (label, moment._replace(year=full) if moment.month and moment.year is None else moment)
            for label, moment in facts.dates
        )
    )


def _read_pieces(text: str, reading: list[int], lexicon: Lexicon, numbered: bool = False) -> Facts | None:
    dates, pieces = _cut_dates(_without_asides(text, lexicon), lexicon)
    parts = LineParts(dated=any(map(_names_day, dates)), labelled=any(label for label, _ in dates))
    parts.numbered = numbered
    spare = 1 if parts.labelled and "|" in text else 0  # "Stand: 4. Mai 2031 | 16:22 Uhr | NKR 90,1"
    for piece in pieces:
        for segment in _SEPARATOR.split(piece) if piece.strip(AROUND) else ():
            if not parts.take(segment.strip(AROUND), segment, lexicon):
                spare -= 1
                if spare < 0 or len(segment.strip(AROUND)) > _STATION:
                    return None
    return parts.facts(dates, reading)


def _without_asides(text: str, lexicon: Lexicon) -> str:
    """A byline without what its brackets say of an author: "Von Anna Beispiel (Talbach, zurzeit in Auental)"."""
    if "(" not in text or not lexicon.may_sign(text) or lexicon.byline.match(text) is None:
        return text
    return _ASIDE.sub(lambda aside: aside[0] if agency_name(aside[1]) else "", text)


def _dates_event(text: str, lexicon: Lexicon) -> bool:
    """Whether a day says when something takes place ("Sitzung vom 4. Mai"), not when a paper came out."""
    if any(map(text.lower().__contains__, lexicon.event_ends)) and lexicon.held.search(text):
        return lexicon.byline.match(text) is None
    if not any(link in text for link in lexicon.event_links):
        return False
    named = lexicon.event.search(text)
    if named is None or lexicon.byline.match(text):
        return False
    word = named[1].lower()
    return not (word in lexicon.fillers or word in lexicon.page_types or word.endswith(lexicon.papers))


def _may_be_word_of_metadata(word: str, lexicon: Lexicon) -> bool:
    """A cheap look at a line of one word: most are the names of sections and places."""
    return word.lower() in lexicon.small_words or lexicon.role_at((word,)) is not None


def first_word(text: str) -> str:
    """The first word in lower case, the signs around it off."""
    return _FIRST.match(text)[1].lower()  # type: ignore[index] # matches any line


def _may_be_metadata(text: str, lexicon: Lexicon) -> bool:
    """A cheap look: a known first word, an early digit, or words as in a name and what its bearer does."""
    if len(text) > _LONG:
        signed = lexicon.may_sign(text) and lexicon.byline.match(text) is not None
        if not signed and _DIGIT.search(text, 0, _EARLY) is None:
            return False
        return not _reads_as_text(text, lexicon, signed)
    if first_word(text) in lexicon.line_openers or text[:32].lower().startswith(lexicon.interviewers):
        return not _reads_as_text(text, lexicon)
    if text[-1] in "?!":
        return False
    if _DIGIT.search(text, 0, _SHORT) is not None:
        return not _reads_as_text(text, lexicon, signed=False)
    return _is_like_name(text, lexicon)


def _reads_as_text(text: str, lexicon: Lexicon, signed: bool = True) -> bool:
    """Whether a line has a word that no date, byline or label holds, and none that explains it: an office.

    Where nobody has ``signed``, an office explains nothing: "2031 hat die Autorin Ada Lind den Preis bekommen".
    """
    words = text.split()
    before = ""
    for word in words:
        if len(word) > SIGN and word.islower():
            bare = word.strip(_AROUND_WORD)
            if len(bare) > SIGN and bare.isalpha() and bare not in lexicon.small_words:
                break
        before = word
    else:
        return False
    if "(" in text or before.lower().strip(_AROUND_WORD) in lexicon.byline_words:  # "von gesine"
        return False
    return lexicon.groups.isdisjoint(text.lower().split()) and (not signed or lexicon.role_at(words) is None)


def _is_like_name(text: str, lexicon: Lexicon) -> bool:
    """Whether a line without digits has few words, all with capitals or one that says what somebody is."""
    words = text.split() if len(text) <= _SHORT and text[-1] not in '"“»' else []
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    if len(words) > PERSON and words[-1].lower() in lexicon.helpers:
        return True  # "Anna Beispiel mit dpa"
    as_name = all(word in PARTICLES or not word[0].islower() for word in words)
    if as_name or lexicon.role_at(words) is not None:
        return True
    return not lexicon.place_words.isdisjoint(words) and lexicon.place.search(text) is not None


def _cut_dates(text: str, lexicon: Lexicon) -> tuple[list[tuple[str | None, Moment]], list[str]]:
    """The dates of a line with their labels, and what is left between them."""
    found = lexicon.moments(text)
    if not found:
        bare, label = cut_label(text, lexicon)
        moment = lexicon.moment(bare) if _may_be_moment(bare, lexicon) else None
        return ([(label, moment)], []) if moment else ([], [text])
    dates, pieces, at = [], [], 0
    for start, end, moment in found:
        piece, label = cut_label(text[at:start], lexicon)
        dates.append((label, moment))
        pieces.append(piece)
        at = end
    tail, label = cut_label(text[at:], lexicon)
    if label and dates[-1][0] is None:
        dates[-1] = label, dates[-1][1]  # "04.11.2031 (aktualisiert)"
    return dates, [*pieces, tail]


def _may_be_moment(text: str, lexicon: Lexicon) -> bool:
    """A cheap look: a date or clock has no words but those of dates: "Montag", "heute, 12.31"."""
    words = (word.strip(_AROUND_WORD) for word in text.lower().split())
    told = any(len(word) > SIGN and word.isalpha() and word not in lexicon.small_words for word in words)
    return not told and text.strip(AROUND) != ""


def _names_day(date: tuple[str | None, Moment]) -> bool:
    """Whether a date says more than a clock or a weekday, which texts name, too."""
    moment = date[1]
    return moment.day is not None or moment.days_ago is not None or moment.minutes_ago is not None
