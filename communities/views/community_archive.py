"""Put a community into the archive, and take it out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.life import changing
from communities.life.community_forms import ArchiveForm
from communities.models import Community
from kmsite.pages.endings.archiving import ArchiveRefused
from kmsite.pages.models import Page
from kmsite.pages.permissions import page_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def archive(request, slug):
    community = page_or_404(request.user, Community, slug, to="archive")
    if community.archived_at:
        messages.warning(request, _("This community is in the archive already."))
        return redirect(community)
    form = ArchiveForm(request.POST or None, community=community, writer=request.user)
    if form.is_valid() and form.archive():
        messages.success(request, _("“%s” is in the archive.") % community)
        return redirect(community)
    below = Page.objects.visible_to(request.user).unarchived().filter(parent=community.pk)
    context = {"nav": "communities", "community": community, "form": form, "below": below.count()}
    status = 422 if form.errors else 200
    return render(request, "communities/community_archive.html", context, status=status)


@login_required
@require_POST
def unarchive(request, slug):
    community = page_or_404(request.user, Community, slug, to="archive")
    try:
        changing.unarchive(community, by=request.user)
    except ArchiveRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("“%s” is out of the archive.") % community)
    return redirect(community)
