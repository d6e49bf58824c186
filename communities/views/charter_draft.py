"""Keep what is in the form of a charter as a draft: at every pause, and where no script runs on request."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.models import Community
from kmsite.pages import keeping
from kmsite.pages.permissions import page_or_404
from kmsite.pages.receiving import keeping_what_was_sent
from kmsite.pages.signed_out import told_when_signed_out


@told_when_signed_out
@keeping_what_was_sent(Community, reason="")
@login_required
@require_POST
def keep(request):
    slug = request.GET.get("page")
    page = page_or_404(request.user, Community, slug, to="edit") if slug else None
    kept = getattr(request, "kept", None)
    if kept is None:
        keeping.discard_form(request.POST.get("key", ""), owner=request.user.pk)
    there = f"{page.get_absolute_url()}edit/" if page else reverse("communities:create")
    address = f"{there}?draft={kept.draft.pk}" if kept else None
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        at = kept.draft.at.isoformat(timespec="seconds") if kept else None
        return JsonResponse({"at": at, "address": address})
    if kept:
        messages.success(request, _("Kept as a draft."))
    return redirect(address or there)
