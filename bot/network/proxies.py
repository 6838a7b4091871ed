"""Connections through a proxy. Imported only where `BOT_PROXY` is set."""

from typing import Any

from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError

REFUSALS = (ProxyConnectionError, ProxyError, ProxyTimeoutError, OSError)


def connector(address: str, **options: Any) -> ProxyConnector:
    """A connector through the proxy at `address`; names are resolved there."""
    return ProxyConnector.from_url(address, rdns=True, **options)
