"""Which code made a row."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import transforms
from flows.warehouse import arrays, rows, schemas

_DERIVED = "__pycache__"  # what is kept there follows from the rest, and may be missing


@lru_cache(maxsize=1)
def code_version() -> str:
    """The release, and a hash of what a row depends on: the transforms, what they have learned, and the columns."""
    digest = hashlib.sha256()
    folder = Path(transforms.__path__[0])
    columns = (Path(str(module.__file__)) for module in (arrays, rows, schemas))
    learned = [path for path in folder.rglob("*.json") if _DERIVED not in path.parts]
    for path in [*sorted(folder.rglob("*.py")), *sorted(learned), *columns]:
        digest.update(f"{path.parent.name}/{path.name}".encode() + path.read_bytes())
    try:
        release = version("reinschrift")
    except PackageNotFoundError:
        release = "unreleased"
    return f"{release}+{digest.hexdigest()[:10]}"
