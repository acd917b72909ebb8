"""Pages in languages besides German and English, and foreign furniture on pages: titles, bylines, dates, teasers."""

from __future__ import annotations

import pytest

from transforms.document import Document, Role
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

BOOK = Rulebook.load()
PAGES = {
    "fr": """Accueil
S'abonner
Patrimoine
« La cloche dort » : le beffroi de Sormont se tait
Par Maud Tassin
Publié le 3 mars 2031 à 7h05
Partager sur Facebook
La cloche de Sormont ne sonnera plus la nuit. Le maire a signé l'arrêté lundi, après une pétition de quarante habitants.
Publicité
À lire aussi
Le marché change de place
« Elle nous manquera », dit le boulanger, qui se levait avec elle depuis trente ans et devra acheter un réveil.
Sur le même sujet
Sormont""",
    "it": """Accedi
Cronaca
Il campanile di Rocca Bassa non suona più di notte
di Furio Bandelli
3 marzo 2031
Condividi
La campana di Rocca Bassa non suonerà più di notte. Il sindaco ha firmato l'ordinanza lunedì, dopo una petizione.
Pubblicità
Leggi anche
Il mercato cambia piazza
«Ci mancherà», dice il fornaio, che si alzava con lei da trent'anni e adesso dovrà comprarsi una sveglia.
© RIPRODUZIONE RISERVATA""",
    "es": """Suscríbete
Sociedad
La campana de Valhondo deja de sonar por la noche
Por Berta Olmedo
3 de marzo de 2031
Compartir en WhatsApp
La campana de Valhondo ya no sonará por la noche. El alcalde firmó el decreto el lunes, después de una petición.
Publicidad
Te puede interesar
El mercado cambia de plaza
«La echaremos de menos», dice el panadero, que se levantaba con ella desde hace treinta años.
Archivado en
Campanas""",
    "nl": """Inloggen
Abonneren
De klok van Westerwijk zwijgt voortaan in de nacht
Door Femke Draaisma
3 maart 2031, 07:05
Deel dit artikel
De klok van Westerwijk luidt niet meer in de nacht. De burgemeester tekende maandag het besluit, na een petitie.
Advertentie
Lees ook
De markt krijgt een ander plein
"We zullen haar missen", zegt de bakker, die dertig jaar lang met haar opstond en nu een wekker moet kopen.
Meld je aan voor de nieuwsbrief""",
    "tr": """Anasayfa
Yaşam
Taşpınar kasabasının çanı artık geceleri hiç çalmayacak
Haber: Selin Aktaş
Yayınlanma: 03.03.2031 - 07:05
Paylaş
Taşpınar kasabasının çanı artık geceleri çalmayacak. Başkan, kırk kişinin imzası üzerine kararı pazartesi günü verdi.
Reklam
"Onu özleyeceğiz," diyor otuz yıldır onunla kalkan fırıncı. Şimdi kendisine yeni bir saat alması gerekiyor.
İlgili Haberler
Pazarın yeri değişti
Yorumlar (4)""",
}


def read(language: str) -> Document:
    """The page of that language, cleaned."""
    return clean(Document.from_text(PAGES[language]), BOOK)


@pytest.mark.parametrize("language", PAGES)
def test_pages_state_their_title_author_and_day(language: str) -> None:
    """Labels and bylines are words of vocabularies, whatever the language."""
    page = read(language)
    named = next(line for line in PAGES[language].split("\n") if len(line.split()) >= 7)
    assert page.language == language
    assert page.title == named
    assert len(page.authors) == 1
    assert page.published_at is not None
    assert f"{page.published_at:%Y-%m-%d}" == "2031-03-03"


@pytest.mark.parametrize("language", PAGES)
def test_two_paragraphs_are_all_that_stays(language: str) -> None:
    """Buttons, teasers and rights go; what somebody said stays."""
    kept = [line.text for line in read(language).lines if line.kept]
    assert len(kept) == 2
    assert kept[1][0] in '«"'


def test_foreign_furniture_goes_and_foreign_words_stay() -> None:
    """Buttons speak English on German pages; so do songs and clubs, in sentences and in labels."""
    lines = [
        "Die Brücke bleibt zu, sagte die Bürgermeisterin am Montag im Rat, und daran ändere auch der Brief nichts.",
        "Share this article",
        "Sign up for our newsletter",
        "Also: Was nun?",
        "Der Rat hat am Abend entschieden, und die Anwohner wollen nun vor Gericht ziehen, wie ihr Anwalt sagte.",
        "Related stories",
        "Streit um den Markt",
    ]
    page = clean(Document.from_text("\n".join(lines), language="de"), BOOK)
    roles = {line.text: line.role for line in page.lines}
    furniture = {"Share this article", "Sign up for our newsletter", "Related stories", "Streit um den Markt"}
    assert {text for text, role in roles.items() if role is Role.BOILERPLATE} == furniture
