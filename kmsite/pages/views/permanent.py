"""The address of a page that no renaming changes."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from kmsite.pages.models import Page


@require_safe
def permanent(request, id):
    return redirect(get_object_or_404(Page.objects.visible_to(request.user), pk=id))
