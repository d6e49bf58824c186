"""Whom a comment may name, as somebody types an `@`."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kmsite.pages.models import Page
from kmsite.talk.mentioning import suggest


@require_safe
@login_required
def people(request, id):
    page = get_object_or_404(Page.objects.visible_to(request.user), pk=id)
    found = suggest(request.GET.get("q", ""), page)
    return JsonResponse({"items": [{"username": one.username, "name": str(one)} for one in found]})
