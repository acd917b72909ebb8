"""Code of programs, amid the text of those who explain it: no label or menu, however short its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.shape.kinds import ITEM, Look
from transforms.shape.units import Unit

FEWEST_LINES = 3  # lines of code, one below the other
_GAP = 2  # other lines that may stand between two of them: names, brackets, dots
_CODE = re.compile(
    r"""
      (?:import|from|return|def|class|public|private|static|const|let|var|function|func|fn|using|include|package)
      \ [\w.{*<"']+.{0,120}
    | (?:if|for|while|elif|switch|try|except|catch|else|with)\b.{0,120}[:{]
    | [\w.\[\]"']{2,60}\ ?(?:=|\+=|:=|=>|==)\ ?\S.{0,120}
    | [\w.@$]{2,60}\(.{0,120}\)[;:,{]?
    | @\w[\w.]*(?:\(.*\))?
    | [{}()\[\];]{1,4} | \.\.\.
    | </?\w[^<>]*>.{0,120} | [$#>]\ ?(?:sudo|pip|npm|git|cd|apt|python|docker|curl|make|ls|mkdir)\b.{0,120}
    | .{2,120};
    """,
    re.VERBOSE,
)
_SURE = re.compile(r"[=;{}]|\w\(|^(?:import|from|def|class|return) \S|^[$#] ?\w")
_TEXT = Look(ITEM, 1.0)


def mark_code(units: Sequence[Unit]) -> None:
    """Lines of code one below the other, and the few words between them, are text.

    Spares single ones, and what only looks like code: a list of labels, a row of dots.
    """
    places = [place for place, unit in enumerate(units) if _is_code(unit)]
    run: list[int] = []
    for place in [*places, len(units) + _GAP + 1]:
        if run and place - run[-1] > _GAP + 1:
            if len([each for each in run if _SURE.search(units[each].text)]) >= FEWEST_LINES:
                _keep(units[run[0] : run[-1] + 1])
            run = []
        run.append(place)


def _keep(run: Sequence[Unit]) -> None:
    for unit in run:
        if unit.open and unit.verdict is None:
            unit.look = _TEXT


def _is_code(unit: Unit) -> bool:
    return unit.open and not unit.rule and _CODE.fullmatch(unit.text) is not None
