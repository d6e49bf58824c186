"""A community as other programs read it: its Markdown, and the feed of what is saved in it."""

from django.db.models import Q
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from communities.charters.charter import LABELS, Charter
from communities.models import Community
from kmsite.pages.models import Revision
from kmsite.pages.permissions import page_or_404
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.told.feeds import ENTRIES, feed_of, of_revision
from kmsite.pages.views.source import as_markdown


@require_safe
def source(request, slug):
    community = page_or_404(request.user, Community, slug)
    return as_markdown(community, _markdown(community))


@require_safe
def feed(request, slug):
    """Tell what was saved on the community, its discussions and its events, as far as the reader sees it."""
    community = page_or_404(request.user, Community, slug)
    here = Q(page=community.pk) | Q(page__parent=community.pk)
    revisions = Revision.objects.visible_to(request.user).filter(here).recent()[:ENTRIES]
    link = community.get_absolute_url()
    items = [of_revision(revision) for revision in revisions]
    document = feed_of(items, title=community.title, link=link, feed=request.path)
    return HttpResponse(document, content_type="application/atom+xml; charset=utf-8")


def _markdown(community):
    draft = Draft.of(community.current)
    parts = [f"# {draft.title}", draft.lede, draft.body]
    charter = Charter.of(draft.entry)
    parts += [f"## {LABELS[name]}\n\n{text}" for name, text in charter.texts().items()]
    if charter.review_due:
        parts.append(f"## {LABELS['review_due']}\n\n{charter.review_due.isoformat()}")
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"
