"""Say what an image shows, for people who cannot see it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kmsite.attachments import describing
from kmsite.attachments.forms import DescribeForm
from kmsite.attachments.permissions import file_or_404
from kmsite.attachments.refusing import FileRefused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request, id):
    attachment = file_or_404(request.user, id, to="change")
    form = DescribeForm(request.POST if request.method == "POST" else None, attachment=attachment)
    if form.is_valid() and _described(attachment, form, by=request.user):
        messages.success(request, _("The description is saved. Texts keep the words they have."))
        return redirect(attachment.about_url)
    context = {
        "attachment": attachment,
        "page": attachment.page,
        "form": form,
        "nav": attachment.page.SHELVES[attachment.page.kind],
    }
    return render(request, "attachments/file_describe.html", context, status=422 if form.errors else 200)


def _described(attachment, form, *, by):
    """Save what the form says; on a refusal say so in the form and return None."""
    try:
        return describing.describe(attachment, by=by, **form.cleaned_data)
    except FileRefused as refusal:
        form.add_error(None, str(refusal))
        return None
