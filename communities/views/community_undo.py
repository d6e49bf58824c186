"""A change of a charter that cannot be undone by itself, because later ones changed the same."""

from django.shortcuts import render

from communities.charter_clash import places_of


def conflict_of_undoing(request, conflict, page, number):
    context = {
        "page": page,
        "number": number,
        "community": page,
        "places": places_of(conflict),
        "nav": "communities",
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "communities/community_undo_conflict.html", context, status=status)
