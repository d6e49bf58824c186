"""One comment: its permanent address, editing and deleting it, its former texts, settling its thread."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kmsite.pages.counts import pacing
from kmsite.pages.desks.receiving import let_go
from kmsite.pages.permissions import may
from kmsite.pages.views.archive import archived
from kmsite.talk import commenting, standing
from kmsite.talk.commenting import StaleEdit
from kmsite.talk.fetching import comment_or_404
from kmsite.talk.former import former_texts
from kmsite.talk.forms import EditForm
from kmsite.talk.place import place_of, talk_address
from kmsite.talk.receiving import keeping_what_was_said, kept
from kmsite.talk.telling import tell_saved
from kmsite.text.excerpts import excerpt
from kmsite.text.plain import plain_text
from kmsite.text.refusal import TextRefused


@require_safe
def permanent(request, id):
    return redirect(place_of(comment_or_404(request.user, id)))


@keeping_what_was_said
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, id):
    comment = comment_or_404(request.user, id)
    if not standing.is_writer(request.user, comment) or comment.is_deleted:
        raise PermissionDenied
    if comment.page.archived_at and request.method != "POST":
        return archived(request, comment.page)
    form, now, status = EditForm(request.POST, comment=comment), None, 422
    if request.method != "POST":
        draft = kept(request, comment.page)
        form, status = EditForm(comment=comment, body=draft and draft.fields.get("body")), 200
    elif form.is_valid():
        try:
            return _edited(request, comment, form)
        except StaleEdit as stale:
            now, status = stale.comment, 409
            form = EditForm(comment=now, body=form.cleaned_data["body"])
        except TextRefused as refused:
            form.add_error("body", refused.message)
    context = {"comment": comment, "form": form, "now": now, **_around(comment)}
    return render(request, "talk/comment_edit.html", context, status=status)


def _edited(request, comment, form):
    pacing.refuse_too_fast(request.user, "comment")
    fields = form.cleaned_data
    said = commenting.edit(comment, body=fields["body"], base=fields["base"], by=request.user)
    let_go(request)
    tell_saved(request, said)
    return redirect(place_of(said))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, id):
    comment = comment_or_404(request.user, id)
    if not standing.may_delete(request.user, comment, comment.page):
        raise PermissionDenied
    if request.method != "POST" and not comment.is_deleted:
        context = {"comment": comment, "opening": excerpt(plain_text(comment.html)), **_around(comment)}
        return render(request, "talk/comment_delete.html", context)
    return _done(request, comment, commenting.delete, _("The comment is deleted."))


@require_POST
@login_required
def resolve(request, id):
    return _settled(request, id, commenting.resolve, _("The thread is resolved."))


@require_POST
@login_required
def reopen(request, id):
    return _settled(request, id, commenting.reopen, _("The thread is open again."))


@require_safe
def history(request, id):
    comment = comment_or_404(request.user, id)
    if comment.is_deleted and not may(request.user, "moderate", comment.page):
        raise PermissionDenied
    context = {"comment": comment, "texts": former_texts(comment), **_around(comment)}
    return render(request, "talk/comment_history.html", context)


def _settled(request, id, act, said):
    pacing.refuse_too_fast(request.user, "settle")
    comment = comment_or_404(request.user, id)
    if not standing.may_resolve(request.user, comment, comment.page):
        raise PermissionDenied
    return _done(request, comment, act, said)


def _done(request, comment, act, said):
    try:
        act(comment, by=request.user)
    except TextRefused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, said)
    return redirect(place_of(comment))


def _around(comment):
    page = comment.page
    return {"page": page, "talk_url": talk_address(page), "nav": page.SHELVES[page.kind]}
