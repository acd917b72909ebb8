"""Teasers with a link to the rest below an article go; the article above and a text that unfolds stay."""

from __future__ import annotations

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
ARTICLE = (
    "Die Fähre am Kai bleibt liegen",
    "Die Fähre liegt seit Montag am Kai, und niemand im Ort weiß, wie lange sie dort noch liegen wird.",
    "Der Rat hat am Abend beschlossen, dass die Fähre bis zum Ende der Woche am Kai bleiben soll.",
    "Die Reederei hatte darum gebeten, weil am Bug ein Schaden war, den die Werft erst am Freitag ansehen kann.",
)
TEASER = (
    "Die Hütten am Hang wurden im Frühjahr geräumt, nachdem der Boden ins Rutschen geraten war. Wer dort wohnte, "
    "durfte bis heute nicht zurück, obwohl ein Gutachten den Hang für sicher hält. Was das für den Sommer heißt."
)
OTHER = (
    "Vor zehn Jahren zog die Glaserei aus der Innenstadt fort. Nun kommt sie zurück, mit neuem Meister und alten "
    "Öfen, und sucht Leute, die das Blasen lernen wollen, wie es die Großeltern noch konnten."
)


def _kept(*lines: str) -> list[str]:
    page = clean(Document.from_text("\n\n".join(lines)), RULES)
    return [line.text for line in page.lines if line.kept and line.text]


def test_teasers_above_links_to_the_rest_go() -> None:
    """With a headline or a question, a kicker or none, in German and in English."""
    below = ("Bergdorf", "Wann dürfen sie zurück in ihre Hütten?", TEASER, "Artikel lesen")
    assert _kept(*ARTICLE, *below, "Glaserei kehrt in die Stadt zurück", OTHER, "Artikel lesen") == list(
        ARTICLE[1:]
    )
    below = ("Hütten am Hang geräumt", TEASER, "Read more")
    assert _kept(*ARTICLE, *below, "Glaserei kehrt in die Stadt zurück", OTHER, "Read more") == list(
        ARTICLE[1:]
    )


def test_a_text_above_the_only_link_stays() -> None:
    """It unfolds the article."""
    assert TEASER in _kept(*ARTICLE, "Hütten am Hang", TEASER, "Weiterlesen")


def test_a_page_of_teasers_alone_stays() -> None:
    """There is nothing else to publish."""
    kept = _kept(
        "Hütten am Hang geräumt", TEASER, "Weiterlesen", "Glaserei kehrt zurück", OTHER, "Weiterlesen"
    )
    assert TEASER in kept


def test_a_lone_sign_above_a_teaser_is_no_headline() -> None:
    """What is left of a button, "?", is none either."""
    kept = _kept(*ARTICLE, "?", TEASER, "Weiterlesen", "Glaserei kehrt zurück", OTHER, "Weiterlesen")
    assert OTHER not in kept
    assert "?" not in kept


def test_one_paragraph_is_an_article_that_a_share_row_closes() -> None:
    """Three teasers below it tell that they are; without the row, a page of teasers may be all that there is."""
    teasers = [
        line
        for headline, text in (("Hütten am Hang geräumt", TEASER), ("Glaserei kehrt zurück", OTHER))
        for line in (headline, text, "Read the rest")
    ]
    teasers += [
        "Fähre am Kai",
        "Die Fähre am Kai bleibt liegen, bis die Werft am Freitag kommt, sagt die Reederei.",
        "Read the rest",
    ]
    article = (ARTICLE[0], "4. Mai 2031, 7.05 Uhr", " ".join(ARTICLE[1:]))
    assert _kept(*article, "Teilen | Drucken | Merken", *teasers) == [article[2]]
    assert TEASER in _kept(*teasers)


def test_teasers_right_below_an_introduction_stay() -> None:
    """Nothing closes an article there: the page may introduce them."""
    long = f"{TEASER} {OTHER}"
    teasers = (
        "Hütten am Hang geräumt",
        long,
        "Read the rest",
        "Glaserei kehrt zurück",
        OTHER,
        "Read the rest",
    )
    kept = _kept(ARTICLE[0], " ".join(ARTICLE[1:]), *teasers, "Fähre am Kai", ARTICLE[3], "Read the rest")
    assert long in kept
