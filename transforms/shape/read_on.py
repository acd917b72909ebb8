"""Teasers that a link to the rest closes: a headline, a text, and "Artikel lesen" on the line below."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import BOILERPLATE, LEAD
from transforms.shape.kinds import TEXT
from transforms.shape.teaser_tails import may_head
from transforms.shape.units import AS_FURNITURE, Unit

LINK = "more"  # the rule that tells them
_FEWEST = 2  # such links: one alone may unfold the article
_FEWEST_TEXTS = 2  # paragraphs of an article above: a page of teasers alone is all that there is;
_CLOSED = 3  # links where one paragraph will do, since furniture closes the article below it
_LONGEST = 600  # characters of a teaser's text
_KICKER = 100  # characters
_HEADS = 3  # short lines above it: subject, kicker and headline


def mark_read_on(units: Sequence[Unit]) -> None:
    """A text below a headline is a teaser's where the line below links to the rest, and the page does so again.

    Spares a text without a headline, since the link may unfold the article, and pages that have nothing but teasers.
    """
    links = [place for place, unit in enumerate(units) if unit.rule_name == LINK]
    if len(links) < _FEWEST:
        return
    article = units[: links[0] - len(_teaser(units[: links[0]]))]
    texts = sum(
        (unit.open and not unit.rule and unit.look.kind in TEXT) or unit.role is LEAD for unit in article
    )
    closed = len(links) >= _CLOSED and texts > 0 and article[-1].role is BOILERPLATE
    if texts < _FEWEST_TEXTS and not closed:
        return
    for place in links:
        for unit in [unit for unit in _teaser(units[:place]) if unit.undecided]:
            unit.verdict = AS_FURNITURE[unit.look.kind]


def _teaser(above: Sequence[Unit]) -> Sequence[Unit]:
    """What stands right above a link: short lines, and a text below them; nothing where they are missing."""
    end = len(above)
    has_text = (
        end > 0 and above[-1].undecided and above[-1].look.kind in TEXT and len(above[-1].text) <= _LONGEST
    )
    start = heads = end - has_text
    while start > 0 and heads - start < _HEADS and _may_head(above[start - 1]):
        start -= 1
    return above[start:] if start < heads else ()


def _may_head(unit: Unit) -> bool:
    """Whether a line may be a teaser's headline, or a kicker that ends in a colon."""
    if not unit.open:
        return may_head(unit)
    kicker = unit.text[-1] == ":" and len(unit.text) <= _KICKER
    return unit.undecided and unit.look.kind in AS_FURNITURE and (kicker or may_head(unit))
