"""The exercise alone: answers come in, what they show goes out, and nothing of it stays."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kmsite.culture.alone.advice import suggestions
from kmsite.culture.alone.outcome import outcome_of
from kmsite.culture.alone.own_forms import KeepForm
from kmsite.culture.asking.forms import AnswersForm, StatementsForm, lenses_in, wording_of
from kmsite.culture.asking.unrecorded import unrecorded
from kmsite.culture.models import Assessment, Lens
from kmsite.culture.picture import pictures

MOST_LENSES = 2


@unrecorded
@require_http_methods(["GET", "HEAD", "POST"])
def alone(request):
    if request.method == "POST":
        return _answered(request)
    lenses = lenses_in(request.GET.getlist("lens"))
    if not 1 <= len(lenses) <= MOST_LENSES:
        return _choose(request, lenses, is_wrong=bool(lenses) or "choose" in request.GET)
    return _ask(request, StatementsForm(None, assessment=Assessment.objects.first(), lenses=lenses))


@unrecorded
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request):
    if request.method != "POST":
        return redirect("culture:alone")
    answers = _sent_on(request)
    if answers is None:
        return _answered(request)
    form = _keep_form(request, answers, request.POST)
    if not request.user.is_authenticated:
        return _show(request, answers, form, status=403)
    if not form.is_valid():
        return _show(request, answers, form, status=422)
    form.remember(answers, by=request.user)
    messages.success(request, _("Kept. Only you read it on the site, and you can delete it at any time."))
    return redirect("culture:mine")


@unrecorded
@require_POST
def picture(request, extension):
    answers = _sent_on(request)
    if answers is None:
        return _answered(request)
    return pictures.answer(outcome_of(answers).picture, extension, _("where I stand"))


@unrecorded
def _expired(request, **_where):
    """Ask again with everything as it was chosen: the token was too old, so nothing was done."""
    answers, why = _sent_on(request), _("The page had expired, so nothing was done. Please send it again.")
    if answers is None or request.resolver_match.func is alone:
        return _answered(request, refused=why)
    form = _keep_form(request, answers, request.POST)
    form.add_error(None, why)
    return _show(request, answers, form, status=403)


alone.asks_again = keep.asks_again = picture.asks_again = _expired


def _answered(request, refused=""):
    """Show what answers that came in show, or ask for what is missing."""
    lenses = lenses_in(request.POST.getlist("lens"))
    if not 1 <= len(lenses) <= MOST_LENSES:
        return _choose(request, lenses, is_wrong=True)
    form = StatementsForm(request.POST, assessment=Assessment.objects.first(), lenses=lenses)
    if refused:
        form.add_error(None, refused)
    if not form.is_valid():
        return _ask(request, form)
    return _show(request, form, _keep_form(request, form))


def _sent_on(request):
    """Return answers that came in once more, to be kept or drawn; None if they are not to be understood."""
    wording, lenses = wording_of(request.POST), lenses_in(request.POST.getlist("lens"))
    if wording is None or not 1 <= len(lenses) <= MOST_LENSES:
        return None
    form = AnswersForm(request.POST, assessment=wording, lenses=lenses)
    return form if form.is_valid() else None


def _keep_form(request, answers, sent=None):
    leftmost = outcome_of(answers).leftmost
    initial = {"place": leftmost[0].place} if leftmost else {}
    return KeepForm(sent, items=answers.items, initial=initial)


def _choose(request, lenses, *, is_wrong):
    context = {"lenses": Lens, "chosen": lenses, "is_wrong": is_wrong, "nav": "culture"}
    return render(request, "culture/alone_choose.html", context, status=422 if is_wrong else 200)


def _ask(request, form):
    context = {"form": form, "nav": "culture"}
    return render(request, "culture/alone_answer.html", context, status=422 if form.errors else 200)


def _show(request, answers, form, status=200):
    outcome = outcome_of(answers)
    context = {
        "answers": answers,
        "outcome": outcome,
        "picture": outcome.picture,
        "suggestions": suggestions(outcome.leftmost, request.user),
        "form": form,
        "today": timezone.localdate(),
        "nav": "culture",
    }
    return render(request, "culture/alone_result.html", context, status=status)
