"""One request, one answer: bounded in time and size, to an address that was checked."""

import ssl
import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import Any

import httpcore2
import httpx2

from onrecord.fetch.addresses import Resolve, find_addresses, resolve_host
from onrecord.fetch.errors import FetchError
from onrecord.fetch.urls import PORTS

AGENT = "onrecord"
"""What robots.txt calls us."""
HEADERS_SIZE = 200_000
"""Bytes that an answer may have beside its body: headers, chunk sizes, encryption."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})

_TRY_AGAIN = "it is tried again later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a request may cost, and where it may go. `seconds` are for all of it."""

    max_bytes: int = 8_000_000
    seconds: float = 30.0
    allow_private: bool = False
    resolve: Resolve = resolve_host


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Header names are in lower case; of anything but 200 the body is not read."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes = b""


def send_request(url: str, headers: Mapping[str, str], limits: Limits) -> Answer:
    """Ask for an address; redirects are answers, and not followed.

    Raises:
        FetchError: there is no answer, or none within the limits.
    """
    target = httpx2.URL(url)
    network = _Network(limits)
    port = target.port or PORTS[target.scheme]
    origin = httpcore2.Origin(target.scheme.encode(), target.raw_host, port)
    asked = {"Host": target.netloc.decode(), "User-Agent": f"{AGENT}/{_version()}"}
    asked |= {"Accept-Encoding": "gzip", "Connection": "close", **headers}
    request = httpcore2.Request(
        "GET",
        httpcore2.URL(
            scheme=target.scheme.encode(), host=target.raw_host, port=port, target=target.raw_path
        ),
        headers=[(k.encode("latin-1"), v.encode("latin-1")) for k, v in asked.items()],
    )
    context = _encryption() if target.scheme == "https" else None
    try:
        with httpcore2.HTTPConnection(
            origin, ssl_context=context, network_backend=network
        ) as connection:
            return _read(url, connection.handle_request(request), limits)
    except httpcore2.TimeoutException as error:
        raise FetchError(
            f"{target.host} took longer than {limits.seconds:g} seconds", remedy=_TRY_AGAIN
        ) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        said = " ".join(str(error).split())[:200] or "it hung up"
        raise FetchError(f"{target.host} did not answer: {said}", remedy=_TRY_AGAIN) from error


def _read(url: str, response: httpcore2.Response, limits: Limits) -> Answer:
    headers: dict[str, str] = {}
    for name, value in response.headers:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    try:
        body = b""
        if response.status == 200:
            chunks = response.iter_stream()
            body = _join(chunks, headers.get("content-encoding", ""), url, limits)
    finally:
        response.close()
    return Answer(url, response.status, headers, body)


def _join(chunks: Iterable[bytes], coding: str, url: str, limits: Limits) -> bytes:
    """The body, unpacked as far as it may be long."""
    coding = coding.strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        raise FetchError(
            f"{url} is packed as {coding[:40]!r}, though only gzip was asked for",
            remedy=_TRY_AGAIN,
        )
    packed = coding not in {"", "identity"}
    unpacker = zlib.decompressobj(wbits=31) if packed else None
    body = bytearray()
    for chunk in chunks:
        room = limits.max_bytes + 1 - len(body)
        body += _unpack(unpacker, chunk, room, url) if unpacker else chunk
        if len(body) > limits.max_bytes:
            raise too_large(url, limits)
    if unpacker is not None and body and not unpacker.eof:
        raise FetchError(f"{url} broke off in the middle", remedy=_TRY_AGAIN)
    return bytes(body)


def unpack_file(data: bytes, url: str, limits: Limits) -> bytes:
    """A file that is gzip itself, unpacked; any other as it is.

    Raises:
        FetchError: it is damaged or too large.
    """
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacker = zlib.decompressobj(wbits=31)
    found = _unpack(unpacker, data, limits.max_bytes + 1, url)
    if len(found) > limits.max_bytes:
        raise too_large(url, limits)
    if not unpacker.eof:
        raise FetchError(f"{url} broke off in the middle", remedy=_TRY_AGAIN)
    return found


def _unpack(unpacker: "zlib._Decompress", chunk: bytes, room: int, url: str) -> bytes:
    try:
        return unpacker.decompress(chunk, room)
    except zlib.error as error:
        raise FetchError(f"{url} is damaged gzip ({error})", remedy=_TRY_AGAIN) from error


def too_large(url: str, limits: Limits) -> FetchError:
    """It is larger than was allowed, or without end."""
    return FetchError(
        f"{url} is larger than {limits.max_bytes:,} bytes, or has no end",
        remedy="allow more with --max-bytes, if it is worth it", lasting=True,
    )  # fmt: skip


@cache
def _version() -> str:
    return metadata.version("onrecord")


@cache
def _encryption() -> ssl.SSLContext:
    """What the system trusts."""
    return httpx2.create_ssl_context()


class _Network(httpcore2.NetworkBackend):
    """Connects to checked addresses alone: what was checked is what is connected to."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._plain = httpcore2.SyncBackend()
        self._end = time.monotonic() + limits.seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        del timeout, socket_options
        limits = self._limits
        found = find_addresses(
            host.strip("[]"), port, allow_private=limits.allow_private, resolve=limits.resolve
        )
        for number, address in enumerate(found, start=1):
            try:
                left = _left(self._end) / (len(found) - number + 1)
                stream = self._plain.connect_tcp(address, port, left, local_address)
                return _Stream(stream, self._end, limits.max_bytes + HEADERS_SIZE, host)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(found):
                    raise
        raise httpcore2.ConnectError("it has no address")


class _Stream(httpcore2.NetworkStream):
    """A connection that ends in time, and after so many bytes."""

    def __init__(self, stream: httpcore2.NetworkStream, end: float, most: int, host: str) -> None:
        self._stream = stream
        self._end = end
        self._most = most
        self._host = host
        self._count = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        data = self._stream.read(max_bytes, _left(self._end))
        self._count += len(data)
        if self._count > self._most:
            raise FetchError(
                f"{self._host} sends more than {self._most:,} bytes, or has no end",
                remedy="allow more with --max-bytes, if it is worth it", lasting=True,
            )  # fmt: skip
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._stream.write(buffer, _left(self._end))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        del timeout
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._end))
        return _Stream(stream, self._end, self._most, self._host)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the time is up")
    return left
