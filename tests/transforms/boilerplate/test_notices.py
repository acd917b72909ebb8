"""Notices to the reader in words that no rule knows, and reports that speak of the same things."""

from __future__ import annotations

import pytest

from transforms.boilerplate.notices import judge_notices
from transforms.document import Document
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

RULES = Rulebook.load()
FIRST = "Der Rat hat am Montag beschlossen, die alte Mole in Nordau wieder aufzubauen, und rechnet mit drei Jahren."
LAST = "Die Bürgermeisterin ist zufrieden, der Verein der Fischer hat Zweifel, denn er kennt solche Zusagen."


def judged(*texts: str, language: str = "de") -> list[str]:
    """The rules by which the lines were judged."""
    return [
        line.rule
        for line in judge_notices(Document.from_text("\n".join(texts), language=language), RULES).lines
    ]


@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        (
            "de",
            "Testen Sie zwei Wochen die gedruckte Zeitung. Sie kommt kostenlos in Ihren Briefkasten.",
            "subscription",
        ),
        (
            "de",
            "Kennen Sie schon unsere Plus-Angebote? Acht Wochen für einen Euro, danach monatlich kündbar.",
            "subscription",
        ),
        (
            "de",
            "Termine und Sperrungen: Abonnieren Sie unseren Kanal und verpassen Sie nichts.",
            "channels",
        ),
        (
            "de",
            "Die Talpost-App Alle Nachrichten aus Auental auf Ihr Smartphone. Hier gratis herunterladen.",
            "channels",
        ),
        (
            "de",
            "Damit Sie die Karte sehen, braucht Ihr Browser JavaScript und ein paar Cookies.",
            "technology",
        ),
        (
            "de",
            "Hier stünde ein Clip, doch ohne Ihre Einwilligung bleiben externe Inhalte verborgen.",
            "technology",
        ),
        ("de", "Wollen Sie weiterlesen? Mit dem Probeabo geht das vier Wochen lang.", "subscription"),
        (
            "de",
            "Du hast noch kein Nutzerkonto? Dann lies diesen Artikel gratis, sobald du ein Passwort hast.",
            "account",
        ),
        ("de", "Ihr Konto ist bereit. Wir wünschen Ihnen viel Lesevergnügen!", "subscription"),
        (
            "de",
            "Der Betrieb unseres journalistischen Angebots wird durch die Anzeigen unserer Werbepartner bezahlt.",
            "technology",
        ),
        ("de", "Bei älteren Beiträgen ruht das Kommentieren. Wir bitten um Ihr Verständnis.", "site"),
        ("de", "Unser Hafen-Newsletter kommt freitags in Ihr Postfach.", "channels"),
        ("en", "Your browser has switched JavaScript off, which our player needs.", "technology"),
        ("en", "To keep reading this story, log in with your password.", "account"),
        ("fr", "Pour lire cet article, connectez-vous à votre compte avec votre mot de passe.", "account"),
        (
            "it",
            "Per continuare a leggere questo articolo accedi con il tuo account e la tua password.",
            "account",
        ),
        ("nl", "Wil je dit artikel lezen? Maak een account met een wachtwoord.", "account"),
        ("es", "Para seguir leyendo este artículo, inicia sesión con tu contraseña.", "account"),
    ],
)
def test_what_speaks_to_the_reader_of_the_site_goes(language: str, text: str, subject: str) -> None:
    """Two subjects of notices in a short line that addresses the reader; the rule names what it is about most."""
    assert judged(FIRST, text, language=language) == ["", f"notice/{subject}"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Wer Cookies ablehnt, kann die Webseite trotzdem nutzen, sagt der Sprecher des Verbands."),
        ("de", "Wir haben auf Instagram und TikTok viele junge Leute erreicht, sagte die Bürgermeisterin."),
        ("de", "Die gedruckte Zeitung lag wie jeden Morgen im Briefkasten, als er aus dem Haus ging."),
        ("de", "Das Ticket gibt es als Abo in der App und am Schalter, es ist monatlich kündbar."),
        ("de", "Bitte ändern Sie Ihr Passwort und melden Sie sich in der App neu an, rät die Bank."),
        ("de", "Hier oben gibt es keine App und kein Netz, nur einen Podcast hat sie geladen."),
        ("de", "„Ihr Abonnement und Ihr Passwort sind sicher“, steht in der Mail an die Kunden."),
        (
            "de",
            "Für die Führung können Sie sich per Mail anmelden; die Website des Museums nennt die Zeiten.",
        ),
        ("de", "Unterstützen Sie den Verein mit einer Spende, wir legen noch einmal so viel dazu."),
        ("de", "Ihr Konto wird gesperrt, wenn Sie den Link in der Mail anklicken."),
        ("de", "Nutzen Sie das Briefing am Morgen, um Ihr Team auf den Tag vorzubereiten."),
        ("en", "Our son spends his evenings on TikTok and Instagram, and we have stopped fighting about it."),
        ("en", "Subscribers will pay more from May and can cancel at any time, the company said."),
    ],
)
def test_reports_on_such_things_stay(language: str, text: str) -> None:
    """They don't speak to the reader, quote somebody, or use words that everybody uses."""
    assert judged(FIRST, text, language=language) == ["", ""]


