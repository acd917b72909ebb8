"""Wrong decodings are undone, alone and in parts of a line; clean text in many languages is left alone."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]  # the only way to take ftfy's pattern apart

import ftfy
import pytest
from ftfy.badness import BADNESS_RE
from hypothesis import given
from hypothesis import strategies as st

from transforms.encoding import glance, mojibake
from transforms.encoding.mojibake import looks_mojibake, repair_mojibake

CLEAN = tomllib.loads((Path(__file__).parent / "clean_texts.toml").read_text(encoding="utf-8"))
WESTERN = ("de", "de-CH", "fr", "es", "pt", "it", "nl", "sv", "da", "is")
WINDOWS = "sloppy-windows-1252"


def misread(text: str, codec: str) -> str:
    """The text's UTF-8 as that codec reads it."""
    return text.encode().decode(codec)


@pytest.mark.parametrize("language", sorted(CLEAN))
def test_clean_text_is_left_alone(language: str) -> None:
    """No sentence that its author wrote so is changed, nor suspected."""
    for text in CLEAN[language]:
        assert repair_mojibake(text) == text
        assert not looks_mojibake(text)


@pytest.mark.parametrize(
    "codec",
    ["latin-1", WINDOWS, "iso8859-15", "sloppy-windows-1250", "sloppy-windows-1254", "mac-roman", "cp850"],
)
@pytest.mark.parametrize("language", WESTERN)
def test_misread_western_text_is_repaired(language: str, codec: str) -> None:
    """UTF-8 that a Western codec has read comes back whole, in ten languages."""
    for text in CLEAN[language]:
        assert repair_mojibake(misread(text, codec)) == text


@pytest.mark.parametrize("language", sorted(set(CLEAN) - {"hi", "th"}))
def test_misread_by_windows_is_repaired_in_every_language(language: str) -> None:
    """The commonest accident is undone in every script, and when it happened twice."""
    for text in CLEAN[language]:
        once = misread(text, WINDOWS)
        assert repair_mojibake(once) == text
        assert repair_mojibake(misread(once, WINDOWS)) == text


@pytest.mark.parametrize("language", ["de", "de-CH", "es", "sv", "da", "nl"])
def test_text_misread_in_part_is_repaired(language: str) -> None:
    """Every second word misread: the others stay as they are."""
    for text in CLEAN[language]:
        words = [misread(word, WINDOWS) if n % 2 else word for n, word in enumerate(text.split(" "))]
        assert repair_mojibake(" ".join(words)) == text


@pytest.mark.parametrize(
    ("broken", "repaired"),
    [
        ("K├ñse und Br├╢tchen", "Käse und Brötchen"),
        ("ΓÇ₧JaΓÇ£, sagte sie", "„Ja“, sagte sie"),
        ("ÔÇ×JaÔÇ£, sagte sie ÔÇô und ging", "„Ja“, sagte sie – und ging"),
        ("MÃ€rchen und KÃŒche", "Märchen und Küche"),
        ("√úber den D√§chern", "Über den Dächern"),
        ("√Ñrzte", "Ärzte"),
        ("StraÃ?e, gröÃ\ufffder", "Straße, größer"),
        ("K√§se macht Spa√ü", "Käse macht Spaß"),
        ("Ăśbung", "Übung"),
        ("GrÃ¼ÃŸe vom Café", "Grüße vom Café"),
        ("am Ã„quator", "am Äquator"),
        ("der cÅ“ur de Paris", "der cœur de Paris"),
        ("\x84Ja\x93, sagte sie", "„Ja“, sagte sie"),
    ],
)
def test_examples_are_repaired(broken: str, repaired: str) -> None:
    """What ftfy leaves or mends wrongly, and what it mends."""
    assert repair_mojibake(broken) == repaired


