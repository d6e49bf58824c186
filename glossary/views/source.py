"""A term as a document in Markdown."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from glossary.as_markdown import document
from glossary.models import Term
from kmsite.pages.permissions import page_or_404


@require_safe
def source(request, slug):
    term = page_or_404(request.user, Term, slug)
    headers = {"X-Content-Type-Options": "nosniff"}
    return HttpResponse(document(term), content_type="text/plain; charset=utf-8", headers=headers)
