"""The warehouse: what is published, what stays, what is linked, and who may write."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.planning import plan_batches
from flows.results import BatchResult, Outcome
from flows.sources import find_sources
from flows.warehouse import RestoreError, WarehouseError, WarehouseLocked, open_run, restore, table_files
from flows.warehouse.chunks import Ids, chunk_names, read_chunk
from flows.warehouse.compaction import BUDGET, FAN_IN, choose_merge, tier
from flows.warehouse.schemas import GROUP, TABLES
from flows.warehouse.versions import code_version
from flows.workers import open_executor

RUN_COLUMNS = {"run_id", "cleaned_at"}


class Cleaning:
    """Runs against one warehouse, in this process."""

    def __init__(self, home: Path) -> None:
        self.warehouse = home / "warehouse"

    def __call__(
        self,
        *sources: Path | str,
        rejected: Callable[[list[dict[str, Any]]], Mapping[str, Sequence[str]]] | None = None,
        batch_bytes: int = 1 << 20,
        **options: Any,
    ) -> Outcome:
        """One run; ``rejected`` plays the audit, and is given the staged documents."""
        found = find_sources(sources, self.warehouse)
        with open_run(self.warehouse) as run:
            total = BatchResult("all")
            with open_executor(run.context(**options), engine="inline") as executor:
                for result in executor.map(plan_batches(found, batch_bytes, run.spool)):
                    total.add(result)
            total = run.settle(total)
            staged = [row for path in total.parts["documents"] for row in pq.read_table(path).to_pylist()]
            assert len(staged) == total.staged == len({row["document_id"] for row in staged})
            assert total.inputs == total.staged + total.quarantined + total.unchanged + total.unreadable
            refused = rejected(staged) if rejected else {}
            outcome = run.publish(total, rejected=refused, sources=[str(source) for source in sources])
        held = outcome.quarantined + outcome.unchanged + outcome.unreadable
        assert outcome.inputs == outcome.published + held
        return outcome

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The published rows, without what differs from run to run, in a fixed order."""
        whole = pa.concat_tables(pq.read_table(path) for path in table_files(self.warehouse, table))
        kept = whole.drop_columns(list(RUN_COLUMNS & set(whole.column_names)))
        return sorted(kept.to_pylist(), key=repr)

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Everything that a run publishes about documents."""
        return {table: self.rows(table) for table in (*GROUP, "quarantine")}

    def document(self, source_id: str) -> dict[str, Any]:
        """The published document of that source_id."""
        [row] = [row for row in self.rows("documents") if row["source_id"] == source_id]
        return row

    def files(self, table: str) -> dict[str, int]:
        """The inode of each file of a table."""
        return {path.name: path.stat().st_ino for path in table_files(self.warehouse, table)}


@pytest.fixture
def clean(tmp_path: Path) -> Cleaning:
    """Runs against a warehouse in the test's folder."""
    return Cleaning(tmp_path)


