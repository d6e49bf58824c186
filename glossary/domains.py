"""Domains: making and renaming them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from glossary.models import Domain
from kmsite.pages.drafts import clean_title
from kmsite.pages.retrying import in_one_transaction
from kmsite.text.names import name_key
from kmsite.text.refusal import TextRefused
from kmsite.text.slugs import slugify


@in_one_transaction
def create(*, name: str, description: str = "", position: int = 0) -> Domain:
    """Make a domain; raises TextRefused when there is one of this name."""
    name = clean_title(name)
    if Domain.objects.filter(key=name_key(name)).exists():
        raise TextRefused(_("There is a domain “%s” already.") % name)
    return Domain.objects.create(
        name=name, key=name_key(name), slug=slugify(name), description=description, position=position
    )
