"""What a line is among its neighbours: running text, its heading, or furniture between and after.

The document is read as runs of two states, text and furniture. Each unit speaks for one of them with
its evidence, and a change of state costs; the cheapest reading is found by dynamic programming
(Viterbi), in linear time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from transforms.document import Role
from transforms.shape_kinds import SURE, TEXT, Kind, Look

Verdict = tuple[Role, str]

_CHANGE = 1.6  # what a change between text and furniture costs, in units of evidence
_DECIDED = {
    Role.LEAD: 3.0,
    Role.BODY: 3.0,
    Role.HEADING: 1.0,
    Role.TIMESTAMP: 0.6,
    Role.METADATA: -0.3,
    Role.BOILERPLATE: -0.5,
}
_SHIELDED = 3.0
_KICKER_WORDS = 4
_CAPTION = 200  # characters, of a caption whose credit stands below a blank line
_CAPTION_TOUCHING = 350
_LISTED = 0.5  # the evidence of an item that a colon introduces
_OPENING = 2.0  # what the first paragraph's evidence is raised by
_LONGEST_HEADING = 120
_TEASER_LENGTH = 330  # characters; teasers' texts are shorter
_TEASER_EVIDENCE = 0.4  # the evidence of a paragraph that stands like a teaser's text
_DATED_HEADLINE = -1.6  # the evidence of a headline above a date
_PULLED = 250  # characters; quotations pulled out of the text are shorter
_NAMED_WITHIN = 100  # characters, in which an author's box names him
_BEFORE_AUTHORS = 2  # paragraphs that no author's box can be
_COPY = 60  # characters; shorter lines may well be said twice
_ALWAYS = {
    Kind.SYMBOLS: (Role.BOILERPLATE, "shape/symbols"),
    Kind.NUMBERS: (Role.METADATA, "shape/numbers"),
    Kind.ADDRESS: (Role.BOILERPLATE, "shape/address"),
    Kind.CREDIT: (Role.BOILERPLATE, "shape/credit"),
    Kind.CAPTION: (Role.BOILERPLATE, "shape/caption"),
    Kind.ATTRIBUTION: (Role.METADATA, "shape/attribution"),
    Kind.BYLINE: (Role.METADATA, "shape/byline"),
}
_AS_FURNITURE = {
    Kind.PARAGRAPH: (Role.BOILERPLATE, "shape/teaser-text"),
    Kind.SENTENCE: (Role.BOILERPLATE, "shape/teaser-text"),
    Kind.HEADLINE: (Role.BOILERPLATE, "shape/teaser"),
    Kind.LABEL: (Role.BOILERPLATE, "shape/label"),
    Kind.ITEM: (Role.BOILERPLATE, "shape/link-list"),
    Kind.TRUNCATED: (Role.BOILERPLATE, "shape/truncated"),
}
_BODY = (Role.BODY, "shape/body")
_HEADING = (Role.HEADING, "shape/heading")
_ORPHAN = (Role.BOILERPLATE, "shape/orphan-heading")
_TEASER = _AS_FURNITURE[Kind.HEADLINE]
_LABEL = _AS_FURNITURE[Kind.LABEL]
_TEASER_TEXT = _AS_FURNITURE[Kind.SENTENCE]
_PROMOTED = (Role.BOILERPLATE, "shape/promotion")
_COPIED = (Role.BOILERPLATE, "shape/copy")
_AUTHORED = (Role.BOILERPLATE, "shape/author-box")
_KICKER = (Role.BOILERPLATE, "shape/kicker")
_KICKED = (Role.BOILERPLATE, "shape/below-kicker")
_CAPTIONED = (Role.BOILERPLATE, "shape/caption")
_SHORT = frozenset({Kind.HEADLINE, Kind.LABEL})
_CAPTION_KINDS = frozenset({Kind.PARAGRAPH, Kind.SENTENCE, Kind.HEADLINE, Kind.LABEL, Kind.TRUNCATED})
_OPENS_TEASERS = frozenset({"related", "tags", "read-more"})
_ASKS = frozenset({"call-to-action", "newsletter-terms", "newsletter-call", "newsletter-promo"})
_PLAYS = frozenset({"player", "call-to-action"})
_OF_TEXT = frozenset({Role.LEAD, Role.BODY, Role.HEADING, Role.TIMESTAMP})


class Unit:
    """A line with text, or wrapped lines that make one paragraph."""

    __slots__ = ("gap", "lines", "look", "role", "rule", "text", "verdict")

    def __init__(self, lines: list[int], text: str, role: Role | None, rule: str, gap: bool) -> None:
        self.lines = lines
        self.text = text
        self.role = role  # None while nobody has decided
        self.rule = rule
        self.gap = gap  # whether a blank line stands before it
        self.look = Look(Kind.PARAGRAPH, 0.0)
        self.verdict: Verdict | None = None

    @property
    def open(self) -> bool:
        """Whether shape has to judge it."""
        return self.role is None


def revise_units(units: Sequence[Unit], authors: Sequence[str] = ()) -> Iterator[tuple[Unit, Verdict]]:
    """The verdict on each unit that is still open, where the document's authors are known."""
    judged = [unit for unit in units if unit.open]
    if not any(map(_is_text, units)):
        yield from ((unit, _BODY) for unit in judged)
        return
    _mark_copies(units)
    outline = _outline(units)
    _mark_captions(outline)
    _mark_lists(outline)
    _mark_promotion(outline)
    _mark_speakers(outline, units)
    _mark_authors(outline, authors)
    _mark_teaser_texts(outline)
    _mark_opening(outline)
    states = follow_states(outline)
    if not any(in_text and _is_text(unit) for unit, in_text in zip(outline, states, strict=True)):
        states = [True] * len(outline)  # too little to tell text from furniture: better too much than nothing
    for unit, in_text in zip(outline, states, strict=True):
        if unit.open and unit.verdict is None and not unit.rule:
            unit.verdict = _ALWAYS.get(unit.look.kind)
            if unit.verdict is None and not in_text:
                unit.verdict = _AS_FURNITURE[unit.look.kind]
    _rescue_headings(outline, states)
    _judge_headings(outline)
    yield from ((unit, unit.verdict or _BODY) for unit in judged)


