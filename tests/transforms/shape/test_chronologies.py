"""Hours and days within an article: of what happened, and of what takes place."""

from __future__ import annotations

import pytest

from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook
from transforms.shape.judging import judge_shapes

BOOK = Rulebook.load()
TITLE = "Der Dammbruch am Mühlsee"
OPENING = "Die Chronik des 26. April stützt sich auf Angaben der Feuerwehr und auf das, was Anwohner in den Tagen danach in der Gaststube zum Seehaus erzählt haben, als das Wasser wieder fort war."
HOURS = ("11.05 Uhr:", "11.10 Uhr:", "11.12 Uhr:", "12.00 Uhr:")
TOLD = (
    "Der Wirt vom Seehaus hört ein Rauschen und ruft die Feuerwehr.",
    "Die Leitstelle wird informiert.",
    "Das Wasser steht auf dem Parkplatz. Ein Streifenwagen fährt am Seehaus vor.",
    "Das Aufräumen beginnt mit der Suche nach der Glocke der Kapelle.",
)
PROGRAMME = (
    "Bühne am Marktplatz",
    "Freitag, 09.08.2030",
    "19.30 Uhr: Trio Himbeer",
    "Samstag, 10.08.2030",
    "19.30 Uhr: Seelenstadt",
    "Bühne auf der Insel",
    "Freitag, 09.08.2030",
    "19.30 Uhr: DJ Peter Miet",
    "Sonntag, 11.08.2030",
    "11.00 Uhr: Kinderdisco",
)


def cleaned(*lines: str) -> Document:
    """The cleaned page of some lines, set apart."""
    return clean(Document.from_text("\n\n".join((TITLE, OPENING, *lines))), BOOK)


def test_a_chronology_stays() -> None:
    """Its hours are headings, however short the texts below them are."""
    document = cleaned(*(line for pair in zip(HOURS, TOLD, strict=True) for line in pair))
    assert document.kind == "article"
    roles = {line.text: line.role for line in document.lines}
    assert [roles[hour] for hour in HOURS] == [Role.HEADING] * len(HOURS)
    assert [roles[text] for text in TOLD] == [Role.BODY] * len(TOLD)


def test_a_programme_stays_with_its_days_and_places() -> None:
    """Rows that stand alone under their days belong together."""
    assert [line.text for line in cleaned(*PROGRAMME).lines if line.kept] == [OPENING, *PROGRAMME]


def test_news_at_any_minute_are_no_programme() -> None:
    """Teasers of other pages have their clocks, too."""
    teasers = [f"{row.replace('.30', '.37').replace('.00', '.04')}" for row in PROGRAMME]
    assert "19.37 Uhr: Seelenstadt" not in {line.text for line in cleaned(*teasers).lines if line.kept}


LONG = [
    f"{told} {OPENING[30:150]} und so ging es weiter, bis der Morgen kam." for told in TOLD
]  # as long as paragraphs


def test_hours_alone_head_the_paragraphs_of_a_tale() -> None:
    """In the order of a day and the night after it; the first is not the page's own."""
    hours = ("16.40 Uhr", "19.02 Uhr", "23.30 Uhr", "4.10 Uhr")
    document = cleaned(*(line for pair in zip(hours, LONG, strict=True) for line in pair))
    assert document.kind == "article"
    assert [line.text for line in document.lines if line.role is Role.HEADING] == list(hours)
    assert document.published_at is None


def test_hours_of_teasers_head_nothing() -> None:
    """Below them stand headlines, and they fall."""
    hours = ("23.30 Uhr", "19.02 Uhr", "16.40 Uhr")
    teasers = ("Wirt hört ein Rauschen", "Glocke gefunden", "Streifenwagen am Seehaus")
    document = cleaned(LONG[0], *(line for pair in zip(hours, teasers, strict=True) for line in pair))
    assert not any(line.role is Role.HEADING for line in document.lines if line.text in hours)


def test_days_amid_paragraphs_are_headings() -> None:
    """A tale told day by day; the day below a headline is a teaser's."""
    days = ("Montag, 15. Juni 1987", "Dienstag, 16. Juni 1987", "Freitag, 19. Juni 1987")
    told = [f"{text} {OPENING}" for text in TOLD[:3]]
    document = cleaned(
        *[f"Zuvor: {text} {OPENING}" for text in TOLD],
        *(line for pair in zip(days, told, strict=True) for line in pair),
    )
    roles = {line.text: line.role for line in document.lines}
    assert [roles[day] for day in days] == [Role.HEADING] * 3
    teasers = cleaned(
        *told,
        *(line for day in days for line in ("Suche nach der Glocke geht weiter", day, OPENING[:90] + ".")),
    )
    assert Role.HEADING not in {line.role for line in teasers.lines if line.text in days}


LINKS = ("Teilen", "Foto: Ida Moos/Seeblatt", "Mehr zum Thema", "Ente im Rathaus")
EVENTS = ("Gründung der Fährgesellschaft", "Stilllegung der Bahn nach Dornau", "Erste Pläne für eine Brücke")


