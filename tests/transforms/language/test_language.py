"""The language of documents and entries."""

from __future__ import annotations

import importlib
import sys
import tomllib
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import langdetect
import langdetect_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.document import Document, Entry, Line, Role
from transforms.language import ngrams as language_ngrams
from transforms.language.detection import (
    OWN_LENGTH,
    OWN_SCORE,
    detect_entry_languages,
    detect_language,
    identify,
    spread_sample,
)
from transforms.language.ngrams import most_likely
from transforms.language.votes import Ballot, decides_for, may_be_outvoted, vote_closely, vote_quickly
from transforms.rulebook import Rulebook

RULEBOOK = Rulebook.load()

HEADLINES = tomllib.loads(Path(__file__).with_name("headlines.toml").read_text("utf-8"))
SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))

GERMAN = "Die Feuerwehr rückte am Abend mit drei Wagen aus, weil im Keller des Rathauses Wasser stand. "
ENGLISH = "Please accept the use of cookies so that we can show you the news that you want to read. "


def language_of(text: str, rulebook: Rulebook = RULEBOOK) -> str:
    """The language detected in this text."""
    return detect_language(Document.from_text(text), rulebook).language


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_enough(language: str) -> None:
    """One sentence of news tells each language, close kin apart."""
    assert language_of(SENTENCES[language]) == language


@pytest.mark.parametrize("language", sorted(set(SENTENCES) - {"is"}))
def test_n_grams_alone_tell_a_language(language: str) -> None:
    """Without a vocabulary langdetect decides; Icelandic is the one it has never heard of."""
    assert language_of(SENTENCES[language], Rulebook.empty()) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "04.11.2024 • 23:36",
        "+++ 12:30 +++",
        "OK",
        "123 456",
        "…",
        "https://example.org/de/nachrichten",
    ],
)
def test_nothing_is_told_from_nothing(text: str) -> None:
    """Clocks, numbers, addresses and single syllables are in no language."""
    found = detect_language(Document.from_text(text), RULEBOOK)
    assert (found.language, found.language_score) == ("und", 0.0)


def test_a_foreign_head_does_not_decide() -> None:
    """600 characters of English furniture before a German report leave it German."""
    assert language_of(ENGLISH * 7 + "\n" + "\n".join([GERMAN * 3] * 12)) == "de"
    assert language_of("\n".join([GERMAN * 3] * 2) + ("\n" + ENGLISH * 3) * 14) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Dienstag, 4. November",
        "FEUERWEHR LÖSCHT BRAND IM RATHAUS",
        "Was wir wissen und was nicht",
        "Trainer Wójcik und Stürmer Łukasz Dąbrowski verlassen den Klub",
        "Þórhallur Guðmundsson hat am Freitag die Fähre getauft, die nach Seyðisfjörður fährt.",
        "„The show must go on“, sagte die Intendantin, und dann ging es im Saal wirklich weiter.",
        "Tickets gibt es im Onlineshop, Bundestrainer Kühn lobt Fans",
    ],
)
def test_german_stays_german(text: str) -> None:
    """Foreign names, quotes and loan words in a German line are no other language."""
    assert language_of(text) == "de"


def test_few_words_are_told_more_often_than_not() -> None:
    """German headlines are told in 9 of 10 cases, those of other languages in 8, and hardly one becomes German."""
    german = [language_of(headline) for headline in HEADLINES["de"]]
    assert german.count("de") >= 0.92 * len(german)
    foreign = [
        (language, language_of(headline))
        for language, headlines in HEADLINES.items()
        for headline in headlines
        if language != "de"
    ]
    assert sum(told == language for language, told in foreign) >= 0.85 * len(foreign)
    assert sum(told == "de" for _, told in foreign) <= 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Trainer Oberhuber: „Das ist die Super Premier League“"),
        ("de", "Smartphones sollen Update bekommen"),
        ("en", "Cold war museum opens"),
        ("en", "Fast food chain folds"),
        ("nl", "Er werden dertig ramen gemaakt."),
    ],
)
def test_little_words_outweigh_n_grams(language: str, text: str) -> None:
    """Where n-grams are led astray by a name little words decide, and homographs speak for both languages."""
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["xkcd qwrt zzpl", "www.example.org", "Gg. Hh. Ff.", "BGH RTL MDR"])
def test_codes_are_no_words(text: str) -> None:
    """Abbreviations and addresses are in no language, however sure n-grams are."""
    assert language_of(text) == "und"


def test_a_long_document_is_told_from_a_sample() -> None:
    """A line of megabytes and a million lines are sampled, not read."""
    assert language_of(GERMAN * 50_000) == "de"
    assert language_of("\n".join([GERMAN[:40]] * 200_000)) == "de"
    assert language_of("\n" * 100_000 + GERMAN * 3) == "de"


