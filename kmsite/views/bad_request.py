"""The answer to a request that cannot be read."""

from django.http import HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request, exception=None):
    """Say so without reading it again: Django's own view looks for a token in a form it cannot read."""
    return HttpResponseBadRequest(render_to_string("400.html"))
