"""Names of hosts → addresses that may be connected to."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TypeAlias

from onrecord.fetch.errors import FetchError

Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
"""Host and port → its addresses; raises OSError where it has none."""

_NAT64 = ip_network("64:ff9b::/96")


def resolve_host(host: str, port: int) -> Sequence[str]:
    """The addresses that the system's resolver gives."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(info[4][0]) for info in found))


def find_addresses(
    host: str, port: int, *, allow_private: bool, resolve: Resolve = resolve_host
) -> tuple[str, ...]:
    """The addresses of a host, each checked; one that may not be asked rules out the host.

    Raises:
        FetchError: it has none, or one that is not of the public network.
    """
    try:
        found = [ip_address(text) for text in resolve(host, port)]
    except (OSError, UnicodeError, ValueError) as error:
        raise FetchError(
            f"the name {host} has no address ({error})",
            remedy="check the spelling, and that this machine finds names",
        ) from error
    for address in found:
        if not may_connect(address, allow_private=allow_private):
            raise FetchError(
                f"{host} is at {address}, which is {_what(address)}",
                remedy="it is never asked" if _is_never(address)
                else "allow it with --allow-private if it is yours",
            )  # fmt: skip
    return tuple(str(address) for address in found)


def may_connect(address: IPv4Address | IPv6Address, *, allow_private: bool) -> bool:
    """Whether an address, and what it carries inside, may be connected to.

    Addresses of the link, which lead to the keys of machines in data centres, and of many machines
    at once may not, whatever is allowed.

    >>> may_connect(ip_address("::ffff:10.0.0.1"), allow_private=False)
    False
    >>> may_connect(ip_address("169.254.169.254"), allow_private=True)
    False
    """
    inner = _carried(address)
    if inner is not None:
        return may_connect(inner, allow_private=allow_private)
    if _is_never(address):
        return False
    return allow_private or _is_public(address)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    site_local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not address.is_reserved and not site_local


def _is_never(address: IPv4Address | IPv6Address) -> bool:
    address = _carried(address) or address
    return address.is_link_local or address.is_multicast or address.is_unspecified


def _what(address: IPv4Address | IPv6Address) -> str:
    if _is_never(address):
        return "no address of one machine that can be asked"
    return "not an address of the public network"


def _carried(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to."""
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
