"""Begin a new article, empty or from a red link."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from articles.forms import NewArticleForm
from articles.models import Article
from kmsite.pages.desks.desk import desk, draft_asked_for
from kmsite.pages.desks.receiving import keeping_what_was_sent, let_go
from kmsite.pages.models import PUBLIC
from kmsite.pages.names.naming import near_titles, resolve
from kmsite.pages.permissions import may
from kmsite.pages.told.telling import tell
from kmsite.text.names import name_key

PREFILLED = ("title", "parent", "lede", "body", "tags")
"""What a link to the form may fill in."""


@keeping_what_was_sent(Article)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    if meant := _meant(request):
        return redirect(meant)
    if not may(request.user, "create"):
        raise PermissionDenied
    form = NewArticleForm(
        request.POST or None,
        initial={name: request.GET[name] for name in PREFILLED if name in request.GET},
        writer=request.user,
        draft=draft_asked_for(request, Article, None),
    )
    saved = form.create() if form.is_valid() else None
    if saved:
        let_go(request)
        tell(request, saved)
        return redirect(saved.page)
    near = near_titles(request.user, form["title"].value() or "")
    context = desk(request, form, Article, near=near, nav="articles")
    return render(request, "articles/article_create.html", context, status=422 if form.errors else 200)


def _meant(request):
    """Return the page that a red link means for this reader, where not everybody may know of it.

    On a page that others share such a link is red for all, so that it tells nobody what there is.
    """
    key = name_key(request.GET.get("title", "")) if request.method != "POST" else ""
    page = resolve(None, [key]).get(key) if key else None
    return page if page and page.reach != PUBLIC and may(request.user, "read", page) else None
