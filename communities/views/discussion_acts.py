"""What people do on the page of a discussion: say that they have it too, decide its state and its answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.discussions import accepting, answering
from communities.discussions.answering import turns_of
from communities.discussions.state_form import StateForm
from communities.models import Discussion
from kmsite.pages.counts.counting import refuse_too_often
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.receiving import keeping_what_was_sent, let_go
from kmsite.pages.desks.refusable import telling_refusals
from kmsite.pages.permissions import page_or_404
from kmsite.pages.views.archive import archived

LONGEST_ID = 2**63 - 1


@login_required
@require_POST
def same_here(request, slug):
    page = page_or_404(request.user, Discussion, slug, to="comment")
    refuse_too_often(request, "answer")
    has_it = request.POST.get("has") != "no"
    with telling_refusals(request):
        answering.say_same_here(page, by=request.user, has_it=has_it)
        messages.success(request, _("Noted: you have this too.") if has_it else _("Taken back."))
    return redirect(page)


@login_required
@require_POST
def answer(request, slug, comment):
    """Accept a reply as an answer, or take that back."""
    page = page_or_404(request.user, Discussion, slug, to="edit")
    if comment > LONGEST_ID:
        raise Http404
    refuse_too_fast(request.user, "settle")
    takes_back = request.POST.get("act") == "take-back"
    act = accepting.take_back if takes_back else accepting.accept
    with telling_refusals(request):
        act(page, comment, by=request.user)
        messages.success(request, _("Taken back.") if takes_back else _("Accepted as an answer."))
    return redirect(f"{page.get_absolute_url()}?thread={comment}#comment-{comment}")


@keeping_what_was_sent(Discussion)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def state(request, slug):
    page = page_or_404(request.user, Discussion, slug, to="edit")
    if page.archived_at and request.method != "POST":
        return archived(request, page)
    form = StateForm(request.POST or None, page=page, writer=request.user)
    if form.is_valid() and form.set_state():
        let_go(request)
        messages.success(request, _("The state is “%s” now.") % page.get_state_display())
        return redirect(page)
    context = {"form": form, "page": page, "turns": list(turns_of(page)), "nav": "communities"}
    status = 422 if form.errors else 200
    return render(request, "communities/discussion_state.html", context, status=status)
