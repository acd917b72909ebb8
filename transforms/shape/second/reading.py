"""A second reading of a page that the first one has told into text and furniture.

The first reading goes down the page line by line and never sees it whole. The second one knows what came of it: how
much of the page was kept, what became of lines like this one and of those beside it. It overrules the first where it
is sure, and leaves alone what a rule, a mark or a publisher's own words have decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from transforms.document import BODY, BOILERPLATE, HEADING, KEPT_ROLES, TIMESTAMP
from transforms.shape.islands import SEA
from transforms.shape.kinds import SURE
from transforms.shape.second.features import Row, read_features
from transforms.shape.second.trees import Trees, learned_trees
from transforms.shape.units import SHORT, Unit

_REVISABLE = frozenset(
    f"shape/{name}"
    for name in (
        "body", "heading",
        "teaser", "label", "link-list", "menu", "teaser-text", "numbers",
        "orphan-heading", "kicker", "below-kicker",
    )
)  # fmt: skip
_FEWEST = 20  # units of a page of which more than its first reading can be seen
_ENTRIES = 2  # clock lines of a liveblog, whose entries are no article's paragraphs
_MOST = 0.05  # of the kept units, and of their characters, that may be dropped,
_FEW = 3  # and units of a short page
_COUNTER, _LETTERS = 25, 4  # characters of one with fewer letters: "1 / 12", "5.9.2031 | 2:03 min"
_INTERRUPTED = 3  # units below a heading, among which its text begins: an ad or a picture may stand between


def read_again(units: Sequence[Unit], trees: Trees | None = None) -> None:
    """Overrule the first reading's verdicts, in place, where what was learned is sure of the opposite."""
    doubtful = doubtful_places(units)
    if not doubtful:
        return
    trees = trees or learned_trees()
    rows = zip(doubtful, read_features(units, doubtful), strict=True)
    overruled = [(place, row) for place, row in rows if trees.overrules(row, is_kept(units[place]))]
    if not overruled:
        return
    dropped = [place for place, _ in overruled if is_kept(units[place])]
    if _misreads(units, dropped):
        overruled = [(place, row) for place, row in overruled if not is_kept(units[place])]
    for place, row in reversed(overruled):
        _overrule(units, place, row, trees)


def _misreads(units: Sequence[Unit], dropped: Sequence[int]) -> bool:
    """Whether so much would be dropped that the page must be of a kind that nobody has learned."""
    kept = [unit for unit in units if is_kept(unit)]
    if len(dropped) > max(_FEW, _MOST * len(kept)):
        return True
    return sum(len(units[place].text) for place in dropped) > _MOST * sum(len(unit.text) for unit in kept)


def doubtful_places(units: Sequence[Unit]) -> list[int]:
    """The places of units that may be overruled: none on short pages or in liveblogs.

    What stands amid kept ones is in no doubt, nor is what stands far from all of them.
    """
    if len(units) < _FEWEST or [unit.role for unit in units].count(TIMESTAMP) >= _ENTRIES:
        return []
    kept = [False, *map(is_kept, units), False]
    so_far = [0] * SEA + list(accumulate(kept[1:], initial=0)) + [kept.count(True)] * SEA
    return [
        place
        for place, around in enumerate(zip(kept, kept[1:], kept[2:], strict=False))
        if not all(around) and so_far[place] < so_far[place + 2 * SEA + 1] and _is_revisable(units[place])
    ]


def _is_revisable(unit: Unit) -> bool:
    if not unit.open or unit.rule or unit.look is SURE or (len(unit.text) <= _COUNTER and not _says(unit)):
        return False
    return unit.verdict is None or unit.verdict[1] in _REVISABLE


def _says(unit: Unit) -> bool:
    return sum(map(str.isalpha, unit.text)) >= _LETTERS


def is_kept(unit: Unit) -> bool:
    """Whether the unit belongs to the text, as far as anybody has judged."""
    if unit.open and not unit.rule:
        return unit.verdict is None or unit.verdict[0] in KEPT_ROLES
    return unit.open or unit.role in KEPT_ROLES


def _overrule(units: Sequence[Unit], place: int, row: Row, trees: Trees) -> None:
    """Turn a verdict round, but for a heading whose text stays; a short line above such text becomes its heading."""
    unit, kept = units[place], is_kept(units[place])
    if (
        kept
        and unit.verdict is not None
        and unit.verdict[0] is HEADING
        and _heads(units, place, _INTERRUPTED)
    ):
        return
    role = BOILERPLATE if kept else HEADING if unit.look.kind in SHORT and _heads(units, place, 1) else BODY
    unit.verdict = (role, f"learned/{trees.decider(row)}")


def _heads(units: Sequence[Unit], place: int, within: int) -> bool:
    """Whether text that is kept stands among the next units."""
    return any(below.is_text and is_kept(below) for below in units[place + 1 : place + 1 + within])
