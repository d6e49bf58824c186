"""What curators do to many terms at once: seen first, then done one by one, each told what became of it."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from glossary import curating
from glossary.admin.fields import DayField, PersonField, TermField
from glossary.combining import combined
from glossary.entry import Entry
from glossary.models import Domain, Term
from kmsite.pages.places.merging import ChangedMeanwhile
from kmsite.pages.refusing import Conflict, MergeRefused, TextRefused

MOST = 200
"""Terms that one act is done to: each is a version of its own."""


@dataclass(frozen=True)
class Outcome:
    """What became of one term: `is_done`, and in words what was done or why not."""

    term: Term
    is_done: bool
    told: str


class ReasonForm(forms.Form):
    """What every act asks for: why."""

    summary = forms.CharField(
        label=gettext_lazy("Reason, for the history"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class DeprecateForm(ReasonForm):
    """Which term to use instead."""

    replaced_by = TermField(
        Term._meta.get_field("replaced_by"), label=gettext_lazy("Replaced by"), required=False
    )


class StewardForm(ReasonForm):
    """Who keeps the entries right."""

    steward = PersonField(
        label=gettext_lazy("Steward"), required=False, help_text=gettext_lazy("Empty: nobody.")
    )


class ReviewForm(ReasonForm):
    """When to look again."""

    review_due = DayField(
        label=gettext_lazy("Review due"), required=False, help_text=gettext_lazy("Empty: no date.")
    )


class DomainForm(ReasonForm):
    """Where the terms belong."""

    domain = forms.ModelChoiceField(
        Domain.objects.all(),
        label=gettext_lazy("Domain"),
        required=False,
        help_text=gettext_lazy("Empty: none."),
    )


class MergeForm(ReasonForm):
    """Which of the terms goes on."""

    field_order = ["into"]
    into = forms.ModelChoiceField(Term.objects.none(), label=gettext_lazy("Goes on as"), empty_label=None)


@dataclass(frozen=True)
class Act:
    """One thing done to many terms: its form, its question, and what it does to each."""

    name: str
    label: str | Promise
    question: str | Promise
    form: type
    does: object
    fewest: int = 1


def approve(term, by, fields):
    return curating.approve(term, by=by, summary=fields["summary"])


def send_back(term, by, fields):
    summary = fields["summary"] or _("Send back to review")
    return curating.change(term, by=by, summary=summary, status="review", replaced_by=None)


def deprecate(term, by, fields):
    return curating.deprecate(term, by=by, replaced_by=fields["replaced_by"], summary=fields["summary"])


def set_steward(term, by, fields):
    steward, summary = fields["steward"], fields["summary"] or _("Set the steward")
    return curating.change(term, by=by, summary=summary, steward=steward and steward.pk)


def set_review(term, by, fields):
    summary = fields["summary"] or _("Set the review date")
    return curating.change(term, by=by, summary=summary, review_due=fields["review_due"])


def set_domain(term, by, fields):
    domain, summary = fields["domain"], fields["summary"] or _("Move to another domain")
    return curating.change(term, by=by, summary=summary, domain=domain and domain.pk)


def merge(term, by, fields):
    """Merge `term` into the one chosen, as that is after those before it; that one is left out."""
    into = Term.objects.live().with_current().filter(pk=fields["into"].pk).first()
    if into is None:
        raise MergeRefused(_("The term that was to go on is no longer there."))
    return None if into.pk == term.pk else curating.merge(term, into=into, by=by, summary=fields["summary"])


ACTS = (
    Act(
        "approve",
        gettext_lazy("Approve"),
        gettext_lazy("Approve these terms?"),
        ReasonForm,
        approve,
    ),
    Act(
        "send_back",
        gettext_lazy("Send back to review"),
        gettext_lazy("Send these terms back to review?"),
        ReasonForm,
        send_back,
    ),
    Act(
        "deprecate",
        gettext_lazy("Deprecate"),
        gettext_lazy("Deprecate these terms? They stay, and say so."),
        DeprecateForm,
        deprecate,
    ),
    Act(
        "set_steward",
        gettext_lazy("Set the steward"),
        gettext_lazy("Who keeps these terms right?"),
        StewardForm,
        set_steward,
    ),
    Act(
        "set_review",
        gettext_lazy("Set the review date"),
        gettext_lazy("When are these terms to be looked at again?"),
        ReviewForm,
        set_review,
    ),
    Act(
        "set_domain",
        gettext_lazy("Move to a domain"),
        gettext_lazy("To which domain do these terms belong?"),
        DomainForm,
        set_domain,
    ),
    Act(
        "merge",
        gettext_lazy("Merge into one"),
        gettext_lazy("Merge these terms into one? The others go on as it."),
        MergeForm,
        merge,
        fewest=2,
    ),
)


def page(request, template, context, status=200):
    """Answer with a page of the desk."""
    return TemplateResponse(request, template, context, status=status)


def action(act):
    """Return `act` as the list offers it: ask, then do it to one term after the other."""

    @admin.action(description=act.label)
    def asked(desk, request, queryset):
        terms = list(queryset.with_current().select_related("domain").order_by("title_key", "pk")[: MOST + 1])
        form = act.form(request.POST if "_do" in request.POST else None)
        if act.name == "merge":
            form.fields["into"].queryset = Term.objects.filter(pk__in=[term.pk for term in terms])
        context = _context(desk, request, act, terms) | {"form": form}
        if context["fault"] or not form.is_valid():
            return page(request, "admin/glossary/term/act.html", context)
        if act.name == "merge" and "_sure" not in request.POST:
            context["foreseen"] = list(foreseen(terms, form.cleaned_data["into"].pk))
            return page(request, "admin/glossary/term/act.html", context)
        outcomes = [done(act, term, request.user, form.cleaned_data) for term in terms]
        context["outcomes"] = [outcome for outcome in outcomes if outcome]
        return page(request, "admin/glossary/term/acted.html", context)

    asked.__name__ = act.name
    return asked


def _context(desk, request, act, terms):
    fault = ""
    if len(terms) > MOST:
        fault = _("Choose at most %d terms at once.") % MOST
    elif len(terms) < act.fewest:
        fault = _("Choose at least %d terms that are still there.") % act.fewest
    return {
        **desk.admin_site.each_context(request),
        "title": act.label,
        "act": act,
        "terms": terms,
        "fault": fault,
        "opts": desk.opts,
        "media": desk.media + act.form().media,
        "checkbox": ACTION_CHECKBOX_NAME,
        "list_address": desk.list_address,
    }


def done(act, term, by, fields):
    """Do `act` to `term`, in a transaction of its own; return what became of it."""
    try:
        saved = act.does(term, by, fields)
    except (Conflict, ChangedMeanwhile):
        return Outcome(term, False, _("Somebody saved it at the same moment. Try again."))
    except (TextRefused, MergeRefused) as refused:
        return Outcome(term, False, str(refused))
    if act.name == "merge":
        return Outcome(term, True, _("merged")) if saved else None
    if saved.outcome == "unchanged":
        return Outcome(term, True, _("as it was already"))
    return Outcome(saved.page, True, _("version %d") % saved.revision.number)


def foreseen(terms, into):
    """Yield for each term what the one that goes on would take over from it."""
    goal = next(term for term in terms if term.pk == into)
    whole = Entry.of(goal.current.structure)
    for term in terms:
        if term.pk != into:
            before, whole = whole, combined(goal, whole, term, Entry.of(term.current.structure))
            yield term, _gained(before, whole, term)


def _gained(before, after, term):
    """Return in words what came to an entry, part by part."""
    names = [one.text for one in after.names if one not in before.names]
    counts = {
        _("definitions"): len(after.definitions) - len(before.definitions),
        _("notes"): len(after.notes) - len(before.notes),
        _("relations"): max(len(after.relations) - len(before.relations), 0),
    }
    parts = [f"{_('names')}: {', '.join(names)}"] if names else []
    return [*parts, *(f"{label}: {count}" for label, count in counts.items() if count)]


ACTIONS = [action(act) for act in ACTS]
