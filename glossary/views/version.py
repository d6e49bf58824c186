"""A whole term as one version had it: from what the version keeps, and nothing else."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from glossary.models import Term
from glossary.previewing import preview
from glossary.sharing import citation
from glossary.versions import then
from kmsite.pages.permissions import history_page_or_404, may


@require_safe
def version(request, slug, number):
    page = history_page_or_404(request.user, Term, slug)
    revision = get_object_or_404(page.revisions.select_related("by"), number=number)
    context = {
        "page": page,
        "revision": revision,
        "term": then(revision),
        "preview": preview(citation(page, revision)),
        "is_current": revision.pk == page.current_id,
        "may_restore": may(request.user, "edit", page),
        "nav": "glossary",
    }
    return render(request, "glossary/term_version.html", context)


@require_safe
def revision(request, slug, number):
    """Lead from the address that every page has for a revision to that of the version."""
    page = history_page_or_404(request.user, Term, slug)
    return redirect(f"{page.get_absolute_url()}v/{number}/")