def _is_text(unit: Unit) -> bool:
    return unit.role in {Role.LEAD, Role.BODY} or (unit.open and unit.look.kind in TEXT)


def _outline(units: Sequence[Unit]) -> list[Unit]:
    """The units without the paragraphs between two others: whatever their neighbours, they are text."""
    sure = [unit.open and unit.look is SURE and unit.verdict is None for unit in units]
    amid = zip(sure, [False, *sure], [*sure[1:], False], strict=False)
    return [unit for unit, around in zip(units, amid, strict=True) if not all(around)]


def follow_states(units: Sequence[Unit]) -> list[bool]:
    """For each unit whether it stands in a run of text."""
    text = furniture = 0.0
    steps: list[tuple[bool, bool]] = []  # whether the best way to (text, furniture) came from text
    for unit in units:
        evidence = _evidence(unit)
        to_text = text >= furniture - _CHANGE
        to_furniture = text - _CHANGE > furniture
        text, furniture = (
            (text if to_text else furniture - _CHANGE) + evidence,
            text - _CHANGE if to_furniture else furniture,
        )
        steps.append((to_text, to_furniture))
    states, state = [], text >= furniture
    for to_text, to_furniture in reversed(steps):
        states.append(state)
        state = to_text if state else to_furniture
    return states[::-1]


def _evidence(unit: Unit) -> float:
    if unit.role is not None:
        return _DECIDED.get(unit.role, 0.0)
    if unit.rule:
        return _SHIELDED
    return -0.3 if unit.verdict is _CAPTIONED else unit.look.evidence


