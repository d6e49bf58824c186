"""What a writer fills in: a new article, a change to one. The text is kept whatever is wrong with it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from kmsite.accounts.models import User
from kmsite.pages import editing
from kmsite.pages.drafts import clean_body
from kmsite.pages.editing import NoLongerAllowed, Saved, TitleTaken
from kmsite.pages.explaining import choices_below, chosen
from kmsite.pages.fields import BodyField, LineField, TagsField
from kmsite.pages.models import KeptDraft, Page, Revision
from kmsite.pages.permissions import may
from kmsite.pages.placing import pages_called
from kmsite.pages.redacting import refuse_return
from kmsite.pages.refusing import AudienceRefused
from kmsite.text.rendering import TextRefused

LARGEST_NUMBER = 2**31 - 1
SECTIONS_OFFERED = 100
WRITTEN = ("title", "lede", "tags", "body")


class WritingForm(forms.Form):
    """What is written on an article, whether it is new or not."""

    title = LineField(label=_("Title"), max_length=200)
    lede = LineField(
        label=_("In a sentence"),
        max_length=500,
        required=False,
        help_text=_("What the page is about. It stands below the title and in lists."),
    )
    body = BodyField(label=_("Text"))
    tags = TagsField(label=_("Tags"), required=False, help_text=_("Separated by commas."))
    summary = LineField(
        label=_("Edit summary"),
        max_length=300,
        required=False,
        help_text=_("What you changed and why, for those who read the history."),
    )
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    continues = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    taken: Page | None = None
    """The page that has the title already, where the writer may see it."""

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        writer: User,
        initial: Mapping[str, Any] | None = None,
        draft: KeptDraft | None = None,
    ) -> None:
        super().__init__(data, initial={**(initial or {}), **(written_in(draft) if draft else {})})
        self.writer, self.draft = writer, draft
        self.fields["key"].initial = uuid.uuid4().hex
        for name in ("title", "lede"):
            self.fields[name].widget.attrs["dir"] = "auto"

    def before(self) -> dict[str, Any]:
        """Return what the page said before, part by part; nothing for a new one."""
        return {}

    def now(self) -> dict[str, Any]:
        """Return what was sent, part by part, whether it can be saved or not."""
        sent = {name: self.data[name] for name in WRITTEN if name in self.data}
        return {name: text.replace("\r\n", "\n") for name, text in sent.items()}

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what the wiki refuses into an error beside the field that caused it."""
        try:
            yield
        except NoLongerAllowed as ended:  # answered as any other request of this writer from now on
            raise (PermissionDenied if ended.sees_page else Http404) from ended
        except TextRefused as refused:
            self.add_error("body", str(refused))
        except AudienceRefused as refused:
            self.add_error("audience" if "audience" in self.fields else None, str(refused))
        except TitleTaken as taken:
            self.taken = taken.page if taken.page and may(self.writer, "read", taken.page) else None
            self.add_error("title", _("There is a page with this title here already. Choose another title."))

    def says_nothing_new(self) -> bool:
        """Say whether just this form was saved already, every word as it is."""
        key = self._key() if self.is_valid() else ""
        return bool(key) and Revision.objects.filter(by=self.writer, key=key).exists()

    def _key(self) -> str:
        """Bind the form's key to what it holds: sent twice it is one revision, sent changed another."""
        key = self.cleaned_data["key"]
        fields = [name for name in self.fields if name not in ("key", "continues")]
        written = repr(sorted((name, self.cleaned_data[name]) for name in fields))
        return hashlib.sha256(f"{key} {written}".encode("utf-8", "replace")).hexdigest() if key else ""


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

    field_order = ("title", "parent", "lede", "body", "tags", "audience", "summary", "key", "continues")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
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
        if not text:
            return None
        found = pages_called(Article.objects.visible_to(self.writer), text)
        if not found:
            raise ValidationError(_("There is no page with this title or address."))
        if len(found) > 1:
            slugs = ", ".join(page.slug for page in found)
            raise ValidationError(_("Several pages have this title. Give an address: %s") % slugs)
        return found[0]

    def create(self) -> Saved | None:
        """Write the article; None when it was refused, and then the form says why."""
        fields = {name: self.cleaned_data[name] for name in ("title", "lede", "body", "tags", "summary")}
        parent = self.cleaned_data["parent"]
        choice = chosen(choices_below(parent, self.writer), self.cleaned_data.get("audience", ""))
        with self._refusals():
            return editing.create(
                Article,
                parent=parent,
                by=self.writer,
                key=self._key(),
                audience=choice and choice.audience,
                **fields,
            )
        return None


