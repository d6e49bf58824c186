"""The sitemap: the addresses of everything that everybody may read, in parts, with when each last changed."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Max, Q
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from kmsite.pages.models import Page

AT_ONCE = 10_000
"""Addresses in one part: the pages of a kind whose ids lie in one range of so many."""
LISTS = ("home", "articles:index", "glossary:index", "communities:index", "communities:discussions", "tags")
"""The names of the lists that lead to everything else."""

asked_anew = cache_control(public=True, max_age=0, must_revalidate=True)


@require_safe
@asked_anew
@conditional_page
def sitemap(request):
    ranges = _pages().values("kind", range=F("pk") / AT_ONCE).annotate(changed=Max("changed_at"))
    parts = [
        {
            "address": reverse("sitemap_part", args=(part["kind"], part["range"])),
            "changed_at": _moment(part["changed"]),
        }
        for part in ranges
    ]
    parts.sort(key=lambda part: part["address"])
    return _answer("sitemap.xml", {"parts": [{"address": reverse("sitemap_lists")}, *parts]})


@require_safe
@asked_anew
@conditional_page
def lists(request):
    _refuse_where_closed()
    return _answer("sitemap_part.xml", {"pages": [{"address": reverse(name)} for name in LISTS]})


@require_safe
@asked_anew
@conditional_page
def part(request, kind, number):
    first = number * AT_ONCE
    pages = _pages().filter(kind=kind, pk__gte=first, pk__lt=first + AT_ONCE).order_by("pk")
    rows = [
        {"address": page.get_absolute_url(), "changed_at": _moment(page.changed_at)}
        for page in pages.only("kind", "slug", "changed_at")
    ]
    if not rows:
        raise Http404
    return _answer("sitemap_part.xml", {"pages": rows})


def _pages():
    """Return what a stranger may read and search engines may keep: nothing archived, no drafts of terms."""
    _refuse_where_closed()
    stranger = Page.objects.visible_to(AnonymousUser()).filter(archived_at=None)
    return stranger.exclude(Q(kind=Page.Kind.TERM) & Q(term__status="draft"))


def _refuse_where_closed():
    """Raise Http404 where only people who signed in may read, whoever asks."""
    if settings.READING != "public":
        raise Http404


def _moment(at):
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _answer(template, context):
    text = render_to_string(template, {**context, "base_url": settings.BASE_URL})
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
