"""Everything that a comparison ever said: its versions, what differs, making one current again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from glossary import comparing
from glossary.choosing import address_of, title_of
from glossary.comparing import ComparisonConflict
from glossary.comparison_text import ComparisonText
from glossary.juxtaposing import stored_html, targets_for, text_view
from glossary.models import Comparison
from glossary.views.comparison_doors import for_curators, of_past_terms, of_terms
from kmsite.pages.clashes.comparing import differences
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import may
from kmsite.pages.saving.editing import NoLongerAllowed
from kmsite.text.refusal import TextRefused


@require_safe
@of_past_terms
def versions(request, terms):
    comparison = _comparison_or_404(terms)
    numbers = [_number(request.GET.get(name, "")) for name in ("a", "b")]
    if all(numbers):
        return redirect(f"{request.path}{min(numbers)}..{max(numbers)}/")
    part = slice_of(request, comparison.versions.select_related("by"), ["-number"])
    context = _around(terms) | {
        "comparison": comparison,
        "slice": part,
        "may_write": may(request.user, "glossary") and all(term.is_live for term in terms),
    }
    return render(request, "glossary/comparison_versions.html", context)


@require_safe
@of_past_terms
def version(request, terms, number):
    comparison = _comparison_or_404(terms)
    shown = _version_or_404(comparison, number)
    said = ComparisonText.of(shown.said)
    targets = targets_for(request.user, stored_html([], said))
    text = text_view(said, said.titles(), targets)
    context = _around(terms) | {
        "version": shown,
        "current": comparison.current,
        "text": text,
        "sources": text.sources,
        "then": title_of(said.titles().values()),
    }
    return render(request, "glossary/comparison_version.html", context)


@require_safe
@of_past_terms
def changed(request, terms, a, b):
    if a > b:
        raise Http404
    comparison = _comparison_or_404(terms)
    old, new = (_version_or_404(comparison, number) for number in (a, b))
    context = _around(terms) | {
        "old": old,
        "new": new,
        "current": comparison.current,
        "comparison": _differences(old, new),
        "side_by_side": request.GET.get("view") == "side",
        "old_name": _("Version %d") % a,
        "new_name": _("Version %d") % b,
    }
    return render(request, "glossary/comparison_changed.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@of_terms
@for_curators
def restore(request, terms, number):
    comparison = _comparison_or_404(terms)
    old = _version_or_404(comparison, number)
    fault = _restored(request, terms, old, comparison.current) if request.method == "POST" else ""
    if fault is None:
        messages.success(request, _("Version %d is restored.") % number)
        return redirect(address_of(terms))
    context = _around(terms) | {
        "version": old,
        "current": comparison.current,
        "comparison": _differences(comparison.current, old),
        "fault": fault,
        "old_name": _("Now"),
        "new_name": _("Version %d") % number,
    }
    return render(request, "glossary/comparison_restore.html", context, status=409 if fault else 200)


def _restored(request, terms, old, current):
    """Restore; return what stands in the way, None for nothing."""
    if request.POST.get("base") != str(current.number):
        return _("Somebody wrote another version meanwhile. Look at what would change now, then confirm it.")
    try:
        comparing.restore(terms=terms, old=old, base=current.number, by=request.user)
    except ComparisonConflict:
        return _("Somebody wrote another version meanwhile. Look at what would change now, then confirm it.")
    except NoLongerAllowed as ended:
        raise Http404 from ended
    except TextRefused as refused:
        return str(refused)
    return None


def _comparison_or_404(terms):
    return get_object_or_404(Comparison.objects.written().between(terms))


def _version_or_404(comparison, number):
    return get_object_or_404(comparison.versions.select_related("by"), number=number)


def _differences(old, new):
    before, after = (ComparisonText.of(one.said).readable() for one in (old, new))
    labels = {name: label for parts in (before, after) for name, (label, _text) in parts.items()}
    texts = [{name: text for name, (_label, text) in parts.items()} for parts in (before, after)]
    return differences(*texts, labels=labels)


def _around(terms):
    return {"address": address_of(terms), "title": title_of(term.title for term in terms), "nav": "glossary"}


def _number(text):
    """Read the number of a version; 0 for an odd one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
