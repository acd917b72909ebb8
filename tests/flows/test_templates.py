"""Template lines from run to run: what a survey notes, what is counted, what is taken away."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.planning import plan_batches
from flows.results import BatchResult, Outcome
from flows.sources import find_sources
from flows.survey import MOST_DOCUMENTS, MOST_KEYS, Survey
from flows.warehouse import open_run, table_files
from flows.warehouse.line_counts import LineCounts, Notes
from flows.warehouse.templates import FEWEST_DOCUMENTS, MOST_TEMPLATES, learn_templates, open_templates
from flows.workers import open_executor
from transforms.boilerplate.templates import hash_site

TABLES = ("documents", "entries", "lines", "quarantine", "templates")
RUN_COLUMNS = {"run_id", "cleaned_at"}
FURNITURE = "Der Hafenkurier weckt Seeburg seit 1911"
BATCH = 20_000  # bytes: some five documents

_PEOPLE = ("Ada Lindqvist", "Bo Harms", "Cleo Varga", "Dag Ohlsen", "Enno Prinz", "Fee Marschall")
_THINGS = ("die alte Brücke", "den Wochenmarkt", "das Hallenbad", "die Fähre", "den Stadtpark", "die Schule")
_DEEDS = (
    "erneuern",
    "verkaufen",
    "vergrößern",
    "nach Ahrfeld verlegen",
    "für drei Jahre schließen",
    "retten",
)


def story(number: int, furniture: Iterable[str] = (FURNITURE,)) -> dict[str, Any]:
    """An article of the Hafenkurier, unlike any other, with the furniture after its second paragraph."""
    pick = Random(number)  # noqa: S311
    who, what, deed = pick.choice(_PEOPLE), pick.choice(_THINGS), pick.choice(_DEEDS)
    title = f"{who} will {what} {deed}, Teil {number}"
    reason = (
        f"Nach {pick.randint(2, 90)} Jahren will {who} {what} {deed}. Der Rat von Seeburg stimmte dem Vorhaben am "
        f"Abend mit {pick.randint(12, 40)} Stimmen zu, obwohl es {pick.randint(2, 60)} Millionen Kronen kosten wird."
    )
    quote = (
        f"„Wir haben {pick.randint(2, 30)} Monate lang gerechnet“, sagte {pick.choice(_PEOPLE)} nach der Sitzung. "
        f"Im Haushalt der Gemeinde stehen dafür bisher nur {pick.randint(100, 900)}000 Kronen."
    )
    outlook = (
        f"Gegner sammeln Unterschriften; bis zum {pick.randint(1, 28)}. Mai brauchen sie "
        f"{pick.randint(1000, 9000)} davon. Dann müsste das Volk entscheiden, und {what} bliebe vorerst, wie es war."
    )
    text = "\n\n".join([title, reason, quote, *furniture, outlook])
    return {
        "id": f"s{number}",
        "url": f"https://www.hafenkurier.example/artikel/{number}",
        "publisher": "Hafenkurier",
        "text": text,
    }


def write(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return path


class Cleaning:
    """Runs against one warehouse, survey first."""

    def __init__(self, home: Path) -> None:
        self.warehouse = home / "warehouse"
        self.surveyed = self.learned = 0
        self.rules: Counter[str] = Counter()

    def __call__(
        self, *sources: Path, workers: int = 1, engine: str = "inline", batch_bytes: int = BATCH
    ) -> Outcome:
        """One run."""
        found = find_sources(sources, self.warehouse)
        with open_run(self.warehouse) as run:
            total = BatchResult("all")
            with open_executor(run.context(), workers=workers, engine=engine) as executor:
                surveys = executor.survey_all(plan_batches(found, batch_bytes, run.spool))
                self.surveyed, self.learned = run.learn(survey.notes for survey in surveys if survey.notes)
                for result in executor.map(plan_batches(found, batch_bytes, run.spool)):
                    total.add(result)
            total = run.settle(total)
            self.rules = Counter({rule: tally.lines for rule, tally in total.rules.items()})
            return run.publish(total)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The published rows, without what differs from run to run, in a fixed order."""
        whole = pa.concat_tables(pq.read_table(path) for path in table_files(self.warehouse, table))
        kept = whole.drop_columns(list(RUN_COLUMNS & set(whole.column_names)))
        return sorted(kept.to_pylist(), key=repr)

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Everything that is published about documents and sites."""
        return {table: self.rows(table) for table in TABLES}

    def template(self, example: str) -> dict[str, Any]:
        """The row of the template that the line is an example of."""
        [row] = [row for row in self.rows("templates") if row["example"] == example]
        return row

    def site(self) -> dict[str, Any]:
        """The one site's own row."""
        [row] = [row for row in self.rows("templates") if row["key"] is None]
        return row


