"""The culture shift: what it is, where one answers, and the picture of the organisation."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kmsite.culture.models import Assessment
from kmsite.culture.rounds.gathering import gathered
from kmsite.culture.rounds.standing import may_hold


@require_safe
@never_cache
def index(request):
    context = {"nav": "culture", "assessment": Assessment.objects.prefetch_related("items").first()}
    if request.user.is_authenticated:
        context |= {"found": gathered(request.user), "may_hold": may_hold(request.user, None)}
    return render(request, "culture/index.html", context)
