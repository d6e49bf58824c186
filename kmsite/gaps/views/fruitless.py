"""What becomes of a search that found nothing: a name of a term, or off the list and back again."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kmsite.accounts.permitting import right_required
from kmsite.gaps import settling
from kmsite.gaps.forms import NameForm
from kmsite.gaps.listing import is_known, may_mend, settled
from kmsite.pages.paging import slice_of
from kmsite.search.fruitless import key_of
from kmsite.search.models import LONGEST

WHYS = (settling.Outcome.UNWANTED, settling.Outcome.FOUND)


def who_mends(view):
    """Let in those who may see what nobody found."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not may_mend(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return login_required(checked)


@require_http_methods(["GET", "HEAD", "POST"])
@right_required("glossary")
def name(request):
    text = _question(request.GET.get("q", ""))
    form = NameForm(request.POST if request.method == "POST" else None, text=text, curator=request.user)
    saved = form.give() if form.is_valid() else None
    if saved:
        messages.success(
            request, _("“%(term)s” is found by “%(name)s” now.") % {"term": saved.page.title, "name": text}
        )
        return redirect("gaps:report", "nobody-found")
    context = {"form": form, "text": text, "nav": "reports"}
    return render(request, "gaps/fruitless_name.html", context, status=422 if form.errors else 200)


@require_POST
@who_mends
def settle(request):
    text = _question(request.POST.get("q", ""))
    if not is_known(text):
        raise Http404
    why = request.POST.get("why")
    settling.settle(text, why if why in WHYS else settling.Outcome.UNWANTED, by=request.user)
    messages.success(request, _("“%s” is off the list.") % text)
    return redirect("gaps:report", "nobody-found")


@require_safe
@who_mends
def taken_off(request):
    context = {"slice": slice_of(request, settled(), ["-at", "key"]), "nav": "reports"}
    return render(request, "gaps/fruitless_settled.html", context)


@require_POST
@who_mends
def put_back(request):
    text = _question(request.POST.get("q", ""))
    settling.put_back(text)
    messages.success(request, _("“%s” may stand on the list again.") % text)
    return redirect("gaps:settled")


def _question(text):
    """Return what somebody searched for; what cannot have been asked is not there."""
    text = " ".join(text.replace("\0", " ").split())
    if not key_of(text) or len(text) > LONGEST:
        raise Http404
    return text
