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
        if not allow_private and not is_public(address):
            raise FetchError(
                f"{host} is at {address}, which is not an address of the public network",
                remedy="allow it with --allow-private if it is yours",
            )
    return tuple(str(address) for address in found)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is of the public network, and so is what it carries inside.

    >>> is_public(ip_address("8.8.8.8")), is_public(ip_address("::ffff:10.0.0.1"))
    (True, False)
    """
    if isinstance(address, IPv6Address):
        inner = _carried(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
