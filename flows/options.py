"""What a run was asked to do, checked before anything starts."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

RECORD_FIELDS = ("id", "text", "url", "publisher", "crawled_at", "title", "authors", "published_at")


class UsageError(ValueError):
    """The user asked for something that can't be done; the message says what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """The parameters of one run, as plain values that Prefect can store with a deployment."""

    sources: list[str]
    warehouse: str = "warehouse"
    rules: list[str]
    timezone: str = "Europe/Berlin"
    workers: int
    batch_megabytes: float = 8.0
    fields: dict[str, str]
    document_seconds: float = 60.0
    removed_at_most: float | None = None  # None: what the audit allows by itself
    engine: str = "local"
    address: str | None = None

    @classmethod
    def checked(cls, **given: Any) -> RunOptions:
        """Options from what the command line, or a deployment, says.

        Raises `UsageError` for a zone, rules directory, field or engine that is none.
        """
        known = {field.name for field in fields(cls)}
        if unknown := set(given) - known:
            raise UsageError(
                f"unknown option {', '.join(sorted(unknown))}; known are {', '.join(sorted(known))}"
            )
        return cls(
            **{
                **given,
                "sources": [str(source) for source in given["sources"]],
                "warehouse": str(given.get("warehouse", "warehouse")),
                "rules": [_rules_directory(str(path)) for path in given.get("rules") or ()],
                "timezone": _timezone(given.get("timezone", "Europe/Berlin")),
                "workers": given.get("workers") or os.cpu_count() or 1,
                "fields": _fields(given.get("fields") or ()),
                **_engine(given.get("engine", "local"), given.get("address")),
            }
        )

    def parameters(self, *, absolute: bool = False) -> dict[str, Any]:
        """The options as the flow's parameters; ``absolute`` for runs that start in another folder."""
        options = self
        if absolute:
            options = replace(
                self,
                sources=[str(Path(source).absolute()) for source in self.sources],
                warehouse=str(Path(self.warehouse).absolute()),
                rules=[str(Path(path).absolute()) for path in self.rules],
            )
        return asdict(options)


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = get_close_matches(name, available_timezones(), n=3) or ["Europe/Berlin", "UTC"]
        raise UsageError(f"--timezone {name!r} is no time zone; did you mean {' or '.join(near)}?") from None
    return name


def _rules_directory(path: str) -> str:
    if not Path(path).is_dir():
        raise UsageError(
            f"--rules {path!r} is no folder; it should hold languages/, publishers/ or vocabulary/"
        )
    return path


def _fields(given: dict[str, str] | list[str] | tuple[str, ...]) -> dict[str, str]:
    pairs = given if isinstance(given, dict) else dict(_field_pair(pair) for pair in given)
    for ours in pairs:
        if ours not in RECORD_FIELDS:
            raise UsageError(f"--field {ours}=… is unknown; known are {', '.join(RECORD_FIELDS)}")
    return dict(pairs)


def _field_pair(pair: str) -> tuple[str, str]:
    ours, equals, theirs = pair.partition("=")
    if not (equals and ours and theirs):
        raise UsageError(f"--field {pair!r}: expected OURS=THEIRS, such as text=body")
    return ours, theirs


def _engine(engine: str, address: str | None) -> dict[str, str | None]:
    if engine not in ("local", "dask"):
        raise UsageError(f"--engine {engine!r} is unknown; known are local and dask")
    if engine == "dask" and not address:
        raise UsageError("--engine dask needs the scheduler's --address, such as tcp://127.0.0.1:8786")
    if engine == "local" and address:
        raise UsageError("--address goes with --engine dask")
    return {"engine": engine, "address": address}
