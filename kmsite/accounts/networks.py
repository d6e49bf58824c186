"""Where a request comes from, as far as it can be believed."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest

ONE_HOUSEHOLD = 64
"""The leading bits that the addresses of one household have in common in version 6."""


def asker(request: HttpRequest) -> str:
    """Return who asks, for what is counted: a person, or of who has not signed in the network."""
    if request.user.is_authenticated:
        return f"person {request.user.pk}"
    return f"at {network_of(request)}"


def network_of(request: HttpRequest) -> str:
    """Return the address of who asks, of version 6 the network; "" when it cannot be known.

    The one that signing in counts by: what a client says about itself is believed of trusted proxies only.
    """
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured, ValueError):
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network(f"{address}/{ONE_HOUSEHOLD}", strict=False))
    return str(address)
