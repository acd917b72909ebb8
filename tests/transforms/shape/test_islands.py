"""What lies far from the text: promises in menus, remarks in a page's foot, and what belongs to the text all the same."""

from __future__ import annotations

import pytest

from tests.transforms.shape.test_shape import ONE, THREE, TWO, kept

MENU = [f"Rubrik {name}" for name in "abcdefghijklmnop"]
PROMISES = [
    "Verbinden Sie sich mit Nachbarn wie Ihnen, und holen Sie sich Rat von Fachleuten aus dem ganzen Tal.",
    "Sehen Sie, was Ihre Beschwerden bedeuten können, und lesen Sie über die Hilfe, die es im Tal gibt.",
]
REMARK = "Die Kurse kommen mit einer Viertelstunde Verspätung. Die Angaben sind ohne Gewähr."


def test_promises_in_a_menu_and_remarks_in_the_foot_are_furniture() -> None:
    """However much they read like text: nothing else stands with them, and the text is far away."""
    page = kept("Wetter", *PROMISES, *MENU, ONE, TWO, THREE, *MENU, "Wetter", REMARK)
    assert not {*PROMISES, REMARK} & set(page)
    assert {ONE, TWO, THREE} <= set(page)


@pytest.mark.parametrize("between", [MENU[:4], MENU])
def test_what_is_near_or_long_is_text(between: list[str]) -> None:
    """An opening of some length may stand above whatever the page has between."""
    opening = PROMISES[0] + " Das steht so im Programm." if between is MENU else PROMISES[0]
    assert opening in kept("Wetter", opening, PROMISES[1], *between, ONE, TWO, THREE)


def test_several_lines_below_are_text() -> None:
    """Two may be remarks; three are a list or a note of the article's own."""
    notes = [f"{REMARK} Das gilt auch für die Linie {number}."[-99:] for number in (1, 2, 3)]
    assert set(notes) <= set(kept(ONE, TWO, THREE, *MENU, "Wetter", *notes))


def test_a_short_text_has_no_islands() -> None:
    """Where there is hardly more elsewhere, all that reads like text is."""
    assert set(PROMISES) <= set(kept("Wetter", *PROMISES, *MENU, ONE, TWO))
