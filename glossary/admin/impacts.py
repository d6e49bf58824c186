"""What the names of a sheet would change, shown beside them before anything is saved."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from glossary.checking import LINKED_NAMES, LINKED_STATES, is_linkable
from glossary.models import Domain
from kmsite.pages.models import Name
from kmsite.pages.terms_inside import impact
from kmsite.pages.terms_inside.impact import NameRule

MOST = 12
"""Names that are looked at one by one; all of them count in the sum."""


def with_impact(sheet, term, by):
    """Put beside the names of `sheet` how many links each would add, and above them what all do together.

    `term` is what the names belong to, None for a new one. Nothing is written.
    """
    rules = list(_rules(sheet))
    pk = term and term.pk
    kept = {*term.names.filter(is_linked=True).values_list("text", flat=True)} if term else set()
    before = {rule for rule, _form in rules if rule.text in kept}
    new = [(rule, form) for rule, form in rules if rule not in before]
    for rule, form in new[:MOST]:
        form.impact = _told(impact.of({*before, rule}, by=by, term=pk))
    found = impact.of({rule for rule, _form in rules}, by=by, term=pk)
    sheet.impact_examples, whole = found.examples, _told(found)
    waits = sheet.form["status"].value() not in LINKED_STATES
    later = _("Only when the term is in review or approved.") if waits else ""
    sheet.impact_told = " ".join([_("All names together:"), whole, later]).strip()


def _rules(sheet):
    """Yield the names that would link by themselves, each with the form it stands in."""
    domain = sheet.form["domain"].value()
    known = Domain.objects.filter(pk=domain).first() if str(domain or "").isdecimal() else None
    area = known.key if known else ""
    for text, kind, links, form in sheet.names():
        if links == Name.Autolink.AUTO and kind in LINKED_NAMES and is_linkable(text):
            is_exact = kind == Name.Kind.ACRONYM or form["case"].value() == Name.Case.EXACT
            yield NameRule(text.strip(), is_exact, area), form


def _told(found):
    return " ".join(render_to_string("glossary/_impact_count.html", {"impact": found}).split())
