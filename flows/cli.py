"""The ``reinschrift`` command: it parses and prints, and decides nothing.

Everything that takes time to import is imported by the command that needs it: ``--help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.complaints import in_words, written_for_users
from flows.environment import collect_seldom, keep_quiet, prepare_embedded_server, reach_this_machine_directly
from flows.options import RunOptions, UsageError

PUBLISHED, STOPPED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130  # exit codes

app = typer.Typer(
    name="reinschrift",
    help="The fair copy: scraped documents in, clean, segmented, audited Parquet out, and never a line lost.",
    epilog="Exit codes: 0 published · 1 the audit stopped the run, nothing was published · 2 wrong usage, or nothing to read.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # Rich's help costs as much time as all the rest of it
    context_settings={"help_option_names": ["-h", "--help"]},
)
rules_app = typer.Typer(
    help="The rules that judge lines: check your own, list all.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(rules_app, name="rules")


class Engine(StrEnum):
    """Where batches are cleaned."""

    LOCAL = "local"
    DASK = "dask"


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE…",
        help="Text files (.txt, .md), JSON Lines (.jsonl, .ndjson, also .gz and .zst), folders, or quoted globs.",
        show_default=False,
    ),
]
Warehouse = Annotated[Path, typer.Option("--warehouse", "-w", metavar="DIR", help="Where the tables are.")]
Rules = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules", metavar="DIR", help="Your own rules, which go before the project's. May be given again."
    ),
]
Timezone = Annotated[str, typer.Option(metavar="ZONE", help="In which the pages' clocks are read.")]
Workers = Annotated[
    int | None,
    typer.Option(
        min=1, metavar="N", help="Processes that clean; as many as there are cores, if you don't say."
    ),
]
BatchMegabytes = Annotated[float, typer.Option(min=0.01, metavar="MB", help="Input that one batch holds.")]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="OURS=THEIRS",
        help="Name of a JSON Lines field: id, text, url, publisher, crawled_at, title, authors or published_at.",
    ),
]
DocumentSeconds = Annotated[
    float, typer.Option(min=0.1, metavar="S", help="Time for one document; beyond it, it goes to quarantine.")
]

RemovedAtMost = Annotated[
    float | None,
    typer.Option(
        min=0.0,
        max=1.0,
        metavar="SHARE",
        help="Removed on average, or by one rule: beyond it, the audit stops the run. Default: 0.7 and 0.5.",
        show_default=False,
    ),
]


@app.callback(invoke_without_command=True)
def reinschrift(
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.")] = False,
) -> None:
    """Answer --version; everything else is a command's."""
    if version:
        from importlib.metadata import version as release

        typer.echo(f"reinschrift {release('reinschrift')}")
        raise typer.Exit


@app.command()
def clean(
    sources: Sources,
    warehouse: Warehouse = Path("warehouse"),
    rules: Rules = None,
    timezone: Timezone = "Europe/Berlin",
    workers: Workers = None,
    batch_megabytes: BatchMegabytes = 8.0,
    field: Fields = None,
    document_seconds: DocumentSeconds = 60.0,
    removed_at_most: RemovedAtMost = None,
    engine: Annotated[Engine, typer.Option(help="Local processes, or a Dask cluster.")] = Engine.LOCAL,
    address: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Of the Dask scheduler: tcp://host:8786.", show_default=False),
    ] = None,
) -> None:
    """Clean documents and publish them to a warehouse.

    Sources that have not changed since they were published are skipped. Documents that fail the audit go to
    quarantine with the reasons; if the whole fails it, nothing is published and what was there stays.
    """
    with _plain_errors():
        options = RunOptions.checked(
            sources=sources,
            warehouse=warehouse,
            rules=rules or [],
            timezone=timezone,
            workers=workers,
            batch_megabytes=batch_megabytes,
            fields=field or [],
            document_seconds=document_seconds,
            removed_at_most=removed_at_most,
            engine=engine.value,
            address=address,
        )
        prepare_embedded_server()
        from flows.terminal import clean_and_show

        raise typer.Exit(clean_and_show(options))


@app.command()
def preview(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A text file; a JSON Lines file shows its first record.")
    ],
    rules: Rules = None,
    timezone: Timezone = "Europe/Berlin",
    record: Annotated[
        str | None, typer.Option(metavar="ID", help="The record of a JSON Lines file to show.")
    ] = None,
) -> None:
    """Show a document, every line with its role and rule.

    One of JSON Lines is the first record, or the one that --record names. Writes nothing.
    """
    with _plain_errors():
        from flows.preview import show_preview

        show_preview(file, rules or [], timezone, record)