def test_a_page_about_them_keeps_its_advice() -> None:
    """What three lines have is the page's subject, and tells no notice; one notice given thrice is none the less one."""
    advice = [
        "Klicken Sie im Browser auf das Schloss, und löschen Sie dort alle Cookies der Seite.",
        "Danach starten Sie den Browser neu, denn manche Cookies hält er im Speicher.",
        "Zuletzt stellen Sie im Browser ein, dass er fremde Cookies gar nicht erst annimmt.",
    ]
    assert judged(*advice) == [""] * 3
    assert judged(*advice[:1] * 3) == ["notice/technology"] * 3


def test_a_wrapped_notice_goes_whole() -> None:
    """On whichever of its lines the terms stand."""
    notice = "Damit Sie unsere Karte mit den gesperrten Straßen\nsehen können, braucht Ihr alter Browser jetzt\nJavaScript und Cookies."
    text = "\n".join([FIRST[:52], FIRST[53:], "", notice, "", LAST[:50], LAST[51:]])
    document = clean(Document.from_text(text, language="de"), RULES)
    assert {line.rule for line in document.lines if line.raw in notice.split("\n")} <= {"notice/technology"}


def test_what_is_decided_stays() -> None:
    """A rule that keeps a line shields it, and a second look changes nothing."""
    text = "Wollen Sie weiterlesen? Mit dem Probeabo geht das vier Wochen lang."
    document = Document.from_text(text, language="de")
    kept = document.with_lines([document.lines[0].judged(None, "publishers/any/keep")])
    assert judge_notices(kept, RULES) is kept
    once = judge_notices(document, RULES)
    assert judge_notices(once, RULES) is once


SHUFFLED = (
    "Mls Wlslpa tqnnl mpl qfnl Drfl pd Tlszon arvt lpadqf zlopvtnpgn, xam olpal Dpngfplmls cqsla dpn mld Ksqa olts "
    "exhsplmla. Qd Laml hltfnl axs mqo Glfm, mlaa mls Onxsd tqnnl mpl Dqxls qxh gqaels Zslpnl pa mqo Zlvkla glmsövkn."
)
NAMES = (
    "Am Start waren Ada Quill, Jo Tal, Lu Abt, Ina Wolf, Pia Kolb, Tom Marsh, Ken Holm, Eva Lind, Max Pohl, Ute Bien, "
    "Kai Cors, Jan Dietz, Leo Ernst, Mia Fink, Tim Gant, Bo Heim, Ida Ilk, Ole Jost, Finn Kehrer, Lena Lange, Mo Mirza."
)


