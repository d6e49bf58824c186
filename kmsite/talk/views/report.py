"""Reporting a page or a comment, and reading what became of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kmsite.pages.models import Page
from kmsite.pages.permissions import page_or_404
from kmsite.talk.fetching import LARGEST, comment_or_404
from kmsite.talk.models import Report
from kmsite.talk.moderation_forms import ReportForm
from kmsite.talk.subject import Subject


@login_required
@require_safe
def at_home(request, slug, model):
    return redirect("report_page", page_or_404(request.user, model, slug).pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request, id):
    page = Page.objects.visible_to(request.user).filter(pk=id).first() if id <= LARGEST else None
    if page is None:
        raise Http404
    return _report(request, Subject(page))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_comment(request, id):
    comment = comment_or_404(request.user, id)
    if comment.is_deleted and not Report.objects.filter(comment=comment, by=request.user).exists():
        raise Http404
    return _report(request, Subject(comment.page, comment))


def _report(request, subject):
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.report(subject, by=request.user):
        messages.success(request, _("Thank you. Somebody will look at it and tell you what they decide."))
        return redirect(subject.address)
    reports = Report.objects.filter(page=subject.page, comment=subject.comment, by=request.user)
    mine = reports.order_by("-at", "-id").first()
    context = subject.around(form=form, mine=mine, waits=mine is not None and mine.decided_at is None)
    return render(request, "moderation/report.html", context, status=422 if form.errors else 200)
