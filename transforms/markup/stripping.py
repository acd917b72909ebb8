"""A page's text without the markup that its scraper left in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from transforms.document import BOILERPLATE, Document, Line
from transforms.markup.front_matter import read_front_matter, tell
from transforms.markup.markdown import (
    FENCES,
    HEADING,
    IMAGE,
    LINK,
    TITLE,
    has_link,
    is_headed,
    is_image,
    is_markdown,
    is_reference,
    mend,
    unlink,
    unmark,
)
from transforms.markup.tags import SCRIPT, closes_script, has_tags, opens_script, untag
from transforms.markup.wrapped import unmark_wrapped
from transforms.rulebook import Rulebook

_HEADER = 40  # characters of a header's first line that have its key
_UNDERLINES = ("===", "---")
_LONGEST = 20_000  # characters of a line that is looked through
_ROUNDS = 8  # times that a line is stripped, for markup within markup

Strip = Callable[[str], tuple[str, tuple[str, ...]]]


def strip_markup(document: Document, rulebook: Rulebook) -> Document:
    r"""Cut Markdown and tags of HTML off the text; ``edits`` say what a line was: a heading, a link and nothing else.

    Only where the page shows that it is written so. Pictures, scripts, and the targets of links are boilerplate.
    Code between fences stays as it is, and so do hashtags, stars of footnotes, and signs amid words.

    >>> page = Document.from_text("# Der Kran\n\n![Kran](/kran.jpg)\n\nEr hebt [zwölf](/12) **Tonnen**.")
    >>> for line in strip_markup(page, Rulebook.load()).lines[::2]:
    ...     print(line.text, line.rule, line.edits)
    Der Kran  ('markup/title',)
    ![Kran](/kran.jpg) markup/image ()
    Er hebt zwölf Tonnen.  ('markup/link', 'markup/emphasis')
    """
    for _ in range(_ROUNDS):
        before, document = document, _strip_once(document, rulebook)
        if document is before or document == before:
            break
    return document


def _strip_once(document: Document, rulebook: Rulebook) -> Document:
    """Strip what shows; what lay within it may show only then."""
    texts = [line[1] for line in document.lines]
    signs = _read_signs(texts)
    front = read_front_matter(texts) if rulebook.judges_shape and _may_have_front_matter(texts) else None
    if not signs and not front:
        return document
    tagged = "<" in signs and has_tags(texts)
    marked = not signs.isdisjoint("[*#|") and is_markdown(texts)
    if not tagged and not marked and not front and not ("[" in signs and any(map(has_link, texts))):
        return document
    lines = list(document.lines)
    if front:
        document = tell(document, lines, front)
        marked = marked or front.signature is None
    if tagged:
        if rulebook.judges_shape:
            _judge_scripts(lines)
        _strip_each(lines, untag, lambda text: "<" in text)
    if marked:
        if rulebook.judges_shape:
            _judge_pictures(lines)
        unmark_wrapped(lines, rulebook.judges_shape)
        _note_underlined(lines)
        _mend_broken(lines)
    _strip_each(lines, unmark if marked else unlink, bool if marked else has_link)
    return document if lines == list(document.lines) else document.with_lines(lines)


def _read_signs(texts: Sequence[str]) -> frozenset[str]:
    """The signs of markup among the lines: single ones are found fast."""
    whole = "\n".join(texts)
    signs = [sign for sign in "<*#|" if sign in whole]
    return frozenset([*signs, "["] if "[" in whole and "](" in whole else signs)


def _strip_each(lines: list[Line], strip: Strip, concerns: Callable[[str], bool]) -> None:
    """Strip the lines, in place, but what is code or decided."""
    fenced = False
    for number, line in enumerate(lines):
        if line.text.startswith(FENCES):
            fenced = not fenced
        elif not fenced and line.role is None and 0 < len(line.text) <= _LONGEST and concerns(line.text):
            text, done = _strip_whole(line.text, strip)
            if done:
                lines[number] = line._replace(text=text, edits=(*line.edits, *done))


def _strip_whole(text: str, strip: Strip) -> tuple[str, tuple[str, ...]]:
    """Strip a line until nothing is left to strip."""
    rules: dict[str, None] = {}
    for _ in range(_ROUNDS):
        text, done = strip(text)
        if not done:
            break
        rules |= dict.fromkeys(done)
    return text, tuple(rules)


def _may_have_front_matter(texts: Sequence[str]) -> bool:
    first = next(filter(None, texts), "")
    return first[:3] in ("---", "+++") or ": " in first[:_HEADER]


def _note_underlined(lines: list[Line]) -> None:
    """Headings with a rule below them, of equals signs for the title or of hyphens, in place."""
    for number, below in enumerate(lines[1:]):
        line = lines[number]
        if (
            below.text[:3] in _UNDERLINES
            and not below.text.strip("=-")
            and line.role is None
            and is_headed(line.text)
        ):
            rule = TITLE if below.text[0] == "=" else HEADING
            lines[number] = line._replace(edits=(*line.edits, rule))
            lines[number + 1] = below.edited("", rule)


def _mend_broken(lines: list[Line]) -> None:
    """Links and bold words that a line's end breaks, in place."""
    filled = [
        number for number, line in enumerate(lines) if line.role is None and 0 < len(line.text) <= _LONGEST
    ]
    for above, below in pairwise(filled):
        if below == above + 1 and (mended := mend(lines[above].text, lines[below].text)):
            lines[above] = lines[above].edited(mended[0], mended[2])
            lines[below] = lines[below].edited(mended[1], mended[2])


def _judge_pictures(lines: list[Line]) -> None:
    for number, line in enumerate(lines):
        if line.role is None and line.text[:1] in ("!", "[") and len(line.text) <= _LONGEST:
            if is_image(line.text):
                lines[number] = line.judged(BOILERPLATE, IMAGE)
            elif is_reference(line.text):
                lines[number] = line.judged(BOILERPLATE, LINK)


def _judge_scripts(lines: list[Line]) -> None:
    """What stands between a tag that opens a script and the one that closes it, both included."""
    for first, last in _scripts(lines):
        for number in range(first, last + 1):
            if lines[number].role is None and lines[number].text:
                lines[number] = lines[number].judged(BOILERPLATE, SCRIPT)


def _scripts(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The first and last lines of scripts; one that never ends is none."""
    found: list[tuple[int, int]] = []
    first: int | None = None
    for number, line in enumerate(lines):
        if first is None and opens_script(line.raw):
            first = number
        elif first is not None and closes_script(line.raw):
            found.append((first, number))
            first = None
    return found
