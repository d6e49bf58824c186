"""What is known of a file: what it shows, where it is used, and what it was before."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.attachments.permissions import file_or_404, may_change, may_remove
from kmsite.attachments.querysets import pages_with
from kmsite.pages.paging import slice_of

MOST_PAGES = 100


@require_safe
def about(request, id):
    attachment = file_or_404(request.user, id)
    versions = attachment.versions.select_related("blob", "by", "attachment")
    used = list(pages_with(attachment).visible_to(request.user).by_title()[: MOST_PAGES + 1])
    archived = attachment.page.archived_at
    context = {
        "attachment": attachment,
        "page": attachment.page,
        "slice": slice_of(request, versions, ["-number"]),
        "used": used[:MOST_PAGES],
        "has_more": len(used) > MOST_PAGES,
        "may_change": not archived and may_change(request.user, attachment),
        "may_remove": not archived and may_remove(request.user, attachment),
        "nav": attachment.page.SHELVES[attachment.page.kind],
    }
    return render(request, "attachments/file_read.html", context)
