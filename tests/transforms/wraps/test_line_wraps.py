"""Hard-wrapped text is joined into its paragraphs; what was not wrapped is left alone."""

from __future__ import annotations

from textwrap import dedent, fill

import pytest

from transforms.document import WRAPPED, Document, Line, Role
from transforms.rulebook import Rulebook
from transforms.wraps.joining import join_wraps


def joined(text: str, language: str = "de", rulebook: Rulebook | None = None) -> Document:
    """The document after `join_wraps`."""
    return join_wraps(Document.from_text(text, language=language), rulebook or Rulebook.load())


def published(document: Document) -> list[str]:
    """The paragraphs, were every line kept that `join_wraps` left undecided."""
    lines = [
        line if line.role or not line.text.strip() else line.judged(Role.BODY, "test")
        for line in document.lines
    ]
    return document.with_lines(lines).text.split("\n\n")


SEPARATED = """\
Der Rat der Stadt hat am Montagabend den Umbau der alten
Mühlenbrücke beschlossen. Die Arbeiten sollen im Frühjahr
beginnen und bis zum Herbst dauern.

Kritik kam von den Anwohnern am Südufer, die noch mehr Verkehr
befürchten und auf das Gutachten verweisen.
"""


def test_lines_become_paragraphs() -> None:
    """Blank lines end paragraphs, line breaks do not."""
    assert published(joined(SEPARATED)) == [
        block.replace("\n", " ").strip() for block in SEPARATED.split("\n\n")
    ]


def test_paragraphs_end_where_the_next_word_would_have_fit() -> None:
    """Without blank lines, room for the next line's first word shows a paragraph's end, and a heading."""
    text = dedent("""\
        Rat beschließt Umbau der Mühlenbrücke
        Nach langem Streit fällt in Ostermoor die Entscheidung: Die alte
        Brücke wird umgebaut, die Fähre bleibt.
        Der Rat der Stadt Ostermoor hat am Montagabend den Umbau der alten
        Mühlenbrücke beschlossen. Die Arbeiten sollen im Frühjahr beginnen
        und bis zum Herbst andauern.
        Kritik kam von der Opposition
        Sie fürchtet, dass der Bau teurer wird als geplant und die Stadt am
        Ende ohne Geld dasteht. Die Verwaltung weist das zurück und verweist
        auf das Gutachten.""")
    paragraphs = published(joined(text))
    assert [paragraph.split()[0] for paragraph in paragraphs] == ["Rat", "Nach", "Der", "Kritik", "Sie"]
    assert paragraphs[3] == "Kritik kam von der Opposition"


NARROW = (
    "Der Rat der Stadt Ostermoor hat am Montagabend den Umbau der alten Mühlenbrücke beschlossen. Die Arbeiten "
    "sollen im Frühjahr beginnen und bis zum Herbst andauern. Bis dahin fährt die Fähre, die der Fährmann schon "
    "im Winter überholt hat, auch an den Sonntagen."
)
WIDE = (
    "Kritik kam von den Anwohnern am Südufer, die noch mehr Verkehr befürchten und auf ein Gutachten verweisen. "
    "Die Verwaltung weist das zurück: Lastwagen dürfen auch künftig nicht über die Brücke, und die Schule bekommt "
    "einen Weg, der von der Straße getrennt ist. Darüber soll der Rat im Juni noch einmal beraten, wenn das Land "
    "gesagt hat, was es bezahlt. Ein Beschluss ist nicht vor dem Herbst zu erwarten, sagte der Bürgermeister. "
    "Wer mag, kann sich die Pläne bis Ende Mai im Rathaus ansehen, wo an zwei Tagen in der Woche auch jemand "
    "erklärt, was auf ihnen zu sehen ist, und wer Einwände hat, schreibt sie in ein Buch, das daneben liegt."
)


def test_columns_of_two_widths() -> None:
    """A page set narrow and then wide has two widths, and is joined in both."""
    text = f"{fill(NARROW, 34)}\n{fill(WIDE, 72)}"
    assert published(joined(text)) == [NARROW, WIDE]


def test_verse_of_two_widths_keeps_its_lines() -> None:
    """Short verses above long ones are no columns."""
    short = ["Der Fluss geht leise", "am Haus vorbei", "und singt auf seine Weise", "von Eis und Mai"] * 3
    long = [
        "Wer an den Ufern wohnt, der kennt die langen Nächte",
        "und weiß, wie sich das Licht im Wasser bricht und teilt,",
        "wer aber fortging, fragt, was ihm die Ferne brächte,",
        "solange noch ein Rest vom Sommer hier verweilt.",
    ] * 3
    document = joined("\n".join([*short, *long]))
    assert {line.joint for line in document.lines} == {"\n\n"}


