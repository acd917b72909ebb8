"""What can go wrong with a warehouse, each told in a sentence."""

from __future__ import annotations


class WarehouseError(RuntimeError):
    """The warehouse can't be read or written: names it and what the system says."""


class WarehouseLocked(WarehouseError):  # noqa: N818 - says what happened
    """Another run is writing: names its process, host and run."""


class RestoreError(WarehouseError):
    """A source that can't be given back: names the document and what is known."""
