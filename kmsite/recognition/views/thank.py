"""Thanking somebody for what they did on a page or in a comment, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kmsite.pages.pacing import refuse_too_fast
from kmsite.pages.permissions import page_or_404
from kmsite.pages.refusing import NoLongerAllowed, TextRefused
from kmsite.recognition import thanking
from kmsite.recognition.contributing import thankable
from kmsite.recognition.fetching import page_by_id_or_404, standing_comment_or_404
from kmsite.recognition.forms import ThanksForm
from kmsite.recognition.models import Thanks
from kmsite.recognition.switching import only_where_on
from kmsite.talk.place import place_of
from kmsite.text.excerpts import excerpt
from kmsite.text.plain import plain_text


@only_where_on
@login_required
@require_safe
def at_home(request, slug, model):
    return redirect("recognition:thank_page", page_or_404(request.user, model, slug).pk)


@only_where_on
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def thank_page(request, id):
    page = page_by_id_or_404(request.user, id)
    return _thank(request, page, None, back=page.get_absolute_url())


@only_where_on
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def thank_comment(request, id):
    comment = standing_comment_or_404(request.user, id)
    return _thank(request, comment.page, comment, back=place_of(comment))


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


def _thank(request, page, comment, *, back):
    people = thankable(page, request.user, comment)
    form = ThanksForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        try:
            refuse_too_fast(request.user, "thank")
            thanks = thanking.thank(page, comment=comment, by=request.user, **form.cleaned_data)
        except NoLongerAllowed as ended:
            raise Http404 from ended
        except TextRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("You thanked %s, who is told why.") % thanks.to)
            return redirect(back)
    context = {
        "page": page,
        "comment": comment,
        "opening": excerpt(plain_text(comment.html)) if comment else "",
        "form": form,
        "given": Thanks.objects.on(page, comment).given_by(request.user).select_related("to").order_by("-at"),
        "back": back,
        "nav": page.SHELVES[page.kind],
    }
    return render(request, "recognition/thank.html", context, status=422 if form.errors else 200)
