"""Passing a term on: its addresses, its definition and its citation, to copy or to load down."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from glossary import citing_files, quoting
from glossary.citing import apa
from glossary.models import Term
from glossary.previewing import preview
from glossary.sharing import citation, read_today, short_address
from kmsite.pages.permissions import history_page_or_404, may, page_or_404


@require_safe
def share(request, slug):
    term = page_or_404(request.user, Term, slug)
    return _share(request, term, term.current)


@require_safe
def share_version(request, slug, number):
    return _share(request, *_version(request, slug, number))


@require_safe
def bib(request, slug, number):
    cited = citation(*_version(request, slug, number))
    return _file(cited, citing_files.bibtex(cited), "bib", "application/x-bibtex; charset=utf-8")


@require_safe
def ris(request, slug, number):
    cited = citation(*_version(request, slug, number))
    text = citing_files.ris(cited, quoting.words(cited))
    return _file(cited, text, "ris", "application/x-research-info-systems; charset=utf-8")


def _share(request, term, revision):
    cited = citation(term, revision)
    is_current = revision.pk == term.current_id
    context = {
        "page": term,
        "citation": cited,
        "is_current": is_current,
        "short": short_address(term, cited.entry, request.user) if is_current else "",
        "preview": preview(cited),
        "definition": quoting.definition(cited),
        "passage": quoting.html(cited),
        "text": quoting.text(cited),
        "markdown": quoting.markdown(cited),
        "apa": apa(cited),
        "apa_of_page": apa(read_today(cited)) if is_current else "",
        "bibtex": citing_files.bibtex(cited),
        "files": reverse("glossary:version", args=[term.slug, revision.number]),
        "is_closed": settings.READING == "signed-in",
        "may_curate": may(request.user, "edit", term),
        "nav": "glossary",
    }
    return _not_indexed(render(request, "glossary/term_share.html", context))


def _version(request, slug, number):
    term = history_page_or_404(request.user, Term, slug)
    return term, get_object_or_404(term.revisions, number=number)


def _file(cited, text, ending, media_type):
    response = HttpResponse(text, content_type=media_type)
    name = f"{citing_files.key(cited)}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _not_indexed(response)


def _not_indexed(response):
    response.headers["X-Robots-Tag"] = "noindex"
    return response
