"""Invisible and odd characters go where nobody meant them, and stay where a script or an author does."""

from __future__ import annotations

import pytest
from ftfy.chardata import LIGATURES

from transforms.encoding.characters import (
    compose,
    decode_entities,
    has_control_characters,
    normalize_blanks,
    remove_control_characters,
    remove_invisible_marks,
    resolve_printed_hyphens,
    resolve_soft_hyphens,
    split_ligatures,
)

ALL_LIGATURES = "".join(map(chr, LIGATURES))
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("K&auml;se &amp; Brot", "Käse & Brot"),
        ("K&#228;se f&#xFC;r 2&nbsp;&euro;", "Käse für 2\xa0€"),
        ("F&amp;uuml;r &amp;amp;bdquo;alle&amp;#8220;", "Für „alle“"),
        ("STRA&SZLIG;E P&EACUTE;REZ", "STRASSE PÉREZ"),
        ("F&uumlr &Ouml;l", "Für Öl"),
        ("&#150; so &#8211; so &ndash;", "– so – so –"),
        ("3 &lt; 5 &amp;&amp; 5 &gt; 3", "3 < 5 && 5 > 3"),
        ("Die Marke &lt;div&gt; teilt ab", "Die Marke <div> teilt ab"),
        ("a < b, B&auml;ume", "a < b, Bäume"),
    ],
)
def test_entities_are_decoded(text: str, decoded: str) -> None:
    """Named, numeric, escaped twice or more, in capitals, and umlauts without their semicolon."""
    assert decode_entities(text) == decoded


@pytest.mark.parametrize(
    "text",
    [
        "Müller & Söhne, R&D, AT&T; so",
        "?a=1&copy=2&uuml=3",
        "this&not that",
        "<b>Käse &amp; Brot</b>",
        "&nosuchthing;",
        "A&B;C",
    ],
)
def test_what_is_no_entity_stays(text: str) -> None:
    """Ampersands of firms and URLs, unknown names, and lines of HTML."""
    assert decode_entities(text) == text


def test_text_about_html_keeps_its_point() -> None:
    """Decoding stops where it has laid bare a tag: what is left is what the author writes about."""
    once = decode_entities("Mit &lt;br&gt; bricht man um, mit &amp;nbsp; nicht.")
    assert once == "Mit <br> bricht man um, mit &nbsp; nicht."
    assert decode_entities(once) == once


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("Zu\xadschau\xader", "Zuschauer"),
        ("Nah-\xad und", "Nah- und"),
        ("Bürger\xad", "Bürger-"),
        ("Ende.\xad", "Ende."),
    ],
)
def test_soft_hyphens_are_resolved(text: str, resolved: str) -> None:
    """Within words they go; at the end of a line a reader saw a hyphen."""
    assert resolve_soft_hyphens(text) == resolved


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("Ver\x02bündete", "Verbündete"),
        ("NATO\ufffeStaaten", "NATO-Staaten"),
        ("Ver\x02", "Ver-"),
        ("\x02 allein", "\x02 allein"),
    ],
)
def test_printed_hyphens_are_resolved(text: str, resolved: str) -> None:
    """PDFium's marks join before small letters and stay hyphens before capitals."""
    assert resolve_printed_hyphens(text) == resolved


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\0b\x07c\x7f\x9d", "abc"),
        ("a\u2028b\u2029c\x0bd\x0ce\rf", "a b c d e f"),
        ("\x1b[1;31mrot\x1b[0m", "rot"),
        ("a\tb", "a\tb"),
        ("a\ufffcb\ufffe", "ab"),
    ],
)
def test_control_characters_go(text: str, cleaned: str) -> None:
    """They go, breaks become blanks, tabs stay."""
    assert remove_control_characters(text) == cleaned
    assert not has_control_characters(cleaned)
    assert has_control_characters(text) is (text != cleaned)


