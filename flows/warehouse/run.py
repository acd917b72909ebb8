"""One run against a warehouse: it holds the lock, stages, and publishes or leaves all as it was."""

from __future__ import annotations

import secrets
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.context import Context, Stamp
from flows.results import BatchResult, Outcome
from flows.sources.record import Fields
from flows.warehouse import snapshots
from flows.warehouse.chunks import Ids, id_array
from flows.warehouse.counted import write_counted
from flows.warehouse.duplicates import Copy, find_copies, remove_copies
from flows.warehouse.errors import WarehouseError
from flows.warehouse.known import fingerprints, write_known
from flows.warehouse.line_counts import LineCounts
from flows.warehouse.lock import locked, sign, unwritable
from flows.warehouse.parquet import write_table
from flows.warehouse.quarantine import carry_over_quarantine
from flows.warehouse.reading import current_snapshot, published_rows, restore_published
from flows.warehouse.rows import quarantine_table
from flows.warehouse.schemas import STAGED
from flows.warehouse.templates import carry_over_templates, learn_templates
from flows.warehouse.versions import code_version
from transforms.rulebook import Rulebook

_KNOWN_BY = ["document_id", "sha256", "publisher", "code_version", "rules_version", "timezone"]


def new_run_id(started_at: datetime) -> str:
    """An id that sorts by time, and that two runs never share.

    >>> new_run_id(datetime(2024, 5, 3, 8, 0, tzinfo=UTC))[:20]
    '20240503T080000.000Z'
    """
    moment = started_at.astimezone(UTC)
    return f"{moment:%Y%m%dT%H%M%S}.{moment.microsecond // 1000:03d}Z-{secrets.token_hex(2)}"


@contextmanager
def open_run(
    warehouse: str | Path, run_id: str | None = None, started_at: datetime | None = None
) -> Iterator[Run]:
    """Begin a run: take the lock, sweep what dead runs left staged.

    A run that ends without `Run.publish` leaves the warehouse as it was. Raises `WarehouseLocked` where
    another run is writing, `WarehouseError` where nothing can be written.
    """
    home = Path(warehouse).resolve()
    with locked(home):
        run = Run(home, run_id, started_at or datetime.now(UTC))
        try:
            run.begin()
        except OSError as error:
            raise unwritable(home, error) from error
        try:
            yield run
        finally:
            run.abandon()


