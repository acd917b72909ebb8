"""What the training learns from a few lines, and that its figures tell right from wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks import second_look_training as training
from tests.benchmarks.second_look_training import Row, Rows, compared, learned
from tests.golden.test_press import PRESS, Page
from transforms.shape.second_look import BASE, WEIGHTS


def pages(number: int) -> list[Rows]:
    """Pages on which long lines are text and short ones are furniture, whatever else is seen of them."""
    rows = [
        Row(wanted=True, kept=True, counted=True, clues=["length=9", "look=any"], heading=False),
        Row(wanted=False, kept=True, counted=True, clues=["length=2", "look=any"], heading=False),
    ]
    return [Rows(f"page {at}", rows * 3) for at in range(number)]


def test_what_tells_text_from_furniture_gets_the_weight() -> None:
    """And what both have gets none."""
    weights = learned({"set": pages(40)})
    assert weights["length=9"] > 100
    assert abs(weights.get("look=any", 0)) < 5
    assert weights["length=2"] < -100


def test_a_clue_of_few_pages_is_not_learned_by_heart() -> None:
    """It would say nothing of others."""
    rare = [Rows("rare", [Row(True, True, True, ["rare=1"], False)] * 9)]
    assert "rare=1" not in learned({"set": pages(40) + rare})


def test_pages_as_long_as_real_ones_count_more() -> None:
    """Four times, and so do the golden ones."""
    other = [
        Rows(page.name, [row._replace(wanted=not row.wanted) for row in page.rows]) for page in pages(40)
    ]
    assert learned({"dense-a": pages(40), "b": other})["length=9"] > 0
    assert learned({"a": pages(40), "golden/b": other})["length=9"] < 0


def test_figures_count_what_is_taken_away() -> None:
    """Line F1 before and after, how many lines, and how many of them rightly."""
    weights = {BASE: 0, "length=2": -500}
    assert compared(pages(2), weights) == ["0.667", "1.000", "6", "6"]
    assert compared(pages(2), {"length=9": -500}) == ["0.667", "0.000", "6", "0"]


def test_the_weights_are_written_as_the_package_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the limits, in an order that shows in a diff what has changed."""
    monkeypatch.setattr(training, "WEIGHTS", tmp_path / "weights.json")
    training.write({"b=1": 2, "a=1": -3})
    written = json.loads((tmp_path / "weights.json").read_text("utf-8"))
    shipped = json.loads(WEIGHTS.read_text("utf-8"))
    assert list(written["weights"]) == ["a=1", "b=1"]
    assert {name: written[name] for name in written if name != "weights"} == {
        name: shipped[name] for name in shipped if name != "weights"
    }


def test_shipped_weights_are_of_clues_that_pages_have() -> None:
    """Nothing is left in them of clues that are no longer read: a few dozen pages have most."""
    weights = json.loads(WEIGHTS.read_text("utf-8"))["weights"]
    folders = ("articles", "training/dense-local", "training/dense-culture", "training/guides-1")
    read = [
        training.labelled(Page.read(path)) for folder in folders for path in (PRESS / folder).glob("*.txt")
    ]
    seen = {clue for page in read for row in page.rows for clue in row.clues}
    assert len(seen & weights.keys()) > 0.8 * len(weights)
