"""What was refused is said where its writer looks; a right that ended is answered as if it had never been."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from kmsite.pages.refusing import NoLongerAllowed, TextRefused


@contextmanager
def _told_by(say: Callable[[str], Any]) -> Iterator[None]:
    """Let `say` tell what is refused; whoever lost a right meanwhile is answered as ever from now on."""
    try:
        yield
    except NoLongerAllowed as ended:
        raise (PermissionDenied if ended.sees_page else Http404) from ended
    except TextRefused as refused:
        say(str(refused))


@contextmanager
def telling_refusals(request: HttpRequest) -> Iterator[None]:
    """Say what was refused on the next page."""
    with _told_by(partial(messages.warning, request)):
        yield


class RefusableForm(forms.Form):
    """A form that says itself what was refused."""

    refused_beside: str | None = None
    """The field beside which it is said; None: above the form."""

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what is refused into an error of the form."""
        with _told_by(partial(self.add_error, self.refused_beside)):
            yield
