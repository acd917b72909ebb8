"""The benchmark works, at its smallest: for function, not for speed."""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from tests.benchmarks import bench, second_reading, tables
from tests.benchmarks.contenders import whole_job
from tests.benchmarks.contest import ROOT, STAGES, Arena, Contender, Result
from tests.benchmarks.corpus import CorpusMaker, corpus_lines, write_corpus
from tests.benchmarks.figures import FIXED_AUDIT, ratio, rows, shares, targets
from tests.benchmarks.measure import CommandError, measure
from tests.benchmarks.scaling import Step, speedup
from tests.benchmarks.seed_texts import FURNITURE
from tests.transforms.shape.second.test_reading import PAGE
from transforms.shape.second.features import NAMES
from transforms.shape.second.trees import Node, learned_trees, read_tree

WORK = "[n * n for n in range(2_000_000)]"


def texts(kind: str, documents: int) -> list[str]:
    return [json.loads(line)["text"] for line in corpus_lines(kind, documents)]


def printed(table: Table) -> str:
    console = Console(width=160)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


@pytest.mark.parametrize("kind", ["generated", "distinct"])
def test_the_same_seed_gives_the_same_corpus(kind: str, tmp_path: Path) -> None:
    """A corpus is known by its hash, and a smaller one is the beginning of a larger one."""
    first, again = (write_corpus(tmp_path / name, kind, 20) for name in ("a.jsonl", "b.jsonl"))
    assert first.sha256 == again.sha256 == hashlib.sha256(first.path.read_bytes()).hexdigest()
    assert first.path.read_bytes() == b"".join(list(corpus_lines(kind, 40))[:20])
    assert write_corpus(tmp_path / "c.jsonl", kind, 20, seed=1).sha256 != first.sha256


def test_a_hundred_documents_have_every_shape_and_language() -> None:
    """The shares are those that the docstring states, and a document has the size of an article."""
    maker = CorpusMaker("generated")
    records = [maker.record(number) for number in range(100)]
    shapes = Counter(record["id"].split("-")[0] for record in records)
    assert shapes == {"article": 52, "teasers": 13, "liveblog": 15, "wrapped": 10, "foreign": 10}
    german = [len(record["text"].encode()) for record in records if not record["id"].startswith("foreign")]
    assert 3_000 < sum(german) / len(german) < 5_000
    joined = "\n".join(record["text"] for record in records).lower()
    assert all(
        word in joined for word in ("трамвай", "biblioteca", "veerman", "moulin", "dron", "zegar", "shop")
    )


def test_no_line_of_a_distinct_corpus_recurs_but_furniture() -> None:
    """Memos find nothing again in longer lines, and few long words come twice across documents."""
    seen: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for text in texts("distinct", 100):
        seen.update({line for line in text.split("\n") if len(line) > 60 and not FURNITURE.fullmatch(line)})
        words.update(set(re.findall(r"[^\W\d_]{8,}", text)))
    assert sum(count > 1 for count in seen.values()) < 0.01 * len(seen)
    assert sum(count > 1 for count in words.values()) < 0.05 * len(words)


def test_a_generated_corpus_varies_names_and_numbers() -> None:
    """Most longer lines differ from document to document; headings are the seeds' own."""
    lines = [line for text in texts("generated", 100) for line in text.split("\n") if len(line) > 200]
    assert len(set(lines)) > 0.8 * len(lines)


def test_children_count(tmp_path: Path) -> None:
    """CPU time and memory of a child process are its parent's, and what it prints last is its report."""
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {WORK!r}]); print('{{\"documents\": 3}}')"
    alone = measure([sys.executable, "-c", WORK], {}, tmp_path)
    both = measure([sys.executable, "-c", child], {}, tmp_path)
    assert both.report == {"documents": 3}
    assert both.cpu > 0.5 * alone.cpu > 0
    assert both.tree_bytes > both.worker_bytes > both.main_bytes > 5_000_000


def test_a_failure_is_told(tmp_path: Path) -> None:
    """A command that fails ends the benchmark with its own words."""
    with pytest.raises(CommandError, match="no such luck"):
        measure([sys.executable, "-c", "raise SystemExit('no such luck')"], {}, tmp_path)


def test_ratios_are_made_round_by_round() -> None:
    """A round in which the machine was slow for both says as much as one in which it was quick."""
    quick = Result(documents=10, megabytes=2.0, cpu=[1.0, 10.0, 2.0])
    slow = Result(documents=10, megabytes=1.0, cpu=[2.0, 20.0, 1.0])
    assert ratio(quick, slow) == 4.0
    assert ratio(quick, None) is None
    assert shares([{"a": 1.0, "b": 3.0}, {"a": 1.0, "b": 1.0}, {"a": 2.0, "b": 2.0}])["a"] == (1.0, 0.5)
    fixed = shares([{"a": 1.0, "b": 3.0, FIXED_AUDIT: 4.0}])
    assert (fixed["a"], fixed[FIXED_AUDIT]) == ((1.0, 0.25), (4.0, 0.0))
    assert "start-up" in printed(tables.stage_table("whole-1", fixed))


def test_targets_tell_met_from_missed() -> None:
    """A figure at its bound is met; what was not measured is left out of the table."""
    result = Result(1_000, 24.0, [2.0], [2.0], [1.0], [1.0], [700.0], [600.0], [450.0])
    aims = {aim.what: aim.reached for aim in targets({"whole-1": result}, {}, "generated")}
    assert aims["whole job, MB/s on one core"] == 12.0
    assert aims["MB that a worker leaves of 500"] == 50.0
    assert aims["whole job, times naive"] is None
    shown = printed(tables.target_table(targets({"whole-1": result}, {}, "generated")))
    assert "whole-1" in printed(tables.contest_table(rows({"whole-1": result}), "title"))
    assert shown.count("met") == 2
    assert "missed" not in shown


def test_scaling_is_told_against_the_smallest_size() -> None:
    """Twice the documents at twice the cost is linear; tables of one and two workers are compared."""
    steps = [
        Step(1_000, 1, 2.0, 2.0, 400.0, 300.0, 300.0, "a"),
        Step(2_000, 1, 6.0, 6.0, 440.0, 300.0, 300.0, "b"),
        Step(1_000, 2, 2.0, 1.0, 700.0, 300.0, 300.0, "a"),
        Step(2_000, 2, 6.0, 3.0, 700.0, 300.0, 300.0, "c"),
    ]
    shown = [line for line in printed(tables.scaling_table(steps)).splitlines() if "000" in line]
    assert ["identical" in line for line in shown] == [True, True, True, False]
    assert "1.50" in shown[1]
    assert "1.10" in shown[1]
    assert speedup(steps) is None, "too few documents to keep two workers busy"
    assert speedup([step._replace(documents=20_000) for step in steps[1::2]]) == 2.0


@pytest.mark.slow
def test_the_smallest_benchmark_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A round of two contenders gives tables, JSON and pictures."""
    bench.main(
        [
            "--size",
            "tiny",
            "--rounds",
            "1",
            "--contenders",
            "transforms",
            "naive",
            "--no-startup",
            "--out",
            str(tmp_path),
        ]
    )
    shown = capsys.readouterr().out
    assert "sha256" in shown
    assert "apply_rules" in shown
    figures = json.loads((tmp_path / "generated-40.json").read_text())
    assert figures["results"]["transforms"]["documents"] == figures["results"]["naive"]["documents"] == 40
    assert {row["name"] for row in figures["medians"]} == {"transforms", "naive"}
    assert (tmp_path / "generated-40.png").stat().st_size > 10_000
    assert (tmp_path / "generated-40.svg").read_text().startswith("<?xml")


@pytest.mark.slow
def test_the_whole_job_has_its_stages(tmp_path: Path) -> None:
    """Every stage takes time, and together they take what the process took."""
    corpus = write_corpus(tmp_path / "corpus.jsonl", "distinct", 20)
    arena = Arena(corpus.path, corpus.path, tmp_path, ROOT)
    assert whole_job.FIXED_AUDIT == FIXED_AUDIT
    staged = STAGES["whole-1"]
    run = arena.run(Contender("whole", staged.script, staged.arguments), corpus.path, "out")
    stages = run.report["stages"]
    assert run.report["documents"] == run.report["published"] + run.report["quarantined"] == 20
    assert {"read", "decode", "apply_rules", "rows", "arrow", "parquet", "settle", "audit", "publish"} <= {
        *stages
    }
    assert all(seconds > 0 for stage, seconds in stages.items() if stage != "all else")
    assert 0 < sum(stages.values()) <= run.cpu


def test_a_second_reading_is_measured_on_labelled_pages(tmp_path: Path) -> None:
    """Before and after, the lines that it mended and those that it spoiled; only labelled lines are learned from."""
    lines = PAGE.split("\n")
    labels = [[number, "body"] for number, line in enumerate(lines, 1) if len(line) > 120]
    labels += [[number, "boilerplate"] for number, line in enumerate(lines, 1) if line.startswith("Rat ")]
    rows = [{"text": PAGE, "set": name, "labels": labels} for name in ("ours", "theirs")]
    path = tmp_path / "pages.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    pages = list(second_reading.read_pages(path))
    known = list(second_reading.examples(pages[0]))
    assert [(example.kept, example.told) for example in known] == [(True, True), (False, True), (True, True)]
    assert all(len(example.row) == len(NAMES) and example.weight == 1 for example in known)
    shown = printed(second_reading.compare(pages, [learned_trees()] * 2))
    assert [row.split() for row in re.findall(r"│ ((?:ours|theirs) .*) │", shown)] == [
        [name, "│", "1", "│", "0.8571", "│", "1.0000", "│", "1", "│", "0"] for name in ("ours", "theirs")
    ]


def test_what_is_learned_is_written_as_it_is_read() -> None:
    """A node parts where LightGBM does, and says by itself what it said there."""
    leaf, other = {"leaf_value": -0.123456}, {"leaf_value": 2}
    node = {"split_feature": 3, "threshold": 45.50000000000001, "internal_value": 0.33333, "left_child": leaf}
    tree = read_tree(second_reading._tree(node | {"right_child": other}))
    assert tree == Node(3, 45.5, -0.1235, 2.0, 0.3333)


def test_a_stage_lets_pass_what_all_trees_overrule() -> None:
    """But for one verdict of fifty; the last stage asks for the probabilities that were set."""
    words = NAMES.index("line: words")
    late = [
        words,
        50.0,
        [words, 0.0, 5.0, -1.0, 0.0],
        [words, 99.0, 1.0, -5.0, 0.0],
        0.0,
    ]  # wrong about two rows
    grown = [late, *[[words, 50.0, -1.0, 1.0, 0.0]] * 98, 0.0]
    rows = [tuple(float(place == words) * many for place in range(len(NAMES))) for many in range(101)]
    known = [second_reading.Example(row, kept, True, 1.0) for row in rows for kept in (True, False)]
    known += [
        second_reading.Example(rows[0], False, True, 1.0),
        second_reading.Example(rows[100], True, True, 1.0),
    ] * 5
    *stages, last = second_reading._bounds(known, grown)
    assert stages == [(-end, end) for end in second_reading.STAGES[1:-1]]
    assert last == pytest.approx((math.log(0.15 / 0.85), math.log(0.67 / 0.33)), abs=1e-4)
