"""Text set in proportional type is measured in type, and a typewriter's in characters."""

from __future__ import annotations

from tests.transforms.wraps.test_line_wraps import joined, published
from transforms.document import Document
from transforms.rulebook import Rulebook
from transforms.wraps.joining import _words_for
from transforms.wraps.rows import read_rows
from transforms.wraps.typeface import columns_in_type, measure_type
from transforms.wraps.width import Width, measure

FIRST = (
    "Das Museum am Wimmelmarkt war im Sommer kaum zu finden: Immer wieder mussten Besucherinnen am Kiosk fragen, "
    "wo es liegt. Mehr als hundert Menschen kamen trotzdem, um die Sammlung der Familie Mommsen zu sehen. Im "
    "Keller lief ein Film über die Flut, still und ohne Titel. Filmleiter Willi Illig will ihn bis Mitte Juli zeigen."
)
SECOND = (
    "Womit die Gemeinde den Umbau bezahlen will, weiß niemand. Im Haushalt ist kein Geld dafür eingestellt, und "
    "vom Land kommt frühestens im Winter eine Antwort. Museumsleiterin Wanda Mohm hofft auf Mäzene: „Wir nehmen "
    "mit, was kommt.“ Bis dahin bleibt die Halle am Fluss, in der im Mai das Wasser stand, still und leer."
)
WORDS, _ = _words_for("de", Rulebook.load())


def set_in_type(text: str, columns: float) -> list[str]:
    """The lines of a paragraph whose words are moved on by their room on paper."""
    lines = [""]
    for word in text.split():
        line = f"{lines[-1]} {word}".strip()
        if columns_in_type(line) > columns:
            lines.append(word)
        else:
            lines[-1] = line
    return lines


def test_paragraphs_set_in_type_are_whole_at_every_width() -> None:
    """No sentence is torn where wide letters left a line with few characters."""
    for columns in range(36, 86, 3):
        text = "\n\n".join("\n".join(set_in_type(paragraph, columns)) for paragraph in (FIRST, SECOND, FIRST))
        assert published(joined(text)) == [FIRST, SECOND, FIRST]


def test_text_that_is_full_to_the_column_is_measured_in_characters() -> None:
    """Where no line has room for the next word, nothing is measured anew."""
    rows = read_rows(Document.from_text("\n".join(set_in_type(FIRST, 60))).lines)
    exact = Width(60, 60, 60, 0, hyphenated=False)
    assert measure_type(rows, exact, WORDS) == (rows, exact)


def test_type_is_accepted_only_if_it_explains_the_lines_better() -> None:
    """Lines that are as uneven in type as in characters keep their characters."""
    rows = read_rows(Document.from_text("\n".join(set_in_type(FIRST, 60))).lines)
    width = measure(rows, WORDS)
    assert width
    typed, _ = measure_type(rows, width._replace(word=width.widest - 4), WORDS)
    assert typed is not rows
    uneven = read_rows(
        Document.from_text("\n".join(FIRST[at : at + 40 + at % 7] for at in range(0, 280, 40))).lines
    )
    assert measure_type(uneven, Width(40, 40, 44, 0, hyphenated=False), WORDS)[0] is uneven
