"""The language of a page, for those who read it aloud or break its lines."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from kmsite.pages.index.languages import language_of, named

register = template.Library()


@register.simple_tag
def lang(page):
    """Return the attribute `lang` of what `page` says; nothing where it is the language of all around it.

    A preview has no page yet.
    """
    if not page:
        return ""
    code = named(language_of(page)).code
    around = (get_language() or "").partition("-")[0]
    return format_html(' lang="{}"', code) if code not in ("", around) else ""