def test_an_indent_begins_a_paragraph() -> None:
    """Where first lines are indented, a full line that ends a sentence can end its paragraph."""
    text = (
        "   Der Rat der Stadt Ostermoor hat am Montagabend den Umbau der\n"
        "Mühlenbrücke beschlossen. Die Arbeiten sollen schon im Frühjahr\n"
        "beginnen und bis zum Herbst des folgenden Jahres andauern, heißt\n"
        "es.\n"
        "   Die Kosten belaufen sich auf 31 Millionen Euro. Davon trägt der\n"
        "Landkreis zwei Drittel. Den Rest muss die Stadt selbst aufbringen.\n"
        "   Kritik kam von der Opposition. Sie fürchtet, dass der Bau viel\n"
        "teurer wird als geplant und die Stadt dann ohne Geld dasteht."
    )
    assert [paragraph.split()[0] for paragraph in published(joined(text))] == ["Der", "Die", "Kritik"]


def test_justified_text_loses_its_doubled_blanks() -> None:
    """The blanks that filled the lines go; what the source had stays in `raw`."""
    text = (
        "Der  Rat  der  Stadt  hat  am  Montagabend  den Umbau der\n"
        "alten  Mühlenbrücke  beschlossen, weil sie seit dem Sturm\n"
        "im  vergangenen  Jahr  nicht  mehr befahren werden durfte\n"
        "und die Fähre nicht reicht. Das sei nötig, hieß es."
    )
    document = joined(text)
    assert "  " not in "".join(published(document))
    assert document.raw == text


def test_double_spaced_text() -> None:
    """Where a blank line stands behind every line, only two of them end a paragraph."""
    text = (
        "Der Rat der Stadt Ostermoor hat am Montagabend den Umbau der\n\n"
        "Mühlenbrücke beschlossen. Die Arbeiten sollen im Frühjahr schon\n\n"
        "beginnen und bis zum Herbst des folgenden Jahres andauern, wie\n\n"
        "es in dem Beschluss heißt.\n\n\n"
        "Die Kosten belaufen sich auf 31 Millionen Euro. Davon trägt der\n\n"
        "Landkreis zwei Drittel, den Rest muss die Stadt aufbringen, die\n\n"
        "dafür einen Kredit aufnimmt."
    )
    assert [paragraph.split()[0] for paragraph in published(joined(text))] == ["Der", "Die"]


def test_a_list_keeps_its_lines() -> None:
    """Items stand on lines of one block, and the lines that an item was wrapped into are joined."""
    text = dedent("""\
        Der Rat hat in seiner Sitzung am Montagabend eine Reihe von
        Beschlüssen gefasst, die für die Stadt von großer Bedeutung
        sind. Im Einzelnen geht es um die folgenden Punkte:

        - den Umbau der Mühlenbrücke, der im Frühjahr beginnen und
          bis zum Herbst dauern soll
        - die neue Fähre

        Die Beschlüsse wurden mit großer Mehrheit gefasst, nur die
        Fraktion der Freien Wähler stimmte in zwei Fällen dagegen.""")
    items = published(joined(text))[1].split("\n")
    assert items == [
        "- den Umbau der Mühlenbrücke, der im Frühjahr beginnen und bis zum Herbst dauern soll",
        "- die neue Fähre",
    ]


def test_a_dash_at_a_line_start_is_no_item() -> None:
    """A wrapper moves the dash of a sentence to the next line as it moves any word."""
    text = (
        "Der Rat der Stadt Ostermoor hat am Montagabend den Umbau\n"
        "– einen der größten seit Jahren – beschlossen, obwohl die\n"
        "Kosten weiter steigen und niemand weiß, wer sie bezahlt\n"
        "und woher die Fachleute kommen. Die Arbeiten sollen noch\n"
        "im Frühjahr beginnen."
    )
    assert len(published(joined(text))) == 1


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("Die Brücke steht,\nder Wind, er weht,\nund wer hier geht,\nder kommt zu spät.", None),
        (
            "    def first(items):\n        if not items:\n            return None\n        return items[0]",
            None,
        ),
        ("Ort            2030    2031\nHarlebeck    12.400  12.610\nOstermoor    45.900  46.200", None),
    ],
    ids=["verse", "code", "table"],
)
def test_lines_that_are_lines_stay_so_in_wrapped_text(block: str, expected: None) -> None:
    """Verse, code and tables in the midst of wrapped text keep their lines and their blanks."""
    text = (
        "Zur Eröffnung der Brücke kamen am Montag viele Gäste, die sich\n"
        "auf das freuten, was im Programm angekündigt worden war und hier\n"
        f"in voller Länge abgedruckt sei:\n\n{block}\n\n"
        "Danach sprach die Bürgermeisterin, die daran erinnerte, dass die\n"
        "alte Brücke schon vor hundert Jahren gebaut worden war, und allen\n"
        "Beteiligten für ihre Arbeit dankte."
    )
    assert published(joined(text))[1] == block


