"""The second step of a harvest: the form of an article or a term, filled in, and saved with its credits."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Article
from communities.models import Discussion
from glossary.models import Term
from glossary.views.propose import answered
from kmsite.harvest.chosen import chosen
from kmsite.harvest.forms import HarvestedArticle, HarvestedEdit, HarvestedTerm
from kmsite.pages.clashes.resolving import conflict_page
from kmsite.pages.clashes.settling import without_conflict
from kmsite.pages.desks.desk import desk, draft_asked_for
from kmsite.pages.desks.receiving import keeping_as, let_go, written
from kmsite.pages.permissions import may, page_or_404
from kmsite.pages.saving.editing import Conflict
from kmsite.pages.views.archive import archived

METHODS = ("GET", "HEAD", "POST")


@keeping_as(lambda request, named: written(request, Article))
@login_required
@require_http_methods(METHODS)
def article(request, slug):
    thread = page_or_404(request.user, Discussion, slug)
    if not may(request.user, "create"):
        raise PermissionDenied
    taken = chosen(thread, request.GET.getlist("take"), request.user)
    if not taken.is_whole and request.method != "POST":
        return _choose_again(request, thread)
    form = HarvestedArticle(request.POST or None, **_options(request, Article, None), chosen=taken)
    saved = form.create() if form.is_valid() else None
    return _harvested(request, saved) if saved else _shown(request, "harvest/article.html", form, thread)


@keeping_as(lambda request, named: written(request, Article))
@login_required
@require_http_methods(METHODS)
def edit(request, slug):
    thread = page_or_404(request.user, Discussion, slug)
    page = page_or_404(request.user, Article, request.GET.get("page", ""), to="edit")
    taken = chosen(thread, request.GET.getlist("take"), request.user)
    if not taken.is_whole and request.method != "POST":
        return _choose_again(request, thread)
    if page.archived_at and request.method != "POST":
        return archived(request, page)
    try:
        sent = without_conflict(request.POST, page)
        form = HarvestedEdit(sent or None, page=page, **_options(request, Article, page), chosen=taken)
        saved = form.revise() if form.is_valid() else None
    except Conflict as conflict:
        return _conflict(request, conflict, page)
    return _harvested(request, saved) if saved else _shown(request, "harvest/edit.html", form, thread, page)


@keeping_as(lambda request, named: written(request, Term))
@login_required
@require_http_methods(METHODS)
def term(request, slug):
    thread = page_or_404(request.user, Discussion, slug)
    about = request.GET.get("page", "")
    meant = page_or_404(request.user, Term, about) if about else None
    taken = chosen(thread, request.GET.getlist("take"), request.user)
    if not taken.is_whole and request.method != "POST":
        return _choose_again(request, thread)
    form = HarvestedTerm(request.POST or None, term=meant, **_options(request, Term, meant), chosen=taken)
    return answered(request, form, action=request.get_full_path(), drafts=[])


def _options(request, model, page):
    """Return who writes, where a text that is refused goes on, and the one with which somebody goes on."""
    asked = request.GET.copy()
    asked.pop("draft", None)
    draft = draft_asked_for(request, model, page)
    return {"writer": request.user, "desk": f"{request.path}?{asked.urlencode()}", "draft": draft}


def _choose_again(request, thread):
    messages.warning(request, _("A reply that you chose is not there any more. Choose again."))
    return redirect("harvest:choose", thread.slug)


def _harvested(request, saved):
    let_go(request)
    if saved.outcome == "unchanged":
        messages.info(request, _("Nothing was changed, so nothing was harvested."))
    else:
        messages.success(request, _("Harvested. The discussion leads here, and its people are credited."))
    return redirect(saved.page)


def _shown(request, template, form, thread, page=None):
    around = {"thread": thread, "action": request.get_full_path(), "drafts": [], "nav": "articles"}
    context = desk(request, form, Article, page, **around)
    return render(request, template, context, status=422 if form.errors else 200)


def _conflict(request, conflict, page):
    context = conflict_page(conflict, request.POST, page)
    context["hidden"]["widens"] = request.POST.get("widens", "")
    context["action"] = request.get_full_path()
    return render(request, "pages/page_conflict.html", context, status=409)
