"""Pages for addresses that lead nowhere, or nowhere for this person: both look the same."""

import re
from urllib.parse import unquote

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render

from kmsite.accounts.roles import rights_of
from kmsite.pages.endings.trashed import kinds_brought_back_by
from kmsite.pages.models import Page
from kmsite.pages.names.naming import near_titles
from kmsite.text.names import clean_line

PAGE = re.compile(r"^/(articles|glossary)/([\w-]+)(?:/|\.md$|\.atom$)")
SHELVES = {shelf: kind for kind, shelf in Page.SHELVES.items()}
LONGEST_TITLE = 200


def not_found(request, exception=None):
    user = getattr(request, "user", AnonymousUser())
    title = title_of(request.path)
    kind = kind_of(request.path)
    context = {
        "wanted": title,
        "near": near_titles(user, title) if title else [],
        "trashed": trashed_at_address(user, request.path),
        "may_create": bool(title) and kind == "article" and "create" in rights_of(user),
        "may_propose": bool(title) and kind == "term" and user.is_authenticated,
    }
    return render(request, "404.html", context, status=404)


def trashed_at_address(user, path: str) -> Page | None:
    """Return the page that had the address and is in the trash, for whoever may look into that."""
    found = PAGE.match(unquote(path))
    if not found:
        return None
    kind = SHELVES[found[1]]
    if kind not in kinds_brought_back_by(user):
        return None
    return Page.objects.trashed().readable_by(user).filter(kind=kind, slug=found[2]).first()


def kind_of(path: str) -> str:
    """Return the kind of page that an address is of; nothing for other addresses."""
    found = PAGE.match(unquote(path))
    return SHELVES[found[1]] if found else ""


def title_of(path: str) -> str:
    """Guess from an address what the page would be called, or return nothing for other addresses."""
    found = PAGE.match(unquote(path))
    if not found:
        return ""
    words = found[2].replace("-", " ").replace("_", " ")[:LONGEST_TITLE].strip()
    title = words[:1].upper() + words[1:]  # "ß" becomes "SS", and NFC may need three letters for one
    return clean_line(title, 4 * LONGEST_TITLE)[:LONGEST_TITLE]
