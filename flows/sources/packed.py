"""Packed files, unpacked as a stream, as far as they can be."""

from __future__ import annotations

from io import RawIOBase
from pathlib import Path
from typing import Any

import pyarrow as pa

BLOCK = 1 << 20
_CODECS = {".gz": "gzip", ".zst": "zstd"}


class PackedStream:
    """The unpacked bytes of a .gz or .zst file; where it breaks off they end, and `problem` says why."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._disk, self._stream = self._open()
        self._unpacked = 0
        self.problem = ""  # a clause, once the file has turned out broken

    def read(self, most: int) -> bytes:
        """The next bytes; empty at the end, and where the file is broken."""
        if self.problem:
            return b""
        try:
            block: bytes = self._stream.read(most)
        except OSError as error:
            self.problem = f"it can't be unpacked to its end ({error})"
            block = self._rescue()
        self._unpacked += len(block)
        return block

    def tell(self) -> int:
        """Bytes of the packed file that have been read."""
        return int(self._disk.tell())

    def close(self) -> None:
        """Let go of the file."""
        self._stream.close()
        self._disk.close()

    def _open(self) -> tuple[pa.OSFile, pa.CompressedInputStream]:
        disk = pa.OSFile(self._path)
        return disk, pa.CompressedInputStream(disk, _CODECS[Path(self._path).suffix.lower()])

    def _rescue(self) -> bytes:
        """What lies before the break: Arrow gives a block whole or not at all, so byte by byte."""
        self.close()
        self._disk, self._stream = self._open()
        left, saved = self._unpacked, bytearray()
        try:
            while left:
                left -= len(self._stream.read(min(BLOCK, left)))
            while byte := self._stream.read(1):
                saved += byte
        except OSError:
            pass  # the same break again
        return bytes(saved)


class Unpacked(RawIOBase):
    """A packed file as a file of its own, to be read line by line."""

    def __init__(self, path: str) -> None:
        self._packed = PackedStream(path)

    @property
    def problem(self) -> str:
        """Why it ends before its end; empty where it doesn't."""
        return self._packed.problem

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as the next bytes reach."""
        block = self._packed.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)

    def close(self) -> None:
        """Let go of the file."""
        self._packed.close()
        super().close()
