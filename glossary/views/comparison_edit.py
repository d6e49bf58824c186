"""Write what stands between terms; a save on an older version is merged or shown as a conflict."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from glossary import comparing
from glossary.choosing import address_of, title_of
from glossary.comparing import ComparisonConflict
from glossary.comparison_conflict import meanwhile
from glossary.comparison_forms import ComparisonForm, labels_of, with_another_row
from glossary.comparison_text import ComparisonText
from glossary.models import Comparison, Source
from glossary.views.comparison_doors import for_curators, giving_back, of_terms
from kmsite.pages.saving.editing import NoLongerAllowed
from kmsite.text.refusal import TextRefused

OUTCOMES = {
    "saved": _("The comparison is published."),
    "merged": _("Published, and merged with what somebody else wrote meanwhile."),
    "unchanged": _("Nothing was different, so no version was made."),
}
SOURCES = 300
"""Sources that the fields propose; every other one can be named by its number."""


@giving_back
@require_http_methods(["GET", "HEAD", "POST"])
@of_terms
@for_curators
def edit(request, terms):
    comparison = Comparison.objects.written().between(terms).first()
    version = comparison.current if comparison else None
    said = ComparisonText.of(version.said) if version else ComparisonText()
    start = {"terms": terms, "said": said, "base": version.number if version else 0, "labels": _labels(said)}
    if "more" in request.POST:
        form = ComparisonForm(with_another_row(request.POST), **start)
        return _desk(request, terms, form, is_checked=False)
    form = ComparisonForm(request.POST if request.method == "POST" else None, **start)
    try:
        written = _written(request, form, terms) if form.is_valid() else None
    except ComparisonConflict as conflict:
        start |= {"said": conflict.merged, "base": conflict.theirs.number, "blank": 0}
        again = ComparisonForm(None, **start)
        again.initial["summary"] = form.cleaned_data["summary"]
        return _desk(request, terms, again, status=409, conflict=conflict, clashes=meanwhile(conflict, terms))
    if written:
        messages.success(request, OUTCOMES[written.outcome])
        return redirect(address_of(terms))
    return _desk(request, terms, form, status=422 if form.is_refused else 200)


def _written(request, form, terms):
    """Write it; None when it was refused, and then the form says why."""
    fields = form.cleaned_data
    act = {"base": fields["base"], "summary": fields["summary"], "by": request.user}
    try:
        return comparing.write(terms=terms, said=form.said(), **act)
    except NoLongerAllowed as ended:
        if not ended.sees_page:
            raise Http404 from ended
        form.add_error(None, str(ended))
    except TextRefused as refused:
        form.add_error(None, str(refused))
    return None


def _labels(said):
    newest = list(Source.objects.order_by("-pk")[:SOURCES])
    used = Source.objects.filter(pk__in=said.sources_used() - {source.pk for source in newest})
    return labels_of([*newest, *used])


def _desk(request, terms, form, *, status=200, is_checked=True, **conflict):
    context = {
        "form": form,
        "terms": terms,
        "title": title_of(term.title for term in terms),
        "address": address_of(terms),
        "is_checked": is_checked,
        "nav": "glossary",
        **conflict,
    }
    return render(request, "glossary/comparison_edit.html", context, status=status)
