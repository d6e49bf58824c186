"""The bytes of a file: as they are now, as they were once, and in fewer pixels."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kmsite.attachments import serving
from kmsite.attachments.models import Attachment, Version
from kmsite.attachments.widths import WIDTHS


@require_safe
def file(request, id, name, width=None):
    shown = Attachment.objects.shown_to(request.user).select_related("blob", "page")
    attachment = get_object_or_404(shown, pk=id)
    if attachment.name != name or width not in (None, *WIDTHS):
        raise Http404
    return serving.answer(request, attachment.blob, name=name, reach=attachment.page.reach, width=width)


@require_safe
def version(request, id, number, name):
    shown = Attachment.objects.shown_to(request.user).filter(pk=id)
    versions = Version.objects.select_related("blob", "attachment__page")
    found = get_object_or_404(versions, attachment__in=shown, number=number)
    if found.attachment.name != name:
        raise Http404
    return serving.answer(request, found.blob, name=name, reach=found.attachment.page.reach)
