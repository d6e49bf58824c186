"""What a person kept of the exercise: looking at it, and deleting it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kmsite.culture.alone import remembering
from kmsite.culture.alone.kept import commitment_of, results_of, series
from kmsite.culture.alone.own_forms import CommitmentForm
from kmsite.culture.asking.unrecorded import unrecorded
from kmsite.culture.models import Assessment


@unrecorded
@login_required
@require_safe
def mine(request):
    context = {
        "series": list(series(results_of(request), request.GET.get("with", ""))),
        "commitment": commitment_of(request),
        "nav": "culture",
    }
    return render(request, "culture/own.html", context)


@unrecorded
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def commitment(request):
    kept = commitment_of(request)
    wording = kept.item.assessment if kept else Assessment.objects.first()
    initial = {"place": kept.item.place, "text": kept.text, "remind_on": kept.remind_on} if kept else {}
    sent = request.POST if request.method == "POST" else None
    form = CommitmentForm(sent, items=wording.items.all(), initial=initial)
    if form.is_valid():
        form.commit(by=request.user)
        messages.success(request, _("Kept. Only you can read it."))
        return redirect("culture:mine")
    context = {"form": form, "kept": kept, "nav": "culture"}
    return render(request, "culture/own_commitment.html", context, status=422 if form.errors else 200)


@unrecorded
@login_required
@require_POST
def done(request):
    remembering.let_go(by=request.user)
    messages.success(request, _("Well done. What you meant to do is taken off this page."))
    return redirect("culture:mine")


@unrecorded
@login_required
@require_POST
def drop(request):
    remembering.let_go(by=request.user)
    messages.success(request, _("What you meant to do is deleted."))
    return redirect("culture:mine")


@unrecorded
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request, id):
    result = get_object_or_404(results_of(request), pk=id)
    if request.method == "POST":
        remembering.forget(result.pk, by=request.user)
        messages.success(request, _("Deleted."))
        return redirect("culture:mine")
    return render(request, "culture/own_forget.html", {"result": result, "nav": "culture"})


@unrecorded
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def forget_all(request):
    if request.method == "POST":
        remembering.forget_all(by=request.user)
        messages.success(request, _("Everything that you kept is deleted."))
        return redirect("culture:mine")
    return render(request, "culture/own_forget.html", {"result": None, "nav": "culture"})
