"""Which of the lines that recur across a site's documents are furniture in this one."""

from __future__ import annotations

from collections.abc import Container, Sequence

from transforms.boilerplate.templates import BELOW, line_keys, site_of, template_key
from transforms.document import BOILERPLATE, HYPHENATED, KEPT_ROLES, TITLE, WRAPPED, Document, Line
from transforms.metadata.lexicon import Lexicon
from transforms.metadata.lines import read_metadata_line
from transforms.metadata.title_address import address_words, share_in_address
from transforms.rulebook import Rulebook, Vocabulary

RULE = "template"
_MOST_PAGES = 50  # percent of a site's documents: so many share furniture, hardly a heading
_TITLE = 0.5  # of its words in the address: more than that, and the line is the page's title
_ANSWER = 2  # words
_SECTION = 3  # words of a kicker at most
_LONGEST_HEADING = 12  # words
_TEXT = 90  # characters of a line that is rather a paragraph's
_LEFT = KEPT_ROLES | {None, TITLE}
_RUNS_ON = frozenset({WRAPPED, HYPHENATED})


def judge_templates(document: Document, rulebook: Rulebook) -> Document:
    r"""Take away the lines known to recur across the documents of this one's site.

    Spared is what recurs for another reason than being the page's furniture: dates, bylines and credits of
    agencies, which are metadata; the title, as the address spells it; headings of a format ("Zutaten") and
    short answers; a section's name above the title; lines amid a wrapped paragraph; and all of them where
    nothing else would be left. What stands on fewer than half of the documents has to stand beside other
    such lines, or below the text: above a paragraph it may be a heading.

    >>> class Learned:
    ...     def of(self, site: str) -> dict[int, int]:
    ...         return dict.fromkeys(line_keys(["Der Kurier weckt Sie: 6 Uhr früh"]), 90) if site else {}
    >>> book = Rulebook(templates=Learned())
    >>> page = Document.from_text("Der Kurier weckt Sie: 5 Uhr früh\nStreit im Rat", url="https://kurier.example/1")
    >>> [line.rule for line in judge_templates(page, book).lines]
    ['template', '']
    """
    if rulebook.templates is None:
        return document
    site = site_of(document.url, document.publisher)
    known = rulebook.templates.of(site) if site else {}
    if not known:
        return document
    lines = list(document.lines)
    keys = line_keys([line.raw for line in lines])
    found = {number: key for number, key in enumerate(keys) if key in known}
    if not found:
        return document
    page = _Page(document, rulebook, found)
    taken = [
        number for number, key in found.items() if page.is_furniture(number, known[key], bool(key & BELOW))
    ]
    if not taken or not _leaves_text(lines, set(taken)):
        return document
    for number in taken:
        lines[number] = lines[number].judged(BOILERPLATE, RULE)
    return document.with_lines(lines)


def _leaves_text(lines: Sequence[Line], taken: set[int]) -> bool:
    return any(
        line.role in _LEFT and number not in taken and line.text.strip() for number, line in enumerate(lines)
    )


class _Page:
    """What can speak for a line that recurs."""

    def __init__(self, document: Document, rulebook: Rulebook, recurring: Container[int]) -> None:
        self._lines = document.lines
        self._recurring = recurring
        self._address = address_words(document.url)
        self._lexicon = rulebook.derive("lexicon", document.language, Lexicon)
        self._headings = rulebook.derive("recurring-headings", document.language, _recurring_headings)

    def is_furniture(self, number: int, percent: int, below: bool) -> bool:
        """Whether a line that recurs on so many of the site's documents is their furniture."""
        line = self._lines[number]
        text = line.text.strip()
        if line.role is not None or line.rule or not text or self._runs_on(number):
            return False
        if self._is_content(text):
            return False
        if percent >= _MOST_PAGES:
            return True
        if not below:
            return len(text.split()) > _SECTION
        return not self._may_be_heading(number, text)

    def _runs_on(self, number: int) -> bool:
        """Whether the line is part of a paragraph of several lines."""
        above = self._neighbour(number, -1)
        return self._lines[number].joint in _RUNS_ON or (
            above is not None and self._lines[above].joint in _RUNS_ON
        )

    def _is_content(self, text: str) -> bool:
        if text[-1] in '.?“”"«' and len(text.split()) <= _ANSWER:
            return True
        if template_key(text) in self._headings or share_in_address(text, self._address) > _TITLE:
            return True
        facts = read_metadata_line(text, self._lexicon)
        return facts is not None and facts.firm

    def _may_be_heading(self, number: int, text: str) -> bool:
        if text[-1] == "." or len(text.split()) > _LONGEST_HEADING:
            return False
        below = self._neighbour(number, 1)
        if below is None or len(self._lines[below].text) <= _TEXT:
            return False
        return self._neighbour(number, -1) not in self._recurring

    def _neighbour(self, number: int, step: int) -> int | None:
        """The next line with text, up or down."""
        number += step
        while 0 <= number < len(self._lines):
            if self._lines[number].raw and not self._lines[number].raw.isspace():
                return number
            number += step
        return None


def _recurring_headings(vocabularies: tuple[Vocabulary, ...]) -> frozenset[str]:
    return frozenset(
        template_key(heading) for known in vocabularies for heading in known.named("recurring_headings")
    )
