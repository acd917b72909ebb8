"""Names of authors and agencies."""

from __future__ import annotations

import pytest

from transforms.metadata.bylines import agency_name, person_name, spelled_agency

WORDS = frozenset({"neue", "die", "montag"})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("dpa", "dpa"),
        ("(AFP)", "AFP"),
        ("REUTERS", "Reuters"),
        ("dpa-AFX", "dpa-afx"),
        ("AFP/Reuters/dpa", "AFP/Reuters/dpa"),
        ("dpa/lby", "dpa"),
        ("dpa-rts", "dpa"),
        ("Associated Press", "AP"),
        ("red", None),
        ("dpa-Bericht", None),
        ("Agenturen", None),
        ("dpa und Anna Beispiel", None),
        ("", None),
    ],
)
def test_agencies(text: str, name: str | None) -> None:
    """A credit of agencies and editors' signs names the agencies; any other word spoils it."""
    assert agency_name(text) == name


def test_agencies_sign_in_their_own_spelling() -> None:
    """Small letters, capitals and capitalised names as the agencies print them."""
    assert [spelled_agency(name) for name in ("DPA", "afp", "reuters")] == ["dpa", "AFP", "Reuters"]


@pytest.mark.parametrize(
    "name",
    [
        "Anna Beispiel",
        "Dr. Anna Beispiel",
        "Prof. Dr. Bert van der Moor",
        "J. R. Probe",
        "Ann-Kathrin O’Hara",
    ],
)
def test_persons(name: str) -> None:
    """Titles, initials, hyphens and particles are parts of a name."""
    assert person_name(name, WORDS) == name


@pytest.mark.parametrize(
    "text",
    ["Anna", "Neue Regeln", "Die Lage", "Anna Beispiel sagt", "Anna Beispiel 3", "„Anna Beispiel“",
     "von Beispiel",
     "Anna von", "Wien nach Rom", "Anna Beispiel.", "Ein Satz Mit Vielen Großen Wörtern"],
)  # fmt: skip
def test_no_persons(text: str) -> None:
    """One word, common words, digits, quotations and sentences are no names."""
    assert person_name(text, WORDS) is None
