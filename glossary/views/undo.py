"""A change of a term that cannot be undone by itself, because later ones changed the same."""

from django.shortcuts import render

from glossary.clashing import readings


def conflict_of_undoing(request, conflict, page, number):
    context = {
        "page": page,
        "number": number,
        "readings": readings(conflict),
        "nav": "glossary",
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "glossary/term_undo_conflict.html", context, status=status)
