"""Where a request comes from. Every limit by address and allauth ask here and nowhere else."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address


def client_address(request: HttpRequest) -> Address | None:
    """Return the address of whoever asks; None where the server sees none (a Unix socket).

    Behind the one trusted proxy it is the last one in `X-Forwarded-For`, which that proxy wrote;
    what stands before it was sent by the client and may be made up. Without such a proxy the
    header counts for nothing.
    """
    if settings.ENVIRONMENT.BACKHEALTH_BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
        found = _read(told)
        if found is not None:
            return found
    return _read(request.META.get("REMOTE_ADDR", ""))


def networks(address: Address | None) -> tuple[str, str | None]:
    """Return whose connection an address is, and, for IPv6, the larger network round it.

    A household or a rented server has a whole /64 of IPv6 addresses, and can easily get the
    65,536 of them in a /48.
    """
    if isinstance(address, IPv6Address):
        own, wide = (str(ip_network((address, size), strict=False)) for size in (64, 48))
        return own, wide
    return str(address or "unknown"), None


def _read(text: str) -> Address | None:
    """With or without a port or brackets, as some proxies write them. An IPv4 address that is
    written as IPv6 (a server that listens on both) is the IPv4 address: all of those lie in one
    /64."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
