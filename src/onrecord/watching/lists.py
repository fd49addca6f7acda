"""What the user names → addresses of feeds: addresses, files with one a line, OPML."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from onrecord.errors import InputError
from onrecord.fetch.errors import FetchError
from onrecord.fetch.urls import read_url

LARGEST = 10_000_000
"""Bytes of the largest list."""

_ADDRESS = re.compile(r"(?i)(?:https?|feed)://")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_HOW = "give an address, a file with one a line, or an OPML file"


def read_feeds(arguments: Iterable[str]) -> tuple[str, ...]:
    """The addresses that the arguments name, each once, in their order.

    Raises:
        InputError: an argument or a line names no feed.
    """
    found: dict[str, None] = {}
    for argument in arguments:
        named = [argument] if _ADDRESS.match(argument.strip()) else _read_list(argument)
        for address in named:
            plain = re.sub(r"^(?i:feed)://", "http://", address.strip())
            try:
                found[read_url(plain)] = None
            except FetchError as error:
                raise InputError(error.message, remedy=error.remedy) from error
    return tuple(found)


def _read_list(name: str) -> list[str]:
    try:
        with Path(name).open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name!r} is no address and no file ({why})", remedy=_HOW) from error
    if len(data) > LARGEST:
        raise InputError(f"{name!r} is larger than {LARGEST:,} bytes", remedy="cut it into parts")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        found = list(_read_opml(data, name))
    else:
        lines = (line.strip() for line in data.decode("utf-8-sig", "replace").splitlines())
        found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise InputError(f"{name!r} names no feed", remedy=_HOW)
    return found


def _read_opml(data: bytes, name: str) -> Iterator[str]:
    """The feeds of an OPML file, however deep its folders."""
    if _ENTITY.search(data):
        raise InputError(f"{name!r} declares entities: it is not read", remedy="export it anew")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(data, parser)
    for outline in () if root is None else root.iter("outline"):
        address = outline.get("xmlUrl") or outline.get("xmlurl")
        if address:
            yield address
