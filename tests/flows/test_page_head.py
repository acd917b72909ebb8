"""What a page of HTML states to machines: dates, authors, titles."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from flows.sources.page_head import Stated, read_page_head
from flows.sources.record import Record
from flows.sources.single import make_document
from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Rat saniert die Brücke",
    "datePublished": "2031-05-04T07:05:00+02:00",
}


def linked(*things: object) -> str:
    """Linked data, one script a thing."""
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


def told(head: str, **known: object) -> Stated:
    """What a page with this head states."""
    return read_page_head(f"<!DOCTYPE html><html><head>{head}</head><p>Text", Document.from_text("", **known))


def published(head: str, **known: object) -> str | None:
    """The publication that it states, as ISO 8601."""
    moment = told(head, **known).published_at
    return moment and moment.isoformat()


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2031-05-04T07:05:00+02:00">',
        '<meta content="2031-05-04T05:05:00Z" property="article:published_time">',
        '<meta name="date" content="2031-05-04T07:05:00+0200">',
        '<meta itemprop="datePublished" content="2031-05-04 07:05">',
        '<meta name="DC.date.issued" content="2031-05-04T07:05:00">',
        '<meta name="date" content="2030-01-01"><meta property="article:published_time" content="2031-05-04T07:05">',
        '<meta name="date" content="gestern"><meta name="pubdate" content="Sun, 04 May 2031 07:05:00 +0200">',
        linked(ARTICLE),
        linked([{"@type": "Organization"}, ARTICLE]),
        linked({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, ARTICLE]}),
        linked({"@type": "WebPage", "mainEntity": ARTICLE}),
        linked(ARTICLE | {"@type": ["ReportageNewsArticle", "NewsArticle"]}),
        '<meta property="article:published_time" content="2031-01-01T00:00:00Z">' + linked(ARTICLE),
        "<script type='application/ld+json'>{kaputt</script>" + linked(ARTICLE),
        "<script type=application/ld+json>" + json.dumps(ARTICLE, indent=1) + "\n</script>",
        linked(
            ARTICLE, {"@type": "ItemList", "itemListElement": [ARTICLE | {"datePublished": "2031-05-03"}]}
        ),
    ],
)
def test_a_page_states_when_it_was_published(head: str) -> None:
    """To networks or to search engines, whose linked data is the most exact."""
    assert published(head) == "2031-05-04T07:05:00+02:00"


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta property="article:modified_time" content="2031-05-04T07:05:00+02:00">',
        '<meta property="article:published_time" content="4. Mai 2031">',
        '<meta property="article:published_time" content="0001-01-01T00:00:00Z">',
        '<meta property="article:published_time" content="1970-01-01T00:00:00Z">',
        '<meta property="article:published_time" content="">',
        linked({"@type": "ItemList", "itemListElement": [ARTICLE]}),
        linked(ARTICLE, ARTICLE | {"headline": "Fähre fällt aus", "datePublished": "2031-05-03"}),
        linked(ARTICLE | {"datePublished": 20310504}, None, "NewsArticle", 7, {"@type": None}),
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
    ],
)
def test_what_states_no_publication_leaves_it_open(head: str) -> None:
    """A list's teasers have dates of their own, and programs write dates where they know none."""
    assert published(head) is None


def test_of_several_articles_the_one_with_the_pages_title_counts() -> None:
    """Pages state their teasers, too."""
    other = ARTICLE | {"headline": "Fähre fällt aus", "datePublished": "2031-05-03"}
    title = '<meta property="og:title" content="Rat saniert  die Br&uuml;cke">'
    assert published(title + linked(other, ARTICLE)) == "2031-05-04T07:05:00+02:00"


@pytest.mark.parametrize(
    ("stated", "precision"),
    [
        ("2031-05-04T07:05:09Z", "second"),
        ("2031-05-04T07:05:00Z", "minute"),
        ("2031-05-04T00:00:00+00:00", "day"),
        ("2031-05-04", "day"),
    ],
)
def test_its_precision_is_told(stated: str, precision: str) -> None:
    """Midnight is what programs write for a day, whose clock is the page's."""
    found = told(linked(ARTICLE | {"datePublished": stated}))
    assert found.published_precision == precision
    assert precision != "day" or str(found.published_at) == "2031-05-04 00:00:00+02:00"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"crawled_at": datetime(2031, 5, 4, 4, tzinfo=UTC)}, "2031-05-04T07:05:00+02:00"),
        ({"crawled_at": datetime(2031, 5, 2, tzinfo=UTC)}, None),
        ({"read_on": date(2031, 5, 4)}, "2031-05-04T07:05:00+02:00"),
        ({"read_on": date(2031, 5, 2)}, None),
        (
            {"read_on": date(2030, 5, 2), "crawled_at": datetime(2032, 1, 1, tzinfo=UTC)},
            "2031-05-04T07:05:00+02:00",
        ),
    ],
)
def test_no_page_is_newer_than_its_crawl(known: dict[str, object], expected: str | None) -> None:
    """A day is allowed for clocks that are wrong."""
    assert published(linked(ARTICLE), **known) == expected


