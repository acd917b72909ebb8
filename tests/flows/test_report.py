"""The report: what stands on the page, that it is escaped and self-contained, and that it can be repeated."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from expectations.findings import Audit, Example, Finding
from flows.report import RunSummary, newest_report, write_report
from flows.report.chart import draw_histogram
from flows.results import BatchResult, RuleTally
from flows.warehouse.schemas import DOCUMENTS, QUARANTINE

STARTED_AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
SCRIPT = "<script>alert('Fähre')</script>"
VOID = {"meta", "link", "br", "path"}


class Page(HTMLParser):
    """A page's elements, and its text as a reader sees it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.source = path.read_text("utf-8")
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element; remember it until it ends."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Elements end in the order in which they began, the other way round."""
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        """Take text that is shown."""
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        """The text, blanks made even."""
        return " ".join(" ".join(self.words).split())


def document(number: int, **changes: Any) -> dict[str, Any]:
    """A row of documents, as far as a report reads it."""
    row = {
        "document_id": f"d{number:07d}",
        "source": "crawl",
        "source_id": f"{number}.txt",
        "title": f"Fähre legt zum {number}. Mal ab",
        "kind": "article",
        "language": "de",
        "text": "Die Fähre legt ab.",
        "sha256": "0" * 64,
        "removed_share": 0.1,
        "source_chars": 1000,
        "boilerplate_lines": 4,
        "line_count": 40,
        "run_id": "r1",
    }
    return row | changes


def held(number: int, **changes: Any) -> dict[str, Any]:
    """A row of quarantine."""
    row = {
        "document_id": f"q{number:07d}",
        "source": "crawl",
        "source_id": f"crawl.jsonl#{number}",
        "outcome": "quarantined",
        "stage": "clean",
        "reasons": ["it took longer than 60 s"],
        "run_id": "r1",
    }
    return row | changes


class Writer:
    """Writes reports of handmade runs into one warehouse."""

    def __init__(self, folder: Path) -> None:
        self.warehouse = folder / "warehouse"
        self.staged = folder / "staged"
        self.staged.mkdir()

    def parts(
        self, documents: Sequence[dict[str, Any]], quarantine: Sequence[dict[str, Any]]
    ) -> dict[str, list[str]]:
        """The rows as staged files."""
        found = {}
        for name, rows, schema in (
            ("documents", documents, DOCUMENTS),
            ("quarantine", quarantine, QUARANTINE),
        ):
            path = self.staged / f"{name}.parquet"
            pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), path)
            found[name] = [str(path)]
        return found

    def summary(self, **changes: Any) -> RunSummary:
        """A run of a minute."""
        run = RunSummary(
            "r1", STARTED_AT, STARTED_AT + timedelta(seconds=60), ["crawl"], "published", self.warehouse,
            versions={"code": "0.1.0+abc", "rules": "f00"},
        )  # fmt: skip
        return replace(run, **changes)

    def write(
        self,
        documents: Sequence[dict[str, Any]] = (),
        quarantine: Sequence[dict[str, Any]] = (),
        rules: dict[str, RuleTally] | None = None,
        audit: Audit | None = None,
        **figures: Any,
    ) -> Page:
        """Write a report and read its page."""
        run = self.summary(**figures)
        result = BatchResult("all", parts=self.parts(documents, quarantine), lines=40 * len(documents))
        result.rules = rules or {}
        return Page(write_report(self.warehouse / "reports" / run.run_id, run, result, audit or Audit()))

    def json(self, run_id: str = "r1") -> dict[str, Any]:
        """The report as data."""
        found: dict[str, Any] = json.loads(
            (self.warehouse / "reports" / run_id / "report.json").read_text("utf-8")
        )
        return found


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    """A writer with a warehouse of its own."""
    return Writer(tmp_path)


