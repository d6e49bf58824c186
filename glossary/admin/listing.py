"""How terms are listed at the desk: what is looked through, what is asked for, what a row shows."""

from django.contrib import admin
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from glossary import sourcing
from glossary.models import Definition, Note, Relation, Source
from kmsite.accounts.models import User
from kmsite.pages.models import Name
from kmsite.text.names import name_key


class StewardFilter(admin.SimpleListFilter):
    """By who keeps the entry right; only those who keep one are offered."""

    title = _("steward")
    parameter_name = "steward"

    def lookups(self, request, model_admin):
        stewards = User.objects.filter(terms__isnull=False).distinct().order_by("name", "username")
        return [("none", _("Nobody")), *((str(person.pk), str(person)) for person in stewards)]

    def queryset(self, request, queryset):
        if self.value() == "none":
            return queryset.filter(steward=None)
        return queryset.filter(steward=self.value()) if (self.value() or "").isdecimal() else queryset


class YesFilter(admin.SimpleListFilter):
    """Those of which something is so."""

    def lookups(self, request, model_admin):
        return [("yes", _("Yes"))]

    def queryset(self, request, queryset):
        return self.keep(queryset) if self.value() == "yes" else queryset


class OverdueFilter(YesFilter):
    """Terms whose review is due."""

    title = _("review overdue")
    parameter_name = "overdue"

    def keep(self, terms):
        return terms.filter(review_due__lt=timezone.localdate())


class WithoutHouseFilter(YesFilter):
    """Terms without a house definition."""

    title = _("no house definition")
    parameter_name = "no_house"

    def keep(self, terms):
        return terms.exclude(pk__in=Definition.objects.filter(is_house=True).values("term"))


class IncompleteSourceFilter(YesFilter):
    """Terms that cite a source of which something is missing."""

    title = _("incomplete source")
    parameter_name = "incomplete"

    def keep(self, terms):
        poor = Source.objects.filter(sourcing.incomplete()).values("pk")
        cited = Q(pk__in=Definition.objects.filter(Q(source__in=poor) | Q(via__in=poor)).values("term"))
        for part in (Note, Relation):
            cited |= Q(pk__in=part.objects.filter(source__in=poor).values("term"))
        return terms.filter(cited)


FILTERS = [
    "status",
    ("domain", admin.RelatedOnlyFieldListFilter),
    StewardFilter,
    "is_contested",
    OverdueFilter,
    WithoutHouseFilter,
    IncompleteSourceFilter,
]


def found(terms, words):
    """Keep the terms of which a name, the gloss or a definition holds each of `words`."""
    for word in words.replace("\0", "").split()[:12]:
        said = Q(pk__in=Definition.objects.filter(text__icontains=word).values("term"))
        said |= Q(lede__icontains=word)
        if key := name_key(word):
            said |= Q(pk__in=Name.objects.filter(key__contains=key).values("page"))
        terms = terms.filter(said)
    return terms


def with_names(terms):
    """Tell with each term its other names, in the same statement."""
    other = Q(names__kind__in=["admitted", "acronym", "variant"])
    return terms.annotate(other_names=ArrayAgg("names__text", filter=other, order_by="names__id", default=[]))
