"""Pages of HTML: read as a reader sees them, given back as they came."""

from __future__ import annotations

import pytest

from flows.batches import objection
from flows.sources.record import Record
from flows.sources.single import make_document
from transforms.document import Document, restore
from transforms.pipeline import clean
from transforms.rulebook import Rulebook

ARTICLE = (
    "<p>Der Rat von Talbrück hat am Montagabend beschlossen, die alte Brücke zu sanieren. Die Arbeiten sollen im "
    "Frühjahr beginnen und drei Jahre dauern, sagte die Bürgermeisterin.</p>"
    "<p>Kritik kam von den Anwohnern am Ufer, die mehr Lärm befürchten. Sie fordern, den Verkehr während der Bauzeit "
    "umzuleiten, und wollen notfalls vor Gericht ziehen.</p>"
)
PAGE = f"""<!DOCTYPE html>
<html><head><title>Rat saniert Brücke | Talbote</title>
<link rel="stylesheet" href="https://talbote.example/style.css">
<meta content="https://talbote.example/teilen" property="og:url">
<link rel='canonical' href='https://talbote.example/rat-saniert-die-alte-bruecke'>
<script>var tracker = "Skript";</script><style>p {{ color: red }}</style></head>
<body><nav><ul><li>Politik</li><li>Kultur</li></ul></nav>
<h1>Rat saniert die   alte Brücke</h1><noscript>Ohne Skript</noscript><template>Vorlage</template>
{ARTICLE}
<select><option>Auswahl</option></select><svg><text>Bild</text></svg><footer>Impressum</footer></body></html>
"""


def made(content: bytes | str, file: str = "seite.html", **known: str) -> Document:
    """The document of a record."""
    return make_document(Record("id", "crawl", file, file, content, **known), "Europe/Berlin")


def test_a_page_is_read_as_a_reader_sees_it() -> None:
    """Blocks on lines of their own, blanks single; what no reader sees is none of its text."""
    document = made(PAGE.encode())
    lines = [line.raw for line in document.lines]
    assert "Rat saniert die alte Brücke" in lines
    assert "* Politik" in lines
    assert not any(
        unseen in document.raw for unseen in ("Skript", "Vorlage", "Auswahl", "Bild", "color", "<")
    )
    cleaned = clean(document, Rulebook.load())
    assert cleaned.title == "Rat saniert die alte Brücke"
    assert cleaned.text.startswith("Der Rat von Talbrück")
    assert "Politik" not in cleaned.text
    assert "Impressum" not in cleaned.text


def test_what_it_marks_as_navigation_is_no_text() -> None:
    """Whole paragraphs of it neither."""
    menu = "Unser Angebot für alle, die am Fluss wohnen: Lesen Sie, was der Rat plant, und sagen Sie uns Ihre Meinung."
    document = made(f"<html><nav><p>{menu}</p></nav>{ARTICLE}".encode())
    assert [line.rule for line in document.lines if line.raw == menu] == ["markup/nav"]


def test_what_it_marks_as_captions_is_no_text() -> None:
    """The whole line has to be: a figure may stand amid a paragraph."""
    caption = "Die Bürgermeisterin blickt über das Tal und sagt, was sie denkt."
    figure = (
        f"<figure><img alt='Tal'><figcaption> <span>{caption}</span><br>Noch ein Satz. </figcaption></figure>"
    )
    document = made(
        f"<html><h1>Die Brücke</h1>{ARTICLE}{figure}{ARTICLE}<p>Vor <figcaption>{caption}</figcaption>".encode()
    )
    rules = [line.rule for line in document.lines if caption in line.raw or "Noch ein" in line.raw]
    assert rules == ["markup/figcaption", "markup/figcaption", "markup/figcaption"]
    assert caption not in clean(document, Rulebook.load()).text
    glued = made(b"<html><p>Der Rat <figcaption style='display:inline'>im Saal</figcaption> tagt.</p>")
    assert [line.rule for line in glued.lines if "Rat" in line.raw] == [""]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_its_source_is_given_back_byte_for_byte(codec: str) -> None:
    """Whatever codec it came in."""
    source = PAGE.encode(codec)
    document = made(source)
    assert restore(document) == source
    assert "Brücke" in document.raw


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="https://a.example/b">', "https://a.example/b"),
        ('<meta property="og:url" content="https://a.example/b">', "https://a.example/b"),
        ("<meta property=og:url content=https://a.example/b>", "https://a.example/b"),
        (
            '<link rel="canonical" href="/b"><meta property="og:url" content="https://a.example/c">',
            "https://a.example/c",
        ),
        ('<link rel="next" href="https://a.example/b">', ""),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="https://a.example/b?c=1&amp;d=2">', "https://a.example/b?c=1&d=2"),
    ],
)
def test_it_states_its_address(head: str, address: str) -> None:
    """To search engines first, then to networks; only whole addresses count."""
    assert made(f"<html><head>{head}</head><p>Text".encode()).url == address


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Fähre &amp; Fluss">', "Fähre & Fluss"),
        ('<meta name="twitter:title" content="Fähre &amp; Fluss">', "Fähre & Fluss"),
        ("<title>Fähre &amp; Fluss | Talbote</title>", "Fähre & Fluss"),
        (
            '<title>Talbote</title><meta property="og:title" content="Wer zahlt?: Fähre &amp; Fluss">',
            "Fähre & Fluss",
        ),
        ("<title>Brücke</title>", None),
        ("<title>Fähre &amp; Fluss - was der Rat nun alles plant und wer es zahlt</title>", None),
    ],
)
def test_it_states_its_title(head: str, title: str | None) -> None:
    """The line is marked that says it: the headline, not the link to it, and not its kicker before a colon."""
    body = f"<p><a href=/>Fähre &amp; Fluss</a></p><h2>Wer zahlt?</h2><h1>Fähre &amp; Fluss</h1>{ARTICLE}<p>Brücke</p>"
    document = made(f"<html><head>{head}</head><body>{body}".encode())
    marked = [number for number, line in enumerate(document.lines) if "markup/title" in line.edits]
    below = [line.raw for line in document.lines].index("Wer zahlt?")
    assert [document.lines[number].raw for number in marked] == ([] if title is None else [title])
    assert all(number > below for number in marked)


