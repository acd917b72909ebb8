"""Batches: what a worker makes of its share, and that one document's trouble stays its own."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import batches
from flows.batches import clean_batch, digest, gives_back, plan_batches
from flows.context import Context, Stamp
from flows.planning import Batch, halve
from flows.results import BatchResult, RuleTally
from flows.sources import Fields, find_sources
from flows.time_limit import OutOfTime, TimeLimit
from flows.warehouse.arrays import columns_of, line_columns, line_counts, role_codes
from flows.warehouse.known import KnownDocuments, fingerprint, fingerprints, write_known
from flows.warehouse.rows import (
    DOCUMENT_FACTS,
    ENTRY_FACTS,
    LineColumns,
    count_mojibake,
    document_facts,
    entry_facts,
    entry_text,
)
from flows.warehouse.schemas import ENTRIES, STAGED
from flows.warehouse.versions import code_version
from transforms import pipeline
from transforms.document import Document, Entry, Line, Role, restore
from transforms.encoding.repair import decode, looks_mojibake
from transforms.rulebook import Rulebook

STARTED = datetime(2025, 3, 12, 18, 0, tzinfo=UTC)

METADATA = {Role.TITLE, Role.KICKER, Role.TIMESTAMP, Role.METADATA}


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """A run that has staged nothing yet and knows nothing."""
    stamp = Stamp("20250312T180000.000Z-0000", STARTED, code_version(), Rulebook.load().version)
    return Context(str(tmp_path / "parts"), "", stamp)


def only_batch(*sources: Path) -> Batch:
    """Everything that SOURCES hold, as one batch."""
    home = sources[0].parent
    [batch] = plan_batches(find_sources(sources, home / "warehouse"), 1 << 40, home / "spool")
    return batch


def rows_of(document_id: str, document: Document) -> list[dict[str, Any]]:
    """The rows of a document's entries."""
    lines = LineColumns.of(document)
    rows = entry_facts(document_id, document, lines, lines.kept())
    return [dict(zip(ENTRY_FACTS, row, strict=True)) for row in rows]


def staged(result: BatchResult, table: str) -> list[dict[str, Any]]:
    """The rows that a batch staged."""
    tables = [pq.read_table(path) for path in result.parts.get(table, ())]
    return [row for rows in tables for row in rows.to_pylist()]


def reasons(result: BatchResult) -> dict[str, str]:
    """Why documents were held back, by source_id."""
    return {row["source_id"]: " ".join(row["reasons"]) for row in staged(result, "quarantine")}