def test_a_text_without_blanks_is_sampled_too() -> None:
    """Languages that put no blanks between words are no trap for the sample."""
    assert language_of(SENTENCES["ja"] * 200) == "ja"


@given(st.lists(st.text(max_size=60), max_size=40), st.integers(16, 400))
def test_a_sample_is_bounded(texts: list[str], size: int) -> None:
    """A sample is as long as asked for at most, breaks between its slices apart."""
    assert len(spread_sample("\n".join(texts), size)) <= size + 16


def test_verdicts_do_not_depend_on_what_came_before() -> None:
    """The same text has the same verdict, to the bit, whatever was looked at in between."""
    texts = [*SENTENCES.values(), "Sommerfest", "Nieuws"]
    there = [identify(text, RULEBOOK) for text in texts]
    back = [identify(text, RULEBOOK) for text in reversed(texts)]
    assert there == back[::-1]


@given(st.text(max_size=300))
def test_only_the_language_changes(text: str) -> None:
    """Lines stay as they are, twice is once, and the score lies between 0 and 1."""
    document = Document.from_text(text)
    once = detect_language(document, RULEBOOK)
    assert once.lines == document.lines
    assert detect_language(once, RULEBOOK) == once
    assert 0.0 <= once.language_score <= 1.0
    assert (once.language == "und") == (once.language_score == 0.0)


def test_more_text_is_surer() -> None:
    """The score of a page is higher than that of one word."""
    word, page = identify("Wetterbericht", RULEBOOK), identify(GERMAN * 4, RULEBOOK)
    assert word.score < 0.5
    assert page.score > 0.9


def detections(package: object, texts: list[str]) -> list[object]:
    """What one of the packages finds in each text."""
    factory = package.DetectorFactory()
    factory.load_profile(langdetect.PROFILES_DIRECTORY)
    factory.seed = 0
    return [detection(package, factory, text) for text in texts]


def detection(package: object, factory: object, text: str) -> object:
    """Languages and probabilities, to the bit, or what the error says."""
    detector = factory.create()
    detector.set_prior_map({name: 1.0 + len(name) * text.count(name[0]) for name in factory.langlist})
    detector.append(text)
    try:
        return [(found.lang, found.prob) for found in detector.get_probabilities()]
    except package.LangDetectException as error:
        return str(error)


def test_the_fast_detector_agrees_with_the_reference() -> None:
    """langdetect-rs gives langdetect's very probabilities: whole sentences, scraps and wordless text."""
    sentences = list(SENTENCES.values())
    scraps = [" ".join(sentence.split()[:2]) for sentence in sentences]
    mixed = [one + " " + other for one, other in pairwise(sentences)]
    texts = [*sentences, *scraps, *mixed, "", "12:30", "ÄRGER UM NEUBAU", "mail@example.org"]
    assert detections(langdetect_rs, texts) == detections(langdetect, texts)


def test_the_reference_steps_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where langdetect-rs can't be imported, langdetect is used and says the same."""
    texts = [SENTENCES["sl"], SENTENCES["de"], "Sommerfest", "12:30"]
    expected = [most_likely(text, {}) for text in texts]
    monkeypatch.setitem(sys.modules, "langdetect_rs", None)
    try:
        module = importlib.reload(language_ngrams)
        assert module.langdetect is langdetect
        assert [module.most_likely(text, {}) for text in texts] == expected
    finally:
        monkeypatch.undo()
        importlib.reload(language_ngrams)


def test_function_words_are_fit_to_vote() -> None:
    """Each vocabulary's function words are single words in lower case, and enough to tell a sentence."""
    for name, vocabulary in RULEBOOK.vocabularies.items():
        assert len(vocabulary.function_words) >= 30, name
        assert all(word == word.lower() and len(word.split()) == 1 for word in vocabulary.function_words), (
            name
        )


def test_votes_need_no_n_grams_for_news() -> None:
    """Two sentences of German or English news are decided by their little words."""
    ballot = Ballot.of(RULEBOOK.vocabularies)
    assert vote_quickly(GERMAN * 2, ballot).leader == "de"
    assert vote_quickly(ENGLISH * 2, ballot)[:3] == ("en", vote_quickly(ENGLISH * 2, ballot).ahead, 0)


LITTLE_WORDS = st.sampled_from(
    ["und", "der", "nicht", "die", "in", "was", "and", "the", "de", "het", "et", "Ulm"]
)


@given(st.lists(LITTLE_WORDS, max_size=40).map(" ".join), st.sampled_from(["de", "en", "nl", "und"]))
def test_the_quick_decision_is_that_of_the_vote(text: str, language: str) -> None:
    """What is decided without counting every language is decided the same when all are counted."""
    ballot = Ballot.of(RULEBOOK.vocabularies)
    vote = vote_quickly(text, ballot)
    if decides_for(language, text, ballot):
        assert (vote.leader, vote.is_decisive) == (language, True)


