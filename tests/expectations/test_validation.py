"""The audit on handmade tables: what passes, what goes to quarantine and why, and what stops a run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations import documents, entries, frames, line_sums, lines, run
from expectations.engine import quiet
from expectations.validation import Audit, Bounds, Counts, Finding, audit

LINES = st.lists(
    st.fixed_dictionaries(
        {
            "document_id": st.sampled_from(["a", "b", None]),
            "line": st.sampled_from([None, 1, 2, 3]),
            "role": st.sampled_from([None, "body", "blank", "boilerplate", "advert"]),
            "rule": st.sampled_from([None, "", "languages/de/ad-marker"]),
            "kept": st.sampled_from([None, True, False]),
        }
    ),
    min_size=1,
    max_size=8,
)
STRICT = Bounds(documents_to_judge=1)  # a share says something of a single document, too


def unmet(result: Audit, severity: str | None = None) -> list[str]:
    """The expectations that were not met, as sentences."""
    return [
        finding.expectation
        for finding in result.findings
        if not finding.success and severity in {None, finding.severity}
    ]


def found(result: Audit, words: str) -> Finding:
    """The one finding whose sentence has these words."""
    (finding,) = [finding for finding in result.findings if words in finding.expectation]
    return finding


ODD_DOCUMENTS: list[dict[str, Any]] = [  # but good ones
    {"language": "und", "language_score": 0.0},
    {"language": "zh-Hant"},
    {"published_at": None, "published_precision": None},
    {"crawled_at": None},
    {"published_at": datetime(1954, 7, 4, tzinfo=UTC), "published_precision": "day"},
    {"published_at": datetime(2026, 3, 3, 20, tzinfo=UTC)},  # hours after the crawl: another time zone
    {"updated_at": datetime(2026, 3, 1, tzinfo=UTC)},
    {"removed_share": 0.95},
    {"kept_mojibake_lines": 1},
    {"kept_boilerplate_lines": 2},
    {"title": None, "publisher": None, "url": None, "reading_minutes": None},
    {"text_chars": 1, "source_chars": 1},
]
BAD_DOCUMENTS: list[tuple[dict[str, Any], str]] = [  # what is wrong with a document, and the reason given
    ({"sha256": "abc"}, "its sha256 reads abc"),
    ({"kind": "podcast"}, "its kind reads podcast"),
    ({"language": "Deutsch (?)"}, "its language reads Deutsch (?)"),
    ({"removed_share": None}, "1 of its measures are null"),
    ({"restorable": False}, "do not give the source's bytes back"),
    ({"published_at": datetime(2026, 3, 9, tzinfo=UTC)}, "its published_at, 2026-03-09, lies ahead"),
    ({"updated_at": datetime(2027, 1, 1, tzinfo=UTC)}, "its updated_at, 2027-01-01, lies ahead"),
    (
        {"crawled_at": None, "published_at": datetime(2026, 3, 6, tzinfo=UTC)},
        "its published_at, 2026-03-06, lies ahead: 2026-03-05 12:00 UTC",
    ),
    ({"published_at": datetime(206, 3, 6, tzinfo=UTC)}, "is older than the first newspaper"),
    (
        {"published_at": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1)))},
        "published_at",
    ),  # year 0 in UTC
    ({"published_precision": None}, "published_at without published_precision"),
    ({"published_precision": "hour"}, "published_at without published_precision"),
    ({"published_at": None}, "published_at without published_precision"),
    ({"lines_without_role": 2, "metadata_lines": -1}, "2 of its 7 lines have no role"),
    ({"blank_lines": 5}, "it has 7 lines, but its counts add up to 11"),
    ({"entries_in_order": False}, "its entries are not in order"),
    ({"entry_count": 3}, "it counts 3 entries, but has 0"),
    ({"text_chars": 0}, "no text is left of its 400 characters"),
    ({"removed_share": 0.99}, "99.0% of its 400 characters were removed"),
    ({"removed_share": -0.1}, "-10.0% of its 400 characters were removed"),
    ({"kept_control_lines": 1}, "1 of its kept lines have control characters"),
    ({"kept_mojibake_lines": 3}, "3 of its 4 kept lines look wrongly decoded"),
    (
        {"kept_lines": 5, "blank_lines": 0, "kept_boilerplate_lines": 5},
        "5 of its 5 kept lines read like",
    ),
]
BAD_ENTRIES: list[tuple[dict[str, Any], str]] = [  # what is wrong with its first entry, and the reason given
    ({"entry_id": "bad0-2"}, "the id of its entry 1 is null or stands more than once"),
    ({"position": 3}, "the positions of its 2 entries are not 1 to 2"),
    ({"position": 0}, "an entry has position 0"),
    ({"first_line": 0}, "its entry 1 begins in line 0"),
    ({"last_line": 1}, "its entry 1 begins in line 2, but ends in 1"),
    ({"boundary": "guessed"}, "the boundary of its entry 1 reads guessed"),
    ({"confidence": 1.2}, "the confidence of its entry 1 is 1.2"),
    ({"confidence": None}, "an entry lacks 1 of position, span, boundary and confidence"),
    ({"language": "?"}, "the language of its entry 1 reads ?"),
    ({"published_at": datetime(2026, 3, 8, 9, tzinfo=UTC)}, "2026-03-08 09:00 UTC, lies ahead"),
    ({"published_at": datetime(1926, 3, 8, 9, tzinfo=UTC)}, "is older than the web"),
    ({"published_precision": None}, "its entry 1 has published_at without published_precision"),
]
BAD_LINES: list[tuple[dict[str, Any], str]] = [  # what is wrong with its first line, and the reason given
    ({"line": 9}, "its 7 lines are not numbered 1 to 7"),
    ({"role": "advert"}, "1 of its lines have an unknown role or none"),
    ({"role": None}, "1 of its lines have an unknown role or none"),
    ({"kept": True}, "1 of its lines are kept or removed against their role"),
    ({"kept": True}, "it counts 4 kept lines, but has 5"),
]


@pytest.fixture(scope="module")
def bad_documents(make_staged: Callable[[], Any]) -> Audit:
    """The audit of a good document and of every bad one."""
    staged = make_staged().article("good").liveblog()
    for number, (changes, _) in enumerate(BAD_DOCUMENTS):
        staged.article(f"bad{number}", **changes)
    return staged.audit()


@pytest.fixture(scope="module")
def bad_liveblogs(make_staged: Callable[[], Any]) -> Audit:
    """The audit of a good liveblog, and of those with one bad entry each."""
    staged = make_staged().article().liveblog("good")
    for number, (changes, _) in enumerate(BAD_ENTRIES):
        staged.liveblog(f"bad{number}").entries[-2] |= changes
    return staged.audit()


@pytest.fixture(scope="module")
def bad_lines(make_staged: Callable[[], Any]) -> Audit:
    """The audit of a good document, and of those with one bad line each."""
    staged = make_staged().article("good")
    for number, (changes, _) in enumerate(BAD_LINES):
        staged.article(f"bad{number}").lines[-7] |= changes  # the title
    return staged.audit()


class TestWhatPasses:
    """Good tables, and those that are only unusual."""

    def test_good_tables_meet_every_expectation(self, staged: Any) -> None:
        """An article and a liveblog: nothing fails, nothing is even noted."""
        result = staged.article().liveblog().audit()
        assert unmet(result) == []
        assert result.failed == {}
        assert not result.stopped
        assert result.stop_message == ""

    def test_a_run_without_documents_passes(self, staged: Any) -> None:
        """All unchanged: every expectation is listed, and met."""
        result = staged.audit(inputs=4, unchanged=3, unreadable=1)
        assert unmet(result) == []
        assert len(result.findings) > 40
        assert not result.stopped

    def test_odd_but_good_documents_are_not_held_back(self, staged: Any) -> None:
        """Short, old, in no known language, or quoting mojibake: at most a warning."""
        for number, changes in enumerate(ODD_DOCUMENTS):
            staged.article(f"odd{number}", **changes)
        result = staged.audit()
        assert result.failed == {}
        assert not result.stopped


class TestQuarantine:
    """Documents that fail a critical expectation. One audit judges each kind of fault, in all its cases."""

    @pytest.mark.parametrize(
        ("number", "reason"), [(n, reason) for n, (_, reason) in enumerate(BAD_DOCUMENTS)]
    )
    def test_a_document_is_held_back_with_a_reason(
        self, bad_documents: Audit, number: int, reason: str
    ) -> None:
        """The reason has the figures."""
        assert any(reason in said for said in bad_documents.failed[f"bad{number}"]), bad_documents.failed

    def test_only_the_bad_documents_are_held_back(self, bad_documents: Audit) -> None:
        """And the run goes on."""
        assert bad_documents.failed.keys() == {f"bad{number}" for number in range(len(BAD_DOCUMENTS))}
        assert not bad_documents.stopped

    @pytest.mark.parametrize(("number", "reason"), [(n, reason) for n, (_, reason) in enumerate(BAD_ENTRIES)])
    def test_a_liveblog_is_held_back_for_an_entry(
        self, bad_liveblogs: Audit, number: int, reason: str
    ) -> None:
        """A liveblog with an entry missing or misplaced is no liveblog, so it goes as a whole."""
        assert any(reason in said for said in bad_liveblogs.failed[f"bad{number}"]), bad_liveblogs.failed

    def test_only_the_bad_liveblogs_are_held_back(self, bad_liveblogs: Audit) -> None:
        """Others keep their entries, and the run goes on."""
        assert bad_liveblogs.failed.keys() == {f"bad{number}" for number in range(len(BAD_ENTRIES))}
        assert not bad_liveblogs.stopped

    @pytest.mark.parametrize(("number", "reason"), [(n, reason) for n, (_, reason) in enumerate(BAD_LINES)])
    def test_a_document_is_held_back_for_its_lines(self, bad_lines: Audit, number: int, reason: str) -> None:
        """The lines table says the same as the document's counts."""
        assert any(reason in said for said in bad_lines.failed[f"bad{number}"]), bad_lines.failed

    def test_only_documents_with_bad_lines_are_held_back(self, bad_lines: Audit) -> None:
        """And the run goes on."""
        assert bad_lines.failed.keys() == {f"bad{number}" for number in range(len(BAD_LINES))}
        assert not bad_lines.stopped

    def test_a_lost_line_is_noticed(self, staged: Any) -> None:
        """The design's promise: no line is lost. One that is holds its document back."""
        staged.article("good").article("bad").lines.pop()
        assert "it has 7 lines, of which 6 are in the lines table" in staged.audit().failed["bad"]

    def test_two_documents_with_one_id_are_both_held_back(self, staged: Any) -> None:
        """Neither can be told to be the right one."""
        staged.article("twice").article("once").article("twice")
        result = staged.audit()
        assert list(result.failed) == ["twice"]
        assert found(result, "document_id stands once").unexpected_count == 2

    def test_reasons_of_many_failing_entries_are_cut_short(self, staged: Any) -> None:
        """A liveblog with a wrong year has a hundred wrong times; a dozen make the point."""
        staged.liveblog("l1", entry_count=60)
        ahead = {"published_at": datetime(2027, 3, 2, tzinfo=UTC)}
        staged.entries = [
            dict(staged.entries[0], entry_id=f"e{n}", position=n, **ahead) for n in range(1, 61)
        ]
        result = staged.audit()
        assert len(result.failed["l1"]) == 13
        assert result.failed["l1"][-1] == "and more of the kind"
        assert found(result, "entry_count is").success

    def test_a_rule_without_name_is_a_warning(self, staged: Any) -> None:
        """It is a fault of the code: the document need not wait for it to be mended."""
        staged.article().lines[3]["rule"] = ""
        result = staged.audit()
        assert unmet(result, "warning") == ["Every removed line names the rule that removed it"]
        assert result.failed == {}


