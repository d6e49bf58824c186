"""What was refused is said where its writer looks; a right that ended is answered as if it had never been."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from kmsite.pages.refusing import NoLongerAllowed, TextRefused


@contextmanager
def answered_as_ever() -> Iterator[None]:
    """Answer somebody whose right ended meanwhile as any other request of theirs from now on."""
    try:
        yield
    except NoLongerAllowed as ended:
        raise (PermissionDenied if ended.sees_page else Http404) from ended


@contextmanager
def telling_refusals(request: HttpRequest) -> Iterator[None]:
    """Say what was refused on the next page."""
    with answered_as_ever():
        try:
            yield
        except NoLongerAllowed:
            raise
        except TextRefused as refused:
            messages.warning(request, str(refused))


class RefusableForm(forms.Form):
    """A form that says itself what was refused."""

    refused_beside: str | None = None
    """The field beside which it is said; None: above the form."""

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what is refused into an error of the form."""
        with answered_as_ever():
            try:
                yield
            except NoLongerAllowed:
                raise
            except TextRefused as refused:
                self.add_error(self.refused_beside, str(refused))
