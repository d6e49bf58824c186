"""Keep what is in the form of a charter as a draft: at every pause, and where no script runs on request."""

from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_POST

from communities.models import Community
from kmsite.pages.desks.desk import told_of_draft
from kmsite.pages.desks.receiving import keeping_what_was_sent
from kmsite.pages.desks.signed_out import told_when_signed_out
from kmsite.pages.permissions import page_or_404


@told_when_signed_out
@keeping_what_was_sent(Community, reason="")
@login_required
@require_POST
def keep(request):
    slug = request.GET.get("page")
    page = page_or_404(request.user, Community, slug, to="edit") if slug else None
    return told_of_draft(request, Community, page)
