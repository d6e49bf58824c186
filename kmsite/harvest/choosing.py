"""The form of the first step: which words to take along, and what they become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from communities.discussions.similar import similar_to
from communities.models import Acceptance, Discussion
from glossary.nearby import named
from kmsite.accounts.roles import rights_of
from kmsite.harvest.chosen import QUESTION, is_wider, may_widen
from kmsite.pages.fields import LineField
from kmsite.pages.models import PUBLIC, Page
from kmsite.pages.permissions import may
from kmsite.pages.places.placing import pages_called
from kmsite.pages.places.placing_forms import only_one
from kmsite.talk.models import Comment
from kmsite.text.excerpts import excerpt
from kmsite.text.plain import plain_text

MOST = 200
"""Replies that are offered: those that were accepted, and the first of the others."""
OPENING = 280


@dataclass(frozen=True)
class Row:
    """Something that can be taken along: a reply, or the question where there is none."""

    value: str
    opening: str
    is_taken: bool
    reply: Comment | None = None
    is_accepted: bool = False


class ChoiceForm(forms.Form):
    """What is taken along, and which of the three things it becomes."""

    take = forms.MultipleChoiceField(
        label=_("What to take along"),
        error_messages={
            "required": _("Choose at least one thing to take along."),
            "invalid_choice": _("A reply that you chose is not there any more. Choose again."),
        },
    )
    goal = forms.ChoiceField(
        label=_("What it becomes"), error_messages={"required": _("Say what it becomes.")}
    )
    page = LineField(
        label=_("The article"),
        max_length=200,
        required=False,
        help_text=_("By its title or address. You see the whole text before anything is saved."),
        widget=forms.TextInput(attrs={"list": "harvest-articles", "dir": "auto"}),
    )
    term = LineField(
        label=_("The term"),
        max_length=200,
        required=False,
        help_text=_("By its name or address, if it is in the glossary. Empty: a new term."),
        widget=forms.TextInput(attrs={"list": "harvest-terms", "dir": "auto"}),
    )

    def __init__(self, data: QueryDict | None, *, thread: Discussion, reader: Any) -> None:
        super().__init__(data)
        self.thread, self.reader = thread, reader
        self.goals = goals_for(reader, thread)
        self.fields["goal"].choices = list(self.goals.items())
        self.rows = rows_of(thread, data.getlist("take") if data else None)
        self.fields["take"].choices = [(row.value, row.opening) for row in self.rows]
        self.picked = self["goal"].value() or next(iter(self.goals), "")

    @property
    def near(self) -> dict[str, list[Page]]:
        """Return the articles and the terms that seem to be about the same."""
        found = [one.page for one in similar_to(self.reader, self.thread.title, beside=self.thread)]
        return {kind: [page for page in found if page.kind == kind] for kind in ("article", "term")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("goal") == "edit":
            self.add_found("page", self._article)
        if cleaned.get("goal") == "term" and cleaned.get("term"):
            self.add_found("term", self._term)
        return cleaned

    def add_found(self, name: str, find: Any) -> None:
        """Put the page that somebody named into what was cleaned, or say why it cannot be that one."""
        try:
            self.cleaned_data[name] = find(self.cleaned_data.get(name, ""))
        except ValidationError as refused:
            self.add_error(name, refused)

    @property
    def address(self) -> str:
        """Return where the harvest is written."""
        said: dict[str, Any] = {"take": self.cleaned_data["take"]}
        goal = self.cleaned_data["goal"]
        named_page = {"edit": self.cleaned_data["page"], "term": self.cleaned_data["term"]}.get(goal)
        if named_page:
            said["page"] = named_page.slug
        return f"{reverse(f'harvest:{goal}', args=[self.thread.slug])}?{urlencode(said, doseq=True)}"

    def _article(self, text: str) -> Page:
        if not text:
            raise ValidationError(_("Say which article."))
        page = only_one(pages_called(Article.objects.visible_to(self.reader), text))
        if not may(self.reader, "edit", page):
            raise ValidationError(_("You cannot edit this article."))
        return self._refuse_wider(page)

    def _term(self, text: str) -> Page:
        return self._refuse_wider(only_one(named(self.reader, text)))

    def _refuse_wider(self, page: Page) -> Page:
        if is_wider(page.reach, self.thread) and not may_widen(self.reader, self.thread):
            raise ValidationError(
                _("More people read this than read the discussion. Ask somebody who leads the community.")
            )
        return page


def goals_for(user: Any, thread: Discussion) -> dict[str, Any]:
    """Return by name what `user` may make of `thread`."""
    rights = rights_of(user)
    goals: dict[str, Any] = {}
    if "create" in rights:
        goals["article"] = _("A new article")
    if "edit" in rights:
        goals["edit"] = _("A part of an article that there is")
    if not is_wider(PUBLIC, thread) or may_widen(user, thread):
        goals["term"] = _("A definition of a term, proposed to the curators")
    return goals


def rows_of(thread: Discussion, taken: list[str] | None) -> list[Row]:
    """Return what can be taken along; ticked is what was `taken`, at first the question and its answers."""
    accepted = set(Acceptance.objects.filter(discussion=thread).values_list("comment", flat=True))
    standing = Comment.objects.on(thread).standing().in_order()
    replies = [*standing.filter(pk__in=accepted), *standing.exclude(pk__in=accepted)[:MOST]]
    replies.sort(key=lambda one: (one.at, one.pk))
    opening = excerpt(thread.rendering.text, OPENING) or thread.title
    rows = [Row(QUESTION, opening, taken is None or QUESTION in taken)]
    for reply in replies:
        ticked = reply.pk in accepted if taken is None else str(reply.pk) in taken
        words = excerpt(plain_text(reply.html), OPENING)
        rows.append(Row(str(reply.pk), words, ticked, reply, reply.pk in accepted))
    return rows
