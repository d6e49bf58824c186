"""A curator at the desk, in a browser: a term with all its parts, and a conflict with another curator."""

from glossary import curating
from glossary.models import Term
from tests.make import make_term

TERMS = "/admin/glossary/term/"


def test_a_curator_adds_a_term_and_sees_it_on_the_site(visit, cleo):
    make_term("Leadership", by=cleo.user)
    visitor = visit(cleo)
    window = visitor.open(f"{TERMS}add/")
    window.get_by_role("textbox", name="Preferred name").fill("Knowledge leadership")
    window.get_by_role("button", name="Add another name").click()
    window.locator("#id_names-1-text").fill("KL")
    window.locator("#id_definitions-0-text").fill("Leadership that shares what it knows.")
    window.locator("#id_relations-0-kind").select_option("broader")
    window.locator("#relations-0 .field-term .select2-selection").click()
    window.locator(".select2-search__field").fill("lead")
    window.get_by_role("option", name="Leadership").click()
    visitor.measure()
    window.get_by_role("button", name="Save", exact=True).first.click()
    window.locator(".messagelist a").click()
    window.wait_for_url("**/glossary/knowledge-leadership/")
    for words in ("KL", "Leadership that shares what it knows.", "Leadership"):
        assert words in window.locator("main").inner_text()
    assert visitor.faults == ""


def test_a_curator_settles_what_clashes(visit, cleo, ada):
    term = make_term("Capture", gloss="As it was.")
    visitor = visit(cleo)
    window = visitor.open(f"{TERMS}{term.pk}/change/")
    now = Term.objects.with_current().get(pk=term.pk)
    entry = curating.Entry.of(now.current.structure)
    curating.revise(term, base=1, title="Capture", gloss="Theirs.", body="", entry=entry, by=ada.user)
    window.get_by_label("Gloss").fill("Mine.")
    window.get_by_role("button", name="Save", exact=True).first.click()
    window.get_by_text("Ada saved version 2").wait_for()
    window.get_by_role("radio", name="Yours").check()
    window.get_by_role("button", name="Save", exact=True).first.click()
    window.get_by_text("Saved as version 3").wait_for()
    assert Term.objects.get(pk=term.pk).lede == "Mine."
