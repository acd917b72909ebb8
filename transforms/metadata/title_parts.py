"""What a title line holds besides the title: a kicker before it, the site's name behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from transforms.document import Line
from transforms.metadata.parts import Part, key_of
from transforms.metadata.title_signs import STEPS

_SITE = re.compile(r"\s(?:\||[–—-]|::|»)\s(?P<site>[^|]{2,40})$")
_SITE_SIGNS = ("|", "–", "—", " - ", "::", "»")
_DOMAIN = re.compile(r"[\w-]+\.(?:de|com|ch|at|org|net|eu|li|lu|info|news|tv|co\.uk)", re.IGNORECASE)
_PLUSES = re.compile(r"(?P<kicker>[^+]{3,60}?)\s*\+\+\s.*\s\+\+")
_SPACED = re.compile(r"(?P<kicker>[^:]{3,60}?)\s:\s")
_CRUMBS = re.compile(rf"[/|{STEPS}»]")
_SIGNS = re.compile(r"[\W_]+")
_GLUED = re.compile(  # a small letter, or two capitals, and a capital word or a quotation mark behind it
    r"[a-zäöüß](?=[A-ZÄÖÜ][a-zäöüß]|„|«(?=\S))|(?<=\s)[A-ZÄÖÜ]{2}(?=[A-ZÄÖÜ][a-zäöüß])"
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_KICKER = 5  # characters
_SURE_TITLE = 25  # characters of one that stands on two lines by no chance
_LONGEST_KICKER = 60
_TITLE = 12  # characters that a title has at least


def strip_site(title: str, publisher: str, url: str, head: Sequence[Part] = ()) -> str:
    """The title without the name of its site behind a bar or dash.

    Spares a dash of the title's own: what follows must be a domain, or the publisher's or host's name, or
    the title without it must stand in the ``head`` again.

    >>> strip_site("Pegel steigt wieder | Der Talbote", "Der Talbote", "")
    'Pegel steigt wieder'
    >>> strip_site("Pegel steigt wieder - und sinkt", "Der Talbote", "")
    'Pegel steigt wieder - und sinkt'
    """
    found = _SITE.search(title) if any(sign in title for sign in _SITE_SIGNS) else None
    if not found or found.start() < _TITLE:
        return title
    name = title[: found.start()].rstrip()
    key = key_of(name)
    if any(part.key == key for part in head) or _DOMAIN.fullmatch(found["site"].strip()):
        return name
    return name if names_site(found["site"], publisher, url) else title


def names_site(text: str, publisher: str, url: str) -> bool:
    """Whether a text is the publisher's name, or is in the host's."""
    site = _squeezed(text)
    if site and site == _squeezed(publisher):
        return True
    return len(site) > 3 and site in _squeezed(url.partition("://")[2].partition("/")[0].removeprefix("www."))


def split_kicker(title: str, openers: frozenset[str], spaced_colons: bool = False) -> tuple[str | None, str]:
    """A kicker that stands on the title's line, and the title.

    A headline that begins in the middle of a line shows by the capital of a little word that German
    writes small there. Where the site itself has joined the two ("Thema ++ Titel ++", "Thema : Titel") the
    line stays the title. Spares little words after a full stop, colon, dash or opening quote, which have
    capitals anyway, and colons in languages that set a blank before each (``spaced_colons``).

    >>> split_kicker("Newsblog zum Hochwasser Nach dem Regen: Pegel sinken", frozenset({"nach"}))
    ('Newsblog zum Hochwasser', 'Nach dem Regen: Pegel sinken')
    >>> split_kicker("Hochwasser: Nach dem Regen sinken die Pegel", frozenset({"nach"}))
    (None, 'Hochwasser: Nach dem Regen sinken die Pegel')
    """
    if "++" in title and (joined := _PLUSES.match(title)):
        return joined["kicker"].strip(), title
    if " : " in title and not spaced_colons and (joined := _SPACED.match(title)):
        return joined["kicker"].strip(), f"{joined['kicker']}: {title[joined.end() :]}"
    words = title.split(" ")
    length = 0
    for at, word in enumerate(words[:9]):
        if at and word.istitle() and word.lower() in openers and words[at - 1][-1:].isalnum():
            before, after = " ".join(words[:at]), " ".join(words[at:])
            if length <= 60 and len(after) >= 20:
                return before, after
        length += len(word) + 1
    return None, title


@lru_cache(maxsize=256)  # a site's pages share its names
def _squeezed(text: str) -> str:
    """Its letters and digits alone, case folded."""
    return "".join(_SIGNS.split(text.casefold()))


def split_glued(title: str, lines: Sequence[Line]) -> tuple[str | None, str]:
    """The kicker and the title of a line in which a scraper glued them: "Oberfeld AGNachbarn streiten".

    The page's other ``lines`` tell it from a name with a capital inside, which they have, too: they have the word
    behind the joint by itself. Behind an opening quotation mark nothing has to tell it.
    """
    joints = list(_GLUED.finditer(title))
    if len(joints) != 1:
        return None, title
    at = joints[0].end()
    kicker, rest = title[:at], title[at:]
    if (
        not _SHORTEST_KICKER <= len(kicker) <= _LONGEST_KICKER
        or len(rest) < _SURE_TITLE
        or ": " in kicker
        or "»" in kicker
    ):
        return None, title
    glued = kicker.rpartition(" ")[2] + rest.partition(" ")[0].rstrip(",.:;!?")
    others = "\n".join([line.text for line in lines if title not in line.text])
    first = _FIRST_WORD.match(rest)
    told = first is None or re.search(rf"\b{first[0]}\b", others, re.IGNORECASE)
    return (kicker, rest) if told and glued not in others else (None, title)


def split_by_copy(title: str, head: Sequence[Part]) -> tuple[str | None, str]:
    """The kicker and the title of a line that says both, where the ``head`` says the title alone, too.

    Spares what ends in another line by chance: a title of few letters, and what stands before it in a sentence.
    """
    for part in head:
        if kicker := _kicker_before(part.text, title):
            return kicker, part.text
    return None, title


def kicker_of_copy(title: str, head: Sequence[Part]) -> str | None:
    """The kicker of a title that the ``head`` says once more, behind that kicker; none of bread crumbs."""
    kickers = (_kicker_before(title, part.text) for part in head)
    return next((kicker for kicker in kickers if kicker and _CRUMBS.search(kicker) is None), None)


def _kicker_before(title: str, line: str) -> str | None:
    """What stands before a title that ends a line, apart from it."""
    before = line[: -len(title)]
    if (
        len(title) < _SURE_TITLE
        or not _TITLE // 4 <= len(before) <= _LONGEST_KICKER
        or not line.endswith(title)
        or not (before[-1] == " " or before.rstrip()[-1] in ":|–—-")
        or not title[0].isupper()
    ):
        return None
    return before.rstrip(" :|–—-")
