"""Domains: making, renaming and deleting them."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils.translation import gettext as _

from glossary.models import Domain, Term
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import Name
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving.admitting import refuse_shut_out
from kmsite.pages.saving.drafts import clean_field, clean_title
from kmsite.pages.shown import showing
from kmsite.pages.terms_inside import autolinking
from kmsite.text.names import name_key
from kmsite.text.refusal import TextRefused
from kmsite.text.slugs import slugify

LONGEST_NAME, LONGEST_DESCRIPTION = 100, 500


def fingerprint(domain: Domain) -> str:
    """Return what changes when `domain` does: a form that began elsewhere is stale."""
    seen = repr((domain.name, domain.description, domain.position))
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


@in_one_transaction
def create(*, name: str, description: str = "", position: int = 0, by: Any = None) -> Domain:
    """Make a domain; raises TextRefused when there is one of this name."""
    refuse_shut_out(None, by, "glossary")
    said = _cleaned(name, description)
    _refuse_taken(said["key"], said["name"])
    return Domain.objects.create(**said, slug=_free_slug(said["name"]), position=position)


@in_one_transaction
def revise(domain: Domain, *, base: str, name: str, description: str, position: int, by: Any) -> Domain:
    """Change `domain`, seen with the fingerprint `base`; it keeps its address.

    Another name changes by which domain names are told apart in articles, so that these are shown anew.
    Raises TextRefused when the name is taken, or when somebody else changed the domain meanwhile.
    """
    refuse_shut_out(None, by, "glossary")
    said = _cleaned(name, description) | {"position": position}
    terms = {*Term.objects.filter(domain=domain.pk).values_list("pk", flat=True)}
    lock_pages(terms)
    now = _locked(domain)
    if fingerprint(now) != base:
        raise TextRefused(_("Somebody changed this domain meanwhile: it is “%s” now.") % now.name)
    _refuse_taken(said["key"], said["name"], but=now)
    Domain.objects.filter(pk=now.pk).update(**said)
    touched = {*terms}
    if said["key"] != now.key:
        names = Name.objects.filter(page__in=terms, area=now.key)
        names.update(area=said["key"])
        touched |= autolinking.came_or_went(terms)
    showing.touch(touched)
    return Domain.objects.get(pk=now.pk)


@in_one_transaction
def delete(domain: Domain, *, by: Any) -> None:
    """Delete `domain`; raises TextRefused while a term is in it, be it in the trash."""
    refuse_shut_out(None, by, "glossary")
    now = _locked(domain)
    if count := Term.objects.filter(domain=now).count():
        raise TextRefused(
            _("%d terms are in this domain, those in the trash and merged ones included.") % count
        )
    now.delete()


def _locked(domain: Domain) -> Domain:
    now = Domain.objects.select_for_update().filter(pk=domain.pk).first()
    if now is None:
        raise TextRefused(_("There is no such domain."))
    return now


def _cleaned(name: str, description: str) -> dict[str, str]:
    name = clean_field(clean_title(name), LONGEST_NAME, _("The name"))
    description = clean_field(description, LONGEST_DESCRIPTION, _("The description"))
    return {"name": name, "key": name_key(name), "description": description}


def _refuse_taken(key: str, name: str, but: Domain | None = None) -> None:
    if Domain.objects.filter(key=key).exclude(pk=but and but.pk).exists():
        raise TextRefused(_("There is a domain “%s” already.") % name)


def _free_slug(name: str) -> str:
    """Return an address that no domain has: two names may differ in signs only."""
    slug = slugify(name)[:90]
    taken = {*Domain.objects.filter(slug__startswith=slug).values_list("slug", flat=True)}
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(one for one in numbered if one not in taken)
