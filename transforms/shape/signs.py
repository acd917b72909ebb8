"""Signs that a line has or lacks, told without knowing any language: cheap looks before the closer ones."""

from __future__ import annotations

import re

_SIGH = 60  # characters; "Nun ja..." is no teaser
_ECHO = 10  # characters; shorter names are double: "Baden-Baden", "New York, New York"
_POINTER, _POINTER_BLANKS = 140, 2  # characters, and blanks at least, of one in brackets
_QUOTES_ENDED = '“”"«»'
_MINUTES = ("min", "min.")  # how long a video is
_WORDS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][A-Za-zÀ-ÖØ-öø-ž .,;!?…'’‘‚„“”\"»«›‹–—-]*")


def tells_speech(text: str) -> bool:
    """Whether a quotation ends in a comma and a verb follows, as reports have it and teasers hardly."""
    comma = text.find(",", 1)
    while comma >= 0:
        if text[comma - 1] in _QUOTES_ENDED:
            behind = text[comma + 1 :]
            if behind[:1].isspace() and behind.lstrip()[:1].islower():
                return True
        comma = text.find(",", comma + 1)
    return False


def may_be_credited(text: str) -> bool:
    """A cheap look: whether a line has a sign that captions, credits and signatures are told by."""
    return (
        ":" in text
        or "/" in text
        or "|" in text
        or "©" in text
        or "..." in text
        or may_say_where(text)
        or text.endswith(_MINUTES)
    )


def has_words_only(text: str) -> bool:
    """Whether a line has Latin letters and marks of sentences alone, and no abbreviation that captions have."""
    marked = "n.r." in text or text.startswith("www.") or text.find("...", 0, -3) >= 0
    return not marked and _WORDS.fullmatch(text) is not None


def looks_addressed(text: str) -> bool:
    """A cheap look: whether a line may be the address of a page or a person."""
    return "@" in text or text.startswith(("http", "www."))


def is_truncated(text: str) -> bool:
    """Whether the text breaks off: dots right after a word, in a line too long for a sigh."""
    return len(text) >= _SIGH and text.endswith(("...", "…")) and not text.endswith((" ...", " …"))


def is_bracketed(text: str) -> bool:
    """Whether a line stands in brackets as a whole and ends like no sentence: a pointer to another page.

    >>> [is_bracketed(text) for text in ("[Lesen Sie: Wer bleibt]", "[Sie lacht laut auf.]", "[Applaus]")]
    [True, False, False]
    """
    inside = text[1:-1].strip()
    return (
        text[-1] == "]"
        and len(text) <= _POINTER
        and "]" not in inside
        and inside.count(" ") >= _POINTER_BLANKS
        and inside[-1] not in ".!?…"
    )


def is_echoed(text: str) -> bool:
    """Whether a line says the same twice or three times: a link, and what a reading aloud says of it.

    >>> is_echoed("Wer zahlt die Brücke? Wer zahlt die Brücke?"), is_echoed("Rat und Tat Rat und Tat Rat und Tat")
    (True, True)
    >>> is_echoed("Auental"), is_echoed("hin und hin und"), is_echoed("Sing Sing")
    (False, False, False)
    """
    for times in (2, 3):
        once, rest = divmod(len(text) - times + 1, times)
        if once >= _ECHO and not rest and text[once] == " " and text == " ".join([text[:once]] * times):
            return True
    return False


def may_say_where(text: str) -> bool:
    """A cheap look: whether a line has one of the signs of which each mark of captions has one, or else a colon."""
    return ".)" in text or "n.r." in text or "(l)" in text or "(r)" in text


def is_lone_sign(text: str) -> bool:
    """Whether a line has one sign and nothing else: what is left of a button, or of a list that was empty.

    >>> is_lone_sign("+"), is_lone_sign("3"), is_lone_sign("***")
    (True, False, False)
    """
    return len(text) == 1 and not text.isalnum()
