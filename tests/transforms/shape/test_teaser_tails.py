"""Teasers with a paragraph each below an article, and sections of an article that look like them."""

from __future__ import annotations

import pytest

from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook
from transforms.shape.kinds import Kind
from transforms.shape.looks import Looks

BOOK = Rulebook.load()
TITLE = "Autobahn nach Hitzeschäden wieder frei"
ARTICLE = (
    "Die Autobahn zwischen Auental und Walderode ist nach vier Tagen wieder frei. Arbeiter haben den geplatzten Beton herausgefräst und die Löcher mit Asphalt gefüllt, wie die Autobahnmeisterei am Montag mitteilte.",
    "Bis die Schäden ganz behoben sind, gilt auf der Strecke ein Tempolimit von achtzig. Der Leiter der Meisterei rechnet damit, dass die Arbeiten im Herbst beginnen und bis ins nächste Jahr dauern werden.",
)
TEASERS = (
    ("Zeugensuche", "Wanderer aus Grünfurt seit zwölf Jahren verschwunden", "Was ist mit dem Wanderer passiert? Der 53-Jährige gilt seit zwölf Jahren als vermisst. Jetzt hoffen die Ermittler auf Hinweise aus einer Fernsehsendung, die am Mittwoch läuft."),
    ("Freizeit", "Die schönsten Freibäder und Badeseen im Norden", "Wo kann man in diesem Sommer schwimmen gehen? Hier stehen Bäder und Seen mit Preisen und Öffnungszeiten, von denen manche wegen des Regens später aufmachen als sonst."),
    ("Nach der Wahl", "Junge Menschen erzählen, was sie von der Regierung erwarten", "In zwei Monaten tritt das neue Kabinett an. Schülerinnen und Auszubildende erzählen, worauf sie hoffen, und was sie den Ministern gern selbst sagen würden."),
    ("Kultur", "Orgel von Sankt Aldo klingt nach dreißig Jahren wieder", "Drei Jahrzehnte lang war die Orgel von Sankt Aldo stumm, weil Mäuse die Bälge zernagt hatten. Nun hat eine Werkstatt aus dem Süden sie wieder zum Klingen gebracht."),
)  # fmt: skip
SECTIONS = (
    ("Welche Strecken noch gesperrt sind und wie lange das dauert", "Gesperrt bleibt die Autobahn bei Walderode, wo der Beton auf hundert Metern geplatzt ist. Die Autobahnmeisterei will die Schäden dort bis Freitag mit Asphalt füllen und das Tempolimit aufheben."),
    ("Warum der Beton auf der Autobahn bei Hitze platzt", "Der Beton dehnt sich bei Hitze aus, und wo die Fugen zu eng sind, platzt er. Die Strecke zwischen Auental und Walderode ist fast vierzig Jahre alt, sagt der Leiter der Meisterei."),
    ("Was Autofahrer auf der Strecke jetzt beachten sollten", "Auf der Autobahn gilt bis zum Herbst ein Tempolimit von achtzig. Wer Schäden am Beton sieht, soll sie der Autobahnmeisterei melden und auf keinen Fall auf der Strecke anhalten."),
)  # fmt: skip


def kept(*lines: str, joint: str = "\n\n") -> list[str]:
    """The lines that cleaning leaves of a page."""
    document = clean(Document.from_text(joint.join((TITLE, *ARTICLE, *lines))), BOOK)
    return [line.text for line in document.lines if line.kept]


@pytest.mark.parametrize("joint", ["\n", "\n\n"])
@pytest.mark.parametrize("first", [0, 1])
def test_teasers_below_a_header_go(joint: str, first: int) -> None:
    """With kickers or without; the block's rule takes the first headline, and the rhythm gives the rest away."""
    lines = [line for teaser in TEASERS for line in teaser[first:]]
    assert kept("Das könnte Sie auch interessieren", *lines, joint=joint) == list(ARTICLE)


def test_sections_behind_a_pointer_stay() -> None:
    """They have no kickers, and are about the subject."""
    lines = [line for section in SECTIONS for line in section]
    assert kept("Lesen Sie auch: Orgel klingt wieder", *lines) == [*ARTICLE, *lines]


def test_the_short_sections_of_a_list_stay() -> None:
    """Their headings and texts are shorter than teasers'."""
    tips = [
        f"{number}. {text}"
        for number, text in enumerate(("Messer abnehmen", "Batterie ausbauen", "Öl wechseln"), 1)
    ]
    lines = [
        line
        for tip in tips
        for line in (tip, "Vorher den Stecker ziehen. Immer. Das haben schon viele vergessen.")
    ]
    assert set(lines) <= set(kept("Lesen Sie auch: Orgel klingt wieder", *lines))


def test_a_menu_on_one_line_is_no_paragraph() -> None:
    """However long, words with capitals and nothing between them tell nothing; a line-up has commas."""
    menu = "Sport Fußball Auental Walderode Handball Eishockey Tennis Radsport Wintersport Panorama Kultur Bühne Musik Film Literatur Region Nord Region Süd Wirtschaft Geld Börse Recht Reise Auto Technik Wissen Gesundheit"
    squad = "SV Auental mit Pohl, Abt, Bien, Cors, Dahl, Ehm, Fink, Gut, Hahn, Ihle, Jahn, Kern, Lutz, Marx, Nagel, Ott, Pabst, Quast, Rau, Sahm, Thon, Uhl, Voss, Wolf, Zorn, Zeller, Ziem, Zander und Zahn"
    looks = Looks.of(BOOK, "de")
    assert looks.look(menu).kind is Kind.HEADLINE
    assert looks.look(squad).kind is Kind.PARAGRAPH
    assert looks.look("新しい橋の" * 50).kind is Kind.PARAGRAPH


QUESTIONS = (
    ("Was kostet das Ticket?", "Der Preis liegt zum Start bei 49 Euro im Monat. Es ist ein Abonnement, das sich jeden Monat verlängert, wenn es niemand bis zum zehnten kündigt."),
    ("Wo bekomme ich es?", "In der App der Bahn, bei den Verbünden und in den Kundenzentren. Auf Papier soll es das Ticket nur für eine Übergangszeit geben, sagt der Verband."),
    ("Was wird aus meinem alten Abo?", "Wer schon eine Monatskarte hat, wird von seinem Betrieb angeschrieben. Meist genügt ein Klick, dann wird umgestellt. Im Mai wird dann weniger abgebucht."),
    ("Darf ich mein Fahrrad mitnehmen?", "Mit dem Ticket allein nicht. Für Räder gilt weiter der Tarif vor Ort, im Norden kostet die Tageskarte für ein Rad etwa fünf Euro, am Wochenende nichts."),
    ("Gibt es Ermäßigungen?", "Für Studierende und Auszubildende laufen noch Verhandlungen. Das Land hat angekündigt, dass Menschen mit geringem Einkommen zehn Euro weniger zahlen."),
)  # fmt: skip


def test_questions_and_answers_are_no_teasers() -> None:
    """An explainer's questions head its answers, though a menu stands above, and a pointer between."""
    pointer = "Mehr zum Thema: Was Pendler in unserer Region über die Pünktlichkeit der Züge sagen"
    answers = [line for each in QUESTIONS for line in each]
    page = [
        "Auf dieser Seite",
        *(f"* {question}" for question, _ in QUESTIONS),
        *answers[:4],
        pointer,
        *answers[4:],
    ]
    document = clean(Document.from_text("\n\n".join([TITLE, *ARTICLE, *page]), language="de"), BOOK)
    assert set(answers) <= {line.text for line in document.lines if line.kept}
