"""Thanking somebody for what they did on a page or in a comment, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kmsite.pages.permissions import page_or_404
from kmsite.recognition import thanking
from kmsite.recognition.contributing import thankable
from kmsite.recognition.fetching import page_by_id_or_404, standing_comment_or_404
from kmsite.recognition.forms import ThanksForm
from kmsite.recognition.models import Thanks
from kmsite.recognition.switching import only_where_on


@only_where_on
@login_required
@require_safe
def at_home(request, slug, model):
    return redirect("recognition:thank_page", page_or_404(request.user, model, slug).pk)


@only_where_on
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def thank_page(request, id):
    return _thank(request, page_by_id_or_404(request.user, id))


@only_where_on
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def thank_comment(request, id):
    return _thank(request, standing_comment_or_404(request.user, id))


@only_where_on
@login_required
@require_POST
def take_back(request, id):
    given = Thanks.objects.visible_to(request.user).given_by(request.user)
    thanks = get_object_or_404(given.select_related("page", "comment"), pk=id)
    thanking.take_thanks_back(thanks, by=request.user)
    messages.success(request, _("You took your thanks back."))
    if thanks.comment_id:
        return redirect("recognition:thank_comment", thanks.comment_id)
    return redirect("recognition:thank_page", thanks.page_id)


def _thank(request, subject):
    page, comment = subject.page, subject.comment
    people = thankable(page, request.user, comment)
    form = ThanksForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid() and (thanks := form.thank(subject, by=request.user)):
        messages.success(request, _("You thanked %s, who is told why.") % thanks.to)
        return redirect(subject.address)
    given = Thanks.objects.on(page, comment).given_by(request.user).select_related("to").order_by("-at")
    context = subject.around(form=form, given=given)
    return render(request, "recognition/thank.html", context, status=422 if form.errors else 200)
