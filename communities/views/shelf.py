"""The shelf of a community: its collections, a new one, their order."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities.shelves import shelving
from communities.shelves.shelf_doors import collection_or_404, shelf_or_404
from communities.shelves.shelf_forms import CollectionForm
from communities.shelves.shelf_reading import may_fill, order_of, shelf_of
from communities.views.shelf_frame import step_of
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.refusable import telling_refusals
from kmsite.pages.views.archive import archived


@require_safe
def shelf(request, slug):
    community = shelf_or_404(request.user, slug)
    shelved = shelf_of(community, request.user)
    context = {
        "nav": "communities",
        "tab": "shelf",
        "community": community,
        "shelf": shelved,
        "seen": order_of(one.collection for one in shelved),
        "may_fill": may_fill(request.user, community),
    }
    return render(request, "communities/shelf_read.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request, slug):
    community = shelf_or_404(request.user, slug, to="shelf")
    if community.archived_at and request.method != "POST":
        return archived(request, community)
    form = CollectionForm(request.POST if request.method == "POST" else None, writer=request.user)
    if form.is_valid() and (made := form.begin(community)):
        return redirect(made)
    context = {"nav": "communities", "tab": "shelf", "community": community, "form": form}
    return render(request, "communities/shelf_words.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def move(request, id):
    collection = collection_or_404(request.user, id, to="shelf")
    refuse_too_fast(request.user, "shelve")
    seen = request.POST.get("seen", "")
    with telling_refusals(request):
        shelving.move(collection, step=step_of(request), seen=seen, by=request.user)
    return redirect(f"{collection.community.get_absolute_url()}shelf/#c{collection.pk}")
