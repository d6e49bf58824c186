"""The Markdown of a page, exactly as it was written."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kmsite.pages.index.languages import named
from kmsite.pages.permissions import page_or_404


@require_safe
def source(request, slug, model):
    page = page_or_404(request.user, model, slug)
    return as_markdown(page, page.current.body)


def as_markdown(page, text):
    """Answer with `text`; where a language was said, the front matter of an import is first."""
    if page.language:
        text = f"---\nlang: {named(page.language).code or page.language}\n---\n\n{text}"
    headers = {"X-Content-Type-Options": "nosniff"}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
