"""The whole job: sources in, audited tables out, whatever comes in."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.warehouse import restore

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]

ROOT = Path(__file__).parent.parent.parent
RUN_COLUMNS = ("run_id", "cleaned_at", "started_at", "finished_at", "seconds")


def clean(*sources: str | Path, warehouse: Path, options: tuple[str, ...] = ()) -> Result:
    arguments = ["clean", *map(str, sources), "--warehouse", str(warehouse), "--workers", "1", *options]
    return CliRunner().invoke(app, arguments)


def rows(warehouse: Path, table: str, *columns: str) -> list[dict[str, Any]]:
    tables = [pq.read_table(path) for path in sorted((warehouse / table).glob("*.parquet"))]
    whole = pa.concat_tables(tables)
    return (whole.select(columns) if columns else whole).to_pylist()


def comparable(warehouse: Path, table: str) -> list[str]:
    """The table's rows without what differs from run to run, in a fixed order."""
    kept = [
        {name: value for name, value in row.items() if name not in RUN_COLUMNS}
        for row in rows(warehouse, table)
    ]
    return sorted(repr(row) for row in kept)


def last_run(warehouse: Path) -> dict[str, Any]:
    return max(rows(warehouse, "runs"), key=lambda row: row["run_id"])


def reconciles(run: dict[str, Any]) -> bool:
    return bool(run["inputs"] == run["published"] + run["quarantined"] + run["unchanged"] + run["unreadable"])


class TestTheDemo:
    def test_publishes_every_seed_with_text(self, demo: Path) -> None:
        """Only the empty file and the older crawl of a page are held back, and the run's counts add up."""
        run = min(rows(demo, "runs"), key=lambda row: row["run_id"])
        assert reconciles(run)
        assert run["published"] >= 12
        reasons = sorted(row["reasons"][0] for row in rows(demo, "quarantine"))
        assert [reason.split()[0] for reason in reasons] == ["another", "empty:"]

    def test_duckdb_reads_it(self, demo: Path) -> None:
        """The README's query answers with both kinds and languages."""
        query = f"select kind, language, count(*) from '{demo}/documents/*.parquet' group by all"  # noqa: S608 - a path of our own
        found = {(kind, language) for kind, language, _ in duckdb.sql(query).fetchall()}
        assert {("article", "de"), ("liveblog", "de"), ("article", "en")} <= found

    def test_every_source_can_be_restored(self, demo: Path) -> None:
        """Byte for byte, for text files as they lie on the disk."""
        documents = rows(demo, "documents", "document_id", "source_id", "sha256")
        for document in documents:
            source = ROOT / "seeds" / document["source_id"]
            if source.exists():
                assert restore(demo, document["document_id"]) == source.read_bytes()
            else:
                assert restore(demo, document["document_id"])

    def test_the_restore_command_writes_bytes(self, demo: Path) -> None:
        """Standard output gets the source and nothing else."""
        document = next(row for row in rows(demo, "documents") if row["source_id"].endswith(".txt"))
        result = CliRunner().invoke(app, ["restore", document["document_id"][:12], "--warehouse", str(demo)])
        assert result.exit_code == 0
        assert result.stdout_bytes == (ROOT / "seeds" / document["source_id"]).read_bytes()

    def test_every_line_is_there_with_role_and_rule(self, demo: Path) -> None:
        """What was removed can be looked up: each document has its lines 1 to n, each with who decided."""
        lines = pa.concat_tables([pq.read_table(path) for path in (demo / "lines").glob("*.parquet")])
        for document in rows(demo, "documents", "document_id", "line_count"):
            own = lines.filter(pa.compute.equal(lines["document_id"], document["document_id"])).to_pylist()
            assert sorted(row["line"] for row in own) == list(range(1, document["line_count"] + 1))
            assert all(row["role"] and (row["rule"] or row["role"] == "blank") for row in own)

    def test_a_second_run_publishes_the_same_tables(self, demo: Path) -> None:
        """Row for row, apart from the run's own columns; nothing is cleaned again."""
        tables = ("documents", "entries", "lines", "quarantine")
        before = {table: comparable(demo, table) for table in tables}
        result = clean(ROOT / "seeds", warehouse=demo)
        assert result.exit_code == 0, result.output
        assert {table: comparable(demo, table) for table in tables} == before
        run = last_run(demo)
        assert reconciles(run)
        assert run["published"] == 0
        assert run["unchanged"] > 0

    def test_the_report_is_one_page_that_calls_nobody(self, demo: Path) -> None:
        """Figures, rules and quarantine are on it, and no address to load anything from."""
        page = max((demo / "reports").glob("*/index.html")).read_text(encoding="utf-8")
        assert "languages/de/" in max(
            (demo / "reports").glob("*/index.html"), key=lambda p: p.stat().st_size
        ).read_text("utf-8")
        assert "<script" not in page
        assert 'src="http' not in page
        assert json.loads((max((demo / "reports").glob("*/report.json"))).read_text("utf-8"))


