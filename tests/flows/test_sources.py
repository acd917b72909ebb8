"""Sources: what is found, what is read, and what is said of the rest."""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.batches import read_batch
from flows.planning import plan_batches
from flows.sources import Fields, Record, Unreadable, find_sources, measure
from flows.sources.identity import identify
from flows.sources.record import SourceError, read_time
from flows.sources.single import make_document, read_document
from transforms.document import Document, restore
from transforms.pipeline import clean
from transforms.rulebook import Rulebook


def read(
    source: Path, batch_bytes: int = 1_000_000, fields: Fields | None = None, home: Path | None = None
) -> list[Record | Unreadable]:
    """Everything that a SOURCE holds, with the warehouse beside it or in another home."""
    home = home or source.parent
    found = find_sources([source], home / "warehouse")
    assert not found.errors
    batches = plan_batches(found, batch_bytes, home / "spool")
    return [item for batch in batches for item in read_batch(batch, fields or Fields())]


def records(items: list[Record | Unreadable]) -> list[Record]:
    return [item for item in items if isinstance(item, Record)]


def complaints(items: list[Record | Unreadable]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Unreadable)]


def write_files(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"Das ist {name}.", "utf-8")
    return folder


def found_names(found: object) -> list[str]:
    return [file.name for file in found.files()]  # type: ignore[attr-defined]


class TestFindingFiles:
    def test_a_folder_is_read_recursively_in_a_stable_order(self, tmp_path: Path) -> None:
        """Sorted by name at each level, whatever order the system lists them in."""
        folder = write_files(tmp_path / "in", "b.txt", "a/z.md", "a/b/c.TXT", "c.txt")
        assert found_names(find_sources([folder], tmp_path / "w")) == [
            "a/b/c.TXT",
            "a/z.md",
            "b.txt",
            "c.txt",
        ]

    def test_hidden_files_and_the_warehouse_are_passed_over(self, tmp_path: Path) -> None:
        """A warehouse inside the source folder is never cleaned into itself."""
        folder = write_files(tmp_path, "a.txt", ".hidden.txt", ".git/b.txt", "warehouse/README.md")
        assert found_names(find_sources([folder], tmp_path / "warehouse")) == ["a.txt"]

    def test_other_files_are_counted(self, tmp_path: Path) -> None:
        """What is not read is counted by extension, so that it can be told."""
        folder = write_files(tmp_path / "in", "a.txt", "b.pdf", "c.pdf", "LICENSE", "d.txt.gz")
        extent = measure(find_sources([folder], tmp_path / "w"))
        assert extent.files == 1
        assert extent.skipped == Counter({".pdf": 2, "no extension": 1, ".gz": 1})

    def test_a_glob_finds_what_it_matches(self, tmp_path: Path) -> None:
        """The text files that it finds belong to the folder before its first wildcard."""
        folder = write_files(tmp_path / "in", "de/a.txt", "de/b.md", "en/c.txt")
        by_glob = find_sources([folder / "*" / "*.txt"], tmp_path / "w")
        assert found_names(by_glob) == ["de/a.txt", "en/c.txt"]
        assert {file.collection for file in by_glob.files()} == {"in"}
        everywhere = find_sources([folder / "**"], tmp_path / "w")
        assert found_names(everywhere) == ["de/a.txt", "de/b.md", "en/c.txt"]

    def test_a_name_with_brackets_is_a_name_where_such_a_file_exists(self, tmp_path: Path) -> None:
        """Only what is no path is taken for a pattern."""
        folder = write_files(tmp_path / "in", "a[1].txt", "a1.txt")
        assert found_names(find_sources([folder / "a[1].txt"], tmp_path / "w")) == ["a[1].txt"]

    def test_what_two_sources_cover_is_read_once(self, tmp_path: Path) -> None:
        """A folder and a file in it, given together, are no duplicates."""
        folder = write_files(tmp_path / "in", "a.txt", "b.txt")
        assert (
            len(list(find_sources([folder, folder / "a.txt", folder / "*.txt"], tmp_path / "w").files())) == 2
        )

    def test_links_are_followed_and_loops_are_not(self, tmp_path: Path) -> None:
        """A linked folder is read; one that leads back up ends there."""
        folder = write_files(tmp_path / "in", "a.txt")
        other = write_files(tmp_path / "elsewhere", "b.txt")
        (folder / "linked").symlink_to(other)
        (folder / "loop").symlink_to(folder)
        assert found_names(find_sources([folder], tmp_path / "w")) == ["a.txt", "linked/b.txt"]

    def test_what_is_no_regular_file_is_passed_over(self, tmp_path: Path) -> None:
        """A named pipe would keep the run waiting for ever."""
        folder = write_files(tmp_path / "in", "a.txt")
        os.mkfifo(folder / "pipe.txt")
        assert found_names(find_sources([folder], tmp_path / "w")) == ["a.txt"]

    def test_a_name_that_is_no_utf8_can_be_stored(self, tmp_path: Path) -> None:
        """A table holds UTF-8 only; the name is spelled out, and the file is read."""
        folder = tmp_path / "in"
        folder.mkdir()
        Path(os.fsdecode(os.fsencode(folder) + b"/stra\xdfe.txt")).write_text(
            "Die Straße ist gesperrt.", "utf-8"
        )
        [record] = records(read(folder))
        assert record.source_id == "stra\\udcdfe.txt"
        record.source_id.encode("utf-8")


