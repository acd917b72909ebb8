"""Ingredients of a recipe: amounts and what is taken of it, a line each, or the number on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import HEADING
from transforms.shape.kinds import AMOUNT, ITEM, MEASURED, NUMBERS, Look
from transforms.shape.units import SHORT, Unit, runs_of

FEWEST_AMOUNTS = 3
_LONGEST = 90  # characters of an ingredient
_BARE = 4  # ingredients without an amount at the end: "Salz", "Pfeffer"
_SERVED = 6  # lines between the heading and the first amount: for how many it is, what is counted
_INGREDIENT = Look(ITEM, 1.0)


def mark_ingredients(units: Sequence[Unit]) -> None:
    """Short lines are a recipe's ingredients where most that have a number measure something.

    What has no amount is one amid the others, right below the list's heading, and above the one that ends it.
    Offers have prices.
    """
    for places in runs_of(units, _may_be_ingredient, FEWEST_AMOUNTS):
        run = [units[place] for place in places]
        measured = [at for at in range(len(run)) if _is_measured(run, at)]
        if len(measured) < FEWEST_AMOUNTS:
            continue
        headed, closed = (unit.role is HEADING for unit in _around(units, places))
        first = 0 if headed and measured[0] <= _SERVED else _first(run, measured[0])
        end = measured[-1] + 1
        if closed and len(run) - end <= _BARE:
            end = len(run)
        inside = run[first:end]
        counted = sum(unit.text[0].isdigit() for unit in inside)
        if 2 * len(measured) >= counted and 4 * len(measured) >= len(inside):
            for unit in inside:
                unit.look = _INGREDIENT


def _around(units: Sequence[Unit], places: range) -> tuple[Unit, Unit]:
    """The units above and below a run; at the ends of a page the run's own."""
    return units[max(0, places.start - 1)], units[min(places.stop, len(units) - 1)]


def _first(run: Sequence[Unit], measured: int) -> int:
    """The first line of the list: those that count what they take, "2 Zwiebeln", may stand above measured ones."""
    first = measured
    while first and run[first - 1].text[0].isdigit():
        first -= 1
    return first


def _is_measured(run: Sequence[Unit], at: int) -> bool:
    look = run[at].look
    return look is AMOUNT or (look is MEASURED and at > 0 and run[at - 1].look.kind is NUMBERS)


def _may_be_ingredient(unit: Unit) -> bool:
    kind = unit.look.kind
    return (
        unit.undecided
        and (kind in SHORT or kind is NUMBERS)
        and len(unit.text) <= _LONGEST
        and "€" not in unit.text
    )
