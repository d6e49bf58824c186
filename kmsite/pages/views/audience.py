"""Who can see a page, why, and choosing anew."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kmsite.accounts.models import User
from kmsite.pages.models import Audience
from kmsite.pages.permissions import may, page_or_404
from kmsite.pages.readers import explaining
from kmsite.pages.readers.audience_forms import AudienceForm, PersonForm


@require_http_methods(["GET", "HEAD", "POST"])
def audience(request, slug, model):
    if request.method == "POST":
        return change(request, slug, model)
    page = page_or_404(request.user, model, slug)
    return _explained(request, page)


@login_required
@require_POST
def change(request, slug, model):
    page = page_or_404(request.user, model, slug, to="audience")
    form = AudienceForm(request.POST, page=page, writer=request.user)
    if form.is_valid() and form.change():
        messages.success(request, _("Saved. From now on this holds for every reader."))
        return redirect(request.path)
    page.refresh_from_db()
    return _explained(request, page, AudienceForm(None, page=page, writer=request.user), form)


def _explained(request, page, form=None, refused=None):
    """Show who can see the page; with a choice in the form or the query, also what it would touch."""
    context = {"page": page, "nav": page.SHELVES[page.kind], "errors": refused and refused.errors}
    context |= _explanation(request.user, page)
    if may(request.user, "audience", page):
        form = form or AudienceForm(None, page=page, writer=request.user)
        asked = (refused.data if refused else request.GET).get("choice")
        context |= {"form": form, **_previewed(request.user, page, form, asked)}
    if "people" in context["rights"] or "audience" in context["rights"]:
        context |= _one_person(request, page)
    return render(request, "pages/page_audience.html", context, status=422 if refused else 200)


def _explanation(reader, page):
    """Return what everybody who may read the page is told."""
    steps = explaining.steps_to(page, reader)
    reached = Audience.objects.get(pk=page.reach)
    rights = {right for right in ("people", "audience") if may(reader, right, page)}
    return {
        "steps": [(step, step.page.audience and explaining.name_of(step.page.audience)) for step in steps],
        "decider": next((step.page for step in steps if step.decides), None),
        "reached": explaining.name_of(reached),
        "members": _members(reached),
        "abilities": explaining.abilities(),
        "rights": rights,
    }


def _members(audience):
    """Return the people of an audience: who may read the page is one of them; of everyone nobody is named."""
    return User.objects.filter(audiences__audience=audience).order_by("name", "username")


def _previewed(reader, page, form, asked):
    """Return the choice that was asked about, and what it would touch; the present one is no question."""
    own = "" if page.audience_id is None else str(page.audience_id)
    choice = explaining.chosen(form.choices, asked) if asked is not None else None
    if choice is None or choice.reason or choice.value == own:
        return {"own": own, "asked": own}
    touched = explaining.touched_by(page, choice.reach, reader)
    return {"own": own, "asked": choice.value, "choice": choice, "touched": touched}


def _one_person(request, page):
    """Answer for one person, where somebody is named in the query."""
    form = PersonForm(request.GET if "username" in request.GET else None)
    return {
        "person_form": form,
        "answer": explaining.why(form.cleaned_data["username"], page) if form.is_valid() else "",
    }
