"""What the README promises: its queries, its code and its rule are run as they stand."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import duckdb
import pytest

from flows.cli import app
from transforms.rule_checks import check_rules

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("code", blocks("python"), ids=lambda code: code.split()[1])
def test_python_blocks_run(
    code: str, demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Polars and pandas read the warehouse as shown."""
    monkeypatch.chdir(demo.parent)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own README
    assert capsys.readouterr().out.count("\n") > 5


@pytest.mark.slow
@pytest.mark.parametrize("query", [*re.findall(r'duckdb -c "(.*?)"', README), *blocks("sql")])
def test_queries_answer(query: str, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every query of the README gives rows."""
    monkeypatch.chdir(demo.parent)
    assert duckdb.sql(query).fetchall()


def test_the_rule_shown_passes_the_check(tmp_path: Path) -> None:
    """The README's rule loads, matches its example and spares its lookalike."""
    [rule] = blocks("toml")
    assert tomllib.loads(rule)["line"]
    folder = tmp_path / "publishers"
    folder.mkdir()
    (folder / "hafenkurier.toml").write_text(rule, encoding="utf-8")
    assert check_rules([tmp_path]) == []


def test_every_command_is_named() -> None:
    """No command is missing from the README."""
    names = {
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    }
    assert all(f"reinschrift {name}" in README for name in names)


def test_files_named_exist() -> None:
    """Every file of the project that the README names is there."""
    root = Path(__file__).parent.parent
    for name in re.findall(r"\]\(([\w/.-]+)\)", README) + re.findall(
        r"\b(?:seeds|transforms)/[\w/.-]+\.\w+", README
    ):
        assert (root / name).exists(), name
