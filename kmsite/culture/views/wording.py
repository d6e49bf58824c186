"""What is asked: the wording of today, those before it, and another one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kmsite.accounts.roles import rights_of
from kmsite.culture.asking.wording_form import WordingForm
from kmsite.culture.models import Assessment


@require_safe
@login_required
def read_wording(request):
    versions = Assessment.objects.prefetch_related("items").select_related("made_by")
    may_reword = "settings" in rights_of(request.user)
    context = {"nav": "culture", "versions": versions[:50], "may_reword": may_reword}
    return render(request, "culture/wording.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reword(request):
    if "settings" not in rights_of(request.user):
        raise PermissionDenied
    latest = Assessment.objects.first()
    form = WordingForm(request.POST if request.method == "POST" else None, latest=latest)
    if form.is_valid() and form.reword(by=request.user):
        messages.success(request, _("From now on rounds ask in these words."))
        return redirect("culture:wording")
    context = {"nav": "culture", "form": form, "latest": latest}
    return render(request, "culture/wording_edit.html", context, status=422 if form.errors else 200)
