"""Many pages at once are pages like any other."""

from kmsite.pages.integrity import violations
from kmsite.pages.loading import fill
from kmsite.pages.models import Page, SearchEntry
from tests.make import make_article


def test_a_filled_wiki_is_whole_and_can_be_filled_again(alice):
    make_article("Pump")
    fill(50, by=alice.user)
    fill(30)
    assert Page.objects.count() == 81
    assert Page.objects.roots().count() == 1 + 4
    assert Page.objects.filter(current__by=alice.user).count() == 50
    assert SearchEntry.objects.count() == 81
    assert list(violations(deep=True)) == []