@pytest.fixture
def folder(tmp_path: Path, article: str) -> Path:
    """Three articles and an empty file."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, town in (("a", "Mühlbrück"), ("b", "Seeburg"), ("c", "Ahrfeld")):
        (folder / f"{name}.txt").write_text(article.replace("Mühlbrück", town), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


class TestPublishing:
    def test_every_table_can_be_read(self, clean: Cleaning, folder: Path) -> None:
        """By the paths that the README names, with all columns, whether there are rows or not."""
        outcome = clean(folder)
        assert (outcome.inputs, outcome.published, outcome.quarantined) == (4, 3, 1)
        for table, schema in TABLES.items():
            rows = duckdb.read_parquet(f"{clean.warehouse}/{table}/*.parquet").fetchall()
            assert len(rows) == len(clean.rows(table))
            found = pq.read_schema(table_files(clean.warehouse, table)[0])
            assert found.equals(schema), table
            said = [(field.metadata or {}).get(b"description") for field in found]
            assert said == [field.metadata[b"description"] for field in schema]
        assert len(clean.rows("documents")) == 3
        assert {row["document_id"] for row in clean.rows("lines")} == {
            row["document_id"] for row in clean.rows("documents")
        }

    def test_a_run_with_nothing_to_publish(self, clean: Cleaning, tmp_path: Path) -> None:
        """Tables without rows have their columns; the run has its row."""
        (tmp_path / "empty.txt").write_bytes(b"")
        assert clean(tmp_path / "empty.txt").published == 0
        for table in GROUP:
            assert pq.read_schema(table_files(clean.warehouse, table)[0]).equals(TABLES[table])
            assert duckdb.read_parquet(f"{clean.warehouse}/{table}/*.parquet").fetchall() == []
        assert len(clean.rows("runs")) == 1

    def test_the_same_run_twice_publishes_the_same_tables(
        self, clean: Cleaning, folder: Path, write_jsonl: Callable[..., Path], article: str
    ) -> None:
        """Row for row, with duplicates, broken lines and documents that fail the audit among them."""
        twins = [{"id": "t", "text": article.replace("Ada", name)} for name in ("Ida", "Oda", "Ida")]
        crawls = [
            {
                "url": "https://blatt.example/x",
                "text": article.replace("Ada", name),
                "crawled_at": f"2025-03-0{day}",
            }
            for name, day in (("Uda", 1), ("Eda", 3), ("Yda", 2))
        ]
        write_jsonl(*twins, "kaputt", *crawls, {"id": "leer", "text": " "}, name="in/crawl.jsonl")

        def refuse(staged: list[dict[str, Any]]) -> dict[str, list[str]]:
            return {
                row["document_id"]: ["it is about Ahrfeld"] for row in staged if "Ahrfeld" in row["title"]
            }

        first = clean(folder, rejected=refuse)
        before = clean.tables()
        assert (first.inputs, first.published, first.unreadable) == (12, 4, 1)
        second = clean(folder, rejected=refuse, batch_bytes=3_000)
        assert clean.tables() == before
        assert (second.published, second.inputs, second.unreadable) == (0, 12, 1)
        assert second.unchanged + second.quarantined == 11
        third = clean(folder, rejected=refuse)
        assert clean.tables() == before
        assert third == second

    def test_batch_sizes_change_no_row(self, tmp_path: Path, folder: Path) -> None:
        """Wherever the cuts fall, the tables are the same."""
        tables = []
        for size in (1, 2_000, 1 << 20):
            home = Cleaning(tmp_path / str(size))
            home(folder, batch_bytes=size)
            tables.append(home.tables())
        assert tables[0] == tables[1] == tables[2]

    def test_a_changed_document_replaces_its_rows(self, clean: Cleaning, folder: Path, article: str) -> None:
        """Its old rows are gone from all three tables; its neighbours' rows are as they were."""
        clean(folder)
        before = clean.tables()
        (folder / "b.txt").write_text(article.replace("Mühlbrück", "Neustadt"), "utf-8")
        outcome = clean(folder)
        assert (outcome.published, outcome.unchanged) == (1, 2)
        after = clean.tables()
        changed = clean.document("b.txt")
        assert "Neustadt" in changed["title"]
        for table in GROUP:
            others = [row for row in before[table] if row["document_id"] != changed["document_id"]]
            assert others == [row for row in after[table] if row["document_id"] != changed["document_id"]]
        lines = [row for row in after["lines"] if row["document_id"] == changed["document_id"]]
        assert len(lines) == changed["line_count"]

    def test_another_time_zone_cleans_again(self, clean: Cleaning, folder: Path) -> None:
        """What a page's clocks mean has changed, so nothing counts as unchanged."""
        clean(folder)
        assert clean(folder, timezone="Europe/Lisbon").published == 3
        assert {row["timezone"] for row in clean.rows("documents")} == {"Europe/Lisbon"}

    def test_other_rules_clean_again(self, clean: Cleaning, folder: Path, tmp_path: Path) -> None:
        """A rule of one's own is in force at the next run, for documents that have not changed."""
        clean(folder)
        rules = tmp_path / "rules" / "publishers"
        rules.mkdir(parents=True)
        rule = (
            "id = 'x'\nrole = 'boilerplate'\nwhy = 'x'\n"
            "pattern = 'lokales'\nmatches = ['Lokales']\nspares = ['Lokale']"
        )
        (rules / "blatt.toml").write_text(f"publisher = 'Blatt'\n[[line]]\n{rule}\n", "utf-8")
        assert clean(folder, rules=[tmp_path / "rules"]).published == 3
        assert clean(folder, rules=[tmp_path / "rules"]).unchanged == 3

    def test_runs_add_up(self, clean: Cleaning, folder: Path) -> None:
        """One row a run, with what became of every input."""
        clean(folder)
        clean(folder)
        first, second = sorted(clean.rows("runs"), key=lambda row: row["started_at"])
        assert (first["published"], second["published"], second["unchanged"]) == (3, 0, 3)
        for run in (first, second):
            held = run["quarantined"] + run["unchanged"] + run["unreadable"]
            assert run["inputs"] == run["published"] + held
            assert run["finished_at"] >= run["started_at"]
            assert run["sources"] == [str(folder)]
        assert first["lines"] == len(clean.rows("lines"))
        assert first["boilerplate_lines"] == sum(row["boilerplate_lines"] for row in clean.rows("documents"))

    def test_an_abandoned_run_leaves_no_trace(self, clean: Cleaning, folder: Path) -> None:
        """What the audit stops is not published, and its staged parts are gone."""
        clean(folder)
        before = clean.tables()
        with open_run(clean.warehouse) as run:
            context = run.context(timezone="Europe/Lisbon")
            with open_executor(context, engine="inline") as executor:
                found = find_sources([folder], clean.warehouse)
                results = list(executor.map(plan_batches(found, 1 << 20, run.spool)))
            assert results[0].staged == 3
            run.abandon()
        assert clean.tables() == before
        assert len(clean.rows("runs")) == 1
        assert list((clean.warehouse / ".staging").iterdir()) == []


