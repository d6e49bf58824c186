"""The doors for files at the curators' desk: export, and import with a preview."""

import io
import tempfile

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from import_export.admin import ImportExportMixin

from glossary.exchange import csv_files, tables, uploads
from glossary.exchange.collecting import Known, records
from glossary.exchange.files import FileRefused
from glossary.exchange.labels import LABELS
from glossary.exchange.planned import Outcome
from glossary.exchange.planning import newest_revision
from glossary.exchange.reading import refused_rows
from glossary.exchange.resource import TermResource, dataset_of
from glossary.models import Term
from kmsite.accounts.roles import rights_of
from kmsite.pages.counts.counting import refuse_too_often
from kmsite.text.refusal import TextRefused

SECONDS_OF_WRITING = 20
MOST_SHOWN = 200
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LOOK = forms.Media(css={"all": ["admin/css/forms.css", "css/admin-exchange.css"]})
OUTCOMES = {
    Outcome.REFUSED: gettext_lazy("refused"),
    Outcome.WAITING: gettext_lazy("not yet"),
    Outcome.NEW: gettext_lazy("new"),
    Outcome.CHANGED: gettext_lazy("changed"),
    Outcome.UNCHANGED: gettext_lazy("unchanged"),
}


class FileForm(forms.Form):
    """The file to import; its format is seen from what is in it."""

    file = forms.FileField(label=gettext_lazy("File"))


class ConfirmForm(forms.Form):
    """The file that was looked at, and when."""

    file = forms.CharField(widget=forms.HiddenInput)
    since = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ExchangeMixin(ImportExportMixin):
    """Import and export of terms, for whoever looks after the glossary."""

    def get_urls(self):
        refused = path(
            "import/refused/", self.admin_site.admin_view(self.refused), name="glossary_term_import_refused"
        )
        return [refused, *super().get_urls()]

    def has_import_permission(self, request):
        return "glossary" in rights_of(request.user)

    has_export_permission = has_import_permission

    def export_action(self, request):
        """Give all terms, those that readers are not shown included, as the format asked for."""
        self._refuse_strangers(request)
        format = request.GET.get("format")
        if format not in TYPES:
            return self._page(request, "export", title=_("Export"))
        refuse_too_often(request, "export")
        content = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
        tables.write(records(Term.objects.live(), Known.now()), content, format=format)
        content.seek(0)
        return _file(content, f"glossary-{localdate()}.{format}", TYPES[format])

    def import_action(self, request):
        """Take a file and show what it would do."""
        self._refuse_strangers(request)
        form = FileForm(request.POST or None, request.FILES or None)
        if getattr(request, "upload_was_too_large", False):
            form.add_error("file", _("This file is too large. Divide it."))
        elif request.method == "POST" and form.is_valid():
            content = form.cleaned_data["file"].read()
            try:
                refuse_too_often(request, "import")
                context = self._tried(request, content)
            except TextRefused as refused:
                form.add_error("file", refused.message)
            else:
                token = uploads.keep(request.user, content)
                confirm = ConfirmForm(initial={"file": token, "since": newest_revision()})
                return self._page(request, "preview", title=_("Preview"), confirm_form=confirm, **context)
        return self._page(request, "import", title=_("Import"), form=form)

    @method_decorator(require_POST)
    def process_import(self, request):
        """Bring in what was looked at; what does not fit into the time waits for the next time."""
        self._refuse_strangers(request)
        form = ConfirmForm(request.POST)
        try:
            if not form.is_valid():
                raise FileRefused(_("The file is no longer here. Choose it again."))
            context = self._brought(request, form)
        except FileRefused as refused:
            fresh = FileForm()
            fresh.cleaned_data, fresh._errors = {}, forms.utils.ErrorDict()
            fresh.add_error(None, refused.message)
            return self._page(request, "import", title=_("Import"), form=fresh)
        return self._page(request, "imported", title=_("Imported"), confirm_form=form, **context)

    @method_decorator(require_safe)
    def refused(self, request):
        """Give the rows that are not in, each with its reason, to be corrected and imported again."""
        self._refuse_strangers(request)
        form = ConfirmForm(request.GET)
        try:
            content = uploads.read(request.user, form["file"].value() or "")
            dataset = dataset_of(content)
        except FileRefused:
            return HttpResponseRedirect(reverse("admin:glossary_term_import"))
        since = form.cleaned_data["since"] if form.is_valid() else None
        resource = TermResource(by=request.user, since=since)
        resource.import_data(dataset, dry_run=True)
        columns, rows = refused_rows(dataset.headers, [list(row) for row in dataset], resource.plan)
        table = io.BytesIO()
        csv_files.write(columns, rows, table)
        table.seek(0)
        return _file(table, "refused.csv", TYPES["csv"])

    def _tried(self, request, content):
        dataset = dataset_of(content)
        resource = TermResource(by=request.user)
        result = resource.import_data(dataset, dry_run=True)
        return _told(result, resource.plan)

    def _brought(self, request, form):
        content = uploads.read(request.user, form.cleaned_data["file"])
        resource = TermResource(
            by=request.user,
            summary=_("Import"),
            since=form.cleaned_data["since"],
            seconds=SECONDS_OF_WRITING,
        )
        result = resource.import_data(dataset_of(content), dry_run=False)
        return _told(result, resource.plan)

    def _refuse_strangers(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied

    def _page(self, request, name, **context):
        context |= self.admin_site.each_context(request) | {"opts": self.opts, "media": self.media + LOOK}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/glossary/term/{name}.html", context)


def _told(result, plan):
    """Return what a page tells of a plan: the sums, and the rows, those that need a look first."""
    groups = []
    for outcome, name in OUTCOMES.items():
        rows = [row.planned for row in result.rows if row.planned.outcome == outcome]
        if rows:
            groups.append(
                {
                    "outcome": outcome.value,
                    "name": name,
                    "count": len(rows),
                    "rows": [_shown(row) for row in rows[:MOST_SHOWN]],
                    "more": max(0, len(rows) - MOST_SHOWN),
                }
            )
    return {
        "groups": groups,
        "writes": sum(plan.count(one) for one in (Outcome.NEW, Outcome.CHANGED)),
        "waiting": plan.count(Outcome.WAITING),
        "refused": plan.count(Outcome.REFUSED),
        "unchanged": plan.count(Outcome.UNCHANGED),
    }


def _shown(row):
    changes = [(LABELS[change.what], change.before, change.after) for change in row.changes]
    return {"row": row, "changes": changes}


def _file(content, name, type):
    return FileResponse(content, as_attachment=True, filename=name, content_type=type)