@pytest.fixture
def clean(tmp_path: Path) -> Cleaning:
    """Runs against a warehouse in the test's folder."""
    return Cleaning(tmp_path)


class TestFromRunToRun:
    def test_learns_keeps_and_profits(self, clean: Cleaning, tmp_path: Path) -> None:
        """The first run takes the line away, the second changes nothing, the third knows it for three documents."""
        crawl = write(tmp_path / "in/a.jsonl", (story(number) for number in range(30)))
        assert clean(crawl).published == 30
        assert clean.rules["template"] == 30
        assert not any(FURNITURE in row["text"] for row in clean.rows("documents"))
        before = clean.tables()

        outcome = clean(crawl)
        assert (outcome.published, outcome.unchanged, clean.surveyed) == (0, 30, 0)
        assert clean.tables() == before

        more = write(tmp_path / "in/b.jsonl", (story(number) for number in range(30, 33)))
        assert clean(more).published == 3
        assert clean.rules["template"] == 3
        assert not any(FURNITURE in row["text"] for row in clean.rows("documents"))
        row = clean.template(FURNITURE)
        assert (row["site"], row["place"]) == ("hafenkurier.example", "below")
        assert (row["documents"], row["site_documents"]) == (33, 33)
        assert clean.site()["documents"] == 33

    def test_pages_name_their_site_themselves(self, clean: Cleaning, tmp_path: Path) -> None:
        """Files of HTML, by the address that each states; records whose text is a page, by the record's."""
        for number in range(30):
            record = story(number)
            page = f'<!DOCTYPE html><link rel="canonical" href="{record["url"]}"><h1>'
            page += "</h1><p>" + "</p><p>".join(record["text"].split("\n\n"))
            (tmp_path / "in").mkdir(exist_ok=True)
            (tmp_path / "in" / f"{number}.html").write_text(page, "utf-8")
        assert clean(tmp_path / "in").published == 30
        assert clean.rules["template"] == 30
        assert clean.template(FURNITURE)["site"] == "hafenkurier.example"
        records = [
            {**story(number), "text": f"<!DOCTYPE html><p>{story(number)['text']}"}
            for number in range(30, 33)
        ]
        clean(write(tmp_path / "b.jsonl", records))
        assert clean.template(FURNITURE)["site_documents"] == 33

    def test_only_furniture_goes(self, clean: Cleaning, tmp_path: Path) -> None:
        """Titles and paragraphs of all thirty documents stay, word for word."""
        stories = [story(number) for number in range(30)]
        clean(write(tmp_path / "a.jsonl", stories))
        published = {row["source_id"]: row for row in clean.rows("documents")}
        for record in stories:
            title, *paragraphs = record["text"].split("\n\n")
            document = published[record["id"]]
            assert document["title"] == title
            assert document["text"].split("\n\n") == [part for part in paragraphs if part != FURNITURE]

    def test_each_document_counts_once(self, clean: Cleaning, tmp_path: Path) -> None:
        """However often it is cleaned, and however often it stands in one run."""
        crawl = write(tmp_path / "a.jsonl", [story(number) for number in range(10)] * 2)
        clean(crawl)
        assert clean.site()["documents"] == 10
        changed = [
            story(number) | {"text": story(number)["text"] + "\n\nNachtrag von heute."}
            for number in range(10)
        ]
        assert clean(write(tmp_path / "a.jsonl", changed)).published == 10
        assert clean.site()["documents"] == clean.template(FURNITURE)["documents"] == 10
        assert clean.rules["template"] == 10

    def test_what_is_held_back_counts_once_too(self, clean: Cleaning, tmp_path: Path) -> None:
        """A document in quarantine is tried again in every run, and counted in the first."""
        empty = story(99) | {"text": " \n "}
        crawl = write(tmp_path / "a.jsonl", [*(story(number) for number in range(6)), empty])
        for _ in range(2):
            assert clean(crawl).quarantined == 1
            assert clean.site()["documents"] == 7

    def test_small_runs_add_up(self, clean: Cleaning, tmp_path: Path) -> None:
        """Two documents a day: from the fifth on the line is known."""
        taken = []
        for day in range(4):
            clean(write(tmp_path / f"{day}.jsonl", (story(2 * day + number) for number in range(2))))
            taken.append(clean.rules["template"])
        assert taken == [0, 0, 2, 2]

    def test_a_new_layout_shows_in_its_run(self, clean: Cleaning, tmp_path: Path) -> None:
        """A line on all of a run's documents goes, though the site's past has not known it."""
        clean(write(tmp_path / "a.jsonl", (story(number) for number in range(60))))
        new = "Seeburg liest: Hafenkurier am Sonntag"
        clean(write(tmp_path / "b.jsonl", (story(number, [new]) for number in range(60, 70))))
        assert clean.rules["template"] == 10
        assert clean.template(new)["documents"] == 10

    def test_untouched_sites_are_linked(self, clean: Cleaning, tmp_path: Path) -> None:
        """A run rewrites the counts of its own sites' partitions alone."""
        clean(write(tmp_path / "a.jsonl", (story(number) for number in range(8))))
        before = {path.name: path.stat().st_ino for path in table_files(clean.warehouse, "templates")}
        other = [story(number) | {"url": f"https://bote.example/{number}"} for number in range(8)]
        clean(write(tmp_path / "b.jsonl", other))
        after = {path.name: path.stat().st_ino for path in table_files(clean.warehouse, "templates")}
        assert before.items() < after.items()

    def test_a_warehouse_from_before_there_were_templates(self, clean: Cleaning, tmp_path: Path) -> None:
        """Its documents were never counted; the next run that reads them does."""
        crawl = write(tmp_path / "a.jsonl", (story(number) for number in range(8)))
        clean(crawl)
        snapshot = (clean.warehouse / "current").resolve()
        for path in (snapshot / "templates").iterdir():
            path.unlink()
        (snapshot / "templates").rmdir()
        clean(crawl)
        assert clean.site()["documents"] == 8

    def test_duckdb_reads_it(self, clean: Cleaning, tmp_path: Path) -> None:
        """The share of a site's documents that have a line is one division."""
        clean(write(tmp_path / "a.jsonl", (story(number) for number in range(8))))
        query = "select example, documents / site_documents from read_parquet(?) where example is not null order by 2"
        found = duckdb.execute(query, [f"{clean.warehouse}/templates/*.parquet"]).fetchall()
        assert found == [(FURNITURE, 1.0)]


