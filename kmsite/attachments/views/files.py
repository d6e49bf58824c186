"""The files of a page, and attaching one more."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kmsite.attachments.attaching import upload
from kmsite.attachments.forms import AttachForm
from kmsite.attachments.models import Attachment
from kmsite.attachments.refusing import FileRefused
from kmsite.pages.counts.counting import refuse_too_much
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import may, page_or_404
from kmsite.text.refusal import TextRefused


@require_http_methods(["GET", "HEAD", "POST"])
def files(request, slug, model):
    if request.method == "POST":
        return add_file(request, slug, model)
    page = page_or_404(request.user, model, slug)
    return render(request, "attachments/page_files.html", _context(request, page, AttachForm()))


@login_required
@require_POST
def add_file(request, slug, model):
    page = page_or_404(request.user, model, slug, to="edit")
    if not may(request.user, "upload", page):
        raise PermissionDenied
    form = AttachForm.sent_with(request)
    attachment = _attached(page, form, by=request.user)
    if not request.accepts("text/html"):
        return _told(form, attachment)
    if attachment:
        messages.success(request, _("%(name)s is attached.") % {"name": attachment.name})
        return redirect(request.path)
    return render(request, "attachments/page_files.html", _context(request, page, form), status=form.status)


def _attached(page, form, *, by):
    """Attach what the form holds; on a refusal say so in the form and return None."""
    if not form.is_valid():
        return None
    said = form.cleaned_data
    try:
        refuse_too_fast(by, "upload")
        refuse_too_much(by, "bytes", said["file"].size)
        return upload(
            page,
            form.kept,
            name=said["file"].name,
            by=by,
            description=said["description"],
            is_decorative=said["is_decorative"],
        )
    except (FileRefused, TextRefused) as refusal:
        form.add_error("file", str(refusal))
        return None


def _told(form, attachment):
    """Answer the editor, which puts the Markdown into the text or shows the reason."""
    if attachment is None:
        reasons = [reason for about in form.errors.values() for reason in about]
        return JsonResponse({"error": " ".join(reasons)}, status=form.status)
    told = {"url": attachment.get_absolute_url(), "name": attachment.name, "markdown": attachment.markdown}
    return JsonResponse(told, status=201)


def _context(request, page, form):
    listed = Attachment.objects.on(page).with_uses_for(request.user)
    return {
        "page": page,
        "slice": slice_of(request, listed, ["-at", "-id"]),
        "form": form,
        "may_attach": not page.archived_at
        and may(request.user, "upload", page)
        and may(request.user, "edit", page),
        "limit": filesizeformat(settings.MAX_ATTACHMENT_SIZE),
        "nav": "articles",
    }
