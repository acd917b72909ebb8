"""Replaying the rules' own examples: what a rule says it matches and spares is tried, not trusted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from transforms.boilerplate.blocks import judge_blocks
from transforms.boilerplate.matching import applies
from transforms.boilerplate.patterns import fold_line
from transforms.boilerplate.rules import cut_residue
from transforms.document import Document
from transforms.rule_layers import Rule
from transforms.rule_loader import layer_from, makers_in, read_table, rules_files, vocabulary_from
from transforms.rulebook import BlockRule, LineRule, ResidueRule, RuleError, rule_set


def check_rules(paths: Iterable[Path | str]) -> list[str]:
    """The problems of rules files, or of all below a directory: none where every rule does what it says.

    Raises nothing: what can't be read is a problem too.
    """
    return [problem for path in paths for problem in _problems_below(Path(path))]


def check_rule(rule: Rule) -> Iterator[str]:
    """The problems of one rule's examples and lookalikes."""
    if isinstance(rule, LineRule):
        yield from _check_line(rule)
    elif isinstance(rule, ResidueRule):
        yield from _check_residue(rule)
    else:
        yield from _check_block(rule)


def _problems_below(path: Path) -> Iterator[str]:
    try:
        files = rules_files(path) if path.is_dir() else [path]
    except RuleError as error:
        yield str(error)
        return
    if not files:
        yield f"{path}: no rules files; they stand in languages, publishers or vocabulary"
    for file in files:
        yield from _problems_of(file)


def _problems_of(file: Path) -> Iterator[str]:
    try:
        table = read_table(file)
        if file.parent.name == "vocabulary":
            vocabulary_from(file, table)
            return
        makers = list(makers_in(file, table))
    except RuleError as error:
        yield str(error)
        return
    readable = 0
    for make in makers:
        try:
            rule = make()
        except RuleError as error:
            yield str(error)
            continue
        readable += 1
        yield from (f"{file}, {rule.id.rpartition('/')[2]}: {problem}" for problem in check_rule(rule))
    if readable == len(makers):  # what only shows in the whole: ids used twice, a wrong publisher
        yield from _problems_of_layer(file, table)


def _problems_of_layer(file: Path, table: Mapping[str, Any]) -> Iterator[str]:
    try:
        layer_from(file, table)
    except RuleError as error:
        yield str(error)


def _check_line(rule: LineRule) -> Iterator[str]:
    for example in rule.matches:
        if not applies(rule, fold_line(example)):
            yield f"matches = {example!r}, but its pattern doesn't"
    for lookalike in rule.spares:
        if applies(rule, fold_line(lookalike)):
            yield f"spares = {lookalike!r}, but its pattern matches"


def _check_residue(rule: ResidueRule) -> Iterator[str]:
    for before, after in rule.cuts:
        cut = cut_residue(before, rule)
        if cut != after:
            yield f"cuts = {before!r} to {cut!r}, not to {after!r}"
    for lookalike in rule.spares:
        cut = cut_residue(lookalike, rule)
        if cut != lookalike:
            yield f"spares = {lookalike!r}, but cuts it to {cut!r}"


def _check_block(rule: BlockRule) -> Iterator[str]:
    for example in rule.matches:
        left = [line for line, gone in _judged(rule, example) if not gone]
        above = [line for line in left if len(example.split("\n")) > 0 and not _is_above(rule, example, line)]
        if above:
            yield f"matches = {example!r}, but leaves {above!r}"
    for lookalike in rule.spares:
        gone = [line for line, gone in _judged(rule, lookalike)[1:] if gone]
        if gone:
            yield f"spares = {lookalike!r}, but takes {gone!r}"


def _is_above(rule: BlockRule, example: str, line: str) -> bool:
    """Whether the line stands above the header: an example may show the article that it follows."""
    lines = [text for text in example.split("\n") if text.strip()]
    headers = [number for number, text in enumerate(lines) if applies(rule.header, fold_line(text))]
    return bool(headers) and lines.index(line) < headers[0]


def _judged(rule: BlockRule, example: str) -> list[tuple[str, bool]]:
    lines = list(Document.from_text(example).lines)
    rules = rule_set(blocks=(rule,))
    judge_blocks(lines, rules.blocks, rules.matcher.find_all([line.text for line in lines]))
    return [(line.text, line.role is not None) for line in lines if line.text.strip()]
