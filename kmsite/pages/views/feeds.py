"""Recent changes as Atom feeds: of the whole site, of one page."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kmsite.pages.feeds import ENTRIES, feed_of
from kmsite.pages.models import Revision
from kmsite.pages.permissions import page_or_404


@require_safe
def changes_feed(request):
    revisions = Revision.objects.visible_to(request.user).recent()
    title = _("Recent changes: %s") % settings.SITE_NAME
    return _answer(request, revisions, title=title, link="/changes/")


@require_safe
def page_feed(request, slug, model):
    page = page_or_404(request.user, model, slug)
    revisions = Revision.objects.filter(page=page).recent()
    return _answer(request, revisions, title=page.title, link=page.get_absolute_url())


def _answer(request, revisions, **about):
    document = feed_of(revisions[:ENTRIES], feed=request.path, **about)
    return HttpResponse(document, content_type="application/atom+xml; charset=utf-8")
