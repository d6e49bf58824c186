"""Recent changes as Atom feeds: of the whole site, of one page."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kmsite.pages.models import Revision
from kmsite.pages.permissions import page_or_404
from kmsite.pages.told.activity import told_with_saves
from kmsite.pages.told.feeds import ENTRIES, feed_of, of_deed, of_revision
from kmsite.pages.views.changes import asked_for


@require_safe
def changes_feed(request):
    entries = asked_for(request)[:ENTRIES]
    items = [of_deed(deed) for deed in told_with_saves(entries, request.user)]
    title = _("Recent changes: %s") % settings.SITE_NAME
    return _answer(request, items, title=title, link="/changes/")


@require_safe
def page_feed(request, slug, model):
    page = page_or_404(request.user, model, slug)
    items = [of_revision(revision) for revision in Revision.objects.filter(page=page).recent()[:ENTRIES]]
    return _answer(request, items, title=page.title, link=page.get_absolute_url())


def _answer(request, items, **about):
    document = feed_of(items, feed=request.get_full_path(), **about)
    return HttpResponse(document, content_type="application/atom+xml; charset=utf-8")
