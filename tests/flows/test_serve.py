"""A real deployment on a real server: one scheduled run, seen through to its published tables."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def own_home(tmp_path: Path) -> dict[str, str]:
    """An environment with a Prefect home of its own and no server configured."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {
        **environment,
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PYTHONUNBUFFERED": "1",
        "COLUMNS": "160",
    }


def wait_for(path: Path, seconds: float, process: subprocess.Popen[str]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        if list(path.glob("*.parquet")):
            return True
        time.sleep(0.5)
    return False


def test_serve_publishes_on_schedule(tmp_path: Path, own_home: dict[str, str], article: str) -> None:
    """`reinschrift serve` starts a server, deploys, runs at the next minute, and ends with Ctrl-C."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(article, "utf-8")
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "serve",
        "in",
        "--cron",
        "* * * * *",
        "--warehouse",
        "out",
        "--workers",
        "1",
        "--port",
        "0",
    ]
    log = tmp_path / "log.txt"
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=tmp_path, env=own_home, stdout=out, stderr=out, text=True, start_new_session=True
        )
        try:
            published = wait_for(tmp_path / "out" / "documents", 200, process)
        finally:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=30)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    said = log.read_text()
    assert published, said
    assert re.search(r"http://127\.0\.0\.1:\d+", said), said
    [documents] = [pq.read_table(path) for path in (tmp_path / "out" / "documents").glob("*.parquet")]
    assert documents.num_rows == 1
    assert "Traceback" not in said


def test_prefect_yaml_deploys(own_home: dict[str, str], prefect_server: str) -> None:
    """The deployment that the project ships is accepted by a server, with its schedule and its limit of one."""
    environment = {**own_home, "PREFECT_API_URL": prefect_server, "REINSCHRIFT_HOME": str(ROOT)}
    prefect = [sys.executable, "-m", "prefect", "--no-prompt"]
    subprocess.run(
        [*prefect, "work-pool", "create", "reinschrift", "--type", "process"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    subprocess.run([*prefect, "deploy", "--all"], cwd=ROOT, env=environment, check=True, capture_output=True)
    shown = subprocess.run(
        [*prefect, "deployment", "inspect", "clean-documents/scheduled"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "*/15 * * * *" in shown
    assert "CANCEL_NEW" in shown
