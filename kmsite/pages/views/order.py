"""Put the pages below a page, or those at the top, into another order."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kmsite.pages.permissions import may, page_or_404
from kmsite.pages.places.order_forms import OrderForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def order(request, slug, model):
    return _order(request, model, page_or_404(request.user, model, slug, to="move"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def order_top(request, model):
    if not may(request.user, "move"):
        raise PermissionDenied
    return _order(request, model, None)


def _order(request, model, page):
    form = OrderForm(request.POST or None, model=model, parent=page, orderer=request.user)
    done = form.reorder() if form.is_bound else None
    if done:
        messages.success(request, _told(done))
        return redirect(page or reverse("articles:index"))
    context = {"page": page, "form": form, "nav": "articles"}
    return render(request, "pages/page_order.html", context, status=409 if form.refusal else 200)


def _told(done):
    """Say that it is done, and what others did to these pages meanwhile."""
    sentences = [_("The pages are in order.") if done.changed else _("The order was this one already.")]
    if done.gone:
        gone = ngettext("%d page is no longer here.", "%d pages are no longer here.", done.gone)
        sentences.append(gone % done.gone)
    if done.come:
        come = ngettext("%d page came meanwhile and is last.", "%d pages came meanwhile, last.", done.come)
        sentences.append(come % done.come)
    return " ".join(sentences)
