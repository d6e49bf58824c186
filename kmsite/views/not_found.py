"""Pages for addresses that lead nowhere, or nowhere for this person: both look the same."""

import re
from urllib.parse import unquote

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render

from kmsite.accounts.roles import rights_of
from kmsite.pages.models import Page
from kmsite.pages.naming import near_titles
from kmsite.text.names import clean_line

ARTICLE = re.compile(r"^/articles/([\w-]+)(?:/|\.md$|\.atom$)")
LONGEST_TITLE = 200


def not_found(request, exception=None):
    user = getattr(request, "user", AnonymousUser())
    title = title_of(request.path)
    context = {
        "wanted": title,
        "near": near_titles(user, title) if title else [],
        "trashed": trashed_at_address(user, request.path),
        "may_create": bool(title) and "create" in rights_of(user),
    }
    return render(request, "404.html", context, status=404)


def trashed_at_address(user, path: str) -> Page | None:
    """Return the page that had the address and is in the trash, for whoever may look into that."""
    found = ARTICLE.match(unquote(path))
    if not found or "restore" not in rights_of(user):
        return None
    return Page.objects.trashed().readable_by(user).filter(kind="article", slug=found[1]).first()


def title_of(path: str) -> str:
    """Guess from an address what the page would be called, or return nothing for other addresses."""
    found = ARTICLE.match(unquote(path))
    if not found:
        return ""
    words = found[1].replace("-", " ").replace("_", " ")[:LONGEST_TITLE].strip()
    title = words[:1].upper() + words[1:]  # "ß" becomes "SS", and NFC may need three letters for one
    return clean_line(title, 4 * LONGEST_TITLE)[:LONGEST_TITLE]
