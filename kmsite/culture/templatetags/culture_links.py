"""Addresses of what is done about one statement, or one commitment, of a round."""

from django import template

from kmsite.culture.rounds import addresses

register = template.Library()


@register.simple_tag
def round_part_address(round, verb, place):
    """Return where `verb` is done about the statement, or the commitment, at `place` of `round`."""
    return addresses.of_round(round, verb, place=place)
