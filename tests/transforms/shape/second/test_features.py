"""What the second reading sees of a unit."""

from __future__ import annotations

import pytest

from transforms.document import BODY, BOILERPLATE, HEADING, TITLE, Role
from transforms.shape.kinds import HEADLINE, ITEM, PARAGRAPH, Kind, Look
from transforms.shape.second.features import GROUPS, NAMES, read_features
from transforms.shape.units import Unit

LONG = "Der Rat hat am Montag beschlossen, die Brücke noch in diesem Jahr zu sanieren, wie die Verwaltung am Abend mitgeteilt hat."


def unit(text: str, kind: Kind = PARAGRAPH, role: Role | None = None, *, gap: bool = True) -> Unit:
    return Unit((0,), text, role, "", gap, lambda _: Look(kind, 1.5))


def page() -> list[Unit]:
    """A title, a paragraph, a list of two that was dropped, a heading, a paragraph, a footer."""
    units = [
        unit("Brücke wird saniert", HEADLINE, TITLE),
        unit(LONG),
        unit("Auental: 3 Monate", ITEM),
        unit("Brunnthal: 12 Monate", ITEM, gap=False),
        unit("Wer zahlt?", HEADLINE),
        unit(LONG),
        unit("Impressum", HEADLINE, BOILERPLATE),
    ]
    units[2].verdict = units[3].verdict = (BOILERPLATE, "shape/link-list")
    units[4].verdict = (HEADING, "shape/heading")
    units[5].verdict = (BODY, "shape/body")
    return units


def named(place: int) -> dict[str, float]:
    (row,) = read_features(page(), [place])
    return dict(zip(NAMES, row, strict=True))


def test_every_feature_has_its_name() -> None:
    """In the order of the groups, for as many rows as were asked for."""
    rows = list(read_features(page(), range(7)))
    assert {len(row) for row in rows} == {len(NAMES)} == {len(set(NAMES))}
    assert len(rows) == 7
    assert all(isinstance(value, float) for row in rows for value in row)
    assert {name.partition(":")[0] for name in NAMES} == set(GROUPS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("line: length", 17),
        ("line: words", 3),
        ("line: evidence", 1.5),
        ("line: end", 1),  # a letter
        ("line: gap", 1),
        ("neighbours: length above", len(LONG)),
        ("neighbours: end above", 8),  # a full stop
        ("neighbours: gap below", 0),
        ("neighbours: length two below", 10),
        ("wording: digits", 1 / 17),
        ("wording: capitals", 2 / 3),
        ("wording: small words", 0),
        ("wording: colon", 7),
        ("wording: small last word", 0),
        ("place: share of page", 2 / 7),
        ("place: below title", 2),
        ("place: below first paragraph", 1),
        ("place: above last paragraph", 3),
        ("place: from paragraph", 1),
        ("place: to paragraph", 3),
        ("place: kept above", 1),
        ("place: kept below", 2),
        ("run: units of verdict", 2),
        ("run: mean length of verdict", 18.5),
        ("run: longest of verdict", 20),
        ("run: full stops of verdict", 0),
        ("run: kept of verdict", 0),
        ("run: length above of verdict", len(LONG)),
        ("run: length below of verdict", 10),
        ("run: units of short lines", 3),
        ("run: kept of short lines", 1 / 3),
        ("run: units of kind", 2),
        ("page: units", 7),
        ("page: paragraphs", 2),
        ("page: median length", 19),
        ("page: kept", 3 / 7),
        ("page: gaps", 6 / 7),
        ("page: items", 2 / 7),
    ],
)
def test_an_item_among_others(name: str, value: float) -> None:
    """The first of two below a paragraph."""
    assert named(2)[name] == pytest.approx(value)


def test_what_is_not_there_is_below_all_that_is() -> None:
    """Neighbours beyond the page, paragraphs above the first."""
    assert named(0)["neighbours: length above"] == named(6)["neighbours: state two below"] == -1
    assert named(0)["run: length above of verdict"] == named(6)["run: kind below of kind"] == -1
    assert named(1)["place: from paragraph"] == named(6)["place: to paragraph"] == 99


def test_states_go_from_removed_to_kept() -> None:
    """By a rule, by the first reading; a title; a heading; text."""
    states = [named(place)["line: state"] for place in (6, 2, 0, 4, 1)]
    assert states == sorted(states)
    assert len(set(states)) == 5
    assert named(5)["line: state"] == named(1)["line: state"]


def test_what_a_rule_shields_is_kept_for_certain() -> None:
    """More than what the first reading kept."""
    shielded = Unit((0,), LONG, None, "ours/keep", True, lambda _: Look(PARAGRAPH, 1.5))
    told, sure = (
        (dict(zip(NAMES, row, strict=True))["line: state"])
        for row in read_features([unit(LONG), shielded], [0, 1])
    )
    assert told < sure


def test_places_are_counted_from_the_title() -> None:
    """Wherever it stands; from the top where there is none."""
    units = [unit("Auental", HEADLINE, BOILERPLATE), *page()]
    (row,) = read_features(units, [3])
    assert dict(zip(NAMES, row, strict=True))["place: below title"] == 2
    (row,) = read_features(units[2:], [1])
    assert dict(zip(NAMES, row, strict=True))["place: below title"] == 1


def test_nobody_looks_again_at_what_is_decided() -> None:
    """A look costs more than the row."""
    assert named(6)["line: kind"] == named(6)["line: evidence"] == 0
