"""A collection: read as a list, as a series and as one document; its words, its end."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.shelves import shelving
from communities.shelves.shelf_doors import collection_or_404
from communities.shelves.shelf_forms import CollectionForm
from communities.shelves.shelf_reading import Shelved, may_fill, shown_in
from communities.shelves.shelf_texts import texts_of
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.refusable import telling_refusals
from kmsite.pages.views.archive import archived


@require_safe
def collection(request, id):
    return render(request, "communities/shelf_collection.html", _context(request, id))


@require_safe
def series(request, id, number):
    context = _context(request, id)
    items = context["items"]
    if not 1 <= number <= len(items):
        raise Http404
    [text] = texts_of(items[number - 1 : number], request.user)
    context |= {
        "text": text,
        "previous": items[number - 2] if number > 1 else None,
        "next": items[number] if number < len(items) else None,
    }
    return render(request, "communities/shelf_series.html", context)


@require_safe
def printed(request, id):
    context = _context(request, id)
    context |= {
        "texts": texts_of(context["items"], request.user, below=1),
        "today": timezone.localdate(),
        "site": settings.BASE_URL,
    }
    return render(request, "communities/shelf_print.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reword(request, id):
    row = collection_or_404(request.user, id, to="shelf")
    if row.community.archived_at and request.method != "POST":
        return archived(request, row.community)
    sent = request.POST if request.method == "POST" else None
    form = CollectionForm(sent, writer=request.user, collection=row)
    if form.is_valid() and form.reword():
        messages.success(request, _("Saved."))
        return redirect(row)
    context = _context(request, id) | {"form": form}
    return render(request, "communities/shelf_words.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove(request, id):
    row = collection_or_404(request.user, id, to="shelf")
    refuse_too_fast(request.user, "shelve")
    with telling_refusals(request):
        shelving.remove(row, seen=request.POST.get("seen", ""), by=request.user)
        messages.success(request, _("“%s” is off the shelf. The pages themselves are where they were.") % row)
        return redirect(f"{row.community.get_absolute_url()}shelf/")
    return redirect(row)


def _context(request, id):
    row = collection_or_404(request.user, id)
    shelved = Shelved(row, shown_in([row], request.user)[row.pk])
    return {
        "nav": "communities",
        "tab": "shelf",
        "community": row.community,
        "collection": row,
        "items": shelved.items,
        "seen": shelved.seen,
        "may_fill": may_fill(request.user, row.community),
    }
