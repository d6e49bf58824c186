"""The glossary, or one term of it, as a file for readers."""

from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import condition, conditional_page, require_safe

from glossary.exchange import publishing
from glossary.models import Term
from kmsite.pages.counts.counting import refuse_too_often
from kmsite.pages.permissions import page_or_404

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
}


def _state(request, format):
    return f'"{publishing.state()}-{format}"'


@require_safe
@condition(etag_func=_state)
def export(request, format):
    refuse_too_often(request, "export")
    return _named(FileResponse(publishing.whole(format), content_type=TYPES[format]), "glossary", format)


@require_safe
@conditional_page
def export_term(request, slug, format):
    term = page_or_404(request.user, Term, slug)
    if term.status == Term.Status.DRAFT:
        raise Http404
    answer = HttpResponse(publishing.one(term, format), content_type=TYPES[format])
    return _named(answer, term.slug, format)


def _named(response, name, format):
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{format}")
    response["Cache-Control"] = "private, no-cache"
    return response
