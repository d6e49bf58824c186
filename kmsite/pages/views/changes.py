"""Recent changes of everything the reader may see."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.pages.growth import with_growth
from kmsite.pages.models import Revision
from kmsite.pages.paging import slice_of


@require_safe
def changes(request):
    revisions = with_growth(Revision.objects.visible_to(request.user).recent())
    hides_minor = request.GET.get("minor") == "no"
    if hides_minor:
        revisions = revisions.filter(minor=False)
    part = slice_of(request, revisions, ["-at", "-id"])
    context = {"slice": part, "hides_minor": hides_minor, "nav": "changes"}
    return render(request, "pages/revision_list.html", context)
