"""Answering in a round: what is sent is counted and shown once, to its writer alone."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kmsite.culture import addresses
from kmsite.culture.doors import round_to_answer_or_404


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, slug=None, *, number):
    round = round_to_answer_or_404(request.user, slug, number)
    return redirect(addresses.of_round(round))
