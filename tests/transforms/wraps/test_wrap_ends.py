"""Paragraphs whose last line is full, in text without blank lines: where they end, and where none does."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.transforms.wraps.test_line_wraps import joined, published
from tests.transforms.wraps.wrapped_texts import wrap
from transforms.document import PARAGRAPH, WRAPPED
from transforms.wraps.ends import DOUBTFUL, _next_sentence_odds, settle
from transforms.wraps.rows import LineWords, Row
from transforms.wraps.width import Width

FIRST = (
    "Die Genossenschaft will das alte Sägewerk in Lauterau kaufen und darin Wohnungen bauen. Das hat die "
    "Versammlung am Samstag mit großer Mehrheit beschlossen. Vorher hatte der Vorstand zwei Stunden lang Fragen "
    "beantwortet, die meisten davon zum Geld. Am Ende hoben 311 Mitglieder die Hand."
)
SECOND = (
    "Unterlagen des Notars zufolge kostet das Gelände 1,2 Millionen Euro. Hinzu kommen die Kosten für den Abriss "
    "der Trockenhalle, deren Dach mit Asbest gedeckt ist. Ein Gutachten dazu liegt seit dem Sommer im Rathaus aus, "
    "doch gelesen haben es nach Auskunft der Stadt bislang nur vier Leute."
)
THIRD = (
    "Wann die ersten Mieter einziehen, ist offen. Bürgermeisterin Edda Kroll rechnet mit dem Jahr 2034, der "
    "Vorstand mit einem früheren Termin. Einig sind sich beide darin, dass der Fluss bis dahin einen Deich braucht, "
    "weil das Gelände bei Hochwasser unter Wasser steht."
)


def full_end(paragraph: str, following: str) -> int:
    """A width at which the last line of a paragraph leaves no room for the first word of the next one."""
    word = following.split(maxsplit=1)[0]
    for width in range(40, 100):
        last = wrap(paragraph, width, hyphenate=False)[-1]
        if len(last) + 1 + len(word) > width:
            return width
    raise AssertionError("no width fits")


def without_blanks(width: int, *paragraphs: str) -> str:
    """The paragraphs wrapped, line below line."""
    return "\n".join(line for text in paragraphs for line in wrap(text, width, hyphenate=False))


def test_lengths_tell_where_a_paragraph_ends() -> None:
    """Two paragraphs that would be one twice as long as the others are two."""
    text = without_blanks(full_end(FIRST, SECOND), FIRST, SECOND, THIRD, FIRST.replace("Lauterau", "Grünau"))
    assert published(joined(text))[:3] == [FIRST, SECOND, THIRD]


def test_one_paragraph_stays_one() -> None:
    """A sentence that ends with its line in the midst of a paragraph of the usual length ends just itself."""
    for width in range(40, 100):
        text = without_blanks(width, SECOND, THIRD, FIRST)
        assert set(published(joined(text))) <= {SECOND, THIRD, FIRST, f"{SECOND} {THIRD}", f"{THIRD} {FIRST}"}


def test_blank_lines_alone_end_paragraphs_where_there_are_some() -> None:
    """Then a full line that ends a sentence is followed by its paragraph, however long that becomes."""
    width = full_end(FIRST, SECOND)
    blocks = [without_blanks(width, *block) for block in ((FIRST, SECOND), (SECOND,), (THIRD,), (FIRST,))]
    assert published(joined("\n\n".join(blocks))) == [f"{FIRST} {SECOND}", SECOND, THIRD, FIRST]


@pytest.mark.parametrize(
    ("above", "below", "ends"),
    [
        ("Das Gutachten liegt aus.", "Notare raten zur Eile.", False),
        ("Wer soll das bezahlen?", "Notare raten zur Eile.", True),
        ("„Das wird nicht reichen.“", "Notare raten zur Eile.", True),
        ("Wer soll das bezahlen?", "Außerdem raten Notare zur Eile.", False),
    ],
)
def test_what_sentences_end_and_begin_with(above: str, below: str, *, ends: bool) -> None:
    """Where the lengths leave it open, a question or a quotation decides, and "Außerdem" goes on."""
    first, *rows = [
        Row(index, text, length, 0, "", 0, page=False, barrier=False, skipped=False, cut=False)
        for index, (text, length) in enumerate((("Damit begann es.", 480), (above, 330), (below, 330)))
    ]
    words = LineWords(connectives=frozenset({"außerdem"}))
    joints = [(first, rows[0], PARAGRAPH), (rows[0], rows[1], DOUBTFUL), (rows[1], None, PARAGRAPH)]
    settled = settle(joints, Width(330, 330, 330, 0, hyphenated=False), words)
    assert settled[1][2] == (PARAGRAPH if ends else WRAPPED)


def test_a_text_may_begin_with_a_short_lead() -> None:
    """What is short for a paragraph in the midst of a text is none too short for its first one."""
    lengths = (310, 430, 430)
    rows = [
        Row(index, "Das Gutachten liegt aus.", length, 0, "", 0, False, False, False, False)
        for index, length in enumerate((430, *lengths))
    ]
    narrow = Width(200, 200, 200, 0, hyphenated=False)
    ends = [(rows[1], rows[2], DOUBTFUL), (rows[2], rows[3], PARAGRAPH), (rows[3], None, PARAGRAPH)]
    assert settle(ends, narrow, LineWords())[0][2] == PARAGRAPH
    assert settle([(rows[0], rows[1], PARAGRAPH), *ends], narrow, LineWords())[1][2] == WRAPPED


HEADED = """\
Der Rat der Stadt hat am Montag den Bau der neuen
Schwimmhalle beschlossen, die am Südufer stehen
soll.
{}
Opposition vor einem Loch in der Kasse, das sich
nicht mehr füllen lasse, und verweist auf den Bau
der Brücke."""


@pytest.mark.parametrize(
    "heading",
    [
        "Opposition sieht bereits ein Loch in der Kasse\nDie Warnung kam schon vor der Sitzung: Dort sah die",
        "Warnung vor hohen Kosten und der Ruf nach einem\nneuen Gutachten zur Halle\nDie Warnung ist alt: Seit Mai warnt die",
        "Schwimmhalle Lauterau sorgt weiter für Ärger\nSchwimmhalle oder Straße, fragt seit Wochen die",
    ],
    ids=["an article opens", "two lines", "a name said again"],
)
def test_a_full_line_can_be_a_heading(heading: str) -> None:
    """A line without an end is one if a sentence opens below it."""
    paragraphs = published(joined(HEADED.format(heading)))
    assert paragraphs[1] == " ".join(heading.split("\n")[:-1])


@pytest.mark.parametrize(
    "opening",
    [
        "Ulf Remmers, der Bruder der Baudezernentin Jana\nRemmers und seit Mai ihr Vertreter, sieht mit der",
        "Auf der Liste stand zuerst die Fraktion und dann\nDie Neue Mitte, sagte ein Sprecher, ehe sich die",
        "Sie warnt seit Monaten vor dem Bau einer zweiten\nHalle, weil Halle eins leer steht, sagt für die",
    ],
)
def test_the_first_line_of_a_paragraph_is_no_heading(opening: str) -> None:
    """Names come again and titles are written large within sentences too, behind words that need another."""
    paragraphs = published(joined(HEADED.format(opening)))
    assert len(paragraphs) == 2


def test_clocks_of_their_own_line() -> None:
    """A wrapped page of short entries, none longer than two lines, is wrapped all the same."""
    text = dedent("""\
        Streik legt den Hafen von Ostermoor lahm
        16:41
        Reederei sagt alle Fahrten ab
        Die Reederei Brinkmann hat alle Fahrten zu den
        Inseln abgesagt. Wer eine Karte hat, bekommt das
        Geld zurück.
        16:02
        Gewerkschaft kündigt zweiten Tag an
        Auch am Dienstag sollen die Kräne stillstehen, wie
        die Gewerkschaft mitteilte.
        15:30
        Bürgermeister ruft zur Mäßigung auf
        „Wir brauchen den Hafen“, sagte Bürgermeister Ulf
        Remmers am Nachmittag vor dem Rathaus. Er hoffe
        auf ein Gespräch noch am Abend.""")
    paragraphs = published(joined(text))
    assert [paragraph.split()[0] for paragraph in paragraphs] == (
        [
            "Streik",
            "16:41",
            "Reederei",
            "Die",
            "16:02",
            "Gewerkschaft",
            "Auch",
            "15:30",
            "Bürgermeister",
            "„Wir",
        ]
    )


def test_paragraphs_of_two_lines() -> None:
    """Answers of a line and a bit, wide as a page: what goes on had no room."""
    text = dedent("""\
        Seit 22 Jahren hütet Thea Morgenroth elf Kilometer Akten. Ein Gespräch über Mäuse, falsche Grafen und
        die Frage, was man wegwerfen darf.
        Frau Morgenroth, was riecht hier so?
        Das ist 1780. Leim, Ruß und ein bisschen Schaf. Nach einer Weile erkennt man die Jahrzehnte an ihrer
        eigenen Nase.
        Was darf man wegwerfen?
        Mehr, als die Leute glauben. Wir bewahren fünf Prozent auf. Wenn wir alles behielten, fände niemand
        mehr etwas.
        Haben Sie sich geirrt?
        Natürlich. Die Fundbücher der Straßenbahn habe ich kassiert. Vor drei Jahren wollte jemand daraus
        ein Theaterstück machen.""")
    assert [len(paragraph.split("?")) for paragraph in published(joined(text))] == [1, 2, 1, 2, 1, 2, 1]


@pytest.mark.parametrize(
    "text",
    [
        (
            "16:41\nReederei sagt alle Fahrten zu den Inseln ab\n16:02\nzweiter Streiktag steht nun wohl fest\n"
            "15:30\nBürgermeister ruft zur Mäßigung auf\n14:10\nalle Kräne im Hafen stehen still"
        ),
        (
            "    for name in names:\n        if name in known and not name.startswith(prefix):\n"
            "            known.discard(name)\n    return sorted(known, key=lambda name: name.lower())"
        ),
        (
            "am abend, wenn die lichter in den gassen\nnoch einmal flackern, eh der wind sie nimmt,\n"
            "will keiner mehr den letzten tisch verlassen,\nbis auch der wirt uns gute nacht bestimmt."
        ),
    ],
    ids=["a ticker's headlines", "code", "verse"],
)
def test_lines_of_authors_stay(text: str) -> None:
    """What only looks even in its lengths is left alone."""
    assert "\n\n".join(text.split("\n")) == "\n\n".join(line.text for line in joined(text).lines)
    assert {line.joint for line in joined(text).lines} == {"\n\n"}


def test_where_blank_lines_part_paragraphs_two_lines_are_no_heading() -> None:
    """A name that is also a little word begins a line there, not a sentence."""
    text = dedent("""\
        „Die Grenze des Hafens steht nicht zur Rede“, sagte
        die dänische Botschafterin bei den Seebehörden Ida
        Lassen, ehe die Sitzung auf den Mai vertagt wurde.

        Danach gab es Kaffee, und die Fischer fuhren mit der
        Abendflut hinaus, als wäre nichts geschehen.""")
    assert [paragraph.split()[0] for paragraph in published(joined(text))] == ["„Die", "Danach"]


@pytest.mark.parametrize(
    ("below", "odds"),
    [
        ("Nach dem Abriss raten Notare zur Eile.", 0.8),
        ("Notare raten zur Eile.", 0.0),
        ("Notare raten zur Eile. Sie sei geboten.", 0.0),
        ("Notare raten ihr zur Eile.", -0.3),
        ("Eile sei geboten.", -0.6),
        ("Außerdem raten Notare zur Eile.", -0.8),
        ("Sie raten zur Eile.", -1.8),
    ],
)
def test_what_the_next_sentence_refers_to(below: str, odds: float) -> None:
    """A pronoun goes on with what was said, and so does reported speech; "Nach" sets another scene."""
    words = LineWords(
        connectives=frozenset({"außerdem"}),
        pronouns=frozenset({"sie", "ihr"}),
        openers=frozenset({"nach"}),
        reported=frozenset({"sei"}),
    )
    row = Row(0, below, 330, 0, "", 0, page=False, barrier=False, skipped=False, cut=False)
    assert _next_sentence_odds([(row, None, PARAGRAPH)], 0, words) == pytest.approx(odds)
