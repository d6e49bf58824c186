"""Communities of practice: the people, what they discuss, when they meet, what they collect."""

from communities.models.community import Community, Stage
from communities.models.discussion import Acceptance, Discussion, SameHere, Subject
from communities.models.event import CalendarAddress, Event, Rsvp
from communities.models.membership import Admission, Holding, Membership
from communities.models.shelf import Collection, ShelfItem

__all__ = [
    "Acceptance",
    "Admission",
    "CalendarAddress",
    "Collection",
    "Community",
    "Discussion",
    "Event",
    "Holding",
    "Membership",
    "Rsvp",
    "SameHere",
    "ShelfItem",
    "Stage",
    "Subject",
]