def test_a_release_wrapped_amid_unwrapped_furniture() -> None:
    """Only the wrapped part is joined; long lines and menus around it stay as they were."""
    long = "Diese Seite verwendet Cookies, um die Nutzung zu messen und das Angebot zu verbessern. " * 3
    text = f"Startseite\nPresse\nmehr\n\n{SEPARATED}\n{long}\nvor 3 Stunden\nmehr lesen"
    paragraphs = published(joined(text))
    assert paragraphs[-3:] == [long, "vor 3 Stunden", "mehr lesen"]
    assert "Mühlenbrücke beschlossen" in " ".join(paragraphs[-5:-4])


def test_quoted_mail_keeps_its_mark_once_a_paragraph() -> None:
    """The mark of a quotation stays on the first line of each paragraph."""
    text = dedent("""\
        vielen Dank für Ihre Nachricht vom 3. Mai, die ich mit großem
        Interesse gelesen habe. Sie schreiben darin an einer Stelle:

        > Wir haben den Umbau der Brücke in der vergangenen Woche noch
        > einmal geprüft und sind zu dem Ergebnis gekommen, dass er in
        > diesem Jahr nicht mehr beginnen kann.
        >
        > Über das weitere Vorgehen werden wir Sie rechtzeitig vor der
        > Sitzung unterrichten.""")
    first, second = published(joined(text))[1:]
    assert first.startswith("> Wir haben")
    assert first.endswith(
        "in der vergangenen Woche noch einmal geprüft und sind zu dem Ergebnis gekommen, dass er in "
        "diesem Jahr nicht mehr beginnen kann."
    )
    assert second == "> Über das weitere Vorgehen werden wir Sie rechtzeitig vor der Sitzung unterrichten."


def test_a_drop_cap_rejoins_its_word() -> None:
    """A large initial that was read as a line of its own belongs to the word below."""
    text = "D\ner" + SEPARATED.removeprefix("Der")
    assert published(joined(text))[0].startswith("Der Rat der Stadt")


def test_decided_lines_are_skipped() -> None:
    """A sentence goes on behind a line that another rule has decided, and that line stays decided."""
    lines = [Line(text, text) for text in SEPARATED.split("\n")]
    lines.insert(1, Line("Anzeige", "Anzeige", Role.BOILERPLATE, "languages/de/ad-marker"))
    document = join_wraps(Document(lines=tuple(lines), language="de"), Rulebook.load())
    assert document.lines[1] == lines[1]
    assert (
        len(published(document)) == 3
    )  # the capital behind the ad does not tell whether the sentence goes on
    lines[1] = lines[1]._replace(raw="Werbung", text="Werbung")
    lines[2] = Line(
        "brücke beschlossen. Die Arbeiten sollen schon im Frühjahr", "brücke beschlossen. Die Arbeiten"
    )
    document = join_wraps(Document(lines=tuple(lines), language="de"), Rulebook.load())
    assert len(published(document)) == 2


