"""A glance that spares almost every line ftfy, and almost every process its import."""

from __future__ import annotations

import re

# ftfy looks no further unless its badness pattern matches, and that pattern costs 150 ns a character. Every
# alternative of it needs one of a few characters, or two neighbours outside ASCII that are not both small
# letters. A test takes the pattern apart and proves it.
_SINGLE = "\x80-\x9fŒœÃÂ"
_SMALL = "ß-öø-ÿāăąćčďđēėęěğģīįķĺļľłńņňōőŕřśşšťūůűųźżžа-јљњћќў-џάέήία-ώ"
SIEVE = re.compile(rf"[{_SINGLE}]|[^\x00-\x7f{_SMALL}][^\x00-\x7f]|[{_SMALL}][^\x00-\x7f{_SMALL}]")


def looks_mojibake(text: str) -> bool:
    """The same as `transforms.encoding.mojibake.looks_mojibake`, which is imported where a line needs it.

    >>> looks_mojibake("Das kostet fÃ¼nf Euro"), looks_mojibake("„Übermäßig“ – »Ärger« heißt es")
    (True, False)
    """
    if not _may_be_mojibake(text):
        return False
    from transforms.encoding import mojibake

    return mojibake.looks_mojibake(text)


def repair_mojibake(text: str) -> str:
    """The same as `transforms.encoding.mojibake.repair_mojibake`, likewise.

    >>> repair_mojibake("Das kostet fÃ¼nf Euro")
    'Das kostet fünf Euro'
    """
    if not _may_be_mojibake(text):
        return text
    from transforms.encoding import mojibake

    return mojibake.repair_mojibake(text)


def _may_be_mojibake(text: str) -> bool:
    return not text.isascii() and SIEVE.search(text) is not None
