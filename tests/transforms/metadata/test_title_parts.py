"""Kickers in front of a title, and sites behind it."""

from __future__ import annotations

import pytest

from transforms.metadata.title_parts import split_kicker, strip_site

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
