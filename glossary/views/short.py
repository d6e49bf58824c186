"""The short address of a term: by its name, its acronym, its address, or one that it had once."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from glossary.naming_terms import terms_named
from glossary.views.public_card import public_short
from kmsite.pages.names.naming import near_titles
from kmsite.pages.shown.strangers import answering_strangers
from kmsite.text.names import LineTooLong, clean_line

LONGEST = 200


@answering_strangers(public_short)
@require_safe
def short(request, name):
    terms = terms_named(name, request.user)
    if len(terms) == 1:
        return redirect(terms[0])
    context = {"name": _shown(name), "terms": terms, "nav": "glossary"}
    if terms:
        return render(request, "glossary/term_choose.html", context)
    context["near"] = near_titles(request.user, context["name"])
    return render(request, "glossary/term_missing.html", context, status=404)


def _shown(name):
    try:
        return clean_line(name, LONGEST)
    except LineTooLong:
        return ""
