"""Loading rules: what a rulebook knows, whose rules come first, and errors that teach."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from transforms.document import Role
from transforms.rulebook import Rulebook, RuleError

LINE = """
[[line]]
id = "{id}"
role = "{role}"
pattern = '{pattern}'
why = "a test"
matches = ["Fährzeiten"]
spares = ["Fährzeiten ändern sich"]
"""


def write_rules(folder: Path, name: str, content: str) -> Path:
    """Write one rules file below the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def line(id: str = "ferry", role: str = "boilerplate", pattern: str = "Fährzeiten") -> str:  # noqa: A002
    """The TOML of one line rule."""
    return LINE.format(id=id, role=role, pattern=pattern)


def test_an_empty_rulebook_knows_nothing() -> None:
    """No rules, no words, no judgement by shape."""
    book = Rulebook.empty()
    assert not book.languages
    assert not book.judges_shape
    assert book.rules_for("", "", "de").matcher.find("Anzeige").line is None


def test_the_projects_rules_load() -> None:
    """The rules that ship are readable, and German and English are among them."""
    book = Rulebook.load()
    assert {"de", "en"} <= set(book.languages)
    assert book.judges_shape
    assert len(book.version) == 16


def test_loading_twice_gives_the_same_rulebook() -> None:
    """Rules are compiled once per process."""
    assert Rulebook.load() is Rulebook.load()


def test_a_users_rules_extend_a_language(tmp_path: Path) -> None:
    """Rules in a file of the same name stand beside the project's, and change the version."""
    write_rules(tmp_path, "languages/de.toml", line())
    book = Rulebook.load(tmp_path)
    find = book.rules_for("", "", "de").matcher.find
    assert find("Fährzeiten").line.id == "languages/de/ferry"
    assert find("Anzeige").line.id == "languages/de/ad-marker"
    assert book.version != Rulebook.load().version


def test_a_users_rules_come_first(tmp_path: Path) -> None:
    """A user's keep shields a line from the project's rules."""
    write_rules(tmp_path, "languages/de.toml", line(id="shield", role="keep", pattern="Anzeige|Fährzeiten"))
    found = Rulebook.load(tmp_path).rules_for("", "", "de").matcher.find("Anzeige").line
    assert found.id == "languages/de/shield"
    assert found.role is None


def test_the_same_id_replaces_a_rule(tmp_path: Path) -> None:
    """A user's rule takes the place of the project's of that name."""
    write_rules(tmp_path, "languages/de.toml", line(id="ad-marker"))
    assert Rulebook.load(tmp_path).rules_for("", "", "de").matcher.find("Anzeige").line is None


def test_a_users_words_extend_a_vocabulary(tmp_path: Path) -> None:
    """Named lists and months are joined, a new language is a file."""
    write_rules(tmp_path, "vocabulary/de.toml", '[words]\nboilerplate_phrases = ["zur fähre"]\n')
    write_rules(tmp_path, "vocabulary/xx.toml", 'function_words = ["lu"]\n')
    book = Rulebook.load(tmp_path)
    assert book.reads_like_boilerplate("Hier geht es zur Fähre", "de")
    assert book.reads_like_boilerplate("Jetzt den Newsletter abonnieren", "de")
    assert book.vocabulary("de").months
    assert book.vocabulary("xx-YY").function_words == {"lu"}


@pytest.mark.parametrize(
    ("publisher", "url", "known"),
    [
        ("Fährblatt", "", True),
        ("FÄHRBLATT", "", True),
        ("", "https://www.faehrblatt.example/artikel/1", True),
        ("", "https://faehrblatt.example/", True),
        ("Anderes Blatt", "https://nichtfaehrblatt.example/", False),
        ("", "", False),
        ("", "kein url", False),
    ],
)
def test_publishers_are_known_by_name_or_domain(
    tmp_path: Path, publisher: str, url: str, known: bool
) -> None:
    """The name in any case, or a domain and what stands below it; no other domain that ends alike."""
    header = 'publisher = "Fährblatt"\ndomains = ["faehrblatt.example"]\n'
    write_rules(tmp_path, "publishers/faehrblatt.toml", header + line())
    found = Rulebook.load(tmp_path).rules_for(publisher, url, "de").matcher.find("Fährzeiten").line
    assert (found is not None) is known


