"""Private addresses for calendar programs: what each of them shows, and the page to make and renew them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communities.events import calendars, ics
from communities.models import CalendarAddress, Community
from communities.views.event import as_file


@require_safe
def feed(request, nonce):
    """Answer a calendar program, which has no session: the address says whose calendar it is."""
    address = calendars.at(nonce)
    if address is None:
        raise Http404
    name, told = calendars.shown_at(address)
    return as_file(request, ics.calendar_of(told, name), "calendar.ics")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request):
    if request.method == "POST":
        return _changed(request)
    addresses = {one.community_id: one for one in CalendarAddress.objects.filter(user=request.user)}
    communities = Community.objects.visible_to(request.user).of_member(request.user).by_title()[:200]
    here = Community.objects.visible_to(request.user).filter(slug=_asked(request)).first()
    listed = {one.pk: one for one in communities} | ({here.pk: here} if here else {})
    context = {
        "whole": addresses.get(None),
        "rows": [(one, addresses.get(one.pk)) for one in listed.values()],
        "here": here,
        "host": request.get_host(),
        "nav": "communities",
    }
    return render(request, "communities/event_calendar.html", context)


def _changed(request):
    """Make, renew or end the address of one community, or of all; what is not to be seen is not there."""
    slug, community = _asked(request), None
    if slug:
        community = Community.objects.visible_to(request.user).filter(slug=slug).first()
        if community is None:
            raise Http404
    if request.POST.get("do") == "end":
        calendars.end(request.user, community)
        messages.success(request, _("The address leads nowhere any more."))
    else:
        calendars.renew(request.user, community)
        messages.success(request, _("Here is a new address. One you had before leads nowhere any more."))
    return redirect("communities:my_calendar")


def _asked(request):
    slug = request.POST.get("community", "") or request.GET.get("community", "")
    return slug.replace("\0", "")
