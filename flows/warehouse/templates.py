"""The template lines of all sites: counts that grow from run to run, and the file that workers look them up in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.warehouse.line_counts import PARTITIONS, Counts, LineCounts, group_pairs
from flows.warehouse.links import link
from flows.warehouse.parquet import conform, write_table
from flows.warehouse.schemas import TEMPLATES
from transforms.boilerplate.templates import BELOW, hash_site

FEWEST_DOCUMENTS = 5  # that have a line, before it is a template: fewer may be a series of articles
LEAST_SHARE = 0.2  # of the site's documents; what a format or a topic repeats seldom stands on so many
_KEPT_SHARE = 0.08  # of a site's documents: what stands on fewer is forgotten, so that its rows are bounded
MOST_TEMPLATES = 500  # of one site
_SITES_HELD = 512  # by one worker, of those that it has met
_LOOKUP = np.dtype([("site", "<i8"), ("key", "<i8"), ("percent", "<i8")])


class LearnedTemplates:
    """The template lines of sites, from a sorted file that the workers of one machine share."""

    def __init__(self, rows: np.ndarray) -> None:
        self._sites = rows["site"]
        self._rows = rows
        self.of = lru_cache(maxsize=_SITES_HELD)(self._look_up)

    def _look_up(self, site: str) -> Mapping[int, int]:
        number = hash_site(site)
        found = self._rows[bisect_left(self._sites, number) : bisect_right(self._sites, number)]
        return dict(zip(found["key"].tolist(), found["percent"].tolist(), strict=True))


@lru_cache(maxsize=2)
def open_templates(path: str) -> LearnedTemplates | None:
    """The file that `learn_templates` wrote, or None where no run has learned anything."""
    if not path or not Path(path).exists() or not Path(path).stat().st_size:
        return None
    return LearnedTemplates(np.memmap(path, _LOOKUP, "r"))


def learn_templates(counts: LineCounts, old: Path | None, folder: Path, lookup: Path) -> int:
    """Add a run's counts to those of the snapshot ``old``; how many template lines there are.

    Partitions that change are written to ``folder``, and the templates of all sites to ``lookup``.
    """
    wanted = [np.empty(0, np.int64)]
    with lookup.open("wb") as out:
        for partition in range(PARTITIONS):
            run, before = counts.count(partition), _Old.read(old, partition)
            if not len(run.sites) and not len(before.sites):
                continue
            rows = _add_up(run, before)
            chosen = rows.percent > 0
            found = np.empty(int(chosen.sum()), _LOOKUP)
            found["site"] = rows.sites[rows.site[chosen]]
            found["key"] = rows.key[chosen]
            found["percent"] = rows.percent[chosen]
            out.write(found.tobytes())
            wanted.append(found["key"])
    templates = np.concatenate(wanted)
    examples = counts.find_examples(np.unique(templates))
    for partition in range(PARTITIONS):
        run = counts.count(partition)
        if len(run.sites):
            before = _Old.read(old, partition)
            table = _as_table(_add_up(run, before), before, counts.names, examples)
            write_table(folder / _name(partition), table)
    return len(templates)


def carry_over_templates(old: Path | None, learned: Path, target: Path) -> None:
    """Bring the old counts along, but for the partitions that were learned anew."""
    for partition in range(PARTITIONS):
        name = _name(partition)
        for folder in (learned, *([old / "templates"] if old else [])):
            if (folder / name).exists():
                link(folder / name, target / "templates" / name)
                break


def _name(partition: int) -> str:
    return f"{partition:02d}.parquet"


class _Old(NamedTuple):
    """A partition as an older snapshot has it."""

    names: dict[int, str]  # of its sites, by hash
    site: np.ndarray  # hash, of each row
    key: np.ndarray
    documents: np.ndarray
    examples: pa.ChunkedArray
    sites: np.ndarray  # hashes
    totals: np.ndarray  # documents of each site

    @classmethod
    def read(cls, snapshot: Path | None, partition: int) -> _Old:
        """Nothing where there is no such snapshot, or no such partition."""
        path = snapshot / "templates" / _name(partition) if snapshot else None
        if path is None or not path.exists():
            return _NOTHING
        table = conform(pq.read_table(path), TEMPLATES)
        own = table.filter(pc.is_null(table["key"]))
        lines = table.filter(pc.is_valid(table["key"]))
        names = {hash_site(name): name for name in own["site"].to_pylist()}
        site = lines["site"].combine_chunks().dictionary_encode()
        hashes = np.array([hash_site(name) for name in site.dictionary.to_pylist()], np.int64)
        return cls(
            names,
            hashes[site.indices.to_numpy()] if len(lines) else np.empty(0, np.int64),
            lines["key"].to_numpy(),
            lines["documents"].to_numpy(),
            lines["example"],
            np.array(list(names), np.int64),
            own["site_documents"].to_numpy(),
        )


_NOBODY = np.empty(0, np.int64)
_NOTHING = _Old({}, _NOBODY, _NOBODY, _NOBODY, pa.chunked_array([], pa.string()), _NOBODY, _NOBODY)


class _Rows(NamedTuple):
    """A partition's rows, in the order of sites and keys."""

    sites: np.ndarray  # hashes, sorted
    totals: np.ndarray  # documents of each site
    site: np.ndarray  # of each row, its place among ``sites``
    key: np.ndarray
    documents: np.ndarray
    percent: np.ndarray  # of the documents that have it, where it is a template; else 0
    before: np.ndarray  # the place of its row in the older snapshot, or -1