@pytest.fixture
def rich_page(writer: Writer) -> Page:
    """A report that has something in each of its parts."""
    audit = Audit(
        [
            Finding("run", "Every line is staged", "critical", True, 1, 0, (), "40 of 40 are staged"),
            Finding(
                "documents",
                "kind is known",
                "critical",
                False,
                3,
                1,
                (Example("d0000002", "its kind is x"),),
                "1 of 3",
            ),
            Finding("documents", "No mojibake", "warning", False, 3, 2, (), "2 of 3"),
            Finding("entries", "Positions count", "critical", True, 7, 0, (), "0 of 7"),
        ],
        {"d0000002": ["its kind is x"]},
    )
    rules = {
        "languages/de/ad-marker": RuleTally("boilerplate", 12, 84, ["Anzeige", "WERBUNG"]),
        "metadata/date": RuleTally("metadata", 2, 30, ["Stand: 04.03.2026"]),
    }
    return writer.write(
        [document(0, removed_share=0.42), document(1, kind="liveblog", language="en"), document(2)],
        [held(3), held(4, outcome="unreadable", stage="read", reasons=["line 4 is no JSON"])],
        rules, audit, inputs=5, published=2, quarantined=2, unreadable=1, megabytes=4.2,
    )  # fmt: skip


class TestContents:
    """What a reader finds on the page."""

    def test_inputs_are_an_equation(self, rich_page: Page) -> None:
        """Every input's fate, and the sum of them."""
        assert "5 inputs = 2 published + 2 quarantined + 0 unchanged + 1 unreadable" in rich_page.text

    def test_figures_of_the_run_are_told(self, rich_page: Page) -> None:
        """What was read, how fast, and how much of it was furniture."""
        assert "read 4.2 MB throughput 70.0 kB/s" in rich_page.text
        assert "source lines cleaned 120 of them boilerplate 10 %" in rich_page.text

    def test_an_equation_that_does_not_hold_says_so(self, writer: Writer) -> None:
        """The reader needn't add up."""
        page = writer.write(inputs=5, published=2)
        assert "5 inputs ≠ 2 published" in page.text
        assert "do not add up" in page.text

    def test_each_expectation_has_its_result_in_words(self, rich_page: Page) -> None:
        """Colour alone is none to many readers; failures come with figures and examples."""
        assert "4 expectations: 1 failed, 1 warning, 2 met" in rich_page.text
        assert "✕ failed kind is known d0000002 its kind is x critical 1 of 3 33.3 %" in rich_page.text
        assert "! warning No mojibake warning 2 of 3 66.7 %" in rich_page.text
        assert "✓ met Every line is staged critical 40 of 40 are staged" in rich_page.text
        assert "1 expectation met by all 7 rows" in rich_page.text

    def test_rules_come_with_figures_and_lines(self, rich_page: Page) -> None:
        """Boilerplate apart from what was read into columns; shares are of all that was cleaned."""
        text = rich_page.text
        assert "languages/de/ad-marker Anzeige 1 more WERBUNG 12 84 2.8 %" in text
        assert (
            text.index("Taken away as boilerplate")
            < text.index("ad-marker")
            < text.index("Read into columns")
        )
        assert "metadata/date metadata Stand: 04.03.2026 2 30 1 %" in text

    def test_what_was_held_back_has_its_reasons(self, rich_page: Page) -> None:
        """From the quarantine table and from the audit, and apart from what could not be read."""
        quarantine, unreadable = rich_page.text.split("Files and records of which no document could be made.")
        assert "crawl.jsonl#3 q0000003 clean it took longer than 60 s" in quarantine
        assert "2.txt d0000002 audit its kind is x" in quarantine
        assert "crawl.jsonl#4 q0000004 read line 4 is no JSON" in unreadable

    def test_documents_that_failed_are_not_counted_as_documents(
        self, rich_page: Page, writer: Writer
    ) -> None:
        """Kinds, languages and the chart are of what was published."""
        contents = writer.json()["contents"]
        assert contents["kinds"] == {"article": 1, "liveblog": 1}
        assert contents["languages"] == {"de": 1, "en": 1}
        assert sum(contents["histogram"]) == contents["documents"] == 2
        assert "2 documents passed the audit" in rich_page.text

    def test_the_most_removed_come_first_with_what_to_type(self, rich_page: Page, writer: Writer) -> None:
        """A query that shows what was taken, and the command that brings it back."""
        most = writer.json()["contents"]["most_removed"]
        assert [found["document_id"] for found in most] == ["d0000000", "d0000001"]
        assert f"reinschrift restore d0000000 --warehouse '{writer.warehouse}'" in rich_page.text
        assert "where document_id = 'd0000000' and not kept" in rich_page.text

    def test_rows_of_other_runs_are_passed_over(self, writer: Writer) -> None:
        """So the files of a published snapshot will do as well as staged ones."""
        writer.write([document(0), document(1, run_id="r0")], [held(2, run_id="r0")], inputs=1, published=1)
        assert writer.json()["contents"]["documents"] == 1
        assert writer.json()["contents"]["quarantined"] == []

    def test_published_tables_will_do_once_the_staged_ones_are_gone(self, writer: Writer) -> None:
        """Publishing moves files; the report finds the run's rows in the snapshot."""
        snapshot = writer.warehouse / "snapshots" / "r1"
        parts = writer.parts([document(0), document(1, run_id="r0")], [held(2), held(3, run_id="r0")])
        for table, (staged,) in parts.items():
            (snapshot / table).mkdir(parents=True)
            Path(staged).rename(snapshot / table / "00000000.parquet")
        (writer.warehouse / "current").symlink_to("snapshots/r1")
        run = writer.summary(inputs=2, published=1, quarantined=1)
        write_report(writer.warehouse / "reports" / "r1", run, BatchResult("all", parts=parts), Audit())
        contents = writer.json()["contents"]
        assert contents["documents"] == 1
        assert [found["document_id"] for found in contents["quarantined"]] == ["q0000002"]

    def test_a_document_in_quarantine_and_in_the_audit_is_listed_once(self, writer: Writer) -> None:
        """Whether or not its rows have moved already."""
        moved = held(1, document_id="d0000001", source_id="1.txt", stage="audit", reasons=["no text is left"])
        failed = Audit((), {"d0000001": ["no text is left"]})
        writer.write([document(0), document(1)], [moved], audit=failed, inputs=2, published=1, quarantined=1)
        (found,) = writer.json()["contents"]["quarantined"]
        assert (found["document_id"], found["stage"], found["reasons"]) == (
            "d0000001",
            "audit",
            ["no text is left"],
        )

    def test_a_stopped_run_says_what_stopped_it(self, writer: Writer) -> None:
        """At the top, with the figures, and what it holds back is part of the equation."""
        stop = Finding("run", "At most half is removed", "critical", False, 1, 1, (), "81% on average", True)
        page = writer.write([document(0)], audit=Audit([stop]), status="stopped", inputs=3, unchanged=2)
        assert "✕ stopped by the audit" in page.text
        assert "Expected: At most half is removed. Found: 81% on average" in page.text
        assert "3 inputs = 0 published + 1 held back by the audit + 0 quarantined + 2 unchanged" in page.text

    def test_too_few_documents_to_judge_are_no_success(self, writer: Writer) -> None:
        """The reader is not told that something was met which nobody looked at."""
        unjudged = Finding("run", "At most half is removed", "critical", True, 1, 0, judged=False)
        page = writer.write(audit=Audit([unjudged]))
        assert "– not judged At most half is removed critical too few to judge by" in page.text

    def test_an_empty_run_has_a_report(self, writer: Writer) -> None:
        """Nothing given, nothing cleaned: every part says so."""
        page = writer.write()
        assert "No document was cleaned in this run." in page.text
        assert "0 inputs = 0 published" in page.text
        assert not [tag for tag, _ in page.elements if tag == "svg"]


