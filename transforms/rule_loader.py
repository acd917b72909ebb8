"""Reading rules files: every mistake is told with file, rule, key, the value received and what is known."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from transforms.boilerplate.patterns import (
    LONGEST_LINE,
    MOST_WAYS,
    USUAL_LINE,
    PatternError,
    check_pattern,
    fold_pattern,
)
from transforms.boilerplate.words import required_literal
from transforms.derived import RULES, derived
from transforms.document import BLANK, BOILERPLATE, Role
from transforms.rule_layers import Rule, joined_layers, joined_words
from transforms.rulebook import (
    KEEP,
    TAKES,
    BlockRule,
    Layer,
    LineRule,
    ResidueRule,
    Rulebook,
    RuleError,
    Vocabulary,
)

ROLES = (KEEP, *(role.value for role in Role if role is not BLANK))
KINDS = ("languages", "publishers", "vocabulary")
_LINE_KEYS = ("id", "role", "pattern", "longest", "everywhere", "why", "matches", "spares")
_RESIDUE_KEYS = ("id", "pattern", "instead", "everywhere", "why", "cuts", "spares")
_BLOCK_KEYS = ("id", "header", "takes", "swallows", "ends", "most", "everywhere", "why", "matches", "spares")
_OPTIONAL = {"longest", "everywhere", "instead", "swallows", "ends", "most"}
_FILE_KEYS = {
    "languages": ("line", "residue", "block"),
    "publishers": ("publisher", "domains", "line", "residue", "block"),
    "vocabulary": ("months", "weekdays", "function_words", "words"),
}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESIDUE_WAYS = 1000  # a residue is tried at every place of a line
_SHORTEST_MARKER = 3

Check = Callable[[str, int, float], None]  # of a pattern, the longest line, and the most ways to try it


def read_rules(roots: Iterable[Path]) -> Rulebook:
    """All rules below the directories, an earlier directory's before a later one's. Raises `RuleError`."""
    digest = hashlib.sha256()
    layers: dict[str, dict[str, Layer]] = {"languages": {}, "publishers": {}}
    vocabularies: dict[str, Vocabulary] = {}
    for path in (path for root in roots for path in rules_files(root)):
        ours = path.is_relative_to(RULES)
        check = _trust if ours else check_pattern  # tests check ours, not every start
        kind, stem = path.parent.name, path.stem
        digest.update(f"{kind}/{stem}\0".encode() + path.read_bytes())
        table = (derived().tables.get(f"{kind}/{stem}") if ours else None) or read_table(path)
        if kind == "vocabulary":
            vocabularies[stem] = joined_words(vocabularies.get(stem), vocabulary_from(path, table))
        else:
            layers[kind][stem] = joined_layers(layers[kind].get(stem), layer_from(path, table, check))
    version = digest.hexdigest()[:16]
    return Rulebook(layers["languages"], layers["publishers"], vocabularies, True, version)


def _trust(*_: object) -> None:
    """Take a pattern as it is."""


def rules_files(root: Path) -> list[Path]:
    """The rules files of a directory. Raises `RuleError` where a file or folder can't be one."""
    if not root.is_dir():
        raise RuleError(f"{root}: not a directory; a rules directory has the folders {', '.join(KINDS)}")
    files = sorted(root.glob("*/*.toml"))
    strays = [path for path in (*files, *root.glob("*.toml")) if path.parent.name not in KINDS]
    if strays:
        raise RuleError(f"{strays[0]}: rules files stand in one of {', '.join(KINDS)} below {root}")
    return files


