"""The rules that ship: each does what its examples say, and none can be made slow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]

import pytest

from transforms.boilerplate.matching import Found, LineMatcher, applies
from transforms.boilerplate.patterns import (
    LONGEST_GUARDED,
    LONGEST_LINE,
    PatternError,
    check_pattern,
    fold_line,
)
from transforms.boilerplate.starts import first_texts, prefixes, split_alternatives
from transforms.derived import RULES
from transforms.rule_checks import check_rule, check_rules
from transforms.rule_layers import Rule
from transforms.rulebook import Layer, LineRule, ResidueRule, Rulebook

LAYERS = [*Rulebook.load().languages.values(), *Rulebook.load().publishers.values()]
ALL: list[Rule] = [rule for layer in LAYERS for rule in (*layer.lines, *layer.residues, *layer.blocks)]
LINES = [rule for rule in ALL if isinstance(rule, LineRule)]
PATTERNS = [
    *LINES,
    *(rule.header for layer in LAYERS for rule in layer.blocks),
]


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_examples_and_lookalikes(rule: Rule) -> None:
    """Every rule matches its examples and spares its lookalikes."""
    assert list(check_rule(rule)) == []


def test_all_rules_pass_their_check() -> None:
    """`reinschrift rules check` finds nothing to complain about in what ships."""
    assert check_rules([RULES]) == []


def adversarial(rule: LineRule) -> list[str]:
    """Lines that nearly match: examples grown to the longest line, and spoilt at the end."""
    lines = []
    for example in (*rule.matches, *rule.alternatives):
        folded = fold_line(example) or "x"
        grown = folded * (LONGEST_LINE // len(folded) + 1)
        for length in (rule.longest - 1, LONGEST_LINE - 1):
            lines += [grown[:length] + "\x00", (folded + " ") * (length // (len(folded) + 1)) + "\x00"]
            lines.append(folded + " " * 50 + "a" * max(0, length - len(folded) - 51) + "\x00")
    return lines


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: rule.id)
def test_no_pattern_backtracks_for_ever(rule: LineRule, hang_guard: None) -> None:
    """Lines made to backtrack get their answer; a pattern that tried all ways would take years."""
    assert {applies(rule, text) for text in adversarial(rule)} <= {True, False}


def first_by_trying(rules: Sequence[LineRule], text: str) -> LineRule | None:
    """The first rule that matches, found without any sorting."""
    return next(
        (each for each in rules if len(text) <= LONGEST_LINE and applies(each, fold_line(text))), None
    )


DISGUISES = (
    "{}",
    "* {}",
    "{} »»»",
    "  {}",
    "{}\t",
    "{}\u00a0 ",
    "{}ähnlich",
    "Der {}",
    "{} {}",
    "12 {}",
    "{}\n{}",
)


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)
@pytest.mark.parametrize("disguise", DISGUISES)
def test_the_matcher_finds_what_trying_one_by_one_finds(layer: Layer, disguise: str) -> None:
    """Sorting rules by what matches start with or contain loses none of them, in no company of other lines."""
    headers = [rule.header for rule in layer.blocks]
    matcher = LineMatcher(layer.lines, headers)
    examples = [text for rule in (*layer.lines, *headers) for text in (*rule.matches, *rule.spares)]
    cased = [each for text in examples for each in (text, text.upper(), text.lower())]
    texts = [disguise.format(text, text) for text in cased if "\n" not in text]
    wanted = {
        number: Found(first_by_trying(layer.lines, text), first_by_trying(headers, text))
        for number, text in enumerate(texts)
        if len(text) <= LONGEST_GUARDED
    }
    found = matcher.find_all(texts)
    assert {number: found.get(number, Found()) for number in wanted} == wanted
    assert {
        number: LineMatcher(layer.lines, headers).find(texts[number]) for number in list(wanted)[::25]
    } == {number: wanted[number] for number in list(wanted)[::25]}


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: rule.id)
def test_starts_told_without_parsing_are_those_of_the_parsed_pattern(rule: LineRule) -> None:
    """The quick way to a pattern's starts names one for each that the thorough way names."""
    for pattern in (each for written in rule.alternatives for each in split_alternatives(written)):
        quick = prefixes(pattern, 6)
        for text, _ in first_texts(_parser.parse(pattern), 6):
            assert any(text.startswith(start) for start in quick), pattern


