"""Rounds as templates show them: where they stand."""

from django import template

from kmsite.culture.rounds import addresses

register = template.Library()


@register.simple_tag
def round_address(round, verb="round"):
    """Return the address of `round`, or of what is done with it: answer, close."""
    return addresses.of_round(round, verb)


@register.simple_tag
def rounds_address(community, verb="rounds"):
    """Return the address of the rounds of `community`, of the organisation when it is None; or `open`."""
    return addresses.of_rounds(community, verb)
