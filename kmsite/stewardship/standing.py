"""Who may say who looks after a page, and for whom."""

from __future__ import annotations

from typing import Any

from kmsite.accounts.models import User
from kmsite.accounts.roles import rights_of
from kmsite.pages.models import AudienceMember, Page
from kmsite.pages.permissions import may
from kmsite.pages.reach import PUBLIC, SIGNED_IN
from kmsite.stewardship.models import Stewardship

LOOKED_AFTER = (Page.Kind.ARTICLE, Page.Kind.TERM)
"""The kinds of pages that somebody looks after. Others have an asker, a host, members."""


def may_name_people(user: Any, page: Page) -> bool:
    """Say whether `user` may name a person for `page`: editors for every page, curators for terms."""
    return may(user, "read", page) and ("moderate" in rights_of(user) or may(user, "trash", page))


def may_release(user: Any, stewardship: Stewardship) -> bool:
    """Say whether `user` may end it: the person, who names people there, and who speaks for the community."""
    if user.is_authenticated and stewardship.person_id == user.pk:
        return True
    if stewardship.community and may(user, "steward", stewardship.community):
        return True
    return may_name_people(user, stewardship.page)


def belongs_to(person: User, community: Page) -> bool:
    """Say whether `person` is a member of `community`."""
    return AudienceMember.objects.filter(audience__page=community.pk, user=person).exists()


def reads_all(community: Page, page: Page) -> bool:
    """Say whether every member of `community` may read `page`."""
    if page.reach in (PUBLIC, SIGNED_IN):
        return True
    return AudienceMember.objects.filter(audience=page.reach, audience__page=community.pk).exists()
