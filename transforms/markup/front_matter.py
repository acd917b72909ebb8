"""What stands above a text and says what it is: YAML between rules, the header of a reader service or of a mail."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from transforms.dates.stated import read_stated
from transforms.document import BOILERPLATE, METADATA, Document, Line

RULE, SIGNATURE_RULE = "markup/front-matter", "markup/signature"
_RULES = frozenset({"---", "+++"})
_LONGEST = 60  # lines
_LEAST_OF_MAIL = 3  # keys
_PAIR = re.compile(r"([A-Za-z][\w -]{0,30}?)\s*[:=]\s*(.*)")
_INDENTED = re.compile(r"\s+\S|- \S")
_SERVICE_KEYS = frozenset(
    {"title", "url source", "published time", "markdown content", "warning", "number of pages", "description"}
)
_SUBJECTS, _SENDERS = ("subject", "betreff", "objet", "oggetto"), ("from", "von", "de", "da")
_MAIL_KEYS = frozenset(
    {
        *_SUBJECTS, *_SENDERS, "to", "an", "cc", "bcc", "date", "datum", "sent", "gesendet", "reply-to", "return-path",
        "received", "message-id", "mime-version", "content-type", "content-transfer-encoding", "list-unsubscribe", "à",
        "a", "envoyé", "inviato",
    }
)  # fmt: skip
_SIGNATURE = "--"
_ADDRESS = re.compile(r"\s*<[^<>]*>|\S+@\S+|\"")
_TITLES, _AUTHORS = ("title", "titel", *_SUBJECTS), ("author", "authors", "autor", "by")
_DATES = ("date", "published", "published_at", "published time", "datum", "pubdate")
_UPDATES = ("updated", "lastmod", "modified", "last_modified")
_ADDRESSES = ("url source", "url", "source", "link", "canonical")
_SEPARATORS = re.compile(r"\s*[,;]\s*")
_IS_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)


class Front(NamedTuple):
    """The last line of it, and what it says, by key in lower case."""

    last: int
    values: Mapping[str, str]
    signature: int | None = None  # the line below which a mail's sender says who he is


def read_front_matter(texts: Sequence[str]) -> Front | None:
    """What stands above the text, or None.

    >>> read_front_matter(["---", 'title: "Der Kran"', "---", "Er steht."])
    Front(last=2, values={'title': 'Der Kran'}, signature=None)
    >>> read_front_matter(["Title: Der Kran", "", "URL Source: https://bote.example", "", "Er steht."]).values
    {'title': 'Der Kran', 'url source': 'https://bote.example'}
    >>> read_front_matter(["---", "Ein Satz ohne Schlüssel.", "---"]) is None
    True
    """
    first = next((number for number, text in enumerate(texts) if text), None)
    if first is None:
        return None
    if texts[first] in _RULES:
        return _read_ruled(texts, first)
    return _read_service(texts, first) or _read_mail(texts, first)


def _read_ruled(texts: Sequence[str], first: int) -> Front | None:
    values: dict[str, str] = {}
    for number, text in enumerate(texts[first + 1 : first + _LONGEST], first + 1):
        if text == texts[first]:
            return Front(number, values) if values else None
        if pair := _PAIR.fullmatch(text):
            values[pair[1].lower()] = pair[2].strip("\"'[] ")
        elif text and not _INDENTED.match(text):
            return None
    return None


def _read_service(texts: Sequence[str], first: int) -> Front | None:
    values: dict[str, str] = {}
    last = first
    for number, text in enumerate(texts[first : first + _LONGEST], first):
        if not text:
            continue
        pair = _PAIR.fullmatch(text)
        if pair is None or pair[1].lower() not in _SERVICE_KEYS:
            break
        values[pair[1].lower()] = pair[2]
        last = number
    return Front(last, values) if "url source" in values else None


def _read_mail(texts: Sequence[str], first: int) -> Front | None:
    """The header of a mail, up to the first blank line: it has a subject and a sender."""
    values: dict[str, str] = {}
    last = first
    for number, text in enumerate(texts[first : first + _LONGEST], first):
        pair = _PAIR.fullmatch(text)
        if pair is None or pair[1].lower() not in _MAIL_KEYS:
            break
        values[pair[1].lower()] = pair[2]
        last = number
    if len(values) < _LEAST_OF_MAIL or not (values.keys() & set(_SUBJECTS) and values.keys() & set(_SENDERS)):
        return None
    ends = [number for number in range(last + 1, len(texts)) if texts[number] == _SIGNATURE]
    return Front(last, values, ends[-1] if ends else None)


def tell(document: Document, lines: list[Line], front: Front) -> Document:
    """The document with what its front matter says, as far as nobody else does; its lines are metadata, in place."""
    published = read_stated(_first(front, _DATES), document.timezone)
    updated = read_stated(_first(front, _UPDATES), document.timezone)
    mailed = bool(
        _first(front, _SUBJECTS)
    )  # mails spell dates as people do: whoever reads those may read this one
    for number in range(front.last + 1):
        line = lines[number]
        unread = mailed and published is None and line.text.partition(":")[0].lower() in _DATES
        if line.role is None and line.text and not unread:
            lines[number] = line.judged(METADATA, RULE)
    for number in range(len(lines) if front.signature is None else front.signature, len(lines)):
        if lines[number].role is None and lines[number].text:
            lines[number] = lines[number].judged(BOILERPLATE, SIGNATURE_RULE)
    known: dict[str, Any] = {
        "title": _first(front, _TITLES) or None,
        "authors": tuple(filter(None, _SEPARATORS.split(_first(front, _AUTHORS)))) or _sender(front),
        "url": _first(front, _ADDRESSES) if _IS_ADDRESS.match(_first(front, _ADDRESSES)) else "",
        "published_at": published and published.at,
        "published_precision": published and published.precision,
        "updated_at": updated and updated.at,
    }
    return document.replace(
        lines=tuple(lines),
        **{name: value for name, value in known.items() if value and not getattr(document, name)},
    )


def _sender(front: Front) -> tuple[str, ...]:
    """The name of a mail's sender, without the address."""
    name = _ADDRESS.sub("", _first(front, _SENDERS)).strip()
    return (name,) if name and _first(front, _SUBJECTS) else ()


def _first(front: Front, names: Sequence[str]) -> str:
    return next((front.values[name] for name in names if front.values.get(name)), "")
