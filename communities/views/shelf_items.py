"""What stands in a collection: put there, worded, put in order, taken out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.shelves import shelving
from communities.shelves.shelf_doors import collection_or_404, item_or_404
from communities.shelves.shelf_forms import PutForm, WhyForm
from communities.views.shelf_frame import step_of
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.refusable import telling_refusals
from kmsite.pages.views.archive import archived


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def put(request, id):
    row = collection_or_404(request.user, id, to="shelf")
    form = PutForm(request.POST if request.method == "POST" else None, writer=request.user, collection=row)
    if form.is_valid() and form.put():
        messages.success(request, _("It stands in “%s” now.") % row)
        return redirect(row)
    return _shown(request, "communities/shelf_put.html", row, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, id, item):
    one = item_or_404(request.user, id, item)
    row = one.row.collection
    form = WhyForm(request.POST if request.method == "POST" else None, writer=request.user, item=one.row)
    if form.is_valid() and form.change():
        messages.success(request, _("Saved."))
        return redirect(row)
    return _shown(request, "communities/shelf_why.html", row, form, item=one)


@login_required
@require_POST
def shift(request, id, item):
    one = item_or_404(request.user, id, item)
    refuse_too_fast(request.user, "shelve")
    with telling_refusals(request):
        seen = request.POST.get("seen", "")
        shelving.shift(one.row, step=step_of(request), seen=seen, by=request.user)
    return redirect(f"{one.row.collection.get_absolute_url()}#i{one.row.pk}")


@login_required
@require_POST
def take_out(request, id, item):
    one = item_or_404(request.user, id, item)
    refuse_too_fast(request.user, "shelve")
    with telling_refusals(request):
        shelving.take_out(one.row, by=request.user)
        messages.success(request, _("“%s” is out of the collection.") % one.title)
    return redirect(one.row.collection)


def _shown(request, template, row, form, **context):
    if row.community.archived_at and request.method != "POST":
        return archived(request, row.community)
    context |= {
        "nav": "communities",
        "tab": "shelf",
        "community": row.community,
        "collection": row,
        "form": form,
        "sign": getattr(form, "sign", ""),
    }
    return render(request, template, context, status=422 if form.errors else 200)
