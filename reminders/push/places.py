"""Where a push may be sent: a browser says where, and anybody can write to us as a browser.

So neither this machine nor the network around it may be asked, under any name.
"""

import re
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

LONGEST = 1000
# A name of at least two parts, the last of which no number: never an IP address.
NAME = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])")
LONGEST_NAME = 253
# Names that mean something at home alone (RFC 2606, 6762, 8375, ICANN’s .internal).
AT_HOME = (".arpa", ".example", ".home", ".internal", ".invalid", ".lan", ".local", ".localhost")
# IPv4 addresses written as IPv6 ones for a translator (RFC 6052).
TRANSLATED = IPv6Network("64:ff9b::/96")


def is_push_service(endpoint: str, *, own_hosts: Collection[str]) -> bool:
    """Return whether this may be the address of a push service: https at a public name that isn't
    one of ours, on the usual port. What the name leads to is looked at when something is sent."""
    if not re.fullmatch(r"[!-~]+", endpoint) or len(endpoint) > LONGEST:
        return False
    try:
        parts = urlsplit(endpoint)
    except ValueError:
        return False
    # Without a port or a person’s name in it.
    host = parts.netloc.lower()
    return parts.scheme == "https" and _is_public_name(host) and host not in own_hosts


def _is_public_name(host: str) -> bool:
    known = NAME.fullmatch(host) is not None and len(host) <= LONGEST_NAME
    return known and not host.endswith((*AT_HOME, ".test"))


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the internet, not of this machine or a private
    network, also in the notations that hide an IPv4 address in an IPv6 one."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        hidden = _hidden_in(ip)
        if hidden is not None:
            return is_public(str(hidden))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _hidden_in(ip: IPv6Address) -> IPv4Address | None:
    if ip in TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour
