"""Two people change tags at the same moment, each on a connection: one is told, and nothing is lost."""

import pytest

from articles.models import Article
from kmsite.pages.index import rewording
from kmsite.pages.integrity import violations
from kmsite.pages.models import PageTag, Tag
from kmsite.pages.refusing import TextRefused
from kmsite.pages.saving import editing
from kmsite.pages.tags import retagging
from kmsite.pages.tags.retagging import NameOfAnother
from tests.make import make_article
from tests.pages.test_at_once import at_once
from tests.people import make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

ROUNDS = 3


@pytest.fixture
def by():
    return make_user("bob", "editor")


def tags(*names):
    """Return new tags, each on a page of its own and the first on all."""
    for name in names:
        make_article(f"Of {name}", tags={names[0], name})
    return [Tag.objects.get(name=name) for name in names]


def both(*deeds):
    """Do `deeds` at the same moment, then what the house does; return what each of them came to."""
    answers = at_once(lambda n: deeds[n](), len(deeds))
    rewording.catch_up()
    assert list(violations(deep=True)) == []
    return [type(answer) for answer in answers]


def rename(tag, name, by):
    return lambda: retagging.change(tag, was=tag.name, name=name, description="", by=by)


def merge(tag, into, by):
    return lambda: retagging.merge(tag, into=into, by=by)


def write(title, tags, by):
    return lambda: editing.create(Article, title=title, body="x", tags=tags, by=by)


def carried(page_title):
    return {
        row.tag.name for row in PageTag.objects.filter(content_object__title=page_title).select_related("tag")
    }


def test_of_two_tags_that_get_one_name_one_gets_it_and_the_other_is_told(by):
    for n in range(ROUNDS):
        one, other = tags(f"Well {n}", f"Bore {n}")
        came = both(rename(one, f"Wells {n}", by), rename(other, f"Wells {n}", by))
        assert sorted(map(str, came)) == sorted(map(str, [Tag, NameOfAnother]))
        assert Tag.objects.filter(name=f"Wells {n}", merged_into=None).count() == 1


def test_two_tags_that_are_merged_into_each_other_become_one(by):
    for n in range(ROUNDS):
        one, other = tags(f"Well {n}", f"Bore {n}")
        came = both(merge(one, other, by), merge(other, one, by))
        assert Tag in came
        assert all(kind is Tag or issubclass(kind, TextRefused) for kind in came)
        assert carried(f"Of Bore {n}") == carried(f"Of Well {n}")
        assert len(carried(f"Of Well {n}")) == 1


def test_a_tag_that_is_renamed_and_merged_or_merged_in_a_chain_keeps_its_pages(by):
    for n in range(ROUNDS):
        one, other, third = tags(f"Well {n}", f"Bore {n}", f"Pit {n}")
        both(merge(one, other, by), merge(other, third, by), rename(other, f"Hole {n}", by))
        known = Tag.objects.filter(merged_into=None, page_tags__content_object__title=f"Of Bore {n}")
        assert known.exists()
        assert PageTag.objects.filter(tag__merged_into__isnull=False).count() == 0


def test_pages_that_are_saved_with_the_name_meanwhile_carry_the_tag(by):
    for n in range(ROUNDS):
        one, other = tags(f"Well {n}", f"Bore {n}")
        came = both(
            rename(one, f"Wells {n}", by),
            write(f"New {n}", [f"Wells {n}", f"Bore {n}"], by),
            merge(other, one, by),
        )
        assert not [
            kind for kind in came if not issubclass(kind, (Tag, TextRefused, NameOfAnother, editing.Saved))
        ]
