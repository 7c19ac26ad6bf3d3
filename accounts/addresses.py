"""Find the address that a request comes from. All limits by address use this module, as allauth
does."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address


def client_address(request: HttpRequest) -> Address | None:
    """Return the client's address; None if the server sees none (a Unix socket).

    Behind the one trusted proxy it is the last address in `X-Forwarded-For`, which that proxy
    wrote; the addresses before it come from the client and may be forged. Without such a proxy the
    header is ignored.
    """
    if settings.ENVIRONMENT.BACKHEALTH_BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
        found = _read(told)
        if found is not None:
            return found
    return _read(request.META.get("REMOTE_ADDR", ""))


def networks(address: Address | None) -> tuple[str, str | None]:
    """Return the network that an address belongs to, and for IPv6 the larger network around it.

    A household or a rented server has a whole /64 of IPv6 addresses, and can easily get the 65,536
    networks of that size in a /48.
    """
    if isinstance(address, IPv6Address):
        own, wide = (str(ip_network((address, size), strict=False)) for size in (64, 48))
        return own, wide
    return str(address or "unknown"), None


def _read(text: str) -> Address | None:
    """Parse an address with or without a port or brackets, as proxies write them.

    An IPv4 address that is written as IPv6 (by a server that listens on both) becomes IPv4 again:
    as IPv6 all of them would share one /64.
    """
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
