"""What a text will look like, and what it changes. Not saved; without scripts it is kept as a draft."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_POST

from articles.desk import desk
from articles.models import Article
from articles.sent import sent_form, with_terms
from kmsite.attachments.describing import undescribed
from kmsite.pages.comparing import differences
from kmsite.pages.proofs import proof
from kmsite.pages.receiving import keeping_what_was_sent


@keeping_what_was_sent(Article, reason="")
@login_required
@require_POST
def preview(request):
    page, form = sent_form(request)
    shown = with_terms(proof(request.user, page, form["body"].value() or ""), page, form)
    silent = undescribed(shown.html, request.user)
    if request.headers.get("X-Requested-With") == "fetch":
        context = {"proof": shown, "undescribed": silent}
        return render(request, "articles/_proof.html", context, status=422 if shown.refusal else 200)
    return render(request, _template(page), desk(request, form, page, proof=shown, undescribed=silent))


@keeping_what_was_sent(Article, reason="")
@login_required
@require_POST
def changes(request):
    page, form = sent_form(request)
    comparison = differences(form.before(), form.now())
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "pages/_comparison.html", {"comparison": comparison})
    return render(request, _template(page), desk(request, form, page, comparison=comparison))


def _template(page):
    return "articles/article_edit.html" if page else "articles/article_create.html"