class TestQuarantine:
    def test_what_fails_the_audit_is_held_back_with_its_source(self, clean: Cleaning, folder: Path) -> None:
        """The reasons are there, and the content is what was read, byte for byte."""
        outcome = clean(folder, rejected=lambda rows: {rows[1]["document_id"]: ["one reason", "another one"]})
        assert (outcome.published, outcome.quarantined) == (2, 2)
        [row] = [row for row in clean.rows("quarantine") if row["stage"] == "audit"]
        assert (row["source_id"], row["reasons"]) == ("b.txt", ["one reason", "another one"])
        assert row["content"] == (folder / "b.txt").read_bytes()
        assert [row["source_id"] for row in clean.rows("documents")] != []
        assert restore(clean.warehouse, row["document_id"]) == row["content"]
        assert row["document_id"] not in {line["document_id"] for line in clean.rows("lines")}

    def test_an_older_version_stays_when_the_new_one_fails(
        self, clean: Cleaning, folder: Path, article: str
    ) -> None:
        """Readers keep what was good; the quarantine tells of the new version."""
        clean(folder)
        before = {table: clean.rows(table) for table in GROUP}
        (folder / "b.txt").write_text(article.replace("Mühlbrück", "Neustadt"), "utf-8")
        clean(folder, rejected=lambda rows: {row["document_id"]: ["no"] for row in rows})
        assert {table: clean.rows(table) for table in GROUP} == before
        assert {row["source_id"] for row in clean.rows("quarantine")} == {"b.txt", "empty.txt"}

    def test_what_stays_published_as_it_was_is_counted(
        self, clean: Cleaning, folder: Path, article: str
    ) -> None:
        """A file that can no longer be read, and one that fails the audit: the run says that old versions stay."""
        assert clean(folder).outdated == 0
        (folder / "a.txt").write_bytes(bytes(range(256)) * 9)
        (folder / "b.txt").write_text(article.replace("Mühlbrück", "Neustadt"), "utf-8")
        outcome = clean(folder, rejected=lambda rows: {row["document_id"]: ["no"] for row in rows})
        assert (outcome.unreadable, outcome.outdated) == (1, 2)
        runs = sorted(clean.rows("runs"), key=lambda run: run["started_at"])
        assert [run["outdated"] for run in runs] == [0, 2]

    def test_a_copy_of_what_is_published_outdates_nothing(
        self, clean: Cleaning, write_jsonl: Callable[..., Path], article: str
    ) -> None:
        """The second copy goes to quarantine, and what is published is not older than the input."""
        page = {"url": "https://blatt.example/1", "text": article}
        clean(write_jsonl(page))
        outcome = clean(write_jsonl(page, page))
        assert (outcome.quarantined, outcome.outdated) == (1, 0)

    def test_rows_go_once_their_document_is_published(
        self, clean: Cleaning, folder: Path, article: str
    ) -> None:
        """A document that failed, an empty file and a broken line are mended, and told no more."""
        (folder / "d.jsonl").write_text(
            '{"text": \n' + json.dumps({"url": "https://blatt.example/1", "text": article})
        )
        clean(
            folder,
            rejected=lambda rows: {row["document_id"]: ["no"] for row in rows if row["source_id"] == "b.txt"},
        )
        assert len(clean.rows("quarantine")) == 3
        (folder / "empty.txt").write_text(article, "utf-8")
        mended = {"url": "https://blatt.example/2", "text": article.replace("Ada", "Ida")}
        (folder / "d.jsonl").write_text(json.dumps(mended) + "\n")
        clean(folder)
        assert clean.rows("quarantine") == []
        assert len(clean.rows("documents")) == 6

    def test_rows_of_other_sources_stay(
        self, clean: Cleaning, folder: Path, write_jsonl: Callable[..., Path]
    ) -> None:
        """A run says nothing of what it did not read."""
        clean(folder)
        before = clean.rows("quarantine")
        crawl = write_jsonl("kaputt")
        clean(crawl)
        clean(crawl)
        after = clean.rows("quarantine")
        assert len(after) == 2
        assert [row for row in after if row["source_id"] == "empty.txt"] == before


