"""Putting a draft into the trash. What readers know already stays, and is deprecated instead."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from glossary.models import Term
from kmsite.pages.permissions import page_or_404
from kmsite.pages.views import trash as pages_trash


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def trash(request, slug):
    term = page_or_404(request.user, Term, slug, to="trash")
    if term.status == Term.Status.DRAFT:
        return pages_trash.trash(request, slug, Term)
    context = {"page": term, "nav": "glossary"}
    return render(request, "glossary/term_stays.html", context, status=409)
