"""Choose terms to compare: a form that leads to the address of their comparison."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from glossary import comparing
from glossary.choosing import MOST, Choice, address_of, choose
from glossary.models import Relation, Term

TITLES = 300
"""Names that the fields propose; every other name can be written all the same."""


@require_safe
def choose_terms(request):
    names = [name for name in request.GET.getlist("term") if name.strip()]
    choice = choose(request.user, names) if len(names) > 1 else Choice(names)
    if len(names) > 1 and not choice.faults:
        return redirect(choice.address)
    if len(names) == 1:
        choice.terms = choose(request.user, names).terms
    return render(request, "glossary/comparison_choose.html", choosing(request, choice))


def choosing(request, choice):
    """Return what the form shows: the names written so far, and what could be compared with the first."""
    fields = [*choice.names[:MOST], *[""] * MOST][:MOST]
    term = choice.terms[0] if choice.terms else None
    return {
        "faults": choice.faults,
        "fields": list(enumerate(fields, 1)),
        "titles": Term.objects.visible_to(request.user)
        .listed()
        .by_title()
        .values_list("title", flat=True)[:TITLES],
        "term": term,
        "near": near(request.user, term) if term else [],
        "written": comparing.of(term) if term else [],
        "nav": "glossary",
    }


def near(user, term, most=8):
    """Return terms related to `term` with the addresses of their comparisons."""
    rows = (
        Relation.objects.filter(term=term)
        .values_list("to")
        .union(Relation.objects.filter(to=term).values_list("term"))
    )
    others = Term.objects.visible_to(user).listed().filter(pk__in=rows).by_title()[:most]
    return [(other.title, address_of([term, other])) for other in others]