def _mark_captions(units: Sequence[Unit]) -> None:
    """Captions have no credit of their own where it stands on the line below, or right above."""
    for unit, below in pairwise(units):
        credited = below.look.kind is Kind.CREDIT or (
            below.look.kind is Kind.NUMBERS and below.text.lower().rstrip(".").endswith("min")
        )
        if below.open and credited and _may_be_caption(unit, below.gap):
            unit.verdict = _CAPTIONED
        elif unit.open and unit.look.kind is Kind.CREDIT and not below.gap and _may_be_caption(below, True):
            below.verdict = _CAPTIONED


def _may_be_caption(unit: Unit, apart: bool) -> bool:
    """Whether the unit may be the caption of a credit, which a blank line may set apart."""
    most = _CAPTION if apart else _CAPTION_TOUCHING
    return unit.open and not unit.rule and len(unit.text) <= most and unit.look.kind in _CAPTION_KINDS


def _mark_lists(units: Sequence[Unit]) -> None:
    """Items below a line that ends in a colon belong to its sentence."""
    introduced = False
    for unit in units:
        if unit.look.kind is Kind.ITEM and unit.open:
            if introduced:
                unit.look = Look(Kind.ITEM, max(unit.look.evidence, _LISTED))
        else:
            introduced = unit.open and unit.look.kind in TEXT and unit.text.endswith(":") and " " in unit.text


def _mark_opening(units: Sequence[Unit]) -> None:
    """The first paragraph of a page speaks for itself, as it often stands alone between title and byline."""
    for unit in units:
        if unit.role in {Role.LEAD, Role.BODY}:
            return
        if unit.open and unit.verdict is None and unit.look.kind is Kind.PARAGRAPH:
            unit.look = Look(Kind.PARAGRAPH, unit.look.evidence + _OPENING)
            return


def _mark_promotion(units: Sequence[Unit]) -> None:
    """Short lines right above a form's button or small print advertise what it is for."""
    for place in range(len(units) - 1, 0, -1):
        unit, below = units[place - 1], units[place]
        asks = below.rule.rpartition("/")[2] in _ASKS or below.verdict is _PROMOTED
        if asks and unit.open and not unit.rule and unit.look.kind in {Kind.SENTENCE, *_SHORT}:
            unit.verdict = _PROMOTED


def _mark_teaser_texts(units: Sequence[Unit]) -> None:
    """A teaser's text stands below its date, or a headline below its date, or above "more"."""
    dated = False  # whether the line above, or the one above that headline, is a date or a row of symbols
    for unit, below in pairwise(units):
        headline = unit.open and (unit.look.kind in _SHORT or unit.text.endswith("?"))
        if headline and below.look.kind in {Kind.NUMBERS, Kind.BYLINE}:
            unit.look = Look(unit.look.kind, _DATED_HEADLINE)
        dated = unit.open and (unit.look.kind in {Kind.NUMBERS, Kind.SYMBOLS} or (dated and headline))
        if dated:
            _doubt(below)
        if below.rule.rpartition("/")[2] == "navigation":
            _doubt(unit)


def _doubt(unit: Unit) -> None:
    """Let a paragraph of a teaser's length speak for itself no more."""
    if unit.open and unit.look.kind is Kind.PARAGRAPH and len(unit.text) <= _TEASER_LENGTH:
        unit.look = Look(Kind.PARAGRAPH, min(_TEASER_EVIDENCE, unit.look.evidence))


def _mark_copies(units: Sequence[Unit]) -> None:
    """A sentence that stands there twice is the copy that a caption, a teaser or a pulled quote made."""
    seen: set[str] = set()
    for unit in units:
        if unit.look.kind in TEXT and _COPY <= len(unit.text) <= _TEASER_LENGTH:
            if unit.text in seen and unit.open and not unit.rule and unit.verdict is None:
                unit.verdict = _COPIED
            seen.add(unit.text)


