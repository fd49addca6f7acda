"""One request to a real server that misbehaves: bounded in time and size, and named."""

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import pytest
from newsroom_server import Reply, Server

from onrecord.fetch.errors import FetchError
from onrecord.fetch.request import Limits, send_request, unpack_file

LIMITS = Limits(max_bytes=1_000_000, seconds=1.0, allow_private=True)
BODY = b"Talks on the bridge over the Orle resumed on Monday. " * 100


@cache
def bomb() -> bytes:
    packer = zlib.compressobj(6, wbits=31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(60)) + packer.flush()


ANSWERS = {
    "/good": Reply(200, {"Content-Type": "text/html", "ETag": '"1"'}, BODY),
    "/gzip": Reply(200, {"Content-Encoding": "gzip"}, gzip.compress(BODY)),
    "/elsewhere": Reply(302, {"Location": "file:///etc/passwd"}, b"moved"),
    "/hang": Reply(end="hang"),
    "/drip": Reply(200, {}, BODY, drip=60.0),
    "/endless": Reply(200, {}, BODY, end="endless"),
    "/bomb": Reply(200, {"Content-Encoding": "gzip"}, bomb()),
    "/damaged": Reply(200, {"Content-Encoding": "gzip"}, b"\x1f\x8b not gzip at all"),
    "/half": Reply(200, {"Content-Encoding": "gzip"}, gzip.compress(BODY)[:-20]),
    "/brotli": Reply(200, {"Content-Encoding": "br"}, b"..."),
    "/reset": Reply(200, {}, BODY, end="reset"),
    "/short": Reply(200, {}, BODY, end="short"),
    "/headers": Reply(200, {f"X-{n}": "a" * 1000 for n in range(300)}, BODY),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    def answer(host: int, path: str, headers: Mapping[str, str]) -> Reply:
        del host, headers
        return ANSWERS.get(path, Reply(404, {}, b"nothing here"))

    with Server(1, answer) as server:
        yield server


@pytest.mark.parametrize("path", ["/good", "/gzip"])
def test_an_answer(server: Server, path: str) -> None:
    answer = send_request(server.base(0) + path, {"If-None-Match": '"0"'}, LIMITS)
    assert (answer.status, answer.body) == (200, BODY)
    asked = next(a for a in server.log if a.path == path)
    assert asked.headers["user-agent"].startswith("onrecord/")
    assert asked.headers["if-none-match"] == '"0"'
    assert asked.headers["host"] == server.base(0).removeprefix("http://")


@pytest.mark.parametrize(("path", "status"), [("/elsewhere", 302), ("/none", 404)])
def test_no_redirect_is_followed_and_no_error_page_read(
    server: Server, path: str, status: int
) -> None:
    answer = send_request(server.base(0) + path, {}, LIMITS)
    assert (answer.status, answer.body) == (status, b"")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/hang", "took longer than 1 seconds"),
        ("/drip", "took longer than 1 seconds"),
        ("/endless", "larger than 1,000,000 bytes, or has no end"),
        ("/bomb", "larger than 1,000,000 bytes"),
        ("/damaged", "damaged gzip"),
        ("/half", "broke off in the middle"),
        ("/brotli", "packed as 'br'"),
        ("/reset", "did not answer"),
        ("/short", "did not answer"),
        ("/headers", r"did not answer|sends more than"),
    ],
)
def test_hostile_answers_are_bounded_and_named(server: Server, path: str, said: str) -> None:
    began = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match=said) as caught:
            send_request(server.base(0) + path, {}, LIMITS)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.remedy
    assert time.monotonic() - began < 10
    assert most < 12 * LIMITS.max_bytes


def test_nobody_is_there() -> None:
    with Server(1, lambda *_: Reply()) as gone:
        address = gone.base(0)
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 did not answer"):
        send_request(address, {}, LIMITS)


def test_private_addresses_are_not_connected_to(server: Server) -> None:
    before = len(server.log)
    with pytest.raises(FetchError, match=r"is at 127\.0\.0\.1, which is not"):
        send_request(server.base(0) + "/good", {}, Limits())
    assert len(server.log) == before


def named(server: Server, name: str, path: str) -> str:
    return f"http://{name}:{server.ports[0]}{path}"


def resolver(*answers: list[str]) -> tuple[Callable[[str, int], list[str]], list[str]]:
    """A resolver that gives one answer after the other, and what it was asked."""
    left, asked = list(answers), []

    def resolve(host: str, port: int) -> list[str]:
        del port
        asked.append(host)
        return left.pop(0)

    return resolve, asked


def test_what_was_checked_is_connected_to(server: Server) -> None:
    """A name that answers otherwise the second time is not asked a second time."""
    resolve, asked = resolver(["127.0.0.1"], ["169.254.169.254"])
    limits = Limits(allow_private=True, resolve=resolve)
    address = named(server, "news.test", "/good")
    assert send_request(address, {}, limits).body == BODY
    assert asked == ["news.test"]
    with pytest.raises(FetchError, match=r"news\.test is at 169\.254\.169\.254"):
        send_request(address, {}, limits)


def test_a_name_in_a_private_network(server: Server) -> None:
    resolve, _ = resolver(["127.0.0.1"])
    with pytest.raises(FetchError, match=r"news\.test is at 127\.0\.0\.1, which is not"):
        send_request(named(server, "news.test", "/good"), {}, Limits(resolve=resolve))


def test_the_next_address_where_one_does_not_answer(server: Server) -> None:
    resolve, _ = resolver(["127.0.0.2", "127.0.0.1"])
    limits = Limits(allow_private=True, resolve=resolve)
    assert send_request(named(server, "news.test", "/good"), {}, limits).body == BODY


def test_files_that_are_gzip() -> None:
    assert unpack_file(BODY, "a", LIMITS) == BODY
    assert unpack_file(gzip.compress(BODY), "a", LIMITS) == BODY
    with pytest.raises(FetchError, match="larger than"):
        unpack_file(bomb(), "a", LIMITS)
    with pytest.raises(FetchError, match="damaged gzip"):
        unpack_file(b"\x1f\x8b....", "a", LIMITS)
    with pytest.raises(FetchError, match="broke off"):
        unpack_file(gzip.compress(BODY)[:-20], "a", LIMITS)
