"""Terms at the curators' desk."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from glossary import curating
from glossary.admin import actions
from glossary.admin.desk import Desk
from glossary.admin.exchange import ExchangeMixin
from glossary.admin.impacts import with_impact
from glossary.admin.listing import FILTERS, found, with_names
from glossary.admin.people import PeopleView
from glossary.admin.settling import conflict_context, settle, together
from glossary.admin.sheet import TermSheet
from glossary.models import Term
from glossary.nearby import namesakes
from glossary.relating import KINDS
from kmsite.pages.clashes.joining import in_one_phrase, writers_between
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.refusing import Conflict, TextRefused
from kmsite.pages.saving.drafts import Draft

LOOK = "_impact"
"""The button that saves nothing: it shows what the names would change."""
FIELDSETS = [
    (None, {"fields": ["title", "gloss", ("status", "domain")]}),
    (
        gettext_lazy("Care"),
        {"fields": [("steward", "review_due"), "is_contested", "replaced_by", "is_shareable"]},
    ),
    (
        gettext_lazy("How texts are linked by the preferred name"),
        {"fields": [("case", "autolink")], "classes": ["collapse"]},
    ),
    (gettext_lazy("Longer text"), {"fields": ["body"], "classes": ["collapse"]}),
]


@admin.register(Term)
class TermAdmin(ExchangeMixin, Desk):
    """Terms: every save is a version of the whole entry, merged with what came meanwhile."""

    list_display = ["title", "known_as", "standing", "domain", "steward", "due", "changed"]
    list_filter = FILTERS
    list_select_related = ["domain", "steward"]
    search_fields = ["title"]
    search_help_text = gettext_lazy("Names of every kind, glosses and definitions")
    ordering = ["title_key", "id"]
    date_hierarchy = None
    save_on_top = True
    actions = actions.ACTIONS

    class Media:
        css = {"all": ["css/admin-curating.css"]}

    def get_urls(self):
        own = [
            path("people/", self.admin_site.admin_view(self.people), name="glossary_term_people"),
            path("<int:id>/settle/", self.admin_site.admin_view(self.settle), name="glossary_term_settle"),
        ]
        return own + super().get_urls()

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_search_results(self, request, queryset, search_term):
        return found(queryset, search_term), False

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        changelist.result_list = with_names(changelist.result_list)
        return changelist

    def get_object(self, request, object_id, from_field=None):
        if not (object_id.isascii() and object_id.isdigit()):
            return None
        return self.get_queryset(request).with_current().filter(pk=int(object_id[:18])).first()

    def get_fieldsets(self, request, obj=None):
        return FIELDSETS

    @admin.display(description=gettext_lazy("also known as"))
    def known_as(self, term):
        return ", ".join(term.other_names)

    @admin.display(description=gettext_lazy("due"), ordering="review_due")
    def due(self, term):
        return term.review_due and date_format(term.review_due, "j M Y")

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def standing(self, term):
        status = term.get_status_display()
        return _("%s, contested") % status if term.is_contested else status

    @admin.display(description=gettext_lazy("changed"), ordering="changed_at")
    def changed(self, term):
        return date_format(localtime(term.changed_at), "j M Y")

    def sheet(self, request, obj):
        data = request.POST if request.method == "POST" else None
        if obj is None:
            return TermSheet(data, initial={"title": request.GET.get("title", "")[:200]})
        return TermSheet(data, draft=Draft.of(obj.current), base=obj.current.number)

    def saved(self, request, sheet, obj):
        """Save; what clashes with another curator is asked about, what cannot be kept is shown merged."""
        if LOOK in request.POST:
            with_impact(sheet, obj, request.user)
            return None
        try:
            return super().saved(request, sheet, obj)
        except Conflict as conflict:
            return self.asked(request, conflict, obj)

    def store(self, request, sheet, obj):
        fields = sheet.form.cleaned_data
        act = {"by": request.user, "summary": fields["summary"], "key": fields["key"]}
        refuse_too_fast(request.user, "edit")
        if obj is None:
            refuse_too_fast(request.user, "create")
            saved = curating.create(**sheet.said(), **act)
        else:
            base = fields["base_revision"] or 0
            try:
                saved = curating.revise(obj, base=base, **sheet.said(), **act)
            except TextRefused as refused:
                sheet.merged = together(obj, base, sheet, refused)
                raise
        if saved.outcome != "unchanged":
            self.warn(request, saved.page)
        return saved.page, self.told(saved)

    def warn(self, request, term):
        """Tell whoever saved of names that mean another term in another domain."""
        told = _(
            '“{}” is a name of <a href="{}">{}</a>, too: whoever follows it may be asked which is meant.'
        )
        for claim in namesakes(term):
            other = claim.term
            said = format_html(told, claim.text or other.title, other.get_absolute_url(), other.title)
            messages.warning(request, said)

    def told(self, saved):
        """Return what came of a save, with the way to the page."""
        number = saved.revision.number
        if saved.outcome == "unchanged":
            said = _("Nothing was changed; version %d stays.") % number
        elif saved.outcome == "merged":
            names = in_one_phrase(writers_between(saved.page, saved.revision.base.number, number - 1))
            said = _("Saved as version %(number)d, together with a change by %(names)s.")
            said %= {"number": number, "names": names}
        else:
            said = _("Saved as version %d.") % number
        return format_html('<a href="{}">{}</a>: {}', saved.page.get_absolute_url(), saved.page.title, said)

    def shown(self, request, sheet, obj, form_url="", extra_context=None):
        if merged := getattr(sheet, "merged", None):
            sheet = merged
        context = {"related_from": self.incoming(obj), "history": obj and f"{obj.get_absolute_url()}history/"}
        return super().shown(request, sheet, obj, form_url, context | (extra_context or {}))

    def incoming(self, obj):
        """Return what other terms say about this one: (term, wording from this side, stance)."""
        if obj is None:
            return []
        rows = obj.related_from.filter(term__trashed_at=None, term__merged_into=None).select_related("term")
        return [(row.term, KINDS[row.kind].inverse, row) for row in rows.order_by("term__title_key")]

    def asked(self, request, conflict, term, faults=()):
        """Answer with the places that clash, both readings of each."""
        context = {
            **self.admin_site.each_context(request),
            **conflict_context(conflict, term, request.POST, faults),
            "title": _("Which words shall stand?"),
            "opts": self.opts,
            "original": term,
            "media": self.media,
        }
        return self.render_conflict(request, context)

    def render_conflict(self, request, context):
        return actions.page(request, "admin/glossary/term/conflict.html", context, status=409)

    def settle(self, request, id):
        """Save what somebody chose on the page of a conflict; ask again where that clashes too."""
        term = self.get_object(request, str(id))
        back = reverse("admin:glossary_term_change", args=[id])
        if request.method != "POST" or term is None or not self.has_change_permission(request):
            return HttpResponseRedirect(back)
        return settle(self, request, term, back)

    def people(self, request):
        """Answer what is typed into the field of the steward."""
        return PeopleView.as_view(model_admin=self)(request)

    def history_view(self, request, object_id, extra_context=None):
        """Lead to the history of the page: the log of the admin is none."""
        term = self.get_object(request, object_id)
        if term is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(f"{term.get_absolute_url()}history/")

    def delete_view(self, request, object_id, extra_context=None):
        """Say that terms are deprecated: what links to them still finds them."""
        messages.info(
            request, _("A term is never deleted. Deprecate it: it stays, and says what to use instead.")
        )
        return HttpResponseRedirect(reverse("admin:glossary_term_changelist"))
