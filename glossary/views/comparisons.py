"""The list of comparisons, and for curators the pairs of terms that ask for one."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from glossary import comparing
from glossary.choosing import MOST, address_of, title_of
from glossary.models import Comparison, Relation, Term
from glossary.relating import KINDS
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import may

ASKS_FOR_ONE = ("confused_with", "contrasts_with")
"""Kinds of relation whose two terms people want to tell apart."""
SUGGESTIONS = 50


@require_safe
def comparisons(request):
    seen = Term.objects.visible_to(request.user)
    part = slice_of(request, Comparison.objects.written().between_live(seen), ["-id"])
    may_write = may(request.user, "glossary")
    context = {
        "compared": comparing.listed(part.rows),
        "slice": part,
        "suggestions": suggestions(seen) if may_write else [],
        "may_write": may_write,
        "fields": [(number, "") for number in range(1, MOST + 1)],
        "titles": seen.listed().by_title().values_list("title", flat=True)[:300],
        "nav": "glossary",
    }
    return render(request, "glossary/comparison_list.html", context)


def suggestions(terms):
    """Return pairs of `terms` that are mixed up or contrasted, and about which nobody has written."""
    rows = Relation.objects.filter(kind__in=ASKS_FOR_ONE, term__in=terms, to__in=terms)
    pairs = {tuple(sorted((row.term_id, row.to_id))): row for row in rows.order_by("-pk")[: SUGGESTIONS * 4]}
    found = terms.in_bulk({id for pair in pairs for id in pair})
    for ids in Comparison.objects.written().filter(terms__overlap=[*found]).values_list("terms", flat=True):
        pairs.pop(tuple(ids), None)
    told = []
    for pair, row in list(pairs.items())[:SUGGESTIONS]:
        own = sorted((found[id] for id in pair), key=lambda term: term.slug)
        told.append((address_of(own), title_of(term.title for term in own), KINDS[row.kind].wording))
    return told