class TestDuplicates:
    @pytest.mark.parametrize("batch_bytes", [1, 1 << 20])
    def test_the_newest_crawl_stays(
        self, clean: Cleaning, write_jsonl: Callable[..., Path], article: str, batch_bytes: int
    ) -> None:
        """The others go to quarantine with their source, whether they lie in one batch or in several."""
        names = {"Uda": "2025-03-01", "Eda": "2025-03-03", "Yda": None, "Oda": "2025-03-02"}
        crawl = write_jsonl(
            *(
                {
                    "id": name,
                    "url": "https://blatt.example/x",
                    "text": article.replace("Ada", name),
                    "crawled_at": day,
                }
                for name, day in names.items()
            )
        )
        outcome = clean(crawl, batch_bytes=batch_bytes)
        assert (outcome.published, outcome.quarantined) == (1, 3)
        assert "Eda" in clean.rows("documents")[0]["text"]
        held_back = {row["source_id"]: row for row in clean.rows("quarantine")}
        assert set(held_back) == {"Uda", "Yda", "Oda"}
        for name, row in held_back.items():
            assert row["content"] == article.replace("Ada", name).encode()
            assert (row["stage"], row["outcome"], row["file"]) == ("identity", "quarantined", "crawl.jsonl")
            assert "the same document" in row["reasons"][0]
            assert "2025-03-03" in row["reasons"][0]
        assert outcome.lines == len(clean.rows("lines"))

    def test_without_crawl_times_the_first_stays(
        self, clean: Cleaning, write_jsonl: Callable[..., Path], article: str
    ) -> None:
        """In the order of the sources."""
        crawl = write_jsonl(
            *({"id": 7, "text": article.replace("Ada", name)} for name in ("Uda", "Eda", "Yda"))
        )
        clean(crawl, batch_bytes=1)
        assert "Uda" in clean.rows("documents")[0]["text"]
        assert len(clean.rows("quarantine")) == 2

    def test_a_newer_crawl_takes_the_place_of_a_published_one(
        self, clean: Cleaning, write_jsonl: Callable[..., Path], tmp_path: Path, article: str
    ) -> None:
        """The old file is still there, but unchanged; its copy gives way, and is kept in quarantine."""
        page = {"url": "https://blatt.example/x"}
        write_jsonl({"text": article, "crawled_at": "2025-03-01", **page}, name="crawl/1.jsonl")
        clean(tmp_path / "crawl")
        newer = article.replace("Ada", "Eda")
        write_jsonl({"text": newer, "crawled_at": "2025-03-02", **page}, name="crawl/2.jsonl")
        outcome = clean(tmp_path / "crawl")
        assert (outcome.published, outcome.quarantined, outcome.unchanged) == (1, 1, 0)
        [document] = clean.rows("documents")
        assert "Eda" in document["text"]
        [row] = clean.rows("quarantine")
        assert (row["content"], row["file"]) == (article.encode(), "1.jsonl")
        before = clean.tables()
        assert clean(tmp_path / "crawl").unchanged == 1
        assert clean.tables() == before


