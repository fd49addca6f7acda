"""Addresses: what may be asked, and what is one."""

import pytest

from onrecord.fetch.errors import FetchError
from onrecord.fetch.urls import host_of, read_url, url_key


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd", "ftp://example.org/a", "javascript:alert(1)", "data:text/html,a",
        "gopher://example.org", "http://", "", "/a", "http://user:secret@example.org/",
        "http://example.org:0/", "http://example.org:99999999/", "http://[::1/", "http://a\x00b/",
        "http://example.org/" + "a" * 3000,
    ],
)  # fmt: skip
def test_refused(text: str) -> None:
    with pytest.raises(FetchError) as caught:
        read_url(text)
    assert caught.value.lasting
    assert caught.value.remedy
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "base", "url"),
    [
        ("HTTP://Example.ORG", None, "http://example.org"),
        ("b", "http://example.org/a/", "http://example.org/a/b"),
        ("//other.org/x", "https://example.org/a", "https://other.org/x"),
        ("?p=2#top", "http://example.org/a", "http://example.org/a?p=2"),
        ("http://bücher.example/ü", None, "http://xn--bcher-kva.example/%C3%BC"),
    ],
)
def test_read(text: str, base: str | None, url: str) -> None:
    assert read_url(text, base) == url


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://example.org/a", "https://www.example.org/a/", True),
        ("http://example.org/a?utm_source=rss&utm_medium=feed", "http://example.org/a", True),
        ("http://example.org/a?b=1&c=2", "http://example.org/a?c=2&b=1", True),
        ("http://example.org/a?id=1", "http://example.org/a?id=2", False),
        ("http://example.org/a", "http://example.org/A", False),
        ("http://example.org:8080/a", "http://example.org/a", False),
    ],
)
def test_one_address_or_two(one: str, other: str, *, same: bool) -> None:
    assert (url_key(one) == url_key(other)) is same


def test_host() -> None:
    assert host_of("https://Example.org:443/a") == "https://example.org"
    assert host_of("http://example.org:8080/a") == "http://example.org:8080"
