"""Rules as data: TOML files with compulsory examples and lookalikes, loaded, checked and compiled once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from transforms.boilerplate.matching import LineMatcher
from transforms.boilerplate.patterns import USUAL_LINE, fold_line
from transforms.boilerplate.templates import Templates
from transforms.derived import RULES
from transforms.document import Role

KEEP = (
    "keep"  # the role of a rule that shields a line and leaves it to later transforms which kept role it has
)
TAKES = (
    "teasers",
    "labels",
    "paragraphs",
    "rest",
)  # what a block may take; see `transforms.boilerplate.blocks`
_LONGEST_SUSPECT = 160  # characters; a longer kept line is a paragraph, whatever words it uses
_SUSPECTS_KNOWN = 50_000


Derived = TypeVar("Derived")


class RuleError(ValueError):
    """A rules file that can't be used: names file, rule and key, the value received and what is known."""


class LineRule(NamedTuple):
    """Gives a line that matches as a whole (see `fold_line`) a role."""

    id: str  # "languages/de/ad-marker"
    role: Role | None  # None: keep, see `KEEP`
    alternatives: tuple[str, ...]  # patterns, folded; compiled when first needed
    why: str
    matches: tuple[str, ...]
    spares: tuple[str, ...]
    longest: int = USUAL_LINE  # characters of the longest line that it looks at
    everywhere: bool = False  # unmistakable on pages of other languages as well


class ResidueRule(NamedTuple):
    """Cuts what a scraper left inside a line; the rest of the line stays."""

    id: str
    pattern: str  # searched, case and all; every match is cut
    marker: str  # a piece of every match: a document without it needs no search
    place: str  # where in a line it stands: "start", "end" or "anywhere"
    instead: str  # what stands in the place of the cut
    why: str
    cuts: tuple[tuple[str, str], ...]  # (line before, line after)
    spares: tuple[str, ...]
    everywhere: bool = False  # unmistakable on pages of other languages as well


class BlockRule(NamedTuple):
    """A header line, the lines it swallows, and what ends it."""

    id: str
    header: LineRule
    takes: str  # one of `TAKES`
    swallows: str  # a pattern of lines that it takes beside those
    ends: str  # a pattern of the first line that stays; none ends it where it is empty
    most: int  # lines with text that it takes at most, header apart
    why: str
    matches: tuple[str, ...]  # texts of several lines, every one of which goes
    spares: tuple[str, ...]  # texts of several lines, in which the rule takes nothing after the header
    everywhere: bool = False  # unmistakable on pages of other languages as well


