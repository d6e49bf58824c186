"""What somebody wrote and has not saved: all of it, one text, going on with it, throwing it away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kmsite.pages.clashes.comparing import differences
from kmsite.pages.desks import claiming, keeping
from kmsite.pages.desks.unsaved import Unsaved
from kmsite.pages.paging import slice_of


@require_safe
@login_required
def recovered(request):
    part = slice_of(request, claiming.texts_of(request).without_texts(), ["-at", "-id"])
    texts = [Unsaved(draft, request.user) for draft in part.rows]
    return render(request, "pages/recovered_list.html", {"texts": texts, "slice": part, "nav": "recovered"})


@require_safe
@login_required
def text(request, id):
    unsaved = _mine_or_404(request, id)
    context = {"text": unsaved, "comparison": differences(unsaved.before(), unsaved.now())}
    return render(request, "pages/recovered_text.html", context)


@require_POST
@login_required
def go_on(request, id):
    unsaved = _mine_or_404(request, id)
    if not unsaved.can_go_on:
        return redirect("recovered_text", id)
    response = redirect(unsaved.editor)
    claiming.without_secret(response, unsaved.draft)
    if unsaved.draft.owner_id is None:
        keeping.claim(unsaved.draft, by=request.user)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def discard(request, id):
    unsaved = _mine_or_404(request, id)
    if request.method != "POST":
        return render(request, "pages/recovered_discard.html", {"text": unsaved})
    keeping.discard(unsaved.draft)
    messages.success(request, _("The draft is thrown away."))
    return claiming.without_secret(redirect(_next(request)), unsaved.draft)


def _mine_or_404(request, id):
    """Fetch a text that belongs to whoever asks; nobody else ever sees it, administrators neither."""
    draft = claiming.texts_of(request).with_page().filter(pk=id).first()
    if draft is None:
        raise Http404
    return Unsaved(draft, request.user)


def _next(request):
    there = request.POST.get("next", "")
    is_ours = there.startswith("/") and url_has_allowed_host_and_scheme(there, allowed_hosts=None)
    return there if is_ours else reverse("recovered")