class ArticleForm(WritingForm):
    """A change to an article, based on the revision that the writer started from."""

    minor = forms.BooleanField(
        label=_("Minor edit: a slip of the pen, nothing to read again"), required=False
    )
    base_revision = forms.IntegerField(
        min_value=1,
        max_value=LARGEST_NUMBER,
        widget=forms.HiddenInput,
        error_messages={"required": _("The form does not say which revision it started from.")},
    )
    began_on = forms.IntegerField(
        min_value=1, max_value=LARGEST_NUMBER, required=False, widget=forms.HiddenInput
    )
    """The revision that the writer began on, where a conflict was settled since."""
    of_page = forms.IntegerField(label=_("Page"), required=False, widget=forms.HiddenInput)
    """The page whose revisions these are: by now its address may lead to another that it was merged into."""

    field_order = (*WRITTEN, "summary", "minor", "base_revision", "began_on", "of_page", "key", "continues")

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
        return {name: written[name] for name in WRITTEN if name in self.data}

    def clean_of_page(self) -> None:
        """Refuse a text that began on another page: the number of its base means another text here."""
        if self.cleaned_data["of_page"] not in (None, self.page.pk):
            raise ValidationError(
                _("The page you wrote on was merged into this one. Copy your text, and open this page anew.")
            )

    def clean_base_revision(self) -> Revision:
        """Return the revision that the writer started from."""
        number = self.cleaned_data["base_revision"]
        base = self.page.revisions.filter(number=number).first()
        if base is None:
            raise ValidationError(_("This page has no revision %s to start from.") % number)
        return base

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
            return editing.revise(
                self.page,
                base=base.number,
                body=self.cleaned_data["body"],
                summary=self.cleaned_data["summary"],
                minor=self.cleaned_data["minor"],
                by=self.writer,
                key=self._key(),
                began_on=self.cleaned_data["began_on"],
                **{name: self._changed(name, base) for name in ("title", "lede", "tags")},
            )
        return None

    def says_nothing_new(self) -> bool:
        """Say whether it was saved already, or is as the page was when the writer began, or as it is now."""
        if not self.is_valid():
            return False
        body = clean_body(self.cleaned_data["body"])
        for revision in (self.cleaned_data["base_revision"], self.page.current):
            changed = [
                name for name in ("title", "lede", "tags") if self._changed(name, revision) is not None
            ]
            if body == revision.body and not changed:
                return True
        return super().says_nothing_new()

    def _changed(self, name: str, base: Revision) -> Any:
        """Return what the writer made of a field, None when it was not sent or is as it was."""
        value = self.cleaned_data[name]
        return value if name in self.data and value != written_on(base)[name] else None


def written_in(draft: KeptDraft) -> dict[str, Any]:
    """Return the form's fields as somebody left them in `draft`; its words merge from where they began."""
    base = {"base_revision": draft.base} if draft.base else {}
    return {"minor": False, **draft.fields, **base, "continues": draft.pk}


def written_on(revision: Revision) -> dict[str, Any]:
    """Return the form's fields as `revision` has them."""
    return {
        "title": revision.title,
        "lede": revision.structure.get("lede", ""),
        "body": revision.body,
        "tags": revision.structure.get("tags", []),
        "base_revision": revision.number,
    }
