"""The one address of a page, however somebody came there."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.http import urlencode

register = template.Library()
PAGING = ("newer", "older", "page")
"""What leads to another part of a list; the rest of a query chooses from it or puts it in order."""


@register.simple_tag(takes_context=True)
def canonical(context):
    """Return the link to the canonical address of what was asked for; nothing where nothing was found there.

    Pages that the reading room keeps for everybody have no request, and name their address themselves.
    """
    request = context.get("request")
    if request is None or request.resolver_match is None:
        return ""
    part = urlencode([(name, request.GET[name]) for name in PAGING if request.GET.get(name)])
    address = f"{settings.BASE_URL}{request.get_full_path().partition('?')[0]}"
    return format_html('<link rel="canonical" href="{}">', f"{address}?{part}" if part else address)