@pytest.mark.parametrize(
    "dates",
    [
        ("1998", "2005", "2014"),
        ("Seit 2014:", "2005–07", "1998"),
        ("Freitag, 30. Mai", "Samstag, 31. Mai", "Sonntag, 1. Juni"),
    ],
)
def test_dates_in_order_head_what_happened_then(dates: tuple[str, ...]) -> None:
    """In however few words, below a text: years, and weekdays without one."""
    rows = [line for pair in zip(dates, EVENTS, strict=True) for line in pair]
    document = cleaned(LONG[0], *rows, LONG[1], *LINKS)
    lines = {line.text: line for line in document.lines}
    assert all(lines[event].kept for event in EVENTS)
    assert [lines[date].role for date in dates] == [Role.HEADING] * 3


@pytest.mark.parametrize(
    "dates",
    [
        ("2014", "1998", "2005"),  # in no order
        ("2014", "2014", "2014"),
        ("12. Mai 2031", "13. Mai 2031", "14. Mai 2031"),  # teasers'
    ],
)
def test_other_dates_head_nothing(dates: tuple[str, ...]) -> None:
    """Archives, copyrights and teasers have dates, too."""
    rows = [line for pair in zip(dates, EVENTS, strict=True) for line in pair]
    document = cleaned(LONG[0], LONG[1], *rows, *LINKS)
    assert not any(line.role is Role.HEADING for line in document.lines if line.text in dates)


FRENCH = (
    "Un voisin appelle les pompiers, qui arrivent peu après avec dix camions.",
    "La police dit que le feu est d'origine criminelle et cherche des témoins.",
    "Trois hommes sont entendus par le juge et nient tous les faits.",
    "Le procès commence, et le tribunal entend les premiers témoins de la nuit.",
)
ENGLISH = (
    "A neighbour calls the fire brigade, which arrives with ten engines.",
    "The police say that the fire was set by somebody who knew the mill.",
    "Three men appear before the court, and all of them deny it.",
    "The trial begins, and the jury hears the first of the witnesses.",
)


@pytest.mark.parametrize(
    ("language", "dates", "texts"),
    [
        ("de", ("11. Juni 2029", "2. August 2029", "Januar 2030", "30. Mai 2031"), TOLD),
        ("fr", ("11 juin 2029", "2 août 2029", "janvier 2030", "30 mai 2031"), FRENCH),
        ("en", ("June 11, 2029", "August 2, 2029", "January 2030", "May 30, 2031"), ENGLISH),
        ("en", ("11 June 2029", "2 August 2029", "January 2030", "30 May 2031"), ENGLISH),
    ],
)
def test_days_through_several_years_head_what_happened(
    language: str, dates: tuple[str, ...], texts: tuple[str, ...]
) -> None:
    """A sentence stands below each; teasers have headlines there, and the newest comes first."""
    rows = [line for pair in zip(dates, texts, strict=True) for line in pair]
    long = [" ".join((text, *texts)) for text in (*texts, *texts[::-1])]
    page = ("Auental", "12/06/2031 09:12", *long, *rows, "; ".join(texts) + ".", *LINKS)
    document = clean(Document.from_text("\n\n".join(page), language=language), BOOK)
    lines = {line.text: line for line in document.lines}
    assert all(lines[told].kept for told in texts)
    assert [lines[date].role for date in dates] == [Role.HEADING] * 4


def test_days_above_headlines_head_nothing() -> None:
    """They are teasers', the oldest first."""
    headlines = ("Streit um die Brücke", "Kran in Auental gefunden", "Ente im Rathaus", "Rat tagt am Fluss")
    dates = ("11. Juni 2029", "2. August 2029", "3. Januar 2030", "30. Mai 2031")
    rows = [line for pair in zip(dates, headlines, strict=True) for line in pair]
    document = cleaned(*LONG, *LONG, *rows, *LINKS)
    assert not any(line.role is Role.HEADING for line in document.lines if line.text in dates)


def test_days_of_one_year_or_in_no_order_head_nothing() -> None:
    """They may as well be those of teasers."""
    for years in (("2031",) * 4, ("2031", "2029", "2030", "2029")):
        dates = [f"1{day}. Juni {year}" for day, year in enumerate(years)]
        rows = [line for pair in zip(dates, TOLD, strict=True) for line in pair]
        document = cleaned(LONG[0], LONG[1], *rows, *LINKS)
        assert not any(line.role is Role.HEADING for line in document.lines if line.text in dates)


def test_years_of_an_archive_head_nothing() -> None:
    """Nothing stands between them."""
    document = cleaned(LONG[0], LONG[1], "Archiv", "2031", "2030", "2029", *LINKS)
    assert not any(line.kept for line in document.lines if line.text[:3] == "203")


def test_years_above_single_words_or_above_all_text_head_nothing() -> None:
    """Archives have their departments, and sites their history on top."""
    menu = ("2029", "Politik", "2030", "Sport", "2031", "Kultur")
    assert not {line.text for line in cleaned(LONG[0], LONG[1], *menu, *LINKS).lines if line.kept} & set(menu)
    dates = ("1998", "2005", "2014")
    rows = [line for pair in zip(dates, EVENTS, strict=True) for line in pair]
    document = Document.from_text("\n\n".join([*rows, LONG[0], LONG[1], *LINKS]), language="de")
    assert not {line.text for line in judge_shapes(document, BOOK).lines if line.kept} & set(dates)


def test_two_days_with_their_years_are_the_pages_own() -> None:
    """When it was published, and when it was changed."""
    document = cleaned("Montag, 5. Mai 2025", "Dienstag, 6. Mai 2025", LONG[0], LONG[1])
    assert document.published_at is not None