def test_what_a_paywall_has_shuffled_goes() -> None:
    """Letters in no language, in the place of the text; lists of names and foreign paragraphs stay."""
    english = (
        "Work on the old pier at Hallum has started again after three years, because the council has found the money "
        "that was missing when the storm came and broke the wall."
    )
    assert judged(FIRST, SHUFFLED, NAMES, english, SHUFFLED.replace("Mls", "Lms")) == [
        *("", "notice/scrambled", "", ""),
        "notice/scrambled",
    ]
    assert judged(FIRST, NAMES, english) == ["", "", ""]


@pytest.mark.parametrize(
    "paragraph",
    [
        (
            "Pemerintah kota akan memperbaiki jembatan tua itu karena sudah tidak aman bagi warga yang setiap hari menyeberang "
            "dengan sepeda atau berjalan kaki, dan pekerjaan itu akan dimulai setelah musim hujan."
        ),
        (
            "Mkuu wa shule amesema kuwa wanafunzi wote watapata vitabu vipya kabla ya mwaka huu kwisha, ingawa bado kuna "
            "madarasa ambayo hayana meza, viti, taa, madirisha, milango."
        ),
        (
            "Sinimulan ng mga manggagawa ang pagkukumpuni kahapon habang bumubuhos ang ulan, ngunit hindi nila matiyak kung "
            "kailan matatapos ang gawain dahil kulang ang kahoy, bakal, semento ng kanilang pangkat."
        ),
        (
            "Hiệu trưởng cho biết tất cả học sinh đều được nhận sách mới trước cuối năm nay, dù nhiều lớp vẫn thiếu bàn ghế và "
            "một số phòng học chưa có đèn, cửa sổ hay quạt."
        ),
        (
            "Cynhelir cyfarfod cyhoeddus mewn ysgol gynradd gyfagos, gyda lluniaeth yn rhad ac wedi'i goginio gan wirfoddolwyr "
            "y pentref, meddai trefnydd y digwyddiad yma ddydd Llun."
        ),
    ],
)
def test_other_languages_are_not_taken_for_shuffled(paragraph: str) -> None:
    """Each by a word or two of its own, even where a page's menus have made it one of another language."""
    assert judged(FIRST, paragraph, LAST) == ["", "", ""]


def test_what_a_paywall_has_mixed_goes() -> None:
    """The letters of each word in another order, capitals among them; names with capitals amid them stay."""
    mixed = " ".join(word[::-1] for word in f"{FIRST} {LAST}".split())
    brands = "Bei der eBay-Tochter PayTal und bei OpenPost, CloudFish und TalSoft heißt es, " + FIRST
    assert judged(FIRST, mixed, LAST) == ["", "notice/scrambled", ""]
    assert judged(FIRST, brands, LAST) == ["", "", ""]


def test_headings_between_shuffled_paragraphs_go_with_them() -> None:
    """And a short paragraph above them; the title above that stays, though it has no little word."""
    title, heading = "Streit Kreis Auental", "Xlmpd qfnla"
    short = SHUFFLED[:90]
    page = judged(title, short, SHUFFLED, heading, SHUFFLED.replace("Mls", "Lms"), FIRST)
    assert page == ["", *["notice/scrambled"] * 4, ""]


def test_what_goes_on_with_a_notice_on_consent_goes() -> None:
    """A wall of them says in each paragraph a little; what the text says beside them stays."""
    wall = [
        "Mit Ihrer Einwilligung laden wir hier einen externen Inhalt in Ihren Browser.",
        "Der Anbieter kann dabei personenbezogene Daten erheben, deren Datenschutz schwächer ist.",
        "Externe Inhalte kommen von den Servern anderer, das können wir nicht ändern.",
    ]
    assert judged(FIRST, *wall, LAST) == ["", *["notice/technology"] * 3, ""]
    assert judged(FIRST, *wall[1:], LAST) == [""] * 4
    report = "Für Cookies brauche es eine Einwilligung, sagte sie, das wüssten wir."
    assert judged(FIRST, wall[0], report, LAST) == ["", "notice/technology", "", ""]
