"""How the text of a discussion will look, and keeping it as a draft. Nothing is asked here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.discussion_desk import desk, sent_form
from communities.models import Discussion
from kmsite.pages import keeping, presence
from kmsite.pages.comparing import differences
from kmsite.pages.proofs import proof
from kmsite.pages.receiving import keeping_what_was_sent
from kmsite.pages.signed_out import told_when_signed_out


@keeping_what_was_sent(Discussion, reason="")
@login_required
@require_POST
def preview(request):
    """Show how the text would look; with `?what=changes`, what it changes."""
    page, form = sent_form(request)
    body = form["body"].value() or ""
    if request.GET.get("what") == "changes":
        was = page.current.body if page else ""
        shown = {"comparison": differences({"body": was}, {"body": body.replace("\r\n", "\n")})}
        fragment, status = "pages/_comparison.html", 200
    else:
        shown = {"proof": proof(request.user, page, body)}
        fragment, status = "articles/_proof.html", 422 if shown["proof"].refusal else 200
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, fragment, shown, status=status)
    return render(request, _template(page), desk(request, form, page, **shown))


@told_when_signed_out
@keeping_what_was_sent(Discussion, reason="")
@login_required
@require_POST
def keep(request):
    page, _form = sent_form(request)
    kept = getattr(request, "kept", None)
    if page:
        presence.stay(page, request.user)
    if kept is None:
        keeping.discard_form(request.POST.get("key", ""), owner=request.user.pk)
    there = f"{page.get_absolute_url()}edit/" if page else reverse("communities:ask")
    address = f"{there}?draft={kept.draft.pk}" if kept else None
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        at = kept.draft.at.isoformat(timespec="seconds") if kept else None
        return JsonResponse({"at": at, "address": address})
    if kept:
        messages.success(request, _("Kept as a draft."))
    return redirect(address or there)


def _template(page):
    return "communities/discussion_edit.html" if page else "communities/discussion_ask.html"
