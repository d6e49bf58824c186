"""Each report lists what is missing, and a file says exactly the same."""

import csv
import io
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kmsite.gaps import near_titles
from kmsite.gaps.reports import REPORTS
from kmsite.pages.endings import archiving, trashing
from kmsite.pages.models import Page, PageRead, Redirect
from kmsite.pages.saving import editing
from tests.gaps.conftest import count, lines
from tests.make import make_article, make_term


def table(person, name, **asked):
    """Return the rows of a report as a file."""
    answer = person.get(f"/reports/{name}.csv", asked)
    assert answer.status_code == 200, answer.status_code
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_wanted_titles_come_by_the_number_of_pages_that_link_and_as_they_are_written(carol):
    make_article("One", "[[Peer assist]] and [[Peer assist#How|again]]")
    make_article("Two", '[[peer assist]], [[Café & "talk"]] and [[One]]')
    make_article("Three", "[audit](/glossary/knowledge-audit/)")
    shown = lines(carol, "wanted")
    first = next(iter(shown))
    assert first.lower() == "peer assist"
    assert shown[first][0] == "2"
    assert shown['Café & "talk"'] == ("1", "Two")
    assert shown["Knowledge audit"] == ("1", "Three")
    assert count(carol, "wanted") == 3


def test_a_wanted_page_is_begun_in_one_step_with_its_title(alice, carol):
    make_article("One", "[[Peer & assist]]")
    page = alice.get("/reports/wanted/").content.decode()
    assert 'href="/new/?title=Peer+%26+assist"' in page
    assert 'value="Peer &amp; assist"' in alice.get("/new/?title=Peer+%26+assist").content.decode()
    assert "/new/?title=Peer" not in carol.get("/reports/wanted/").content.decode()
    make_article("Peer & assist")
    assert lines(carol, "wanted") == {}


def test_orphans_have_no_page_that_links_to_them_and_dead_ends_link_to_none(carol):
    hub = make_article("Hub", "See [[Leaf]] and [[Nothing]].")
    make_article("Leaf", "See [[Leaf]].", parent=hub)
    make_article("Alone", "See [[Hub]]")
    assert lines(carol, "orphaned").keys() == {"Alone"}
    assert lines(carol, "dead-ends").keys() == {"Leaf"}
    assert lines(carol, "dead-ends")["Leaf"][0] == "Hub"
    assert (count(carol, "orphaned"), count(carol, "dead-ends")) == (1, 1)


def test_what_is_in_the_archive_or_the_trash_neither_shows_nor_counts(carol, bob):
    for title in ("Old", "Gone", "Here"):
        make_article(title, f"[[Wanted by {title}]]")
    target = make_article("Target")
    for title in ("Old source", "Gone source"):
        make_article(title, "[[Target]]")
    for title in ("Old", "Old source"):
        archiving.archive(Page.objects.get(title=title), by=bob.user)
    for title in ("Gone", "Gone source"):
        trashing.trash([Page.objects.get(title=title)], by=bob.user)
    near_titles.look()
    assert lines(carol, "wanted").keys() == {"Wanted by Here"}
    for name in ("orphaned", "dead-ends", "untagged", "unchanged", "least-read"):
        assert lines(carol, name).keys() == {"Here", "Target"}, name
    assert target.title in lines(carol, "orphaned")


def test_articles_stand_in_the_order_of_their_last_change_and_the_card_counts_the_old(carol):
    for days, title in ((400, "Old"), (2, "Older than new"), (500, "Oldest")):
        page = make_article(title)
        Page.objects.filter(pk=page.pk).update(changed_at=timezone.now() - timedelta(days=days))
    assert list(lines(carol, "unchanged")) == ["Oldest", "Old", "Older than new"]
    assert count(carol, "unchanged") == 2


def test_untagged_articles(carol):
    make_article("With", tags=["pumps"])
    make_article("Without")
    make_term("A term")
    assert lines(carol, "untagged").keys() == {"Without"}


def test_nearly_the_same_titles_lead_to_merging_or_comparing(bob, carol):
    make_article("Peer assist")
    make_article("Assists, peer")
    for title in ("Story telling", "Story tellings"):
        make_term(title)
    near_titles.look()
    assert lines(carol, "near-titles")["Peer assist"] == ("article", "", "Assists, peer", "")
    assert "<dt>Below</dt>" not in carol.get("/reports/near-titles/").text
    page = bob.get("/reports/near-titles/").content.decode()
    assert 'href="/articles/peer-assist/merge/?parent=assists-peer"' in page
    assert (
        bob.get("/articles/peer-assist/merge/?parent=assists-peer").context["goal"].title == "Assists, peer"
    )
    assert 'href="/glossary/compare/story-telling..story-tellings/"' in page
    assert "/merge/" not in carol.get("/reports/near-titles/").content.decode()
    editing.revise(Page.objects.get(title="Peer assist"), base=1, body="x", title="Harvest", by=bob.user)
    assert lines(carol, "near-titles").keys() == {"Story telling"}, "before anybody has looked again"


def test_old_addresses_that_lead_astray_are_normally_none(bob, carol):
    pump, valve = make_article("Pump"), make_article("Valve")
    for page in (pump, valve):
        Redirect.objects.create(kind="article", slug=f"old-{page.slug}", page=page)
    assert lines(bob, "astray") == {}
    assert "straight to a page" in bob.get("/reports/astray/").content.decode()
    trashing.trash([pump], by=bob.user)
    assert lines(bob, "astray") == {"Pump": ("/articles/old-pump/", "in the trash")}
    assert lines(carol, "astray") == {}, "who does not bring pages back knows nothing of the trash"
    goal = make_article("Goal")
    Page.objects.filter(pk=valve.pk).update(merged_into=goal)
    assert lines(carol, "astray") == {"Valve": ("/articles/old-valve/", "Goal; merged into")}