@pytest.mark.parametrize(
    "text", ["a\u200bb", "\ufeffab", "a\u2060b", "a\u200eb\u202a", "a\u200cb", "a\u200db", "ab\u2066"]
)
def test_invisible_marks_go_from_latin_text(text: str) -> None:
    """No Latin word needs them."""
    assert remove_invisible_marks(text) == "ab"


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "श्री\u200dमान क\u094d\u200dष",
        FAMILY,
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "ภาษา\u200bไทย",
        "שלום\u200f! (abc)\u200e",
        "\u2067مرحبا\u2069",
        "1\ufe0f\u20e3",
    ],
)
def test_invisible_marks_that_scripts_need_stay(text: str) -> None:
    """Persian, Indic letters, emoji, Thai words, the direction of Hebrew and Arabic."""
    assert remove_invisible_marks(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("am\xa01.\xa0Mai um 9\xa0Uhr", "am 1. Mai um 9 Uhr"),
        ("5\xa0% von 100\xa0€", "5 % von 100 €"),
        ("sagt\xa0»Ja«\xa0und geht", "sagt »Ja« und geht"),
        ("sagt\xa0«Ja»\xa0und geht", "sagt «Ja» und geht"),
        ("z.\u202fB. hier\u2003da", "z. B. hier da"),
        ("toll\xa0:-) und", "toll :-) und"),
        ("« Ja\xa0» de\xa0la", "« Ja\xa0» de la"),
        ("Å\xa0andra sidan, på\xa0jobbet", "Å andra sidan, på jobbet"),
        ("KÜHE\xa0UND\xa0KÄSE", "KÜHE UND KÄSE"),
    ],
)
def test_odd_blanks_become_plain(text: str, plain: str) -> None:
    """German sets them for looks only; guillemets alone make no French."""
    assert normalize_blanks(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "«\xa0Vraiment\u202f?\xa0»",
        "Il dit\xa0: non\xa0! Oui\xa0;",
        "«\xa0Oui\xa0», 20\xa0% de 10\xa0000\xa0€",
        "10\u202f000 Euro, 5\u2009000 Leute",
        "日本語　の文",
        "TÄÄLLÄ\xa0ON LÄHDE",
        "TIÅ\xa0KA",
    ],
)
def test_blanks_that_typography_asks_for_stay(text: str) -> None:
    """French spacing, narrow blanks in numbers, the ideographic space, what may be half of a letter."""
    assert normalize_blanks(text) == text


@pytest.mark.xfail(strict=True, reason="a no-break space without French punctuation near is taken for layout")
def test_other_no_break_spaces_stay() -> None:
    """Blanks that someone may have meant: searching and joining are worth more than keeping them."""
    assert normalize_blanks("Le taux atteint 5\xa0%") == "Le taux atteint 5\xa0%"


def test_ligatures_are_split_and_letters_are_not() -> None:
    """What a typesetter joined is split; what an alphabet has as a letter stays."""
    assert split_ligatures("Eﬃzienz, ﬂott, ǆep") == "Effizienz, flott, džep"
    assert split_ligatures("Cæsar Bœuf Straße ŉ boek") == "Cæsar Bœuf Straße ŉ boek"


def test_letters_are_composed() -> None:
    """Decomposed accents become letters; signs that only look alike stay."""
    assert compose("Ko\u0308ln, Mu\u0308he, Tie\u0302\u0301ng") == "Köln, Mühe, Tiếng"
    assert compose("m² ½ ﬁ ①") == "m² ½ ﬁ ①"


@pytest.mark.parametrize(
    ("repair", "unit"),
    [
        (compose, "\u0301\u0327"),
        (decode_entities, "&amp;"),
        (decode_entities, "amp;"),
        (decode_entities, "<a "),
        (remove_invisible_marks, "\u200d\u200c"),
        (normalize_blanks, "\xa0!"),
        (resolve_soft_hyphens, "a\xad"),
        (resolve_printed_hyphens, "a\x02"),
        (remove_control_characters, "\x1b[1;"),
    ],
)
def test_long_lines_take_their_length_not_its_square(repair: object, unit: str, hang_guard: None) -> None:
    """A hostile line comes to its end; were it read again and again, it would take hours."""
    repaired = repair("&" + unit * (400_000 // len(unit)))  # type: ignore[operator]
    assert len(repaired) <= 400_001


def test_ligatures_are_those_that_ftfy_knows() -> None:
    """All but one, which Afrikaans writes; to spell them out here spares every page the import of ftfy."""
    assert split_ligatures(ALL_LIGATURES) == ALL_LIGATURES.translate({**LIGATURES, ord("ŉ"): "ŉ"})