@pytest.mark.parametrize(
    "text",
    [
        "1000–∞ und 3×£20",
        "Ähm… ÄÖÜ! ÑÄÑDÜ Ö£",
        "R E S O L U Ç Ã O",
        "NÃO! AMANHÃ… SÃO JOÃO",
        "DÉJÀ VU… HÔTEL ÉTÉ",
        "``oh wie schöń´´",
        "¨Paloma¨ cantó",
        "„Ä“ und „Ö“, ‚Ärger‘",
        "ÜÄÖ€ §§ 5–7 99 ‰ ‡",
        "Preis: 5,– € · © 2024 Müller®",
        "├── über ┌─┬─┐ │ Größe │ ½ │",
        "x ≤ √ü ¬¬ ÷ 1º lugar, 2ª vez",
        "är”, sade hon – ”Ärligt”",
        "»Ärger«, ›Übel‹, «Öl»",
        "(°□°) ÔÔÔ WOW",
        "Ĉu vi ŝatas ĝin? ŁÓDŹ ČŠŽ",
        "n√2, r√π, √x, 2√ab",
    ],
)
def test_odd_but_meant_text_is_left_alone(text: str) -> None:
    """Signs, faces, capitals and quotation marks that only look like accidents."""
    assert repair_mojibake(text) == text


@pytest.mark.parametrize("text", ["Ã ist ein Buchstabe", "Er schrieb “Â” und “Ã”"])
@pytest.mark.xfail(
    strict=True, reason="ftfy reads Â and Ã before blanks and quotation marks as half of a pair"
)
def test_writing_about_letters_is_left_alone(text: str) -> None:
    """Text about the very letters that wrong decoding leaves."""
    assert repair_mojibake(text) == text


@pytest.mark.parametrize("text", ["»Ärger« am See", "Hon sa: ”Öl”", "(»Übung«)", "Größe, Straße, Öl"])
def test_quotation_marks_are_not_suspected(text: str) -> None:
    """German and Swedish quotation marks before capitals are no sign of wrong decoding."""
    assert not looks_mojibake(text)


@pytest.mark.parametrize("text", ["fÃ¼r", "â€žJaâ€œ", "Stra├ƒe Ã¼", "GrÃƒÂ¼n"])
def test_wrong_decoding_is_suspected(text: str) -> None:
    """What a reader takes for broken is taken for broken."""
    assert looks_mojibake(text)


SUSPICIOUS = st.lists(
    st.sampled_from(
        [
            *"abzA .,?\x1a\ufffdíÌ\xa0äÄöÖüÜßÃÂÅÈâ€™œŒžŸ\x80\x9fβΒГа«»„“›¡½¼¶Ÿð√├ÔÇĂ–é\n漢",
            "FÃ¼r",
            "ÃƒÂ¼",
            "â€“",
            "und so",
        ]
    ),
    max_size=14,
).map("".join)


@given(SUSPICIOUS)
def test_the_quick_look_equals_that_of_ftfy(text: str) -> None:
    """Reading only what stands around the sieve's findings finds the same."""
    assert mojibake.is_bad(text) == ftfy.badness.is_bad(text)


@given(st.one_of(SUSPICIOUS, st.text(max_size=12)))
def test_a_glance_spares_only_what_is_no_mojibake(text: str) -> None:
    """What ftfy is imported for and what it is not come out alike."""
    assert glance.looks_mojibake(text) == looks_mojibake(text)
    assert glance.repair_mojibake(text) == repair_mojibake(text)


@given(SUSPICIOUS)
def test_the_quick_rereading_equals_that_of_ftfy(text: str) -> None:
    """Text that ftfy would change is changed to the same, lossy or in part, once or twice over."""
    if mojibake.is_bad(text):
        assert mojibake._fix_encoding(text) == ftfy.fix_encoding(text)


def test_no_finding_is_longer_than_the_look() -> None:
    """The quick look sees every match whole: none is longer, and none looks at what lies beyond it."""
    pattern = _parser.parse(BADNESS_RE.pattern, BADNESS_RE.flags)
    assert pattern.getwidth()[1] <= mojibake._LONGEST_FINDING
    assert "ASSERT" not in repr(pattern.data)
    assert repr(pattern.data).count("(AT, ") == repr(pattern.data).count("(AT, AT_BEGINNING)")