def test_reads_of_ninety_days_are_added_up(carol, read):
    pump, valve, seal = (make_article(title) for title in ("Pump", "Valve", "Seal"))
    term = make_term("Term")
    for page, number, days in ((pump, 3, 0), (pump, 4, 89), (pump, 99, 91), (valve, 5, 1), (term, 9, 2)):
        read(page, number, days)
    assert lines(carol, "most-read") == {
        "Term": ("9", "term"),
        "Pump": ("7", "article"),
        "Valve": ("5", "article"),
    }
    assert [(title, facts[0]) for title, facts in lines(carol, "least-read").items()] == [
        (seal.title, "0"),
        ("Valve", "5"),
        ("Pump", "7"),
    ]
    assert count(carol, "least-read") == 1


def test_a_report_is_narrowed_to_a_section(carol, read):
    for section in ("North", "South"):
        top = make_article(section, f"[[Wanted in {section}]]")
        below = make_article(f"{section} below", "Text.", parent=top)
        read(below, 3)
    for name, title in (
        ("wanted", "Wanted in North"),
        ("untagged", "North below"),
        ("most-read", "North below"),
        ("least-read", "North below"),
    ):
        shown = lines(carol, name, section="north")
        assert title in shown, name
        assert not any("South" in other for other in shown), name
        assert all("South" not in row[0] for row in table(carol, name, section="north"))
    assert lines(carol, "untagged", section="nowhere") == lines(carol, "untagged")


def test_a_file_says_line_by_line_what_the_page_shows(bob, searched, read):
    for title in ("Hub", "Hubs", "=HYPERLINK(1)"):
        read(make_article(title, f"[[@wanted by {title}]]"), 3)
    for text in ("+cmd", "peer assist"):
        searched(text, times=2)
    near_titles.look()
    for name, report in REPORTS.items():
        shown = bob.get(f"/reports/{name}/").context["lines"]
        rows = table(bob, name)
        assert rows[0] == [str(head) for head in report.heads]
        plain = [[cell.removeprefix("'") for cell in row] for row in rows[1:]]
        assert plain == [line.in_file for line in shown], name
        assert not any(cell[:1] in "=+-@" for row in rows for cell in row if cell), name


def test_long_reports_are_sliced_and_lead_on_without_a_gap(carol, read):
    for number in range(7):
        read(make_article(f"Page {number}", "[[A]] [[B~1]] [[C]]"), number % 3 + 1)
    for name in ("wanted", "most-read", "least-read", "untagged", "unchanged"):
        object.__setattr__(REPORTS[name], "size", 2)
        try:
            seen, address = [], f"/reports/{name}/"
            while address:
                context = carol.get(address).context
                seen += [line.title for line in context["lines"]]
                older, newer = context["slice"].older, context["slice"].newer
                assert len(seen) <= 2 or newer
                address = older and f"/reports/{name}/{older}"
        finally:
            object.__setattr__(REPORTS[name], "size", 50)
        assert seen == list(lines(carol, name)), name


def test_odd_positions_are_no_errors(carol):
    make_article("Page", "[[A]]")
    for name in REPORTS:
        for position in ("x", "1~", "~", "99999999999999999999~a", "1~a~b", "\0~1", "2026~1"):
            answer = carol.get(f"/reports/{name}/", {"older": position, "section": "\0"})
            assert answer.status_code in (200, 403), (name, position)


def statements(person, address):
    with CaptureQueriesContext(connection) as queries:
        assert person.get(address).status_code == 200
    return len(queries)


def test_a_report_costs_the_same_with_ten_times_the_pages(carol, read):
    def grow(first, last):
        for number in range(first, last):
            read(make_article(f"Page {number} of pump", f"[[Missing {number}]]"), number + 1)

    names = [name for name, report in REPORTS.items() if not report.is_for_menders]
    grow(0, 2)
    near_titles.look()
    few = {name: statements(carol, f"/reports/{name}/") for name in names}
    index = statements(carol, "/reports/")
    grow(2, 20)
    near_titles.look()
    assert {name: statements(carol, f"/reports/{name}/") for name in names} == few
    assert statements(carol, "/reports/") == index
    assert max(few.values()) <= 9
    assert index <= 16


def test_what_nobody_found_costs_the_same_whether_few_or_many_were_asked(bob, searched):
    address = "/reports/nobody-found/"
    searched("valve grease 0")
    make_article("Pump", "It needs valve grease.")
    bob.get(address)
    few = statements(bob, address)
    for number in range(1, 40):
        searched(f"valve grease {number}" if number % 2 else f"hand wheel {number}")
    assert statements(bob, address) == few <= 10


def test_reads_are_added_up_anew_and_what_nobody_reads_any_more_is_let_go(carol, read):
    pump, valve = make_article("Pump"), make_article("Valve")
    read(pump, 3, 1)
    read(valve, 2, 1)
    assert lines(carol, "most-read").keys() == {"Pump", "Valve"}
    PageRead.objects.filter(page_id=valve.pk).update(day=timezone.now().date() - timedelta(days=90))
    read(pump, 4)
    assert lines(carol, "most-read") == {"Pump": ("7", "article")}
