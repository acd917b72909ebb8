"""The command line: what it says, how it ends."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.warehouse import open_run


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


class TestHelp:
    def test_names_every_command(self) -> None:
        """A stranger finds what there is."""
        result = run("--help")
        assert result.exit_code == 0
        for command in ("clean", "preview", "restore", "report", "serve", "rules"):
            assert command in result.stdout

    def test_version(self) -> None:
        """--version says which one this is."""
        assert re.fullmatch(r"reinschrift \d+\.\d+\.\d+\n", run("--version").stdout)


class TestWhatIsImported:
    @pytest.mark.parametrize(
        ("arguments", "spared"),
        [
            (
                ["--help"],
                {"prefect", "great_expectations", "pandas", "pyarrow", "pydantic", "rich", "transforms"},
            ),
            (
                ["preview", "a.txt"],
                {"prefect", "great_expectations", "pandas", "pyarrow", "pydantic", "ftfy"},
            ),
            (["rules", "list"], {"prefect", "great_expectations", "pandas", "pyarrow", "pydantic"}),
        ],
    )
    def test_a_command_imports_only_what_it_needs(
        self, arguments: list[str], spared: set[str], tmp_path: Path, article: str
    ) -> None:
        """What answers at once waits for no engine, table library or audit."""
        (tmp_path / "a.txt").write_text(article, encoding="utf-8")
        code = (
            f"import sys; sys.argv = ['reinschrift', *{arguments!r}]\n"
            "import flows.cli\n"
            "try: flows.cli.main()\n"
            "except SystemExit: pass\n"
            "print(*sorted({name.split('.')[0] for name in sys.modules}))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
        )
        assert not spared & set(done.stdout.splitlines()[-1].split())


class TestWrongUsage:
    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            (["clean", "nowhere-at-all"], "nowhere-at-all"),
            (["clean", ".", "--timezone", "Europe/Berlln"], "did you mean Europe/Berlin"),
            (["clean", ".", "--rules", "no-such-folder"], "no-such-folder"),
            (["clean", ".", "--field", "txt=body"], "known are id, text, url, publisher, crawled_at"),
            (["clean", ".", "--field", "text"], "OURS=THEIRS"),
            (["clean", ".", "--engine", "dask"], "--address"),
            (["clean", ".", "--address", "tcp://127.0.0.1:1"], "--engine dask"),
            (["restore", "abcdef0123", "--warehouse", "no-such-warehouse"], "no-such-warehouse"),
            (["report", "--warehouse", "no-such-warehouse"], "no-such-warehouse"),
            (["serve", ".", "--cron", "every day"], "'every day' is no cron line"),
            (["preview", "no-such-file.txt"], "no-such-file.txt"),
        ],
    )
    def test_ends_with_two_and_one_sentence(
        self, arguments: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The message names the value and what was expected; nobody sees a traceback."""
        monkeypatch.chdir(tmp_path)
        result = run(*arguments)
        assert result.exit_code == 2, result.output
        assert sentence in " ".join(result.stderr.split())
        assert "Traceback" not in result.output

    def test_rules_file_with_a_typo(self, tmp_path: Path) -> None:
        """A bad rule is named with its file, key and the known ones, before anything runs."""
        folder = tmp_path / "rules" / "languages"
        folder.mkdir(parents=True)
        (folder / "de.toml").write_text(
            '[[line]]\nid = "x"\nrole = "boilerplat"\npattern = "x"\nwhy = "x"\nmatches = ["x"]\nspares = ["y"]\n'
        )
        (tmp_path / "a.txt").write_text("Ein Text.")
        result = run(
            "clean", tmp_path / "a.txt", "--rules", tmp_path / "rules", "--warehouse", tmp_path / "w"
        )
        assert result.exit_code == 2, result.output
        assert "boilerplat" in result.stderr
        assert "boilerplate" in result.stderr
        assert "Traceback" not in result.output


