"""Thousands of pages are asked for here, and no test looks at what their templates were given."""

import pytest
from django.template.base import Template

_RENDER = Template._render  # as it is before Django lets every template tell its context to the tests


@pytest.fixture(autouse=True)
def templates_that_tell_nothing(monkeypatch):
    """Save a tenth of the time of each answer."""
    monkeypatch.setattr(Template, "_render", _RENDER)
