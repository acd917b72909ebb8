"""The document: its lines, and the quick ways to make new ones of old."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.document import Document, Line, Role, join, restore, split_lines

PAGE = Document.from_text("Ein Kopf\n\nEin Satz.", url="https://kurier.example/a", language="de")


@given(st.text(alphabet="ab \r\x0c\u2028\n", max_size=30))
def test_lines_are_what_the_constructor_makes(text: str) -> None:
    """The quick way to make lines makes the same as the plain one, in number, order and type."""
    lines = split_lines(text)
    assert lines == tuple(Line(raw, raw) for raw in text.split("\n"))
    assert all(type(line) is Line for line in lines)


def test_a_line_made_anew_is_a_line() -> None:
    """What the quick ways make has its fields by name, and copies."""
    line = Line("Bei-", "Bei-").judged(Role.BODY, "test").edited("Bei", "wrap/hyphen").joined("")
    assert line == Line("Bei-", "Bei", Role.BODY, "test", ("wrap/hyphen",), "")
    assert type(copy.copy(line)) is Line


@pytest.mark.parametrize(
    "changes", [{}, {"language": "en"}, {"lines": (), "title": "Ein Kopf", "kind": "liveblog"}]
)
def test_replacing_equals_that_of_dataclasses(changes: dict[str, object]) -> None:
    """The quick copy is the plain one, and leaves the document that it copies as it was."""
    before = dataclasses.asdict(PAGE)
    assert PAGE.replace(**changes) == dataclasses.replace(PAGE, **changes)  # type: ignore[arg-type]
    assert dataclasses.asdict(PAGE) == before


def test_replacing_knows_its_fields() -> None:
    """A misspelt field is an error that lists what there is; a document can't be changed in place."""
    with pytest.raises(TypeError, match=r"no langauge; it has lines, source, .*language"):
        PAGE.replace(langauge="en")
    with pytest.raises(dataclasses.FrozenInstanceError):
        PAGE.language = "en"  # type: ignore[misc]


def test_a_document_survives_its_way_to_a_worker() -> None:
    """Pickled and read again it is the same, and still frozen."""
    assert pickle.loads(pickle.dumps(PAGE)) == PAGE  # noqa: S301  its own bytes


def test_empty_texts_fall_out() -> None:
    """A kept line without text leaves no gap in what is joined, and gives no joint."""
    assert join([Line("a", "a", joint=" "), Line("-", "", joint=""), Line("b", "b")]) == "a b"


@given(st.text(max_size=40))
def test_any_text_is_restored(text: str) -> None:
    """Even a lone surrogate comes back, though no UTF-8 can spell it."""
    assert restore(Document.from_text(text)) == text.encode("utf-8", "surrogatepass")
