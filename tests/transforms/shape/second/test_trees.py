"""The learned trees: how they are read, asked, and what they say decided."""

from __future__ import annotations

import json
from typing import Any

import pytest

from transforms.shape.second.features import GROUPS, NAMES
from transforms.shape.second.trees import (
    LEARNED,
    LearnedFromOtherFeaturesError,
    Node,
    Trees,
    learned_trees,
    read_tree,
    total,
)

WORDS, KIND = NAMES.index("line: words"), NAMES.index("line: kind")
UNITS = NAMES.index("page: units")


def row(**values: float) -> tuple[float, ...]:
    """A row that is 0 but for the features at these places."""
    at = {WORDS: values.get("words", 0.0), UNITS: values.get("units", 0.0)}
    return tuple(at.get(place, 0.0) for place in range(len(NAMES)))


def stage(tree: Any, dropped_below: float, kept_above: float) -> dict[str, Any]:
    return {"trees": [tree], "dropped_below": dropped_below, "kept_above": kept_above}


def test_a_tree_is_read_as_nodes_and_leaves() -> None:
    """Whatever is no list is a leaf."""
    tree = read_tree([WORDS, 5.0, -1, [UNITS, 40.0, 0.5, 2, 1.0], 0.25])
    assert tree == Node(WORDS, 5.0, -1.0, Node(UNITS, 40.0, 0.5, 2.0, 1.0), 0.25)


@pytest.mark.parametrize(
    ("words", "units", "said"), [(5, 99, -1.0), (6, 40, 0.5), (6, 41, 2.0), (4, 40, -1.0)]
)
def test_a_row_goes_low_up_to_the_threshold(words: float, units: float, said: float) -> None:
    """And what several trees say is added."""
    tree = read_tree([WORDS, 5.0, -1, [UNITS, 40.0, 0.5, 2, 1.0], 0.25])
    assert total([tree], row(words=words, units=units)) == said
    assert total([tree, 0.25, tree], row(words=words, units=units)) == 2 * said + 0.25


def test_the_first_reading_is_overruled_where_all_stages_doubt_it() -> None:
    """A stage that sides with it ends the matter, whatever the next one would have said."""
    judge = Trees(
        {
            "features": NAMES,
            "stages": [
                stage([WORDS, 5.0, -1, 1, 0.0], -0.5, 0.5),
                stage([UNITS, 40.0, -3, 3, 0.0], -3.5, 3.5),
            ],
        }
    )
    few, many = row(words=5, units=40), row(words=6, units=41)
    assert judge.overrules(few, kept=True)
    assert not judge.overrules(few, kept=False)
    assert judge.overrules(many, kept=False)
    assert not judge.overrules(many, kept=True)
    mixed = row(words=6, units=40)
    assert not judge.overrules(mixed, kept=True)  # the first stage is for text
    assert not judge.overrules(mixed, kept=False)  # the second one isn't


def test_the_group_that_said_most_for_the_verdict_decides() -> None:
    """What spoke against it doesn't, however loud."""
    line, page = [WORDS, 5.0, -2, [UNITS, 40.0, 1, 1, 1], 0.0], [UNITS, 40.0, -1, 3, 0.0]
    judge = Trees({"features": NAMES, "stages": [stage(line, 0, 0), stage(page, 0, 0)]})
    assert judge.decider(row(words=6, units=41)) == "page"  # 1 + 3
    assert judge.decider(row(words=5, units=40)) == "line"  # -2 - 1
    assert judge.decider(row(words=5, units=41)) == "page"  # -2 + 3
    steady = [WORDS, 5.0, 4, 5, 4.5]  # says much, and hardly more or less for any row
    judge = Trees({"features": NAMES, "stages": [stage(steady, 0, 0), stage(page, 0, 0)]})
    assert judge.decider(row(words=6, units=41)) == "page"


def test_trees_of_other_features_are_refused() -> None:
    """By an error that says what to do."""
    with pytest.raises(LearnedFromOtherFeaturesError, match="learn it again"):
        Trees({"features": NAMES[1:], "stages": []})


def test_the_trees_that_are_shipped_ask_for_what_is_read() -> None:
    """All nodes name a feature; every group is asked for something, or it need not be read."""
    learned = json.loads(LEARNED.read_text("utf-8"))
    trees = [tree for stage in learned_trees().stages for tree in stage.trees]
    assert len(trees) == sum(len(stage["trees"]) for stage in learned["stages"])
    asked = {NAMES[feature].partition(":")[0] for tree in trees for feature in features(tree)}
    assert asked == set(GROUPS)
    last = learned_trees().stages[-1]
    assert last.dropped_below < 0 < last.kept_above


def features(tree: float | Node) -> list[int]:
    """The features of all nodes of a tree."""
    if not isinstance(tree, Node):
        return []
    return [tree.feature, *features(tree.low), *features(tree.high)]
