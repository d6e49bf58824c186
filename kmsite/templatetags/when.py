"""Moments as people read them: in the reader's zone, exact to a machine."""

from __future__ import annotations

from datetime import UTC, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def when(moment: datetime | None) -> SafeString | str:
    """Show a moment in the active time zone; static/js/local-time.js moves it to the reader's."""
    if moment is None:
        return ""
    shown = date_format(timezone.localtime(moment), "j M Y, H:i")
    exact = moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return format_html('<time datetime="{}" data-local>{}</time>', exact, shown)
