"""Who belongs to a community, and what somebody was told, as tests ask it."""

from communities.standing import is_member
from kmsite.talk.models import Notice


def belongs(person, community):
    return is_member(person.user, community)


def told(person):
    """Return kinds and words of what somebody was told."""
    return [
        (notice.kind, notice.about.get("reason", "")) for notice in Notice.objects.filter(user=person.user)
    ]