class TestNothingToRead:
    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ("nowhere", ["nowhere", "no such file or folder", ".jsonl"]),
            ("*.jsonl", ["*.jsonl", "no file matches"]),
            ("page.pdf", ["page.pdf", ".pdf", ".txt"]),
            ("others", ["others", "nothing to read", "1 .pdf"]),
            ("bare", ["bare", "nothing to read", "empty"]),
        ],
    )
    def test_is_told_with_what_was_expected(self, tmp_path: Path, given: str, words: list[str]) -> None:
        """The message names the SOURCE as it was given, and the formats that are known."""
        write_files(tmp_path, "page.pdf", "others/a.pdf")
        (tmp_path / "bare").mkdir()
        found = find_sources([f"{tmp_path}/{given}"], tmp_path / "w")
        assert found.collections == ()
        [error] = found.errors
        assert isinstance(error, SourceError)
        assert all(word in str(error) for word in words), str(error)

    def test_leaves_the_other_sources_alone(self, tmp_path: Path) -> None:
        """What exists is read; what doesn't is told."""
        folder = write_files(tmp_path / "in", "a.txt")
        found = find_sources([tmp_path / "nowhere", folder], tmp_path / "w")
        assert len(found.errors) == 1
        assert found_names(found) == ["a.txt"]


class TestIdentity:
    def test_is_the_same_from_any_working_directory(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A SOURCE beside the warehouse has the same name, however the path to it is written."""
        folder = write_files(tmp_path / "in", "a.txt")
        monkeypatch.chdir(tmp_path)
        here = next(find_sources(["in"], "warehouse").files())
        monkeypatch.chdir(folder)
        there = next(find_sources(["../in"], "../warehouse").files())
        assert here == there
        assert here.collection == "in"

    def test_a_source_elsewhere_is_named_in_full(self, tmp_path: Path) -> None:
        """Two folders of one name, in different places, are two collections."""
        folder = write_files(tmp_path / "far" / "in", "a.txt")
        file = next(find_sources([folder], tmp_path / "near" / "warehouse").files())
        assert file.collection == folder.as_posix()

    def test_a_folder_and_a_file_in_it_agree(self, tmp_path: Path) -> None:
        """Given alone or with its folder, or by a glob, a text file is the same document."""
        folder = write_files(tmp_path / "in", "de/a.txt")
        [by_folder] = records(read(folder, home=tmp_path))
        [by_file] = records(read(folder / "de" / "a.txt", home=tmp_path))
        assert by_folder.document_id == by_file.document_id
        assert (by_folder.source_id, by_file.source_id) == ("de/a.txt", "a.txt")

    def test_the_url_counts_before_all_else(self, write_jsonl: Callable[..., Path]) -> None:
        """The same page in tomorrow's crawl file is the same document, under whatever id."""
        monday = write_jsonl(
            {"id": 1, "text": "Eins.", "url": "https://blatt.example/a#top"}, name="monday.jsonl"
        )
        tuesday = write_jsonl(
            {"id": 9, "text": "Zwei.", "url": "https://Blatt.example/a"}, name="tuesday.jsonl"
        )
        assert records(read(monday))[0].document_id == records(read(tuesday))[0].document_id

    def test_the_id_counts_within_its_collection(
        self, write_jsonl: Callable[..., Path], tmp_path: Path
    ) -> None:
        """Files of one folder share their ids; two collections don't."""
        one = write_jsonl({"id": 1, "text": "Eins."}, name="crawl/1.jsonl")
        two = write_jsonl({"id": "1", "text": "Zwei."}, name="crawl/2.jsonl")
        together = records(read(tmp_path / "crawl"))
        assert together[0].document_id == together[1].document_id
        assert records(read(one))[0].document_id != records(read(two))[0].document_id

    def test_a_record_without_id_is_known_by_file_and_line(
        self, write_jsonl: Callable[..., Path], tmp_path: Path
    ) -> None:
        """Two nameless records are never taken for one another."""
        write_jsonl({"text": "Eins."}, "", {"text": "Eins."}, name="crawl/1.jsonl")
        write_jsonl({"text": "Eins."}, name="crawl/2.jsonl")
        items = records(read(tmp_path / "crawl"))
        assert [item.source_id for item in items] == ["1", "3", "1"]
        assert len({item.document_id for item in items}) == 3

    def test_what_names_no_page_is_no_identity(self, write_jsonl: Callable[..., Path]) -> None:
        """A crawler's "n/a" in every record doesn't make one document of them all."""
        path = write_jsonl({"id": 1, "text": "Eins.", "url": "n/a"}, {"id": 2, "text": "Zwei.", "url": "n/a"})
        assert len({item.document_id for item in read(path)}) == 2

    @given(st.text(), st.text(), st.text(), st.text())
    def test_is_always_32_hex_letters(self, url: str, collection: str, record: str, path: str) -> None:
        """Whatever a source puts into its fields."""
        assert len(bytes.fromhex(identify(url=url, collection=collection, record=record, path=path))) == 16


class TestJsonLines:
    def test_fields_and_numbers(self, write_jsonl: Callable[..., Path]) -> None:
        """Every known field is read; an id may be a number."""
        path = write_jsonl(
            {
                "id": 7,
                "text": "Guten Tag.",
                "url": "https://blatt.example/7",
                "publisher": "Blatt",
                "crawled_at": 0,
            }
        )
        [record] = records(read(path))
        assert record.source_id == "7"
        assert (record.url, record.publisher) == ("https://blatt.example/7", "Blatt")
        assert record.crawled_at == datetime(1970, 1, 1, tzinfo=UTC)
        assert record.content == "Guten Tag."

    @pytest.mark.parametrize(
        ("stated", "authors", "published", "warned"),
        [
            ({"authors": "Anna Beispiel, Bert Muster; "}, ("Anna Beispiel", "Bert Muster"), "", []),
            (
                {"authors": ["Anna Beispiel", {"name": "Bert Muster"}]},
                ("Anna Beispiel", "Bert Muster"),
                "",
                [],
            ),
            ({"authors": {"name": "Anna Beispiel"}, "published_at": None}, ("Anna Beispiel",), "", []),
            ({"authors": [["Anna"]]}, (), "", ["an author that is no text"]),
            ({"published_at": "2031-05-04"}, (), "2031-05-04", []),
            ({"published_at": "Sun, 04 May 2031 07:05:00 +0200"}, (), "Sun, 04 May 2031 07:05:00 +0200", []),
            ({"published_at": 1935637500}, (), "2031-05-04T05:05:00+00:00", []),
            ({"published_at": ""}, (), "", []),
            ({"published_at": 0}, (), "", ["a publication time that is none"]),
            ({"published_at": "gestern"}, (), "", ["a publication time that is none"]),
            ({"published_at": [1]}, (), "", ["a publication time that is none"]),
            ({"title": ["Brücke"]}, (), "", ["a title that is no text"]),
        ],
    )
    def test_what_a_record_states_of_its_page(
        self,
        write_jsonl: Callable[..., Path],
        stated: dict[str, object],
        authors: tuple[str, ...],
        published: str,
        warned: list[str],
    ) -> None:
        """In the spellings of crawlers; what is none of them is passed over, and said."""
        [record] = records(read(write_jsonl({"text": "Guten Tag."} | stated)))
        assert (record.authors, record.published_at) == (authors, published)
        assert [kind for kind, _ in record.warnings] == warned
        assert all("line 1: " in example for _, example in record.warnings)

    def test_what_a_record_states_comes_before_what_its_page_says(self) -> None:
        """A title that none of its lines is stays beside the text; clocks are local ones."""
        body = "Der Rat von Talbrück hat am Montagabend beschlossen, die alte Brücke zu sanieren, für drei Jahre.\n\n"
        text = f"Mehr zum Thema\n\nFähre fällt aus\n\nDie Brücke\n\nVon Cora Probe\n3. Mai 2031\n\n{body * 3}"
        record = Record(
            "i", "s", "1", "a.jsonl", text, authors=("Anna Beispiel",), published_at="2031-05-04 07:05"
        )
        page = f"<html><title>Fähren</title><h1>Die Brücke</h1>{body.replace(chr(10), '<p>') * 3}"

        def cleaned(record: Record) -> Document:
            return clean(make_document(record, "Europe/Berlin"), Rulebook.load())

        for content in (text, page):
            found = cleaned(record._replace(content=content, title="Die Brücke | Talbote"))
            assert (found.title, found.authors) == ("Die Brücke", ("Anna Beispiel",))
            assert (str(found.published_at), found.published_precision) == (
                "2031-05-04 07:05:00+02:00",
                "minute",
            )
            assert found.text.startswith("Der Rat von Talbrück")
        broken = "Rat saniert BrÃ¼cke"
        assert cleaned(record._replace(content=body * 3, title=broken)).title == "Rat saniert Brücke"
        assert cleaned(record._replace(content=f"{broken}\n\n{body * 3}", title=broken)).text.startswith(
            "Der Rat"
        )

    @pytest.mark.parametrize(
        "fields",
        [
            Fields(id="guid", text="body", url="link", publisher="outlet", crawled_at="fetched"),
            Fields(id="guid", text="body", url="meta.link", publisher="meta.outlet", crawled_at="fetched"),
        ],
    )
    def test_names_can_be_overridden(self, write_jsonl: Callable[..., Path], fields: Fields) -> None:
        """Plain names, and ways into objects."""
        link = {"link": "https://blatt.example/a", "outlet": "Blatt"}
        path = write_jsonl({"guid": "x", "body": "Guten Tag.", "fetched": "2025-01-01", "meta": link, **link})
        [record] = records(read(path, fields=fields))
        assert (record.source_id, record.url, record.publisher) == ("x", "https://blatt.example/a", "Blatt")
        assert record.crawled_at == datetime(2025, 1, 1, tzinfo=UTC)

    def test_one_field_may_serve_twice(self, write_jsonl: Callable[..., Path]) -> None:
        """An id that is the url, for instance."""
        path = write_jsonl({"url": "https://blatt.example/a", "text": "Guten Tag."})
        [record] = records(read(path, fields=Fields(id="url")))
        assert record.source_id == record.url == "https://blatt.example/a"

    @pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "a.NDJSON.GZ", "a.jsonl.zst"])
    def test_packed_or_plain_is_all_the_same(self, tmp_path: Path, name: str) -> None:
        """The same records with the same line numbers, cut into small batches or read in one."""
        lines = b"".join(b'{"text": "Satz Nummer %d."}\n' % number for number in range(500))
        pack = {".gz": gzip.compress, ".zst": lambda data: pa.compress(data, codec="zstd", asbytes=True)}
        packed = pack.get(Path(name).suffix.lower(), bytes)(lines)
        (tmp_path / name).write_bytes(packed)
        for batch_bytes in (700, 1_000_000):
            items = records(read(tmp_path / name, batch_bytes=batch_bytes))
            assert [item.source_id for item in items] == [str(number) for number in range(1, 501)]
            assert items[250].content == "Satz Nummer 250."

    def test_windows_lines_byte_order_mark_and_blank_lines(self, tmp_path: Path) -> None:
        """What other systems write at the beginning and end of lines belongs to no record."""
        path = tmp_path / "a.jsonl"
        path.write_bytes(b'\xef\xbb\xbf{"text": "Eins."}\r\n\r\n  \n{"text": "Zwei."}')
        assert [(item.source_id, item.content) for item in records(read(path))] == [
            ("1", "Eins."),
            ("4", "Zwei."),
        ]

    def test_lone_surrogates_and_control_characters_come_through(self, tmp_path: Path) -> None:
        """Strict JSON knows neither; the source is kept, byte for byte."""
        path = tmp_path / "a.jsonl"
        path.write_bytes(
            b'{"id": "s", "text": "Ende \\ud83d."}\n{"id": "n", "text": "Nu\x00ll\tund \\u0000."}\n'
        )
        surrogate, null = records(read(path))
        document = make_document(surrogate, "Europe/Berlin")
        assert restore(document) == b"Ende \xed\xa0\xbd."
        assert restore(make_document(null, "Europe/Berlin")) == b"Nu\x00ll\tund \x00."

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            (b'{"id": "x", "text": "abgeschnitten', ["line 2", "no JSON object", "abgeschnitten"]),
            (b"kein JSON", ["line 2", "kein JSON"]),
            (b"[1, 2]", ["line 2", "[1, 2]", "expected a JSON object"]),
            (b"7", ["line 2", "7", "expected a JSON object"]),
            (b'{"id": "x", "body": "Hier steht es."}', ["line 2", "no text in 'text'", "'id', 'body'"]),
            (b'{"id": "x", "text": null}', ["line 2", "no text in 'text'"]),
            (b'{"id": "x", "text": 7}', ["line 2", "'text' is 7", "expected a string"]),
            (b'{"id": "x", "text": ["a"]}', ["line 2", "expected a string"]),
            (b'{"id": "x", "text": "Stra\xdfe"}', ["line 2", "no UTF-8", "0xdf"]),
            (b"[" * 100_000, ["line 2", "nested too deeply"]),
        ],
    )
    def test_a_bad_line_is_told_and_its_neighbours_are_read(
        self, tmp_path: Path, line: bytes, words: list[str]
    ) -> None:
        """The message names file, line, value and what was expected; the line itself is kept."""
        path = tmp_path / "a.jsonl"
        path.write_bytes(b'{"id": 1, "text": "Eins."}\n' + line + b'\n{"id": 3, "text": "Drei."}\n')
        items = read(path)
        assert [item.source_id for item in records(items)] == ["1", "3"]
        [bad] = [item for item in items if isinstance(item, Unreadable)]
        assert all(word in bad.reason for word in ["a.jsonl", *words]), bad.reason
        assert bad.content == line + b"\n"

    def test_odd_values_are_passed_over_with_a_warning(self, write_jsonl: Callable[..., Path]) -> None:
        """No document is lost for a crawl time or an id that is none."""
        path = write_jsonl(
            {"id": {"a": 1}, "text": "Eins.", "url": 7, "publisher": [], "crawled_at": "gestern"}
        )
        [record] = records(read(path))
        assert (record.source_id, record.url, record.publisher, record.crawled_at) == ("1", "7", "", None)
        said = dict(record.warnings)
        assert said["a crawl time that is none"] == 'crawl.jsonl, line 1: "gestern"'
        assert len(said) == 3

    def test_a_line_beyond_all_measure_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is passed over without being held in memory, and the next line is read."""
        monkeypatch.setattr("flows.sources.jsonl.MOST_BYTES", 1_000)
        path = tmp_path / "a.jsonl"
        path.write_bytes(json.dumps({"text": "x" * 5_000}).encode() + b'\n{"text": "Klein."}\n')
        items = read(path)
        assert [item.source_id for item in records(items)] == ["2"]
        assert "line 1: the line has more than 1000 bytes" in complaints(items)[0]


class TestBrokenFiles:
    def test_a_truncated_archive_is_read_up_to_the_break(self, tmp_path: Path) -> None:
        """Every whole record before the break comes, to the last one; the break itself is told."""
        texts = [os.urandom(60).hex() for _ in range(3_000)]
        lines = b"".join(json.dumps({"id": text[:8], "text": text}).encode() + b"\n" for text in texts)
        packed = gzip.compress(lines)
        path = tmp_path / "a.jsonl.gz"
        path.write_bytes(packed[: len(packed) // 2])
        items = read(path, batch_bytes=50_000)
        whole = records(items)
        assert 1_450 < len(whole) < 1_550
        assert [record.content for record in whole] == texts[: len(whole)]
        *cut, archive = [item for item in items if isinstance(item, Unreadable)]
        assert "can't be unpacked to its end" in archive.reason
        assert archive.source_id == "a.jsonl.gz"
        assert len(cut) <= 1  # the record that the break goes through

    def test_what_is_no_archive_at_all(self, tmp_path: Path) -> None:
        """A page saved under the wrong name is one unreadable input, not thousands."""
        (tmp_path / "a.jsonl.gz").write_bytes(b"<html>404</html>\n" * 50)
        [complaint] = complaints(read(tmp_path / "a.jsonl.gz"))
        assert "a.jsonl.gz" in complaint
        assert "can't be unpacked" in complaint

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("a.txt", bytes(range(256)) * 30, "binary"),
            ("a.jsonl", bytes(range(256)) * 30, "binary"),
            ("a.jsonl", '{"text": "Hallo"}\n'.encode("utf-16"), "UTF-16"),
        ],
    )
    def test_binary_data_are_one_unreadable_input(
        self, tmp_path: Path, name: str, content: bytes, words: str
    ) -> None:
        """Whatever they are called."""
        (tmp_path / name).write_bytes(content)
        [complaint] = complaints(read(tmp_path / name))
        assert words in complaint

    def test_a_file_that_cannot_be_opened(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Its neighbours are read; the message has the system's words."""
        folder = write_files(tmp_path / "in", "a.txt", "b.txt", "c.jsonl", "d.txt")
        (folder / "e.txt").symlink_to("nowhere")
        (folder / "c.jsonl").write_text('{"text": "Guten Tag."}')
        real = Path.open

        def refuse(path: Path, *arguments: object, **options: object) -> object:
            if path.name in ("b.txt", "c.jsonl"):
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *arguments, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(Path, "open", refuse)
        items = read(folder)
        assert [record.source_id for record in records(items)] == ["a.txt", "d.txt"]
        assert complaints(items) == [
            "b.txt: the file can't be read: Permission denied",
            "c.jsonl: the file can't be read: Permission denied",
            "e.txt: the file can't be opened: No such file or directory",
        ]

    def test_a_folder_that_cannot_be_listed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It counts as one unreadable input; the rest is read."""
        folder = write_files(tmp_path / "in", "a.txt", "locked/b.txt")
        real = os.listdir

        def refuse(path: str) -> list[str]:
            if path.endswith("locked"):
                raise PermissionError(13, "Permission denied", path)
            return real(path)

        monkeypatch.setattr(os, "listdir", refuse)
        items = read(folder)
        assert [record.source_id for record in records(items)] == ["a.txt"]
        assert complaints(items) == ["locked: the folder can't be listed: Permission denied"]

    def test_a_file_beyond_all_measure(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is not read into memory; its size is told."""
        monkeypatch.setattr("flows.sources.text.MOST_BYTES", 1_000)
        (tmp_path / "a.txt").write_text("x" * 1_001)
        assert complaints(read(tmp_path / "a.txt")) == [
            "a.txt: the file has 1001 bytes; at most 1000 bytes fit"
        ]

    def test_an_empty_file_is_an_input(self, tmp_path: Path) -> None:
        """It comes as a record without text; what becomes of it is decided later."""
        (tmp_path / "a.txt").write_bytes(b"")
        [record] = records(read(tmp_path / "a.txt"))
        assert record.content == b""


