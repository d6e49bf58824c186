"""What somebody said of themselves, and who can be asked about a term."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from kmsite.accounts.models import User
from kmsite.pages.models import Page
from kmsite.profiles.models import Expertise, Profile

MOST_DEPARTMENTS = 300


def profile_of(person: User) -> Profile:
    """Return what `person` said of themselves; an empty one for who has said nothing."""
    return Profile.objects.filter(user=person).first() or Profile(user=person)


def known_by(person: User, reader: Any) -> list[Expertise]:
    """Return the terms that `person` can be asked about, of those that `reader` may see, by title."""
    terms = Page.objects.visible_to(reader).values("pk")
    named = Expertise.objects.filter(user=person, term__in=terms).select_related("term")
    return list(named.order_by("term__title_key", "pk"))


def experts_on(term: Page) -> QuerySet[Expertise]:
    """Return who can be asked about `term` and is open to questions; list them by `confirmed_at`.

    Whoever said so last comes first: not who did most.
    """
    willing = Q(user__profile=None) | Q(user__profile__is_open_to_questions=True)
    named = Expertise.objects.filter(willing, term=term.pk, user__is_active=True)
    return named.select_related("user__profile")


def terms_with_experts(reader: Any) -> QuerySet[Page]:
    """Return the terms that `reader` may see and somebody can be asked about."""
    willing = Q(user__profile=None) | Q(user__profile__is_open_to_questions=True)
    named = Expertise.objects.filter(willing, user__is_active=True).values("term")
    return Page.objects.visible_to(reader).filter(pk__in=named)


def departments() -> list[str]:
    """Return the departments that people named, each as one of them wrote it."""
    named = Profile.objects.exclude(department_key="").order_by("department_key", "department")
    rows = named.values_list("department_key", "department")
    return list(dict(rows.distinct()[:MOST_DEPARTMENTS]).values())