def test_publishers_have_a_name_or_a_domain() -> None:
    """A publisher's file says whose it is."""
    for layer in Rulebook.load().publishers.values():
        assert layer.publisher or layer.domains, layer.name


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:a|aa)+b",
        "(?:a+)+",
        "(?:a*b*)*c",
        "(?:[a-z]+ )*x",
        ".*a.*b.*c.*d",
        "(?:ab|abc|cd?)+e",
        r"(?:\w+\s?)+$",
        "(a)",
        r"(?P<name>a)",
        r"(?:a)\1",
    ],
)
def test_patterns_that_can_be_slow_are_refused(pattern: str) -> None:
    """Nested quantifiers, too many of them in a row, and groups that capture."""
    with pytest.raises(PatternError):
        check_pattern(pattern, 200)


@pytest.mark.parametrize(
    "pattern",
    [
        "a|b",
        "(?:ab|cd)++",
        "(?:a+ )?b",
        "[a-z]+",
        "(?:ab){2}",
        "a.*",
        ".{0,60}ab.*",
        "(?:ab ?){1,3}",
        "(?>a+)b",
    ],
)
def test_patterns_that_are_linear_are_allowed(pattern: str) -> None:
    """Bounded and possessive repeats, and one open end."""
    check_pattern(pattern, 200)


def test_a_rule_that_lies_is_found_out(tmp_path: Path) -> None:
    """Examples that don't match and lookalikes that do are problems, each in a line of its own."""
    path = tmp_path / "languages" / "de.toml"
    path.parent.mkdir()
    path.write_text(
        """
[[line]]
id = "ferry"
role = "boilerplate"
pattern = 'Fähre.*'
why = "a test"
matches = ["Boot"]
spares = ["Fähre sinkt"]

[[line]]
id = "broken"
role = "boilerplate"
pattern = '(a)'
why = "a test"
matches = ["a"]
spares = ["b"]

[[residue]]
id = "cut"
pattern = ' jetzt neu'
why = "a test"
cuts = [["Die Fähre jetzt neu", "Die"]]
spares = ["Das ist jetzt neu für alle"]

[[block]]
id = "box"
header = 'Fahrplan'
takes = "labels"
why = "a test"
matches = ["Fahrplan\\nDie Fähre verkehrt am Sonntag nicht, wie die Stadt am Freitag mitteilte."]
spares = ["Fahrplan\\nSommer"]
""",
        encoding="utf-8",
    )
    problems = check_rules([tmp_path])
    assert len(problems) == 7
    assert any("matches = 'Boot'" in problem for problem in problems)
    assert any("spares = 'Fähre sinkt'" in problem for problem in problems)
    assert any("captures" in problem for problem in problems)
    assert sum("cut" in problem and "to 'Die" in problem for problem in problems) >= 1
    assert sum("box" in problem for problem in problems) == 2


def test_one_file_can_be_checked(tmp_path: Path) -> None:
    """A path may name a file as well as a directory."""
    path = tmp_path / "publishers" / "blatt.toml"
    path.parent.mkdir()
    path.write_text('publisher = "Blatt"\n', encoding="utf-8")
    assert check_rules([path]) == []
    assert "not TOML" in check_rules([_broken(path)])[0]


def test_a_directory_without_rules_is_a_problem(tmp_path: Path) -> None:
    """Nothing to check is most likely a wrong path."""
    assert "no rules files" in check_rules([tmp_path])[0]


def _broken(path: Path) -> Path:
    path.write_text("= 1", encoding="utf-8")
    return path


def test_residue_rules_have_markers_that_their_examples_contain() -> None:
    """The marker that lets documents pass must stand in every line that is cut."""
    for rule in ALL:
        if isinstance(rule, ResidueRule):
            assert all(rule.marker in before for before, _ in rule.cuts), rule.id


def test_the_worked_example_of_the_readme_works(tmp_path: Path) -> None:
    """The rule that the README adds passes its check and does what the README says."""
    toml = (RULES / "README.md").read_text(encoding="utf-8").split("```toml")[1].split("```")[0]
    path = tmp_path / "publishers" / "auentaler-tagblatt.toml"
    path.parent.mkdir()
    path.write_text(toml, encoding="utf-8")
    assert check_rules([tmp_path]) == []
    line = "Das Tagblatt in Ihrer Hand: jetzt auch als App für Wanderer"
    rules = Rulebook.load(tmp_path).rules_for("", "https://www.auentaler-tagblatt.example/wehr-17", "de")
    found = rules.matcher.find(line).line
    assert found is not None
    assert found.id == "publishers/auentaler-tagblatt/hiking-app"


def test_prefixes_never_explode(hang_guard: None) -> None:
    """A pattern with countless beginnings is told apart by fewer letters."""
    found = prefixes("[a-z]{6,12}[0-9]{3}x|(?:[a-z]{2}|[0-9]{2}){5}", 6)
    assert len(found) < 10_000
    assert any("qwerty123x".startswith(text) for text in found)
    assert not any("§".startswith(text) for text in found)