class TestPreview:
    def test_shows_every_line_with_role_and_rule(self, tmp_path: Path, article: str) -> None:
        """What is kept, what goes, and who decided; nothing is written."""
        path = tmp_path / "ferry.txt"
        path.write_text(article, encoding="utf-8")
        result = run("preview", path)
        assert result.exit_code == 0, result.output
        for word in ("Fähre", "boilerplate", "languages/de/", "title", "body"):
            assert word in result.stdout
        assert sorted(tmp_path.iterdir()) == [path]

    def test_shows_one_record_of_json_lines(self, write_jsonl: Callable[..., Path], article: str) -> None:
        """--record picks by id; the first is shown without it."""
        path = write_jsonl({"id": "a", "text": "Erster Text."}, {"id": "b", "text": article})
        assert "Erster Text" in run("preview", path).stdout
        assert "Fähre" in run("preview", path, "--record", "b").stdout
        missing = run("preview", path, "--record", "c")
        assert missing.exit_code == 2
        assert "no record c" in missing.stderr

    def test_a_narrow_terminal_leaves_room_for_the_text(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of 60 columns the text gets enough for its words; the rule's name is cut instead."""
        monkeypatch.setenv("COLUMNS", "60")
        path = tmp_path / "a.txt"
        path.write_text(
            "Die Fähre legt wieder ab.\n\nAnzeige\n\nDer Hafenmeister winkte.\n", encoding="utf-8"
        )
        assert "Hafenmeister" in run("preview", path).stdout


class TestRules:
    def test_check_passes_for_the_projects_own(self) -> None:
        """Every rule's examples match and its lookalikes are spared."""
        result = run("rules", "check")
        assert result.exit_code == 0, result.output
        assert "rules" in result.stdout

    def test_check_reports_a_rule_that_misses_its_example(self, tmp_path: Path) -> None:
        """Examples are tried, not decoration."""
        folder = tmp_path / "publishers"
        folder.mkdir()
        (folder / "kurier.toml").write_text(
            'publisher = "Kurier"\n[[line]]\nid = "x"\nrole = "boilerplate"\npattern = "Abo"\nwhy = "offer"\nmatches = ["Abonnement"]\nspares = ["Das Abo ist teuer."]\n'
        )
        result = run("rules", "check", tmp_path)
        assert result.exit_code == 2
        assert "Abonnement" in result.stdout

    def test_check_of_a_folder_that_is_none(self) -> None:
        """The file system's own error is said without its number."""
        result = run("rules", "check", "no-such-folder")
        assert result.exit_code == 2
        assert result.stderr == "reinschrift: no-such-folder: No such file or directory\n"

    def test_list_shows_roles_whole(self) -> None:
        """Roles are never folded, however narrow the terminal is."""
        assert "boilerplate" in run("rules", "list").stdout

    def test_list_can_be_searched(self) -> None:
        """--search narrows the list to rules that mention the words."""
        everything, some = run("rules", "list").stdout, run("rules", "list", "--search", "newsletter").stdout
        assert 0 < len(some) < len(everything)


class TestPipes:
    @pytest.mark.parametrize("arguments", [["rules", "list"], ["preview", "long.txt"]])
    def test_a_reader_that_leaves_early_is_no_failure(self, arguments: list[str], tmp_path: Path) -> None:
        """As `head` does: the command ends quietly, and with 0."""
        (tmp_path / "long.txt").write_text("Der Rat der Stadt tagte am Abend.\n\n" * 2_000, encoding="utf-8")
        started = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
        )
        assert started.stdout is not None
        started.stdout.close()
        _, complaints = started.communicate(timeout=120)
        assert (started.returncode, complaints) == (0, b"")


class TestBeforeTheStart:
    """What would end a run is said before Prefect starts, which takes seconds."""

    @pytest.fixture(autouse=True)
    def _no_prefect(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "flows.clean", None)

    def test_another_run_is_writing(self, tmp_path: Path) -> None:
        """The one that holds the lock is named."""
        (tmp_path / "a.txt").write_text("Die Fähre legt wieder ab.", encoding="utf-8")
        with open_run(tmp_path / "w") as other:
            result = run("clean", tmp_path / "a.txt", "--warehouse", tmp_path / "w")
        assert result.exit_code == 2
        assert other.run_id in result.stderr

    def test_a_warehouse_that_cannot_be(self, tmp_path: Path) -> None:
        """Where a file is in its place, for example."""
        (tmp_path / "a.txt").write_text("Die Fähre legt wieder ab.", encoding="utf-8")
        result = run("clean", tmp_path / "a.txt", "--warehouse", tmp_path / "a.txt" / "w")
        assert result.exit_code == 2
        assert "can't write to the warehouse" in result.stderr


class TestServer:
    def test_a_configured_server_that_does_not_answer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Said in a sentence, with the exit code of wrong usage."""
        monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
        (tmp_path / "a.txt").write_text("Die Fähre legt wieder ab.", encoding="utf-8")
        result = run("clean", tmp_path / "a.txt", "--warehouse", tmp_path / "w")
        assert result.exit_code == 2
        assert "no Prefect server answers there" in result.stderr


class TestServe:
    def test_says_which_source_is_not_there_yet(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A mistyped source is told at once; a folder that comes later is no error."""
        served: list[object] = []
        monkeypatch.setattr("flows.serve.serve", lambda *given: served.append(given))
        result = run("serve", tmp_path / "crawsl", "--cron", "0 6 * * *", "--warehouse", tmp_path / "w")
        assert result.exit_code == 0, result.output
        assert "no such file or folder" in result.stderr
        assert len(served) == 1
