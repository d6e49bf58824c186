"""Keep what is in the editor as a draft: at every pause, on leaving, and where no script runs on request."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import Article
from articles.sent import sent_form
from kmsite.pages import keeping, presence
from kmsite.pages.receiving import Kept, keeping_what_was_sent, let_go
from kmsite.pages.signed_out import told_when_signed_out


@told_when_signed_out
@keeping_what_was_sent(Article, reason="")
@login_required
@require_POST
def draft(request):
    page, form = sent_form(request)
    kept = getattr(request, "kept", None)
    if page:
        presence.stay(page, request.user)
    if kept is None:
        keeping.discard_form(request.POST.get("key", ""), owner=request.user.pk)
    elif form.says_nothing_new():
        let_go(request)
        kept = None
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse(_told(kept, page))
    if kept:
        messages.success(request, _("Kept as a draft."))
    return redirect(_editor(page, kept))


def _told(kept: Kept | None, page) -> dict:
    """Return when the draft was kept and where to go on with it; nothing where there was nothing to keep."""
    at = kept.draft.at.isoformat(timespec="seconds") if kept else None
    return {"at": at, "address": _editor(page, kept) if kept else None}


def _editor(page, kept):
    address = reverse("articles:edit", args=[page.slug]) if page else reverse("articles:create")
    return f"{address}?draft={kept.draft.pk}" if kept else address
