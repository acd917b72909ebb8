"""Rows that belong together: amounts, results and prices, numbered headings, tables of contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from transforms.bullets import BULLETS
from transforms.digits import has_digit
from transforms.document import BODY, BOILERPLATE, HEADING
from transforms.shape.kinds import ATTRIBUTION, BALANCE, CREDIT, HEADLINE, ITEM, NUMBERS, TEXT, Look
from transforms.shape.units import SHORT, Unit, Verdict, runs_of

_LONGEST = 90  # characters of a row
_REPORT = 80  # characters of a sentence about a match
_FEWEST = 3  # rows that make a table, or contents
_LETTER = len("26. Z")
_APART = 2  # rows with one other line between them touch
_FEW = 2  # results, or labelled facts, that do
_ROW = Look(ITEM, 0.5)
_TELEGRAM = re.compile(  # "Wil. – 480 Zuschauer. – SR Roos", "So., 15 Uhr: Auental - Tal"
    r"\b\d[\d’'. ]{0,7} (?:Zuschauer(?:innen)?|spectateurs|spettatori)\b.{0,8}[–-] "
    r"|^[^\W\d_]{2,10}\.?, (?:\d{1,2}\.\d{1,2}\., )?\d{1,2}(?:[.:]\d\d)? Uhr: [^.:!?]{3,60} [–-] [^\W_]"
)
_NAMED, _LINE_UP = 5, 2.0  # commas between the names of a line-up; its evidence, wherever it stands
_LABELLED = re.compile(r"[^\W\d_][\w -]{2,24}: \S")
_RESULTS = Look(ITEM, 0.8)
_DAY: Verdict = (HEADING, "shape/heading")
_WORD = re.compile(r"[^\W\d_]{3}")
_NUMBERED = Look(HEADLINE, -0.2)
_CONTENTS = (BODY, "shape/contents")
_TOLD = (BODY, "shape/body")
_MENU = (BOILERPLATE, "shape/menu")
_ROWS = SHORT | {ITEM}
_AMOUNT = re.compile(
    r"""
    (?:[*•–-]\ )? (?: [\d½¼¾⅓⅔][\d.,/–-]*\ ?[^\W\d_]{1,12}\b(?![:]) | [½¼¾] ) (?!.*\d{1,2}[:.]\d\d\ (?:uhr|am|pm)\b)
    | (?:[*•–-]\ )?\d[\d.,]*\ ?%\ \w                              # at the start: 2,31 % auf die Neue Liste
    | .*[\d)]\ ?(?:%|‰|€|\$|£|°c?) \)?$                       # at the end: 12,50 €
    | .*\s[+±-]?(?:\d{1,2}:)?\d+(?:[.,]\d{3})*[.,]\d{1,4}(?:\ [^\W\d_]{1,8})?$   # 18.345,20 Punkte, 2:14,36
    | .*\s\d+\ [^\W\d_]{1,9}\.?$                               # 28 Punkte
    | .*[^\W\d_]["“”»«]?\ \((?:1[5-9]|20)\d\d\)$                # a book (1969)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TABLED = re.compile(r".*[^\W\d_]\.?(?: [+–-]?(?!0\d)\d+(?:[:.,]\d+)?){3,}")  # FC Auental 23 71:19 57
_RESULT = re.compile(
    r"""
    (?: .*\D (?: \d{1,3}(?:\.\d{3})?\ ?[:–-]\ ?(?:\d|[6-9]\d|\d{3}|\d\.\d{3})    # 3:2, 3.214:3.209
              | (?:2[5-9]|[3-9]\d)\ ?:\ ?\d\d )                          # 31:28: no clock
      | .*\w\ [–-]\ .*[^\W\d_]\ \d\d-\d\d )                            # Auental – Tal 17-17
    (?:\ ?\([^)]{1,20}\))? $                                            # at half-time
    """,
    re.VERBOSE,
)
_NAMES = r"[^,–:]{2,60}[,–](?:[^,–:]{2,60}[,–]){2}"
_FACT = re.compile(
    rf"""
    [^\W\d]\w+(?:-\w+)?\ ?:\       # Tor
    (?: \d.{{0,30}}$                # 412.
      | \d+:\d+\                   # 0:1 Pohl (34.), 1:1 Abt (88.)
      | {_NAMES}
      | \D{{2,30}}\ \(\d{{1,3}}\.\+?\d?[,)]  # Pohl (83.)
    )
  | [^\W\d][\w.’'-]*(?:\ [\w.’'/&-]+){{1,3}}\ ?:\ {_NAMES}  # SV Auental: Pohl – Abt, …
    """,
    re.VERBOSE,
)
_FIGURE = re.compile(
    r"[^\W\d][^:.!?]{1,40}:\ (?:[^\W\d_]{2,6}\.?\ )?[+–−-]?\d"  # Länge der Rutsche: rund 84 Meter
    r"|(?:1[0-9]|20)\d\d: \S"  # 1917: Gründung des Vereins
)
_ADDRESS = re.compile(  # of a telephone, or in the net
    r"[0+(][\d\s/()+–-]{5,}|.*(?:@|https?://|www\.).*|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE
)
_PERSON = re.compile(  # a name and its day; teasers' headlines have verbs, which German writes small
    r"(?:[^\W\d_a-zß-ÿ][\w.’'-]{1,30}+ ){2,4}[†*]? ?\d{1,2}\. [^\W\d_]{3,9} \d{4}"
)
_CLOCKED = re.compile(r"\d{1,2}[:.]\d\d\b|\d{1,2}\.\d{1,2}\.")  # tickers' headlines have it first
_HOUR = re.compile(  # 10 bis 16 Uhr: Markt; 17 Uhr, Marktbühne: Eröffnung
    r"(?:ab |von |um |gegen )?\d{1,2}(?:[.:]\d\d)?(?: ?(?:bis|–|-) ?\d{1,2}(?:[.:]\d\d)?)? Uhr(?:, [^:.!?]{2,40})?: \S",
    re.IGNORECASE,
)
_TIMED = re.compile(  # ore 18.30 – Inaugurazione; 18.30 Uhr – Eröffnung
    r"(?=ore |\d{1,2}(?:[.:]\d\d)? ?(?:Uhr|h) )(?:ore )?(\d{1,2})(?:[.:](\d\d))?(?: ?(?:Uhr|h))? ?[–-] \S",
    re.IGNORECASE,
)
_BULLET_SIGNS = f"{BULLETS}–-"
_BULLET = re.compile(rf"(?:[{_BULLET_SIGNS}]|\d{{1,2}}[.)])\s+")
_CLOCK_BEHIND = re.compile(r"\s\(\d{1,2}[.:]\d\d(?: \w{1,4})?\)$")
_COUNTED = re.compile(r"(\d{1,2})[.)]\s")
_NUMBER = re.compile(r"\d{1,2}[.)]\s")
_LETTERED = re.compile(r"([a-z])\)\s")


def is_row(text: str) -> bool:
    """Whether a short line has an amount where tables and lists of ingredients have it.

    >>> is_row("250 g Quark"), is_row("SV Auental – FC Tal 3:2"), is_row("Brot vom Vortag 4,20 €")
    (True, True, True)
    >>> is_row("Ada Lindqvist 6. Januar 2019"), is_row("Ada Lindqvist geht 6. Januar 2019")
    (True, False)
    >>> is_row("1. Ada Lindqvist (NOR) 2:14,36"), is_row("2. Jo Tal (SUI) +0,22")
    (True, True)
    >>> is_row("Brücken 12"), is_row("19:30 Rat tagt"), is_row("Anpfiff 19:30")
    (False, False, False)
    """
    text = _BULLET.sub("", text, count=1) if text[0] in _BULLET_SIGNS or _NUMBER.match(text) else text
    if not has_digit(text) or _CLOCKED.match(text):
        return False
    whole = _PERSON.fullmatch(text) or _TABLED.fullmatch(text)
    return _AMOUNT.match(text) is not None or is_result(text) or whole is not None


def is_result(text: str) -> bool:
    """Whether a line ends in the result of a match.

    >>> is_result("SV Auental – FC Tal 3:2 (1:0)"), is_result("Sonntag, Anpfiff 15:30")
    (True, False)
    """
    ended = text[-1] == ")" or text[-1].isdecimal()
    return ended and len(text) <= _LONGEST and _RESULT.match(text) is not None


def heads_report(unit: Unit, above: Unit | None, below: Unit | None) -> bool:
    """Whether a result stands right above what is told of the match; above the next result it is a row."""
    if below is None or below.look.kind not in TEXT or len(below.text) < _REPORT:
        return False
    return is_result(unit.text) and (above is None or not is_result(above.text))


def is_fact(text: str) -> bool:
    """Whether one word and a colon name what follows: a number, or a list of names.

    >>> is_fact("Beginn: 19.00 Uhr"), is_fact("SV Auental: Pohl – Abt, Bien, Cors"), is_fact("Gelb-Rot: Pohl (83.).")
    (True, True, True)
    >>> is_fact("Auental: Brücke zu"), is_fact("Brand in Auental: 20 Verletzte")
    (False, False)
    """
    return ": " in text and _FACT.match(text) is not None


def is_address(text: str) -> bool:
    """Whether a text is a telephone's number, or an address in the net.

    >>> is_address("05999 817-0"), is_address("post@auental.example"), is_address("84 Meter")
    (True, True, False)
    """
    return _ADDRESS.fullmatch(text) is not None


def is_fact_row(text: str) -> bool:
    """Whether bars part several labelled facts: "Genre: Aufbau | Preis: 12 Euro | Start: 2031"."""
    return " | " in text and all(_LABELLED.match(part) for part in text.split(" | "))


def tells_hour_or_figure(text: str) -> bool:
    """Whether a short line is an hour and what takes place then, or a label and its figure, as no teaser is.

    >>> tells_hour_or_figure("17 Uhr, Marktbühne: Eröffnung"), tells_hour_or_figure("Eintritt: 6 Euro")
    (True, True)
    """
    return has_digit(text) and len(text) <= _LONGEST and any(sign.match(text) for sign in (_FIGURE, _HOUR))


def mark_rows(units: Sequence[Unit]) -> None:
    """Amounts, results and prices one below the other are a list or a table of the text.

    Where most lines of a run are rows, so are those between; else those that touch, one other between two of them.
    """
    for run in _runs(units, lambda unit: unit.look.kind in _ROWS and len(unit.text) <= _LONGEST, _FEW):
        rows = [number for number, unit in enumerate(run) if is_row(unit.text)]
        last = _mostly_rows(run, rows)
        if last:
            tabled = all(_TABLED.fullmatch(run[row].text) for row in last)
            _mark_rows(run, last, last[-1] + 1 if tabled else len(run))
        for group in _touching(rows[: len(rows) - len(last)]):
            if _are_rows(run, group):
                _mark_rows(run, group, group[-1] + 1)


def _mostly_rows(run: Sequence[Unit], rows: Sequence[int]) -> Sequence[int]:
    """The rows from the first one on from which most of the run are rows; none where they are too few."""
    for place, row in enumerate(rows):
        if 2 * (len(rows) - place) > len(run) - row:
            return rows[place:] if _are_rows(run, rows[place:]) else ()
    return ()


def _touching(rows: Sequence[int]) -> list[list[int]]:
    """The numbers in groups, in which at most one is left out between two."""
    groups: list[list[int]] = []
    for row in rows:
        if groups and row - groups[-1][-1] <= _APART:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _are_rows(run: Sequence[Unit], rows: Sequence[int]) -> bool:
    return len(rows) >= (_FEW if _are_results(run, rows) else _FEWEST)


def _are_results(run: Sequence[Unit], rows: Sequence[int]) -> bool:
    return all(is_result(run[number].text) for number in rows)


def _mark_rows(run: Sequence[Unit], rows: Sequence[int], end: int) -> None:
    counted, look = set(rows), _RESULTS if _are_results(run, rows) else _ROW
    for place, unit in enumerate(run[rows[0] : end], rows[0]):
        if place in counted or not _heads_rows(run[place - 1 : place + 2]):
            unit.look = look


def mark_facts(units: Sequence[Unit]) -> None:
    """Labelled facts one below the other are the text's: line-ups, goals, spectators.

    One alone may be a teaser's kicker and headline.
    """
    for run in _runs(
        units, lambda unit: ": " in unit.text and is_fact(unit.text) and not reaches(unit), _FEW
    ):
        for unit in run:
            least = _LINE_UP if unit.text.count(",") >= _NAMED else _ROW.evidence
            unit.look = Look(ITEM, max(unit.look.evidence, least))


def mark_telegrams(units: Sequence[Unit]) -> None:
    """Whoever saw a match and who plays when: no link says "480 Zuschauer", or "So., 15 Uhr: A - B, C - D"."""
    for unit in units:
        if unit.undecided and has_digit(unit.text) and _TELEGRAM.search(unit.text):
            unit.look = Look(ITEM, max(unit.look.evidence, _LINE_UP))


def mark_figures(units: Sequence[Unit]) -> None:
    """Three lines or more that each name a figure, or a year, are the text's: "Länge der Rutsche: 84 Meter".

    Spares one or two, which may be teasers' headlines, and numbers of telephones.
    """
    for run in _runs(units, _names_figure):
        for unit in run:
            unit.look = Look(ITEM, max(unit.look.evidence, _ROW.evidence))


def _names_figure(unit: Unit) -> bool:
    named = len(unit.text) <= _LONGEST and _FIGURE.match(unit.text) is not None
    return named and not reaches(unit)


def reaches(unit: Unit) -> bool:
    """Whether a labelled row says how to reach somebody."""
    return is_address(unit.text.partition(": ")[2])


def mark_programmes(units: Sequence[Unit]) -> None:
    """Hours one below the other, each with what takes place, are a programme of the text.

    Spares tickers' headlines, which have no colon behind their hour; behind a dash hours rise in a programme, through
    each of its days, and fall in a ticker.
    """
    for places in runs_of(units, lambda unit: _begins(unit, _HOUR), _FEW):
        _mark_programme(units, places)
    for places in runs_of(units, lambda unit: _begins(unit, _TIMED), _FEW):
        found = [_TIMED.match(units[place].text) for place in places]
        hours = [int(hour[1]) * 60 + int(hour[2] or 0) for hour in found if hour]
        if all(one < two for one, two in pairwise(hours)):
            _mark_programme(units, places)


def _begins(unit: Unit, sign: re.Pattern[str]) -> bool:
    return len(unit.text) <= _LONGEST and sign.match(unit.text) is not None


def _mark_programme(units: Sequence[Unit], places: Sequence[int]) -> None:
    """Mark the rows of a programme, and the day above them: "Freitag, 6. Oktober"."""
    for place in places:
        units[place].look = _RESULTS
    above = units[places[0] - 1] if places[0] else None
    if above is not None and above.undecided and above.look.kind is NUMBERS and _WORD.search(above.text):
        above.verdict = _DAY


def mark_ordered_lists(units: Sequence[Unit]) -> None:
    """Items numbered from 1 on, none left out, are a list of the text: agendas, steps, reasons, and steps of steps.

    Spares an index, whose items are letters.
    """
    for run in _runs(units, lambda unit: unit.look.kind is ITEM):
        numbers = [int(found[1]) if (found := _COUNTED.match(unit.text)) else 0 for unit in run]
        letters = sum(len(unit.text) <= _LETTER for unit in run)
        if _counts_on(numbers) and 2 * letters < len(run):
            for unit in run:
                unit.look = Look(ITEM, max(unit.look.evidence, _ROW.evidence))


def mark_lettered_lists(units: Sequence[Unit]) -> None:
    """Lines lettered from a) on, none left out, are a list of the text."""
    for run in _runs(units, lambda unit: _LETTERED.match(unit.text) is not None):
        if [unit.text[0] for unit in run] == [chr(ord("a") + place) for place in range(len(run))]:
            for unit in run:
                unit.verdict = _TOLD


def _counts_on(numbers: Sequence[int]) -> bool:
    """Whether each number is the next of its list: of the last one, a new one inside it, or one around it."""
    next_ones = [1]  # of the lists that are open, the outermost first
    for number in numbers:
        while next_ones and next_ones[-1] != number:
            if number == 1 and next_ones[-1] > 1:
                next_ones.append(1)
            else:
                next_ones.pop()
        if not next_ones:
            return False
        next_ones[-1] += 1
    return 2 * numbers.count(1) <= len(numbers) or len(numbers) == 1


def _heads_rows(around: Sequence[Unit]) -> bool:
    """Whether the second of three lines heads the rows below: they are numbered, those above are not."""
    return len(around) == _FEWEST and bool(_NUMBER.match(around[0].text)) != bool(
        _NUMBER.match(around[2].text)
    )


def mark_quotations(units: Sequence[Unit]) -> None:
    """Names between quotations say whose those are, and all of it is text."""
    listed = False
    for place, (unit, below) in enumerate(pairwise(units)):
        if not (unit.open and below.open and below.look.kind in SHORT and is_quotation(unit.text)):
            continue
        after = units[place + 2] if place + 2 < len(units) else None
        again = after is not None and after.open and is_quotation(after.text)
        if again or listed:
            unit.look = Look(unit.look.kind, max(unit.look.evidence, _ROW.evidence))
            below.look = _ROW
        listed = again


def is_quotation(text: str) -> bool:
    """Whether the text is a quotation from end to end."""
    return text[0] in '„»«“"' and text[-1] in '“«»”"'


def mark_numbered_headings(units: Sequence[Unit]) -> None:
    """A number and a few words above a paragraph are its heading; right below the number before, a list ends."""
    last = 0  # the number of the line above
    for place, unit in enumerate(units[:-1]):
        below = _below_pictures(units, place)
        found = _COUNTED.match(unit.text) if unit.open and unit.look.kind is ITEM else None
        number = int(found[1]) if found else 0
        if (
            found
            and not last == number - 1 > 0
            and unit.look.evidence < _ROW.evidence
            and below.is_text
            and unit.text[-1] not in ".:;,!"
            and not is_row(unit.text)
        ):
            unit.look = _NUMBERED
        last = number


def mark_places(units: Sequence[Unit]) -> None:
    """Several lines of a name and a place, each above its text, are headings: a speaker stands below what he said."""
    places = [
        unit
        for place, unit in enumerate(units[:-1])
        if unit.look.kind is ATTRIBUTION
        and unit.undecided
        and _below_pictures(units, place).is_text
        and not (place and is_quotation(units[place - 1].text))
    ]
    if len(places) >= _FEWEST:
        for unit in places:
            unit.look = _NUMBERED


def _below_pictures(units: Sequence[Unit], place: int) -> Unit:
    """The unit below; a picture's credit or a row of facts between a heading and its text is passed over."""
    below = units[place + 1]
    if (below.look.kind is CREDIT or is_fact_row(below.text)) and place + 2 < len(units):
        return units[place + 2]
    return below


def mark_contents(units: Sequence[Unit]) -> None:
    """Lines that all stand again below: as headings, they are the page's outline; else a menu printed twice.

    An outline is kept, as every word of it is the text's own; who wants it gone finds it by its rule.
    """
    last: dict[str, int] = {}
    again = 0  # lines that have stood above
    for number, unit in enumerate(units):
        if unit.role is HEADING or (unit.open and _may_be_listed(unit)):
            text = bare_text(unit.text)
            again += text in last
            last[text] = number
    if again < _FEWEST:
        return
    for run in runs_of(units, _may_be_listed, _FEWEST):
        listed = [number for number in run if last[bare_text(units[number].text)] >= number + _FEWEST]
        if len({bare_text(units[number].text) for number in listed}) >= _FEWEST:
            heads = sum(_heads_text(units, last[bare_text(units[number].text)]) for number in listed)
            for number in listed:
                units[number].verdict = _CONTENTS if 2 * heads > len(listed) else _MENU


def _heads_text(units: Sequence[Unit], number: int) -> bool:
    return number + 1 < len(units) and units[number + 1].is_text


def _may_be_listed(unit: Unit) -> bool:
    """Whether a line may be an outline's; "Pro" and "Contra" come again below each thing that is tested."""
    listed = unit.look[0] in _ROWS or unit.text[-1] == "?"
    return listed and len(unit.text) <= _LONGEST and unit.look is not BALANCE


def bare_text(text: str) -> str:
    """The text as it would stand there again: without a bullet, and without the clock of a summary's entries."""
    if text[-1] == ")" and (clock := _CLOCK_BEHIND.search(text)):
        text = text[: clock.start()]
    return text.casefold() if text[0].isalpha() else _BULLET.sub("", text, count=1).casefold()


def _runs(units: Sequence[Unit], fits: Callable[[Unit], bool], fewest: int = _FEWEST) -> Iterator[list[Unit]]:
    for places in runs_of(units, fits, fewest):
        yield [units[place] for place in places]
