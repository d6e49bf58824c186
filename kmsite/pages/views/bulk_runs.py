"""A bulk run: how far it is, its next step, and what became of each page. Only who began it sees it."""

import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kmsite.pages.endings.trashing import NotThere
from kmsite.pages.models import BulkRun
from kmsite.pages.runs import bulk
from kmsite.pages.runs.bulk import RunRefused
from kmsite.pages.runs.bulk_forms import NOT_THERE
from kmsite.pages.runs.bulk_results import counts, lines, sentence

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@login_required
def run(request, id):
    run = own_run_or_404(request.user, id)
    context = {
        "run": run,
        "sentence": sentence(run, request.user),
        "total": len(run.pages),
        "lines": lines(run, request.user),
        "counts": counts(run),
        "nav": "articles",
    }
    return render(request, "pages/bulk_run.html", context)


@require_POST
@login_required
def step(request, id):
    run = own_run_or_404(request.user, id)
    try:
        bulk.step(run)
    except RunRefused as refused:
        raise PermissionDenied from refused
    return redirect("bulk_run", run.pk)


@require_POST
@login_required
def confirm(request, id):
    trial = own_run_or_404(request.user, id)
    if not (trial.is_trial and trial.ended_at):
        raise Http404
    try:
        run = bulk.confirm(trial, by=request.user)
        bulk.step(run)
    except RunRefused as refused:
        raise PermissionDenied from refused
    except NotThere:
        messages.error(request, NOT_THERE)
        return redirect("bulk_run", trial.pk)
    return redirect("bulk_run", run.pk)


@require_safe
@login_required
def report(request, id):
    """Give the results as a table for a spreadsheet."""
    run = own_run_or_404(request.user, id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="bulk-{run.pk}.csv"'
    response.write("\ufeff")
    rows = csv.writer(response)
    rows.writerow([_("Page"), _("Address"), _("Outcome"), _("Reason")])
    for line in lines(run, request.user):
        rows.writerow([_inert(one) for one in (line.title, line.address, line.outcome, line.why)])
    return response


def own_run_or_404(user, id):
    if id >= 2**63:  # Postgres cannot even look for it
        raise Http404
    return get_object_or_404(BulkRun, pk=id, by=user)


def _inert(cell):
    """Keep a spreadsheet from taking what people wrote for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