def test_what_the_record_states_comes_first() -> None:
    """A crawler knows where it was."""
    assert made(PAGE, "seiten.jsonl", url="https://crawl.example/1").url == "https://crawl.example/1"


@pytest.mark.parametrize("opening", ["", "\n\n", "\ufeff", "<?xml version='1.0'?>\n", "<!-- Talbote -->\n"])
def test_a_page_in_a_record_is_told_by_how_it_opens(opening: str) -> None:
    """Text with a tag in it is none."""
    document = made(opening + PAGE, "seiten.jsonl")
    assert "<p>" not in document.raw
    assert restore(document) == (opening + PAGE).encode()
    assert made("<b>Achtung</b>\nDer Rat tagt.", "seiten.jsonl").raw == "<b>Achtung</b>\nDer Rat tagt."


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"  \n",
        b"<html>",
        b"<html>" + b"<div>" * 20_000 + b"Text",
        b"<html><p>Oben</p>" + b"<div>" * 20_000 + b"Text",
        b"nur Text",
        b"\xff\xfe<\x00h\x00t",
        "<html>\ud800x",
    ],
)
def test_what_no_parser_takes_stays_as_it_is(source: bytes | str) -> None:
    """Nothing is lost, and nothing fails."""
    document = made(source)
    assert restore(document) == (
        source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    )
    if b"Text" in restore(document):
        assert "Text" in document.raw


def test_elements_within_elements_are_read() -> None:
    """Old pages leave hundreds open."""
    document = made("<html>" + "<font>" * 400 + ARTICLE)
    assert document.raw.startswith("Der Rat von Talbrück")


@pytest.mark.parametrize(
    "source",
    [
        "<html><head><title>Talbote</title></head><body><div id='app'></div><script>starte({a: 1})</script></body>",
        "<!DOCTYPE html><noscript>Schalten Sie JavaScript ein.</noscript>",
        "<html><frameset cols='20%,80%'><frame src='menue.html'><frame src='artikel.html'></frameset></html>",
        "<html><style>p { color: red }</style></html>",
        "<!-- Talbote --><html></html>",
        "<html><svg><text>Bild</text></svg></html>",
        '<html><div style="display: none">Der Rat von Talbrück tagt.</div></html>',
        "<?xml version='1.0' encoding='utf-8'?><html></html>",
    ],
)
def test_a_page_that_shows_nothing_has_no_text(source: str) -> None:
    """Its code is none: it goes to quarantine whole, and the reason speaks of what a reader sees."""
    document = made(source.encode())
    assert not document.raw.strip()
    assert restore(document) == source.encode()
    assert objection(clean(document, Rulebook.load()), source.encode()) == (
        "empty: nothing in it is text that a reader would see"
    )


@pytest.mark.parametrize(("paragraphs", "rule"), [(3, "markup/aside"), (2, "")])
def test_what_it_marks_as_aside_is_no_text_where_it_has_text_besides(paragraphs: int, rule: str) -> None:
    """Some pages put their article into an aside."""
    text = "<p>Der Rat von Talbrück hat am Montagabend beschlossen, die alte Brücke am Markt zu sanieren.</p>"
    beside = "Die Fähre fährt wieder: Was Reisende an den Ufern nun wissen müssen."
    document = made(f"<html>{text * paragraphs}<aside><p>{beside}</p></aside>".encode())
    assert [line.rule for line in document.lines if line.raw == beside] == [rule]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("", "Datenschutzerklärung"),
        ("<p>Mehr zum Thema</p><p>Fähre fällt aus</p><p>Streit um Kran</p>", "Rat saniert die alte Brücke"),
        (f"<p>Talbrück</p>{ARTICLE}<p>Weitere Meldungen</p>", "Rat saniert die alte Brücke"),
        ("<nav>Start</nav><nav><p>Rat saniert die alte Brücke</p></nav>", "Rat saniert die alte Brücke"),
    ],
)
def test_the_title_that_it_states_is_the_title(above: str, title: str) -> None:
    """No rule takes it, no block swallows it, and what stands above it is no text."""
    head = f'<meta property="og:title" content="{title}">'
    headline = "" if "nav" in above else f"<h1>{title}</h1>"
    page = f"<html><head>{head}</head><body>{above}{headline}{ARTICLE}<p>Die Brücke wurde 1905 gebaut.</p>{ARTICLE}"
    cleaned = clean(made(page.encode()), Rulebook.load())
    assert cleaned.title == title
    assert title not in cleaned.text
    assert cleaned.text.startswith("Der Rat von Talbrück")
    assert cleaned.text.count("Der Rat von Talbrück") == 2


