"""The log of what everybody did, for administrators: to read, and as a file."""

import csv
from html import unescape

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from glossary.exchange.cells import disarmed
from kmsite.accounts.permitting import right_required
from kmsite.pages.counts.counting import refuse_too_often
from kmsite.pages.models import LedgerEntry
from kmsite.pages.paging import slice_of
from kmsite.pages.told import auditing
from kmsite.pages.told.activity import ORDER
from kmsite.views.audit_form import AuditForm


@require_safe
@right_required("settings")
def audit(request):
    form = AuditForm(request.GET, reader=request.user)
    part = slice_of(request, _asked_for(form), ORDER)
    context = {
        "form": form,
        "slice": part,
        "deeds": auditing.told_to(request.user, part.rows),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "query": request.GET.urlencode(),
    }
    return render(request, "audit/deed_list.html", context, status=422 if form.errors else 200)


@require_safe
@right_required("settings")
def audit_csv(request):
    refuse_too_often(request, "export")
    form = AuditForm(request.GET, reader=request.user)
    lines = _lines(request.user, _asked_for(form), timezone.get_current_timezone())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def _asked_for(form):
    wanted = form.wanted()
    return auditing.deeds_of(wanted) if wanted else LedgerEntry.objects.none()


class _Line:
    """What the writer of the table writes to: a line is given back instead of kept."""

    def write(self, line):
        return line


def _lines(reader, entries, zone):
    """Yield the table line by line. The zone of the reader is gone by the time when this runs."""
    rows = csv.writer(_Line())
    yield "\ufeff"
    yield rows.writerow([_("Time"), _("Username"), _("Deed"), _("What happened"), _("Page")])
    for deed in auditing.every_deed(reader, entries):
        who = deed.entry.by.username if deed.entry.by else ""
        where = deed.page.get_absolute_url() if deed.page else ""
        at = deed.at.astimezone(zone).isoformat(timespec="seconds")
        yield rows.writerow([at, *map(disarmed, (who, deed.entry.verb, _plain(deed.sentence), where))])


def _plain(sentence):
    """Return a sentence without its links."""
    return unescape(strip_tags(sentence))
