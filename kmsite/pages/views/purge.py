"""Delete for good what is in the trash."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kmsite.accounts.permitting import right_required
from kmsite.pages.endings import purging
from kmsite.pages.endings.confirming import PurgeForm
from kmsite.pages.endings.trashed import in_batch
from kmsite.pages.endings.trashing import NotThere
from kmsite.pages.models import Revision


@right_required("purge")
@require_http_methods(["GET", "HEAD", "POST"])
def purge(request, batch):
    pages = in_batch(batch, request.user)
    if not pages:
        raise Http404
    form = PurgeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _purged(request, batch)
    context = {
        "batch": batch,
        "pages": pages,
        "revisions": Revision.objects.filter(page__in=pages).count(),
        "form": form,
        "nav": "trash",
    }
    return render(request, "pages/trash_purge.html", context, status=422 if form.errors else 200)


def _purged(request, batch):
    try:
        purging.purge(batch, by=request.user)
    except NotThere:
        messages.warning(request, _("It is no longer in the trash."))
        return redirect("trashed")
    messages.success(request, _("It is deleted for good."))
    return redirect("trashed")