class TestSpared:
    def test_pages_that_print_one_report(self, clean: Cleaning, tmp_path: Path) -> None:
        """Ten addresses of one article make no template of its title and headings."""
        copies = [story(1) | {"url": f"https://hafenkurier.example/{number}"} for number in range(10)]
        clean(write(tmp_path / "a.jsonl", copies))
        assert (clean.learned, clean.site()["documents"]) == (0, 1)

    def test_the_title_that_all_pages_list(self, clean: Cleaning, tmp_path: Path) -> None:
        """Among the most read it goes, on its own page it is the title."""
        title = story(5)["text"].partition("\n")[0]
        records = [story(number, ()) for number in range(20)]
        for record in records:
            record["text"] += f"\n\nHeute viel geklickt\n\n{title}"
        clean(write(tmp_path / "a.jsonl", records))
        assert {row["source_id"]: row["title"] for row in clean.rows("documents")}["s5"] == title
        assert not any(title in row["text"] for row in clean.rows("documents"))

    def test_documents_of_no_site(self, clean: Cleaning, tmp_path: Path) -> None:
        """Neither url nor publisher: nothing is counted, nothing is taken away."""
        nowhere = [{"id": number, "text": story(number)["text"]} for number in range(12)]
        folder = tmp_path / "texts"
        folder.mkdir()
        for number in range(12):
            (folder / f"{number}.txt").write_text(story(number)["text"], "utf-8")
        clean(write(tmp_path / "a.jsonl", nowhere), folder)
        assert (clean.surveyed, clean.learned, clean.rules["template"]) == (0, 0, 0)
        assert clean.rows("templates") == []

    def test_too_few(self, clean: Cleaning, tmp_path: Path) -> None:
        """Four documents, or one in six, are no evidence."""
        clean(write(tmp_path / "a.jsonl", (story(number) for number in range(4))))
        assert clean.learned == 0
        rare = (story(number, [FURNITURE] if number % 6 == 0 else []) for number in range(100, 160))
        clean(write(tmp_path / "b.jsonl", (r | {"url": f"https://bote.example/{r['id']}"} for r in rare)))
        assert clean.learned == 0

    def test_formats_and_agencies(self, clean: Cleaning, tmp_path: Path) -> None:
        """Headings that a format repeats, credits and bylines are not the site's furniture."""
        lines = ["Von Ada Lindqvist", "(dpa)", "Fragen und Antworten"]
        clean(write(tmp_path / "a.jsonl", (story(number, lines) for number in range(12))))
        assert (clean.learned, clean.rules["template"]) == (len(lines), 0)
        assert all("Fragen und Antworten" in row["text"] for row in clean.rows("documents"))


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_any_number_of_workers_publishes_the_same(tmp_path: Path, workers: int) -> None:
    """Processes of their own stage what this one does, and learn the same."""
    crawl = write(tmp_path / "a.jsonl", (story(number) for number in range(40)))
    expected = Cleaning(tmp_path / "inline")
    expected(crawl)
    found = Cleaning(tmp_path / "local")
    found(crawl, workers=workers, engine="local")
    assert found.tables() == expected.tables()
    assert found.rules["template"] == 40


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_server")
def test_the_flow_surveys_first(tmp_path: Path) -> None:
    """`reinschrift clean` takes the line away in its first run, from packed sources too."""
    import gzip

    lines = "".join(json.dumps(story(number)) + "\n" for number in range(30))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    warehouse = tmp_path / "warehouse"
    arguments = ["clean", str(tmp_path / "a.jsonl.gz"), "--warehouse", str(warehouse), "--workers", "2"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    rows = [row for path in table_files(warehouse, "lines") for row in pq.read_table(path).to_pylist()]
    assert sum(row["rule"] == "template" for row in rows) == 30
    assert {row["raw"] for row in rows if row["rule"] == "template"} == {FURNITURE}


class TestSurvey:
    def survey(self, clean: Cleaning, *records: dict[str, Any], **options: Any) -> Survey:
        """The survey of one batch."""
        crawl = write(clean.warehouse.parent / "survey.jsonl", records)
        with open_run(clean.warehouse) as run:
            run.publish = lambda: None  # type: ignore[assignment,misc]  # nothing is staged
            [batch] = plan_batches(find_sources([crawl], clean.warehouse), 1 << 30, run.spool)
            with open_executor(run.context(**options), engine="inline") as executor:
                return executor.survey(batch)

    def test_a_large_site_is_sampled(self, clean: Cleaning) -> None:
        """No batch needs to note more than a hundred documents of a site."""
        survey = self.survey(clean, *(story(number) for number in range(MOST_DOCUMENTS + 20)))
        assert survey.documents == MOST_DOCUMENTS

    def test_other_fields(self, clean: Cleaning) -> None:
        """The names of the fields are the user's."""
        from flows.sources import Fields

        record = {"id": 1, "text": "Ein Text.", "meta": {"address": "https://kurier.example/1"}}
        assert self.survey(clean, record).documents == 0
        assert self.survey(clean, record, fields=Fields(url="meta.address")).documents == 1

    def test_odd_records(self, clean: Cleaning) -> None:
        """Broken, empty, endless and unspellable records are surveyed without a word."""
        long = story(1) | {
            "text": "\n".join(f"Zeile {chr(65 + n % 26)}{chr(97 + n // 26)}" for n in range(676))
        }
        odd = story(2) | {"text": "\ud83dTeilen\n\x00\n" + "x" * 100_000}
        path = clean.warehouse.parent / "survey.jsonl"
        path.write_text(
            "kaputt\n" + "".join(json.dumps(r) + "\n" for r in (long, odd)) + '{"url": 7}\n', "utf-8"
        )
        with open_run(clean.warehouse) as run:
            [batch] = plan_batches(find_sources([path], clean.warehouse), 1 << 30, run.spool)
            with open_executor(run.context(), engine="inline") as executor:
                survey = executor.survey(batch)
            assert survey.documents == 2
            counts = LineCounts(run.staging / "counts")
            counts.take(survey.notes)
            pages = [counts.count(partition).pages.sum() for partition in range(64)]
            assert sum(pages) == MOST_KEYS + 1


def noted(folder: Path, number: int, pages: list[tuple[int, str, list[int]]]) -> str:
    """A batch's notes of documents, each with its site and the keys of its lines."""
    notes = Notes()
    for document, site, keys in pages:
        notes.add(document, site, document, {key: f"line {key}" for key in keys})
    return notes.write(folder / "notes", f"{number:04d}")


def test_counts_are_those_of_a_plain_count(tmp_path: Path) -> None:
    """Partitions, sorting and masks give what two dictionaries give."""
    chance = Random(1)  # noqa: S311
    pages = [
        (chance.randrange(300), f"site-{chance.randrange(40)}", chance.sample(range(2, 60), 12))
        for _ in range(500)
    ]
    pages = [(document, f"site-{document % 40}", keys) for document, _, keys in pages]
    counts = LineCounts(tmp_path / "counts")
    for number in range(5):
        counts.take(noted(tmp_path, number, pages[number * 100 : number * 100 + 100]))
    plain: Counter[tuple[str, int]] = Counter()
    sites: Counter[str] = Counter()
    seen: set[int] = set()
    for document, site, keys in pages:
        if document not in seen:
            seen.add(document)
            sites[site] += 1
            plain.update((site, key) for key in keys)
    found: Counter[tuple[str, int]] = Counter()
    for partition in range(64):
        part = counts.count(partition)
        names = [counts.names[number] for number in part.sites.tolist()]
        assert dict(zip(names, part.documents.tolist(), strict=True)) == {name: sites[name] for name in names}
        for site, key, number in zip(part.site.tolist(), part.key.tolist(), part.pages.tolist(), strict=True):
            found[names[site], key] = number
    assert found == plain


def test_a_site_has_a_bounded_number_of_templates(tmp_path: Path) -> None:
    """The most frequent ones, and what stands on few documents is forgotten in time."""
    counts = LineCounts(tmp_path / "counts")
    shared = list(range(2, 2 * MOST_TEMPLATES + 102, 2))
    pages = [(n, "kurier", [*(shared if n % 2 else shared[50:]), 100_000 + 2 * n]) for n in range(60)]
    counts.take(noted(tmp_path, 0, pages))
    learned = learn_templates(counts, None, tmp_path / "learned", tmp_path / "lookup")
    assert learned == MOST_TEMPLATES
    known = open_templates(str(tmp_path / "lookup"))
    assert known is not None
    assert set(shared[50:]) >= known.of("kurier").keys()
    assert set(known.of("kurier").values()) == {100}
    assert known.of("bote") == {}
    [path] = (tmp_path / "learned").iterdir()
    assert pq.read_table(path).num_rows == len(shared) + 1


def test_lookups_of_many_sites(tmp_path: Path) -> None:
    """Each site finds its own templates, whatever partition it is in."""
    counts = LineCounts(tmp_path / "counts")
    pages = [
        (100 * site + n, f"site-{site}", [10 * site + 2])
        for site in range(200)
        for n in range(FEWEST_DOCUMENTS)
    ]
    counts.take(noted(tmp_path, 0, pages))
    assert learn_templates(counts, None, tmp_path / "learned", tmp_path / "lookup") == 200
    known = open_templates(str(tmp_path / "lookup"))
    assert known is not None
    assert all(known.of(f"site-{site}") == {10 * site + 2: 100} for site in range(200))
    rows = np.fromfile(tmp_path / "lookup", "<i8").reshape(-1, 3)
    assert (np.diff(rows[:, 0]) > 0).all()
    assert set(rows[:, 0].tolist()) == {hash_site(f"site-{site}") for site in range(200)}
