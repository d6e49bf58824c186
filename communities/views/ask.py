"""Ask, propose or announce; meanwhile, what there is already about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communities.discussions.discussion_forms import NewDiscussionForm, seen_for
from communities.discussions.discussion_sent import refuse_silent
from communities.discussions.similar import similar_to
from communities.models import Discussion
from kmsite.pages.counts.counting import refuse_too_often
from kmsite.pages.desks.desk import desk, draft_asked_for
from kmsite.pages.desks.receiving import keeping_what_was_sent, let_go, refused
from kmsite.pages.models import Page
from kmsite.pages.names.calling import names_of, terms_called

LONGEST = 200
PREFILLED = {
    "title": "title",
    "text": "body",
    "tags": "tags",
    "community": "entry_place",
    "sort": "entry_sort",
}
"""What a link to the form may fill in."""


@keeping_what_was_sent(Discussion)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    refuse_silent(request.user)
    form = NewDiscussionForm(
        request.POST or None,
        initial=_given(request),
        writer=request.user,
        draft=draft_asked_for(request, Discussion, None),
    )
    if form.is_valid():
        if form.must_look:
            refused(request, _("You were shown what there is already about it."))
            return _shown(request, form, similar=form.similar, asks_to_look=True)
        if saved := form.ask():
            let_go(request)
            messages.success(request, _("It is asked. You will be told of each reply."))
            return redirect(saved.page)
    return _shown(request, form, similar=form.similar if form.is_bound else similar_to_link(request))


@require_safe
@login_required
def similar(request):
    """Show what there is about `?q=`, and which terms `?about=` means, while somebody types."""
    refuse_too_often(request, "similar")
    title = request.GET.get("q", "")[:LONGEST].replace("\0", "")
    context = {"similar": similar_to(request.user, title), "seen": seen_for(title)}
    return render(request, "communities/_discussion_similar.html", context)


def similar_to_link(request):
    """Return what there is about the title that a link to the form has filled in."""
    return similar_to(request.user, request.GET.get("title", "")[:LONGEST].replace("\0", ""))


def _given(request):
    given = {field: request.GET[name] for name, field in PREFILLED.items() if name in request.GET}
    if slug := request.GET.get("about", "").replace("\0", ""):
        terms = Page.objects.visible_to(request.user).of_kind(Page.Kind.TERM)
        given["entry_about"] = names_of(terms.filter(slug=slug)) or names_of(
            terms_called(request.user, [slug]).values()
        )
    return given


def _shown(request, form, **more):
    seen = seen_for(str(form["title"].value() or "")) if more.get("similar") else ""
    context = desk(request, form, Discussion, seen=seen, nav="communities", **more)
    return render(request, "communities/discussion_ask.html", context, status=422 if form.errors else 200)
