"""Headings that count their steps, and lines that only look so."""

from __future__ import annotations

import pytest

from tests.transforms.shape.test_shape import ONE, TWO, kept

TEASERS = ["Mehr aus dem Tal", "Das Freibad wird teurer", "Kultur", "Wer pflückt die Kirschen?"]


@pytest.mark.parametrize("step", ["Schritt {}", "Fehler {}: Zu viel Salz im Teig"])
def test_steps_and_what_stands_below_are_text(step: str) -> None:
    """However short they are, and however much furniture stands around."""
    told = ["Salz abwiegen.", "Nun den Teig kneten!", "Eine Stunde warten."]
    steps = [line for number, text in enumerate(told, 1) for line in (step.format(number), text, "Kultur")]
    assert {*told, step.format(2)} <= set(kept(ONE, *TEASERS, *steps, *TEASERS))


@pytest.mark.parametrize(
    "lines",
    [
        ["Teil 1", "Teil 2", "Teil 3"],
        ["Teil 4", "Kultur", "Teil 5", "Kultur", "Teil 6"],
        ["Teil 1", "Kultur", "Teil 3", "Kultur", "Teil 5"],
        ["Teil 1", "Kultur", "Teil 2"],
    ],
)
def test_parts_of_a_series_are_links(lines: list[str]) -> None:
    """Listed one below the other, from amid the series, with gaps, or two of them."""
    assert not set(lines) & set(kept(ONE, TWO, *TEASERS, *lines, *TEASERS))


def test_what_a_picture_says_of_a_step_is_no_heading() -> None:
    """Where other lines say what the steps are."""
    steps = [
        line
        for number, what in enumerate(("Kratzen", "Rühren", "Warten"), 1)
        for line in (f"Schritt {number}: {what}", ONE[number:], f"Schritt {number}")
    ]
    assert not {"Schritt 1", "Schritt 2"} & set(kept(*TEASERS, *steps, *TEASERS))


def test_the_authors_pictures_are_told_by_her_name() -> None:
    """Two end in it, in brackets; one may sign the text."""
    captions = ["Erst das Salz abwiegen. (Ada Lind)", "Dann den Teig kneten. (Ada Lind)"]
    assert not set(captions) & set(kept(ONE, captions[0], TWO, captions[1], ONE[1:], authors=("Ada Lind",)))
    assert captions[0] in kept(ONE, captions[0], TWO, authors=("Ada Lind",))