def test_publishers_come_before_languages(tmp_path: Path) -> None:
    """What a publisher's file says about a line goes before what its language's says."""
    write_rules(
        tmp_path,
        "publishers/kurier.toml",
        'publisher = "Kurier"\n' + line(role="heading", pattern="Anzeige|Fährzeiten"),
    )
    found = Rulebook.load(tmp_path).rules_for("Kurier", "", "de").matcher.find("Anzeige").line
    assert found.role is Role.HEADING


@pytest.mark.parametrize(
    ("language", "german", "english"), [("de-AT", 1, 0), ("en", 0, 1), ("und", 1, 1), ("xx", 1, 1)]
)
def test_languages_choose_the_rules(language: str, german: int, english: int) -> None:
    """Regions share their language's rules; where the language is unknown, all languages' rules apply."""
    find = Rulebook.load().rules_for("", "", language).matcher.find
    assert (find("Artikel teilen").line is not None) == german
    assert (find("Also: the bridge must go").line is not None) == english


@pytest.mark.parametrize("language", ["de", "de-CH", "en"])
def test_english_furniture_is_known_on_every_page(language: str) -> None:
    """Content systems speak English whatever their page does; labels that may be words of the page don't count."""
    find = Rulebook.load().rules_for("", "", language).matcher.find
    for furniture in ("Advertisement", "Share this article", "Sign up for our newsletter", "Read more"):
        assert find(furniture).line is not None, furniture
    assert find("Related stories").header is not None
    for text in ("Also: Wir bleiben hier", "FAQ", "© Action Press/Jo Tal"):
        assert language == "en" or find(text).line is None, text


def test_a_rulebook_can_be_sent_to_a_worker() -> None:
    """Rules survive pickling, as processes exchange them."""
    book = Rulebook.load()
    copy = pickle.loads(pickle.dumps(book))  # noqa: S301
    assert copy.version == book.version
    assert copy.rules_for("", "", "de").matcher.find("Anzeige").line.id == "languages/de/ad-marker"


@pytest.mark.parametrize(
    "text", ["Mehr zum Thema", "Jetzt anmelden und weiterlesen", "Fotos und Bildrechte: Jo Tal"]
)
def test_phrases_of_furniture_are_flagged(text: str) -> None:
    """Short lines with a known phrase are suspect."""
    assert Rulebook.load().reads_like_boilerplate(text, "de")