class TestTimes:
    """What counts as lying ahead, with and without a known crawl time."""

    def test_without_crawl_times_the_run_is_the_limit(self, staged: Any) -> None:
        """Text files have none."""
        staged.liveblog("good", crawled_at=None).liveblog("bad", crawled_at=None)
        staged.entries[0]["published_at"] = datetime(2026, 3, 5, 11, tzinfo=UTC)
        staged.entries[2]["published_at"] = datetime(2026, 3, 5, 13, tzinfo=UTC)
        assert list(staged.audit().failed) == ["bad"]

    def test_each_document_has_its_own_crawl(self, staged: Any) -> None:
        """A crawl of last year is the limit for what it found; one that claims to be tomorrow's is not."""
        old, new = datetime(2025, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
        times = {"published_at": datetime(2026, 3, 2, tzinfo=UTC)}
        staged.article("bad", crawled_at=old, **times).article("good", crawled_at=None, **times)
        staged.article("late", crawled_at=new, published_at=datetime(2026, 3, 7, tzinfo=UTC))
        assert set(staged.audit().failed) == {"bad", "late"}

    def test_started_at_may_be_in_any_zone(self, staged: Any) -> None:
        """Times are compared in UTC."""
        started_at = datetime(2026, 3, 3, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo"))  # 15:30 UTC the day before
        staged.article(crawled_at=None, published_at=datetime(2026, 3, 3, 16, tzinfo=UTC))
        counts = Counts(1, 1)
        assert list(audit(staged.parts(), counts, started_at=started_at).failed) == ["d1"]


class TestWarnings:
    """What shows in the report and holds nothing back."""

    def test_findings_carry_figures_and_examples(self, staged: Any) -> None:
        """Counts, share and the first few documents, for the report."""
        for number in range(8):
            staged.article(f"d{number}", kept_mojibake_lines=int(number > 0))
        finding = found(staged.audit(), "No kept line looks wrongly decoded")
        assert (finding.severity, finding.success, finding.stops_run) == ("warning", False, False)
        assert (finding.element_count, finding.unexpected_count, finding.unexpected_share) == (8, 7, 0.875)
        assert finding.observed == "7 of 8"
        assert [example.document_id for example in finding.examples] == ["d1", "d2", "d3", "d4", "d5"]
        assert finding.examples[0].reason == "1 of its 4 kept lines look wrongly decoded"


class TestStop:
    """Failures of the whole."""

    @pytest.mark.parametrize(
        ("counts", "message"),
        [
            ({"inputs": 3}, "3 inputs, but 2 to publish + 0 quarantined + 0 unchanged + 0 unreadable = 2"),
            ({"inputs": 2, "unreadable": 1}, "2 inputs, but 2 to publish"),
            ({"staged": 3, "inputs": 3}, "3 cleaned, but 2 staged"),
            ({"entries": 5}, "5 segmented, but 2 staged"),
            ({"lines": 1400}, "1,400 read, but 14 staged"),
        ],
    )
    def test_counts_that_do_not_reconcile_stop_the_run(
        self, staged: Any, counts: dict[str, int], message: str
    ) -> None:
        """Whatever was lost or counted twice, the message says between which two figures."""
        result = staged.article().liveblog().audit(**counts)
        assert result.stopped
        assert message in result.stop_message
        assert "nothing is published" in result.stop_message

    def test_entries_and_lines_of_no_document_stop_the_run(self, staged: Any) -> None:
        """Nobody knows where they belong."""
        staged.article().liveblog("l1").documents.pop()
        result = staged.audit(staged=1, inputs=1)
        assert result.stopped
        assert "2 documents have entries or lines, but are not staged themselves" in result.stop_message

    def test_a_rule_gone_wrong_stops_the_run(self, staged: Any) -> None:
        """When most of an average document goes, no document is the reason; the message names the rule."""
        for number in range(20):
            staged.article(f"d{number}", removed_share=0.8)
        result = staged.audit(rule_chars={"languages/de/ad-marker": 90, "languages/de/any-line": 4800})
        assert result.stopped
        assert (
            "80.0% on average; most by languages/de/any-line: 60.0% of all characters" in result.stop_message
        )
        assert "languages/de/any-line alone removed 60.0%" in result.stop_message
        assert result.failed == {}

    def test_whole_pages_lose_half_and_more(self, staged: Any) -> None:
        """Their menus are most of some; one rule alone never takes so much."""
        for number in range(20):
            staged.article(f"d{number}", removed_share=0.6)
        assert not staged.audit(rule_chars={"metadata/above-title": 1200}).stopped
        result = staged.audit(rule_chars={"metadata/above-title": 4800})
        assert "metadata/above-title alone removed 60.0%" in result.stop_message

    def test_few_documents_are_no_evidence_against_a_rule(self, staged: Any) -> None:
        """Nineteen teaser pages can just be nineteen teaser pages."""
        for number in range(19):
            staged.article(f"d{number}", removed_share=0.7)
        result = staged.audit()
        assert not result.stopped
        assert not found(result, "On average").judged

    def test_bounds_can_be_moved(self, staged: Any) -> None:
        """Each threshold is a field, and the sentences follow it."""
        bounds = Bounds(documents_to_judge=1, mean_removed_share=0.05)
        result = staged.article(removed_share=0.1).audit(bounds=bounds)
        assert "On average at most 5% of a document is removed" in result.stop_message
        assert not staged.audit(bounds=STRICT).stopped

    def test_many_unknown_languages_and_failures_are_warnings(self, staged: Any) -> None:
        """Those documents are marked or held back; the good ones are published."""
        staged.article("d1", language="und", text_chars=0)
        result = staged.audit(bounds=STRICT)
        assert not result.stopped
        assert found(result, "is unknown").observed == "unknown for 100.0%"
        assert found(result, "fail the audit").severity == "warning"

    def test_an_expectation_that_cannot_be_evaluated_stops_the_run(
        self, staged: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It vouches for nothing, so a slip in a suite must not pass for success."""
        original = frames.read_documents

        def without_text_chars(*args: Any) -> Any:
            for frame in original(*args):
                yield frame.drop(columns="text_chars")

        monkeypatch.setattr(frames, "read_documents", without_text_chars)
        result = staged.article().audit()
        assert result.stopped
        assert (
            "Expected: Something of the text is kept. Found: it could not be evaluated" in result.stop_message
        )


class TestSize:
    """Runs that do not fit into one piece."""

    def test_chunks_and_files_make_no_difference(self, staged: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """One validation of all rows and many of three rows each find the same, in the same order."""
        for number in range(7):
            staged.article(f"d{number}", kept_control_lines=number % 2).liveblog(f"l{number}")
        staged.entries[4]["position"] = 9
        staged.lines[20]["role"] = "advert"
        whole = staged.audit()
        monkeypatch.setattr(frames.read_chunks, "__defaults__", (3,))
        chunked = staged.audit()
        assert [list(vars_of(finding)) for finding in chunked.findings] == [
            list(vars_of(finding)) for finding in whole.findings
        ]
        assert chunked.failed == whole.failed
        assert staged.audit(files=4).failed.keys() == whole.failed.keys()

    def test_text_is_never_read(self, staged: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """Flags and metadata are enough, whatever the texts weigh."""
        read: set[str] = set()

        def watched(read_columns: Any) -> Any:
            def watch(paths: Any, columns: Any, *rest: Any) -> Any:
                read.update(columns)
                return read_columns(paths, columns, *rest)

            return watch

        for module, name in ((frames, "read_chunks"), (line_sums, "read_coded")):
            monkeypatch.setattr(module, name, watched(getattr(module, name)))
        staged.article().liveblog().audit()
        assert {"kind", "rule"} <= read
        assert not read & {"text", "raw", "lead", "title", "headline", "source_bytes", "content"}

    @given(LINES)
    def test_lines_add_up_in_columns_as_one_by_one(self, rows: list[dict[str, Any]]) -> None:
        """Whatever is null, and wherever a document's lines lie."""
        table = pa.Table.from_pylist(rows, line_sums_schema())
        summed = line_sums.judge_lines(table.combine_chunks())
        expected = [
            add_up(name, [row for row in rows if row["document_id"] == name]) for name in ids_of(rows)
        ]
        found = {row["document_id"]: row for row in summed.to_pylist()}
        assert found == {row["document_id"]: row for row in expected}


def line_sums_schema() -> pa.Schema:
    """Columns of lines, strings as dictionaries."""
    coded = pa.dictionary(pa.int32(), pa.string())
    kinds = {"document_id": coded, "line": pa.int32(), "role": coded, "rule": coded, "kept": pa.bool_()}
    return pa.schema(list(kinds.items()))


def ids_of(rows: list[dict[str, Any]]) -> set[Any]:
    """The documents that have lines, null among them."""
    return {row["document_id"] for row in rows}


def add_up(name: str | None, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What a document's lines add up to, one after the other."""
    numbers = [row["line"] for row in rows if row["line"] is not None]
    return {
        "document_id": name,
        "first": min(numbers, default=np.iinfo(np.int32).max),
        "last": max(numbers, default=0),
        "total": sum(numbers),
        "line_rows": len(rows),
        "kept_rows": sum(bool(row["kept"]) for row in rows),
        "unknown_roles": sum(row["role"] not in lines.ROLES for row in rows),
        "kept_misfits": sum(bool(row["kept"]) != (row["role"] in lines.KEPT_ROLES) for row in rows),
        "unnamed_removals": sum(
            not row["rule"] and not row["kept"] and row["role"] != "blank" for row in rows
        ),
    }


def vars_of(finding: Finding) -> list[object]:
    """A finding's values, to compare."""
    return [getattr(finding, name) for name in Finding.__slots__]


class TestHouse:
    """What an audit costs, and what it leaves behind."""

    def test_reading_findings_imports_no_great_expectations(self) -> None:
        """It takes five seconds, which only an audit should pay."""
        code = (
            "import sys, expectations.validation, expectations.documents, expectations.run\n"
            "print('great_expectations' in sys.modules, 'pandas' in sys.modules)"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert ran.stdout.split() == ["False", "False"]

    def test_an_audit_leaves_no_files_and_calls_nobody(
        self, staged: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No data docs, no configuration in the home, no socket."""
        home = tmp_path / "home"
        home.mkdir()
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.chdir(home)
        monkeypatch.setattr("socket.socket.connect", _refuse)
        assert not staged.article().audit().stopped
        assert list(home.iterdir()) == []

    def test_every_sentence_is_said_once_in_a_suite(self) -> None:
        """Findings are told apart by their sentences."""
        with quiet():
            for suite in (documents.suite(), entries.suite(), lines.suite(), run.suite()):
                sentences = [expectation.description for expectation in suite.expectations]
                assert all(sentences)
                assert len(set(sentences)) == len(sentences)


def _refuse(*_: object) -> None:
    pytest.fail("the audit opened a connection")
