"""Answers of a person pass through a view and are written down nowhere: no report, no cache, no log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.debug import SafeExceptionReporterFilter
from django.views.decorators.debug import sensitive_post_parameters

View = Callable[..., HttpResponse]


class NothingShown(SafeExceptionReporterFilter):
    """Lets a report of an error show where it happened, but neither what was sent nor any variable."""

    def get_post_parameters(self, request: HttpRequest | None) -> Mapping[str, str]:
        """Return the names of what was sent with nothing behind them."""
        return dict.fromkeys(request.POST, self.cleansed_substitute) if request is not None else {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> list[Any]:
        """Return the names of the variables of a call with nothing behind them."""
        return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]

    def is_active(self, request: HttpRequest | None) -> bool:
        """Tell that it is in force on a developer's machine as well."""
        return True


def unrecorded(view: View) -> View:
    """Keep what is sent to `view`, and its answer, out of error reports and caches."""

    @sensitive_post_parameters()
    @wraps(view)
    def told_to_nobody(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.exception_reporter_filter = NothingShown()
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return told_to_nobody
