"""How looking after pages is spread, as a picture and in figures."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from communities.counted.accountability import (
    FEWEST,
    communities,
    departments,
    held_for,
    pages_for,
    with_single_steward,
)
from communities.counted.drawing import bars, pieces
from kmsite.accounts.roles import rights_of
from kmsite.pages.paging import slice_of


@require_safe
@login_required
def accountability(request):
    held = held_for(request.user)
    may_act = bool({"moderate", "glossary"} & rights_of(request.user))
    named = communities(held, request.user)
    context = {
        "nav": "communities",
        "number": len(held.pages),
        "spread": pieces(held.spread(), _labels()),
        "people": bars([(_band(low, high), count) for low, high, count in held.bands()]),
        "departments": bars([(group.name, group.pages, group) for group in departments(held)]),
        "communities": bars([(one.title, count, one) for one, count in named]),
        "fewest": FEWEST,
        "single_stewards": with_single_steward(held, request.user),
        "may_act": may_act,
        **_list(request, held, may_act),
    }
    return render(request, "communities/shelf_accountability.html", context)


def _list(request, held, may_act):
    """Return the pages of the list that is asked for: what hangs on one person is for those who may act."""
    wanted = {"nobody": held.nobody, **({"single": held.single} if may_act else {})}
    name = request.GET.get("show", "")
    if name not in wanted:
        return {"show": "", "slice": None}
    pages = pages_for(request.user).filter(pk__in=wanted[name])
    return {"show": name, "slice": slice_of(request, pages, ("title_key", "id"))}


def _labels():
    return {
        "both": _("a community and people"),
        "community": _("a community"),
        "several": _("several people"),
        "single": _("one person alone"),
        "nobody": _("nobody"),
    }


def _band(low, high):
    if high is None:
        return _("%(low)d pages or more") % {"low": low}
    return ngettext("%(low)d to %(high)d page", "%(low)d to %(high)d pages", high) % {
        "low": low,
        "high": high,
    }
