"""Terms that somebody names in a form: by any name, of those that they may see."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext_lazy as _

from kmsite.pages.fields import LineField
from kmsite.pages.models import Name, Page
from kmsite.text.names import name_key

LONGEST_TERMS = 500


class TermsField(LineField):
    """Terms by any of their names, separated by commas, `most` at most; cleaned to those the writer may see.

    The form sets `writer`. A name of several terms means the one whose title it is, else the oldest.
    """

    writer: Any = None

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": LONGEST_TERMS, **options})
        self.most = most

    def clean(self, value: Any) -> list[Page]:
        names = [part.strip() for part in super().clean(value).split(",")]
        return self._found([name for name in dict.fromkeys(names) if name])

    def _found(self, names: list[str]) -> list[Page]:
        if len(names) > self.most:
            raise ValidationError(_("Name %d terms at most.") % self.most)
        meant = terms_called(self.writer, names)
        unknown = [name for name in names if name not in meant]
        if unknown:
            listed = ", ".join(f"“{name}”" for name in unknown)
            raise ValidationError(
                _("There is no term with this name: %s. Correct it, or leave it out.") % listed
            )
        return list({term.pk: term for term in meant.values()}.values())


def terms_called(user: Any, names: list[str]) -> dict[str, Page]:
    """Return the terms that `names` mean among those that `user` may see; one query."""
    keys = {name_key(name): name for name in names if "\0" not in name}
    is_title = Case(When(kind=Name.Kind.TITLE, then=Value(0)), default=Value(1), output_field=IntegerField())
    terms = Page.objects.visible_to(user).of_kind(Page.Kind.TERM)
    rows = Name.objects.filter(key__in=keys, page__in=terms).select_related("page")
    found: dict[str, Page] = {}
    for row in rows.order_by(is_title, "page_id"):
        found.setdefault(keys[row.key], row.page)
    return {name: found[name] for name in names if name in found}


def names_of(terms: Any) -> str:
    """Return the titles of `terms` as the field shows them."""
    return ", ".join(term.title for term in terms)
