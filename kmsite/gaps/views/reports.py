"""All reports, one of them, and one as a file."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kmsite.accounts.roles import rights_of
from kmsite.gaps.as_csv import table
from kmsite.gaps.forms import SectionForm
from kmsite.gaps.listing import may_mend
from kmsite.gaps.reports import COUNTED, REPORTS, reports_for
from kmsite.pages.counts.counting import refuse_too_often
from kmsite.pages.paging import slice_of


@require_safe
def index(request):
    cards = [(report, report.count(request.user)) for report in reports_for(request.user)]
    return render(request, "gaps/report_list.html", {"cards": cards, "most": COUNTED, "nav": "reports"})


@require_safe
def report(request, name):
    one = _asked_for(name)
    if refused := _refused(request, one):
        return refused
    form = SectionForm(request.GET, reader=request.user) if one.section else None
    part = slice_of(request, one.rows_in(request.user, form and form.chosen), one.order, one.size)
    rights = rights_of(request.user)
    context = {
        "report": one,
        "form": form,
        "section": form and form.chosen,
        "slice": part,
        "lines": one.lines(part.rows, request.user),
        "heads": one.heads[2:],
        "beside": reports_for(request.user),
        "may_create": "create" in rights,
        "may_merge": "move" in rights,
        "may_curate": "glossary" in rights,
        "nav": "reports",
    }
    return render(request, "gaps/report_read.html", context)


@require_safe
def as_csv(request, name):
    one = _asked_for(name)
    if refused := _refused(request, one):
        return refused
    refuse_too_often(request, "export")
    section = SectionForm(request.GET, reader=request.user).chosen
    lines = table(one, request.user, section, timezone.get_current_timezone())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{one.name}.csv"'
    return response


def _asked_for(name):
    if name not in REPORTS:
        raise Http404
    return REPORTS[name]


def _refused(request, one):
    """Lead to signing in who may see more then; raise PermissionDenied for who may not see this report."""
    if not one.is_for_menders or may_mend(request.user):
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied
