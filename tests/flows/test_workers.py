"""Workers: the same results from any of them, and none lost when one is killed."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.planning import plan_batches
from flows.results import BatchResult
from flows.sources import find_sources
from flows.warehouse import open_run
from flows.workers import LocalProcesses, open_executor

pytestmark = pytest.mark.slow

RUN_COLUMNS = {"run_id", "cleaned_at"}
COUNTS = ("inputs", "staged", "quarantined", "unchanged", "unreadable", "entries", "lines", "bytes")
BATCH_BYTES = 2_500

# Stands in for `clean_batch` in the workers: what it does to a batch depends on a word in its records.
DANGEROUS = """
import os, signal, time
from pathlib import Path
from flows.batches import clean_batch as clean, read_batch

def clean_batch(batch, context):
    texts = [str(record.content) for record in read_batch(batch, context.fields)]
    if any("Giftschrank" in text for text in texts):
        os.kill(os.getpid(), signal.SIGKILL)
    if any("Gemächlich" in text for text in texts):
        Path(context.parts, "begun").touch()
        time.sleep(1)
    return clean(batch, context)
"""


@pytest.fixture
def crawl(write_jsonl: Callable[..., Path], article: str) -> Path:
    """Some thirty documents, cut into a dozen batches, with a broken line among them."""
    records: list[object] = [
        {"id": number, "text": article.replace("Mühlbrück", f"Mühlbrück {number}")} for number in range(30)
    ]
    records.insert(11, "kaputt")
    return write_jsonl(*records)


@pytest.fixture
def dangerous(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that are killed by some records; spawned processes inherit the path that finds the module."""
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "dangerous_batches.py").write_text(DANGEROUS, "utf-8")
    monkeypatch.syspath_prepend(folder)
    import dangerous_batches  # type: ignore[import-not-found]

    monkeypatch.setattr("flows.workers.clean_batch", dangerous_batches.clean_batch)
    monkeypatch.setitem(sys.modules, "dangerous_batches", dangerous_batches)


def clean_all(crawl: Path, warehouse: Path, **options: Any) -> tuple[BatchResult, dict[str, list[str]]]:
    """The counts and the rows that are staged for a source by an executor."""
    found = find_sources([crawl], crawl.parent / "warehouse")
    with open_run(warehouse) as run:
        total = BatchResult("all")
        with open_executor(run.context(), **options) as executor:
            for result in executor.map(plan_batches(found, BATCH_BYTES, run.spool)):
                total.add(result)
        return total, {table: rows(total, table) for table in ("documents", "entries", "lines", "quarantine")}


def rows(total: BatchResult, table: str) -> list[str]:
    """The staged rows in the order of their batches, without what differs from run to run."""
    tables = [pq.read_table(path) for path in sorted(total.parts.get(table, ()))]
    if not tables:
        return []
    whole = pa.concat_tables(tables)
    return [repr(row) for row in whole.drop_columns(RUN_COLUMNS & set(whole.column_names)).to_pylist()]


def counts(total: BatchResult) -> dict[str, int]:
    return {name: getattr(total, name) for name in COUNTS}


class TestLocalProcesses:
    def test_any_number_of_workers_stages_the_same(self, crawl: Path, tmp_path: Path) -> None:
        """One, two, or none at all: the same rows in the same order, the same counts."""
        inline = clean_all(crawl, tmp_path / "w0", engine="inline")
        for workers in (1, 2):
            total, staged = clean_all(crawl, tmp_path / f"w{workers}", workers=workers)
            assert staged == inline[1]
            assert counts(total) == counts(inline[0])
            assert total.rules == inline[0].rules
        assert inline[0].inputs == 31
        assert len(inline[0].parts["lines"]) > 5

    def test_a_killed_worker_costs_a_retry(
        self, crawl: Path, tmp_path: Path, dangerous: None, article: str
    ) -> None:
        """A signal 9 in the middle of a batch: its results and those of its neighbours are as ever."""
        lines = crawl.read_text("utf-8").splitlines()
        lines[17] = json.dumps({"id": "slow", "text": article + "\nGemächlich fährt die Fähre."})
        crawl.write_text("\n".join(lines), "utf-8")
        expected = clean_all(crawl, tmp_path / "w0", engine="inline")
        stop = threading.Event()
        killed: list[int] = []
        killer = threading.Thread(target=kill_workers_at_work, args=(tmp_path / "w", killed, stop))
        killer.start()
        try:
            total, staged = clean_all(crawl, tmp_path / "w", workers=2)
        finally:
            stop.set()
            killer.join(20)
        assert len(killed) == 2
        assert counts(total) == counts(expected[0])
        assert staged == expected[1]

    def test_a_record_that_kills_every_worker_is_held_back(
        self, crawl: Path, tmp_path: Path, dangerous: None, article: str
    ) -> None:
        """It alone: all others are staged, and the run comes to its end."""
        lines = crawl.read_text("utf-8").splitlines()
        lines[17] = json.dumps({"id": "poison", "text": article + "\nDer Giftschrank steht offen."})
        crawl.write_text("\n".join(lines), "utf-8")
        total, staged = clean_all(crawl, tmp_path / "w", workers=2)
        assert (total.inputs, total.staged, total.quarantined, total.unreadable) == (31, 29, 1, 1)
        [poison] = [row for row in staged["quarantine"] if "poison" in row]
        assert "cleaning it ended its worker" in poison
        assert "Giftschrank" in poison  # its content is kept
        assert len(staged["documents"]) == 29

    def test_an_error_of_the_system_reaches_the_caller(self, crawl: Path, tmp_path: Path) -> None:
        """A disk that can't be written to is not a document's fault."""
        with open_run(tmp_path / "w") as run:
            context = run.context()
            run.parts.rmdir()
            run.parts.write_text("in the way")
            found = find_sources([crawl], tmp_path / "w")
            with LocalProcesses(context, 1) as executor, pytest.raises(OSError, match="parts"):
                executor.clean(next(plan_batches(found, BATCH_BYTES, run.spool)))

    def test_workers_end_with_their_run(self, crawl: Path, tmp_path: Path) -> None:
        """Even if the run is killed: nobody goes on writing into what is another run's by then."""
        code = (
            "import sys, time\n"
            "from flows.planning import plan_batches\nfrom flows.sources import find_sources\n"
            "from flows.warehouse import open_run\nfrom flows.workers import open_executor\n"
            "if __name__ == '__main__':\n"
            "    with open_run(sys.argv[2]) as run, open_executor(run.context(), workers=2) as executor:\n"
            "        found = find_sources([sys.argv[1]], sys.argv[2])\n"
            "        list(executor.map(plan_batches(found, 2500, run.spool)))\n"
            "        print('ready', flush=True)\n"
            "        time.sleep(60)\n"
        )
        script = tmp_path / "run.py"
        script.write_text(code, "utf-8")
        arguments = [sys.executable, str(script), str(crawl), str(tmp_path / "w")]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as run:
            assert run.stdout is not None
            assert run.stdout.readline() == "ready\n"  # or "", once it has failed
            children = psutil.Process(run.pid).children(recursive=True)
            assert len([child for child in children if "spawn_main" in " ".join(child.cmdline())]) == 2
            run.kill()
        _, alive = psutil.wait_procs(children, timeout=20)
        assert alive == []


