"""What every page about rounds is framed by: its community, or the organisation."""

from django.shortcuts import render


def shown(request, community, template, status=200, **context):
    """Answer with a page of rounds inside `community`, or of the organisation when it is None."""
    around = {"layout": "culture/outside.html", "nav": "culture", "community": None}
    if community is not None:
        around = {"layout": "communities/inside.html", "nav": "communities", "community": community}
    return render(
        request, template, {**around, "page": community, "tab": "culture", **context}, status=status
    )
