"""What templates of reports need: the columns of a line beside their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from kmsite.gaps.lines import Fact, Line

register = template.Library()


@register.filter
def under(line: Line, heads: Sequence[Any]) -> list[tuple[Any, Fact]]:
    """Return the facts of `line` that say something, each with the name of its column."""
    return [(head, fact) for head, fact in zip(heads, line.facts, strict=True) if fact.in_file]
