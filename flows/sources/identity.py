"""What makes a document the same document tomorrow: its url, else its place in its collection."""

from __future__ import annotations

import hashlib
import re

ID_CHARS = 32  # hex

# scheme, host with port, and the page on it up to its fragment; a tenth of what urlsplit costs
_ADDRESS = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\s]+)([^#]*)")


def identify(*, url: str = "", collection: str = "", record: str = "", path: str = "", line: int = 0) -> str:
    """The document's id: the same for the same url, else record of a collection, else path (and line).

    The collection is the SOURCE that was given, not the file inside it, because every crawl writes new
    files. A path counts from the collection's own place, so that a folder and one of its files, given
    as SOURCE, agree on the file's id.

    >>> crawl = identify(url="https://example.org/a#top", collection="monday", record="7")
    >>> crawl == identify(url="HTTPS://Example.org/a ", collection="tuesday", record="8")
    True
    >>> identify(collection="monday", record="7") == identify(collection="tuesday", record="7")
    False
    >>> identify(collection="news", path="de/a.txt") == identify(collection="news/de", path="a.txt")
    True
    """
    if url and (address := normalise_url(url)):
        return _digest("url", address)
    if record:
        return _digest("record", collection, record)
    place = f"{collection.rstrip('/')}/{path}"
    return _digest("line", place, str(line)) if line else _digest("path", place)


def normalise_url(url: str) -> str:
    """The url without its fragment, scheme and host in lower case; empty for what names no page on a host.

    Path and query stay: what looks redundant there leads to another page on some site.

    >>> normalise_url(" HTTPS://News.Example/Berlin?id=1#kommentare ")
    'https://news.example/Berlin?id=1'
    >>> normalise_url("n/a"), normalise_url("-"), normalise_url("mailto:red@news.example")
    ('', '', '')
    """
    if not (parts := _ADDRESS.match(url)):
        return ""
    scheme, host, page = parts.groups()
    return f"{scheme.lower()}://{host.lower()}{page.rstrip()}"


def _digest(*parts: str) -> str:
    named = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(named, digest_size=ID_CHARS // 2).hexdigest()
