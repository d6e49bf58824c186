"""The sitemap names what everybody may read, and nothing else."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kmsite.pages.endings import archiving, trashing
from kmsite.pages.models import Page
from kmsite.views import sitemap
from tests.make import make_article, make_audience, make_discussion, make_term

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(answer):
    """Return each address of a part, or of the index, with when it changed."""
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    return {
        entry.find(f"{NS}loc").text: getattr(entry.find(f"{NS}lastmod"), "text", None)
        for entry in ElementTree.fromstring(answer.content)
    }


def everywhere(reader, base):
    """Return all addresses of all parts."""
    parts = places(reader.get("/sitemap.xml"))
    return {place for part in parts for place in places(reader.get(part.removeprefix(base)))}


@pytest.fixture
def base(settings):
    settings.BASE_URL = "https://wiki.example"
    return settings.BASE_URL


def test_strangers_find_every_public_page_and_list(anonymous, base, alice):
    article = make_article("Pump & valve", by=alice.user)
    make_term("Tacit knowledge")
    make_discussion()
    found = everywhere(anonymous, base)
    assert {f"{base}/", f"{base}/articles/", f"{base}/glossary/tacit-knowledge/"} <= found
    assert f"{base}/discussions/how-do-we-begin/" in found
    (part,) = [place for place in places(anonymous.get("/sitemap.xml")) if "article" in place]
    changed = places(anonymous.get(part.removeprefix(base)))
    assert changed[f"{base}/articles/pump-valve/"] == f"{article.changed_at:%Y-%m-%dT%H:%M:%SZ}"


def test_what_not_everybody_may_read_is_never_named_whoever_asks(anonymous, alice, base, cleo):
    make_article("Public", by=alice.user)
    hidden = make_article("Hidden", by=alice.user, audience=make_audience("Few", alice.user))
    gone, old = make_article("Gone", by=alice.user), make_article("Old", by=alice.user)
    trashing.trash([gone], by=alice.user)
    archiving.archive(old, by=alice.user)
    make_term("Half done", status="draft")
    for reader in (anonymous, alice):
        found = " ".join(everywhere(reader, base))
        assert "/articles/public/" in found
        assert not {word for word in (hidden.slug, "gone", "old/", "half-done") if word in found}
        assert "no-cache" not in reader.get("/sitemap.xml").headers["Cache-Control"]


def test_a_part_has_no_more_addresses_than_its_range(anonymous, base, alice, monkeypatch):
    monkeypatch.setattr(sitemap, "AT_ONCE", 2)
    for number in range(5):
        make_article(f"Page {number}", by=alice.user)
    parts = [place for place in places(anonymous.get("/sitemap.xml")) if "article" in place]
    assert len(parts) >= 3
    sizes = [len(places(anonymous.get(part.removeprefix(base)))) for part in parts]
    assert max(sizes) <= 2
    assert sum(sizes) == 5


def test_a_machine_that_has_it_is_told_that_nothing_changed(anonymous, alice, base):
    make_article("Pump", by=alice.user)
    page = Page.objects.get()
    address = f"/sitemap-article-{page.pk // sitemap.AT_ONCE}.xml"
    tag = anonymous.get(address).headers["ETag"]
    assert anonymous.get(address, headers={"if-none-match": tag}).status_code == 304
    make_article("Valve", by=alice.user)
    assert anonymous.get(address, headers={"if-none-match": tag}).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        anonymous.get(address)
    assert len(queries) == 1


def test_a_part_that_is_not_there_is_not_found(anonymous, base):
    assert anonymous.get("/sitemap-article-99.xml").status_code == 404
    assert anonymous.get("/sitemap-secrets-0.xml").status_code == 404


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-lists.xml", "/sitemap-article-0.xml"])
def test_a_closed_site_has_no_sitemap_for_anybody(anonymous, alice, settings, address):
    settings.READING = "signed-in"
    make_article("Pump", by=alice.user)
    for reader in (anonymous, alice):
        assert reader.get(address).status_code == 404