SIGNS = st.sampled_from(
    ["und", "der", "was", "and", "the,", "“of”", "c'est", "het", "et", "¿", "ñ", "żółć", "Øl", "Ulm", "war"]
)


@given(st.lists(SIGNS, max_size=60).map(" ".join), st.sampled_from(["de", "en", "nl", "fr"]))
def test_who_cannot_be_outvoted_is_not(text: str, language: str) -> None:
    """Where few words and letters oppose a language no vote is decisive for another."""
    ballot = Ballot.of(RULEBOOK.vocabularies)
    if not may_be_outvoted(language, text, ballot):
        for vote in (vote_quickly(text, ballot), vote_closely(text, ballot)):
            assert vote.leader == language or not vote.is_decisive


@given(st.lists(st.sampled_from([*HEADLINES["pl"], *HEADLINES["de"], *HEADLINES["en"]]), max_size=9))
def test_an_entry_has_the_language_that_the_whole_vote_gives_it(headlines: list[str]) -> None:
    """The shortcuts of entries change no verdict: it is the text's own where that is sure, else the document's."""
    text = ". ".join(headlines)
    found = identify(text, RULEBOOK)
    expected = found.language if len(text) >= OWN_LENGTH and found.score >= OWN_SCORE else "de"
    assert detect_entry_languages(liveblog(text), RULEBOOK).entries[0].language == expected


def test_the_quick_decision_is_the_usual_one() -> None:
    """News is decided quickly; words that speak for others stand against it, and no text is in no language."""
    ballot = Ballot.of(RULEBOOK.vocabularies)
    assert decides_for("de", GERMAN * 2, ballot)
    assert not decides_for("en", GERMAN * 2, ballot)
    assert not decides_for("de", GERMAN * 2 + ENGLISH, ballot)
    assert not decides_for("und", GERMAN * 2, ballot)


def test_letters_vote() -> None:
    """Letters speak for a language even where none of its little words stands."""
    ballot = Ballot({}, {"þ": ("is",), "ð": ("is", "fo")})
    assert vote_closely("Þingeyri, Garður", ballot).counts == {"is": 2, "fo": 1}


def test_a_ballot_is_made_once_a_rulebook() -> None:
    """A ballot is kept as long as the vocabularies are the same, and never taken for another's."""
    assert Ballot.of(RULEBOOK.vocabularies) is Ballot.of(RULEBOOK.vocabularies)
    for _ in range(50):
        assert Ballot.of({}) == Ballot({}, {})


def liveblog(*texts: str, language: str = "de") -> Document:
    """A liveblog with an entry of one line for each text."""
    lines = tuple(Line(text, text, Role.BODY, "test", entry=n) for n, text in enumerate(texts, 1))
    at = datetime(2025, 3, 1, 12, tzinfo=UTC)
    entries = tuple(Entry(n, None, at, "minute", "marked", 1.0, n, n) for n in range(1, len(texts) + 1))
    return Document(lines, language=language, kind="liveblog", entries=entries)


def test_an_entry_has_its_own_language() -> None:
    """A long English statement in a German liveblog is English."""
    document = detect_entry_languages(liveblog(GERMAN * 2, ENGLISH * 3, SENTENCES["fr"] * 2), RULEBOOK)
    assert [entry.language for entry in document.entries] == ["de", "en", "fr"]


def test_short_entries_inherit() -> None:
    """What is short, a result or a quote, has the document's language."""
    document = detect_entry_languages(
        liveblog("Tor!", "0:1 Dąbrowski (12.)", "We are the champions.", ""), RULEBOOK
    )
    assert [entry.language for entry in document.entries] == ["de"] * 4


def test_names_make_no_language() -> None:
    """A line-up of foreign names stays in its document's language."""
    names = "Kędzior, Żurawski, Bąk, Łoś, Wójcik, Krzyżanowski, Ślusarz, Dąbrowski, Gołąb, Świerk, "
    document = detect_entry_languages(liveblog("Aufstellung: " + 2 * names), RULEBOOK)
    assert document.entries[0].language == "de"


def test_entries_of_an_undetermined_document_speak_for_themselves() -> None:
    """Where the document's language is unknown an entry's own is better than none."""
    document = detect_entry_languages(liveblog(GERMAN * 2, "–", language="und"), RULEBOOK)
    assert [entry.language for entry in document.entries] == ["de", "und"]


def test_entries_twice_is_once() -> None:
    """Detecting again changes nothing; a document without entries is returned as it is."""
    once = detect_entry_languages(liveblog(GERMAN * 2, ENGLISH * 3), RULEBOOK)
    assert detect_entry_languages(once, RULEBOOK) == once
    bare = Document.from_text(GERMAN)
    assert detect_entry_languages(bare, RULEBOOK) is bare
