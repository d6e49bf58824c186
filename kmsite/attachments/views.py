"""A file at its address; the files of a page, and attaching one more."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kmsite.attachments import serving
from kmsite.attachments.attaching import FileRefused, FileTooLarge, attach
from kmsite.attachments.forms import AttachForm
from kmsite.attachments.models import Attachment
from kmsite.pages.permissions import may, page_or_404


@require_safe
def file(request, id, name):
    shown = Attachment.objects.visible_to(request.user).select_related("blob", "page")
    attachment = get_object_or_404(shown, pk=id)
    if attachment.name != name:
        raise Http404
    try:
        content = serving.opened(attachment.blob)
    except FileNotFoundError as error:
        raise Http404 from error
    headers = serving.headers(attachment, request.user)
    response = FileResponse(content, headers=headers, **serving.presentation(attachment))
    patch_vary_headers(response, ["Cookie"])
    return get_conditional_response(request, etag=headers.get("ETag"), response=response)


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
    form = AttachForm(request.POST, request.FILES, too_large=getattr(request, "upload_was_too_large", False))
    attachment = _attach(page, form, by=request.user)
    if request.accepts("text/html"):
        if attachment:
            messages.success(request, _("%(name)s is attached.") % {"name": attachment.name})
            return redirect(request.path)
        return render(
            request, "attachments/page_files.html", _context(request, page, form), status=form.status
        )
    if attachment:
        answer = {
            "url": attachment.get_absolute_url(),
            "name": attachment.name,
            "markdown": attachment.markdown,
        }
        return JsonResponse(answer, status=201)
    reasons = [reason for about in form.errors.values() for reason in about]
    return JsonResponse({"error": " ".join(reasons)}, status=form.status)


def _attach(page, form, *, by):
    """Attach what the form holds; on a refusal say so in the form and return None."""
    if not form.is_valid():
        return None
    upload = form.cleaned_data["file"]
    try:
        return attach(
            page,
            name=upload.name,
            content=upload.read(settings.MAX_ATTACHMENT_SIZE + 1),
            by=by,
            description=form.cleaned_data["description"],
        )
    except FileTooLarge:
        form.refuse_size()
    except FileRefused as refusal:
        form.add_error("file", str(refusal))
    return None


def _context(request, page, form):
    return {
        "page": page,
        "attachments": Attachment.objects.on(page),
        "form": form,
        "may_attach": may(request.user, "upload", page) and may(request.user, "edit", page),
        "limit": filesizeformat(settings.MAX_ATTACHMENT_SIZE),
        "nav": "articles",
    }
