"""The tag that leaves a place in a page for what depends on the reader."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString

from kmsite.reading_room.reader import fragment, reader_of
from kmsite.reading_room.splicing import SHARED, mark

register = template.Library()


@register.simple_tag(takes_context=True)
def reader_slot(context: template.Context, slot: str) -> SafeString:
    """Show the reader's fragment, or in bytes that many readers share the mark that it replaces."""
    if context.get(SHARED):
        return mark(slot)
    user = getattr(context.get("request"), "user", AnonymousUser())
    reader = context.render_context.setdefault(reader_slot, {})
    if user.pk not in reader:
        reader[user.pk] = reader_of(user)
    return fragment(slot, reader[user.pk])