LEFT_ALONE = {
    "article": """\
Rat beschließt Umbau der Mühlenbrücke
Nach langem Streit fällt die Entscheidung.

Von Ada Lindqvist
04.11.2031, 12:30 Uhr

"""
    + "Der Rat hat den Umbau beschlossen, heißt es. " * 9,
    "verse": """\
Was bleibt, wenn alle Glocken schweigend hängen
und keine Hand mehr an den Seilen zieht?
Ein leises Summen, das dem Turm entflieht,
ein Echo nur von längst verlorenen Klängen.""",
    "verse without capitals": """\
oh lass uns einfach weitergehn
die straße runter bis ans meer
und wenn wir dort am ufer stehn
dann wird das herz nicht mehr so schwer

oh lass uns einfach weitergehn
und nicht mehr fragen wie und wann
die nacht ist lang, die nacht ist schön
und morgen fängt ein anderes an""",
    "chat": """\
mara: hast du die unterlagen gesehen
jon: nein noch nicht
mara: liegen auf deinem tisch
jon: ok ich schau gleich mal rein
mara: danke
jon: kein problem""",
    "code": """\
def merge(left, right):
    result = []
    while left and right:
        if left[0] <= right[0]:
            result.append(left.pop(0))
        else:
            result.append(right.pop(0))
    return result + left + right""",
    "table": """\
Ort            Einwohner   Fläche
Harlebeck         12.400      31,2
Ostermoor         45.900     112,0""",
    "records": "\n".join(f"anna{number};berlin;3{number};arbeitet im rathaus" for number in range(12)),
    "names": """\
Hanna Orth
Ulf Remmers
Katharina Lindqvist
Maria del Carmen Ruiz
Otto von der Heide""",
    "headlines": """\
Rat beschließt Umbau der Mühlenbrücke nach langem Streit
Neue Fähre nimmt im Mai ihren Betrieb auf
Gericht stoppt Baugebiet: Anwohner jubeln über das Urteil
So teuer wird die Sanierung des Rathauses wirklich
Wetter: Am Wochenende kehrt der Sommer noch einmal zurück""",
    "address": """\
Stadtwerke Ostermoor GmbH
z. Hd. Frau Hanna Orth
Mühlenweg 12
12345 Ostermoor
info@stadtwerke.example""",
    "transcript": """\
Frage: Wann wird die Brücke denn nun fertig?
Orth: Ich rechne mit dem Herbst.
Frage: Und was kostet sie?
Orth: Das kann heute niemand sagen, und ich auch nicht.""",
    "subtitles": """\
1
00:00:01,000 --> 00:00:03,500
Wir haben lange gewartet
und nun geht es endlich los.

2
00:00:03,600 --> 00:00:06,000
Niemand wusste, ob die Fähre
jemals wieder fahren würde.

3
00:00:06,100 --> 00:00:09,000
Aber dann kam der Frühling
und mit ihm das Geld.""",
    "bullets": """\
- den Umbau der Mühlenbrücke beschließen
- die Fähre wieder in Betrieb nehmen
- das Baugebiet verkleinern""",
    "menu": """\
Startseite
Politik
Wirtschaft
mehr
Anmelden
Newsletter abonnieren""",
    "teasers": """\
Der Rat der Stadt hat den Umbau der Mühlenbrücke beschlossen … mehr
Die neue Fähre nimmt im Mai ihren Betrieb auf, teilt die Stadt mit … mehr
Das Gericht hat das Baugebiet Nordfeld gestoppt, Anwohner jubeln … mehr""",
    "nothing": "",
}


@pytest.mark.parametrize("language", ["de", "en", "und"])
@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_was_not_wrapped_is_left_alone(name: str, language: str) -> None:
    """Lines that end where their author wanted stay, and so does the very document."""
    document = Document.from_text(LEFT_ALONE[name], language=language)
    assert join_wraps(document, Rulebook.load()) is document


def test_english() -> None:
    """Broken words lose their hyphen, compounds keep it."""
    text = dedent("""\
        The council has approved the well-
        known plan to rebuild the mill bridge, accord-
        ing to people familiar with the matter. The infor-
        mation was published on Monday by the London-
        based newspaper, which had seen the re-
        port. Two-
        thirds of members voted for it.""")
    paragraph = published(joined(text, "en"))[0]
    for word in ("well-known", "according", "information", "London-based", "report", "Two-thirds"):
        assert word in paragraph


def test_an_empty_rulebook_only_joins() -> None:
    """Without rules nothing is removed, page furniture neither."""
    text = SEPARATED.replace("Mühlenbrücke", "\n- 2 -\n\nMühlenbrücke")
    assert any(line.role for line in joined(text).lines)
    document = joined(text, rulebook=Rulebook.empty())
    assert not any(line.role for line in document.lines)
    assert " " in {line.joint for line in document.lines}