class TestChange:
    def test_a_changed_source_replaces_its_rows(self, tmp_path: Path, article: str) -> None:
        """Lines and text of the old version are gone, other documents stay as they are."""
        folder, warehouse = tmp_path / "in", tmp_path / "warehouse"
        folder.mkdir()
        (folder / "a.txt").write_text(article, "utf-8")
        (folder / "b.txt").write_text(article.replace("Mühlbrück", "Seeburg"), "utf-8")
        assert clean(folder, warehouse=warehouse).exit_code == 0
        (folder / "a.txt").write_text(
            article + "\nDer Fahrplan soll im März erscheinen und in allen Bussen aushängen.\n", "utf-8"
        )
        assert clean(folder, warehouse=warehouse).exit_code == 0
        documents = {row["source_id"]: row for row in rows(warehouse, "documents")}
        assert sorted(documents) == ["a.txt", "b.txt"]
        assert "Fahrplan" in documents["a.txt"]["text"]
        own = [
            row for row in rows(warehouse, "lines") if row["document_id"] == documents["a.txt"]["document_id"]
        ]
        assert len(own) == documents["a.txt"]["line_count"]
        run = last_run(warehouse)
        assert (run["published"], run["unchanged"]) == (1, 1)

    def test_tomorrows_crawl_of_a_page_is_the_same_document(
        self, write_jsonl: Callable[..., Path], tmp_path: Path, article: str
    ) -> None:
        """The url is the identity; the newest crawl wins, within a run and over runs."""
        page = {"url": "https://kurier.example/faehre", "publisher": "Kurier"}
        write_jsonl(
            {"id": "1", "text": article, "crawled_at": "2025-03-12T18:00:00Z", **page}, name="crawl/1.jsonl"
        )
        warehouse = tmp_path / "warehouse"
        assert clean(tmp_path / "crawl", warehouse=warehouse).exit_code == 0
        first = rows(warehouse, "documents")[0]
        newer = article.replace("vierzig", "fünfzig")
        write_jsonl(
            {"id": "9", "text": newer, "crawled_at": "2025-03-13T18:00:00Z", **page}, name="crawl/2.jsonl"
        )
        assert clean(tmp_path / "crawl", warehouse=warehouse).exit_code == 0
        [second] = rows(warehouse, "documents")
        assert second["document_id"] == first["document_id"]
        assert "fünfzig" in second["text"]


