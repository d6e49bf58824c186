"""What somebody may do from anywhere: the actions that the switcher offers, by the words that name them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.roles import rights_of
from kmsite.pages import kinds
from kmsite.text.beginnings import has_all


@dataclass(frozen=True, slots=True)
class Action:
    """A page where something is done: its name, its address, other words for it, who may."""

    name: str | Promise
    view: str
    words: str | Promise = ""
    is_for: Callable[[Any], bool] = lambda user: True
    query: str = ""

    @property
    def url(self) -> str:
        return reverse(self.view) + self.query


def _signed_in(user: Any) -> bool:
    return user.is_authenticated


def _stranger(user: Any) -> bool:
    return not user.is_authenticated


def _recognised(user: Any) -> bool:
    return user.is_authenticated and settings.RECOGNITION


def _decides(user: Any) -> bool:
    return user.is_authenticated and ("moderate" in rights_of(user) or bool(kinds.moderated_by(user)))


def _with(*rights: str) -> Callable[[Any], bool]:
    return lambda user: not rights_of(user).isdisjoint(rights)


ACTIONS = (
    Action(_("Write an article"), "articles:create", _("new create page add"), _with("create")),
    Action(_("Ask a question"), "communities:ask", _("new discussion idea announcement"), _with("comment")),
    Action(_("Propose a term"), "glossary:new", _("new create definition glossary add write"), _signed_in),
    Action(_("Recent changes"), "changes", _("news history latest")),
    Action(_("Unsaved texts"), "recovered", _("my drafts recover"), _signed_in),
    Action(_("Notices"), "notices", _("notifications bell mentions"), _signed_in),
    Action(_("Settings"), "settings", _("preferences theme dark language account"), _signed_in),
    Action(_("Articles"), "articles:index", _("all pages list")),
    Action(_("Glossary from A to Z"), "glossary:index", _("terms definitions list")),
    Action(_("Compare terms"), "glossary:comparisons", _("difference side by side")),
    Action(_("Communities"), "communities:index", _("groups practice list")),
    Action(_("Propose a community"), "communities:create", _("new create group practice"), _with("comment")),
    Action(_("My communities"), "communities:mine", _("groups"), _signed_in),
    Action(_("Questions"), "communities:discussions", _("discussions unanswered")),
    Action(_("Events"), "communities:events", _("meetings calendar dates")),
    Action(_("My calendar"), "communities:my_calendar", _("events meetings dates"), _signed_in),
    Action(_("Culture shift"), "culture:index", _("survey rounds statements")),
    Action(_("My culture shift"), "culture:mine", _("survey alone"), _signed_in),
    Action(_("Tags"), "tags", _("subjects topics keywords")),
    Action(_("People"), "people", _("whom to ask expert colleagues"), _signed_in),
    Action(_("My proposals"), "glossary:proposals", _("terms"), _signed_in, query="?by=me"),
    Action(_("Recognition"), "recognition:mine", _("thanks used"), _recognised),
    Action(_("Work on the glossary"), "glossary:work", _("curate terms proposals"), _with("glossary")),
    Action(_("Audiences"), "audiences", _("who may read private groups"), _signed_in),
    Action(_("Change many pages"), "bulk", _("bulk"), _with("bulk")),
    Action(_("Trash"), "trashed", _("deleted restore bin"), _with("restore", "glossary")),
    Action(_("Reports"), "gaps:index", _("wanted orphans missing stale unread gaps nobody found")),
    Action(_("Decide what was reported"), "moderation", _("moderation reports complaints"), _decides),
    Action(_("Audit log"), "audit", _("deeds who did what"), _with("people")),
    Action(_("Invitations"), "invitations", _("invite people accounts"), _with("people")),
    Action(_("View as"), "view_as", _("role look"), _with("people")),
    Action(_("Sign out"), "account_logout", _("log out leave"), _signed_in),
    Action(_("Sign in"), "account_login", _("log in enter"), _stranger),
)
"""In the order in which they are offered; the first ones also where nothing was typed."""


def actions_for(user: Any, typed: str = "", most: int = 6) -> list[Action]:
    """Return the actions that `user` may do and that `typed` names, at most `most`."""
    named = (one for one in ACTIONS if not typed or has_all(f"{one.name} {one.words}", typed))
    return list(islice((one for one in named if one.is_for(user)), most))
