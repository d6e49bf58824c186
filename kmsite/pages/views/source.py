"""The Markdown of a page, exactly as it was written."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kmsite.pages.permissions import page_or_404


@require_safe
def source(request, slug, model):
    page = page_or_404(request.user, model, slug)
    headers = {"X-Content-Type-Options": "nosniff"}
    return HttpResponse(page.current.body, content_type="text/plain; charset=utf-8", headers=headers)