class TestTimes:
    @given(st.integers(631_152_000, 4_102_444_800))
    def test_every_spelling_of_a_moment_is_the_moment(self, seconds: int) -> None:
        """ISO 8601 and numbers of seconds and milliseconds agree, to the second."""
        whole = datetime.fromtimestamp(seconds, UTC)
        for spelling in (
            whole.isoformat(),
            f"{whole:%Y-%m-%dT%H:%M:%SZ}",
            seconds,
            str(seconds),
            f"{whole:%Y%m%d%H%M%S}",
        ):
            assert read_time(spelling) == whole, spelling
        assert read_time(seconds * 1000) == whole

    @given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.lists(st.integers())))
    def test_anything_else_is_refused_or_a_moment_in_utc(self, value: object) -> None:
        """No value of any type escapes as another error."""
        try:
            moment = read_time(value)
        except ValueError:
            return
        assert moment is None or moment.tzinfo is UTC


class TestPlanning:
    @given(
        lines=st.lists(st.integers(0, 60), min_size=1, max_size=40),
        batch_bytes=st.integers(1, 400),
        ended=st.booleans(),
    )
    def test_no_batch_size_changes_what_is_read(
        self, tmp_path_factory: pytest.TempPathFactory, lines: list[int], batch_bytes: int, ended: bool
    ) -> None:
        """Every line comes once, in order, under its own number, wherever the cuts fall."""
        folder = tmp_path_factory.mktemp("plan")
        rows = [json.dumps({"text": "x" * size}) if size else "" for size in lines]
        (folder / "a.jsonl").write_text("\n".join(rows) + "\n" * ended)
        items = records(read(folder / "a.jsonl", batch_bytes=batch_bytes))
        expected = [(str(number), "x" * size) for number, size in enumerate(lines, 1) if size]
        assert [(item.source_id, item.content) for item in items] == expected

    def test_batches_are_bounded_and_lazy(self, tmp_path: Path) -> None:
        """None holds more than its share but for one large file; none is planned before it is asked for."""
        folder = tmp_path / "in"
        folder.mkdir()
        for number in range(30):
            (folder / f"{number:02d}.txt").write_text("x" * (100 if number != 7 else 5_000))
        batches = plan_batches(find_sources([folder], tmp_path / "w"), 1_000, tmp_path / "spool")
        assert next(batches).bytes == 700
        assert [batch.bytes for batch in batches] == [5_000, 1_000, 1_000, 200]

    def test_a_batch_holds_at_least_something(self, tmp_path: Path) -> None:
        """A size of nothing is refused with the value."""
        folder = write_files(tmp_path / "in", "a.txt")
        with pytest.raises(ValueError, match="not 0"):
            next(plan_batches(find_sources([folder], tmp_path / "w"), 0, tmp_path / "spool"))