class Layer(NamedTuple):
    """The rules of one file name, in their order: a user's own first, then the project's."""

    name: str  # "languages/de", "publishers/example"
    lines: tuple[LineRule, ...] = ()
    residues: tuple[ResidueRule, ...] = ()
    blocks: tuple[BlockRule, ...] = ()
    publisher: str = ""
    domains: tuple[str, ...] = ()

    def abroad(self) -> Layer:
        """What holds on pages of other languages: publishers use content systems that speak English."""
        return Layer(
            self.name,
            tuple(rule for rule in self.lines if rule.everywhere),
            tuple(rule for rule in self.residues if rule.everywhere),
            tuple(rule for rule in self.blocks if rule.everywhere),
        )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language that mechanisms look for: data, so that a new language is a file."""

    language: str = "und"
    months: tuple[tuple[str, ...], ...] = ()  # 12 rows, January first, each with its spellings, lower case
    weekdays: tuple[tuple[str, ...], ...] = ()  # 7 rows, Monday first
    function_words: frozenset[str] = frozenset()  # lower case
    words: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # any named list; what isn't there is empty

    def named(self, name: str) -> tuple[str, ...]:
        """The list of that name, empty where the language has none."""
        return self.words.get(name, ())


class RuleSet(NamedTuple):
    """All rules that judge one document, ready to use: publisher's before language's."""

    matcher: LineMatcher  # of line rules and headers of blocks alike: most lines are neither
    blocks: Mapping[str, BlockRule]  # by id
    residues: tuple[ResidueRule, ...]


@dataclass(
    frozen=True, slots=True, eq=False
)  # told apart by identity: what is derived from one is cheap to find
class Rulebook:
    """All that is known beforehand: layers of rules by language and publisher, and vocabularies."""

    languages: Mapping[str, Layer] = field(default_factory=dict)
    publishers: Mapping[str, Layer] = field(default_factory=dict)
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    judges_shape: bool = False  # an empty rulebook removes nothing, by shape neither
    version: str = "none"  # hash of every rule and word
    templates: Templates | None = None  # learned from the documents, so no part of `version`
    _ready: dict[tuple[str, str], RuleSet] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _derived: dict[tuple[str, str], Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    _suspects: dict[str, dict[str, bool]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def empty(cls) -> Rulebook:
        """A rulebook that knows no rules, and so removes nothing."""
        return cls()

    @classmethod
    def load(cls, *more: Path | str) -> Rulebook:
        """The project's own rules and those in the directories ``more``.

        A file of the same name extends the project's: its rules come first, and one with the id of
        a rule of the project's takes that rule's place. Raises `RuleError` for a file that can't be used.
        """
        return _load(tuple(Path(path) for path in more))

    def vocabulary(self, language: str) -> Vocabulary:
        """The words of a language; an empty vocabulary where it has no file."""
        return (
            self.vocabularies.get(language)
            or self.vocabularies.get(language.split("-", maxsplit=1)[0])
            or Vocabulary(language)
        )

    def vocabularies_for(self, language: str) -> tuple[Vocabulary, ...]:
        """The language's vocabulary; where it can't be told, those of all languages with rules."""
        known = self.vocabulary(language)
        if known.function_words:
            return (known,)
        return tuple(self.vocabularies[name] for name in self.languages if name in self.vocabularies)

    def derive(self, name: str, language: str, make: Callable[[tuple[Vocabulary, ...]], Derived]) -> Derived:
        """What ``make`` makes of a language's vocabularies, made once and kept under ``name``."""
        key = (name, language)
        if key not in self._derived:
            self._derived[key] = make(self.vocabularies_for(language))
        made: Derived = self._derived[key]
        return made

    def rules_for(self, publisher: str, url: str, language: str) -> RuleSet:
        """The rules that judge a document: its publisher's, its language's, and what holds everywhere.

        Where its language has no rules, all languages' do.
        """
        site = self.publisher_layer(publisher, url)
        own = self.languages.get(language) or self.languages.get(language.split("-", maxsplit=1)[0])
        key = (site.name if site else "", own.name if own else "")
        ready = self._ready.get(key)
        if ready is None:
            others = [
                layer.abroad() if own else layer for layer in self.languages.values() if layer is not own
            ]
            layers = [layer for layer in (site, own, *others) if layer]
            ready = self._ready[key] = rule_set(
                (rule for layer in layers for rule in layer.lines),
                (rule for layer in layers for rule in layer.residues),
                (rule for layer in layers for rule in layer.blocks),
            )
        return ready

    def publisher_layer(self, publisher: str, url: str) -> Layer | None:
        """The publisher's layer, by its name in any case or by the domain of the url.

        >>> book = Rulebook(publishers={"kurier": Layer("publishers/kurier", domains=("kurier.example",))})
        >>> book.publisher_layer("", "https://www.kurier.example/a").name
        'publishers/kurier'
        """
        if not self.publishers or not (publisher or url):
            return None
        name, host = publisher.casefold(), _host(url)
        for stem, layer in self.publishers.items():
            if name and name in {stem, layer.publisher.casefold()}:
                return layer
            if any(host == domain or host.endswith("." + domain) for domain in layer.domains):
                return layer
        return None

    def reads_like_boilerplate(self, text: str, language: str) -> bool:
        """Whether a line that was kept uses a phrase known from boilerplate: a flag, no judgement.

        >>> Rulebook.load().reads_like_boilerplate("Jetzt den Newsletter abonnieren!", "de")
        True
        """
        if len(text) > _LONGEST_SUSPECT:
            return False
        folded = fold_line(text)
        return any(map(folded.__contains__, self._boilerplate_phrases(language)))

    def count_like_boilerplate(self, lines: Iterable[str], language: str) -> int:
        """How many of a document's kept lines read like boilerplate: most were seen before, or none of the others does.

        >>> Rulebook.load().count_like_boilerplate(["Der Rat tagt.", "Jetzt den Newsletter abonnieren!"], "de")
        1
        """
        known = self._suspects.setdefault(language, {})
        short = [line for line in lines if len(line) <= _LONGEST_SUSPECT]
        new = [line for line in short if line not in known]
        if len(known) >= _SUSPECTS_KNOWN:
            known.clear()
            new = short
        if self._may_read_like_boilerplate(new, language):
            known.update([(line, self.reads_like_boilerplate(line, language)) for line in new])
        else:
            known.update(dict.fromkeys(new, False))
        return sum([known[line] for line in short])

    def _may_read_like_boilerplate(self, lines: Sequence[str], language: str) -> bool:
        whole = "¶".join(lines).lower()
        if "  " in whole or not whole.isprintable():
            return True  # blanks that a folded line has as one
        return any(map(whole.__contains__, self._boilerplate_phrases(language)))

    def _boilerplate_phrases(self, language: str) -> tuple[str, ...]:
        return self.derive("boilerplate-phrases", language, _boilerplate_phrases)


def _boilerplate_phrases(vocabularies: tuple[Vocabulary, ...]) -> tuple[str, ...]:
    return tuple(phrase for known in vocabularies for phrase in known.named("boilerplate_phrases"))


def rule_set(
    lines: Iterable[LineRule] = (), residues: Iterable[ResidueRule] = (), blocks: Iterable[BlockRule] = ()
) -> RuleSet:
    """The rules made ready to judge, the first first."""
    by_id = {rule.id: rule for rule in blocks}
    matcher = LineMatcher(tuple(lines), tuple(rule.header for rule in by_id.values()))
    return RuleSet(matcher, by_id, tuple(residues))


@lru_cache(maxsize=8)
def _load(more: tuple[Path, ...]) -> Rulebook:
    from transforms.rule_loader import read_rules  # it needs what this module defines

    return read_rules((*more, RULES))


def _host(url: str) -> str:
    """The url's host; none where the url is malformed, which is the record's fault and no reason to lose it."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