def test_only_what_is_later_is_an_update() -> None:
    """Most pages state the same moment twice."""
    updates = ("2031-05-04T09:30:00+02:00", "2031-05-04T05:05:00Z", "2031-05-03")
    found = [told(linked(ARTICLE | {"dateModified": update})).updated_at for update in updates]
    assert [str(moment) for moment in found] == ["2031-05-04 09:30:00+02:00", "None", "None"]
    alone = told('<meta property="article:modified_time" content="2031-05-04T09:30:00+02:00">')
    assert (alone.published_at, str(alone.updated_at)) == (None, "2031-05-04 09:30:00+02:00")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "name": "Anna  Beispiel"}, ("Anna Beispiel",)),
        (
            [{"@type": "Person", "name": "Anna van der Moor"}, {"@type": "Person", "name": "Bert O&#39;Hara"}]
            * 2,
            ("Anna van der Moor", "Bert O'Hara"),
        ),
        ({"@type": ["Person"], "name": "J. Muster"}, ("J. Muster",)),
        ({"@type": "Organization", "name": "Talbote Online"}, ()),
        ({"@type": "Person", "name": "Redaktion"}, ()),
        ({"@type": "Person", "name": "TB24 Redaktion"}, ()),
        ({"@type": "Person", "name": "https://talbote.example/anna beispiel"}, ()),
        ({"@type": "Person", "name": ["Anna Beispiel"]}, ()),
        ({"@type": "Person"}, ()),
        ("Anna Beispiel", ()),
        (None, ()),
    ],
)
def test_it_states_its_authors(author: object, names: tuple[str, ...]) -> None:
    """Persons alone, as they sign."""
    assert told(linked(ARTICLE | {"author": author})).authors == names


def test_what_a_page_states_comes_before_what_its_lines_say() -> None:
    """What it leaves open is read from its lines."""
    body = (
        "<p>Der Rat von Talbrück hat am Montagabend beschlossen, die alte Brücke zu sanieren, für drei Jahre.</p>"
        * 3
    )
    lines = "<h1>Rat saniert die Brücke</h1><p>Von Bert Muster</p><p>3. Mai 2031, 8.15 Uhr</p>"
    author = {
        "author": {"@type": "Person", "name": "Anna Beispiel"},
        "dateModified": "2031-05-04T09:30:00+02:00",
    }

    def cleaned(head: str) -> Document:
        source = f"<!DOCTYPE html><html><head>{head}</head><body>{lines}{body}".encode()
        return clean(
            make_document(Record("i", "s", "a.html", "a.html", source), "Europe/Berlin"), Rulebook.load()
        )

    stated, read = cleaned(linked(ARTICLE | author)), cleaned("")
    assert (str(stated.published_at), str(stated.updated_at), stated.authors) == (
        "2031-05-04 07:05:00+02:00", "2031-05-04 09:30:00+02:00", ("Anna Beispiel",)
    )  # fmt: skip
    assert (str(read.published_at), read.updated_at, read.authors) == (
        "2031-05-03 08:15:00+02:00", None, ("Bert Muster",)
    )  # fmt: skip
    assert stated.title == read.title == "Rat saniert die Brücke"
    assert stated.text == read.text


def test_an_update_that_lines_state_is_none_before_the_publication_that_the_page_states() -> None:
    """Its lines may be rounded, or speak of something else."""
    lines = "<h1>Rat saniert die Brücke</h1><p>{}</p>"
    body = (
        "<p>Der Rat von Talbrück hat am Montagabend beschlossen, die alte Brücke zu sanieren, für drei Jahre.</p>"
        * 3
    )

    def cleaned(head: str, said: str) -> tuple[str, str]:
        source = f"<html>{head}{lines.format(said)}{body}".encode()
        document = make_document(Record("i", "s", "a.html", "a.html", source), "Europe/Berlin")
        found = clean(document, Rulebook.load())
        return str(found.published_at)[:16], str(found.updated_at)[:16]

    published, updated = "2031-05-04 07:05", "2031-05-04 09:30"
    assert cleaned(linked(ARTICLE), "Aktualisiert: 4. Mai 2031, 7.00 Uhr") == (published, "None")
    assert cleaned(linked(ARTICLE), "Aktualisiert: 4. Mai 2031, 9.30 Uhr") == (published, updated)
    modified = '<meta property="article:modified_time" content="2031-05-04T09:30:00+02:00">'
    assert cleaned(modified, "4. Mai 2031, 7.05 Uhr") == (published, updated)
    assert cleaned(modified, "4. Mai 2031, 9.31 Uhr") == ("2031-05-04 09:31", "None")
    assert cleaned("", "Aktualisiert: 4. Mai 2031, 9.30 Uhr") == ("None", updated)


def test_a_headline_may_have_entities() -> None:
    """Many a page escapes for HTML what is JSON."""
    assert told(linked(ARTICLE | {"headline": "Br&uuml;cke &amp; Steg"})).titles == ("Brücke & Steg",)
