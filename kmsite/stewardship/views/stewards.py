"""Who looks after a page: told to its readers, said by those who may."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.refusable import telling_refusals
from kmsite.pages.permissions import may, page_or_404
from kmsite.stewardship import entrusting
from kmsite.stewardship.forms import EntrustForm
from kmsite.stewardship.models import Stewardship
from kmsite.stewardship.reading import named_for


@require_http_methods(["GET", "HEAD", "POST"])
def stewards(request, slug, model):
    if request.method == "POST":
        return entrust(request, slug, model)
    page = page_or_404(request.user, model, slug)
    form = EntrustForm(None, page=page, by=request.user) if request.user.is_authenticated else None
    return _shown(request, page, form)


@login_required
@require_POST
def entrust(request, slug, model):
    page = page_or_404(request.user, model, slug)
    form = EntrustForm(request.POST, page=page, by=request.user)
    if not form.is_open:
        raise PermissionDenied
    if form.is_valid() and form.entrust():
        messages.success(request, _("Saved."))
        return redirect(request.path)
    return _shown(request, page, form)


@login_required
@require_POST
def release(request, id):
    row = get_object_or_404(Stewardship.objects.select_related("page"), pk=id)
    if not any(one.row and one.row.pk == row.pk for one in _known(request.user, row)):
        raise Http404
    refuse_too_fast(request.user, "appoint")
    with telling_refusals(request):
        entrusting.release(row, by=request.user)
        messages.success(request, _("Saved."))
    return redirect(f"{row.page.get_absolute_url()}stewards/")


def _known(user, row):
    return named_for(row.page, user) if may(user, "read", row.page) else []


def _shown(request, page, form):
    context = {
        "page": page,
        "named": named_for(page, request.user),
        "form": form if form and form.is_open and not page.archived_at else None,
        "nav": page.SHELVES[page.kind],
    }
    status = 422 if form and form.errors else 200
    return render(request, "stewardship/page_stewards.html", context, status=status)
