"""The words that sentences about deeds are made of: who, what, whom, each as far as the reader may know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kmsite.pages import kinds
from kmsite.pages.deeds.knowing import Known
from kmsite.pages.models import LedgerEntry, Page


@dataclass(frozen=True)
class Words:
    """What a sentence about `entry` may say; told on the page `here`, that is “this page”."""

    entry: LedgerEntry
    known: Known
    here: Page | None = None

    @property
    def about(self) -> Mapping[str, Any]:
        return self.entry.about

    @property
    def who(self) -> SafeString:
        return person(self.entry.by)

    @property
    def what(self) -> SafeString | str:
        """The page of the deed."""
        if self.here is not None and self.entry.page_id == self.here.pk:
            return _("this page")
        if self.entry.page_id is None:
            return _("a page that is gone")
        return self.page(self.entry.page_id, otherwise=_("a page you may not see"))

    @property
    def whom(self) -> SafeString | str:
        """Whom the deed concerns."""
        found = self.known.people.get(self.about.get("user") or self.about.get("person"))
        return person(found) if found else _("somebody")

    @property
    def comment(self) -> SafeString | str:
        """The comment that the deed is about, with the way to it."""
        id = self.about.get("comment")
        if not isinstance(id, int) or self.entry.page_id not in self.known.pages:
            return _("a comment")
        return format_html('<a href="/c/{}/">{}</a>', id, _("a comment"))

    @property
    def audience(self) -> SafeString | str:
        name = self.known.audiences.get(self.about.get("audience"))
        return bdi(name) if name else _("an audience")

    @property
    def tag(self) -> SafeString | str:
        """A tag by the name that it has now."""
        name = self.known.tags.get(self.about.get("tag"))
        return format_html("{} {}", _("the tag"), bdi(name)) if name else _("a tag")

    @property
    def file(self) -> SafeString | str:
        """A file by its name, which is known to whoever may see its page; else nothing."""
        if self.here is None and self.entry.page_id not in self.known.pages:
            return ""
        return bdi(self.about["name"]) if self.about.get("name") else ""

    def page(self, id: Any, *, otherwise: str) -> SafeString | str:
        """Return a page by its title, with the way to it where there is one; `otherwise` if it is hidden."""
        page = self.known.pages.get(id)
        if page is None:
            return otherwise
        if page.trashed_at:
            return bdi(page.title)
        return format_html('<a href="{}" dir="auto">{}</a>', page.get_absolute_url(), page.title)

    def called(self, place: str) -> SafeString | str:
        """Return what the kind of the page calls what stands in `place`: a role, a stage, a state."""
        page = self.here or self.known.pages.get(self.entry.page_id)
        id = self.about.get(place)
        return bdi(str(kinds.of(page.kind).called(id))) if page and isinstance(id, str) and id else ""

    def say(self, sentence: str | Promise, **more: SafeString | str) -> SafeString:
        """Fill in `sentence`: {who}, {what}, {whom}, {comment}, {audience}, {tag}, and `more`."""
        words = {
            "who": self.who,
            "what": self.what,
            "whom": self.whom,
            "comment": self.comment,
            "audience": self.audience,
            "tag": self.tag,
        }
        return format_html(str(sentence), **words | more)


def person(user: Any) -> SafeString:
    """Name somebody, with the way to their page; nobody is the site itself."""
    if user is None:
        return bdi(settings.SITE_NAME)
    return format_html('<a href="{}" dir="auto">{}</a>', reverse("person", args=[user.username]), user)


def bdi(text: str) -> SafeString:
    """Set `text`, which somebody wrote, apart from the direction of the sentence around it."""
    return format_html("<bdi>{}</bdi>", text)
