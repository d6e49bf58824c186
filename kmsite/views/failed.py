"""The answer when something breaks: a database that does not answer is said, and what was sent comes back."""

import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.defaults import server_error

from kmsite.views.expired import KEPT

DATABASE_AWAY = (OperationalError, InterfaceError)
RETRY_AFTER = "5"  # seconds


def failed(request):
    """Answer 503 while the database is away, too slow or too busy, and 500 for a fault of ours.

    Django calls this where it answers an exception, whichever middleware or view it came from.
    """
    return unavailable(request) if _is_away(sys.exception()) else server_error(request)


@never_cache
def unavailable(request):
    """Say so without the database. A form can be sent again as it was: its key lets it be saved once."""
    sent = _sent(request) if request.method == "POST" else []
    context = {
        "kept": [(name, value) for name, value in sent if name in KEPT],
        "hidden": [(name, value) for name, value in sent if name not in KEPT],
        "address": request.get_full_path(),
        "csrf_token": get_token(request),
    }
    text = render_to_string("503.html", context)
    return HttpResponse(text, status=503, headers={"Retry-After": RETRY_AFTER})


def _is_away(error):
    """Tell a database that is away: one that died under a question is no more than a `DatabaseError`."""
    return isinstance(error, DATABASE_AWAY) or type(error) is DatabaseError


def _sent(request):
    """Return the fields of a form with their values; none of one that holds a password."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    if any("password" in name for name, _value in fields):
        return []
    return [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