def _add_up(run: Counts, old: _Old) -> _Rows:
    sites = np.union1d(run.sites, old.sites)
    ours = np.zeros(len(sites), np.int64)
    ours[np.searchsorted(sites, run.sites)] = run.documents
    totals = ours.copy()
    totals[np.searchsorted(sites, old.sites)] += old.totals
    site = np.concatenate([np.searchsorted(sites, old.site), np.searchsorted(sites, run.sites)[run.site]])
    key = np.concatenate([old.key, run.key])
    order, begins = group_pairs(site, key)
    first = order[begins]
    site, key = site[first], key[first]
    documents = _sum(np.concatenate([old.documents, run.pages])[order], begins)
    in_run = _sum(np.concatenate([np.zeros_like(old.key), run.pages])[order], begins)
    percent = np.maximum(_percent(documents, totals[site]), _percent(in_run, ours[site]))
    percent[_rank(site, percent) >= MOST_TEMPLATES] = 0
    kept = (documents >= _KEPT_SHARE * totals[site]) | (percent > 0)
    before = np.where(first < len(old.key), first, -1)  # equal pairs keep their order: the older comes first
    return _Rows(sites, totals, site[kept], key[kept], documents[kept], percent[kept], before[kept])


def _sum(values: np.ndarray, begins: np.ndarray) -> np.ndarray:
    return np.add.reduceat(values, begins) if len(values) else values


def _percent(documents: np.ndarray, total: np.ndarray) -> np.ndarray:
    """The share of the documents that have a line, where it makes a template; else 0."""
    enough = (documents >= FEWEST_DOCUMENTS) & (documents >= LEAST_SHARE * total)
    return np.where(enough, 100 * documents // np.maximum(total, 1), 0)


def _rank(site: np.ndarray, percent: np.ndarray) -> np.ndarray:
    """The place of each row among its site's, the most frequent first."""
    order = np.lexsort((np.arange(len(site)), -percent, site))
    begins = np.searchsorted(site, site)  # rows lie in the order of their sites
    rank = np.empty(len(site), np.int64)
    rank[order] = np.arange(len(site)) - begins[order]
    return rank


def _as_table(rows: _Rows, old: _Old, names: Mapping[int, str], examples: Mapping[int, str]) -> pa.Table:
    """The rows as they are published: one for each site, then one for each of its lines."""
    known = old.names | dict(names)
    site = pa.array([known[number] for number in rows.sites.tolist()], pa.string())
    lines = pa.table(
        {
            "site": site.take(pa.array(rows.site)),
            "key": rows.key,
            "place": pa.array(np.where(rows.key & BELOW, "below", "head"), pa.string()),
            "example": _examples(rows, old, examples),
            "documents": rows.documents,
            "site_documents": rows.totals[rows.site],
        }
    )
    own = pa.table({"site": site, "documents": rows.totals, "site_documents": rows.totals})
    whole = pa.concat_tables([conform(own, TEMPLATES), lines.cast(TEMPLATES)])
    order = np.argsort(np.concatenate([np.arange(len(rows.sites)), rows.site]), kind="stable")
    return whole.take(pa.array(order))


def _examples(rows: _Rows, old: _Old, examples: Mapping[int, str]) -> pa.Array:
    before = pa.array(rows.before, mask=rows.before < 0)
    told = old.examples.combine_chunks().take(before)
    fresh = (
        examples.get(key) if percent else None
        for key, percent in zip(rows.key.tolist(), rows.percent.tolist(), strict=True)
    )
    return pc.coalesce(told, pa.array(fresh, pa.string()))
