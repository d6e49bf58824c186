"""Reading is quick beside a bare Django view."""

import pytest

from tests.make import make_article
from tests.reading.pace import ask, asking, bare_site, compare, our_site

TEXT = "Water rises where the piston leaves room, and nowhere else. " * 8


def settle(site, address, **headers):
    """Ask twice, so that the store holds the page, and return the answer."""
    ask(site, asking(address, **headers))
    return ask(site, asking(address, **headers))


def empty(site):
    """Empty the store of `site`, so that it puts the page together anew."""
    room = site._middleware_chain
    while not hasattr(room, "store"):
        room = getattr(room, "__wrapped__", None) or room.get_response
    room.store.clear()
    return site


def told(found):
    """Return the figures of `found` as lines, each beside the bare view."""
    (bare_processor, bare_time), *_ = found.values()
    return "\n".join(
        f"{name:18} cpu {processor:7.3f} ms = {processor / bare_processor:5.2f} bare   "
        f"time {clock:7.3f} ms = {clock / bare_time:5.2f} bare"
        for name, (processor, clock) in found.items()
    )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_warm_view_costs_about_two_bare_ones(alice, settings, capsys):
    settings.ALLOWED_HOSTS = ["*"]
    body = "\n\n".join(f"## Part {number}\n\n{TEXT}" for number in range(24))
    make_article(title="Pump", body=body, by=alice.user, tags=["water"])
    address, site, plain = "/articles/pump/", our_site(), bare_site()
    cookie = {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={alice.session.session_key}"}
    assert b"<bdi>Alice</bdi>" in settle(site, address, **cookie)[2]
    own = {"HTTP_IF_NONE_MATCH": settle(site, address)[1]["ETag"]}
    bare = {"bare": lambda: ask(plain, asking("/bare/"))}
    warm = {
        "visitor": lambda: ask(site, asking(address)),
        "visitor, gzip": lambda: ask(site, asking(address, HTTP_ACCEPT_ENCODING="gzip")),
        "visitor, 304": lambda: ask(site, asking(address, **own)),
        "person": lambda: ask(site, asking(address, **cookie)),
    }
    cold = {
        "first view": lambda: ask(empty(site), asking(address)),
        "person, slow path": lambda: ask(site, asking(address, QUERY_STRING="a=b", **cookie)),
    }
    found = compare(bare | warm)
    found_cold = compare(bare | cold, rounds=5, times=5)
    with capsys.disabled():
        print(f"\n{told(found)}\n{told(found_cold)}")
    assert found["visitor"][0] < 4 * found["bare"][0]
