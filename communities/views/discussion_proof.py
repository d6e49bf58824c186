"""How the text of a discussion will look, and keeping it as a draft. Nothing is asked here."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_POST

from communities.discussions.discussion_sent import sent_form
from communities.models import Discussion
from kmsite.pages.clashes.comparing import differences
from kmsite.pages.desks import presence
from kmsite.pages.desks.desk import desk, told_of_draft
from kmsite.pages.desks.proofs import proof, refused_to_try
from kmsite.pages.desks.receiving import keeping_what_was_sent
from kmsite.pages.desks.signed_out import told_when_signed_out


@keeping_what_was_sent(Discussion, reason="")
@login_required
@require_POST
def preview(request):
    """Show how the text would look; with `?what=changes`, what it changes."""
    page, form = sent_form(request)
    body = form["body"].value() or ""
    refused = refused_to_try(request)
    if request.GET.get("what") == "changes" and not refused:
        was = page.current.body if page else ""
        shown = {"comparison": differences({"body": was}, {"body": body.replace("\r\n", "\n")})}
        fragment, status = "pages/_comparison.html", 200
    else:
        shown = {"proof": refused or proof(request.user, page, body)}
        fragment, status = "pages/_proof.html", 422 if shown["proof"].refusal else 200
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, fragment, shown, status=status)
    return render(request, _template(page), desk(request, form, Discussion, page, nav="communities", **shown))


@told_when_signed_out
@keeping_what_was_sent(Discussion, reason="")
@login_required
@require_POST
def keep(request):
    page, _form = sent_form(request)
    if page:
        presence.stay(page, request.user)
    return told_of_draft(request, Discussion, page)


def _template(page):
    return "communities/discussion_edit.html" if page else "communities/discussion_ask.html"