class Run:
    """What is staged, and how it becomes a snapshot. See `open_run`."""

    def __init__(self, warehouse: Path, run_id: str | None, started_at: datetime) -> None:
        self.warehouse = warehouse
        self.started_at = started_at
        self.run_id = run_id or new_run_id(started_at)
        self.staging = warehouse / ".staging" / self.run_id
        self.parts = self.staging / "parts"
        self.spool = self.staging / "spool"
        self.versions: dict[str, str] = {"code": code_version(), "rules": ""}
        self._stamp: Stamp | None = None

    def begin(self) -> None:
        """Make the staging folder; what else lies in `.staging` is a dead run's, as the lock is ours."""
        shutil.rmtree(self.staging.parent, ignore_errors=True)
        self.parts.mkdir(parents=True)
        sign(self.staging, self.run_id, self.started_at)

    def abandon(self) -> None:
        """Remove what is staged."""
        shutil.rmtree(self.staging, ignore_errors=True)

    def context(
        self,
        *,
        timezone: str = "Europe/Berlin",
        rules: Iterable[str | Path] = (),
        fields: Fields = Fields(),  # noqa: B008 - frozen
        seconds_per_document: float = 60.0,
    ) -> Context:
        """What the batches of this run share; the documents that they may skip are written down for them.

        Raises `transforms.rulebook.RuleError` for a rules file that can't be used.
        """
        folders = tuple(str(Path(folder).resolve()) for folder in rules)
        self.versions["rules"] = Rulebook.load(*folders).version
        known, counted = self.staging / "known", self.staging / "counted"
        self._write_known(known, timezone)
        write_counted(counted, current_snapshot(self.warehouse))
        context = Context(
            parts=str(self.parts),
            known=str(known),
            stamp=Stamp(self.run_id, self.started_at, self.versions["code"], self.versions["rules"]),
            timezone=timezone,
            rules=folders,
            fields=fields,
            seconds_per_document=seconds_per_document,
            counted=str(counted),
            templates=str(self.staging / "templates"),
        )
        self._stamp = context.stamp
        return context

    def learn(self, notes: Iterable[str]) -> tuple[int, int]:
        """Learn the sites' template lines from the notes of a survey, in the order of its batches.

        Comes before the batches are cleaned, which look them up. Gives how many documents were noted and
        how many template lines are known, over all sites.
        """
        counts = LineCounts(self.staging / "counts")
        for path in notes:
            counts.take(path)
        old = current_snapshot(self.warehouse)
        templates = learn_templates(counts, old, self.staging / "learned", self.staging / "templates")
        return counts.documents, templates

    def settle(self, total: BatchResult) -> BatchResult:
        """Let one copy of each document stay and send the others to quarantine; gives the counts after that.

        Comes before the audit, which expects every id once. What the rules took away is counted with the
        copies, and stays so.
        """
        seen = sorted(Path(path) for path in total.parts.get("seen", ()))
        by_batch: dict[str, list[Copy]] = defaultdict(list)
        for copy in find_copies(seen):
            by_batch[copy.key].append(copy)
        settled = BatchResult("all")
        settled.add(total)
        for key, copies in by_batch.items():
            self._remove(key, copies, settled)
        settled.parts = {table: self._present(settled, table) for table in STAGED}
        return settled

    def publish(
        self,
        total: BatchResult,
        rejected: Mapping[str, Sequence[str]] | None = None,
        sources: Sequence[str] = (),
    ) -> Outcome:
        """Make a snapshot of the old one and of what is staged, and swap it in.

        ``rejected`` names the documents that failed the audit, with the reasons: they go to quarantine,
        and an older version of theirs stays published. Raises `WarehouseError`; the old snapshot stays.
        """
        try:
            return self._publish(
                total, {key: list(value) for key, value in (rejected or {}).items()}, sources
            )
        except OSError as error:
            raise unwritable(self.warehouse, error) from error

    def _publish(self, total: BatchResult, rejected: dict[str, list[str]], sources: Sequence[str]) -> Outcome:
        draft = self.staging / "snapshot"
        seen = self._came_across(total)
        old = current_snapshot(self.warehouse)
        admission = snapshots.Admission(draft, self.stamp, rejected)
        for path in sorted(Path(path) for path in total.parts.get("documents", ())):
            admission.admit(self.parts, path.name)
        (draft / "quarantine").mkdir(parents=True, exist_ok=True)
        for path in sorted(Path(path) for path in total.parts.get("quarantine", ())):
            path.replace(draft / "quarantine" / f"{self.run_id}-{path.name}")
        outdated = 0
        if old is not None:
            held_back = self._held_back(draft, rejected)
            outdated = snapshots.carry_over(old, draft, Ids.of(admission.ids), held_back)
            carry_over_quarantine(old, draft, seen, total.files)
        carry_over_templates(old, self.staging / "learned", draft)
        snapshots.compact_all(draft, self.run_id)
        snapshots.fill_empty(draft, self.run_id)
        outcome = replace(self._outcome(total, admission.counts), outdated=outdated)
        snapshots.add_run(old, draft, self._row(outcome, total, sources))
        snapshots.mark_schemas(draft)
        snapshots.flush(draft)
        snapshots.swap(self.warehouse, draft, self.run_id)
        snapshots.prune(self.warehouse)
        return outcome

    @property
    def stamp(self) -> Stamp:
        """What every row of this run says of how it came about."""
        if self._stamp is None:
            raise WarehouseError("a run has nothing to publish before its context() was made")
        return self._stamp

    def _write_known(self, path: Path, timezone: str) -> None:
        old = current_snapshot(self.warehouse)
        rows = published_rows(old, _KNOWN_BY) if old else iter(())
        today = {"code_version": self.versions["code"], "rules_version": self.versions["rules"]}
        write_known(path, (fingerprints(part, today | {"timezone": timezone}) for part in rows))

    def _remove(self, key: str, copies: list[Copy], settled: BatchResult) -> None:
        old = current_snapshot(self.warehouse)
        removed = remove_copies(
            self.parts, key, copies, lambda name: restore_published(old, name) if old else None
        )
        for name, count in removed.counts.items():
            setattr(settled, name, getattr(settled, name) - count)
        settled.quarantined += len(copies)
        stamp = self.stamp.columns()
        path = self.parts / "quarantine" / f"{key}-copies.parquet"
        write_table(path, quarantine_table([row | stamp for row in removed.rows]))
        settled.parts.setdefault("quarantine", []).append(str(path))

    def _present(self, settled: BatchResult, table: str) -> list[str]:
        """The parts of a table, in order; one that lost all its documents is gone."""
        return sorted(path for path in settled.parts.get(table, ()) if Path(path).exists())

    def _came_across(self, total: BatchResult) -> Ids:
        paths = [*total.parts.get("seen", ()), *total.parts.get("quarantine", ())]
        return Ids.of(id_array(pq.read_table(path, columns=["document_id"])["document_id"]) for path in paths)

    def _held_back(self, draft: Path, rejected: Iterable[str]) -> Ids:
        paths = sorted((draft / "quarantine").glob("*.parquet"))
        ids = [np.array(sorted(rejected), "S32")]
        for path in paths:
            rows = pq.read_table(path, columns=["document_id", "stage"])
            # A copy gave way to its twin, which may be what is published.
            ids.append(id_array(rows.filter(pc.not_equal(rows["stage"], "identity"))["document_id"]))
        return Ids.of(ids)

    def _outcome(self, total: BatchResult, counts: dict[str, int]) -> Outcome:
        return Outcome(
            inputs=total.inputs,
            published=counts["published"],
            quarantined=total.quarantined + counts["rejected"],
            unchanged=total.unchanged,
            unreadable=total.unreadable,
            entries=counts["entries"],
            lines=counts["lines"],
            boilerplate_lines=counts["boilerplate_lines"],
        )

    def _row(self, outcome: Outcome, total: BatchResult, sources: Sequence[str]) -> dict[str, object]:
        finished = datetime.now(UTC)
        return {
            "run_id": self.run_id,
            "started_at": self.started_at,
            "finished_at": finished,
            "seconds": (finished - self.started_at).total_seconds(),
            "sources": list(sources),
            **outcome.counts(),
            "megabytes": total.bytes / 1e6,
            "code_version": self.versions["code"],
            "rules_version": self.versions["rules"],
        }
