"""Kickers in front of a title, and sites behind it."""

from __future__ import annotations

import pytest

from transforms.document import Line
from transforms.metadata.title_parts import split_glued, split_kicker, strip_site

OPENERS = frozenset({"nach", "für", "wie", "in"})


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Pegel steigt wieder | Der Talbote", "Pegel steigt wieder"),
        ("Pegel steigt wieder - talbote.example.com", "Pegel steigt wieder - talbote.example.com"),
        ("Pegel steigt wieder – talbote.de", "Pegel steigt wieder"),
        ("Pegel steigt wieder | Talbote", "Pegel steigt wieder"),
        ("Pegel steigt wieder - und sinkt", "Pegel steigt wieder - und sinkt"),
        ("Pegel steigt wieder | Hintergrund", "Pegel steigt wieder | Hintergrund"),
        ("Pegel | Talbote", "Pegel | Talbote"),
    ],
)
def test_sites(line: str, title: str) -> None:
    """The publisher's name, its host's or a domain goes; a dash of the title's own stays."""
    assert strip_site(line, "Der Talbote", "https://www.talbote.example/a") == title


@pytest.mark.parametrize(
    ("line", "kicker", "title"),
    [
        ("Blog zum Fluss Nach dem Regen: Pegel sinkt", "Blog zum Fluss", "Nach dem Regen: Pegel sinkt"),
        ("Hochwasser im Tal ++ Pegel sinkt ++", "Hochwasser im Tal", "Hochwasser im Tal ++ Pegel sinkt ++"),
        ("Hochwasser : Pegel sinkt", "Hochwasser", "Hochwasser: Pegel sinkt"),
    ],
)  # fmt: skip
def test_kickers(line: str, kicker: str | None, title: str) -> None:
    """A capital little word amid a line ends a kicker; signs that the site prints leave the line whole."""
    assert split_kicker(line, OPENERS) == (kicker, title)


@pytest.mark.parametrize(
    "line",
    [
        "Hochwasser: Nach dem Regen sinkt der Pegel",
        "„Hochwasser“ – Nach dem Regen sinkt der Pegel",
        "Nach dem Regen sinkt der Pegel im ganzen Tal",
        "Rat stimmt ab. Nach dem Regen sinkt der Pegel",
        "Reise In die Alpen",
    ],
)
def test_no_kicker(line: str) -> None:
    """After a sign, at the start, or before too little for a headline, the little word opens nothing."""
    assert split_kicker(line, OPENERS) == (None, line)


def test_a_blank_before_a_colon_is_no_seam_where_every_colon_has_one() -> None:
    """French sets a blank before each colon; elsewhere it shows that the site has joined two lines."""
    title = "« On attend » : la gare sans bancs"
    assert split_kicker(title, OPENERS, spaced_colons=True) == (None, title)
    assert split_kicker("Bahn : Die Station ohne Bank", OPENERS)[0] == "Bahn"


def _page(*lines: str) -> list[Line]:
    return [Line(line, line) for line in lines]


@pytest.mark.parametrize(
    ("line", "kicker", "title"),
    [
        ("Talheim AGNachbarn streiten um einen alten Birnbaum", "Talheim AG", "Nachbarn streiten um einen alten Birnbaum"),
        ("Streit im TalNachbarn klagen gegen den Birnbaum", "Streit im Tal", "Nachbarn klagen gegen den Birnbaum"),
        ("Pegel am Fluss„So hoch stand er noch nie im Mai“", "Pegel am Fluss", "„So hoch stand er noch nie im Mai“"),
    ],
)  # fmt: skip
def test_glued_kickers(line: str, kicker: str, title: str) -> None:
    """A capital, or a quotation mark, right behind a small letter begins the title, if its word is one of the page's."""
    assert split_glued(line, _page(line, "Die Nachbarn sind sich uneins.", "Er bleibt.")) == (kicker, title)


@pytest.mark.parametrize(
    "line",
    [
        "Was der TalPass für Familien mit Kindern bringen soll",  # a name: the page has it, too
        "Wer mit dem StadtRad fährt, spart sich jede Woche viel Zeit",  # the page knows no "Rad"
        "Die »Nacht der Lichter« zieht so viele Gäste an wie nie",
        "Die „Nacht der Lichter“ zieht so viele Gäste an wie nie",
        "Der GmbH-Chef und die LinkedIn-Gruppe der Nachbarn im Tal",
        "Streit im TalNachbarn klagen",  # too short for a title of its own
    ],
)
def test_names_with_capitals_are_no_glued_kickers(line: str) -> None:
    """A name that is written with a capital amid it stays whole."""
    page = _page(line, "Der TalPass kostet wenig. Der Pass gilt im Tal.", "Die Nachbarn sind sich uneins.")
    assert split_glued(line, page) == (None, line)
