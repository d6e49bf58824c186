"""Wiki links: stored as they were written, laid when a page is put together."""

import time

import pytest

from kmsite.text.links import Target, lay
from kmsite.text.rendering import render

PUMP = {"pump": Target("/articles/pump/", "Pump")}


def laid(source, targets=PUMP):
    return lay(render(source).html, targets)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[[Pump]]", '<a class="wikilink" href="/articles/pump/">Pump</a>'),
        ("[[pump]]", '<a class="wikilink" href="/articles/pump/" title="Pump">pump</a>'),
        ("[[Pump|the *pump*]]", '<a class="wikilink" href="/articles/pump/" title="Pump">the *pump*</a>'),
        ("[[Pump#Spare parts]]", 'href="/articles/pump/#user-content-spare-parts"'),
        ("[[#Spare parts]]", '<a class="wikilink" href="#user-content-spare-parts">Spare parts</a>'),
        ("[[ PUMP ]]", 'href="/articles/pump/"'),
        ("`[[Pump]]`", "<code>[[Pump]]</code>"),
        ("\\[[Pump]]", "[[Pump]]"),
        ("[[]] [[ | ]]", "[[]] [[ | ]]"),
    ],
)
def test_a_link_leads_to_its_page(source, expected):
    assert expected in laid(source)


def test_a_missing_page_is_a_visible_offer():
    assert 'href="/new/?title=Water%20%26%20oil"' in laid("[[Water & oil]]")
    assert "(no page yet, create it)" in laid("[[Water & oil]]")


def test_a_sign_at_the_end_belongs_to_the_title():
    assert 'href="/articles/c-sharp/"' in laid("[[C#]]", {"c#": Target("/articles/c-sharp/", "C#")})


def test_a_section_is_part_of_the_key():
    assert 'href="/x/"' in laid("[[Water works / Pump]]", {"water works/pump": Target("/x/", "Pump")})


def test_a_renamed_page_shows_its_present_title():
    assert 'title="Water &quot;pump&quot;"' in laid("[[Pump]]", {"pump": Target("/p/", 'Water "pump"')})


def test_laying_takes_less_than_a_millisecond_for_20_kb():
    stored = render("Some words before [[Pump]] and [[Gone]] after it.\n\n" * 105).html
    assert len(stored) > 18_000
    times = []
    for _ in range(9):
        before = time.thread_time()
        lay(stored, PUMP)
        times.append(time.thread_time() - before)
    assert min(times) < 0.001
