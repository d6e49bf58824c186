"""The switcher: what somebody may go to from anywhere, as they type."""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kmsite.pages.counts.counting import refuse_too_often
from kmsite.views.offering import as_json, beginning, offered

LONGEST = 200


@require_safe
def switch(request):
    refuse_too_often(request, "suggest")
    typed = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST].strip()
    groups = offered(request.user, typed) if typed else beginning(request.user, request.GET.getlist("seen"))
    return JsonResponse({"groups": as_json(groups), "said": _said(groups, is_typed=bool(typed))})


def _said(groups, *, is_typed):
    """Say how much is offered, besides the search of all texts."""
    number = sum(len(group.rows) for group in groups) - is_typed
    if not number:
        return _("No suggestions.")
    return ngettext("%d suggestion.", "%d suggestions.", number) % number
