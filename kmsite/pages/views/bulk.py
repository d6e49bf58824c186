"""Select many pages, and say what is to be done to them."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kmsite.accounts.permitting import right_required
from kmsite.pages.endings.trashing import NotThere
from kmsite.pages.models import BulkRun
from kmsite.pages.paging import slice_of
from kmsite.pages.runs import bulk
from kmsite.pages.runs.bulk import MOST_PAGES, RunRefused
from kmsite.pages.runs.bulk_forms import NOT_THERE, ChosenForm, SelectionForm, act_forms

ROWS, LATEST = 100, 5


@require_safe
@right_required("bulk")
def select(request):
    return _selecting(request, SelectionForm(request.GET, person=request.user))


@require_POST
@right_required("bulk")
def choose(request):
    """Ask what is to be done to the pages that were marked, or to all that match what was asked for."""
    if "all" not in request.POST:
        return _choosing(request, ChosenForm(request.POST, person=request.user))
    selection = SelectionForm(request.POST, person=request.user)
    ids = selection.pages().values_list("pk", flat=True)[: MOST_PAGES + 1]
    sent = request.POST.copy()
    sent["pages"] = ",".join(map(str, ids))
    return _choosing(request, ChosenForm(sent, person=request.user))


@require_POST
@right_required("bulk")
def try_out(request):
    """Begin a trial of what was chosen, and do its first step at once."""
    chosen = ChosenForm(request.POST, person=request.user)
    forms = act_forms(request.user, request.POST)
    form = next((one for one in forms if one.is_bound), None)
    if not (chosen.is_valid() and form and form.is_valid()):
        return _choosing(request, chosen, forms)
    ids = [page.pk for page in chosen.cleaned_data["pages"]]
    try:
        run = bulk.begin(by=request.user, act=form.act, pages=ids, choice=form.choice(), trial=True)
        bulk.step(run)
    except (NotThere, RunRefused):
        chosen.add_error(None, NOT_THERE)
        return _choosing(request, chosen, forms)
    return redirect("bulk_run", run.pk)


def _choosing(request, chosen, forms=None):
    if not chosen.is_valid():
        return _selecting(request, SelectionForm(request.POST, person=request.user), chosen)
    pages = chosen.cleaned_data["pages"]
    forms = act_forms(request.user) if forms is None else forms
    context = {
        "pages": pages,
        "ids": ",".join(str(page.pk) for page in pages),
        "forms": forms,
        "nav": "articles",
    }
    refused = any(form.errors for form in forms)
    return render(request, "pages/bulk_choose.html", context, status=422 if refused else 200)


def _selecting(request, selection, chosen=None):
    matching = selection.pages()
    part = slice_of(request, matching.select_related("parent"), ["title_key", "id"], size=ROWS)
    context = {
        "selection": selection,
        "chosen": chosen,
        "slice": part,
        "count": matching[: MOST_PAGES + 1].count(),
        "most": MOST_PAGES,
        "runs": BulkRun.objects.filter(by=request.user).order_by("-pk")[:LATEST],
        "nav": "articles",
    }
    return render(request, "pages/bulk_select.html", context, status=422 if chosen else 200)
