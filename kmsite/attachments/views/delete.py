"""Take a file off its page, once no text shows it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kmsite.attachments.permissions import file_or_404
from kmsite.attachments.querysets import pages_with
from kmsite.attachments.refusing import FileRefused, FileUsed
from kmsite.attachments.removing import MOST_NAMED, remove


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, id):
    attachment = file_or_404(request.user, id, to="remove")
    used = list(pages_with(attachment).visible_to(request.user).by_title()[:MOST_NAMED])
    if request.method == "POST":
        try:
            remove(attachment, by=request.user)
        except FileUsed as refusal:
            used = refusal.pages
        except FileRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(f"{attachment.page.get_absolute_url()}files/")
        else:
            messages.success(request, _("%(name)s is deleted.") % {"name": attachment.name})
            return redirect(f"{attachment.page.get_absolute_url()}files/")
    context = {
        "attachment": attachment,
        "page": attachment.page,
        "used": used,
        "nav": attachment.page.SHELVES[attachment.page.kind],
    }
    status = 409 if used and request.method == "POST" else 200
    return render(request, "attachments/file_delete.html", context, status=status)
