"""Reports in a browser: with the keyboard alone, without a fault, and where no script runs."""

from django.utils import timezone

from kmsite.search.fruitless import key_of
from kmsite.search.models import FruitlessSearch
from kmsite.text.names import name_key
from tests.make import make_article


def nobody_found(text):
    FruitlessSearch.objects.create(
        key=key_of(text), day=timezone.now().date(), text=text, name=name_key(text), number=3, people=3
    )


def test_what_nobody_found_becomes_an_article_by_the_keyboard(visit, wiki, cleo, bob):
    nobody_found("offboarding")
    make_article("W" * 150, "See [[Exit interview]].", by=bob.user)
    visitor = visit(cleo)
    page = visitor.open("/reports/")
    visitor.look()
    page.get_by_role("link", name="Searches that found nothing").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Searches that found nothing").wait_for()
    visitor.look()
    page.get_by_role("link", name="Taken off the list").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="New article").wait_for()
    assert page.get_by_label("Title").input_value() == "offboarding"
    visitor.open("/reports/wanted/")
    visitor.look()
    assert visitor.faults == ""


def test_reports_are_narrowed_and_mended_without_scripts(visit, wiki, bob):
    page = visit(bob, java_script_enabled=False).open("/reports/")
    page.get_by_role("link", name="Wanted pages").click()
    page.get_by_label("Section").select_option("Methods")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Write it").click()
    assert page.get_by_label("Title").input_value() == "Knowledge map"
