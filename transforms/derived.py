"""What is derived from the project's own rules at every start, kept beside them as Python keeps bytecode.

`make install` writes it, and nothing else does; whoever finds none, or one of other rules or other code, derives anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

RULES = Path(__file__).parent / "rules"
KEPT = RULES / "__pycache__" / "derived.json"
_CODE = Path(__file__).parent


class Derived(NamedTuple):
    """The tables of the rules files, by ``kind/stem``, and the traits of their patterns' alternatives."""

    tables: Mapping[str, dict[str, Any]]
    traits: Mapping[str, Sequence[Sequence[object]]]


NOTHING = Derived({}, {})


@cache
def derived() -> Derived:
    """What is kept of these very rules and this very code; nothing where that can't be had."""
    return read_derived(KEPT)


def read_derived(path: Path) -> Derived:
    """What the file keeps; nothing where it is not there, of other rules, of other code, or damaged."""
    try:
        key, _, content = path.read_bytes().partition(b"\n")
        if key.decode() != _seal(content):
            return NOTHING
        return Derived(*json.loads(content))
    except (OSError, ValueError, TypeError):
        return NOTHING


def write_derived(path: Path) -> None:
    """Derive all and keep it: a whole file or none, whoever writes at the same time."""
    from transforms.boilerplate.traits import derive_traits
    from transforms.rule_loader import read_table, rules_files
    from transforms.rulebook import Rulebook

    layers = Rulebook.load().languages.values()
    rules = [rule for layer in layers for rule in (*layer.lines, *(block.header for block in layer.blocks))]
    tables = {f"{file.parent.name}/{file.stem}": read_table(file) for file in rules_files(RULES)}
    traits = {written: derive_traits(written) for rule in rules for written in rule.alternatives}
    content = json.dumps([tables, traits], ensure_ascii=False, separators=(",", ":")).encode()
    path.parent.mkdir(exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(_seal(content).encode() + b"\n" + content)
    draft.replace(path)


def _seal(content: bytes) -> str:
    """A hash of the rules, of the code that derives, of Python's version, and of what was derived."""
    code = [Path(__file__), _CODE / "rule_loader.py", *(_CODE / "boilerplate").glob("*.py")]
    sources = [*sorted(code), *sorted(RULES.glob("*/*.toml"))]
    digest = hashlib.sha256(repr(sys.version_info).encode())
    for source in sources:
        digest.update(f"\0{source.parent.name}/{source.name}\0".encode() + source.read_bytes())
    return hashlib.sha256(digest.digest() + content).hexdigest()


if __name__ == "__main__":
    write_derived(KEPT)