def read_table(path: Path) -> dict[str, Any]:
    """The file's table, its top-level keys checked. Raises `RuleError`."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: not TOML in UTF-8: {error}") from error
    _refuse_unknown(str(path), table, _FILE_KEYS[path.parent.name])
    return table


def layer_from(path: Path, table: Mapping[str, Any], check: Check = check_pattern) -> Layer:
    """The layer that a file of rules makes. Raises `RuleError` at the first rule that can't be used."""
    rules: list[Rule] = [make() for make in makers_in(path, table, check)]
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"{path}: two rules have the id {rule.id.rpartition('/')[2]!r}")
        seen.add(rule.id)
    return Layer(
        layer_name(path),
        tuple(rule for rule in rules if isinstance(rule, LineRule)),
        tuple(rule for rule in rules if isinstance(rule, ResidueRule)),
        tuple(rule for rule in rules if isinstance(rule, BlockRule)),
        _typed(str(path), table, "publisher", str, ""),
        tuple(_strings(str(path), table, "domains", needed=False)),
    )


def makers_in(
    path: Path, table: Mapping[str, Any], check: Check = check_pattern
) -> Iterator[Callable[[], Rule]]:
    """What makes each rule of a file, so that one that can't be made hides no other."""
    makers: dict[str, Callable[[Path, Mapping[str, Any], int, Check], Rule]] = {
        "line": _line_rule,
        "residue": _residue_rule,
        "block": _block_rule,
    }
    for kind, make in makers.items():
        for number, row in enumerate(_typed(str(path), table, kind, list, []), 1):
            yield partial(make, path, row, number, check)


def layer_name(path: Path) -> str:
    """The name of the layer that a file belongs to: ``languages/de``."""
    return f"{path.parent.name}/{path.stem}"


def _line_rule(path: Path, row: Mapping[str, Any], number: int, check: Check) -> LineRule:
    where = _named(path, "line", row, number, _LINE_KEYS)
    role = _one_of(where, "role", row["role"], ROLES)
    longest = _typed(where, row, "longest", int, USUAL_LINE)
    if not 0 < longest <= LONGEST_LINE:
        raise RuleError(f"{where}, longest = {longest}: no rule looks at more than {LONGEST_LINE} characters")
    return LineRule(
        f"{layer_name(path)}/{row['id']}",
        None if role == KEEP else Role(role),
        _alternatives(where, row, "pattern", longest, check),
        _typed(where, row, "why", str),
        tuple(_strings(where, row, "matches")),
        tuple(_strings(where, row, "spares")),
        longest,
        _typed(where, row, "everywhere", bool, False),
    )


def _residue_rule(path: Path, row: Mapping[str, Any], number: int, check: Check) -> ResidueRule:
    where = _named(path, "residue", row, number, _RESIDUE_KEYS)
    try:
        check(_typed(where, row, "pattern", str), USUAL_LINE, _RESIDUE_WAYS)
    except PatternError as error:
        raise RuleError(f"{where}, pattern = {row['pattern']!r}: {error}") from error
    pattern = row["pattern"]
    marker = required_literal(pattern)
    if len(marker) < _SHORTEST_MARKER:
        raise RuleError(
            f"{where}, pattern = {row['pattern']!r}: needs a fixed text of at least {_SHORTEST_MARKER} "
            "characters outside groups, so that documents without it cost nothing"
        )
    cuts = _typed(where, row, "cuts", list)
    if not cuts or not all(isinstance(cut, list) and len(cut) == 2 for cut in cuts):
        raise RuleError(f'{where}, cuts = {cuts!r}: give pairs ["line before", "line after"]')
    pairs = tuple((str(before), str(after)) for before, after in cuts)
    why, spares = _typed(where, row, "why", str), tuple(_strings(where, row, "spares"))
    instead = _typed(where, row, "instead", str, "")
    ends = {"^": "start", "$": "end"}
    place = ends.get(pattern[:1]) or ends.get(pattern[-1:]) or "anywhere"
    everywhere = _typed(where, row, "everywhere", bool, False)
    name = f"{layer_name(path)}/{row['id']}"
    return ResidueRule(name, pattern, marker, place, instead, why, pairs, spares, everywhere)


