"""Where recognition is switched off, nothing of it shows, and nothing is lost."""

import pytest

from kmsite.recognition import thanking
from kmsite.recognition.models import Receipt, Thanks
from kmsite.talk import commenting, noticing
from tests.make import make_article, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def off(settings):
    settings.RECOGNITION = False


@pytest.fixture
def pump(alice, carol):
    page = make_article("Pump", by=alice.user)
    thanking.thank(page, to=alice.user, act="kept", why="Good.", by=carol.user)
    thanking.use(page, by=carol.user)
    return page


def test_its_addresses_lead_nowhere(alice, carol, anonymous, pump, off):
    comment = commenting.comment(pump, body="Oil it.", by=alice.user)
    addresses = [f"/p/{pump.pk}/thank/", f"/p/{pump.pk}/used/", f"/c/{comment.pk}/thank/"]
    addresses += [
        f"/c/{comment.pk}/used/",
        "/me/recognition/",
        "/articles/pump/thank/",
        "/articles/pump/used/",
    ]
    for address in addresses:
        assert [who.get(address).status_code for who in (carol, anonymous)] == [404, 404]
    assert carol.post(f"/p/{pump.pk}/used/", {}).status_code == 404


@pytest.mark.parametrize("address", ["/articles/pump/", "/glossary/tacit/", "/articles/pump/comments/"])
def test_no_button_and_no_count_shows(alice, carol, cleo, pump, address, off):
    make_term("Tacit", by=cleo.user)
    commenting.comment(pump, body="Oil it.", by=alice.user)
    shown = carol.get(address).text
    for word in ("I used this", "Thank", "Used by", "/used/"):
        assert word not in shown


def test_links_and_notices_end_with_it_and_come_back(alice, carol, pump, settings):
    assert noticing.unseen(alice.user) == 2
    assert "/me/recognition/" in alice.get("/people/alice/").text
    settings.RECOGNITION = False
    assert noticing.unseen(alice.user) == 0
    assert "used “Pump”" not in alice.get("/me/notices/").text
    assert "/me/recognition/" not in alice.get("/people/alice/").text
    settings.RECOGNITION = True
    assert noticing.unseen(alice.user) == 2
    assert Thanks.objects.count() == Receipt.objects.count() == 1
