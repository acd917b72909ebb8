"""What a page of HTML says of itself to browsers, networks and search engines: address, titles, dates, authors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from html import unescape
from typing import Any, NamedTuple

from transforms.dates.stated import StatedMoment, read_stated
from transforms.document import Document

_HEAD = 200_000  # characters in which a page speaks of itself
_TAG = re.compile(r"<(?:link|meta)\b[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]{2,30})\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?")
_TITLE_TAG = re.compile(r"<title\b[^>]{0,200}>([^<]{1,1000})</title", re.IGNORECASE)
_OPENS_DATA = re.compile(r"<script\b[^>]{0,300}?ld\+json[^>]{0,300}>", re.IGNORECASE)
_CLOSES_DATA = re.compile(r"</script", re.IGNORECASE)
_TITLES = ("og:title", "twitter:title")
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "pubdate",
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")  # the types of schema.org that are one: "NewsArticle"
_LIVEBLOG = "LiveBlogPosting"
_PARTS = ("@graph", "mainEntity")  # under which linked data holds more of the page's own
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[.’'-])*(?: [^\W\d_](?:[^\W\d_]|[.’'-])*){1,4}")
_LONGEST_NAME = 60  # characters
_ALLOWANCE = timedelta(days=1)  # that a page's clock may be ahead of ours
_BLANKS = re.compile(r"\s+")

Tag = Mapping[str, str]


class Stated(NamedTuple):
    """What a page's head says; what it leaves open is empty or None."""

    url: str = ""
    titles: tuple[str, ...] = ()  # the most trustworthy first
    published_at: datetime | None = None  # aware
    published_precision: str | None = None  # "second", "minute" or "day"
    updated_at: datetime | None = None  # aware; later than `published_at`, if that is stated
    authors: tuple[str, ...] = ()  # persons
    is_liveblog: bool = False


def read_page_head(html: str, document: Document) -> Stated:
    """All that a page states; its clocks are read in the document's time zone, and none is later than its crawl."""
    tags = list(_read_tags(html))
    articles = list(_read_articles(html))
    titles = [told.get("content", "") for told in tags if _name(told) in _TITLES]
    if (shown := _TITLE_TAG.search(html, 0, _HEAD)) is not None:
        titles.append(unescape(shown[1]))
    article = _own(articles, [_squeeze(title) for title in titles])
    published = _first_moment([article.get("datePublished"), *_said(tags, _PUBLISHED)], document)
    updated = _first_moment([article.get("dateModified"), *_said(tags, _UPDATED)], document)
    return Stated(
        url=_find_address(tags),
        titles=(*map(_squeeze, titles), _headline(article)),
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        updated_at=updated.at if updated and not (published and updated.at <= published.at) else None,
        authors=tuple(dict.fromkeys(_read_authors(article.get("author")))),
        is_liveblog=any(_LIVEBLOG in _strings(article.get("@type")) for article in articles),
    )


def stated_address(html: str) -> str:
    """The page's own address, as it tells search engines and networks; empty where it has none."""
    return _find_address(_read_tags(html))


def _find_address(tags: Iterator[Tag] | list[Tag]) -> str:
    canonical, shared = [], []
    for told in tags:
        if told.get("rel", "").lower() == "canonical":
            canonical.append(told.get("href", ""))
        elif told.get("property", "").lower() == "og:url":
            shared.append(told.get("content", ""))
    return next(filter(_ADDRESS.fullmatch, canonical[:1] + shared[:1]), "")


def _read_tags(html: str) -> Iterator[Tag]:
    """The attributes of each tag in which a page speaks of itself."""
    for tag in _TAG.findall(html[:_HEAD]):
        yield {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}


def _name(told: Tag) -> str:
    return (told.get("property") or told.get("name") or told.get("itemprop") or "").lower()


def _said(tags: list[Tag], names: tuple[str, ...]) -> list[str]:
    """What tags say under these names, the first name first."""
    said = [(names.index(name), told.get("content", "")) for told in tags if (name := _name(told)) in names]
    return [content for _, content in sorted(said, key=lambda each: each[0])]


def _read_articles(html: str) -> Iterator[Mapping[str, Any]]:
    """The articles of a page's linked data that are its own, and none of the teasers that lists hold."""
    for source in _read_linked_data(html):
        try:
            held = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue  # pages are full of JSON that is none
        while held:
            thing = held.pop()
            if isinstance(thing, list):
                held += thing
            elif isinstance(thing, dict):
                held += [thing[part] for part in _PARTS if part in thing]
                if any(_ARTICLE.search(kind) for kind in _strings(thing.get("@type"))):
                    yield thing


def _read_linked_data(html: str) -> Iterator[str]:
    """The texts of its scripts that are linked data."""
    at = 0
    while "ld+json" in html and (opened := _OPENS_DATA.search(html, at)):
        closed = _CLOSES_DATA.search(html, opened.end())
        if closed is None:
            return
        at = closed.end()
        yield html[opened.end() : closed.start()]


def _own(articles: list[Mapping[str, Any]], titles: list[str]) -> Mapping[str, Any]:
    """The article that a page is: its only one, or the one with its title; empty where that is open."""
    if len({_text(article.get("datePublished")) for article in articles}) > 1:
        articles = [article for article in articles if _headline(article) in titles]
    return articles[0] if articles else {}


def _headline(article: Mapping[str, Any]) -> str:
    """An article's headline; many a page writes the entities of HTML into its JSON, too."""
    return _squeeze(unescape(_text(article.get("headline"))))


def _read_authors(stated: object) -> Iterator[str]:
    """The persons among an article's authors, as they sign."""
    for author in stated if isinstance(stated, list) else [stated]:
        if isinstance(author, dict) and "Person" in _strings(author.get("@type")):
            name = _squeeze(unescape(_text(author.get("name"))))
            if len(name) <= _LONGEST_NAME and _NAME.fullmatch(name):
                yield name


def _first_moment(stated: list[Any], document: Document) -> StatedMoment | None:
    """The first of the dates that is one, and does not lie ahead."""
    moments = (read_stated(_text(each), document.timezone) for each in stated)
    return next((moment for moment in moments if moment and not _is_ahead(moment.at, document)), None)


def _is_ahead(at: datetime, document: Document) -> bool:
    """Whether a date lies behind the day on which the page was crawled, or read."""
    if document.crawled_at is not None:
        return at > document.crawled_at + _ALLOWANCE
    return document.read_on is not None and at.date() > document.read_on + _ALLOWANCE


def _strings(value: object) -> list[str]:
    """A value of linked data that may be one or several."""
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _squeeze(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
