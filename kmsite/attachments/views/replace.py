"""Replace a file by a newer version, or make an older one the newest again."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kmsite.attachments import replacing
from kmsite.attachments.forms import ReplaceForm
from kmsite.attachments.permissions import file_or_404
from kmsite.attachments.refusing import FileRefused
from kmsite.pages.counts.counting import refuse_too_much
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.text.refusal import TextRefused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request, id):
    attachment = file_or_404(request.user, id, to="change")
    form = ReplaceForm(initial={"base": attachment.number})
    if request.method == "POST":
        form = ReplaceForm.sent_with(request)
        replaced = _replaced(attachment, form, by=request.user)
        if replaced:
            _tell(request, replaced)
            return redirect(attachment.about_url)
    context = {
        "attachment": attachment,
        "page": attachment.page,
        "form": form,
        "limit": filesizeformat(settings.MAX_ATTACHMENT_SIZE),
        "nav": attachment.page.SHELVES[attachment.page.kind],
    }
    status = form.status if form.errors else 200
    return render(request, "attachments/file_replace.html", context, status=status)


@login_required
@require_POST
def restore(request, id, number):
    attachment = file_or_404(request.user, id, to="change")
    get_object_or_404(attachment.versions, number=number)
    refuse_too_fast(request.user, "upload")
    try:
        replaced = replacing.restore(attachment, number=number, by=request.user)
    except FileRefused as refusal:
        messages.error(request, str(refusal))
    else:
        _tell(request, replaced)
    return redirect(attachment.about_url)


def _replaced(attachment, form, *, by):
    """Replace the file by what the form holds; on a refusal say so in the form and return None."""
    if not form.is_valid():
        return None
    said = form.cleaned_data
    try:
        refuse_too_fast(by, "upload")
        refuse_too_much(by, "bytes", said["file"].size)
        return replacing.replace(attachment, form.kept, base=said["base"], by=by, note=said["note"])
    except (FileRefused, TextRefused) as refusal:
        form.add_error("file", str(refusal))
        return None


def _tell(request, replaced):
    number = replaced.attachment.number
    if replaced.outcome == "unchanged":
        messages.info(request, _("Nothing was different, so no version was made."))
    elif replaced.outcome == "beside":
        said = _(
            "Somebody else replaced this file meanwhile. Both are kept: yours is version %(mine)d, "
            "theirs is version %(theirs)d."
        )
        messages.warning(request, said % {"mine": number, "theirs": number - 1})
    else:
        messages.success(request, _("This is version %d now.") % number)