def test_sieve_lets_every_finding_through() -> None:
    """Each alternative of ftfy's pattern needs what the sieve looks for, so that the sieve loses nothing."""
    small, single = re.compile(f"[{glance._SMALL}]"), re.compile(f"[{glance._SINGLE}]")
    characters = [*map(chr, range(0x2600)), *"\uf8ff\ufb01\ufb02\ufffd"]
    for alternative in _parser.parse(BADNESS_RE.pattern, BADNESS_RE.flags).data[0][1][1]:
        matching = [_matching(item, characters) for item in alternative.data]
        singled_out = any(found and all(single.match(char) for char in found) for found in matching)
        paired = any(
            one and other and not _has_ascii(one + other) and not (_any(small, one) and _any(small, other))
            for one, other in pairwise(matching)
        )
        assert singled_out or paired, alternative


def _matching(item: tuple[object, object], characters: list[str]) -> list[str]:
    """The characters that one item of the pattern matches; none where it is optional or an anchor."""
    operation, argument = str(item[0]), item[1]
    if operation in {"AT", "MAX_REPEAT"}:
        return []
    if operation == "LITERAL":
        return [chr(argument)]  # type: ignore[call-overload]
    if operation == "ANY":
        return characters
    negated, codes, classes = False, set(), []
    for kind, value in argument:  # type: ignore[attr-defined]
        if str(kind) == "LITERAL":
            codes.add(value)
        elif str(kind) == "RANGE":
            codes.update(range(value[0], value[1] + 1))
        elif str(kind) == "CATEGORY":
            classes.append({"CATEGORY_SPACE": str.isspace, "CATEGORY_WORD": _is_word}[str(value)])
        else:
            negated = True
    return [c for c in characters if (ord(c) in codes or any(test(c) for test in classes)) is not negated]


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _has_ascii(characters: list[str]) -> bool:
    return any(char.isascii() for char in characters)


def _any(pattern: re.Pattern[str], characters: list[str]) -> bool:
    return any(pattern.match(char) for char in characters)


@given(st.text(st.sampled_from("aFr .,äöüßÃ¼¤¶ŸœâÅÄ€™„“”├╝╢ñÔÇ×Γ√§Ăś\x84\x93\xa0\xad"), max_size=30))
def test_repairing_twice_equals_once(text: str) -> None:
    """Whatever the accident, the second repair finds nothing."""
    once = text
    while (repaired := repair_mojibake(once)) != once:
        assert len(repaired) <= len(once)
        once = repaired
    assert repair_mojibake(once) == once


@given(st.text(st.sampled_from("aF .ÃâäÜ¤¶¼Ÿ„–œ€»”›’™"), max_size=12))
def test_the_common_findings_are_ftfys(text: str) -> None:
    """What is found without ftfy's pattern is what the pattern finds, with any neighbours and opening quotes."""
    if mojibake._COMMON_FINDING.search(text):
        assert mojibake.is_bad(text)
        assert mojibake.is_bad(mojibake._OPENS_WORD.sub("„", text))


@pytest.mark.parametrize("alternative", ["Ã¤", "Ã¶", "Ã¼", "ÃŸ", "Ã„", "Ã–", "Ãœ", "â€"])
def test_each_common_finding_is_enough(alternative: str) -> None:
    """Each of the pairs is odd by itself."""
    assert mojibake._COMMON_FINDING.fullmatch(alternative)
    assert BADNESS_RE.fullmatch(alternative)


def test_umlauts_misread_as_eastern_letters() -> None:
    """ISO 8859-16 and Windows-1250 have other signs in their place; a Romanian's own capital stays."""
    broken = "Die Vorsitzende begrĂŒĂte fĂŒr den groĂen Verein die GĂ€ste und hoffte, daĂ es schön wird."
    assert repair_mojibake(broken) == (
        "Die Vorsitzende begrüßte für den großen Verein die Gäste und hoffte, daß es schön wird."
    )
    assert (
        repair_mojibake("Bestenliste fĂĽr GĂ¤ste: grĂ¶Ăźte Auswahl")
        == "Bestenliste für Gäste: größte Auswahl"
    )
    assert repair_mojibake("ÎN ȚARĂ, LA ORĂ: 5 €") == "ÎN ȚARĂ, LA ORĂ: 5 €"
