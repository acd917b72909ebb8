"""How much is too much: every threshold of the audit, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Bounds:
    """The audit's thresholds. Shares run from 0 to 1.

    Bounds on a document are wide: what they catch can't be published, while a page that is only
    short, old or in an unknown language passes. Bounds on the run look for a rule gone wrong.
    """

    first_newspaper: int = 1605  # the year of Strasbourg's Relation: nothing printed as news is older
    first_website: int = 1990  # an older article is an archive's, or misread: worth a look
    clock_tolerance: timedelta = timedelta(
        days=1
    )  # a page's clock may be any zone's, a crawl's date may lack one
    reading_minutes: int = 600  # ten hours; beyond, the number meant something else
    removed_share: float = 0.98  # a page of which less is left was no article to begin with
    mojibake_lines: int = 3  # up to here it may be quoted, a foreign name or a formula …
    mojibake_share: float = 0.2  # … and a reader gets through; more of the kept lines than this is garbled
    boilerplate_lines: int = 5  # kept lines in a phrase's words may well be sentences of the text …
    boilerplate_share: float = 0.5  # … but not most of a document
    documents_to_judge: int = 20  # a share of fewer documents says little about the rules
    mean_removed_share: float = (
        0.7  # articles lose a quarter or less, whole pages half; more is a rule gone wrong
    )
    largest_rule_share: float = 0.5  # of a run's characters, by one rule alone: likewise
    unknown_language_share: float = 0.1  # numbers and stubs have none; more is another language, or noise
    failed_share: float = 0.5  # when most documents fail, look at the rules or the source first
