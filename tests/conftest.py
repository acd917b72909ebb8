"""What all tests share: quiet libraries, one Prefect server for the session, and documents to clean."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from flows.environment import keep_quiet, prepare_embedded_server

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell starts what it puts in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the runs that tests start are to heed Ctrl-C
keep_quiet()
prepare_embedded_server()
# A busy machine is no reason to fail, and the same tree passes or fails everywhere. To look for new examples:
# pytest --hypothesis-profile explore
settings.register_profile("reinschrift", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, derandomize=False)
settings.load_profile("reinschrift")

ROOT = Path(__file__).parent.parent

ARTICLE = """Lokales

Mühlbrück bekommt eine neue Fähre

Nach zwei Jahren ohne Schiff soll ab dem Frühjahr wieder eine Fähre über die Ahr-Bucht fahren. Der Rat stimmte mit großer Mehrheit zu.

Stand: 12.03.2025 17:05 Uhr

Die Fähre „Marlene“ wird nach Angaben der Stadt bis zu vierzig Fahrräder und zweihundert Menschen tragen. Gebaut wird sie auf einer Werft im Norden, die seit drei Generationen Schiffe für flache Gewässer liefert.

Anzeige

Bürgermeisterin Ada Lindqvist sprach von einem guten Tag für die Stadt. „Wir haben lange gewartet, aber das Warten hat sich gelohnt“, sagte sie nach der Sitzung.

Kritik kam von den Anwohnern am Südufer, die mehr Verkehr befürchten. Der Rat will deshalb im Sommer noch einmal beraten und bis dahin Zahlen vorlegen.
"""


@pytest.fixture
def hang_guard() -> Iterator[None]:
    """Ends a test that has got lost in its input. No measure of speed: what passes takes a hundredth of it."""

    def give_up(*_: object) -> None:
        pytest.fail("still at it after two minutes", pytrace=False)

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session")
def article() -> str:
    """An ordinary article with a little furniture."""
    return ARTICLE


@pytest.fixture
def write_jsonl(tmp_path: Path) -> Callable[..., Path]:
    """Write records, or raw lines, as a JSON Lines file below the test's folder."""

    def write(*records: object, name: str = "crawl.jsonl") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [
            record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
            for record in records
        ]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The API address of one Prefect server for all flow tests, with a home of its own.

    It goes through the environment, so that commands started as processes of their own use it, too.
    """
    from prefect.testing.utilities import prefect_test_harness

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
        with prefect_test_harness(server_startup_timeout=120):
            from prefect.logging.configuration import setup_logging
            from prefect.settings import PREFECT_API_URL

            setup_logging()  # now, so that its handlers don't hold the streams of one test

            api = PREFECT_API_URL.value()
            patch.setenv("PREFECT_API_URL", api)
            yield api


@pytest.fixture(scope="session")
def demo(prefect_server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the warehouse that `make demo` makes."""
    from typer.testing import CliRunner

    from flows.cli import app

    warehouse = tmp_path_factory.mktemp("demo") / "warehouse"
    result = CliRunner().invoke(app, ["clean", str(ROOT / "seeds"), "--warehouse", str(warehouse)])
    assert result.exit_code == 0, result.output
    return warehouse
