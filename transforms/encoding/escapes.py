"""Escapes that a scraper did not undo: those of JSON, and the quoted-printable ones of mail."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.document import HYPHENATED, Document, Line

_JSON = re.compile(
    r"\\u(?:[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?![dD][89a-fA-F])[0-9a-fA-F]{4})"
)
_JSON_SIGNS = re.compile(r'(?:\\[nrt])+|\\(["/])')
_LETTER = (
    r"=(?:C[2-9A-F]|D[0-9A-F])=[89AB][0-9A-F]|=E[0-9A-F](?:=[89AB][0-9A-F]){2}|=F[0-4](?:=[89AB][0-9A-F]){3}"
)
_QUOTED_LETTER = re.compile(_LETTER)
_QUOTED = re.compile(rf"(?:{_LETTER})+|=3D|=20|=09")
_ENOUGH = 2  # letters that show that a page is quoted-printable

JSON_ESCAPE, QUOTED_PRINTABLE = "encoding/json-escape", "encoding/quoted-printable"


def has_json_escapes(text: str) -> bool:
    r"""Whether a letter is spelled as JSON escapes it.

    >>> has_json_escapes(r"Br\u00fccke"), has_json_escapes(r"C:\users")
    (True, False)
    """
    return "\\u" in text and _JSON.search(text) is not None


def undo_escapes(document: Document) -> Document:
    r"""The document with its letters instead of what stands for them; a line of mail that was cut goes on in the next.

    >>> page = undo_escapes(Document.from_text("Kr=C3=A4ne f=C3=BCr den Ha=\nfen"))
    >>> [(line.text, line.joint) for line in page.lines]
    [('Kräne für den Ha', ''), ('fen', '\n\n')]
    """
    texts = [line[1] for line in document.lines]
    whole = "\n".join(texts)
    escaped = "\\" in whole and has_json_escapes(whole)
    quoted = "=" in whole and is_quoted_printable(texts)
    if not escaped and not quoted:
        return document
    lines = [line if line.role else _undone(line, escaped, quoted) for line in document.lines]
    return document if lines == list(document.lines) else document.with_lines(lines)


def _undone(line: Line, escaped: bool, quoted: bool) -> Line:
    if escaped:
        line = line.edited(undo_json(line.text), JSON_ESCAPE)
    if quoted and "=" in line.text:
        goes_on = line.text.rstrip().endswith("=")
        line = line.edited(unquote(line.text), QUOTED_PRINTABLE)
        return line.joined(HYPHENATED) if goes_on else line
    return line


def undo_json(text: str) -> str:
    r"""The text of a line without escapes of JSON; a break within the line becomes a blank.

    >>> undo_json(r"Die Br\u00fccke\nhei\u00dft \"Elfe\" \ud83e\udd8a")
    'Die Brücke heißt "Elfe" 🦊'
    """
    if not has_json_escapes(text):
        return text
    text = _JSON.sub(lambda code: bytes(code[0], "ascii").decode("unicode-escape"), text)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _JSON_SIGNS.sub(lambda sign: sign[1] or " ", text)


def is_quoted_printable(texts: Sequence[str]) -> bool:
    """Whether letters of a page are spelled as mail spells them.

    >>> is_quoted_printable(["Kr=C3=A4ne f=C3=BCr den Hafen"]), is_quoted_printable(["a=C3 und b=A4"])
    (True, False)
    """
    return sum(len(_QUOTED_LETTER.findall(text)) for text in texts if "=" in text) >= _ENOUGH


def unquote(text: str) -> str:
    """The text of a line of quoted-printable mail, the sign off that says that it goes on.

    >>> unquote("Kr=C3=A4ne f=C3=BCr den Ha=")
    'Kräne für den Ha'
    """
    bare = _QUOTED.sub(
        lambda quoted: bytes.fromhex(quoted[0].replace("=", "")).decode("utf-8", "replace"), text
    )
    trimmed = bare.rstrip()
    return trimmed[:-1] if trimmed.endswith("=") else bare
