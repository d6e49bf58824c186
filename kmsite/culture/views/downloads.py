"""The picture of a round as a file, for those who may see it on its page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kmsite.culture.doors import round_to_answer_or_404


@never_cache
@login_required
@require_safe
def picture(request, slug=None, *, number, extension):
    round_to_answer_or_404(request.user, slug, number)
    raise Http404
