"""Addresses: which may be asked, and which mean the same."""

import re

import httpx2

from onrecord.fetch.errors import FetchError

LONGEST = 2_000
"""Characters of the longest address that is asked."""
PORTS = {"http": 80, "https": 443}

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|cmpid|ns_\w+|at_\w+|"
    r"ocid|ito|guccounter|guce_referrer\w*|PHPSESSID|jsessionid",
    re.IGNORECASE,
)
_SHOWN = 200


def read_url(text: str, base: str | None = None) -> str:
    """An address that may be asked, absolute and without what only a browser uses.

    Raises:
        FetchError: it is no address, not of http(s), too long, or holds a password.

    >>> read_url("../b?x=1#top", "HTTP://Example.org/a/")
    'http://example.org/b?x=1'
    """
    text = text.strip()
    shown = text[:_SHOWN]
    try:
        url = httpx2.URL(text) if base is None else httpx2.URL(base).join(text)
        host = url.raw_host.decode()
        port = url.port
    except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(
            f"{shown!r} is no address ({error})", remedy="see what names it", lasting=True
        ) from error
    if url.scheme not in PORTS or not host:
        raise FetchError(
            f"{shown!r} is not an address of http or https: nothing else is asked",
            remedy="give one that is", lasting=True,
        )  # fmt: skip
    if url.userinfo:
        raise FetchError(
            f"{url.host} is asked with a password in the address, which is not done",
            remedy="give the address without it", lasting=True,
        )  # fmt: skip
    if not (port is None or 0 < port < 65_536) or len(str(url)) > LONGEST:
        raise FetchError(
            f"{shown!r} is longer than {LONGEST:,} characters or has no port to ask",
            remedy="see what names it", lasting=True,
        )  # fmt: skip
    return str(url.copy_with(fragment=None))


def host_of(url: str) -> str:
    """What manners go by: "https://example.org", with the port where it is not the usual one."""
    parts = httpx2.URL(url)
    return f"{parts.scheme}://{parts.netloc.decode()}"


def path_of(url: str) -> str:
    """The path, without what is asked of it."""
    return httpx2.URL(url).path


def url_key(url: str) -> str:
    """What two ways to write one address have in common.

    >>> url_key("https://www.Example.org/a/?utm_source=feed&id=3")
    'example.org/a?id=3'
    """
    parts = httpx2.URL(url)
    query = parts.query.decode("ascii", "replace")
    kept = sorted(
        pair for pair in query.split("&")
        if pair and not _TRACKING.fullmatch(pair.partition("=")[0])
    )  # fmt: skip
    path = parts.raw_path.decode("ascii", "replace").partition("?")[0]
    host = parts.netloc.decode().removeprefix("www.")
    return f"{host}{path.rstrip('/')}" + (f"?{'&'.join(kept)}" if kept else "")
