"""The people of a community as others find them: by role, department, what they know, and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from communities import standing
from communities.models import Admission, Community, Holding, Membership
from kmsite.accounts.models import User
from kmsite.pages.models import Page
from kmsite.profiles.models import Expertise

Role = Holding.Role

NEWEST, MOST_NAMED, MOST_HOLDINGS, MOST_TERMS = 5, 24, 1000, 300
ORDER = ("name", "id")
"""The order of the directory: by name. Nobody stands higher in it for having done more."""


def may_look(user: Any, community: Community) -> bool:
    """Tell whether `user` may see who belongs to `community`: who reads inside, signed in, or leads there.

    Moderators of the site look after what they read: that does not open a community to them.
    """
    if not user.is_authenticated:
        return False
    leads = standing.rights_in(user, community) - {"moderate"}
    return standing.reads_inside(user, community) or bool(leads)


def people_of(community: Page) -> QuerySet[User]:
    """Return the members of `community`, each with `joined_at`."""
    row = Membership.objects.filter(community=community.pk, user=OuterRef("pk"), left_at=None)
    people = User.objects.active().filter(Exists(row))
    return people.annotate(joined_at=row.values("joined_at")[:1])


def found(people: QuerySet[User], community: Page, asked: dict[str, Any]) -> QuerySet[User]:
    """Keep those whom somebody asked for: by `words`, `role`, `department` (a key) and `term` (a page id)."""
    for word in asked.get("words", "").split()[:8]:
        people = people.filter(Q(name__icontains=word) | Q(username__icontains=word))
    if role := asked.get("role"):
        held = _held_now(community).filter(role=role, membership__user=OuterRef("pk"))
        people = people.filter(Exists(held))
    if department := asked.get("department"):
        people = people.filter(profile__department_key=department)
    if term := asked.get("term"):
        people = people.filter(Exists(Expertise.objects.filter(user=OuterRef("pk"), term=term)))
    return people


def with_particulars(people: QuerySet[User], community: Page, reader: Any) -> QuerySet[User]:
    """Fetch beside each their profile, the roles they hold as `held`, and as `known` what to ask them about.

    Three statements, however many there are.
    """
    terms = Page.objects.visible_to(reader).values("pk")
    known = Expertise.objects.filter(term__in=terms).select_related("term").order_by("term__title_key")
    held = _held_now(community).select_related("membership")
    rows = Membership.objects.filter(community=community.pk)
    rows = rows.prefetch_related(Prefetch("holdings", held.order_by("id"), to_attr="held"))
    return people.select_related("profile").prefetch_related(
        Prefetch("memberships", rows, to_attr="here"), Prefetch("expertise", known, to_attr="known")
    )


def departments(community: Page) -> list[tuple[str, str]]:
    """Return key and name of each department that members belong to."""
    named = people_of(community).exclude(profile__department="").exclude(profile=None)
    rows = named.order_by("profile__department_key").values_list(
        "profile__department_key", "profile__department"
    )
    return list(dict(rows.distinct()).items())


def terms(community: Page, reader: Any) -> list[tuple[str, str]]:
    """Return id and title of the terms that members can be asked about, of those that `reader` may see."""
    experts = Expertise.objects.filter(user__in=people_of(community).values("pk"))
    pages = Page.objects.visible_to(reader).filter(pk__in=experts.values("term")).by_title()
    return [(str(id), title) for id, title in pages.values_list("pk", "title")[:MOST_TERMS]]


@dataclass(frozen=True)
class OnHome:
    """What the home of a community says about its people."""

    number: int
    named: list[tuple[User, list[Role]]]
    newest: list[User]
    waiting: int
    is_member: bool
    may_look: bool
    admission: Admission | None
    may_admit: bool
    lacks_facilitator: bool


def on_home(community: Community, user: Any) -> OnHome:
    """Return who belongs to `community`, as far as `user` may see: named roles first, then who came last.

    Whoever signed in sees whom to ask; the rest is for those who read inside. A fixed number of statements.
    """
    looks = may_look(user, community)
    rights = standing.rights_in(user, community)
    members, named = Membership.objects.current().filter(community=community.pk), _named(community)
    requests = Admission.objects.waiting().requests().filter(community=community)
    return OnHome(
        number=members.count(),
        named=named[:MOST_NAMED] if user.is_authenticated else [],
        newest=_newest(community) if looks else [],
        waiting=requests.count() if "admit" in rights else 0,
        is_member=standing.is_member(user, community),
        may_look=looks,
        admission=waiting_of(community, user),
        may_admit="admit" in rights,
        lacks_facilitator=not any(Role.FACILITATOR in roles for _user, roles in named),
    )


def waiting_of(community: Page, user: Any) -> Admission | None:
    """Return the request or invitation of `user` that nobody has decided."""
    if not user.is_authenticated:
        return None
    mine = Admission.objects.waiting().filter(community=community.pk, user=user)
    return mine.select_related("by").first()


def facilitators(community: Page) -> list[User]:
    """Return whom to ask about `community`."""
    held = _held_now(community).filter(role=Role.FACILITATOR, membership__user__is_active=True)
    ids = held.values("membership__user")
    return list(User.objects.filter(pk__in=ids).order_by("name", "id"))


def with_my_roles(user: Any) -> QuerySet[Membership]:
    """Return where `user` belongs, each with the roles that they hold there as `held`; two statements."""
    held = Holding.objects.in_force(timezone.localdate()).order_by("id")
    rows = Membership.objects.filter(user=user, left_at=None)
    rows = rows.filter(community__in=Community.objects.visible_to(user).values("pk"))
    rows = rows.select_related("community").prefetch_related(Prefetch("holdings", held, to_attr="held"))
    return rows.order_by("community__title_key", "id")


def without_facilitator(reader: Any) -> QuerySet[Community]:
    """Return the communities that `reader` may see and that nobody facilitates who could go on."""
    today = timezone.localdate()
    held = Holding.objects.in_force(today).filter(
        membership__community=OuterRef("pk"),
        role=Role.FACILITATOR,
        membership__user__is_active=True,
    )
    communities = Community.objects.visible_to(reader).unarchived().filter(~Exists(held))
    return communities.order_by("title_key", "page_id")


def _held_now(community: Page) -> QuerySet[Holding]:
    return Holding.objects.in_force(timezone.localdate()).of_community(community)


def _newest(community: Page) -> list[User]:
    rows = Membership.objects.current().filter(community=community.pk).select_related("user")
    return [row.user for row in rows.order_by("-joined_at", "-id")[:NEWEST]]


def _named(community: Page) -> list[tuple[User, list[Role]]]:
    """Return who holds a role, in the order of the roles, each with theirs."""
    held = _held_now(community).filter(membership__user__is_active=True)
    order = {role: place for place, role in enumerate(Role.values)}
    rows = sorted(
        held.select_related("membership__user")[:MOST_HOLDINGS],
        key=lambda row: (order[row.role], row.membership.user.get_full_name()),
    )
    named: dict[int, tuple[User, list[Role]]] = {}
    for row in rows:
        user = row.membership.user
        named.setdefault(user.pk, (user, []))[1].append(Role(row.role))
    return list(named.values())
