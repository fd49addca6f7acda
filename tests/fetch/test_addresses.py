"""Which addresses may be connected to: names are resolved once, and every answer is looked at."""

from ipaddress import ip_address

import pytest

from onrecord.fetch.addresses import find_addresses, may_connect, resolve_host
from onrecord.fetch.errors import FetchError

PUBLIC = ("8.8.8.8", "93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8")
PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "::1", "fd00::1", "fec0::1",
    "::ffff:192.168.0.1", "2002:c0a8:0101::1", "64:ff9b::10.0.0.1", "198.18.0.1", "240.0.0.1",
    "2001:db8::1",
)  # fmt: skip
NEVER = ("169.254.169.254", "fe80::1", "224.0.0.1", "ff02::1", "0.0.0.0", "::", "::ffff:0.0.0.0")  # noqa: S104


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert may_connect(ip_address(address), allow_private=False)


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address: str) -> None:
    assert not may_connect(ip_address(address), allow_private=False)
    assert may_connect(ip_address(address), allow_private=True)


@pytest.mark.parametrize("address", NEVER)
def test_never(address: str) -> None:
    assert not may_connect(ip_address(address), allow_private=False)
    assert not may_connect(ip_address(address), allow_private=True)


@pytest.mark.parametrize("answers", [("10.0.0.1",), ("8.8.8.8", "10.0.0.1"), ("::1", "8.8.8.8")])
def test_one_private_answer_rules_out_the_name(answers: tuple[str, ...]) -> None:
    with pytest.raises(FetchError, match=r"news\.test is at .* not an address of the public"):
        find_addresses("news.test", 80, allow_private=False, resolve=lambda *_: answers)


def test_the_public_answers_of_a_name() -> None:
    found = find_addresses("a", 80, allow_private=False, resolve=lambda *_: ["8.8.8.8", "1.1.1.1"])
    assert found == ("8.8.8.8", "1.1.1.1")


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433", "::1"])
def test_other_ways_to_write_this_machine(host: str) -> None:
    try:
        assert resolve_host(host, 80)
    except OSError:
        pytest.skip("this system does not take it for an address")
    with pytest.raises(FetchError, match=r"not an address of the public|no address of one"):
        find_addresses(host, 80, allow_private=False)


def test_no_address() -> None:
    with pytest.raises(FetchError, match=r"the name nowhere\.invalid has no address"):
        find_addresses("nowhere.invalid", 80, allow_private=False)
