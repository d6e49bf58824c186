"""The one writer of profiles: what somebody says of themselves, and that it still holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from hashlib import blake2b
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kmsite.accounts.models import User
from kmsite.pages.models import Page
from kmsite.pages.refusing import TextRefused
from kmsite.pages.retrying import in_one_transaction
from kmsite.profiles.models import Expertise, Profile
from kmsite.text.names import name_key

MOST_TERMS = 20
FIELDS = (
    "department", "about", "is_open_to_questions", "hides_written", "hides_answered", "hides_looked_after",
    "hides_communities",
)  # fmt: skip
HOLDS_FOR = timedelta(days=90)
"""How long what somebody said holds before they are asked whether it still does."""


class ChangedElsewhere(TextRefused):
    """The same person saved their profile since the form was shown."""


@in_one_transaction
def introduce(user: User, *, terms: Iterable[Page], base: str | None = None, **said: Any) -> Profile:
    """Say `said` (fields of a `Profile`) of `user`, who can be asked about `terms`, twenty at most.

    Terms that were named before keep the day on which they were; those in the trash stay as they are. Raises
    ChangedElsewhere when `base`, the `stand` that the form began with, is no longer the one there is.
    """
    terms = {term.pk for term in terms}
    if len(terms) > MOST_TERMS:
        raise TextRefused(_("Name %d terms at most.") % MOST_TERMS)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if base is not None and base != stand(user):
        raise ChangedElsewhere(_("You changed this elsewhere meanwhile. Compare, then save again."))
    said["department_key"] = name_key(said.get("department", ""))
    profile, _is_new = Profile.objects.update_or_create(user=user, defaults=said)
    named = Expertise.objects.filter(user=user, term__trashed_at=None, term__merged_into=None)
    named.exclude(term__in=terms).delete()
    now = timezone.now()
    new = [Expertise(user=user, term_id=term, confirmed_at=now) for term in sorted(terms)]
    Expertise.objects.bulk_create(new, ignore_conflicts=True)
    return profile


@in_one_transaction
def confirm(user: User) -> int:
    """Say that `user` can still be asked about what they named a while ago; return how many terms that were.

    What was said lately stays as it is, so that nobody comes first by saying it every day.
    """
    now = timezone.now()
    return due(user).update(confirmed_at=now)


def due(user: User) -> Any:
    """Return what `user` named so long ago that they should say whether it still holds."""
    return Expertise.objects.filter(user=user, confirmed_at__lte=timezone.now() - HOLDS_FOR)


def stand(user: User) -> str:
    """Return a mark of what `user` says of themselves now: another one after each change."""
    profile = Profile.objects.filter(user=user).values_list(*FIELDS).first() or ()
    terms = Expertise.objects.filter(user=user, term__in=Page.objects.live()).order_by("term")
    said = repr((*profile, *terms.values_list("term", flat=True)))
    return blake2b(said.encode(), digest_size=8).hexdigest()


def follow(page: Page, into: Page) -> None:
    """Let those who can be asked about `page`, which ends, be asked about `into`. Inside the merge."""
    twice = Expertise.objects.filter(term=into).values("user")
    Expertise.objects.filter(term=page, user__in=twice).delete()
    Expertise.objects.filter(term=page).update(term=into)
