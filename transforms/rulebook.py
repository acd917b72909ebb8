"""Rules as data: TOML files with compulsory examples and lookalikes, loaded, checked and compiled once."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from transforms.document import Role

RULES = Path(__file__).parent / "rules"
KEEP = (
    "keep"  # the role of a rule that shields a line and leaves it to later transforms which kept role it has
)


class RuleError(ValueError):
    """A rules file that can't be used: names file, rule and key, the value received and what is known."""


@dataclass(frozen=True, slots=True)
class LineRule:
    """Gives a line that matches as a whole (stripped, case folded) a role."""

    id: str  # "languages/de/ad-marker"
    role: Role | None  # None: keep, see `KEEP`
    pattern: re.Pattern[str]
    why: str
    matches: tuple[str, ...]
    spares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResidueRule:
    """Cuts what a scraper left inside a line; the rest of the line stays."""

    id: str
    pattern: re.Pattern[str]  # searched; every match is cut
    why: str
    cuts: tuple[tuple[str, str], ...]  # (line before, line after)
    spares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockRule:
    """A header line, the lines it swallows, and what ends it."""

    id: str
    header: re.Pattern[str]
    swallows: re.Pattern[str] | None  # None: any line
    ends: re.Pattern[str] | None
    most: int  # lines with text that it swallows at most, header apart
    why: str
    matches: tuple[str, ...]  # texts of several lines, every one of which goes
    spares: tuple[str, ...]  # texts of several lines, none of which goes


@dataclass(frozen=True, slots=True)
class Layer:
    """The rules of one file, in its order."""

    name: str  # "languages/de", "publishers/example"
    lines: tuple[LineRule, ...] = ()
    residues: tuple[ResidueRule, ...] = ()
    blocks: tuple[BlockRule, ...] = ()
    publisher: str = ""
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language that mechanisms look for: data, so that a new language is a file."""

    language: str = "und"
    months: tuple[tuple[str, ...], ...] = ()  # 12 rows, January first, each with its spellings, lower case
    weekdays: tuple[tuple[str, ...], ...] = ()  # 7 rows, Monday first
    function_words: frozenset[str] = frozenset()  # lower case
    words: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # any named list; what isn't there is empty

    def named(self, name: str) -> tuple[str, ...]:
        """The list of that name, empty where the language has none."""
        return self.words.get(name, ())


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All that is known beforehand: layers of rules by language and publisher, and vocabularies."""

    languages: Mapping[str, Layer] = field(default_factory=dict)
    publishers: Mapping[str, Layer] = field(default_factory=dict)
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    judges_shape: bool = False  # an empty rulebook removes nothing, by shape neither
    version: str = "none"  # hash of every rule and word

    @classmethod
    def empty(cls) -> Rulebook:
        """A rulebook that knows no rules, and so removes nothing."""
        return cls()

    @classmethod
    def load(cls, *more: Path | str) -> Rulebook:
        """The project's own rules and those in the directories ``more``, whose files come first.

        Raises `RuleError` for a file that can't be used.
        """
        return _load(tuple(Path(path) for path in more))

    def vocabulary(self, language: str) -> Vocabulary:
        """The words of a language; an empty vocabulary where it has no file."""
        return (
            self.vocabularies.get(language)
            or self.vocabularies.get(language.split("-", maxsplit=1)[0])
            or Vocabulary(language)
        )


@lru_cache(maxsize=8)
def _load(more: tuple[Path, ...]) -> Rulebook:
    digest = hashlib.sha256()
    layers: dict[str, dict[str, Layer]] = {"languages": {}, "publishers": {}}
    vocabularies: dict[str, Vocabulary] = {}
    for root in (*more, RULES):
        for path in sorted(root.glob("*/*.toml")):
            content = path.read_bytes()
            digest.update(path.parent.name.encode() + path.name.encode() + content)
            table = tomllib.loads(content.decode())
            if path.parent.name == "vocabulary":
                vocabularies.setdefault(path.stem, _vocabulary(path.stem, table))
            else:
                layers[path.parent.name].setdefault(
                    path.stem, _layer(f"{path.parent.name}/{path.stem}", table)
                )
    return Rulebook(layers["languages"], layers["publishers"], vocabularies, True, digest.hexdigest()[:16])


def _vocabulary(language: str, table: dict[str, Any]) -> Vocabulary:
    rows = {key: tuple(tuple(row) for row in table.get(key, ())) for key in ("months", "weekdays")}
    words = {name: tuple(values) for name, values in table.get("words", {}).items()}
    return Vocabulary(
        language, rows["months"], rows["weekdays"], frozenset(table.get("function_words", ())), words
    )


def _layer(name: str, table: dict[str, Any]) -> Layer:
    lines = tuple(
        LineRule(
            f"{name}/{rule['id']}",
            None if rule["role"] == KEEP else Role(rule["role"]),
            re.compile(rule["pattern"], re.IGNORECASE),
            rule["why"],
            tuple(rule["matches"]),
            tuple(rule["spares"]),
        )
        for rule in table.get("line", ())
    )
    return Layer(name, lines)
