"""Remove a secret from the history of a page: look where it stands, then black it out for good."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kmsite.pages.desks.presence import others_on
from kmsite.pages.endings import removing
from kmsite.pages.endings.confirming import RemovalForm
from kmsite.pages.endings.redacting import MARK, SecretRefused, occurrences, pages_of
from kmsite.pages.permissions import page_or_404
from kmsite.pages.refusing import TextRefused
from kmsite.pages.shown import beside


@sensitive_post_parameters("words")
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_secret(request, slug, model):
    page = page_or_404(request.user, model, slug, to="purge")
    form = RemovalForm(request.POST if request.method == "POST" else None)
    seen = _seen(page, form) if form.is_valid() else {}
    is_meant = seen and form.cleaned_data["is_sure"] and form.cleaned_data["found"] == seen["state"]
    if is_meant and (answer := _removed(request, page, form)):
        return answer
    context = {
        "page": page,
        "form": form,
        "mark": MARK,
        "editors": others_on(page, request.user),
        "nav": page.SHELVES[page.kind],
        **seen,
    }
    return render(request, "pages/page_remove_secret.html", context, status=422 if form.errors else 200)


def _seen(page, form):
    """Return where that which is to be removed stands; nothing, and the form says why, if nowhere."""
    fields = form.cleaned_data
    if number := fields["number"]:
        revision = page.revisions.select_related("by").filter(number=number).first()
        if revision is None:
            form.add_error("number", _("This page has no revision %d.") % number)
            return {}
        return {"whole": revision, "state": f"{number}"}
    found = occurrences(page, fields["secret"])
    others = beside.counted(fields["secret"], pages_of(page))
    if not found and not others:
        form.add_error("words", _("These words stand nowhere on this page or in its history."))
        return {}
    drafts = fields["secret"].drafts(pages_of(page))
    state = f"{len(found)}~{page.current.number}~{sum(others.values())}"
    return {"found": found, "drafts": len(drafts), "others": others, "state": state}


def _removed(request, page, form):
    """Remove it and lead to the history; None when it was refused, and then the form says why."""
    fields = form.cleaned_data
    act = {"why": fields["why"], "by": request.user}
    try:
        if number := fields["number"]:
            removing.remove_text(page, number=number, **act)
            said = _("The text of revision %d is removed for good.") % number
        else:
            count = removing.remove(page, secret=fields["secret"], **act)
            said = ngettext(
                "Removed from %d revision for good.", "Removed from %d revisions for good.", count
            )
            said = said % count if count else _("Removed for good.")
    except (SecretRefused, TextRefused) as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, said)
    page.refresh_from_db()
    return redirect(f"{page.get_absolute_url()}history/")
