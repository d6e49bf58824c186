"""What search engines are asked to leave alone, and how a closed site stays out of them."""

from urllib.robotparser import RobotFileParser

import pytest

from kmsite.pages.endings import archiving
from tests.make import make_article, make_term


def rules(reader):
    parser = RobotFileParser()
    parser.parse(reader.get("/robots.txt").text.splitlines())
    return parser


def test_robots_may_read_pages_and_are_shown_where_they_all_stand(anonymous, settings):
    settings.BASE_URL = "https://wiki.example"
    allowed = rules(anonymous)
    for path in ("/", "/articles/pump/", "/glossary/", "/communities/", "/static/css/app.css"):
        assert allowed.can_fetch("*", path), path
    assert allowed.site_maps() == ["https://wiki.example/sitemap.xml"]


def test_robots_leave_forms_questions_and_chosen_lists_alone(anonymous):
    allowed = rules(anonymous)
    for path in ("/accounts/login/", "/admin/", "/new/", "/search/", "/suggest/", "/switch/", "/reports/x/"):
        assert not allowed.can_fetch("*", path), path
    text = anonymous.get("/robots.txt").text
    assert "Disallow: /*?\n" in text
    assert "Disallow: /*/card/\n" in text
    assert "Allow: /*?older=\n" in text


def test_robots_stay_out_of_a_closed_site_but_for_public_cards(anonymous, settings):
    settings.READING = "signed-in"
    text = anonymous.get("/robots.txt").text
    assert "Disallow: /\n" in text
    assert "Sitemap" not in text
    assert rules(anonymous).can_fetch("*", "/glossary/tacit-knowledge/")
    assert not rules(anonymous).can_fetch("*", "/articles/pump/")


@pytest.mark.parametrize(
    "address", ["/", "/articles/pump/", "/accounts/login/", "/robots.txt", "/nowhere/", "/glossary/km/"]
)
def test_no_answer_of_a_closed_site_may_be_indexed(anonymous, alice, settings, address):
    make_article("Pump", by=alice.user)
    make_term("KM", is_shareable=True)
    assert "X-Robots-Tag" not in anonymous.get(address).headers
    settings.READING = "signed-in"
    for reader in (anonymous, alice):
        assert reader.get(address).headers["X-Robots-Tag"] == "noindex"


def test_an_archived_page_is_not_indexed(anonymous, alice):
    page = make_article("Pump", by=alice.user)
    noindex = '<meta name="robots" content="noindex">'
    assert noindex not in anonymous.get("/articles/pump/").text
    archiving.archive(page, by=alice.user)
    assert noindex in anonymous.get("/articles/pump/").text