def damaged_folder(folder: Path, article: str) -> None:
    """Good documents with every kind of bad input around them."""
    folder.mkdir()
    (folder / "good.txt").write_text(article, "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "nul.txt").write_bytes(article.replace("Marlene", "Mar\x00lene").encode())
    (folder / "page.html").write_text(f"<!DOCTYPE html><h1>Seite</h1><p>{article}</p>", "utf-8")
    (folder / "deep.html").write_bytes(b"<html>" + b"<div>" * 20_000 + b"Text")
    (folder / "long.txt").write_text("Ein sehr langer Satz steht hier. " * 1_600_000, "utf-8")
    whole = gzip.compress(
        (
            "\n".join(
                json.dumps({"id": i, "text": article + f"\nAusgabe Nummer {i} vom Montag."})
                for i in range(40)
            )
        ).encode()
    )
    (folder / "truncated.jsonl.gz").write_bytes(whole[: len(whole) * 2 // 3])
    good = json.dumps({"id": "ok", "text": article.replace("Ada", "Eda")})
    broken = ['{"id": "cut off', json.dumps({"id": "no-text"}), json.dumps({"id": "number", "text": 7})]
    twins = [json.dumps({"id": "twin", "text": article.replace("Ada", name)}) for name in ("Ida", "Oda")]
    surrogate = (
        '{"id": "surrogate", "text": ' + json.dumps(article.replace("Ada", "Uda"))[:-1] + '\\ud83d Schluss."}'
    )
    (folder / "records.jsonl").write_text("\n".join([good, *broken, *twins, surrogate]) + "\n", "utf-8")


@pytest.fixture(scope="module")
def cleaned(
    prefect_server: str, article: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Result]:
    """One run over a folder of damaged inputs."""
    base = tmp_path_factory.mktemp("damaged")
    damaged_folder(base / "in", article)
    result = clean(base / "in", warehouse=base / "warehouse")
    return base / "warehouse", result


class TestBadInput:
    def test_the_run_goes_on(self, cleaned: tuple[Path, Result]) -> None:
        """Exit code 0, no traceback, and every input is counted."""
        warehouse, result = cleaned
        assert result.exit_code == 0, result.output
        assert "Traceback" not in result.output
        assert reconciles(last_run(warehouse))

    def test_good_documents_are_published(self, cleaned: tuple[Path, Result]) -> None:
        """Neighbours of damaged inputs come through, NUL bytes, surrogates and huge lines included."""
        published = {row["source_id"] for row in rows(cleaned[0], "documents", "source_id")}
        assert {
            "good.txt",
            "nul.txt",
            "long.txt",
            "page.html",
            "deep.html",
            "ok",
            "twin",
            "surrogate",
        } <= published

    @pytest.mark.parametrize(
        ("source_id", "word"),
        [
            ("empty.txt", "empty"),
            ("binary.txt", "binary"),
            ("no-text", "text"),
            ("number", "text"),
            ("twin", "another copy"),
            ("truncated.jsonl.gz", "truncated"),
        ],
    )
    def test_the_rest_is_explained(self, cleaned: tuple[Path, Result], source_id: str, word: str) -> None:
        """Each bad input has a row that says why, in words."""
        reasons = [
            " ".join(row["reasons"])
            for row in rows(cleaned[0], "quarantine")
            if source_id in (row["source_id"], Path(row["source_id"]).name.partition(":")[0])
        ]
        assert any(word in reason.casefold() for reason in reasons), reasons

    def test_everything_published_can_be_restored(self, cleaned: tuple[Path, Result]) -> None:
        """Nothing of the source is lost, whatever was in it."""
        for row in rows(cleaned[0], "documents", "document_id"):
            assert restore(cleaned[0], row["document_id"])

    def test_an_unreadable_file(self, tmp_path: Path, article: str) -> None:
        """A file without permission is counted as unreadable; root can read all, so a dangling link stands for it there."""
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "good.txt").write_text(article, "utf-8")
        if os.geteuid():
            (folder / "locked.txt").write_text(article, "utf-8")
            (folder / "locked.txt").chmod(0)
        else:
            (folder / "locked.txt").symlink_to("nowhere.txt")
        result = clean(folder, warehouse=tmp_path / "warehouse")
        assert result.exit_code == 0, result.output
        run = last_run(tmp_path / "warehouse")
        assert (run["published"], run["unreadable"]) == (1, 1)

    def test_a_warehouse_that_cannot_be_written(self, tmp_path: Path, article: str) -> None:
        """One sentence that names the place; exit code 2."""
        (tmp_path / "a.txt").write_text(article, "utf-8")
        (tmp_path / "file").write_text("not a folder")
        result = clean(tmp_path / "a.txt", warehouse=tmp_path / "file" / "warehouse")
        assert result.exit_code == 2, result.output
        assert str(tmp_path / "file") in " ".join(result.output.split())
        assert "Traceback" not in result.output

    def test_one_missing_source_does_not_stop_the_others(self, tmp_path: Path, article: str) -> None:
        """It is named in a warning, and what is there gets published."""
        (tmp_path / "a.txt").write_text(article, "utf-8")
        result = clean(tmp_path / "a.txt", tmp_path / "missing.txt", warehouse=tmp_path / "warehouse")
        assert result.exit_code == 0, result.output
        assert last_run(tmp_path / "warehouse")["published"] == 1


class TestAudit:
    def test_a_rule_that_takes_too_much_stops_the_run(self, tmp_path: Path, article: str) -> None:
        """Nothing is published, the exit code is 1, and the message names the expectation with figures."""
        folder = tmp_path / "in"
        folder.mkdir()
        for number in range(30):
            (folder / f"{number}.txt").write_text(article.replace("Marlene", f"Marlene {number}"), "utf-8")
        warehouse = tmp_path / "warehouse"
        assert clean(folder, warehouse=warehouse).exit_code == 0
        before = {table: comparable(warehouse, table) for table in ("documents", "lines")}
        greedy = tmp_path / "rules" / "languages"
        greedy.mkdir(parents=True)
        (greedy / "de.toml").write_text(
            '[[line]]\nid = "greedy"\nrole = "boilerplate"\npattern = "(?:Die|Nach|Kritik) .{80,400}"\nlongest = 1000\nwhy = "a mistake"\n'
            f'matches = ["Die {"Z" * 100}"]\nspares = ["Die kurze Zeile."]\n'
        )
        result = clean(folder, warehouse=warehouse, options=("--rules", str(tmp_path / "rules")))
        assert result.exit_code == 1, result.output
        said = " ".join(result.output.split())
        assert "removed" in said
        assert any(character.isdigit() for character in said)
        assert "Traceback" not in said
        assert {table: comparable(warehouse, table) for table in ("documents", "lines")} == before
