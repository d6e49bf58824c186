"""What the page of a discussion says about its harvests: communities stand a floor below and cannot ask."""

from django import template

from kmsite.harvest.tracing import outcomes_of

register = template.Library()


@register.inclusion_tag("harvest/_outcomes.html")
def harvest_outcomes(thread, reader):
    """Show what became of `thread`, as far as `reader` may know it; nothing where it was not harvested."""
    return {"outcomes": outcomes_of(thread, reader)}
