"""How much one address may ask: a bucket of tokens each, filled again at a rate, and not too many buckets.

A bucket holds ten seconds of the rate, so that a page with its files, or a whole log verified in a browser,
comes at once. Addresses of IPv6 count by their first 64 bits, which one subscriber has. Where there are more
addresses than buckets, the one that asked longest ago starts anew: memory is bounded whatever is sent.

>>> limiter = RateLimiter(1.0, seconds=2)
>>> [limiter.wait("192.0.2.1", now) for now in (0, 0, 0, 1, 1)]
[0, 0, 1, 0, 1]
"""

from __future__ import annotations

from collections import OrderedDict
from ipaddress import IPv6Address, ip_address
from math import ceil

__all__ = ["RateLimiter"]

MOST_ADDRESSES = 50_000
SECONDS = 10
NETWORK = 64


class RateLimiter:
    """Buckets by address."""

    def __init__(self, rate: float, *, seconds: float = SECONDS, most: int = MOST_ADDRESSES) -> None:
        """Let each address ask `rate` times a second, and `seconds` times as often at once."""
        self._rate, self._full, self._most = rate, max(1.0, rate * seconds), most
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str, now: float) -> int:
        """Return 0 where an address may ask now, and takes a token; else the seconds until it may."""
        name = _network(address)
        tokens, since = self._buckets.pop(name, (self._full, now))
        tokens = min(self._full, tokens + (now - since) * self._rate)
        allowed = tokens >= 1
        self._buckets[name] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return 0 if allowed else max(1, ceil((1 - tokens) / self._rate))

    def __len__(self) -> int:
        """Return how many addresses have a bucket."""
        return len(self._buckets)


def _network(address: str) -> str:
    """Return the address, of IPv6 its network; what is no address is itself."""
    if ":" not in address:
        return address
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(int(parsed) >> (128 - NETWORK))
    return address
