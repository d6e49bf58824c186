"""What somebody fills in to merge a page into another: which one, and what that one says then."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kmsite.accounts.models import User
from kmsite.pages.fields import BodyField, LineField, TagsField
from kmsite.pages.models import Page, Redirect
from kmsite.pages.places import merging
from kmsite.pages.places.merging import Belonging, ChangedMeanwhile
from kmsite.pages.places.placing_forms import SECTIONS_OFFERED, PageField
from kmsite.pages.querysets import PageQuerySet
from kmsite.pages.refusing import AudienceRefused, MergeRefused, TextRefused
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.editing import Conflict
from kmsite.pages.shown.showing import pages_below
from kmsite.pages.tags.tagging import MOST_TAGS

LARGEST_NUMBER = 2**31 - 1


class GoalForm(forms.Form):
    """The page that another goes on as."""

    parent = PageField(
        label=gettext_lazy("Merge it into"),
        help_text=gettext_lazy("The page that stays, by its title or address."),
    )

    def __init__(self, data: Mapping[str, str] | None, *, page: Page, merger: User) -> None:
        super().__init__(data)
        self.page, self.merger = page, merger
        self.fields["parent"].pages = self.goals

    @property
    def goals(self) -> PageQuerySet:
        return type(self.page).objects.visible_to(self.merger).unarchived().exclude(pk=self.page.pk)

    @cached_property
    def sections(self) -> list[Page]:
        """Return the first pages at the top, offered where the page is named."""
        return list(self.goals.roots().in_order()[:SECTIONS_OFFERED])

    @property
    def goal(self) -> Page | None:
        """Return the page that was named; None while it is none that `page` can go on as."""
        if not (self.is_bound and self.is_valid()):
            return None
        goal = self.goals.with_current().get(pk=self.cleaned_data["parent"].pk)
        try:
            merging.refuse_unfit(self.page, goal)
        except MergeRefused as refused:
            self.add_error("parent", str(refused))
            return None
        return goal


class MergeForm(forms.Form):
    """What `into` says once `page` was merged into it, based on the revisions of both that were looked at."""

    body = BodyField(label=gettext_lazy("Text of the page that stays"))
    leave_text = forms.BooleanField(
        label=gettext_lazy("Leave its text as it is: the other text stays in the history only"),
        required=False,
    )
    tags = TagsField(
        label=gettext_lazy("Tags"), required=False, help_text=gettext_lazy("Separated by commas.")
    )
    summary = LineField(label=gettext_lazy("Edit summary"), max_length=300, required=False)
    base = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput)
    into_base = forms.IntegerField(min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, str] | None, *, page: Page, into: Page, merger: User) -> None:
        super().__init__(data, initial=_agreed(page, into))
        self.page, self.into, self.merger = page, into, merger

    def merge(self, along: Iterable[Belonging]) -> Page | None:
        """Do it; None when it was refused, and then the form says why and keeps what was written."""
        try:
            return self._merged(along)
        except ChangedMeanwhile:
            self._start_again(base=self._newest(self.page))
            self.add_error(
                None, _("Somebody changed this page meanwhile. Look at its text again, then merge.")
            )
        except Conflict as conflict:
            both = "".join(
                chunk.theirs + chunk.mine if chunk.kind == "conflict" else chunk.text
                for chunk in conflict.merge.chunks
            )
            self._start_again(into_base=conflict.theirs.number, body=both)
            self.add_error(
                None,
                _("Somebody changed “%s” meanwhile. Where that clashes with your text, both stand below.")
                % self.into.title,
            )
        except (AudienceRefused, MergeRefused, TextRefused) as refused:
            self.add_error(None, str(refused))
        return None

    def _merged(self, along: Iterable[Belonging]) -> Page:
        fields = self.cleaned_data
        body = fields["body"]
        if fields["leave_text"]:
            body = self._left()
        return merging.merge(
            self.page,
            into=self.into,
            base=fields["base"],
            into_base=fields["into_base"],
            body=body,
            tags=fields["tags"],
            summary=fields["summary"],
            by=self.merger,
            along=along,
        )

    def _left(self) -> str:
        """Return the text of the page that stays, as it was looked at."""
        seen = self.into.revisions.filter(number=self.cleaned_data["into_base"]).first()
        if seen is None:
            raise MergeRefused(_("The text of “%s” that you started from is not there.") % self.into.title)
        return seen.body

    def _newest(self, page: Page) -> int:
        return page.revisions.order_by("-number").values_list("number", flat=True)[0]

    def _start_again(self, **fields: Any) -> None:
        self.data = {**self.data.dict(), **{name: str(value) for name, value in fields.items()}}


def _agreed(page: Page, into: Page) -> dict[str, Any]:
    """Return what is proposed: both texts, the second under the title of its page, and the tags of both."""
    one, other = Draft.of(into.current), Draft.of(page.current)
    texts = [one.body.rstrip(), f"## {page.title}\n\n{other.body.rstrip()}" if other.body.strip() else ""]
    return {
        "body": "\n\n".join(text for text in texts if text) + "\n",
        "tags": list(dict.fromkeys([*one.tags, *other.tags]))[:MOST_TAGS],
        "summary": _("Merge “%s” into this page") % page.title,
        "base": page.current.number,
        "into_base": into.current.number,
        "key": uuid.uuid4().hex,
    }


def told(page: Page, into: Page, merger: User, along: Iterable[Belonging]) -> dict[str, Any]:
    """Return what would go over from `page` to `into`, as far as `merger` may see it."""
    visible = Page.objects.visible_to(merger)
    counted = ((belonging, belonging.count(page)) for belonging in along)
    return {
        "names": list(page.names.order_by("-kind", "id").values_list("text", flat=True)),
        "addresses": [page.slug, *Redirect.objects.filter(page=page).values_list("slug", flat=True)],
        "links": visible.linking_to(page).exclude(pk=page.pk).count(),
        "below": visible.filter(pk__in=pages_below([page.pk])).count() - 1,
        "belongings": [belonging.told(count) for belonging, count in counted if count],
        "revisions": page.current.number,
        "clashes": merging.clashes(page, into, merger),
    }
