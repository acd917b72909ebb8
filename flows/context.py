"""What every batch of a run shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.sources.record import Fields


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every row of a run says of how it came about."""

    run_id: str
    cleaned_at: datetime  # the start of the run: the same for all its rows
    code_version: str
    rules_version: str

    def columns(self) -> dict[str, Any]:
        """As columns of one row."""
        return {
            "run_id": self.run_id,
            "cleaned_at": self.cleaned_at,
            "code_version": self.code_version,
            "rules_version": self.rules_version,
        }


@dataclass(frozen=True, slots=True)
class Context:
    """What a worker must know beside its batch; small, and the same on any machine."""

    parts: str  # the folder for staged parts
    known: str  # the file of published documents, see `flows.warehouse.known`; empty for none
    stamp: Stamp
    timezone: str = "Europe/Berlin"
    rules: tuple[str, ...] = ()  # folders of the user's own rules
    fields: Fields = Fields()  # noqa: RUF009 - frozen
    seconds_per_document: float = 60.0
    counted: str = ""  # the file of documents whose lines are counted already; empty for none
    templates: str = ""  # the file of the sites' template lines, there once the survey is done
