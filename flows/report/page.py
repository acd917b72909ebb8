"""The report's page and its JSON: what to show of a run, and in which order."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from expectations.findings import Audit, Finding
from flows.report.chart import draw_histogram
from flows.report.contents import Contents
from flows.report.summary import RunSummary
from flows.report.templates import render
from flows.results import BatchResult, RuleTally

BOILERPLATE = "boilerplate"
RULES_SHOWN = 60
HELD_SHOWN = 100
VERDICTS = ("stopped the run", "failed", "warning", "note", "met", "not judged")  # the worst first
FORMAT = 1  # of report.json; grows when a field changes its meaning


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's row: what it took, as a share of all characters that were cleaned."""

    name: str
    tally: RuleTally
    share: float


def write(folder: Path, run: RunSummary, result: BatchResult, audit: Audit, contents: Contents) -> Path:
    """Write index.html and report.json, and return the page's path."""
    rules = rank_rules(result.rules, contents.source_chars)
    page = render(
        "report.html",
        run=run,
        result=result,
        audit=audit,
        contents=contents,
        verdicts=count_verdicts(audit.findings),
        tables=group_findings(audit.findings),
        removed=[rule for rule in rules if rule.tally.role == BOILERPLATE],
        read=[rule for rule in rules if rule.tally.role != BOILERPLATE],
        rules_shown=RULES_SHOWN,
        held_shown=HELD_SHOWN,
        chart=draw_histogram(contents.histogram) if contents.documents else None,
        warehouse=sql_literal(run.warehouse),
    )
    _write(
        folder / "report.json",
        json.dumps(as_json(run, result, audit, contents), indent=1, ensure_ascii=False, default=asdict),
    )
    path = folder / "index.html"
    _write(path, page)
    return path


def verdict(finding: Finding) -> str:
    """How an expectation went, in a word."""
    if finding.success:
        return "met" if finding.judged else "not judged"
    if finding.stops_run:
        return "stopped the run"
    return {"critical": "failed", "warning": "warning"}.get(finding.severity, "note")


def count_verdicts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many expectations went which way, the worst first."""
    found = [verdict(finding) for finding in findings]
    return {word: found.count(word) for word in VERDICTS if word in found}


def group_findings(findings: Sequence[Finding]) -> list[tuple[str, list[tuple[str, Finding]]]]:
    """The findings of each table with their verdicts, the worst first, else in the order of the suite."""
    tables = groupby(findings, key=lambda finding: finding.table)
    judged = [(table, [(verdict(finding), finding) for finding in found]) for table, found in tables]
    return [(table, sorted(found, key=lambda pair: VERDICTS.index(pair[0]))) for table, found in judged]


def rank_rules(rules: Mapping[str, RuleTally], source_chars: int) -> list[Rule]:
    """The rules by the characters that they took, most first.

    >>> ranked = rank_rules({"a": RuleTally("boilerplate", 9, 10), "b": RuleTally("boilerplate", 1, 90)}, 400)
    >>> [(rule.name, rule.share) for rule in ranked]
    [('b', 0.225), ('a', 0.025)]
    """
    ranked = sorted(rules.items(), key=lambda rule: (-rule[1].chars, -rule[1].lines, rule[0]))
    return [Rule(name, tally, tally.chars / max(source_chars, 1)) for name, tally in ranked]


def sql_literal(warehouse: Path) -> str:
    """The warehouse's path as it may stand between a query's single quotes."""
    return warehouse.as_posix().replace("'", "''")


def as_json(run: RunSummary, result: BatchResult, audit: Audit, contents: Contents) -> dict[str, Any]:
    """The whole report for programs."""
    figures = asdict(run) | {
        "warehouse": run.warehouse.as_posix(),
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at.isoformat(),
        "seconds": run.seconds,
        "reconciles": run.reconciles,
    }
    findings = [
        asdict(finding) | {"verdict": verdict(finding), "unexpected_share": finding.unexpected_share}
        for finding in audit.findings
    ]
    rules = {
        rule.name: asdict(rule.tally) | {"share": rule.share}
        for rule in rank_rules(result.rules, contents.source_chars)
    }
    return {
        "format": FORMAT,
        "run": figures,
        "stop_message": audit.stop_message,
        "expectations": findings,
        "rules": rules,
        "contents": {name: getattr(contents, name) for name in contents.__slots__},
        "warnings": {kind: asdict(tally) for kind, tally in sorted(result.warnings.items())},
    }


def _write(path: Path, text: str) -> None:
    """Sources may hold lone surrogates, which no encoding has: they show as question marks."""
    path.write_bytes(text.encode("utf-8", "replace"))
