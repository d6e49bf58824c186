"""The facilitator's guide: an hour in which a group talks about its round."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.culture.disclosure.disclosing import FEWEST
from kmsite.culture.models import Assessment


@require_safe
@login_required
def read_guide(request):
    context = {"nav": "culture", "fewest": FEWEST, "assessment": Assessment.objects.first()}
    return render(request, "culture/guide.html", context)
