"""A term as a document in Markdown."""

from django.views.decorators.http import require_safe

from glossary.as_markdown import document
from glossary.models import Term
from kmsite.pages.permissions import page_or_404
from kmsite.pages.views.source import as_markdown


@require_safe
def source(request, slug):
    term = page_or_404(request.user, Term, slug)
    return as_markdown(term, document(term))
