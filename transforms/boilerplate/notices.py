"""Notices to the reader, told by what they speak of: cookies, subscriptions, accounts, newsletters, the site itself.

Rules know the sentences that sites have printed before; there are ever new ones. What they share are their
subjects, two or three in one sentence, and that they speak to the reader.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from transforms.boilerplate.polls import POLL, find_polls
from transforms.boilerplate.scrambled import SCRAMBLED, find_scrambled
from transforms.boilerplate.word_search import WordSearch
from transforms.document import BOILERPLATE, PARAGRAPH, Document, Line
from transforms.rulebook import Rulebook, Vocabulary
from transforms.runs import find_runs, fold_runs, unfold_runs
from transforms.vocabulary_memo import once_per_vocabulary

_SUBJECTS = ("technology", "subscription", "account", "channels", "site")
_TECHNOLOGY, _CHANNELS = 0, 3  # their places
_CONSENT = "notice/technology"
_NETWORK = "a network"
_ENOUGH = 1.4  # measured on 900 pages: no text of theirs reaches 1.0
_FEWEST = 2  # terms
_SURE = 1.5  # the weight of a sure term and one that reports use as well,
_WEAK = 0.5  # and of a term that reports use as well: "app"; all networks together are one of these
_TWO_SUBJECTS = 1.0  # what it adds that terms of two subjects come together,
_ADDRESS = 0.75  # a word that speaks to the reader, or for the site, of which two count,
_FIRST_PERSON = 0.4  # and one by which it speaks of itself
_UNSURE = 0.8  # what it takes off that no term is sure,
_REPORTED = 2.8  # and that quotation marks or a verb of speech show that somebody else says it
_LENGTH = 400  # characters that weigh as much as a term
_SHORTEST, _LONGEST = 12, 700  # characters of a notice
_REACH = 4  # lines from one term to the next in a paragraph that is wrapped
_TOPIC = 3  # lines of a page that have a term which so is the page's subject
_QUOTATION = re.compile(
    r"[\"„“”»«](?:[^\s\"„“”»«]+\s){4}|[.,!?][\"“”»«]"
)  # more than the name of a paper or a page
_ANY = re.compile(r"(?!)")


class _Words(NamedTuple):
    """The words of a language's notices, for folded text, and those for the text as it stands."""

    search: WordSearch  # a cheap look for all terms, in longer words, too
    subjects: tuple[re.Pattern[str], ...]  # by `_SUBJECTS`
    weak: frozenset[str]
    networks: re.Pattern[str]
    address: re.Pattern[str]  # in its own case: "Sie"
    first_person: re.Pattern[str]  # in its own case, with "hier"
    own: re.Pattern[str]  # "our newsroom": terms that speak for the site, too
    reported: re.Pattern[str]  # "sagte"


def judge_notices(document: Document, rulebook: Rulebook) -> Document:
    r"""Take the lines by which a site speaks to its readers, whatever their words, its polls, and what it shuffles.

    Each term of a notice counts once; two subjects, words of address and a small length add to it, quotation
    marks take off. Spared is a page whose subject they are: a term in three of its lines does not count.

    >>> notice = "Mit Ihrer Einwilligung wird hier ein Inhalt von Instagram geladen."
    >>> page = Document.from_text(f"Der Rat tagt am Montag im Alten Rathaus.\n{notice}", language="de")
    >>> [line.rule for line in judge_notices(page, Rulebook.load()).lines]
    ['', 'notice/technology']
    >>> page = Document.from_text("Der Rat hat Instagram verlassen, die Leser stimmen zu.", language="de")
    >>> judge_notices(page, Rulebook.load()) is page
    True
    """
    if not rulebook.judges_shape:
        return document
    vocabulary = rulebook.vocabulary(document.language)
    words = _words(vocabulary)
    found = dict.fromkeys(find_scrambled(document.lines, document.language, rulebook), SCRAMBLED)
    found |= dict.fromkeys(find_polls(document.lines, vocabulary), POLL)
    if not found and not _may_hold(document.lines, words):
        return document
    lines = list(document.lines)
    for number, rule in found.items():
        lines[number] = lines[number].judged(BOILERPLATE, rule)
    runs = find_runs(lines)
    folded, members = fold_runs(lines, runs) if runs else (lines, ())
    if not _judge(folded, words) and not found:
        return document
    if runs:
        unfold_runs(lines, folded, members)
    return document.with_lines(lines)


def _may_hold(lines: Sequence[Line], words: _Words) -> bool:
    """A cheap look: whether two terms stand in one line, or on any that a wrapped paragraph may go on behind."""
    texts = [text if line[2] is None and len(text := line[1]) <= _LONGEST else "" for line in lines]
    before, last = "", None
    for place, line in words.search.lines("\n".join(texts).lower().encode(errors="surrogatepass")):
        word = words.search.words[place]
        reach = 0 if last is None or lines[last][5] == PARAGRAPH else _REACH
        if last is not None and word != before and line - last <= reach:
            return True
        before, last = word, line
    return False


