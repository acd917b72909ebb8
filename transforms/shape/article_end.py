"""Where an article ends for good: below its tags, its comments or its share row a page has nothing more to tell."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.bullets import BOXES
from transforms.document import BODY, BOILERPLATE, HEADING, LEAD
from transforms.shape.kinds import AMOUNT, MEASURED
from transforms.shape.threads import says_when
from transforms.shape.units import Unit, Verdict

_COMMENTS = frozenset({"comments", "comment-section", "comment-form"})
_THREAD = frozenset({"post-number", "thread-button"})  # of a forum, where what readers write is the text
_LIKELY = frozenset({
    "tags", "filed-under", "blog-filing", "blog-navigation", "blog-platform", "share-row", "share-to", "copyright",
    "author-line", "broadcast-note",
})  # fmt: skip
_PARAGRAPH = 110  # characters of a line that is a paragraph for certain
_PARAGRAPHS = 3  # above the mark: what stands higher may belong to the head
_GOES_ON = 0.25  # of all paragraphs' characters: so many below a mark show that the text goes on,
_IN_A_ROW = 2  # and so do so many paragraphs with nothing between them
_NEAR = 8  # units in which a second mark of comments stands: below it may stand whatever readers write
_SIGNED, _THREADED = 2, 16  # lines that say when their readers wrote, among so many units below the mark
_MARKS = 2  # of entries; more are a liveblog's, whose entries have share rows of their own
_TOLD = frozenset({BODY, HEADING, LEAD})
_BELOW: Verdict = (BOILERPLATE, "shape/below-end")


def mark_end(units: Sequence[Unit]) -> None:
    """Take all undecided lines below the end of the article for furniture; a rule's own text stays.

    Of 1,060 labelled pages, text went on below the first of these marks, three paragraphs of text above it: comments 3
    of 280, tags 0 of 77, categories 1 of 19, share rows 8 of 109, copyright 2 of 99. Where it does, it does so in
    paragraphs one below the other.
    """
    if len([unit for unit in units if unit.rule.startswith("liveblog/")]) > _MARKS:
        return
    for unit in units[_find_end(units) :]:
        if unit.undecided:
            unit.verdict = _BELOW


def _find_end(units: Sequence[Unit]) -> int:
    """The place of the first mark below which the article does not go on; behind the last unit where there is none."""
    lengths = [len(unit.text) if _is_paragraph(unit) else 0 for unit in units]
    above, paragraphs, whole = 0, 0, sum(lengths)
    thread = any(unit.rule_name in _THREAD for unit in units)
    for place, unit in enumerate(units):
        above += lengths[place]
        paragraphs += lengths[place] > 0
        if unit.role is not BOILERPLATE or not paragraphs:
            continue
        near = slice(place + 1, place + 1 + _NEAR)
        comments = unit.rule_name in _COMMENTS
        if comments and not thread and _are_signed(units[place + 1 : place + 1 + _THREADED]):
            return place
        if paragraphs < _PARAGRAPHS or not (comments or unit.rule_name in _LIKELY):
            continue
        if comments and _has_comments(units[near]):
            return place
        if whole - above <= _GOES_ON * whole and not _goes_on(units[near], lengths[near]):
            return place
    return len(units)


def _has_comments(below: Sequence[Unit]) -> bool:
    return any(unit.role is BOILERPLATE and unit.rule_name in _COMMENTS for unit in below)


def _are_signed(below: Sequence[Unit]) -> bool:
    """Whether several lines say when somebody wrote, the first of them soon."""
    signed = [place for place, unit in enumerate(below) if says_when(unit.text)]
    return len(signed) >= _SIGNED and sum(map(_is_paragraph, below[: signed[0]])) < _IN_A_ROW


def _goes_on(below: Sequence[Unit], lengths: Sequence[int]) -> bool:
    """Whether paragraphs stand one below the other, or a recipe's amounts."""
    run = 0
    for unit, length in zip(below, lengths, strict=True):
        run = run + 1 if length else 0
        if run == _IN_A_ROW or _is_of_recipe(unit):
            return True
    return False


def _is_of_recipe(unit: Unit) -> bool:
    if unit.text[0] in BOXES or unit.rule_name == "recipe-heading":
        return True
    return unit.open and (unit.look is AMOUNT or unit.look is MEASURED)


def _is_paragraph(unit: Unit) -> bool:
    if len(unit.text) < _PARAGRAPH or (unit.verdict is not None and unit.verdict[0] not in _TOLD):
        return False
    return unit.is_text
