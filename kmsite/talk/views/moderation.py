"""The queue of reports for those who moderate, and deciding one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kmsite.pages.models import Revision
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import may
from kmsite.pages.refusing import NoLongerAllowed, TextRefused
from kmsite.talk import moderating
from kmsite.talk.fetching import LARGEST
from kmsite.talk.models import Report
from kmsite.talk.moderating import AlreadyDecided
from kmsite.talk.moderation_forms import DecisionForm
from kmsite.text.excerpts import excerpt
from kmsite.text.plain import plain_text

Decision = Report.Decision


@login_required
@require_safe
def queue(request):
    if not moderating.moderates(request.user):
        raise PermissionDenied
    shows_decided = request.GET.get("show") == "decided"
    reports = _with_all(moderating.looked_after_by(request.user), request.user)
    if shows_decided:
        part = slice_of(request, reports.decided(), ["-decided_at", "-id"])
    else:
        part = slice_of(request, reports.waiting(), ["at", "id"])
    context = {"slice": part, "shows_decided": shows_decided}
    return render(request, "moderation/report_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, id):
    report = _report_or_404(request.user, id)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _decided(request, report, form.cleaned_data)
        except NoLongerAllowed as ended:
            raise (PermissionDenied if ended.sees_page else Http404) from ended
        except AlreadyDecided as late:
            form.add_error(None, late.message)
            return _shown(request, report, form, status=409)
        except TextRefused as refused:
            form.add_error(None, refused.message)
    return _shown(request, report, form, status=422 if form.errors else 200)


def _decided(request, report, said):
    moderating.decide(report, by=request.user, **said)
    if said["decision"] == Decision.REMOVED and not report.comment_id:
        messages.info(request, _("Decided. Now put the page into the trash, or move on."))
        may_trash = may(request.user, "trash", report.page)
        return redirect(f"{report.page.get_absolute_url()}trash/" if may_trash else report.page)
    messages.success(request, _("Decided. Whoever reported it was told."))
    return redirect("moderation")


def _shown(request, report, form, *, status):
    comment = report.comment
    context = {
        "report": report,
        "page": report.page,
        "form": form,
        "opening": excerpt(plain_text(comment.html), 600) if comment else "",
        "may_edit": comment is None and may(request.user, "edit", report.page),
    }
    return render(request, "moderation/report_decide.html", context, status=status)


def _report_or_404(user, id):
    if not moderating.moderates(user):
        raise PermissionDenied
    reports = _with_all(moderating.looked_after_by(user), user)
    report = reports.filter(pk=id).first() if id <= LARGEST else None
    if report is None:
        raise Http404
    return report


def _with_all(reports, user):
    """Fetch what a report shows; `is_mine`: `user` wrote on the page, and does not learn who it was."""
    wrote = Revision.objects.filter(page=OuterRef("page"), by=user)
    return reports.select_related("page", "comment__by", "by", "decided_by").annotate(is_mine=Exists(wrote))