def test_a_ragged_margin_is_no_reason_to_leave_prose_broken() -> None:
    """Where words changed after the wrapping, sentences that run on say as much as columns do."""
    ragged = (
        "Der Fährmann am oberen Steg hat in diesem besonders langen Winter noch\n"
        "so gut wie keine Gäste gesehen. Seit die Brücke bei Au steht,\n"
        "sind die meisten lieber mit dem Auto da. Er bleibt, sagt er,\n"
        "und das Boot gehöre seit hundert Jahren der Familie. Bald soll\n"
        "es neu gestrichen werden. Die Farbe hat er schon im Schuppen,\n"
        "in einem Blau, das es nur im Nachbarort gibt. Wer hinüber\n"
        "will, muss läuten. Die Glocke hängt noch an dem alten Pfahl,\n"
        "wo auch der Kiosk stand. Dort gab es Fisch und Limonade, und\n"
        "am Abend Musik. Heute wächst da Holunder, den niemand mehr\n"
        "je geschnitten hat."
    )
    rows = [line.joint for line in join_wraps(Document.from_text(ragged), Rulebook.load()).lines]
    assert rows.count(WRAPPED) >= 7


def test_modern_verse_in_lower_case_keeps_its_lines() -> None:
    """Lines that stop in mid-sentence are verse where no sentence ends within one."""
    verse = Document.from_text(
        "die fähre am oberen steg wartet im winter auf niemand\n"
        "und der fluss trägt das eis an ihr vorüber zum meer\n"
        "als hätte er alles gehört was die leute erzählen\n"
        "von brücken und straßen und dem was noch kommt\n"
        "und der fährmann zählt seine ringe im tau\n"
        "bis der abend die ufer vergisst und das boot"
    )
    assert join_wraps(verse, Rulebook.load()) is verse


def test_an_item_follows_an_item_whose_line_is_full() -> None:
    """The same sign begins the next one, even where its first word would not have fit into the line above."""
    items = (
        "- Neue Kräne im Hafen und Schichtpläne im Schaukasten\n- Sommerfest der Schiffer am alten Fährhaus\n"
    )
    assert [line.joint for line in joined(f"{SEPARATED}\n{items}").lines[-3:-1]] == ["\n", "\n\n"]


def test_an_indent_begins_a_paragraph_below_a_heading_too() -> None:
    """Headings end no sentence, but prove nothing against the indents of the text."""
    council, critics = SEPARATED.strip().split("\n\n")
    pages = [
        f"   {council}\n   {critics}",
        "Die Meinung der Schiffer",
        f"   {critics}",
        "Der Bau",
        f"   {council}",
    ]
    paragraphs = published(joined("\n".join(pages)))
    assert [paragraph[:6] for paragraph in paragraphs] == [
        "Der Ra",
        "Kritik",
        "Die Me",
        "Kritik",
        "Der Ba",
        "Der Ra",
    ]


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        ("Anwohner am Südufer fordern einen\nTunnel unter dem Fluss und ein\nneues Gutachten", 1),
        ("Bauamt Ostermoor, Haus am Markt\n12 Mühlenweg, zweiter Stock, Flur", 2),
        ("Rat und Hafen\nMontag, Saal drei", 2),
    ],
)
def test_a_heading_in_larger_type_is_broken_earlier(block: str, lines: int) -> None:
    """Two or three lines of some length above a paragraph are one heading; addresses and short lines stay."""
    text = f"{SEPARATED}\n{block}\n\n{SEPARATED}"
    between = "\n\n".join(published(joined(text))[2:-2])
    assert len(between.split("\n")) == lines or between.count("\n\n") == lines - 1


@pytest.mark.parametrize(
    "page",
    [
        [  # headlines of more than the width between labels, of which two seem to go on
            "Weltgeschehen",
            "Junge treibt vier Stunden auf einem Brett – und singt dabei Schlager",
            "Rettung vor der Küste",
            "Junge treibt vier Stunden auf einem Brett und singt dabei Schlager",
            "Ein Kreuzer der Retter fährt bei bewegter See auf die Küste zu",
            "Der Kreuzer „Jette“ fand den Jungen weit vor der Küste wieder",
            "© Ostsee-Talbild / Jo Images",
            "von",
            "Ada Quill",
            "18.07.2031",
        ],
        [  # a page's foot, with addresses
            "Aus unseren anderen Angeboten",
            "talzone.test",
            "Diese App misst die Neigung am Hang",
            "film.test",
            "Die besten Serien für kalte Abende",
            "events.test",
            "Was man mit Kindern erleben kann",
            "Stellen",
            "Pflegekraft (m/w/d), Auental",
            "Lagerarbeiter (m/w/d), Nordau",
        ],
    ],
    ids=["headlines", "foot"],
)
def test_headlines_and_labels_are_no_column(page: list[str]) -> None:
    """Most lines are wider than what seems to go on, or what begins in lower case is an address."""
    assert {line.joint for line in joined("\n".join(page)).lines} == {"\n\n"}
