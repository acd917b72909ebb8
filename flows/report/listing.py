"""The list of all runs, beside their reports."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.report.templates import render

SHOWN = 200  # newest runs; a schedule of every quarter of an hour fills two days
_SHOWN = {"status", "started_at", "seconds", "inputs", "published", "quarantined", "unchanged", "unreadable"}


def write(reports: Path) -> Path:
    """Write reports/index.html: a row for each of the newest runs, read from its report.json."""
    newest = sorted(reports.glob("*/report.json"), reverse=True)
    runs = [(path.parent.name, run) for path in newest[:SHOWN] if (run := _read(path))]
    page = reports / "index.html"
    waiting = reports / ".index.html"
    waiting.write_text(render("runs.html", runs=runs, total=len(newest)), "utf-8")
    waiting.replace(page)
    return page


def _read(path: Path) -> dict[str, Any] | None:
    """The run's figures; None for a file that is cut off or of another making."""
    try:
        run: dict[str, Any] = json.loads(path.read_text("utf-8"))["run"]
        return (
            run | {"started_at": datetime.fromisoformat(run["started_at"])} if run.keys() >= _SHOWN else None
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
