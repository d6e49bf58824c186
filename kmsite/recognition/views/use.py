"""Saying “I used this” of a page or a comment, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import may, page_or_404
from kmsite.recognition import thanking
from kmsite.recognition.contributing import authors_of
from kmsite.recognition.fetching import page_by_id_or_404, standing_comment_or_404
from kmsite.recognition.forms import ReceiptForm
from kmsite.recognition.models import Receipt
from kmsite.recognition.switching import only_where_on


@only_where_on
@login_required
@require_safe
def at_home(request, slug, model):
    return redirect("recognition:use_page", page_or_404(request.user, model, slug).pk)


@only_where_on
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def use_page(request, id):
    return _use(request, page_by_id_or_404(request.user, id))


@only_where_on
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def use_comment(request, id):
    return _use(request, standing_comment_or_404(request.user, id))


def _use(request, subject):
    page, comment = subject.page, subject.comment
    if request.method == "POST" and "take-back" in request.POST:
        thanking.take_use_back(page, comment=comment, by=request.user)
        messages.success(request, _("You took it back."))
        return redirect(subject.address)
    receipts = Receipt.objects.on(page, comment)
    mine = receipts.given_by(request.user).order_by("-at", "-pk").first()
    form = ReceiptForm(request.POST if request.method == "POST" else None, mine=mine)
    if form.is_valid() and form.use(subject, by=request.user):
        messages.success(request, _("Noted. Whoever made it is glad to hear it."))
        return redirect(subject.address)
    context = subject.around(form=form, mine=mine, **_told(request, page, comment, receipts))
    return render(request, "recognition/use.html", context, status=422 if form.errors else 200)


def _told(request, page, comment, receipts):
    """Return what others said, for those with a part in it and for those who moderate there."""
    is_author = request.user.pk in authors_of(page, comment)
    if not (is_author or may(request.user, "moderate", page)):
        return {"is_author": False, "slice": None}
    others = receipts.exclude(by=request.user).select_related("by")
    return {"is_author": is_author, "slice": slice_of(request, others, ["-at", "-id"])}
