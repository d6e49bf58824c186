"""What is filled in about a shelf: a collection, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from communities.models import Collection, Community, ShelfItem
from communities.shelves import shelving
from communities.shelves.shelf_reading import fingerprint
from communities.shelves.shelving import ShelfChanged
from kmsite.accounts.models import User
from kmsite.attachments.models import Attachment
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.refusable import RefusableForm
from kmsite.pages.fields import LineField
from kmsite.pages.models import Name, Page, Redirect
from kmsite.pages.places.placing import pages_called
from kmsite.text.names import name_key

LONGEST_URL = 1000
_SHELVES = {shelf: kind for kind, shelf in Page.SHELVES.items()}
_IS_LINK = URLValidator(schemes=["http", "https"])


def _line(**options: Any) -> LineField:
    return LineField(**{"widget": forms.TextInput(attrs={"dir": "auto"}), **options})


class _ShelfForm(RefusableForm):
    """A form about a shelf."""

    seen = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)
    is_stale = False
    now = ""
    """How the words are now that the form is about (`fingerprint`)."""

    @property
    def sign(self) -> str:
        """What the form has seen: once it was told of other words than it began on, it has seen those."""
        return self.data.get("seen", "") if self.is_bound and not self.is_stale else self.now

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what is refused into an error of the form, which knows then whether it is stale."""
        with super()._refusals():
            try:
                yield
            except ShelfChanged:
                self.is_stale = True
                raise


class CollectionForm(_ShelfForm):
    """The title of a collection, and what it is for."""

    title = _line(
        label=_("Title"), max_length=200, error_messages={"required": _("Give the collection a title.")}
    )
    intro = _line(
        label=_("What it is for"),
        max_length=500,
        required=False,
        help_text=_("Who should read this, and when: “For your first week”, “Before you lead a review”."),
    )

    def __init__(self, data: Any, *, writer: User, collection: Collection | None = None) -> None:
        super().__init__(data)
        self.writer, self.collection = writer, collection
        if collection:
            self.now = fingerprint(collection.title, collection.intro)
            self.initial = {"title": collection.title, "intro": collection.intro}

    def begin(self, community: Community) -> Collection | None:
        """Begin a collection; None when it was refused, and then the form says why."""
        said = self.cleaned_data
        with self._refusals():
            refuse_too_fast(self.writer, "shelve")
            return shelving.begin(community, title=said["title"], intro=said["intro"], by=self.writer)
        return None

    def reword(self) -> bool:
        """Save the words; False when it was refused, and then the form says why."""
        with self._refusals():
            refuse_too_fast(self.writer, "shelve")
            shelving.reword(self.collection, by=self.writer, **self.cleaned_data)
        return not self.errors


