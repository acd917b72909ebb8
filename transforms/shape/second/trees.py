"""The learned judge: boosted regression trees, kept as data, that can say what decided.

A tree is a number, its leaf, or a node ``[feature, threshold, low, high, mean]``: a row goes low where its feature
is at most the threshold; ``mean`` is what the node alone would say. All numbers are log-odds of a line that belongs
to the text. How they were learned: ``tests/benchmarks/second_reading.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from transforms.shape.second.features import GROUPS, NAMES, Row

LEARNED = Path(__file__).with_name("trees.json")
_GROUP = tuple(group for group, names in GROUPS.items() for _ in names)


class Node(NamedTuple):
    """Where a tree parts the rows."""

    feature: int
    threshold: float
    low: Tree
    high: Tree
    mean: float


Tree = float | Node


class LearnedFromOtherFeaturesError(Exception):
    """The trees were learned from rows that mean something else."""

    def __init__(self) -> None:
        super().__init__(
            f"{LEARNED.name} was learned from other features than are read now: learn it again, "
            "by tests/benchmarks/second_reading.py"
        )


class Stage(NamedTuple):
    """So many trees, and what all so far must have said lest the first reading stands and no more are asked."""

    trees: Sequence[Tree]
    dropped_below: float  # of a unit that was kept
    kept_above: float  # of one that was not


class Trees:
    """What was learned; the last stage says how sure it has to be to overrule the first reading."""

    __slots__ = ("stages",)

    def __init__(self, learned: dict[str, Any]) -> None:
        if tuple(learned["features"]) != NAMES:
            raise LearnedFromOtherFeaturesError
        self.stages = [
            Stage([read_tree(tree) for tree in stage["trees"]], stage["dropped_below"], stage["kept_above"])
            for stage in learned["stages"]
        ]

    def overrules(self, row: Row, kept: bool) -> bool:
        """Whether a unit that the first reading kept is surely furniture, or one that it dropped surely text."""
        said = 0.0
        for trees, dropped_below, kept_above in self.stages:
            said += total(trees, row)
            if said >= dropped_below if kept else said <= kept_above:
                return False
        return True

    def decider(self, row: Row) -> str:
        """The group of features that said most for the verdict, as "run", "neighbours" or "page"."""
        said = dict.fromkeys(GROUPS, 0.0)
        verdict = 0.0
        for tree in chain.from_iterable(stage.trees for stage in self.stages):
            node = tree
            while isinstance(node, Node):
                below = node.low if row[node.feature] <= node.threshold else node.high
                told = below.mean if isinstance(below, Node) else below
                said[_GROUP[node.feature]] += told - node.mean
                node = below
            verdict += node
        return max(said, key=said.__getitem__) if verdict > 0 else min(said, key=said.__getitem__)


@cache
def learned_trees() -> Trees:
    """The judge that the project ships, read when it is first asked."""
    return Trees(json.loads(LEARNED.read_bytes()))


def read_tree(tree: Any) -> Tree:
    """The tree that is written as lists in lists."""
    if not isinstance(tree, list):
        return float(tree)
    feature, threshold, low, high, mean = tree
    return Node(feature, threshold, read_tree(low), read_tree(high), mean)


def total(trees: Iterable[Tree], row: Sequence[float]) -> float:
    """What the trees say of a row, in sum."""
    said = 0.0
    for tree in trees:
        node = tree
        while isinstance(node, Node):
            feature, threshold, low, high, _ = node
            node = low if row[feature] <= threshold else high
        said += node
    return said
