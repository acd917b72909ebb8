"""What is kept of the rules is what they say; where nothing can be kept, they are read and derived as ever."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from transforms import derived
from transforms.boilerplate.traits import derive_traits, traits_of
from transforms.derived import NOTHING, RULES, read_derived, write_derived
from transforms.rule_loader import read_rules, read_table, rules_files
from transforms.rulebook import Rulebook


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that `make install` writes."""
    path = tmp_path_factory.mktemp("kept") / "new" / "derived.json"
    write_derived(path)
    return path


@pytest.fixture
def reading(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The loader reads that file."""
    derived.derived.cache_clear()
    monkeypatch.setattr(derived, "KEPT", kept)
    yield kept
    derived.derived.cache_clear()


def patterns() -> list[str]:
    layers = Rulebook.load().languages.values()
    rules = [rule for layer in layers for rule in (*layer.lines, *(block.header for block in layer.blocks))]
    return [written for rule in rules for written in rule.alternatives]


def test_every_table_is_kept_as_it_is_read(kept: Path) -> None:
    """No value changes its kind on the way."""
    read = {f"{path.parent.name}/{path.stem}": read_table(path) for path in rules_files(RULES)}
    assert read_derived(kept).tables == read


def test_every_pattern_has_the_traits_that_are_derived_anew(kept: Path) -> None:
    """The plain way and the quick one sort every rule alike."""
    known = read_derived(kept).traits
    assert set(known) == set(patterns())
    for written in patterns():
        assert traits_of(written, known) == derive_traits(written)


def test_the_same_rulebook_comes_of_both(reading: Path) -> None:
    """Rules, words and version."""
    quick = read_rules([RULES])
    derived.derived.cache_clear()
    reading.rename(reading.with_suffix(".away"))
    plain = read_rules([RULES])
    reading.with_suffix(".away").rename(reading)
    assert derived.derived() is NOTHING
    assert (quick.languages, quick.vocabularies) == (plain.languages, plain.vocabularies)
    assert quick.version == plain.version


def test_both_rulebooks_find_the_same(reading: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example and lookalike of every rule, by both matchers."""
    layers = Rulebook.load().languages.values()
    rules = [rule for layer in layers for rule in (*layer.lines, *(block.header for block in layer.blocks))]
    texts = [line for rule in rules for text in (*rule.matches, *rule.spares) for line in text.split("\n")]
    found = []
    for _ in range(2):
        matcher = read_rules([RULES]).rules_for("", "", "de").matcher
        found.append({number: each.line and each.line.id for number, each in matcher.find_all(texts).items()})
        derived.derived.cache_clear()
        monkeypatch.setattr(derived, "KEPT", reading / "none")
    assert found[0] == found[1]
    assert found[0]


@pytest.mark.parametrize("damage", ["cut", "other letter", "no JSON", "empty", "missing", "folder"])
def test_a_damaged_file_is_none(kept: Path, tmp_path: Path, damage: str) -> None:
    """Whatever happened to it, the rules are read as if it were not there."""
    path = tmp_path / "derived.json"
    content = kept.read_bytes()
    if damage == "folder":
        path.mkdir()
    elif damage != "missing":
        path.write_bytes(
            {
                "cut": content[:-9],
                "other letter": content.replace(b"anzeige", b"anzeigf", 1),
                "no JSON": b"\xff\xfe{",
                "empty": b"",
            }[damage]
        )
    assert read_derived(path) is NOTHING


def test_a_file_of_other_rules_is_none(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that was changed since counts at once."""
    rules = tmp_path / "rules"
    shutil.copytree(RULES, rules)
    monkeypatch.setattr(derived, "RULES", rules)
    assert read_derived(kept) is not NOTHING
    changed = rules / "languages" / "de.toml"
    changed.write_text(changed.read_text("utf-8") + "\n# another word\n", "utf-8")
    assert read_derived(kept) is NOTHING


def test_nothing_is_written_where_a_run_finds_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only `make install` keeps anything: a preview writes nothing, anywhere."""
    monkeypatch.setattr(derived, "KEPT", tmp_path / "derived.json")
    derived.derived.cache_clear()
    read_rules([RULES]).rules_for("", "", "de")
    derived.derived.cache_clear()
    assert not list(tmp_path.iterdir())


def test_writers_leave_a_whole_file(kept: Path) -> None:
    """A second writer takes the first one's place; no draft stays."""
    before = kept.read_bytes()
    write_derived(kept)
    assert kept.read_bytes() == before
    assert list(kept.parent.iterdir()) == [kept]
