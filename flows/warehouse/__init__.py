"""The published tables: snapshots swapped atomically, one writer, and every source to be had back."""

from flows.warehouse.errors import RestoreError, WarehouseError, WarehouseLocked
from flows.warehouse.reading import current_snapshot, restore, table_files
from flows.warehouse.run import Run, new_run_id, open_run

__all__ = [
    "RestoreError",
    "Run",
    "WarehouseError",
    "WarehouseLocked",
    "current_snapshot",
    "new_run_id",
    "open_run",
    "restore",
    "table_files",
]
