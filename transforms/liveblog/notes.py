"""What pages say about their clocks: that an entry was changed at one, or published, as in "… published at 14:05"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from transforms.liveblog.page import Page
from transforms.liveblog.timestamps import AGE, ALONE, END, Stamp
from transforms.rulebook import Vocabulary
from transforms.vocabulary_memo import once_per_vocabulary

_MOST = 0.5  # of the clocks that have a line for themselves; more are the entries' own
_FEWEST_POSTED = 0.8  # of the headlines before a clock


class _Forms(NamedTuple):
    changed: re.Pattern[str]  # "Aktualisiert: …"
    changed_ago: re.Pattern[str]  # "vor 5 Min. aktualisiert", too
    posted: re.Pattern[str]  # "… veröffentlicht um"
    label: re.Pattern[str]  # "Aktualisiert", and nothing else


def without_notes(stamps: Sequence[Stamp], page: Page, vocabulary: Vocabulary) -> list[Stamp]:
    """The clock lines without those that say when an entry was changed, "Aktualisiert: 14:05".

    Spares them where they are the rule: then nothing else says when an entry was published; and an entry's
    own clock that goes on to say so, "14:05 (aktualisiert)".
    """
    alone = [stamp for stamp in stamps if stamp.layout == ALONE]
    forms = _forms(vocabulary)
    notes = {
        stamp.line
        for stamp in alone
        if (forms.changed_ago if stamp.frame == AGE else forms.changed).search(page.shown[stamp.line])
        or _is_labelled_above(stamp, page, forms)
    }
    if len(notes) > len(alone) * _MOST:
        notes = set()
    ends = [stamp for stamp in stamps if stamp.layout == END]
    dated = {stamp.line for stamp in ends if _is_dated_change(stamp.rest, forms)}
    if len(dated) <= len(ends) * _MOST:
        notes |= dated
    return [stamp for stamp in stamps if stamp.line not in notes]


def _is_dated_change(rest: str, forms: _Forms) -> bool:
    """Whether a day stands before a clock and says that the page was changed then: "18. Juli, aktualisiert um"."""
    return rest[:1].isdigit() and forms.changed_ago.search(rest) is not None


def _is_labelled_above(stamp: Stamp, page: Page, forms: _Forms) -> bool:
    """Whether the label of a change has the line right above for itself: "Updated", and its date below."""
    above = page.right_above(stamp.line)
    return above is not None and forms.label.fullmatch(page.shown[above]) is not None


def without_posting_words(stamps: Sequence[Stamp], vocabulary: Vocabulary) -> list[Stamp]:
    """The clock lines, whose headlines lose a "published at" before the clock that nearly all of them have.

    Spares a headline that ends in such a word by itself: "Liste der Helfer veröffentlicht 14:05".
    """
    posted = _forms(vocabulary).posted
    ends = [stamp for stamp in stamps if stamp.layout == END]
    cut = {stamp.line: posted.sub("", stamp.rest) for stamp in ends}
    said = sum(cut[stamp.line] != stamp.rest for stamp in ends)
    if len(ends) < 2 or said < len(ends) * _FEWEST_POSTED:
        return list(stamps)
    return [stamp._replace(rest=cut.get(stamp.line, stamp.rest)) for stamp in stamps]


@once_per_vocabulary
def _forms(vocabulary: Vocabulary) -> _Forms:
    changed = _any(vocabulary.named("entry_changes"))
    posting = _any((*vocabulary.named("published_labels"), *vocabulary.named("updated_labels")))
    link = _any(vocabulary.named("label_links"))
    return _Forms(
        re.compile(rf"^\W{{0,4}}{changed}(?![^\W_])", re.IGNORECASE),
        re.compile(rf"^\W{{0,4}}{changed}(?![^\W_])|(?<![^\W_]){changed}\W{{0,4}}$", re.IGNORECASE),
        re.compile(rf"[\s,;|–-]{{0,4}}{posting}(?:\s{link})?[\s:]{{0,2}}$", re.IGNORECASE),
        re.compile(rf"{changed}\W{{0,2}}", re.IGNORECASE),
    )


def _any(words: Iterable[str]) -> str:
    spelled = [re.escape(word) for word in sorted(set(words), key=len, reverse=True)]
    return "(?:" + "|".join(spelled) + ")" if spelled else "(?!)"
