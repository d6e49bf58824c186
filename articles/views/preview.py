"""What a text will look like, and what it changes. Not saved; without scripts it is kept as a draft."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_POST

from articles.models import Article
from articles.sent import sent_form, with_terms
from kmsite.attachments.describing import undescribed
from kmsite.pages.clashes.comparing import differences
from kmsite.pages.desks.desk import desk
from kmsite.pages.desks.proofs import proof, refused_to_try
from kmsite.pages.desks.receiving import keeping_what_was_sent


@keeping_what_was_sent(Article, reason="")
@login_required
@require_POST
def preview(request):
    page, form = sent_form(request)
    body = form["body"].value() or ""
    shown = refused_to_try(request) or with_terms(proof(request.user, page, body), page, form)
    return _shown(request, page, form, shown)


@keeping_what_was_sent(Article, reason="")
@login_required
@require_POST
def changes(request):
    page, form = sent_form(request)
    if refused := refused_to_try(request):
        return _shown(request, page, form, refused)
    comparison = differences(form.before(), form.now())
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "pages/_comparison.html", {"comparison": comparison})
    return _at_desk(request, page, form, comparison=comparison)


def _shown(request, page, form, proof):
    silent = undescribed(proof.html, request.user)
    if request.headers.get("X-Requested-With") == "fetch":
        context = {"proof": proof, "undescribed": silent}
        return render(request, "pages/_proof.html", context, status=422 if proof.refusal else 200)
    return _at_desk(request, page, form, proof=proof, undescribed=silent)


def _at_desk(request, page, form, **looks):
    template = "articles/article_edit.html" if page else "articles/article_create.html"
    return render(request, template, desk(request, form, Article, page, nav="articles", **looks))
