"""A filled wiki is a wiki like any other: whole, likely, and the same each time."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from glossary.integrity import violations as wrong_terms
from glossary.models import Relation, Term
from kmsite.accounts.models import User
from kmsite.pages.integrity import violations
from kmsite.pages.models import Link, Name, Page, PageRead, Revision, SearchEntry, Word
from kmsite.transfer.filling.site import fill
from kmsite.transfer.filling.texts import earlier
from kmsite.transfer.filling.words import doing, forms_of
from tests.make import make_article, make_term

pytestmark = pytest.mark.django_db


def wrong():
    return [*violations(deep=True), *wrong_terms()]


def said():
    """Return what a wiki says, without ids."""
    pages = Page.objects.order_by("kind", "slug")
    return [
        *pages.filter(reach__lte=0).values_list(
            "kind", "slug", "title", "lede", "parent__slug", "changed_at"
        ),
        *Revision.objects.order_by("sha256").values_list("sha256", "number"),
        *Name.objects.order_by("key", "kind", "page__slug").values_list("key", "kind"),
        *Link.objects.order_by("source__title", "key", "anchor").values_list("key", "target__title"),
    ]


def filled(seed):
    """Return what a filled wiki says, and take it back."""
    with transaction.atomic():
        fill(20, 6, seed=seed)
        words = said()
        transaction.set_rollback(True)
    return words


def test_a_filled_wiki_is_whole_and_has_something_of_everything():
    fill(80, 25)
    assert wrong() == []
    assert Page.objects.filter(kind="article").count() == 80
    assert Term.objects.count() == 25
    assert SearchEntry.objects.exclude(tags=[]).exists()
    assert set(Page.objects.values_list("reach", flat=True)) > {0, -1}
    assert Page.objects.filter(reach__gt=0).exists()
    assert Revision.objects.filter(number=3).exists()
    assert Link.objects.filter(target=None).exists()
    assert Link.objects.exclude(anchor="").exclude(target=None).exists()
    assert Link.objects.filter(target__kind="term").exists()
    assert {"acronym", "admitted"} <= set(Name.objects.values_list("kind", flat=True))
    assert Relation.objects.filter(kind="broader").exists()
    assert PageRead.objects.exists()
    assert Word.objects.filter(word="knowledge", is_public=True).exists()
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_a_seed_makes_the_same_wiki_and_another_seed_another():
    first, again, other = (filled(seed) for seed in (1, 1, 2))
    assert first == again != other


def test_what_people_wrote_before_stays_whole(alice):
    make_article("Pump", "See [[Overview]] and [[knowledge]].", by=alice.user)
    make_term("Knowledge", by=None)
    fill(40, 12, by=alice.user)
    fill(15, 5, seed=2)
    assert wrong() == []
    assert Page.objects.filter(current__by=alice.user).count() == 53


def test_few_texts_on_many_pages_are_whole_as_well():
    fill(40, texts=3, median=400)
    assert wrong() == []
    assert Revision.objects.filter(number=1).values("sha256").distinct().count() < 20


def test_a_wiki_in_use_is_not_filled():
    make_article("Pump")
    with pytest.raises(CommandError, match="This wiki has 1 pages"):
        call_command("fill", "--pages", "10")
    assert Page.objects.count() == 1


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("share", ["share", "shares", "shared", "sharing"]),
        ("story", ["story", "stories"]),
        ("search", ["search", "searches", "searched", "searching"]),
        ("café", ["café"]),
    ],
)
def test_words_have_the_forms_that_stemming_takes_away(lemma, forms):
    assert forms_of(lemma) == forms


def test_a_text_grows_from_revision_to_revision():
    blocks = ["One.", "Two.", "Three.", "Four."]
    assert earlier(blocks, 1, 2) == "One.\n\nTwo.\n\n*Part 1 of 2, to be continued.*\n"
    assert earlier(blocks, 2, 2) == "One.\n\nTwo.\n\nThree.\n\nFour.\n"
    assert doing("agree") == "agreeing"
