"""Events as templates show them: their times on two clocks, and how a reader stands to them."""

from django import template

from communities.events.clocks import is_elsewhere, span

register = template.Library()


@register.inclusion_tag("communities/_event_times.html")
def event_times(event, user=None):
    """Show when `event` is: on the clocks where it is held, and on the reader's where these may differ."""
    times = (event.starts_at, event.ends_at, event.time_zone)
    zone = getattr(user, "time_zone", "")
    return {
        "event": event,
        "there": span(*times),
        "zone": zone.replace("_", " "),
        "is_elsewhere": not zone or is_elsewhere(*times),
    }


@register.inclusion_tag("communities/_event_day.html")
def event_day(event):
    """Show the day on which `event` begins, as a leaf of a calendar."""
    return {"event": event, "there": span(event.starts_at, event.ends_at, event.time_zone)}
