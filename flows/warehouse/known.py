"""Which documents are published already, in this very form: 16 bytes each, sorted, mapped into memory."""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

WIDTH = 16  # bytes: half of document_id's, half of the source's and publisher's
_HALF = WIDTH // 2
_HEX = np.full(256, 255, np.uint8)
_HEX[np.frombuffer(b"0123456789abcdef", np.uint8)] = np.arange(16)


class KnownDocuments:
    """A sorted file of fingerprints, looked up by bisection."""

    def __init__(self, fingerprints: mmap.mmap) -> None:
        self._fingerprints = fingerprints
        self._count = len(fingerprints) // WIDTH

    @classmethod
    def open(cls, path: str) -> KnownDocuments | None:
        """The file, mapped: workers of one machine share its pages. None where nothing is known."""
        return _open(path)

    def holds(self, document_id: str, sha256: str, publisher: str) -> bool:
        """Whether this document is published with this very source and publisher."""
        wanted = fingerprint(document_id, sha256, publisher)
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            found = self._fingerprints[middle * WIDTH : middle * WIDTH + WIDTH]
            if found < wanted:
                low = middle + 1
            else:
                high = middle
        return self._fingerprints[low * WIDTH : low * WIDTH + WIDTH] == wanted


@lru_cache(maxsize=2)
def _open(path: str) -> KnownDocuments | None:
    if not path or not Path(path).stat().st_size:
        return None
    with Path(path).open("rb") as file:
        return KnownDocuments(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def fingerprint(document_id: str, sha256: str, publisher: str) -> bytes:
    """Eight bytes of the id, eight of the source's hash; the publisher, whose rules apply, is mixed in.

    >>> plain = fingerprint("ab" * 16, "cd" * 32, "")
    >>> plain.hex(), plain == fingerprint("ab" * 16, "cd" * 32, "Kurier")
    ('ababababababababcdcdcdcdcdcdcdcd', False)
    """
    source = int(sha256[: _HALF * 2], 16) ^ _salt(publisher)
    return bytes.fromhex(document_id[: _HALF * 2]) + source.to_bytes(_HALF)


@lru_cache(maxsize=4096)
def _salt(publisher: str) -> int:
    if not publisher:
        return 0
    name = publisher.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(name, digest_size=_HALF).digest())


def fingerprints(rows: pa.Table, alike: dict[str, str]) -> np.ndarray:
    """The fingerprints of rows of documents, ``WIDTH`` bytes each: `fingerprint`, column by column.

    Only rows that are ``alike`` in these columns count; an older release may lack one of them.
    """
    for name, value in alike.items():
        if name not in rows.column_names:
            return np.empty((0, WIDTH), np.uint8)
        rows = rows.filter(pc.equal(rows[name], value))
    if not len(rows):
        return np.empty((0, WIDTH), np.uint8)
    ids = unhex(rows["document_id"])
    sources = unhex(rows["sha256"]).view(">u8").reshape(-1)
    publishers = pc.fill_null(rows["publisher"], "").combine_chunks().dictionary_encode()
    salts = np.array([_salt(name) for name in publishers.dictionary.to_pylist()], ">u8")
    salted = sources ^ salts[publishers.indices.to_numpy(zero_copy_only=False)]
    return np.hstack([ids, salted.astype(">u8").view(np.uint8).reshape(-1, _HALF)])


def unhex(column: pa.ChunkedArray) -> np.ndarray:
    """The first 16 hex letters of each value, as 8 bytes."""
    letters = pc.binary_slice(column.cast(pa.binary()), 0, _HALF * 2).combine_chunks()
    codes = _HEX[np.frombuffer(b"".join(letters.to_pylist()), np.uint8)].reshape(-1, _HALF, 2)
    return np.ascontiguousarray(codes[:, :, 0] * 16 + codes[:, :, 1])


def write_known(path: Path, parts: Iterable[np.ndarray]) -> None:
    """Sort the fingerprints into a file."""
    rows = [part for part in parts if len(part)]
    whole = np.vstack(rows) if rows else np.empty((0, WIDTH), np.uint8)
    keys = np.ascontiguousarray(whole).view([("id", ">u8"), ("source", ">u8")]).reshape(-1)
    path.write_bytes(np.sort(keys, order=("id", "source")).tobytes())
