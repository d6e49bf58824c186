"""A page as people read it: the same by every path, and quick by most."""

import gzip

import pytest
from django.test import Client

from tests.make import make_article

POLICY = "public, max-age=0, must-revalidate"


@pytest.fixture
def pump(alice):
    return make_article(
        title="Pump",
        body="Oil it.\n\n## Daily\n\nLook.\n\n## Weekly\n\nListen.",
        by=alice.user,
        lede="Moves water.",
    )


def test_everybody_reads_a_public_page(anonymous, carol, pump):
    for reader in (anonymous, carol):
        page = reader.get("/articles/pump/")
        assert page.status_code == 200
        assert "Oil it." in page.content.decode()


def test_a_page_tells_who_changed_it_last_and_how_often(anonymous, pump):
    page = anonymous.get("/articles/pump/").content.decode()
    assert '<a href="/people/alice/"><bdi>Alice</bdi></a>' in page
    assert "1 revision<" in page
    assert "Moves water." in page


def test_a_page_has_contents_and_a_link_to_each_heading(anonymous, pump):
    page = anonymous.get("/articles/pump/").content.decode()
    assert '<a href="#user-content-daily" dir="auto">Daily</a>' in page
    assert 'class="anchor heading-link" href="#user-content-daily"' in page


def test_a_page_names_its_source_its_feed_and_its_one_address(anonymous, pump):
    page = anonymous.get("/articles/pump/").content.decode()
    assert '<link rel="canonical" href="http' in page
    assert 'href="/articles/pump.md"' in page
    assert 'type="application/atom+xml" href="/articles/pump.atom"' in page
    assert '<meta name="description" content="Moves water.">' in page


def test_a_page_without_text_says_so(anonymous, alice):
    make_article(title="Valve", body="", by=alice.user)
    assert "Nothing written here yet" in anonymous.get("/articles/valve/").content.decode()


def test_a_visitor_may_sign_in_a_reader_may_look_and_an_author_may_edit(anonymous, carol, alice, pump):
    seen = {who: person.get("/articles/pump/").content.decode() for who, person in
            {"visitor": anonymous, "reader": carol, "author": alice}.items()}  # fmt: skip
    assert "Sign in" in seen["visitor"]
    assert "Sign in" not in seen["reader"]
    assert "<bdi>Carol</bdi>" in seen["reader"]
    assert 'href="edit/"' not in seen["reader"]
    assert 'href="edit/"' in seen["author"]
    assert ">Write<" in seen["author"]
    assert "<bdi>Carol</bdi>" not in seen["author"]


def test_a_reader_reads_in_their_theme_and_zone(carol, pump):
    carol.user.theme, carol.user.text_size, carol.user.time_zone = "dark", "large", "Europe/Berlin"
    carol.user.save()
    page = carol.get("/articles/pump/").content.decode()
    assert 'data-theme="dark" data-text="large" data-timezone="Europe/Berlin"' in page


def test_nothing_a_form_needs_is_in_a_page(anonymous, alice, pump):
    for reader in (anonymous, alice):
        page = reader.get("/articles/pump/")
        assert "csrf" not in page.content.decode().lower()
        assert not page.cookies


def test_a_name_that_holds_markup_stays_a_name(pump, carol):
    carol.user.name = "<b>Carol</b> & slot-account;"
    carol.user.save()
    page = carol.get("/articles/pump/").content.decode()
    assert "&lt;b&gt;Carol&lt;/b&gt; &amp; slot-account;" in page
    assert "<b>Carol" not in page


def test_the_slow_path_shows_the_same_page(anonymous, alice, pump):
    for reader in (anonymous, alice):
        assert reader.get("/articles/pump/?a=b").content == reader.get("/articles/pump/").content


def test_who_has_the_page_is_not_sent_it_again(anonymous, carol, pump):
    for reader in (anonymous, carol):
        tag = reader.get("/articles/pump/").headers["ETag"]
        again = reader.get("/articles/pump/", headers={"if-none-match": tag})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["ETag"] == tag
        assert reader.get("/articles/pump/", headers={"if-none-match": '"other"'}).status_code == 200


def test_two_readers_never_share_an_etag(anonymous, alice, carol, pump):
    tags = {reader.get("/articles/pump/").headers["ETag"] for reader in (anonymous, alice, carol)}
    assert len(tags) == 3


def test_a_visitors_page_may_be_kept_by_anybody_a_persons_page_only_by_them(anonymous, carol, pump):
    assert anonymous.get("/articles/pump/").headers["Cache-Control"] == POLICY
    assert carol.get("/articles/pump/").headers["Cache-Control"] == "private, no-cache"
    for reader in (anonymous, carol):
        assert "Cookie" in reader.get("/articles/pump/").headers["Vary"]


def test_head_tells_the_length_and_sends_nothing(anonymous, pump):
    whole = anonymous.get("/articles/pump/")
    head = anonymous.head("/articles/pump/")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(whole.content))
    assert head.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize(
    ("asked", "packed"),
    [("gzip", True), ("br, gzip, deflate", True), ("gzip;q=0", False), ("br", False), ("", False)],
)
def test_a_browser_that_takes_gzip_gets_the_same_page_smaller(alice, pump, asked, packed):
    plain = alice.get("/articles/pump/")
    answer = alice.get("/articles/pump/", headers={"accept-encoding": asked})
    assert (answer.headers.get("Content-Encoding") == "gzip") is packed
    body = gzip.decompress(answer.content) if packed else answer.content
    assert body == plain.content
    assert answer.headers["ETag"] == plain.headers["ETag"]
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_quick_answer_carries_the_headers_that_protect(anonymous, pump):
    quick = anonymous.get("/articles/pump/").headers
    slow = anonymous.get("/articles/").headers
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Request-ID",
                 "Cross-Origin-Opener-Policy"):  # fmt: skip
        assert quick[name]
        assert name in slow


def test_an_unknown_host_is_refused_on_the_quick_path_too(settings, anonymous, pump):
    settings.ALLOWED_HOSTS = ["wiki.example.org"]
    assert anonymous.get("/articles/pump/", headers={"host": "wiki.example.org"}).status_code == 200
    assert anonymous.get("/articles/pump/", headers={"host": "evil.example.org"}).status_code == 400


@pytest.mark.parametrize("session", ["short", "x" * 32, "a'b", "ä" * 32, "\x00" * 32])
def test_a_session_that_never_was_reads_like_a_visitor(settings, pump, session):
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = session
    page = stranger.get("/articles/pump/")
    assert page.status_code == 200
    assert "Sign in" in page.content.decode()


def test_a_request_for_a_part_with_credentials_or_by_post_is_left_to_the_views(anonymous, pump):
    assert "ETag" in anonymous.get("/articles/pump/").headers
    assert "ETag" not in anonymous.get("/articles/pump/", headers={"range": "bytes=0-9"}).headers
    assert "ETag" not in anonymous.get("/articles/pump/", headers={"authorization": "Basic x"}).headers
    assert anonymous.post("/articles/pump/").status_code == 405