class PutForm(_ShelfForm):
    """A page, a link or a file, and why it is worth keeping at hand."""

    what = _line(
        label=_("Page or link"),
        max_length=LONGEST_URL,
        required=False,
        help_text=_(
            "The title or address of a page here, a name of a term, or a link that begins with https://"
        ),
    )
    title = _line(
        label=_("What the link is called"),
        max_length=200,
        required=False,
        help_text=_("For links to other sites only: pages here have a title of their own."),
    )
    file = forms.ModelChoiceField(
        label=_("Or a file of this community"),
        queryset=Attachment.objects.none(),
        required=False,
        empty_label=_("no file"),
        error_messages={"invalid_choice": _("Choose one of these files.")},
    )
    why = _line(
        label=_("Why"),
        max_length=300,
        help_text=_("One sentence: what a reader gets from it."),
        error_messages={"required": _("Say in a sentence why this is worth reading.")},
    )

    def __init__(self, data: Any, *, writer: User, collection: Collection) -> None:
        super().__init__(data)
        self.writer, self.collection = writer, collection
        files = Attachment.objects.visible_to(writer).filter(page=collection.community_id)
        self.fields["file"].queryset = files.order_by("name", "pk")
        if not files.exists():
            del self.fields["file"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        what, file = said.get("what", ""), said.get("file")
        if self.errors:
            return said
        if bool(what) == bool(file):
            raise ValidationError(_("Give one thing: a page, a link or a file.") if what else
                                  _("Name a page or a link, or choose a file."))  # fmt: skip
        if what:
            self.thing = self._named(what, said["title"])
        else:
            self.thing = {"file": file}
        return said

    def put(self) -> ShelfItem | None:
        """Put it into the collection; None when it was refused, and then the form says why."""
        with self._refusals():
            refuse_too_fast(self.writer, "shelve")
            why = self.cleaned_data["why"]
            return shelving.put(self.collection, why=why, by=self.writer, **self.thing)
        return None

    def _named(self, what: str, title: str) -> dict[str, Any]:
        """Return the page or the link that somebody named; an error of its field where there is none."""
        try:
            here = _path_here(what)
            if here is None:
                return _link(what, title)
            return {"page": page_named(Page.objects.visible_to(self.writer), here)}
        except ValidationError as error:
            field = "title" if error.code == "untitled" else "what"
            self.add_error(field, error)
            return {}


class WhyForm(_ShelfForm):
    """Why something stands in a collection; for a link also what it is called."""

    title = _line(label=_("What the link is called"), max_length=200)
    why = _line(
        label=_("Why"),
        max_length=300,
        error_messages={"required": _("Say in a sentence why this is worth reading.")},
    )

    def __init__(self, data: Any, *, writer: User, item: ShelfItem) -> None:
        super().__init__(data)
        self.writer, self.item = writer, item
        self.now = fingerprint(item.why, item.title)
        self.initial = {"title": item.title, "why": item.why}
        if not item.url:
            del self.fields["title"]

    def change(self) -> bool:
        """Save it; False when it was refused, and then the form says why."""
        with self._refusals():
            refuse_too_fast(self.writer, "shelve")
            shelving.change(self.item, by=self.writer, **self.cleaned_data)
        return not self.errors


def _path_here(what: str) -> str | None:
    """Return what names a page of this site: a title, or a path; None for a link to somewhere else."""
    if "://" not in what and not what.lower().startswith(
        ("http:", "https:", "mailto:", "javascript:", "data:")
    ):
        return what
    parts = urlsplit(what) if what.startswith(settings.BASE_URL) else None
    is_page = parts is not None and parts.path.strip("/").partition("/")[0] in _SHELVES
    return parts.path if parts and is_page else None


def _link(what: str, title: str) -> dict[str, Any]:
    try:
        _IS_LINK(what)
    except ValidationError as error:
        raise ValidationError(_("This is no link. Links begin with https:// or http://")) from error
    if not title:
        raise ValidationError(_("Say what the link is called."), code="untitled")
    return {"url": what, "title": title}


def page_named(pages: Any, named: str) -> Page:
    """Return the page that `named` means among `pages`: by address, title, or another of its names."""
    found = _at(pages, named) or pages_called(pages, named)
    if not found:
        names = Name.objects.filter(key=name_key(named), page__in=pages).exclude(kind=Name.Kind.FORMER)
        found = list(pages.filter(pk__in=names.values("page")).order_by("pk")[:5])
    if not found:
        raise ValidationError(_("There is no page with this title or address."))
    if len(found) > 1:
        listed = ", ".join(page.get_absolute_url() for page in found)
        raise ValidationError(_("Several pages have this title. Give an address: %s") % listed)
    return found[0]


def _at(pages: Any, named: str) -> list[Page]:
    """Return the page at a path such as /articles/pump/, an old address of one included."""
    shelf, _slash, rest = named.strip("/").partition("/")
    if not named.startswith("/") or shelf not in _SHELVES:
        return []
    kind, slug = _SHELVES[shelf], unquote(rest.partition("/")[0])
    old = Redirect.objects.filter(kind=kind, slug=slug).values("page")
    return list(pages.filter(kind=kind, slug=slug)) or list(pages.filter(pk__in=old))
