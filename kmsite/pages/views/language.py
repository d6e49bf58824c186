"""Say which language a page is in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kmsite.pages.index.language_forms import LanguageForm
from kmsite.pages.permissions import page_or_404
from kmsite.pages.views.archive import archived


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def language(request, slug, model):
    page = page_or_404(request.user, model, slug, to="edit")
    if page.archived_at:
        return archived(request, page)
    sent = request.POST if request.method == "POST" else None
    form = LanguageForm(sent, page=page, writer=request.user)
    if request.method == "POST" and form.is_valid() and (count := form.choose()) is not None:
        messages.success(request, _said(count))
        return redirect(page)
    status = 422 if form.errors else 200
    context = {"page": page, "form": form, "nav": page.SHELVES[page.kind]}
    return render(request, "pages/page_language.html", context, status=status)


def _said(count):
    if not count:
        return _("Nothing changed: it was in this language already.")
    told = ngettext(
        "Saved. From now on search reads this page in the language that you chose.",
        "Saved. From now on search reads %(count)d pages in the language that you chose.",
        count,
    )
    return told % {"count": count}
