"""The curators' work page, its lists, and the terms that somebody looks after."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from glossary import proposing, surveying
from glossary.models import Look, Proposal
from glossary.sourcing import missing
from glossary.working import WORK, of_steward, told_beside
from kmsite.accounts.permitting import right_required
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import may

MOST_OF_STEWARD = 500


@require_safe
@right_required(proposing.CURATING)
def work(request):
    context = {
        "proposals": Proposal.objects.open().count(),
        "cards": [(one, one.rows(request.user).count()) for one in WORK.values()],
        "overdue": of_steward(request.user).filter(review_due__lt=timezone.localdate()).count(),
        "looked_at": Look.objects.values_list("at", flat=True).first(),
        "nav": "glossary",
    }
    return render(request, "glossary/work.html", context)


@require_safe
@right_required(proposing.CURATING)
def listed(request, name):
    if name not in WORK:
        raise Http404
    one = WORK[name]
    part = slice_of(request, one.rows(request.user), one.order)
    told_beside(part.rows, request.user)
    if one.row == "source":
        for source in part.rows:
            source.missing = missing(source)
    context = {
        "work": one,
        "slice": part,
        "row": f"glossary/_work_{one.row}.html",
        "looked_at": Look.objects.values_list("at", flat=True).first(),
        "nav": "glossary",
    }
    return render(request, "glossary/work_list.html", context)


@require_POST
@right_required(proposing.CURATING)
def ignore(request):
    text = request.POST.get("text", "").replace("\0", "")
    if "back" in request.POST:
        surveying.offer_again(text)
        return redirect("glossary:work_list", "ignored")
    surveying.ignore(text, by=request.user)
    return redirect("glossary:work_list", "acronyms")


@require_safe
@login_required
def mine(request):
    context = {
        "terms": of_steward(request.user)[:MOST_OF_STEWARD],
        "today": timezone.localdate(),
        "is_curator": may(request.user, proposing.CURATING),
        "nav": "glossary",
    }
    return render(request, "glossary/term_mine.html", context)
