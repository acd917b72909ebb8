"""A second look at short lines, learned from labelled pages: there the first look is most often wrong.

The rules of shape ask one question of a line and its neighbours at a time. Here all that can be seen of a line
speaks at once: its look, its signs, its words, what stands around it, and what the first look said of all that.
Each of these clues has a weight, learned from labelled pages (`tests/benchmarks/second_look_training.py`); their
sum tells how likely it is that a line which the first look keeps is the article's own. Only what the sum clearly
speaks against is taken away, and the rule names the kind of clue that weighed most: ``learned/line-above``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from transforms.document import BOILERPLATE, HEADING
from transforms.rulebook import Rulebook
from transforms.shape.clues import GLANCES, WORD_CLUES, ClueReader, Key, clues_of
from transforms.shape.units import Unit

WEIGHTS = Path(__file__).with_name("clue_weights.json")
BASE = ""  # the clue that every line has
_MEMO_SIZE = 50_000  # sums that are remembered: there are few glances, but many lines


class SecondLook:
    """The weights of all clues, in hundredths of a logit, and the sums from which down a line is taken away."""

    def __init__(
        self, reader: ClueReader, weights: Mapping[str, int], *, removes: int, removes_headings: int
    ) -> None:
        base = weights.get(BASE, 0)
        self._read = reader.read
        self._weights = weights
        self._removes = removes - base
        self._removes_headings = removes_headings - base
        self._sums: list[dict[Key, int]] = [{} for _ in GLANCES]
        self._least = sum(  # what the words of a line may weigh
            min((weight for clue, weight in weights.items() if clue.startswith(f"{kind}=")), default=0)
            for kind in WORD_CLUES
        )

    @classmethod
    def of(cls, rulebook: Rulebook, language: str) -> SecondLook:
        """The second look at pages in a language, made once for a rulebook, with the weights that were learned last."""
        return rulebook.derive("second-look", language, lambda known: cls(ClueReader(known), **_learned()))

    def revise(self, units: Sequence[Unit], title: str = "") -> None:
        """Take away what the clues speak against; what they see of other lines is the first look's."""
        taken: list[tuple[Unit, str]] = []
        for unit, keys, words in self._read(units, title):
            is_heading = unit.verdict is not None and unit.verdict[0] is HEADING
            most = self._removes_headings if is_heading else self._removes
            total = self._weigh_all(keys)
            if total + self._least > most:
                continue  # whatever its words
            keys.append(words())
            if total + self._weigh(len(keys) - 1, keys[-1]) <= most and not unit.marked:
                taken.append((unit, self._rule(keys)))
        for unit, rule in taken:
            unit.verdict = (BOILERPLATE, rule)

    def _weigh_all(self, keys: Sequence[Key]) -> int:
        total = 0
        for place, (sums, key) in enumerate(zip(self._sums, keys, strict=False)):
            found = sums.get(key)
            total += self._weigh(place, key) if found is None else found
        return total

    def _weigh(self, place: int, key: Key) -> int:
        sums = self._sums[place]
        if len(sums) >= _MEMO_SIZE:
            sums.clear()
        weigh = self._weights.get
        total = sums[key] = sum(weigh(clue, 0) for clue in GLANCES[place](*key).clues())
        return total

    def _rule(self, keys: Sequence[Key]) -> str:
        weightiest = min(clues_of(keys), key=lambda clue: self._weights.get(clue, 0))
        return f"learned/{weightiest.partition('=')[0]}"


@cache
def _learned() -> dict[str, Any]:
    learned: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))
    return learned
