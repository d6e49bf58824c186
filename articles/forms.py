"""What a writer fills in: a new article, a change to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.writing import WRITTEN, WritingForm, written_on
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.desk_forms import LARGEST_NUMBER, ChangeForm
from kmsite.pages.endings.redacting import refuse_return
from kmsite.pages.fields import LineField
from kmsite.pages.models import Page, Revision
from kmsite.pages.permissions import may
from kmsite.pages.places.placing import pages_called
from kmsite.pages.places.placing_forms import only_one
from kmsite.pages.readers.explaining import choices_below, chosen
from kmsite.pages.saving import editing
from kmsite.pages.saving.drafts import Draft, clean_body
from kmsite.pages.saving.editing import Saved
from kmsite.pages.terms_inside.wanting import wishing

SECTIONS_OFFERED = 100


class NewArticleForm(WritingForm):
    """A new article, at the top or below another."""

    parent = LineField(
        label=_("Below"),
        max_length=200,
        required=False,
        help_text=_("The page that this one belongs to, by its title or address. Empty: the top."),
        widget=forms.TextInput(attrs={"list": "sections", "dir": "auto"}),
    )

    audience = forms.ChoiceField(
        label=_("Who may read it"),
        required=False,
        help_text=_("Never more people than may read the page above it."),
        error_messages={"invalid_choice": _("There is no such audience.")},
    )

    field_order = ("title", "parent", "lede", "body", "tags", "entry_terms", "audience", "summary")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer_audiences()

    def offer_audiences(self) -> None:
        """Let whoever may choose who reads it choose among what they may; others are not asked."""
        may_choose, asked = may(self.writer, "audience"), self["audience"].value()
        offered = choices_below(None, self.writer)[1:] if may_choose else []
        if may_choose or asked:
            field = self.fields["audience"]
            field.choices = [("", _("As the page above it")), *((one.value, one.label) for one in offered)]
            if asked and not field.valid_value(asked):  # shown, so that a text for few is not sent to many
                field.widget.choices = [*field.choices, (asked, _("An audience you are not in"))]
        else:
            del self.fields["audience"]

    @cached_property
    def sections(self) -> list[Article]:
        """Return the first pages at the top, offered where the parent is named."""
        return list(Article.objects.visible_to(self.writer).roots().in_order()[:SECTIONS_OFFERED])

    def clean_parent(self) -> Page | None:
        """Find the page that was named, among those that the writer may see and write below."""
        text = self.cleaned_data["parent"]
        return only_one(pages_called(Article.objects.visible_to(self.writer), text)) if text else None

    def create(self) -> Saved | None:
        """Write the article; None when it was refused, and then the form says why."""
        fields = {name: self.cleaned_data[name] for name in ("title", "lede", "body", "tags", "summary")}
        parent = self.cleaned_data["parent"]
        choice = chosen(choices_below(parent, self.writer), self.cleaned_data.get("audience", ""))
        with self._refusals():
            refuse_too_fast(self.writer, "create")
            refuse_too_fast(self.writer, "edit")
            return self.write(
                parent=parent,
                by=self.writer,
                key=self._key(),
                audience=choice and choice.audience,
                entry=wishing({}, self.cleaned_data["entry_terms"]),
                **fields,
            )
        return None

    def write(self, **said: Any) -> Saved:
        """Write the article, and in the same transaction what comes with it."""
        return editing.create(Article, **said)


class ArticleForm(ChangeForm, WritingForm):
    """A change to an article, based on the revision that the writer started from."""

    minor = forms.BooleanField(
        label=_("Minor edit: a slip of the pen, nothing to read again"), required=False
    )
    began_on = forms.IntegerField(
        min_value=1, max_value=LARGEST_NUMBER, required=False, widget=forms.HiddenInput
    )
    """The revision that the writer began on, where a conflict was settled since."""
    of_page = forms.IntegerField(label=_("Page"), required=False, widget=forms.HiddenInput)
    """The page whose revisions these are: by now its address may lead to another that it was merged into."""

    field_order = (*WRITTEN, "entry_terms", "summary", "minor")

    def __init__(self, data: Mapping[str, str] | None = None, *, page: Page, **options: Any) -> None:
        super().__init__(data, initial=None if data else written_on(page.current), **options)
        self.page, self.fields["of_page"].initial = page, page.pk
        if not may(self.writer, "rename", page):
            self.fields["title"].widget.attrs["readonly"] = True
            self.fields["title"].help_text = _("An editor can rename this page.")
        if data is not None:
            self.fields["body"].required = "body" not in data
            self.fields["title"].required = "title" in data

    def before(self) -> dict[str, Any]:
        """Return what the revision said that the writer started from."""
        base = self.cleaned_data.get("base_revision") if self.is_valid() else None
        written = written_on(base or self.page.current)
        words = {name: written[name] for name in WRITTEN if name in self.data}
        return {**words, **self._wish(written["entry_terms"])}

    def clean_of_page(self) -> None:
        """Refuse a text that began on another page: the number of its base means another text here."""
        if self.cleaned_data["of_page"] not in (None, self.page.pk):
            raise ValidationError(
                _("The page you wrote on was merged into this one. Copy your text, and open this page anew.")
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        base, title = cleaned.get("base_revision"), cleaned.get("title")
        if base and "body" in cleaned:
            with self._refusals():
                refuse_return(base, cleaned["body"])
        renamed = title and base and title not in (base.title, self.page.title)
        if renamed and not may(self.writer, "rename", self.page):
            self.add_error(
                "title", _("Only an editor can rename a page. Its title is “%s”.") % self.page.title
            )
        return cleaned

    def revise(self) -> Saved | None:
        """Save the change; None when it was refused, and then the form says why. Raise `Conflict`."""
        base = self.cleaned_data["base_revision"]
        with self._refusals():
            refuse_too_fast(self.writer, "edit")
            return self.write(
                base=base.number,
                body=self.cleaned_data["body"],
                summary=self.cleaned_data["summary"],
                minor=self.cleaned_data["minor"],
                by=self.writer,
                key=self._key(),
                began_on=self.cleaned_data["began_on"],
                entry=self._entry(base),
                **{name: self._changed(name, base) for name in ("title", "lede", "tags")},
            )
        return None

    def write(self, **said: Any) -> Saved:
        """Write the change, and in the same transaction what comes with it."""
        return editing.revise(self.page, **said)

    def says_nothing_new(self) -> bool:
        """Say whether it was saved already, or is as the page was when the writer began, or as it is now."""
        if not self.is_valid():
            return False
        body = clean_body(self.cleaned_data["body"])
        for revision in (self.cleaned_data["base_revision"], self.page.current):
            fields = ("title", "lede", "tags", "entry_terms")
            changed = [name for name in fields if self._changed(name, revision) is not None]
            if body == revision.body and not changed:
                return True
        return super().says_nothing_new()

    def _changed(self, name: str, base: Revision) -> Any:
        """Return what the writer made of a field, None when it was not sent or is as it was."""
        value = self.cleaned_data[name]
        return value if name in self.data and value != written_on(base)[name] else None

    def _entry(self, base: Revision) -> dict[str, Any] | None:
        """Return what the writer made of what stands beside the text, None where it is as it was."""
        wish = self._changed("entry_terms", base)
        return wish and wishing(Draft.of(base).entry, wish)
