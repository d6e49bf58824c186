"""The picture of a round as a file, for those who may see it on its page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kmsite.culture.disclosure.results import lines
from kmsite.culture.picture import pictures, picturing
from kmsite.culture.rounds.doors import round_to_see_or_404


@never_cache
@login_required
@require_safe
def picture(request, slug=None, *, number, extension):
    round = round_to_see_or_404(request.user, slug, number)
    drawn = picturing.picture_of(round, lines(round), before=picturing.before(round))
    if drawn is None:
        raise Http404
    response = set_response_etag(pictures.answer(drawn, extension, picturing.file_name(round)))
    return get_conditional_response(request, etag=response.headers["ETag"], response=response)