def test_a_link_to_the_page_itself_below_its_text_need_not_be_its_title() -> None:
    """Most of the text stands above it."""
    head = '<meta property="og:title" content="Rat saniert die alte Brücke">'
    page = f"<html><head>{head}</head>{ARTICLE}{ARTICLE}<p>Rat saniert die alte Brücke</p><p>Noch ein Satz steht da.</p>"
    document = made(page.encode())
    assert [line.rule for line in document.lines if line.raw.startswith("Rat ")] == [""]
    assert clean(document, Rulebook.load()).text.startswith("Der Rat von Talbrück")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<h1>Fähren: Rat bestellt neue Boote</h1>", "Fähren: Rat bestellt neue Boote"),
        ("<h2>Rat bestellt neue Boote für alle</h2>", "Rat bestellt neue Boote für alle"),
        (
            "<h2>Der Rat bestellt neue Boote</h2><h1>Rat bestellt neue Boote aus Eichfeld</h1>",
            "Der Rat bestellt neue Boote",
        ),
        ("<ul><li><h1>Fähre: Rat bestellt neue Boote</h1></li></ul>", None),
        ("<h1>rat.bestellt.neue.talbote.online</h1>", None),
        ("<h1>Rat bestellt neue Boote und vier Kräne und acht lange Stege</h1>", None),
        ("<h1>Rat bestellt</h1>", None),
        ("<h1>Was der Rat nun alles bestellt hat, und wer die Boote bezahlt</h1>", None),
        ("<p>Fähren: Rat bestellt neue Boote</p>", None),
    ],
)
def test_the_headline_with_most_words_of_a_stated_title_is_it(body: str, title: str | None) -> None:
    """Search engines are told a title that is shorter, or has another kicker."""
    document = made(
        f"<html><head><title>Streit: Rat bestellt neue Boote | rat.bestellt.neue.talbote.online</title></head>{body}{ARTICLE}".encode()
    )
    assert [line.raw for line in document.lines if line.edits] == ([] if title is None else [title])


def article(*paragraphs: str, title: str = "") -> str:
    """An article of a page, with its headline."""
    return f"<article>{title and f'<h2>{title}</h2>'}{''.join(f'<p>{text}</p>' for text in paragraphs)}</article>"


OTHER = "Die Fähre über den Fluss fährt von Montag an wieder, teilte die Reederei am Abend mit, für alle."
TEXT = "Der Rat von Talbrück hat am Montagabend beschlossen, die alte Brücke am Markt zu sanieren, {} Jahre lang."


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        (article(*map(TEXT.format, (3, 4, 5)), title="Rat saniert die alte Brücke"), False),
        (article(TEXT.format(3), title="Rat saniert die alte Brücke") + article(TEXT.format(4)), True),
        ("<h1>Rat saniert die alte Brücke</h1>" + article(*map(TEXT.format, (3, 4, 5))), True),
        (
            f"<article><h1>Rat saniert die alte Brücke</h1>{article(*map(TEXT.format, (3, 4, 5)))}</article>",
            False,
        ),
        (f"<article>{article(*map(TEXT.format, (3, 4, 5)), title='Rat saniert die alte Brücke')}", False),
    ],
)
def test_articles_beside_the_one_with_the_title_are_no_text(own: str, kept: bool) -> None:
    """Teasers, and what is read next; where the title's own article has no text, they are its text."""
    head = '<meta property="og:title" content="Rat saniert die alte Brücke">'
    page = f"<html><head>{head}</head><body>{own}{article(OTHER, title='Fähre fährt wieder')}".encode()
    document = made(page)
    assert [line.rule for line in document.lines if line.raw == OTHER] == ["" if kept else "markup/article"]
    assert all(line.role is None for line in document.lines if line.raw.startswith("Der Rat"))


def test_the_articles_of_a_liveblog_are_its_entries() -> None:
    """It says what it is."""
    head = '<meta property="og:title" content="Rat saniert die alte Brücke">'
    data = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'
    own = article(*map(TEXT.format, (3, 4, 5)), title="Rat saniert die alte Brücke")
    document = made(f"<html><head>{head}{data}</head><body>{own}{article(OTHER)}".encode())
    assert [line.rule for line in document.lines if line.raw == OTHER] == [""]