def kill_workers_at_work(warehouse: Path, killed: list[int], stop: threading.Event) -> None:
    """Kill every worker of this process once a slow batch has begun."""
    while not stop.is_set() and not killed:
        if list(warehouse.glob(".staging/*/parts/begun")):
            for child in psutil.Process().children():
                if "spawn_main" in " ".join(child.cmdline()):
                    child.send_signal(signal.SIGKILL)
                    killed.append(child.pid)
        time.sleep(0.02)


class TestChoice:
    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({"engine": "spark"}, "no engine 'spark'; known are local, dask and inline"),
            ({"engine": "dask"}, "needs the address of its scheduler"),
            ({"engine": "local", "workers": 0}, "at least 1 worker is needed, not 0"),
        ],
    )
    def test_what_there_is_not_is_told(self, tmp_path: Path, options: dict[str, Any], words: str) -> None:
        """The message names the value and what is known."""
        with open_run(tmp_path / "w") as run, pytest.raises(ValueError, match=re.escape(words)):
            open_executor(run.context(), **options)


@contextlib.contextmanager
def dask_cluster(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """A scheduler and two workers, processes of their own on loopback: its address, and the nannies' pids."""
    environment = {**os.environ, "DASK_LOGGING__DISTRIBUTED": "error"}
    place = folder / "scheduler.json"
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(place)]
    processes = [subprocess.Popen([*start, *options], env=environment, cwd=folder, stderr=subprocess.DEVNULL)]
    try:
        wait_for(place.exists)
        start = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(place)]
        options = ["--nthreads", "1", "--no-dashboard", "--local-directory", str(folder)]
        processes += [
            subprocess.Popen([*start, *options], env=environment, cwd=folder, stderr=subprocess.DEVNULL)
            for _ in range(2)
        ]
        yield json.loads(place.read_text())["address"], [process.pid for process in processes[1:]]
    finally:
        for process in processes:
            family = [*psutil.Process(process.pid).children(recursive=True), process]
            for member in family:
                with contextlib.suppress(psutil.NoSuchProcess):  # it ended by itself meanwhile
                    member.kill()
            process.wait(20)


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.05)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
class TestDask:
    def test_a_cluster_stages_the_same_even_if_a_worker_is_killed(self, crawl: Path, tmp_path: Path) -> None:
        """To the row; kill -9 of a worker in the middle of the run costs a retry."""
        from distributed import Client

        expected = clean_all(crawl, tmp_path / "w0", engine="inline")
        with dask_cluster(tmp_path) as (address, nannies):
            with Client(address, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=60)
            total, staged = clean_all(crawl, tmp_path / "w1", engine="dask", address=address)
            assert counts(total) == counts(expected[0])
            assert staged == expected[1]
            [worker] = psutil.Process(nannies[0]).children(recursive=False)[-1:]
            killer = threading.Timer(0.3, worker.send_signal, [signal.SIGKILL])
            killer.start()
            total, staged = clean_all(crawl, tmp_path / "w2", engine="dask", address=address)
            killer.join(20)
            wait_for(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE, 20)
            assert counts(total) == counts(expected[0])
            assert staged == expected[1]

    def test_a_scheduler_that_does_not_answer_is_told(self, tmp_path: Path) -> None:
        """The message names the address."""
        with (
            open_run(tmp_path / "w") as run,
            pytest.raises(ValueError, match=r"no Dask scheduler answers at tcp://127"),
        ):
            open_executor(run.context(), engine="dask", address="tcp://127.0.0.1:9")
