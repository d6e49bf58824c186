"""The head of the pages inside a community, put together by what its reader may see."""

from django import template

from communities.life.framing import frame
from communities.life.stages import LOOKS
from communities.models import Stage

register = template.Library()


@register.inclusion_tag("communities/_head.html", takes_context=True)
def community_head(context):
    """Show name, stage, readers and tabs of `community`; `tab` is the name of the one that is open."""
    shown = frame(context["community"], context["user"])
    return {**shown, "tab": context.get("tab"), "request": context.get("request")}


@register.inclusion_tag("communities/_stage_chip.html")
def stage_chip(name):
    """Show the stage that is called `name`; nothing for none."""
    return {"label": Stage.Name(name).label if name else "", "looks": LOOKS.get(name, "")}