def _mark_speakers(outline: Sequence[Unit], units: Sequence[Unit]) -> None:
    """A name below a short paragraph says whose quotation that is, where the text knows the name."""
    whole = ""
    for above, unit in pairwise(outline):
        if unit.look.kind is not Kind.LABEL or above.look.kind not in TEXT or len(above.text) > _PULLED:
            continue
        names = unit.text.split()
        if unit.open and unit.verdict is None and len(names) > 1 and all(name[0].isupper() for name in names):
            whole = whole or "\n".join(each.text for each in units if each.look.kind in TEXT)
            if unit.text in whole:
                unit.verdict = _ALWAYS[Kind.ATTRIBUTION]


def _mark_authors(units: Sequence[Unit], authors: Sequence[str]) -> None:
    """A last paragraph that opens with an author's full name says who the author is."""
    full = [name for name in authors if " " in name]
    texts = [unit for unit in units if _is_text(unit)] if full else []
    for unit in reversed(texts[_BEFORE_AUTHORS:]):
        if not (unit.open and any(name in unit.text[:_NAMED_WITHIN] for name in full)):
            return
        unit.verdict = _AUTHORED


def _rescue_headings(units: Sequence[Unit], states: Sequence[bool]) -> None:
    """A headline between furniture and text is the text's heading, unless it completes a teaser."""
    for place in range(1, len(units) - 1):
        unit, below = units[place], units[place + 1]
        if (
            unit.verdict in {_TEASER, _LABEL, _TEASER_TEXT}
            and states[place + 1]
            and below.look.kind in TEXT
            and below.gap == unit.gap
            and (below.open or below.role is Role.BODY)
            and below.verdict is None
            and not _completes_teaser(units, place)
        ):
            unit.verdict = _HEADING


def _completes_teaser(units: Sequence[Unit], place: int) -> bool:
    """Whether what stands above is a kicker or header that waits for this headline."""
    unit, above = units[place], units[place - 1]
    if len(unit.text) > _LONGEST_HEADING or (above.gap and not unit.gap):
        return True
    if above.role is Role.BOILERPLATE:
        return above.rule.rpartition("/")[2] in _OPENS_TEASERS
    if above.look.kind in {Kind.ITEM, Kind.TRUNCATED, Kind.CAPTION, Kind.CREDIT, Kind.BYLINE, Kind.NUMBERS}:
        return False
    return above.gap and above.look.kind in _SHORT


def _judge_headings(units: Sequence[Unit]) -> None:
    """Headlines amid text: headings where text follows, orphans where none does."""
    follower: Unit | None = None  # the next unit that belongs to the text or may
    for place in range(len(units) - 1, -1, -1):
        unit = units[place]
        if unit.open and unit.verdict is None and not unit.rule and unit.look.kind in _SHORT:
            below = units[place + 1] if place + 1 < len(units) else None
            above = units[place - 1] if place else None
            unit.verdict = _judge_headline(unit, above, below, follower)
            if unit.verdict is _KICKED and above is not None:
                above.verdict = _KICKER
        if unit.role in _OF_TEXT or (unit.open and (unit.verdict is None or unit.verdict[0] in _OF_TEXT)):
            follower = unit


def _judge_headline(unit: Unit, above: Unit | None, below: Unit | None, follower: Unit | None) -> Verdict:
    if follower is None or below is None:
        return _ORPHAN
    if below.open and below.look.kind in {Kind.NUMBERS, Kind.BYLINE}:
        return _TEASER
    if below.rule.rpartition("/")[2] in _PLAYS:
        return _TEASER
    if follower.open and follower.look.kind in _SHORT and not follower.rule:
        return _ORPHAN
    if above is not None and _is_kicker(above) and unit.look.kind is Kind.HEADLINE and above.gap == unit.gap:
        return _KICKED
    return _HEADING


def _is_kicker(unit: Unit) -> bool:
    return unit.open and not unit.rule and unit.verdict is None and unit.look.kind is Kind.LABEL
