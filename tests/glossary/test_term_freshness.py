"""Whatever a term shows of others is right in the very next view."""

from datetime import timedelta

import pytest
from django.utils import timezone

from glossary import curating, domains
from glossary.entry import RelationEntry
from glossary.models import Term
from kmsite.pages.endings import purging, trashing
from kmsite.pages.saving.editing import revise
from tests.make import make_domain, make_term

ADDRESS = "/glossary/knowledge-management/"


def now(term):
    return Term.objects.with_current().get(pk=term.pk)


class Glossary:
    """A term with a domain, a steward, and relations to a live, a deprecated and a draft term."""

    def __init__(self, steward):
        self.steward = steward
        self.domain = make_domain("Management")
        self.learning = make_term("Learning")
        self.new = make_term("Knowledge exchange")
        self.old = make_term("Sharing", status="deprecated", replaced_by=self.new.pk)
        self.draft = make_term("Knowledge audit", status="draft")
        others = [self.learning, self.old, self.draft]
        relations = tuple(RelationEntry("related", other.pk) for other in others)
        self.term = make_term(
            domain=self.domain.pk,
            steward=steward.pk,
            review_due=timezone.now().date(),
            relations=relations,
        )


def rename(term, title):
    term = now(term)
    revise(term, base=term.current.number, title=title, body=term.current.body, by=None)


def retitle_domain(glossary):
    domain = glossary.domain
    base = domains.fingerprint(domain)
    said = {"name": "Governance", "description": "", "position": 0}
    domains.revise(domain, base=base, by=None, **said)


def marry(glossary):
    glossary.steward.name = "Cleo Nightingale"
    glossary.steward.save(update_fields=["name"])


def relate_from_there(glossary):
    relations = (RelationEntry("enables", glossary.term.pk),)
    curating.change(now(glossary.learning), by=None, summary="It enables", relations=relations)


CHANGES = {
    "a related term has another name": (
        lambda g: rename(g.learning, "Learning by doing"),
        "",
        "Learning by doing",
    ),
    "a related term is deprecated": (
        lambda g: curating.deprecate(now(g.learning), by=None, replaced_by=g.new),
        "",
        'Learning</a> <span class="chip danger">Deprecated</span>',
    ),
    "what replaces a related term has another name": (
        lambda g: rename(g.new, "Swapping stories"),
        "Knowledge exchange",
        "Swapping stories",
    ),
    "a related term goes on as another": (
        lambda g: curating.merge(now(g.learning), into=now(g.new), by=None),
        "/glossary/learning/",
        "",
    ),
    "a related draft goes into the trash": (
        lambda g: trashing.trash([g.draft], by=None),
        "Knowledge audit",
        "",
    ),
    "another term says what it is to this one": (relate_from_there, "is enabled by", "is enabled by"),
    "the domain has another name": (retitle_domain, ">Management<", ">Governance<"),
    "the steward has another name": (marry, ">Cleo<", "Cleo Nightingale"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_next_view_shows_that(anonymous, cleo, change):
    glossary = Glossary(cleo.user)
    act, before, after = CHANGES[change]
    seen = anonymous.get(ADDRESS)
    page = " ".join(seen.text.split())
    assert (before in page) != (before == after != "")
    assert not after or after not in page
    act(glossary)
    answer = anonymous.get(ADDRESS, headers={"if-none-match": seen.headers["ETag"]})
    assert answer.status_code == 200
    page = " ".join(answer.text.split())
    assert after in page
    assert not before or before == after or before not in page


def test_a_draft_that_comes_back_is_shown_again_and_one_that_ended_is_not(anonymous, cleo):
    glossary = Glossary(cleo.user)
    batch = trashing.trash([glossary.draft], by=None)
    assert "Knowledge audit" not in anonymous.get(ADDRESS).text
    trashing.restore(batch, by=None)
    assert "Knowledge audit" in anonymous.get(ADDRESS).text
    purging.purge(trashing.trash([now(glossary.draft)], by=None), by=None)
    assert "Knowledge audit" not in anonymous.get(ADDRESS).text
    curating.change(now(glossary.term), by=None, summary="Look again", is_contested=True)
    assert anonymous.get(ADDRESS).status_code == 200


def test_a_review_becomes_overdue_overnight(anonymous, cleo):
    glossary = Glossary(cleo.user)
    seen = anonymous.get(ADDRESS)
    assert "overdue" not in seen.text
    yesterday = timezone.now().date() - timedelta(days=1)
    Term.objects.filter(pk=glossary.term.pk).update(review_due=yesterday)  # as if a night had passed
    answer = anonymous.get(ADDRESS, headers={"if-none-match": seen.headers["ETag"]})
    assert answer.status_code == 200