class TestCounts:
    def test_every_input_is_counted_once(self, context: Context, tmp_path: Path, article: str) -> None:
        """Inputs = staged + quarantined + unchanged + unreadable, with good, empty and broken ones."""
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "a.txt").write_text(article, "utf-8")
        (folder / "b.txt").write_bytes(b"")
        (folder / "c.txt").write_bytes(b"\n \n\t\r\n")
        (folder / "d.jsonl").write_text(
            '{"id": 1, "text": ""}\nkaputt\n' + json.dumps({"id": 2, "text": article})
        )
        result = clean_batch(only_batch(folder), context)
        assert (result.inputs, result.staged, result.quarantined, result.unreadable) == (6, 2, 3, 1)
        assert {row["source_id"] for row in staged(result, "documents")} == {"a.txt", "2"}
        assert result.kinds == Counter({"article": 2})
        assert result.lines == 2 * (article.count("\n") + 1) - 1 + 1
        held_back = {row["source_id"]: (row["outcome"], row["stage"]) for row in staged(result, "quarantine")}
        assert held_back == {
            "b.txt": ("quarantined", "clean"),
            "c.txt": ("quarantined", "clean"),
            "1": ("quarantined", "clean"),
            "2": ("unreadable", "read"),
        }
        assert all("empty" in reasons(result)[name] for name in ("b.txt", "c.txt", "1"))

    def test_tables_have_their_schemas(self, context: Context, tmp_path: Path, article: str) -> None:
        """Every part has the columns that schemas.py says, in their order."""
        (tmp_path / "a.txt").write_text(article, "utf-8")
        (tmp_path / "b.txt").write_bytes(b"")
        result = clean_batch(only_batch(tmp_path / "a.txt", tmp_path / "b.txt"), context)
        assert set(result.parts) == set(STAGED)
        for table, paths in result.parts.items():
            assert pq.read_schema(paths[0]).equals(STAGED[table]), table

    def test_lines_tell_everything(self, context: Context, tmp_path: Path, article: str) -> None:
        """The lines give back text and source; each has its number, role and rule."""
        (tmp_path / "a.txt").write_text(article, "utf-8")
        result = clean_batch(only_batch(tmp_path / "a.txt"), context)
        lines = staged(result, "lines")
        [document] = staged(result, "documents")
        assert "\n".join(row["raw"] for row in lines) == article
        assert [row["line"] for row in lines] == list(range(1, document["line_count"] + 1))
        assert all(row["role"] for row in lines)
        counted = Counter(row["role"] for row in lines)
        assert document["blank_lines"] == counted["blank"]
        assert document["boilerplate_lines"] == counted["boilerplate"]
        assert document["kept_lines"] == sum(row["kept"] for row in lines)
        assert document["text_chars"] == len(document["text"])
        kept = "".join(row["text"] for row in lines if row["kept"])
        assert "".join(kept.split()) == "".join(document["text"].split())

    def test_what_rules_took_away_is_tallied(self, context: Context, tmp_path: Path, article: str) -> None:
        """Every line that is not published counts for its rule, with examples."""
        (tmp_path / "a.txt").write_text(article, "utf-8")
        result = clean_batch(only_batch(tmp_path / "a.txt"), context)
        lines = [row for row in staged(result, "lines") if not row["kept"] and row["role"] != "blank"]
        assert {rule: tally.lines for rule, tally in result.rules.items()} == Counter(
            row["rule"] for row in lines
        )
        assert any("Anzeige" in tally.examples for tally in result.rules.values())
        assert sum(tally.chars for tally in result.rules.values()) == sum(len(row["raw"]) for row in lines)

    def test_warnings_are_counted_by_kind(
        self, context: Context, write_jsonl: Callable[..., Path], article: str
    ) -> None:
        """A crawl time that is none costs no document, and is told with an example."""
        records = [{"id": n, "text": article, "crawled_at": "gestern"} for n in range(9)]
        result = clean_batch(only_batch(write_jsonl(*records)), context)
        assert result.staged == 9
        [tally] = result.warnings.values()
        assert tally.lines == 9
        assert len(tally.examples) == 5
        assert "gestern" in tally.examples[0]

    def test_the_day_of_the_run_tells_a_year_left_out(self, context: Context, tmp_path: Path) -> None:
        """A weekday falls on its day in some years only, and pages from years after the run there are none."""
        blog = "Liveblog zum Hochwasser\nMittwoch, 5. März\n14.05 Uhr: Pegel steigt\nDer Pegel der Sahle steigt weiter.\n"
        blog += "13.40 Uhr: Brücke gesperrt\nDie Brücke an der alten Mühle ist seit Mittag gesperrt.\n"
        (tmp_path / "blog.txt").write_text(blog, encoding="utf-8")
        result = clean_batch(only_batch(tmp_path / "blog.txt"), context)
        assert {entry["published_at"].date().isoformat() for entry in staged(result, "entries")} == {
            "2025-03-05"
        }

    def test_twice_the_same_batch_gives_the_same_parts(
        self, context: Context, tmp_path: Path, article: str
    ) -> None:
        """Byte for byte: a retry overwrites what a lost worker may have left."""
        (tmp_path / "a.txt").write_text(article, "utf-8")
        batch = only_batch(tmp_path / "a.txt")
        first = {
            path: Path(path).read_bytes()
            for parts in clean_batch(batch, context).parts.values()
            for path in parts
        }
        again = {
            path: Path(path).read_bytes()
            for parts in clean_batch(batch, context).parts.values()
            for path in parts
        }
        assert first == again
        assert len(list(Path(context.parts).rglob("*.*"))) == len(first)