@app.command()
def restore(
    document_id: Annotated[
        str,
        typer.Argument(metavar="DOCUMENT_ID", help="From the documents table; its first letters will do."),
    ],
    warehouse: Warehouse = Path("warehouse"),
) -> None:
    """Write a document's source to standard output.

    Byte for byte, and checked against its SHA-256.
    """
    with _plain_errors():
        from flows.warehouse import restore as restore_source

        sys.stdout.buffer.write(restore_source(warehouse, document_id))
        sys.stdout.buffer.flush()


@app.command()
def report(
    warehouse: Warehouse = Path("warehouse"),
    show: Annotated[
        bool, typer.Option("--open/--path", help="Open it in the browser, or only print where it is.")
    ] = True,
) -> None:
    """Open the newest data-quality report."""
    with _plain_errors():
        from flows.report import newest_report

        newest = newest_report(warehouse)
        if newest is None:
            raise UsageError(
                f"{warehouse} holds no report; `reinschrift clean SOURCE… --warehouse {warehouse}` writes one"
            )
        typer.echo(newest)
        if show:
            typer.launch(newest.resolve().as_uri())


@app.command()
def serve(
    sources: Sources,
    cron: Annotated[str, typer.Option(metavar="LINE", help="When to run: five cron fields.")],
    warehouse: Warehouse = Path("warehouse"),
    rules: Rules = None,
    timezone: Timezone = "Europe/Berlin",
    workers: Workers = None,
    batch_megabytes: BatchMegabytes = 8.0,
    field: Fields = None,
    document_seconds: DocumentSeconds = 60.0,
    removed_at_most: RemovedAtMost = None,
    name: Annotated[
        str, typer.Option(help="Of the deployment: one a warehouse, if you serve several.")
    ] = "scheduled",
    port: Annotated[int, typer.Option(help="Of Prefect's server and UI, if it is free.")] = 4200,
) -> None:
    """Clean on a schedule, with Prefect's server and UI.

    Starts the server if none is configured, and says where its UI is.
    """
    with _plain_errors():
        options = RunOptions.checked(
            sources=sources,
            warehouse=warehouse,
            rules=rules or [],
            timezone=timezone,
            workers=workers,
            batch_megabytes=batch_megabytes,
            fields=field or [],
            document_seconds=document_seconds,
            removed_at_most=removed_at_most,
        )
        from rich.console import Console

        from flows.serve import Schedule
        from flows.serve import serve as serve_deployment
        from flows.sources import find_sources

        for error in find_sources(options.sources, options.warehouse).errors:
            typer.secho(f"{error}; every run will look again", err=True, fg="yellow")  # it may come later
        serve_deployment(options.parameters(absolute=True), Schedule(cron, timezone, name), Console(), port)


@rules_app.command("check")
def check(
    directories: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DIR]…", help="Your rules; without any, only the project's own."),
    ] = None,
) -> None:
    """Load every rule and try it on its own examples and lookalikes."""
    with _plain_errors():
        from flows.rules import show_check

        raise typer.Exit(show_check(directories or []))


@rules_app.command("list")
def list_rules(
    rules: Rules = None,
    search: Annotated[
        str, typer.Option("--search", "-s", metavar="TEXT", help="Only rules that mention it.")
    ] = "",
) -> None:
    """List the rules with what they match and why they are there."""
    with _plain_errors():
        from flows.rules import show_list

        show_list(rules or [], search)


@contextmanager
def _plain_errors() -> Iterator[None]:
    """A user's mistake ends in one sentence on standard error, never in a traceback."""
    keep_quiet()
    reach_this_machine_directly()
    try:
        yield
    except KeyboardInterrupt:
        typer.secho("Interrupted: nothing was published, the warehouse is as it was.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        sys.stderr.close()  # the reader has seen enough; Python would complain at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PUBLISHED) from None
    except Exception as problem:
        if not written_for_users(problem):
            raise
        typer.secho(f"reinschrift: {in_words(problem)}", err=True, fg="red")
        raise typer.Exit(UNUSABLE) from None


def main() -> None:
    """Entry point of the ``reinschrift`` command."""
    collect_seldom()
    app()


if __name__ == "__main__":
    main()