@pytest.mark.parametrize(
    "text",
    [
        "Die Fähre fährt wieder.",
        "",
        "Der Rat will mehr zum Thema wissen, " + "bevor er entscheidet, " * 6 + "ob die Fähre fährt.",
    ],
)
def test_paragraphs_are_not_flagged(text: str) -> None:
    """Text without a phrase, and paragraphs whatever their words, are not suspect."""
    assert not Rulebook.load().reads_like_boilerplate(text, "de")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (line().replace("pattern", "patern"), ["unknown key 'patern'", "did you mean 'pattern'?", "'ferry'"]),
        (line(role="boilerplat"), ["role = 'boilerplat'", "did you mean 'boilerplate'?", "keep"]),
        (line().replace('spares = ["Fährzeiten ändern sich"]', ""), ["lacks spares", "ferry"]),
        (
            line().replace('spares = ["Fährzeiten ändern sich"]', "spares = []"),
            ["spares = []", "at least one"],
        ),
        (line().replace('why = "a test"', 'why = ""'), ["why = ''", "isn't empty"]),
        (line().replace('why = "a test"', "why = 3"), ["why = 3", "str"]),
        (line(id="Ferry Times"), ["'Ferry Times'", "small letters"]),
        (line() + line(), ["two rules have the id 'ferry'"]),
        (line(pattern="(Fähre|Boot)"), ["a group that captures", "(?:…)"]),
        (line(pattern="(?:Fähre ?)+zeiten"), ["nested", "{0,40}"]),
        (line(pattern=".*Fähre.*zeit.*en.*"), ["quantifiers"]),
        (line(pattern="(?:Fähre)?"), ["matches the empty line"]),
        (line(pattern="Fähre["), ["not a regular expression"]),
        (line() + "longest = 5000\n", ["longest = 5000", "1000"]),
        ("[[lines]]\n", ["unknown key 'lines'", "did you mean 'line'?"]),
        ("line = 3\n", ["line = 3", "list"]),
        ("[[line]]\n", ["line 1", "lacks id"]),
        ("= nothing", ["not TOML"]),
        (
            '[[block]]\nid = "a"\nheader = "b"\ntakes = "teaser"\nwhy = "a"\nmatches = ["a"]\nspares = ["x"]',
            ["takes = 'teaser'", "did you mean 'teasers'?"],
        ),
        (
            '[[residue]]\nid = "cut"\npattern = "[a-z]+"\nwhy = "a"\ncuts = [["a", "b"]]\nspares = ["x"]\n',
            ["fixed text"],
        ),
        (
            '[[residue]]\nid = "cut"\npattern = "Fähre"\nwhy = "a test"\ncuts = ["a"]\nspares = ["x"]\n',
            ["cuts = ['a']", "pairs"],
        ),
    ],
)
def test_errors_teach(tmp_path: Path, content: str, words: list[str]) -> None:
    """A file that can't be used is told with file, rule, key, the value received and what is known."""
    path = write_rules(tmp_path, "languages/de.toml", content)
    with pytest.raises(RuleError) as caught:
        Rulebook.load(tmp_path)
    assert str(path) in str(caught.value)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("vocabulary/de.toml", 'months = [["jan"]]\n', ["months", "1 rows, not 12"]),
        ("vocabulary/de.toml", "function_words = [1]\n", ["function_words", "list of strings"]),
        ("vocabulary/de.toml", "[words]\nnamed = 3\n", ["named = 3"]),
        ("language/de.toml", line(), ["languages, publishers, vocabulary"]),
    ],
)
def test_words_and_folders_are_checked(tmp_path: Path, name: str, content: str, words: list[str]) -> None:
    """Vocabularies have their shape, and files their folder."""
    write_rules(tmp_path, name, content)
    with pytest.raises(RuleError) as caught:
        Rulebook.load(tmp_path)
    for word in words:
        assert word in str(caught.value)


def test_a_missing_directory_is_told(tmp_path: Path) -> None:
    """A directory that isn't there is an error, not an empty rulebook."""
    with pytest.raises(RuleError, match="not a directory"):
        Rulebook.load(tmp_path / "nowhere")


def test_rulebooks_are_told_apart_by_identity() -> None:
    """What is derived from a rulebook can be kept under it, and two of equal content are two."""
    assert {Rulebook.empty(): "one"}
    assert Rulebook.empty() != Rulebook.empty()


def test_languages_without_rules_share_one_matcher() -> None:
    """Nothing is prepared twice for the same layers."""
    book = Rulebook.load()
    assert book.rules_for("", "", "xx") is book.rules_for("", "", "und")
    assert book.rules_for("", "", "de-AT") is book.rules_for("", "", "de")
    assert book.rules_for("", "", "de") is not book.rules_for("", "", "en")


def test_a_users_patterns_are_checked_when_they_are_loaded(tmp_path: Path) -> None:
    """The project's own are checked by tests; a user's could be made slow by a line of the first document."""
    write_rules(tmp_path, "languages/de.toml", line(pattern="(?:a+)+"))
    with pytest.raises(RuleError, match="quantifiers"):
        Rulebook.load(tmp_path)


@pytest.mark.parametrize(
    "line", ["Mehr  zum\tThema", "• MEHR ZUM THEMA »", "Mehr zum\u00a0Thema", "Mehr zum", "Thema"]
)
def test_lines_are_flagged_alike_one_by_one_and_together(line: str) -> None:
    """A look at all of a document's lines finds what a look at each finds, and nothing across two of them."""
    book = Rulebook.load()
    lines = ["Der Rat tagt.", line, "Thema", "Mehr zum", "Mehr zum Thema " + "und noch mehr " * 20]
    assert book.count_like_boilerplate(lines, "de") == sum(
        book.reads_like_boilerplate(each, "de") for each in lines
    )
    assert book.count_like_boilerplate(lines, "de") == book.count_like_boilerplate(lines[::-1], "de")