def _block_rule(path: Path, row: Mapping[str, Any], number: int, check: Check) -> BlockRule:
    where = _named(path, "block", row, number, _BLOCK_KEYS)
    name = f"{layer_name(path)}/{row['id']}"
    why = _typed(where, row, "why", str)
    matches, spares = tuple(_strings(where, row, "matches")), tuple(_strings(where, row, "spares"))
    header = _alternatives(where, row, "header", USUAL_LINE, check)
    return BlockRule(
        name,
        LineRule(name, BOILERPLATE, header, why, matches, spares),
        _one_of(where, "takes", row["takes"], TAKES),
        _optional_pattern(where, row, "swallows", check),
        _optional_pattern(where, row, "ends", check),
        _typed(where, row, "most", int, 12),
        why,
        matches,
        spares,
        _typed(where, row, "everywhere", bool, False),
    )


def _named(path: Path, kind: str, row: object, number: int, keys: tuple[str, ...]) -> str:
    """How errors name the rule, once its keys are checked."""
    if not isinstance(row, dict):
        raise RuleError(f"{path}, {kind} {number}: write [[{kind}]], a table, not {row!r}")
    where = f"{path}, {kind} {row.get('id') or number!r}"
    _refuse_unknown(where, row, keys)
    missing = [key for key in keys if key not in row and key not in _OPTIONAL]
    if missing:
        raise RuleError(f"{where}: lacks {', '.join(missing)}; a {kind} has {', '.join(keys)}")
    if not isinstance(row["id"], str) or not _ID.fullmatch(row["id"]):
        raise RuleError(
            f"{where}, id = {row['id']!r}: write small letters, digits and hyphens, as in ad-marker"
        )
    return where


def _refuse_unknown(where: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            raise RuleError(f"{where}: unknown key {key!r}{_did_you_mean(key, known)}")


def _one_of(where: str, key: str, value: object, known: tuple[str, ...]) -> str:
    if value not in known:
        raise RuleError(f"{where}, {key} = {value!r}: unknown{_did_you_mean(str(value), known)}")
    return str(value)


def _did_you_mean(value: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(value, known, 1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    return f"{hint} (known: {', '.join(known)})"


def _alternatives(
    where: str, row: Mapping[str, Any], key: str, longest: int, check: Check
) -> tuple[str, ...]:
    """The pattern's alternatives, folded and checked: it is written as one, or as a list of several."""
    value = row.get(key)
    patterns = _strings(where, row, key) if isinstance(value, list) else [_typed(where, row, key, str)]
    folded = tuple(map(fold_pattern, patterns))
    for pattern in folded:
        try:
            check(pattern, longest, MOST_WAYS)
        except PatternError as error:
            raise RuleError(f"{where}, {key} = {pattern!r}: {error}") from error
    return folded


def _optional_pattern(where: str, row: Mapping[str, Any], key: str, check: Check) -> str:
    return "|".join(_alternatives(where, row, key, LONGEST_LINE, check)) if key in row else ""


def _typed(where: str, row: Mapping[str, Any], key: str, kind: type, default: Any = None) -> Any:
    value = row.get(key, default)
    if not isinstance(value, kind) or (default is None and not value):
        raise RuleError(f"{where}, {key} = {value!r}: give a {kind.__name__} that isn't empty")
    return value


def _strings(where: str, row: Mapping[str, Any], key: str, *, needed: bool = True) -> list[str]:
    values = row.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise RuleError(f"{where}, {key} = {values!r}: give a list of strings")
    if needed and not values:
        raise RuleError(f"{where}, {key} = []: give at least one example")
    return values


def vocabulary_from(path: Path, table: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary that a file of words makes. Raises `RuleError`."""
    rows = {}
    for key, count in (("months", 12), ("weekdays", 7)):
        rows[key] = tuple(tuple(row) for row in _typed(str(path), table, key, list, []))
        if len(rows[key]) not in {0, count}:
            raise RuleError(f"{path}, {key}: {len(rows[key])} rows, not {count}")
    named = _typed(str(path), table, "words", dict, {})
    words = {name: tuple(_strings(f"{path}, words", named, name, needed=False)) for name in named}
    function_words = frozenset(_strings(str(path), table, "function_words", needed=False))
    return Vocabulary(path.stem, rows["months"], rows["weekdays"], function_words, words)
