"""Several files of one name: a user's rules and words before the project's."""

from __future__ import annotations

from transforms.rulebook import BlockRule, Layer, LineRule, ResidueRule, Vocabulary

Rule = LineRule | ResidueRule | BlockRule


def joined_layers(first: Layer | None, then: Layer) -> Layer:
    """Both files' rules; of two with one id the first's."""
    if first is None:
        return then
    rules: tuple[Rule, ...] = (*first.lines, *first.residues, *first.blocks)
    taken = {rule.id for rule in rules}
    return Layer(
        first.name,
        first.lines + tuple(rule for rule in then.lines if rule.id not in taken),
        first.residues + tuple(rule for rule in then.residues if rule.id not in taken),
        first.blocks + tuple(rule for rule in then.blocks if rule.id not in taken),
        first.publisher or then.publisher,
        first.domains + then.domains,
    )


def joined_words(first: Vocabulary | None, then: Vocabulary) -> Vocabulary:
    """Both files' words; a month or weekday has all their spellings."""
    if first is None:
        return then
    names = [*first.words, *(name for name in then.words if name not in first.words)]
    return Vocabulary(
        first.language,
        _joined_rows(first.months, then.months),
        _joined_rows(first.weekdays, then.weekdays),
        first.function_words | then.function_words,
        {name: tuple(dict.fromkeys(first.named(name) + then.named(name))) for name in names},
    )


def _joined_rows(
    first: tuple[tuple[str, ...], ...], then: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], ...]:
    if not first or not then:
        return first or then
    return tuple(tuple(dict.fromkeys(ours + theirs)) for ours, theirs in zip(first, then, strict=True))