class TestOneDocument:
    def test_a_text_file_or_a_record(self, tmp_path: Path, write_jsonl: Callable[..., Path]) -> None:
        """What a preview shows: the file, the first record, or the one that is named."""
        (tmp_path / "page.html").write_text("Guten Tag.")
        assert read_document(tmp_path / "page.html").raw == "Guten Tag."
        path = write_jsonl({"id": "a", "text": "Eins."}, {"id": "b", "text": "Zwei."})
        assert read_document(path).raw == "Eins."
        assert read_document(path, "b", timezone="Europe/Vienna").timezone == "Europe/Vienna"

    @pytest.mark.parametrize(
        ("name", "pack"),
        [
            ("a.jsonl.gz", gzip.compress),
            ("a.ndjson.zst", lambda data: pa.compress(data, codec="zstd", asbytes=True)),
        ],
    )
    def test_a_record_of_a_packed_file(
        self, tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
    ) -> None:
        """It is unpacked as far as the record that is asked for."""
        (tmp_path / name).write_bytes(pack(b'{"id": "a", "text": "Eins."}\n{"id": "b", "text": "Zwei."}\n'))
        assert read_document(tmp_path / name).raw == "Eins."
        assert read_document(tmp_path / name, "b").raw == "Zwei."

    @pytest.mark.parametrize(
        ("name", "record", "words"),
        [
            ("nowhere.txt", None, "No such file"),
            ("a.jsonl", "z", "its records are a"),
            ("a.jsonl.gz", "z", "can't be unpacked to its end"),
        ],
    )
    def test_says_why_there_is_none(self, tmp_path: Path, name: str, record: str | None, words: str) -> None:
        """The message names the file and what it holds."""
        (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "Eins."}')
        (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"id": "a", "text": "Eins."}\n')[:-4])
        with pytest.raises(SourceError, match=words) as raised:
            read_document(tmp_path / name, record)
        assert name in str(raised.value)
