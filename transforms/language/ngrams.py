"""Languages told by n-grams: langdetect, seeded, with what else is known as its prior."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import exp
from typing import Any

try:
    import langdetect_rs as langdetect
except ImportError:  # no wheel for this platform: the reference has the same results, 50 times as slowly
    import langdetect

STANDARD = {"no": "nb", "zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}  # langdetect's name: the BCP 47 tag
OWN_NAMES = {tag: name for name, tag in STANDARD.items()}

# How likely a language is before a letter is read. With even chances a short text is often taken for a
# language that news hardly comes in: "Dienstag, 4. November" for Afrikaans.
COMMON = {"de": 8.0, "en": 4.0}
RARE = dict.fromkeys(("af", "cy", "id", "so", "sq", "sw", "tl", "vi"), 0.2)

VOTE_WEIGHT = 2.5  # nats a vote; measured: 0.7 to 4 differ little, 2.5 and above are best for close kin
LEAST_CHANCE = exp(-30)  # where every vote is against a language; zero would rule it out for good


def most_likely(text: str, votes: Mapping[str, int]) -> tuple[str, float]:
    """The likeliest BCP 47 tag and its probability; "und" and 0 where the text has no letters.

    Votes (by tag) are the prior: n-grams alone can't tell Norwegian from Danish. The probability is
    langdetect's, which is too sure of itself where the text is short.

    >>> most_likely("Wetterbericht für Sonnabend", {})[0]
    'de'
    >>> most_likely("12:30 – 14:00", {})
    ('und', 0.0)
    """
    detector = detector_factory().create()
    detector.set_prior_map(_chances(votes))
    detector.append(text.lower() if text.isupper() else text)  # words in capitals don't count
    try:
        found = detector.get_probabilities()
    except langdetect.LangDetectException:
        return "und", 0.0
    return (STANDARD.get(found[0].lang, found[0].lang), found[0].prob) if found else ("und", 0.0)


@lru_cache(maxsize=1)
def known_languages() -> frozenset[str]:
    """The tags that `most_likely` can answer with. Icelandic isn't one of them."""
    return frozenset(STANDARD.get(name, name) for name in detector_factory().get_lang_list())


@lru_cache(maxsize=1)
def detector_factory() -> Any:  # neither package has types
    """The detectors' factory with its profiles, which take 0.2 s to read; seeded, as it draws by lot."""
    factory = langdetect.DetectorFactory()
    factory.load_profile(langdetect.PROFILES_DIRECTORY)
    factory.seed = 0
    return factory


def _chances(votes: Mapping[str, int]) -> dict[str, float]:
    most = max(votes.values(), default=0)
    unvoted = max(LEAST_CHANCE, exp(-VOTE_WEIGHT * most))
    chances = {name: chance * unvoted for name, chance in _chances_beforehand().items()}
    for tag, count in votes.items():
        name = OWN_NAMES.get(tag, tag)
        if name in chances:
            chances[name] *= max(LEAST_CHANCE, exp(VOTE_WEIGHT * (count - most))) / unvoted
    return chances


@lru_cache(maxsize=1)
def _chances_beforehand() -> dict[str, float]:
    names = detector_factory().get_lang_list()
    return {name: COMMON.get(name) or RARE.get(name, 1.0) for name in names}
