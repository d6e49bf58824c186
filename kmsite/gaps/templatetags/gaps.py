"""What templates of reports need: the columns of a line beside their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from kmsite.gaps.lines import Fact, Line

register = template.Library()


@register.filter
def under(line: Line, heads: Sequence[Any]) -> list[tuple[Any, Fact]]:
    """Return the facts of `line`, each with the name of its column."""
    return list(zip(heads, line.facts, strict=True))
