"""Where commands print."""

from __future__ import annotations

from typing import NoReturn

from rich.console import Console


class Printer(Console):
    """A console whose reader may leave early, as ``head`` does: that is no failure."""

    def on_broken_pipe(self) -> NoReturn:
        """Say so to the command, which ends quietly; Rich alone would end it with 1."""
        self.quiet = True
        raise BrokenPipeError