class TestTrouble:
    def test_a_failing_transform_costs_its_document(
        self, context: Context, tmp_path: Path, article: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It goes to quarantine with what was raised and where; its neighbours are staged."""

        def fail(document: Document, _: Rulebook) -> Document:
            if "Seeburg" in document.raw:
                raise KeyError("Seeburg")
            return document

        monkeypatch.setattr(pipeline, "PIPELINE", (*pipeline.PIPELINE, fail))
        for name, text in (("a", article), ("b", article.replace("Mühlbrück", "Seeburg")), ("c", article)):
            (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        result = clean_batch(only_batch(*(tmp_path / f"{name}.txt" for name in "abc")), context)
        assert (result.staged, result.quarantined) == (2, 1)
        assert "KeyError" in reasons(result)["b.txt"]
        assert "test_batches.py" in reasons(result)["b.txt"]
        [row] = staged(result, "quarantine")
        assert row["content"] == (tmp_path / "b.txt").read_bytes()
        assert row["sha256"] == digest(row["content"])

    def test_documents_keep_their_order_however_they_are_cleaned(
        self,
        context: Context,
        article: str,
        write_jsonl: Callable[..., Path],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Short ones a few dozen together, a long one by itself: the tables are those of one by one."""
        texts = [f"{article}\n\nNummer {number} ist hier zu Ende, sagte sie." for number in range(70)]
        texts[40] += "\n\nUnd es geht noch lange weiter, sagte sie." * 3000
        records = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
        batch = only_batch(write_jsonl(*records))
        together = staged(clean_batch(batch, context), "documents")
        monkeypatch.setattr(batches, "_TOGETHER", 1)
        assert [row["source_id"] for row in together] == [record["id"] for record in records]
        assert together == staged(clean_batch(batch, context), "documents")

    @pytest.mark.parametrize("names", ["a", "ab"], ids=["by itself", "together"])
    def test_lines_that_do_not_give_the_source_back_are_held_back(
        self, context: Context, tmp_path: Path, article: str, monkeypatch: pytest.MonkeyPatch, names: str
    ) -> None:
        """No document is published whose source would be lost; the quarantine has it."""

        def forget(document: Document, _: Rulebook) -> Document:
            return replace(document, lines=(Line("x", "x", Role.BODY, "test"),))

        monkeypatch.setattr(pipeline, "PIPELINE", (forget,))
        for name in names:
            (tmp_path / f"{name}.txt").write_text(article, "utf-8")
        result = clean_batch(only_batch(*(tmp_path / f"{name}.txt" for name in names)), context)
        for name in names:
            assert "byte for byte" in reasons(result)[f"{name}.txt"]
        assert {row["content"] for row in staged(result, "quarantine")} == {article.encode()}

    @pytest.mark.parametrize("in_main_thread", [True, False])
    def test_a_slow_document_is_stopped(
        self,
        context: Context,
        tmp_path: Path,
        article: str,
        monkeypatch: pytest.MonkeyPatch,
        in_main_thread: bool,
    ) -> None:
        """After its time it goes to quarantine, in a main thread and in a cluster's worker thread."""

        def dawdle(document: Document, _: Rulebook) -> Document:
            if "Seeburg" in document.raw:
                try:
                    while True:
                        time.sleep(0.01)
                except Exception:
                    return document
            return document

        monkeypatch.setattr(pipeline, "PIPELINE", (*pipeline.PIPELINE, dawdle))
        for name, text in (("a", article.replace("Mühlbrück", "Seeburg")), ("b", article)):
            (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        batch = only_batch(tmp_path / "a.txt", tmp_path / "b.txt")
        results: list[BatchResult] = []
        limited = replace(context, seconds_per_document=0.5)
        if in_main_thread:
            results.append(clean_batch(batch, limited))
        else:
            thread = threading.Thread(target=lambda: results.append(clean_batch(batch, limited)))
            thread.start()
            thread.join(30)
        [result] = results
        assert (result.staged, result.quarantined) == (1, 1)
        assert reasons(result)["a.txt"] == "cleaning it took longer than 0.5 seconds"

    @pytest.mark.parametrize("part", ["rules_version", "code_version"])
    def test_other_code_or_rules_than_the_runs_are_refused(
        self, context: Context, tmp_path: Path, article: str, part: str
    ) -> None:
        """A cluster's worker with an older checkout must not mix its results in."""
        (tmp_path / "a.txt").write_text(article, "utf-8")
        stale = replace(context, stamp=replace(context.stamp, **{part: "older"}))
        with pytest.raises(ValueError, match=r"this worker has code and rules .* the run has .*older"):
            clean_batch(only_batch(tmp_path / "a.txt"), stale)

    def test_a_full_disk_leaves_no_half_written_part(
        self, context: Context, tmp_path: Path, article: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The batch fails as a whole, and may be tried again."""

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        (tmp_path / "a.txt").write_text(article, "utf-8")
        monkeypatch.setattr("flows.warehouse.parquet.TableWriter.close", full)
        with pytest.raises(OSError, match="No space left"):
            clean_batch(only_batch(tmp_path / "a.txt"), context)
        assert [path for path in Path(context.parts).rglob("*") if path.is_file()] == []

    def test_nul_bytes_and_lone_surrogates_are_published(
        self, context: Context, tmp_path: Path, article: str
    ) -> None:
        """The published text is free of them; the source comes back with them."""
        (tmp_path / "a.txt").write_bytes(article.replace("Marlene", "Mar\x00lene").encode())
        surrogate = json.dumps({"id": "s", "text": article})[:-2] + '\\ud83d Schluss."}\n'
        (tmp_path / "b.jsonl").write_text(surrogate, "utf-8")
        result = clean_batch(only_batch(tmp_path / "a.txt", tmp_path / "b.jsonl"), context)
        assert result.staged == 2, reasons(result)
        null, lone = staged(result, "documents")
        assert "\x00" not in null["text"]
        assert "„Marlene“" in null["text"]
        assert (null["kept_control_lines"], null["restorable"]) == (0, True)
        assert lone["source_bytes"] == json.loads(surrogate)["text"].encode("utf-8", "surrogatepass")
        assert lone["sha256"] == digest(lone["source_bytes"])

    @pytest.mark.slow
    def test_a_huge_line_and_a_million_lines(self, context: Context, tmp_path: Path, article: str) -> None:
        """Neither hangs nor is lost; both are written in row groups of bounded size."""
        (tmp_path / "a.txt").write_text(article + "Ein sehr langer Satz steht hier. " * 1_600_000, "utf-8")
        (tmp_path / "b.txt").write_text(article + "Kurz und gut.\n" * 1_000_000, "utf-8")
        result = clean_batch(only_batch(tmp_path / "a.txt", tmp_path / "b.txt"), context)
        assert (result.inputs, result.staged) == (2, 2), reasons(result)
        for path in result.parts.get("lines", ()):
            groups = pq.ParquetFile(path).metadata
            assert max(groups.row_group(n).num_rows for n in range(groups.num_row_groups)) <= 262_144


class TestUnchanged:
    def test_what_is_published_already_is_passed_over(
        self, context: Context, tmp_path: Path, article: str
    ) -> None:
        """The same source of the same publisher is; another source or publisher is cleaned."""
        folder = tmp_path / "in"
        folder.mkdir()
        for name in "abc":
            (folder / f"{name}.txt").write_text(article, "utf-8")
        first = staged(clean_batch(only_batch(folder), context), "documents")
        known = [fingerprint(row["document_id"], row["sha256"], "") for row in first[:2]]
        write_known(tmp_path / "known", [np.frombuffer(b"".join(known), np.uint8).reshape(-1, 16)])
        (folder / "b.txt").write_text(article + "\nNeu.", "utf-8")
        result = clean_batch(only_batch(folder), replace(context, known=str(tmp_path / "known")))
        assert (result.unchanged, result.staged) == (1, 2)
        assert [row["staged"] for row in staged(result, "seen")] == [False, True, True]

    @given(
        rows=st.lists(
            st.tuples(st.binary(min_size=16, max_size=16), st.binary(min_size=32, max_size=32), st.text()),
            max_size=30,
            unique_by=lambda row: row[0],
        ),
        stranger=st.binary(min_size=16, max_size=16),
    )
    def test_known_are_those_that_were_written_and_no_others(
        self, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[bytes, bytes, str]], stranger: bytes
    ) -> None:
        """The columns and the single look-up agree, whatever the ids are and whoever publishes."""
        names = [name.encode("utf-8", "replace").decode() for _, _, name in rows]
        table = pa.table(
            {
                "document_id": pa.array([name.hex() for name, _, _ in rows], pa.string()),
                "sha256": pa.array([sha.hex() for _, sha, _ in rows], pa.string()),
                "publisher": pa.array([name or None for name in names], pa.string()),
            }
        )
        path = tmp_path_factory.mktemp("known") / "known"
        write_known(path, [fingerprints(table.slice(0, 7), {}), fingerprints(table.slice(7), {})])
        known = KnownDocuments.open(str(path))
        assert (known is None) == (not rows)
        if known is not None:
            for (identity, sha, _), name in zip(rows, names, strict=True):
                assert known.holds(identity.hex(), sha.hex(), name)
                assert not known.holds(identity.hex(), sha.hex(), name + "!")
            if stranger not in {name for name, _, _ in rows}:
                assert not known.holds(stranger.hex(), rows[0][1].hex(), names[0])

    def test_other_code_rules_or_time_zone_make_it_unknown(self) -> None:
        """What was cleaned another way is cleaned again, as is what lacks the column that would tell."""
        columns = {
            "document_id": ["ab" * 16],
            "sha256": ["cd" * 32],
            "publisher": ["Blatt"],
            "code_version": ["1"],
        }
        table = pa.table(columns)
        assert len(fingerprints(table, {"code_version": "1"})) == 1
        assert len(fingerprints(table, {"code_version": "2"})) == 0
        assert len(fingerprints(table, {"timezone": "Europe/Berlin"})) == 0


class TestRows:
    @given(st.text())
    def test_text_is_compared_as_bytes_would_be(self, content: str) -> None:
        """The fast comparison says what the plain one says, surrogates and all."""
        document = Document.from_text(content)
        assert gives_back(document, content)
        assert restore(document) == content.encode("utf-8", "surrogatepass")
        assert not gives_back(document, content + "x")

    @given(st.binary())
    def test_bytes_are_given_back(self, content: bytes) -> None:
        """Whatever they are."""
        assert gives_back(decode(content), content)

    @pytest.mark.parametrize("rows", [[], [{"a": 1, "b": "x"}], [{"b": "x"}, {"a": 2, "b": None}]])
    def test_rows_become_columns(self, rows: list[dict[str, Any]]) -> None:
        """In the schema's order, whatever the rows' order is, and null where a row lacks the key."""
        schema = pa.schema([("a", pa.int64()), ("b", pa.string())])
        expected = [{"a": row.get("a"), "b": row.get("b")} for row in rows]
        assert columns_of(rows, schema).to_pylist() == expected

    def test_mojibake_is_counted_in_kept_lines(self) -> None:
        """What the fast guard lets pass is not mojibake; the rest is judged in full."""
        lines = ["Ein Käse", "FÃ¼r alle", "„Übermäßig“", "plain", "schÃ¶n"]
        assert count_mojibake(lines) == sum(map(looks_mojibake, lines)) == 2

    @given(
        st.lists(
            st.builds(
                Line,
                st.text("ab \u00e4", max_size=5),
                st.text("ab \u00e4", max_size=5),
                st.sampled_from([None, *Role]),
                joint=st.sampled_from(["\n\n", "\n", " ", ""]),
                entry=st.sampled_from([None, 1]),
            ),
            min_size=1,
            max_size=8,
        )
    )
    def test_columns_read_as_their_document(self, lines: list[Line]) -> None:
        """Text, lead and entries by columns are those of the document, and the lines table has every line."""
        document = Document(tuple(lines))
        columns = LineColumns.of(document)
        entry = Entry(1, None, None, None, "marked", 1.0, 1, len(lines), headline_line=1)
        facts = document_facts("d", document, columns, columns.kept(), Rulebook())
        row = dict(zip(DOCUMENT_FACTS, facts, strict=True))
        assert row["text"] == document.text
        assert row["lead"] == document.lead
        assert entry_text(entry, columns, columns.kept()) == document.entry_text(entry)
        codes = role_codes(columns.role)
        table = line_columns(["d"], [len(lines)], codes, columns)
        assert table["raw"].to_pylist() == [line.raw for line in lines]
        assert table["text"].to_pylist() == [line.text for line in lines]
        counts = {
            name: values.tolist() for name, values in line_counts(table["raw"], codes, [len(lines)]).items()
        }
        removed = sum(len(line.raw) for line in lines if line.role is Role.BOILERPLATE)
        assert counts == {
            "line_count": [len(lines)],
            "blank_lines": [columns.role.count(Role.BLANK)],
            "kept_lines": [sum(line.kept for line in lines)],
            "boilerplate_lines": [columns.role.count(Role.BOILERPLATE)],
            "metadata_lines": [sum(line.role in METADATA for line in lines)],
            "lines_without_role": [columns.role.count(None)],
            "source_chars": [len("".join(columns.raw))],
            "removed_share": [removed / max(len("".join(columns.raw)), 1)],
        }

    def test_lines_are_counted_by_document(self) -> None:
        """Each document has its own lines' counts, and one without lines has none."""
        lines = [
            Line("Teilen", "", Role.BOILERPLATE),
            Line("Ja.", "Ja.", Role.BODY),
            Line("", "", Role.BLANK),
        ]
        raw = pa.chunked_array([[line.raw for line in lines]])
        counts = line_counts(raw, role_codes([line.role for line in lines]), [1, 0, 2])
        assert counts["source_chars"].tolist() == [6, 0, 3]
        assert counts["removed_share"].tolist() == [1, 0, 0]
        assert counts["kept_lines"].tolist() == [0, 0, 1]

    def test_an_entry_keeps_its_id_while_its_blog_grows(self) -> None:
        """New entries on top shift all positions; time, headline and opening stay. Twins stay apart."""
        texts = ["Neu.", "Alarm", "Es brennt.", "Alarm", "Es brennt."]
        lines = tuple(Line(text, text, Role.BODY, "t", entry=n) for n, text in enumerate(texts, 1))
        entries = tuple(
            Entry(n, "Alarm" if text == "Alarm" else None, None, None, "marked", 1.0, n, n)
            for n, text in enumerate(texts, 1)
        )
        longer = Document(lines, entries=entries)
        shorter = Document(
            tuple(line._replace(entry=(line.entry or 0) - 1) for line in lines[1:]),
            entries=tuple(
                entry._replace(
                    position=entry.position - 1,
                    first_line=entry.first_line - 1,
                    last_line=entry.last_line - 1,
                )
                for entry in entries[1:]
            ),
        )
        new = [row["entry_id"] for row in rows_of("d", longer)]
        old = [row["entry_id"] for row in rows_of("d", shorter)]
        assert new[1:] == old
        assert len(set(new)) == 5
        assert new != [row["entry_id"] for row in rows_of("e", longer)]

    def test_an_entry_without_a_day_keeps_its_clock(self) -> None:
        """The clock is a column of its own, beside a time that the page does not state."""
        lines = (Line("Alarm", "Alarm", Role.BODY, "t", entry=1),)
        entry = Entry(1, None, None, None, "marked", 1.0, 1, 1, clock="23:36")
        table = columns_of(rows_of("d", Document(lines, entries=(entry,))), ENTRIES)
        assert table.select(["published_at", "clock"]).to_pylist() == [
            {"published_at": None, "clock": "23:36"}
        ]

    def test_examples_are_few_short_and_distinct(self) -> None:
        """A tally shows lines to look at; it never holds a document."""
        tally = RuleTally("boilerplate")
        for number in range(100):
            tally.count(f"{number % 7} " + "x" * 1_000, 1_002)
        assert (tally.lines, tally.chars, len(tally.examples)) == (100, 100_200, 5)
        assert max(map(len, tally.examples)) == 200


class TestTimeLimit:
    def test_quick_work_is_left_alone(self) -> None:
        """Nothing rings after the block has ended."""
        with TimeLimit(0.05) as limit, limit.block():
            done = 1 + 1
        time.sleep(0.1)
        assert done == 2

    def test_a_runaway_pattern_is_stopped(self) -> None:
        """The alarm reaches into the matching of a regular expression."""
        import re

        started = time.monotonic()
        with pytest.raises(OutOfTime), TimeLimit(0.2) as limit, limit.block():
            re.fullmatch(r"(a|a)*b", "a" * 40)
        assert time.monotonic() - started < 10

    def test_a_watchdog_does_not_bite_afterwards(self) -> None:
        """In another thread too, what ended in time is never interrupted later."""
        outcomes: list[str] = []

        def work() -> None:
            for _ in range(3):
                with TimeLimit(0.15) as limit, limit.block():
                    pass
            time.sleep(0.4)
            outcomes.append("whole")

        thread = threading.Thread(target=work)
        thread.start()
        thread.join(10)
        assert outcomes == ["whole"]


class TestHalving:
    @given(sizes=st.lists(st.integers(0, 50), min_size=1, max_size=20), ended=st.booleans())
    def test_halves_hold_all_records_once(
        self, tmp_path_factory: pytest.TempPathFactory, sizes: list[int], ended: bool
    ) -> None:
        """Down to single lines, in order, with their own numbers."""
        folder = tmp_path_factory.mktemp("halve")
        rows = [json.dumps({"text": "x" * size}) for size in sizes]
        (folder / "a.jsonl").write_text("\n".join(rows) + "\n" * ended)
        whole = only_batch(folder / "a.jsonl")

        def leaves(batch: Batch) -> list[Batch]:
            halves = halve(batch)
            return [leaf for half in halves for leaf in leaves(half)] if halves else [batch]

        items = [list(batches.read_batch(leaf, Fields())) for leaf in leaves(whole)]
        assert [len(item) for item in items] == [1] * len(sizes)
        assert [item[0] for item in items] == list(batches.read_batch(whole, Fields()))
        assert sum(leaf.bytes for leaf in leaves(whole)) == whole.bytes
        keys = [leaf.key for leaf in leaves(whole)]
        assert keys == sorted(keys)

    def test_files_are_never_cut(self, tmp_path: Path) -> None:
        """A batch of text files falls into files."""
        folder = tmp_path / "in"
        folder.mkdir()
        for name in "abc":
            (folder / f"{name}.txt").write_text("Zwei\nZeilen.")
        one, two = halve(only_batch(folder))
        assert [len(one.pieces), len(two.pieces)] == [2, 1]
        assert halve(two) == []
