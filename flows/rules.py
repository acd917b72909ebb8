"""What ``reinschrift rules check`` and ``rules list`` print."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.printing import Printer
from transforms.rulebook import BlockRule, Layer, LineRule, ResidueRule, Rulebook


def show_check(directories: list[Path], console: Console | None = None) -> int:
    """Print every problem of the rules and return the exit code: 0 where there is none, 2 otherwise."""
    from transforms.derived import RULES
    from transforms.rule_checks import check_rules

    console = console or Printer(highlight=False)
    problems = check_rules([RULES, *directories])
    for problem in problems:
        console.print(f"[red]✗[/] {escape(str(problem))}", soft_wrap=True)
    if problems:
        console.print(f"{len(problems)} problem(s)")
        return 2
    rulebook = Rulebook.load(*directories)
    count = sum(1 for _ in _all(rulebook))
    console.print(
        f"[green]✓[/] {count} rules: every example matches, every lookalike is spared (version {rulebook.version})"
    )
    return 0


def show_list(directories: list[Path], search: str = "", console: Console | None = None) -> None:
    """Print the rules whose id, pattern or reason mentions ``search``."""
    console = console or Printer(highlight=False)
    table = Table(box=None, pad_edge=False, header_style="dim", expand=True)
    table.add_column("rule", ratio=3, overflow="fold")
    table.add_column("role", no_wrap=True)
    for name in ("why", "for example"):
        table.add_column(name, ratio=4, overflow="fold")
    for rule in _all(Rulebook.load(*directories)):
        role, example = _role_and_example(rule)
        if search.casefold() in f"{rule.id} {rule.why} {role} {example}".casefold():
            table.add_row(escape(rule.id), role, escape(rule.why), escape(example))
    console.print(table)


def _all(rulebook: Rulebook) -> list[LineRule | ResidueRule | BlockRule]:
    layers: list[Layer] = [*rulebook.publishers.values(), *rulebook.languages.values()]
    return [rule for layer in layers for kind in (layer.lines, layer.residues, layer.blocks) for rule in kind]


def _role_and_example(rule: LineRule | ResidueRule | BlockRule) -> tuple[str, str]:
    if isinstance(rule, LineRule):
        return str(rule.role or "keep"), rule.matches[0]
    if isinstance(rule, ResidueRule):
        return "cut", rule.cuts[0][0]
    return "block", rule.matches[0].replace("\n", " ⏎ ")