def _judge(lines: list[Line], words: _Words) -> bool:
    """Judge the notices in place; whether there are any."""
    told = {at: _terms(line.text, words) for at, line in enumerate(lines) if line.text}
    topics = _topics({lines[at].text: terms for at, terms in told.items()}.values())
    judged = False
    for at, found in told.items():
        counted = [terms - topics for terms in found]
        if _may_be(lines[at]) and _weigh(lines[at].text, counted, words) >= _ENOUGH:
            subject = max(zip(map(len, counted), _SUBJECTS, strict=True), key=itemgetter(0))[1]
            lines[at] = lines[at].judged(BOILERPLATE, f"notice/{subject}")
            judged = True
    return _judge_beside(lines, told, words) or judged


def _judge_beside(lines: list[Line], told: Mapping[int, Sequence[frozenset[str]]], words: _Words) -> bool:
    """Judge what goes on with a notice on consent, in place: a wall of them says in each paragraph a little."""
    if not any(map(_asks_consent, lines)):
        return False
    judged = False
    numbers = list(told)
    for order in (numbers, numbers[::-1]):
        for beside, at in pairwise(order):
            line = lines[at]
            if _asks_consent(lines[beside]) and _may_be(line) and _is_of_consent(line.text, told[at], words):
                lines[at] = line.judged(BOILERPLATE, _CONSENT)
                judged = True
    return judged


def _asks_consent(line: Line) -> bool:
    return line.rule == _CONSENT or line.rule.endswith("/embed-consent")


def _is_of_consent(text: str, terms: Sequence[frozenset[str]], words: _Words) -> bool:
    """Whether a text beside a notice has two terms of its subject, or one and speaks to the reader or of the site."""
    count = len(terms[_TECHNOLOGY])
    if not count or words.reported.search(text.lower()) or _QUOTATION.search(text):
        return False
    return count >= _FEWEST or bool(words.address.search(text) or words.first_person.search(text))


def _may_be(line: Line) -> bool:
    return line.role is None and not line.rule and _SHORTEST <= len(line.text) <= _LONGEST


def _terms(text: str, words: _Words) -> Sequence[frozenset[str]]:
    folded = text.lower()
    found = [frozenset(pattern.findall(folded)) for pattern in words.subjects]
    if words.networks.search(folded):
        found[_CHANNELS] |= {_NETWORK}
    return found


def _topics(found: Iterable[Sequence[frozenset[str]]]) -> frozenset[str]:
    """The terms that so many lines have that the page is about them."""
    counted = Counter(term for terms in found for term in frozenset[str]().union(*terms))
    return frozenset(term for term, times in counted.items() if times >= _TOPIC)


def _weigh(text: str, terms: Sequence[frozenset[str]], words: _Words) -> float:
    """How much speaks for a notice; nothing where it speaks neither to the reader nor for the site."""
    count = sum(map(len, terms))
    if not count:
        return 0.0
    folded = text.lower()
    reader = len(set(words.address.findall(text)))
    addresses = reader + len(set(words.own.findall(folded)))
    first_person = words.first_person.search(text) is not None
    weights = sorted([_weight(found, words.weak) for found in terms], reverse=True)
    if count < _FEWEST and not (first_person and reader and weights[0] >= 1.0):
        return 0.0
    if not addresses and not (first_person and len(terms[_TECHNOLOGY]) >= _FEWEST):
        return 0.0
    quoted = _QUOTATION.search(text) is not None
    return (
        sum(weights)
        + _TWO_SUBJECTS * min(1.0, weights[1])
        + _ADDRESS * min(addresses, 2)
        + _FIRST_PERSON * first_person
        - _UNSURE * (sum(weights) < _SURE)
        - _REPORTED * (quoted or words.reported.search(folded) is not None)
        - len(text) / _LENGTH
    )


def _weight(terms: frozenset[str], weak: frozenset[str]) -> float:
    return sum([_WEAK if term in weak else 1.0 for term in terms])


@once_per_vocabulary
def _words(vocabulary: Vocabulary) -> _Words:
    subjects = [vocabulary.named(f"notice_{subject}") for subject in _SUBJECTS]
    named = (*subjects, vocabulary.named("notice_networks"))
    stems = {term.rstrip("*").lower() for terms in named for term in terms}
    shortest = [stem for stem in stems if not any(other != stem and other in stem for other in stems)]
    return _Words(
        WordSearch(sorted(shortest)),
        tuple(_any(terms) for terms in subjects),
        frozenset({_NETWORK, *vocabulary.named("notice_weak")}),
        _any(vocabulary.named("notice_networks")),
        _address(vocabulary.named("notice_address")),
        _address(vocabulary.named("notice_first_person")),
        _any(vocabulary.named("notice_own")),
        _any(vocabulary.named("notice_reported")),
    )


def _any(terms: Sequence[str]) -> re.Pattern[str]:
    """A pattern for whole words, or for their beginnings: "subscri*"."""
    if not terms:
        return _ANY
    spelled = [re.escape(term.rstrip("*")) + (r"\w*" if term.endswith("*") else "") for term in terms]
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(spelled, key=len, reverse=True))})(?!\w)")


def _address(terms: Sequence[str]) -> re.Pattern[str]:
    """A pattern for words of address; one that only its capital tells counts inside a sentence alone: "Sie"."""
    if not terms:
        return _ANY
    spelled = []
    for term in terms:
        told_by_capital = term[0].isupper() and term.lower() not in terms
        stem = re.escape(term.rstrip("*")) + (r"\w*" if term.endswith("*") else "")
        spelled.append(rf"(?<=[^.!?:] ){stem}" if told_by_capital else stem)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)")
