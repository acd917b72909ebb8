"""Small files become large ones, a bounded number at a time, so that scheduled runs don't pile them up.

Chunks are merged in tiers, as log-structured stores do: sixteen of one tier make one of the next, so that
a row is rewritten at most once a tier.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

FAN_IN = 16
_SMALLEST, _LARGEST = 1 << 18, 1 << 26  # bytes: below, everything is of tier 0; above, nothing is merged
BUDGET = 1 << 26  # bytes merged in one run at most: about a second


def tier(size: int) -> int | None:
    """The tier of a chunk by its bytes; None once it is large enough.

    >>> tier(1_000), tier(300_000), tier(5_000_000), tier(70_000_000)
    (0, 1, 2, None)
    """
    if size >= _LARGEST:
        return None
    step, bound = 0, _SMALLEST
    while size >= bound:
        step, bound = step + 1, bound * FAN_IN
    return step


def choose_merge(sizes: dict[str, int], budget: int) -> list[str]:
    """The oldest sixteen chunks of the lowest tier that has so many within the budget; else nothing.

    >>> choose_merge({f"{n:02d}": 100 for n in range(17)}, 10_000)[-1]
    '15'
    >>> choose_merge({f"{n:02d}": 100 for n in range(15)}, 10_000)
    []
    """
    tiers: dict[int, list[str]] = {}
    for name in sorted(sizes):
        step = tier(sizes[name])
        if step is not None:
            tiers.setdefault(step, []).append(name)
    for step in sorted(tiers):
        oldest = tiers[step][:FAN_IN]
        if len(oldest) == FAN_IN and sum(sizes[name] for name in oldest) <= budget:
            return oldest
    return []


def compact(
    folder: Path, tables: tuple[str, ...], merge: Callable[[list[str], str], None], run_id: str
) -> None:
    """Merge chunks of ``tables`` in a folder until nothing is due, or the budget is spent."""
    budget = BUDGET
    for number in range(BUDGET // _SMALLEST):
        sizes = _sizes(folder, tables)
        names = choose_merge(sizes, budget)
        if not names:
            return
        budget -= sum(sizes[name] for name in names)
        merge(names, f"{run_id}-merged-{number:03d}.parquet")
        for name in names:
            for table in tables:
                (folder / table / name).unlink()


def _sizes(folder: Path, tables: tuple[str, ...]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for table in tables:
        for path in (folder / table).glob("*.parquet"):
            sizes[path.name] = sizes.get(path.name, 0) + path.stat().st_size
    return sizes
