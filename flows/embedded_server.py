"""Prefect's server for one run, booting in a process of its own while this one still imports the rest.

Prefect starts such a server by itself, but only when all is imported, and to do so it imports the whole server
here as well. Where Prefect knows of another server, or might, it is left to Prefect.
"""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from flows.environment import born_deaf, collect_seldom, end_with_parent, ignore_interrupts

START_SECONDS = 120  # a fresh home on a busy machine needs up to 20
_STOP_SECONDS = 5
_CHOICES = (  # variables of the environment that choose a server
    "PREFECT_API_URL",
    "PREFECT_PROFILE",
    "PREFECT_SERVER_EPHEMERAL_ENABLED",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE",
)


class ServerError(RuntimeError):
    """Prefect's server did not start."""


@dataclass(frozen=True, slots=True)
class EmbeddedServer:
    """A server that boots; it ends with this process, after all that Prefect still has to tell it."""

    api: str
    process: SpawnProcess

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Wait until it answers. Raises `ServerError` where it does not.

        The flow sends no heartbeats meanwhile: nobody would miss them, and their thread is seconds in ending. When
        it is over, however it ended, Ctrl-C comes too late: Prefect's goodbye and the server's end take a second.
        """
        from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

        try:
            urlopen(f"{self.api}/health", timeout=START_SECONDS).close()  # noqa: S310 - our own server
        except (URLError, OSError) as problem:
            raise ServerError(f"Prefect's server for this run did not start: {problem}") from None
        try:
            with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
                yield
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    def stop(self) -> None:
        """End it, in order; by force where it takes too long."""
        self.process.terminate()
        self.process.join(_STOP_SECONDS)
        self.process.kill()


def start_embedded_server() -> EmbeddedServer | None:
    """Start a server and name it to Prefect, which must not be imported yet; None where Prefect is to choose.

    Its socket listens before it does: whoever connects waits for it, and no other program can take the port.
    """
    if "prefect" in sys.modules or prefect_may_know_a_server():
        return None
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        api = f"http://127.0.0.1:{listening.getsockname()[1]}/api"
        process = multiprocessing.get_context("spawn").Process(
            target=_serve, args=(listening,), name="prefect-server", daemon=True
        )
        with born_deaf():
            process.start()
    os.environ["PREFECT_API_URL"] = api
    logging.getLogger("prefect.flow_runs").addFilter(_is_no_link)
    server = EmbeddedServer(api, process)
    atexit.register(
        server.stop
    )  # before Prefect registers what it has to say at the end, so it runs after that
    return server


def prefect_may_know_a_server() -> bool:
    """Whether the environment or one of Prefect's files speaks of a server: read as text, for Prefect takes seconds.

    It errs on one side: a profile that is not in use counts, too, and Prefect finds out for itself.
    """
    home = Path(os.environ.get("PREFECT_HOME") or "~/.prefect")
    profiles = Path(os.environ.get("PREFECT_PROFILES_PATH") or home / "profiles.toml")
    return (
        any(os.environ.get(name) for name in _CHOICES)
        or _mentions(profiles, "api_url")
        or _mentions(Path("prefect.toml"), "api")
        or _mentions(Path(".env"), "prefect_")
        or _mentions(Path("pyproject.toml"), "tool.prefect")
    )


def _is_no_link(record: logging.LogRecord) -> bool:
    """Whether a line of the log leads nowhere else: this server has no pages to look at."""
    return not str(record.msg).startswith("View at ")


def _mentions(path: Path, word: str) -> bool:
    try:
        return word in path.expanduser().read_text("utf-8").casefold()
    except FileNotFoundError:
        return False
    except (OSError, ValueError, RuntimeError):
        return True  # Prefect may be able to read it


def _serve(listening: socket.socket) -> None:
    """Be the server, until this process is ended, or the run is gone.

    A terminal's Ctrl-C goes to all processes of its group: the run must still be able to say that it was
    interrupted, so its server is in a group of its own.
    """
    os.setsid()
    ignore_interrupts()
    end_with_parent()
    collect_seldom()
    import uvicorn
    from prefect.server.api.server import create_app

    class Server(uvicorn.Server):
        def handle_exit(self, *signal_and_frame: Any) -> None:
            """End, and say nothing of what a run that was interrupted will never ask for."""
            logging.disable()
            super().handle_exit(*signal_and_frame)

    app = create_app(ephemeral=True, final=True)  # without pages, and for this process alone
    Server(uvicorn.Config(app, log_level="error", lifespan="on")).run(sockets=[listening])
