"""What is derived from a vocabulary is made once, and never from another one."""

from __future__ import annotations

from transforms.rulebook import Vocabulary
from transforms.vocabulary_memo import once_per_vocabulary


def test_each_vocabulary_is_looked_at_once() -> None:
    """The same object again costs nothing."""
    seen: list[str] = []

    @once_per_vocabulary
    def derived(vocabulary: Vocabulary) -> int:
        seen.append(vocabulary.language)
        return len(seen)

    german, english = Vocabulary("de"), Vocabulary("en")
    assert [derived(one) for one in (german, english, german, english)] == [1, 2, 1, 2]
    assert seen == ["de", "en"]


def test_vocabularies_made_for_a_moment_are_not_confused() -> None:
    """Thousands of short-lived vocabularies, whose ids Python gives out again, keep their own answers."""
    language = once_per_vocabulary(lambda vocabulary: vocabulary.language)
    assert all(language(Vocabulary(f"x{at}")) == f"x{at}" for at in range(2000))
