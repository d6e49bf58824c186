"""Recent changes: what was written, said and done on everything the reader may see."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kmsite.pages.deeds.verbs import NEWS, SUBJECTS
from kmsite.pages.told import activity


@require_safe
def changes(request):
    subject, hides_minor = asked(request)
    context = {
        "slice": activity.slice_for(request, asked_for(request)),
        "tabs": [
            (name, label, _query(name, hides_minor))
            for name, label in [("", _("All")), *((name, SUBJECTS[name][0]) for name in NEWS)]
        ],
        "subject": subject,
        "hides_minor": hides_minor,
        "has_minor": subject in {"", "writing"},
        "here": _query(subject, hides_minor),
        "other": _query(subject, not hides_minor),
        "nav": "changes",
    }
    return render(request, "pages/change_list.html", context)


def asked(request):
    """Return the subject that the address names, and whether it leaves out minor edits."""
    subject = request.GET.get("about", "")
    return (subject if subject in NEWS else ""), request.GET.get("minor") == "no"


def asked_for(request):
    """Return the deeds that the address asks for."""
    subject, hides_minor = asked(request)
    entries = activity.news(request.user, subject)
    return entries.without_minor() if hides_minor else entries


def _query(subject, hides_minor):
    asked = [f"about={subject}" if subject else "", "minor=no" if hides_minor else ""]
    return "?" + "&".join(one for one in asked if one)