class TestSafety:
    """Documents are strangers' text: nothing of it may run, load, or break the page."""

    @pytest.fixture
    def hostile(self, writer: Writer) -> Page:
        """A report with a script wherever a stranger's text can stand."""
        finding = Finding(
            "documents", "kind is known", "critical", False, 1, 1, (Example(SCRIPT, SCRIPT),), "1 of 1"
        )
        rules = {SCRIPT: RuleTally("boilerplate", 1, 9, [SCRIPT, f"{SCRIPT}2"])}
        spoiled = dict.fromkeys(("source", "source_id", "document_id"), SCRIPT)
        return writer.write(
            [document(0, title=SCRIPT, kind=SCRIPT, language=SCRIPT, **spoiled), document(1, title=None)],
            [held(2, reasons=[SCRIPT, SCRIPT], stage=SCRIPT, **spoiled)],
            rules, Audit([finding]),
            sources=[SCRIPT],
            warehouse=writer.warehouse / "it's <" / "pre><b>", versions={SCRIPT: SCRIPT},
            inputs=3, published=2, quarantined=1,
        )  # fmt: skip

    def test_a_script_shows_as_text(self, hostile: Page) -> None:
        """In titles, ids, reasons, examples, versions and sources alike."""
        assert "script" not in {tag for tag, _ in hostile.elements}
        assert "<script" not in hostile.source.lower()
        assert hostile.text.count(SCRIPT) > 12

    def test_the_page_stays_whole(self, hostile: Page) -> None:
        """Every element ends, and no text opened another."""
        assert hostile.open == []
        assert not {tag for tag, _ in hostile.elements} & {"iframe", "img", "object", "form", "b><"}

    def test_a_quote_in_the_path_does_not_end_the_query(self, hostile: Page) -> None:
        """SQL doubles it."""
        assert "it''s </pre><b>/lines/*.parquet" in hostile.text

    def test_the_page_loads_nothing(self, hostile: Page) -> None:
        """No address, no script, and a policy that forbids both."""
        for tag, attributes in hostile.elements:
            assert not {name for name in attributes if name.startswith("on")}, (tag, attributes)
            for name in ("src", "href", "xlink:href", "data", "action"):
                assert not re.match(r"(https?:)?//|javascript:", attributes.get(name) or ""), (
                    tag,
                    attributes,
                )
        assert "url(" not in hostile.source
        assert "@import" not in hostile.source
        (policy,) = [
            a["content"] for tag, a in hostile.elements if a.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policy is not None
        assert "default-src 'none'" in policy
        assert "script-src" not in policy

    def test_control_characters_and_surrogates_are_shown(self, writer: Writer) -> None:
        """A NUL is no HTML, a lone surrogate no UTF-8; both come from real crawls."""
        rules = {"shape/noise": RuleTally("boilerplate", 1, 9, ["a\x00b\r", "c\ud800d"])}
        page = writer.write([document(0)], rules=rules, inputs=1, published=1)
        assert "a␀b␍" in page.text
        assert "c?d" in page.text
        assert "\x00" not in page.source


class TestForm:
    """What makes the page a good one to read, print and keep."""

    def test_headings_and_tables_are_accessible(self, rich_page: Page) -> None:
        """One h1, no level left out, headers with a scope, and a chart that speaks."""
        levels = [int(tag[1]) for tag, _ in rich_page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert all(attributes.get("scope") for tag, attributes in rich_page.elements if tag == "th")
        (chart,) = [attributes for tag, attributes in rich_page.elements if tag == "svg"]
        assert chart["role"] == "img"
        assert chart["aria-label"] == "2 documents by the share of their characters that was removed"
        assert rich_page.elements[0] == ("html", {"lang": "en"})

    def test_links_within_the_page_lead_somewhere(self, rich_page: Page) -> None:
        """Every # has its target."""
        ids = {attributes.get("id") for _, attributes in rich_page.elements}
        links = {attributes.get("href") or "" for tag, attributes in rich_page.elements if tag == "a"}
        assert {link[1:] for link in links if link.startswith("#")} <= ids

    def test_light_dark_and_paper(self, rich_page: Page) -> None:
        """The style knows them, and the chart takes its colours from it."""
        assert "prefers-color-scheme: dark" in rich_page.source
        assert "@media print" in rich_page.source
        assert "fill: var(--accent)" in rich_page.source
        assert "#010101" not in rich_page.source

    def test_the_same_run_gives_the_same_page(self, writer: Writer) -> None:
        """Byte for byte: no date of drawing, no random ids."""
        rows = [document(number, removed_share=number / 50) for number in range(40)]
        first = writer.write(rows, inputs=40, published=40).source
        first_json = writer.json()
        assert writer.write(rows[::-1], inputs=40, published=40).source == first
        assert writer.json() == first_json

    def test_many_documents_make_no_large_page(self, writer: Writer) -> None:
        """Rows are cut, totals are not."""
        documents = [document(number, removed_share=(number % 97) / 100) for number in range(20_000)]
        quarantine = [held(number, reasons=["x" * 200]) for number in range(3000)]
        rules = {f"shape/{n}": RuleTally("boilerplate", 5, n, [f"{n}" + "y" * 190] * 5) for n in range(400)}
        page = writer.write(documents, quarantine, rules, inputs=23_000, published=20_000, quarantined=3000)
        assert len(page.source.encode()) < 300_000
        assert "The first 100 of 3 000, by source" in page.text.replace("\u202f", " ")
        assert "The 60 that took most, of 400" in page.text
        assert len(writer.json()["contents"]["quarantined"]) == 500
        assert len(writer.json()["rules"]) == 400

    def test_json_has_what_programs_need(self, rich_page: Page, writer: Writer) -> None:
        """Times in ISO 8601, figures as numbers, every expectation and rule."""
        report = writer.json()
        assert report["format"] == 1
        assert report["run"]["started_at"] == "2026-03-04T12:00:00+00:00"
        assert report["run"]["seconds"] == 60
        assert report["run"]["reconciles"] is True
        assert [found["verdict"] for found in report["expectations"]] == ["met", "failed", "warning", "met"]
        assert report["expectations"][1]["examples"] == [
            {"document_id": "d0000002", "reason": "its kind is x"}
        ]
        assert report["rules"]["metadata/date"]["chars"] == 30


class TestChart:
    """The histogram."""

    def test_each_bar_tells_its_number(self) -> None:
        """To the eye as a label, to the pointer as a title."""
        drawn = draw_histogram([3, 0, 1200, 1])
        assert "<title>50 to 75 % removed: 1,200 documents</title>" in drawn
        assert ">1,200<" in drawn.replace("\n", "")

    def test_nothing_foreign_is_in_it(self) -> None:
        """No declaration, style for the whole page, or address."""
        drawn = draw_histogram([1] * 20)
        assert drawn.startswith("<svg")
        assert not re.search(r"<\?xml|<!DOCTYPE|<style|xmlns|http|font-family", drawn)


class TestRuns:
    """The reports of a warehouse."""

    def test_the_newest_report_is_found(self, writer: Writer) -> None:
        """Run ids sort by time; the list of runs is no report."""
        assert newest_report(writer.warehouse) is None
        for run_id in ("20260102-b", "20260103-c", "20260101-a"):
            writer.write(run_id=run_id)
        assert newest_report(writer.warehouse) == writer.warehouse / "reports" / "20260103-c" / "index.html"

    def test_all_runs_are_listed_newest_first(self, writer: Writer) -> None:
        """With what became of their inputs; a report that is cut off is passed over."""
        writer.write(run_id="r1", inputs=7, published=7)
        (writer.warehouse / "reports" / "r0").mkdir()
        (writer.warehouse / "reports" / "r0" / "report.json").write_text('{"run": {"sta')
        writer.write(run_id="r2", inputs=9, unchanged=9, status="stopped")
        page = Page(writer.warehouse / "reports" / "index.html")
        links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
        assert [link for link in links if link != "#content"] == ["r2/index.html", "r1/index.html"]
        assert "✕ stopped" in page.text
        assert page.open == []

    def test_a_summary_costs_no_heavy_import(self) -> None:
        """The command line reads it before anything has begun."""
        heavy = ("matplotlib", "jinja2", "pyarrow", "numpy")
        code = f"import sys, flows.report; print([name for name in {heavy} if name in sys.modules])"
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert ran.stdout.strip() == "[]"
