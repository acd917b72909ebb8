"""The server of one run: started early where nobody named another one, gone when the run is over."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from flows.embedded_server import (
    EmbeddedServer,
    ServerError,
    prefect_may_know_a_server,
    start_embedded_server,
)

ROOT = Path(__file__).parent.parent.parent
RUN = """
import sys, flows.cli
if __name__ == "__main__":
    sys.argv = ["reinschrift", "clean", "in", "--warehouse", "out", "--workers", "1"]
    try:
        flows.cli.main()
    finally:
        import os
        print(os.environ["PREFECT_API_URL"], "prefect.server.api.server" in sys.modules)
"""


@pytest.fixture
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder and an environment in which nobody has heard of Prefect."""
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").mkdir()
    return tmp_path


def test_nobody_knows_a_server(nothing_set: Path) -> None:
    """No file, no variable; files that speak of other things don't count."""
    (nothing_set / "prefect.toml").write_text("[server]\nanalytics_enabled = false\n")
    (nothing_set / "pyproject.toml").write_text("[tool.ruff]\n")
    (nothing_set / "home" / "profiles.toml").write_text('active = "ephemeral"\n[profiles.ephemeral]\n')
    assert not prefect_may_know_a_server()


def test_the_projects_own_folder_names_none(nothing_set: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make demo` runs there, and its prefect.toml is about other things."""
    monkeypatch.chdir(ROOT)
    assert not prefect_may_know_a_server()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("prefect.toml", '[api]\nurl = "http://127.0.0.1:9/api"\n'),
        ("prefect.toml", 'api.url = "http://127.0.0.1:9/api"\n'),
        ("pyproject.toml", '[tool.prefect.api]\nurl = "http://127.0.0.1:9/api"\n'),
        (".env", "PREFECT_API_URL=http://127.0.0.1:9/api\n"),
        ("home/profiles.toml", '[profiles.mine]\nPREFECT_API_URL = "http://127.0.0.1:9/api"\n'),
    ],
)
def test_a_file_of_prefects_names_a_server(nothing_set: Path, file: str, content: str) -> None:
    """Then Prefect is left to choose, as ever."""
    (nothing_set / file).write_text(content)
    assert prefect_may_know_a_server()


@pytest.mark.parametrize("name", ["PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_SERVER_EPHEMERAL_ENABLED"])
def test_a_variable_chooses_a_server(nothing_set: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So it is where the environment says which."""
    monkeypatch.setenv(name, "something")
    assert prefect_may_know_a_server()


def test_a_process_that_has_its_settings_keeps_them(
    nothing_set: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prefect reads the environment when it is imported; a server named later would serve nobody."""
    monkeypatch.setitem(sys.modules, "prefect", sys)
    assert start_embedded_server() is None


@pytest.mark.slow
def test_a_run_publishes_and_leaves_no_server(
    nothing_set: Path, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It needs no server of its own in the process that runs the flow, no proxy, and links to no missing page."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # nobody listens there
    (nothing_set / "in").mkdir()
    (nothing_set / "in" / "a.txt").write_text(article, "utf-8")
    (nothing_set / "run.py").write_text(RUN)
    done = subprocess.run(
        [sys.executable, "run.py"], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    api, in_this_process = done.stdout.split()[-2:]
    assert in_this_process == "False"
    assert "Traceback" not in done.stderr
    assert "View at" not in done.stderr
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{api}/health", timeout=5)  # noqa: S310 - our own server
    assert list((nothing_set / "out" / "documents").glob("*.parquet"))


def test_a_server_that_ends_at_once_is_told_of() -> None:
    """Nobody waits two minutes for a process that is gone."""
    process = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(0,))
    process.start()
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))  # its own, so that nobody else answers there
        server = EmbeddedServer(f"http://127.0.0.1:{silent.getsockname()[1]}/api", process)
        with pytest.raises(ServerError, match="did not start"), server.serving():
            pass
    server.stop()
    assert process.exitcode is not None


@pytest.mark.slow
def test_an_interrupted_run_ends_soon(nothing_set: Path, article: str) -> None:
    """Ctrl-C goes to every process of a terminal, the server's too: the run says so, and leaves nobody behind."""
    code, log = interrupted(article, documents=12_000, when=".staging/*/parts/*")
    assert code == 130, log
    assert "nothing was published" in log
    assert "Traceback" not in log
    assert not (nothing_set / "out" / "current").exists()


@pytest.mark.slow
def test_an_interrupt_after_publishing_takes_nothing_back(nothing_set: Path, article: str) -> None:
    """What is published is, and nobody is told otherwise: the run ends as ever, or says that its report may lack."""
    code, log = interrupted(article, documents=20, when="current")
    assert (code == 0) != (code == 130 and "published already" in log), (code, log)
    assert "Traceback" not in log
    assert list((nothing_set / "out" / "documents").glob("*.parquet"))


def interrupted(article: str, *, documents: int, when: str) -> tuple[int, str]:
    """Exit code and log of a run that gets Ctrl-C as soon as its warehouse holds ``when``, among its first batches."""
    records = (
        json.dumps({"id": str(number), "text": f"{article}\n\n{number}"}) for number in range(documents)
    )
    Path("in.jsonl").write_text("\n".join(records), "utf-8")
    command = [sys.executable, "-m", "flows.cli", "clean", "in.jsonl", "--warehouse", "out", "--workers", "1"]
    with Path("log").open("w") as log:
        run = subprocess.Popen(
            [*command, "--batch-megabytes", "0.2"], stdout=log, stderr=log, start_new_session=True
        )
        try:
            for _ in range(3000):
                if run.poll() is not None or any(Path("out").glob(when)):
                    break
                time.sleep(0.02)
            os.killpg(run.pid, signal.SIGINT)
            code = run.wait(45)
        finally:
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGKILL)
    return code, Path("log").read_text("utf-8")
