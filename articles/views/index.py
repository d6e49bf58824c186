"""All articles: as a tree, or by their last change."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.tree import grown
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import may, page_or_404


@require_safe
def index(request):
    view = by_change if request.GET.get("view") == "changes" else tree
    return view(request)


def tree(request):
    """Show sections with their pages; `?under=<slug>` begins at one section."""
    visible = Article.objects.visible_to(request.user)
    slug = request.GET.get("under")
    under = page_or_404(request.user, Article, slug) if slug else None
    branch = visible.children_of(under) if under else visible.roots()
    part = slice_of(request, branch, ["position", "id"])
    context = {"under": under, "slice": part, "tree": grown(visible, part.rows), **_frame(request)}
    return render(request, "articles/article_list.html", context)


def by_change(request):
    pages = Article.objects.visible_to(request.user).with_current()
    part = slice_of(request, pages, ["-changed_at", "-id"])
    return render(request, "articles/article_changes.html", {"slice": part, **_frame(request)})


def _frame(request):
    user = request.user
    rights = {
        "may_create": may(user, "create"),
        "may_order": may(user, "move"),
        "may_select": may(user, "bulk"),
    }
    return {"nav": "articles", **rights}
