"""What a name would add to the texts, before it is saved: a fragment for whoever proposes or decides."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from glossary.impact_forms import ImpactForm


@login_required
@require_safe
def impact(request):
    form = ImpactForm(request.GET, asker=request.user)
    context = {"form": form, "impact": form.impact() if form.is_valid() else None}
    return render(request, "glossary/_impact.html", context, status=422 if form.errors else 200)
