"""Whose revisions a merge has joined: those between the one that its writer began on and its own."""

from __future__ import annotations

from django.utils.translation import gettext

from kmsite.pages.models import Page

MOST_NAMED = 3


def writers_between(page: Page, after: int, until: int) -> list[str]:
    """Return the names of those who wrote the revisions behind number `after` up to `until`, each once."""
    rows = page.revisions.filter(number__gt=after, number__lte=until).order_by("number")
    names = [str(row.by) if row.by else gettext("somebody") for row in rows.select_related("by").only("by")]
    return list(dict.fromkeys(names))


def in_one_phrase(names: list[str]) -> str:
    """Return several names as they stand in a sentence, the first MOST_NAMED of them."""
    if len(names) > MOST_NAMED:
        said = {"names": ", ".join(names[: MOST_NAMED - 1]), "count": len(names) - MOST_NAMED + 1}
        return gettext("%(names)s and %(count)d others") % said
    if len(names) < 2:
        return "".join(names)
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
