"""The domains that the glossary is divided into."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from glossary.models import Domain


@require_safe
def domains(request):
    context = {"domains": Domain.objects.with_terms_counted(request.user), "nav": "glossary"}
    return render(request, "glossary/domain_list.html", context)
