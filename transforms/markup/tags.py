"""Tags of HTML that a scraper left in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.markup.markdown import BOLD_LINE, HEADING, LINK_LINE, TITLE

_INLINE = "a|abbr|b|cite|code|del|em|font|i|ins|label|mark|q|s|small|span|strike|strong|sub|sup|time|u|wbr"
_BLOCK = (
    "article|aside|blockquote|br|button|center|dd|div|dl|dt|embed|figcaption|figure|footer|form|h[1-6]|header|hr|"
    "iframe|img|input|li|main|nav|object|ol|option|p|picture|pre|script|section|select|source|style|svg|table|tbody|td|"
    "template|textarea|tfoot|th|thead|tr|ul|video"
)
_REST = r"(?:\s[^<>]*)?/?>"
_TAG = re.compile(rf"</?(?:{_INLINE}|{_BLOCK}){_REST}", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE}){_REST}", re.IGNORECASE)
_PAIR = re.compile(
    rf"<(?:({_INLINE}|{_BLOCK})){_REST}[^<]*(?:<[^<]*){{0,40}}?</\1>|<(?:br|img|hr){_REST}", re.IGNORECASE
)
_SCRIPT = re.compile(rf"<(script|style|template){_REST}", re.IGNORECASE)
_CLOSES_SCRIPT = re.compile(r"</(?:script|style|template)>", re.IGNORECASE)
_HEADING = re.compile(rf"\s*<h([1-6]){_REST}", re.IGNORECASE)
_LINKED = re.compile(rf"<a{_REST}[^<]*(?:<(?!/a>)[^<]*)*</a>", re.IGNORECASE)
_BOLD = re.compile(r"(?:<p[^<>]*>)?<(?:b|strong)(?:\s[^<>]*)?>[^<]*</(?:b|strong)>(?:</p>)?", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_BLANKS = re.compile(r"[ \t]{2,}")
_TO_MARK = re.compile(r" +([.,;:!?])")

TAG, SCRIPT = "markup/tag", "markup/script"


def has_tags(texts: Sequence[str]) -> bool:
    """Whether a page has tags: a pair of them around text, or two lines that begin with one.

    >>> has_tags(["<p>Guten Tag</p>"]), has_tags(["Das <b>-Element", "a < b und b > c"])
    (True, False)
    """
    tagged = [text for text in texts if "<" in text]
    if any(_PAIR.search(text) for text in tagged):
        return True
    return sum(_TAG.match(text) is not None for text in tagged) > 1


def opens_script(text: str) -> bool:
    """Whether a script or a style sheet begins in the line, and does not end there.

    >>> opens_script("<script>"), opens_script("<style>a {}</style>")
    (True, False)
    """
    opening = list(_SCRIPT.finditer(text)) if "<" in text else []
    return bool(opening) and _CLOSES_SCRIPT.search(text, opening[-1].end()) is None


def closes_script(text: str) -> bool:
    """Whether a script or a style sheet ends in the line."""
    return "</" in text and _CLOSES_SCRIPT.search(text) is not None


def untag(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its tags, and what was done.

    >>> untag("<h2>Der <b>neue</b> Kran</h2>")
    ('Der neue Kran', ('markup/heading', 'markup/tag'))
    >>> untag('<p>Er hebt zwölf Tonnen.<br/>Das reicht <a href="/x">nicht</a>.</p>')
    ('Er hebt zwölf Tonnen. Das reicht nicht.', ('markup/tag',))
    """
    heading = _HEADING.match(text)
    bare = _without_scripts(_without_comments(text))
    cut = _TAG.sub(" ", _INLINE_TAG.sub("", bare))
    if cut == text:
        return text, ()
    done = [(TITLE if heading[1] == "1" else HEADING)] if heading else []
    done.append(TAG)
    if "</a>" in bare and _LETTER.search(_TAG.sub("", _LINKED.sub("", bare))) is None:
        done.append(LINK_LINE)
    if _BOLD.fullmatch(bare.strip()):
        done.append(BOLD_LINE)
    return _TO_MARK.sub(r"\1", _BLANKS.sub(" ", cut)).strip(), tuple(done)


def _without_comments(text: str) -> str:
    """The text without what stands between the marks of comments; one that does not end is text."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + len("-->")
    return " ".join([*kept, text[at:]]) if kept else text


def _without_scripts(text: str) -> str:
    """The text without scripts and style sheets that end in the line."""
    kept, at = [], 0
    while (opening := _SCRIPT.search(text, at)) and (closing := _CLOSES_SCRIPT.search(text, opening.end())):
        kept.append(text[at : opening.start()])
        at = closing.end()
    return " ".join([*kept, text[at:]]) if kept else text
