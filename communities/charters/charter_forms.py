"""What somebody fills in who proposes a community, or changes its charter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.charters.charter import PARTS, Charter
from communities.charters.charter_fields import charter_in, field_of, part_fields, written_of
from communities.life import proposing
from communities.models import Community
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.desk_forms import ChangeForm, DeskForm
from kmsite.pages.fields import BodyField, LineField, TagsField
from kmsite.pages.models import Revision
from kmsite.pages.saving import editing
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.editing import Conflict, Saved

ASKED_AT_FIRST = ("domain", "why", "practice")
"""Parts without which nobody can tell what a proposed community would be."""

Settle = Callable[[Conflict], Draft]


class _CharterForm(DeskForm):
    """What every form of a charter holds. The text is kept whatever is wrong with it."""

    title = LineField(label=_("Name"), max_length=200)
    lede = LineField(
        label=_("Purpose"),
        max_length=500,
        help_text=_("One sentence: who learns what together, and what for. It stands below the name."),
    )
    body = BodyField(
        label=_("What we are working on"),
        help_text=_("What keeps you busy these weeks. It stands on the home of the community."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "spellcheck": "true"}),
    )
    tags = TagsField(label=_("Tags"), required=False, help_text=_("Separated by commas."))

    title_taken = _("There is a community of this name already. Choose another name.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= part_fields()
        for name in ("title", "lede"):
            self.fields[name].widget.attrs["dir"] = "auto"

    def parts(self) -> list[forms.BoundField]:
        """Return the fields of the charter, in its order."""
        return [self[field_of(part)] for part in (*PARTS, "review_due")]


class ProposalForm(_CharterForm):
    """A community that somebody proposes."""

    care = forms.BooleanField(
        label=_("I will look after this community: answer newcomers, keep the charter true, and say so in "
                "time when I cannot go on."),
        error_messages={"required": _("A community needs somebody who looks after it. Promise it, or ask "
                                      "somebody who would.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for part in ASKED_AT_FIRST:
            self.fields[field_of(part)].required = True

    def propose(self) -> Saved | None:
        """Propose the community; None when it was refused, and then the form says why."""
        fields = self.cleaned_data
        with self._refusals():
            refuse_too_fast(self.writer, "create")
            return proposing.propose(
                title=fields["title"],
                purpose=fields["lede"],
                charter=charter_in(fields),
                body=fields["body"],
                tags=fields["tags"],
                by=self.writer,
                key=self._key(),
            )
        return None


class CharterForm(ChangeForm, _CharterForm):
    """A change of a charter, based on the revision that its writer started from."""

    summary = LineField(
        label=_("Edit summary"),
        max_length=300,
        required=False,
        help_text=_("What you changed and why, for those who read the history."),
    )

    def __init__(self, data: Mapping[str, str] | None = None, *, page: Community, **options: Any) -> None:
        super().__init__(data, initial=None if data else written_on(page.current), **options)
        self.page = page

    def revise(self, settle: Settle) -> Saved | None:
        """Save the change; None when it was refused, and then the form says why.

        What clashes with a change by somebody else is put together by `settle`, which raises the Conflict
        again as long as not every place is decided.
        """
        base = self.cleaned_data["base_revision"].number
        with self._refusals():
            refuse_too_fast(self.writer, "edit")
            try:
                return self._revised(self._said(), base)
            except Conflict as conflict:
                draft = settle(conflict)
                return self._revised(draft.said(), conflict.theirs.number, began_on=base)
        return None

    def _said(self) -> dict[str, Any]:
        fields = self.cleaned_data
        said = {name: fields[name] for name in ("title", "lede", "body", "tags")}
        return said | {"entry": charter_in(fields).structure()}

    def _revised(self, said: Mapping[str, Any], base: int, began_on: int | None = None) -> Saved:
        return editing.revise(
            self.page,
            base=base,
            began_on=began_on,
            by=self.writer,
            summary=self.cleaned_data["summary"],
            key=self._key(),
            **said,
        )


def written_on(revision: Revision) -> dict[str, Any]:
    """Return the fields of a form as `revision` has them."""
    draft = Draft.of(revision)
    return {
        "title": draft.title,
        "lede": draft.lede,
        "body": draft.body,
        "tags": list(draft.tags),
        "base_revision": revision.number,
        **written_of(Charter.of(draft.entry)),
    }
