"""The way from a term to the curators' desk."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from glossary.models import Term
from kmsite.pages.permissions import page_or_404


@login_required
@require_safe
def edit(request, slug):
    term = page_or_404(request.user, Term, slug, to="edit")
    return redirect(f"/admin/glossary/term/{term.pk}/change/")
