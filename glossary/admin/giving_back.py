"""A form of the desk whose writer was signed out meanwhile: the words come back, nothing is lost."""

import re
from functools import wraps

from django.shortcuts import render

_WORDS = re.compile(
    r"(?:title|gloss|body|summary|name|authors|organisation|container|note|archived_excerpt|url|doi"
    r"|(?:names|definitions|notes|relations)-\d{1,3}-(?:text|reason|locator|note))\Z"
)


def giving_back(view):
    """Show to whoever is signed out what they sent, where the admin would only ask them to sign in."""

    @wraps(view)
    def door(request, *args, **kwargs):
        is_late = request.method == "POST" and not request.user.is_authenticated
        if is_late and (fields := words_of(request.POST)):
            return render(request, "glossary/comparison_given_back.html", {"fields": fields}, status=403)
        return view(request, *args, **kwargs)

    door.gives_back = words_of
    return door


def words_of(sent):
    """Return the fields of a form of the desk in which somebody wrote, by their names."""
    return {name: text for name, text in sent.items() if _WORDS.match(name) and text.strip()}
