"""Keep what is in the editor as a draft: at every pause, on leaving, and where no script runs on request."""

from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_POST

from articles.models import Article
from articles.sent import sent_form
from kmsite.pages.desks import presence
from kmsite.pages.desks.desk import told_of_draft
from kmsite.pages.desks.receiving import keeping_what_was_sent, let_go
from kmsite.pages.desks.signed_out import told_when_signed_out


@told_when_signed_out
@keeping_what_was_sent(Article, reason="")
@login_required
@require_POST
def draft(request):
    page, form = sent_form(request)
    if page:
        presence.stay(page, request.user)
    if form.says_nothing_new():
        let_go(request)
    return told_of_draft(request, Article, page)
