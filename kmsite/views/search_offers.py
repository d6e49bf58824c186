"""What a search offers that found little or nothing: other ways to the answer, and to make one."""

from urllib.parse import urlencode

from django.urls import reverse

from communities.discussions.speaking import may_ask_in
from kmsite.accounts.roles import rights_of
from kmsite.pages.models import Page
from kmsite.search.finding import find

EXAMPLES = 4


def offers(reader, text):
    """Return where `reader` may ask, write or propose what they looked for, each filled in."""
    rights = rights_of(reader)
    return {
        "ask": _filled("communities:ask", text) if may_ask_in(reader, None) else "",
        "create": _filled("articles:create", text) if "create" in rights else "",
        "propose": _filled("glossary:new", text) if reader.is_authenticated else "",
    }


def elsewhere(reader, question, choice):
    """Return how many pages answer without the filters, and how many of the archive do."""
    there = {}
    if choice.is_narrowed:
        there["unnarrowed"] = find(reader, question, choice.cleared()).shown_total
    if not choice.in_archive and not there.get("unnarrowed"):
        there["archived"] = find(reader, question, choice.cleared().with_(in_archive=True)).shown_total
    return there


def examples(reader):
    """Return titles of terms that answer, to show how to ask."""
    terms = Page.objects.visible_to(reader).of_kind(Page.Kind.TERM).unarchived()
    return list(terms.order_by("-searchentry__prior", "pk").values_list("title", flat=True)[:EXAMPLES])


def _filled(name, text):
    return f"{reverse(name)}?{urlencode({'title': text})}"