class TestFiles:
    def test_what_did_not_change_is_linked(
        self, clean: Cleaning, folder: Path, tmp_path: Path, article: str
    ) -> None:
        """The new snapshot shares the old one's files, and adds its own."""
        clean(folder)
        before = {table: clean.files(table) for table in (*GROUP, "quarantine")}
        (tmp_path / "more.txt").write_text(article.replace("Ada", "Ida"), "utf-8")
        clean(tmp_path / "more.txt")
        for table in GROUP:
            after = clean.files(table)
            assert before[table].items() <= after.items()
            assert len(after) == len(before[table]) + 1
        assert clean.files("quarantine") == before["quarantine"]

    def test_what_is_replaced_is_written_anew(self, clean: Cleaning, folder: Path, article: str) -> None:
        """Copy on write: the old snapshot keeps its file as it was, for readers that are at it."""
        clean(folder, batch_bytes=1)
        old = {path: path.read_bytes() for path in (clean.warehouse / "snapshots").rglob("*.parquet")}
        before = clean.files("lines")
        (folder / "b.txt").write_text(article, "utf-8")
        clean(folder, batch_bytes=1)
        assert {path: path.read_bytes() for path in old} == old
        after = clean.files("lines")
        assert len(before) == len(after) == 3
        assert len(before.items() & after.items()) == 2

    def test_many_small_files_become_few(self, clean: Cleaning, folder: Path, article: str) -> None:
        """Forty runs of one document each leave a handful of files, and not a row less."""
        for number in range(40):
            (folder / "a.txt").unlink(missing_ok=True)
            (folder / f"n{number:02d}.txt").write_text(article.replace("Ada", f"Ada {number}"), "utf-8")
            clean(folder)
        assert len(clean.rows("documents")) == 42
        for table in (*GROUP, "quarantine"):
            assert len(clean.files(table)) < 2 * FAN_IN, table
        assert (
            sorted(clean.files("documents")) == sorted(clean.files("lines")) == sorted(clean.files("entries"))
        )
        for row in clean.rows("documents"):
            if row["source_id"].startswith("n"):
                assert (
                    restore(clean.warehouse, row["document_id"]) == (folder / row["source_id"]).read_bytes()
                )

    def test_a_chunk_has_its_documents_rows_in_one_order(self, clean: Cleaning, folder: Path) -> None:
        """The n-th document's lines lie behind those of all documents before it."""
        clean(folder)
        snapshot = clean.warehouse / "current"
        for name in chunk_names(snapshot):
            for rows in read_chunk(snapshot, name):
                spread = [
                    document["document_id"]
                    for document in rows["documents"].to_pylist()
                    for _ in range(document["line_count"])
                ]
                assert rows["lines"]["document_id"].to_pylist() == spread

    def test_old_snapshots_are_removed_but_for_a_few(self, clean: Cleaning, folder: Path) -> None:
        """A reader may be at an older one; the disk is not to fill up."""
        for _ in range(8):
            clean(folder)
        names = sorted(path.name for path in (clean.warehouse / "snapshots").iterdir())
        assert len(names) == 5
        assert (clean.warehouse / "current").resolve().name == names[-1]

    def test_rows_of_an_older_release_get_todays_columns(
        self, clean: Cleaning, folder: Path, tmp_path: Path
    ) -> None:
        """A column that did not exist then is null; readers of the glob see one schema."""
        clean(folder)
        for path in table_files(clean.warehouse, "documents") + table_files(clean.warehouse, "quarantine"):
            table = pq.read_table(path)
            older = [name for name in table.column_names if name not in ("timezone", "file")]
            pq.write_table(table.select(older), path)
        (clean.warehouse / "current" / "schemas.sha256").write_text("older")
        (tmp_path / "more.txt").write_bytes(b"")
        clean(tmp_path / "more.txt")
        for table in TABLES:
            for path in table_files(clean.warehouse, table):
                assert pq.read_schema(path).equals(TABLES[table])
        assert len(clean.rows("documents")) == 3
        assert len(clean.rows("quarantine")) == 2

    def test_readers_can_skip(self, clean: Cleaning, folder: Path) -> None:
        """Every file has page checksums, zstd, a page index, and a bloom filter on document_id."""
        clean(folder)
        for table in GROUP:
            path = table_files(clean.warehouse, table)[0]
            metadata = pq.ParquetFile(path, page_checksum_verification=True).metadata
            column = metadata.row_group(0).column(0) if metadata.num_row_groups else None
            if column is not None and metadata.num_rows:
                assert column.compression == "ZSTD"
                assert column.has_offset_index
                assert column.has_column_index
        files = f"{clean.warehouse}/lines/*.parquet"
        probe = "select * from parquet_bloom_probe(?, 'document_id', 'no-such-id')"
        assert [row[-1] for row in duckdb.execute(probe, [files]).fetchall()] == [True]

    def test_a_file_system_without_links_gets_copies(
        self, clean: Cleaning, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The tables are the same; only the disk holds more."""

        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        clean(folder)
        before = clean.tables()
        monkeypatch.setattr(os, "link", refuse)
        clean(folder)
        assert clean.tables() == before

    @given(st.dictionaries(st.text("abc", min_size=1), st.integers(0, 1 << 27), max_size=60))
    def test_merging_pays_and_is_bounded(self, sizes: dict[str, int]) -> None:
        """Sixteen of one tier make one of a higher tier or a finished one; never above the budget."""
        chosen = choose_merge(sizes, BUDGET)
        assert len(chosen) in (0, FAN_IN)
        if chosen:
            [step] = {tier(sizes[name]) for name in chosen}
            assert step is not None
            assert sum(sizes[name] for name in chosen) <= BUDGET
            assert chosen == sorted(chosen)

    @given(st.sets(st.binary(min_size=16, max_size=16)), st.lists(st.binary(min_size=16, max_size=16)))
    def test_a_set_of_ids_knows_its_members(self, members: set[bytes], others: list[bytes]) -> None:
        """Exactly those, with zeros at their ends or without."""
        import numpy as np

        ids = Ids.of([np.array([member.hex() for member in members], "S32")])
        asked = [*members, *others]
        column = pa.chunked_array([pa.array([name.hex() for name in asked], pa.string())])
        assert ids.among(column).tolist() == [name in members for name in asked]


class TestRestore:
    def test_gives_every_source_back(self, clean: Cleaning, folder: Path, article: str) -> None:
        """From the lines where the codec can be undone, from the stored bytes where it can't."""
        (folder / "latin.txt").write_bytes(article.encode("cp1252"))
        (folder / "wide.txt").write_bytes(article.encode("utf-16"))
        (folder / "windows.txt").write_bytes(article.replace("\n", "\r\n").encode("utf-8-sig"))
        (folder / "mixed.txt").write_bytes(article.encode() + "Größe\n".encode("cp1252"))
        assert clean(folder).published == 7
        for row in clean.rows("documents"):
            assert restore(clean.warehouse, row["document_id"]) == (folder / row["source_id"]).read_bytes()

    def test_takes_the_beginning_of_an_id(self, clean: Cleaning, folder: Path) -> None:
        """As long as it is the beginning of one only."""
        clean(folder)
        document = clean.document("a.txt")
        source = (folder / "a.txt").read_bytes()
        assert restore(clean.warehouse, document["document_id"][:8].upper()) == source

    @pytest.mark.parametrize(
        ("asked", "words"),
        [("abc", "at least 6"), ("0123456789abcdef", "no document's id begins with 0123456789abcdef")],
    )
    def test_says_what_is_wrong_with_an_id(
        self, clean: Cleaning, folder: Path, asked: str, words: str
    ) -> None:
        """The message names the id, and what would do."""
        clean(folder)
        with pytest.raises(RestoreError, match=words):
            restore(clean.warehouse, asked)

    def test_a_beginning_of_several_ids(
        self, clean: Cleaning, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """They are shown, so that one can be chosen."""
        monkeypatch.setattr("flows.warehouse.reading.SHORTEST_PREFIX", 0)
        clean(folder)
        with pytest.raises(RestoreError, match="beginning of 3 ids"):
            restore(clean.warehouse, "")

    def test_what_was_never_read_cannot_be_given_back(self, clean: Cleaning, folder: Path) -> None:
        """The message says why it was not."""
        (folder / "gone.txt").symlink_to("nowhere")
        clean(folder)
        [row] = [row for row in clean.rows("quarantine") if row["source_id"] == "gone.txt"]
        with pytest.raises(RestoreError, match="No such file"):
            restore(clean.warehouse, row["document_id"])

    def test_tampered_lines_are_noticed(self, clean: Cleaning, folder: Path) -> None:
        """A source is given back as it was, or not at all."""
        clean(folder)
        [path] = table_files(clean.warehouse, "lines")
        table = pq.read_table(path)
        raw = [text.replace("Marlene", "Helene") for text in table["raw"].to_pylist()]
        pq.write_table(table.set_column(2, table.schema.field(2), pa.array(raw)), path)
        with pytest.raises(RestoreError, match="the lines give"):
            restore(clean.warehouse, clean.document("a.txt")["document_id"])

    def test_a_warehouse_that_holds_nothing(self, tmp_path: Path) -> None:
        """The message says how to fill it."""
        with pytest.raises(RestoreError, match="reinschrift clean"):
            restore(tmp_path, "0123456789")


class TestWriters:
    def test_a_second_writer_is_told_who_is_writing(self, tmp_path: Path) -> None:
        """At once, with run, process and host; the first one is not disturbed."""
        with open_run(tmp_path / "w") as run:
            with pytest.raises(WarehouseLocked) as raised, open_run(tmp_path / "w"):
                pass
            assert all(
                word in str(raised.value) for word in (run.run_id, str(os.getpid()), str(tmp_path / "w"))
            )
            assert run.parts.is_dir()
        with open_run(tmp_path / "w"):
            pass

    def test_a_writer_in_another_process_holds_the_lock_until_it_dies(self, tmp_path: Path) -> None:
        """Kill -9 frees it, and what the dead run had staged is swept away."""
        code = (
            "import sys, time\nfrom flows.warehouse import open_run\n"
            "with open_run(sys.argv[1]) as run:\n"
            "    (run.parts / 'half').write_text('done')\n"
            "    print(run.run_id, flush=True)\n    time.sleep(60)\n"
        )
        warehouse = tmp_path / "w"
        with subprocess.Popen(
            [sys.executable, "-c", code, str(warehouse)], stdout=subprocess.PIPE, text=True
        ) as other:
            assert other.stdout is not None
            run_id = other.stdout.readline().strip()
            with pytest.raises(WarehouseLocked, match=run_id), open_run(warehouse):
                pass
            other.kill()
        assert (warehouse / ".staging" / run_id / "parts" / "half").exists()
        with open_run(warehouse) as run:
            assert [path.name for path in (warehouse / ".staging").iterdir()] == [run.run_id]

    @pytest.mark.parametrize("place", ["mkdir", "lock", "stage"])
    def test_a_disk_that_is_read_only(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
    ) -> None:
        """One sentence with the place and the system's words, wherever it shows first."""
        warehouse = tmp_path / "w"
        real = Path.mkdir

        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

        def refuse_parts(path: Path, *arguments: Any, **options: Any) -> None:
            refuse() if path.name == "parts" else real(path, *arguments, **options)

        names = {"mkdir": (Path, "mkdir", refuse), "stage": (Path, "mkdir", refuse_parts)}
        monkeypatch.setattr(*names.get(place, ("filelock.FileLock._acquire", refuse)))
        with pytest.raises(WarehouseError) as raised, open_run(warehouse):
            pass
        assert str(raised.value) == f"can't write to the warehouse {warehouse}: Read-only file system"

    def test_a_disk_that_fills_up_while_publishing(
        self, clean: Cleaning, folder: Path, article: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The old snapshot stays published, whole."""
        clean(folder)
        before = clean.tables()
        (folder / "b.txt").write_text(article, "utf-8")

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr("flows.warehouse.snapshots.flush", full)
        with pytest.raises(WarehouseError, match="No space left on device"):
            clean(folder)
        assert clean.tables() == before
        monkeypatch.undo()
        assert clean(folder).published == 1

    def test_a_folder_in_the_way_of_a_table(self, clean: Cleaning, folder: Path) -> None:
        """What is not the warehouse's own is never removed."""
        (clean.warehouse / "documents").mkdir(parents=True)
        (clean.warehouse / "documents" / "mine.txt").write_text("Mein.")
        with pytest.raises(WarehouseError, match="documents is in the way"):
            clean(folder)
        assert (clean.warehouse / "documents" / "mine.txt").exists()
        assert not (clean.warehouse / "current").exists()

    def test_a_run_id_is_used_once(self, tmp_path: Path) -> None:
        """Snapshots are never overwritten."""
        for attempt in range(2):
            with open_run(tmp_path / "w", run_id="same", started_at=datetime(2025, 1, 1, tzinfo=UTC)) as run:
                run.context()
                if attempt:
                    with pytest.raises(WarehouseError, match="exists already"):
                        run.publish(BatchResult("all"))
                else:
                    run.publish(BatchResult("all"))

    def test_a_reader_sees_one_run_whole(self, clean: Cleaning, folder: Path, article: str) -> None:
        """While runs follow one another, documents and lines always belong together."""
        clean(folder)
        stop = threading.Event()
        mixed: list[str] = []
        looks = 0

        def look() -> None:
            nonlocal looks
            while not stop.is_set():
                snapshot = Path(os.path.realpath(clean.warehouse / "current"))
                documents = pq.read_table(sorted((snapshot / "documents").glob("*.parquet")))
                lines = pq.read_table(sorted((snapshot / "lines").glob("*.parquet")))
                expected = sum(documents["line_count"].to_pylist())
                if len(lines) != expected or len(documents) != 3:
                    mixed.append(f"{len(documents)} documents, {len(lines)} lines for {expected}")
                looks += 1

        reader = threading.Thread(target=look)
        reader.start()
        try:
            for number in range(4):
                (folder / "b.txt").write_text(
                    article + "\nNoch eine Zeile aus der Stadt." * (number + 1), "utf-8"
                )
                clean(folder)
            time.sleep(0.1)
        finally:
            stop.set()
            reader.join(20)
        assert mixed == []
        assert looks > 5


class TestVersions:
    def test_every_module_of_the_transforms_is_part_of_the_codes_version(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Documents are cleaned anew with other code, and by trees that were learned anew."""
        (tmp_path / "shape").mkdir()
        monkeypatch.setattr("transforms.__path__", [str(tmp_path)])
        seen = set()
        for name, content in (
            ("context.py", "COST = 1.6"),
            ("context.py", "COST = 1.7"),
            ("trees.json", "[1.6]"),
        ):
            (tmp_path / "shape" / name).write_text(content)
            seen.add(code_version.__wrapped__())
        assert len(seen) == 3

    def test_what_is_derived_is_no_part_of_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An installation that keeps it cleans as one that derives it anew."""
        monkeypatch.setattr("transforms.__path__", [str(tmp_path)])
        before = code_version.__wrapped__()
        (tmp_path / "__pycache__").mkdir()
        (tmp_path / "__pycache__" / "derived.json").write_text("{}")
        assert code_version.__wrapped__() == before
