"""Scheduled runs in one command: a Prefect server where none is configured, a deployment, and its runner."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from rich.console import Console

from flows.options import UsageError

START_SECONDS = 120  # a fresh home on a busy machine needs up to 20


class ServerError(RuntimeError):
    """Prefect's server can't be reached, or did not start."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the flow runs, and the name of its deployment (one a warehouse, if there are several)."""

    cron: str
    timezone: str = "Europe/Berlin"
    name: str = "scheduled"


def serve(parameters: dict[str, Any], schedule: Schedule, console: Console, port: int = 4200) -> None:
    """Serve `flows.clean.clean_documents` on a schedule until interrupted.

    At most one run is at work at a time: a run that finds another one leaves at once, and the next
    catches up, since a run cleans whatever is new by then.

    Raises `ServerError` where the server can't be had, and `UsageError` for a cron line that is none.
    """
    _check_cron(schedule.cron)
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with _server(console, port) as api, temporary_settings({PREFECT_API_URL: api}):
        os.environ["PREFECT_API_URL"] = api  # for the processes that run the flow; our own read it before
        _serve_on(api, parameters, schedule, console)


def _check_cron(cron: str) -> None:
    from prefect.client.schemas.schedules import CronSchedule

    try:
        CronSchedule(cron=cron)
    except ValueError:
        raise UsageError(
            f"{cron!r} is no cron line; five fields are expected, such as '*/15 * * * *' (every quarter of an hour)"
        ) from None


def _serve_on(api: str, parameters: dict[str, Any], schedule: Schedule, console: Console) -> None:
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.flows import serve as serve_deployments
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from flows.clean import clean_documents

    deployment = clean_documents.to_deployment(
        name=schedule.name,
        schedule=Cron(schedule.cron, timezone=schedule.timezone),
        parameters=parameters,
        tags=["reinschrift"],
        entrypoint_type=EntrypointType.MODULE_PATH,  # an installed package has no path below the working folder
        concurrency_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
    )
    _announce(api.removesuffix("/api"), parameters, schedule, console)
    serve_deployments(deployment, print_starting_message=False, limit=1)  # type: ignore[arg-type]


def _announce(ui: str, parameters: dict[str, Any], schedule: Schedule, console: Console) -> None:
    released = release_stale_runs(schedule.name)
    if released:
        console.print(f"{released} run(s) whose runner died are marked as crashed; their slot is free again.")
    sources = ", ".join(parameters["sources"])
    console.print(f"Cleaning [bold]{sources}[/] at [bold]{schedule.cron}[/] ({schedule.timezone}).")
    console.print(f"Prefect's UI: [link={ui}]{ui}[/link]   (end with Ctrl-C)")


def release_stale_runs(deployment: str) -> int:
    """Mark a deployment's runs that nobody works on any more as crashed; returns how many.

    A killed run stays RUNNING and holds the deployment's only slot for minutes. When the one runner
    of a deployment starts, whatever is still RUNNING or PENDING is such a run.
    """
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import (
        DeploymentFilter,
        DeploymentFilterName,
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType
    from prefect.states import Crashed

    alive = FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.PENDING]))
    with get_client(sync_client=True) as client:
        stale = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=alive),
            deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=[deployment])),
        )
        for run in stale:
            client.set_flow_run_state(run.id, Crashed(message="its runner died"), force=True)
    return len(stale)


@contextlib.contextmanager
def _server(console: Console, port: int) -> Iterator[str]:
    """The API's address: the configured server's, or that of one started for the time being."""
    configured = os.environ.get("PREFECT_API_URL")
    if configured:
        if not _healthy(configured):
            raise ServerError(f"PREFECT_API_URL names {configured}, but no Prefect server answers there")
        yield configured
        return
    port = _free_port(port)
    api = f"http://127.0.0.1:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with tempfile.TemporaryFile("w+") as log:  # a pipe that nobody reads would fill up and stop the server
        process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own interpreter
        try:
            with console.status("Starting Prefect's server …"):
                _wait_until_healthy(api, process, log)
            yield api
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
            process.kill()


def _wait_until_healthy(api: str, process: subprocess.Popen[bytes], log: TextIO) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            log.seek(0)
            said = log.read().strip().splitlines()
            raise ServerError(f"Prefect's server ended at once: {said[-1] if said else 'it said nothing'}")
        if _healthy(api):
            return
        time.sleep(0.5)
    raise ServerError(f"Prefect's server did not answer at {api} within {START_SECONDS} seconds")


def _healthy(api: str) -> bool:
    try:
        with urllib.request.urlopen(f"{api}/health", timeout=2) as answer:  # noqa: S310 - http to a server the user named
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def _free_port(wanted: int) -> int:
    """The wanted port, or any free one where that is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
    raise ServerError("no free port on this machine for Prefect's server")
