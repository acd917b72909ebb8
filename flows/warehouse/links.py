"""Links: hard ones for files that snapshots share, symbolic ones for what readers look at."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def link(source: Path, target: Path) -> None:
    """A hard link, or a copy where the file system knows none."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def point(name: Path, target: Path) -> None:
    """Let a symbolic link point elsewhere, atomically."""
    if name.is_symlink() and name.readlink() == target:
        return
    draft = name.with_name(f".{name.name}.new")
    draft.unlink(missing_ok=True)
    draft.symlink_to(target)
    draft.replace(name)
