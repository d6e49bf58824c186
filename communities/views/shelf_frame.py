"""What the views of a shelf share: refusals that are told, the step of a button."""

from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404

from kmsite.pages.refusing import NoLongerAllowed
from kmsite.text.refusal import TextRefused


@contextmanager
def telling_refusals(request):
    """Say what was refused on the next page; what is gone or not allowed any more answers as ever."""
    try:
        yield
    except NoLongerAllowed as ended:
        raise (PermissionDenied if ended.sees_page else Http404) from ended
    except TextRefused as refused:
        messages.warning(request, str(refused))


def step_of(request):
    """Return which way a button moves something: up unless it says down."""
    return 1 if request.POST.get("step") == "down" else -1
