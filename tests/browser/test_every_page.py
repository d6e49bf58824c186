"""One page of every template, in light, dark and on a phone: no fault that a browser or axe would find."""

from urllib.parse import urlsplit

from django.db import transaction

from kmsite.accounts.inviting import invite
from kmsite.accounts.setting_up import new_link
from kmsite.pages.saving.editing import revise

AUDIT = "/articles/knowledge-audit/"
ANYBODY = [
    "/",
    "/articles/",
    "/articles/?view=changes",
    AUDIT,
    f"{AUDIT}history/",
    f"{AUDIT}history/2/",
    f"{AUDIT}lines/",
    f"{AUDIT}history/1/lines/",
    f"{AUDIT}compare/1..3/",
    f"{AUDIT}compare/1..3/?view=side",
    f"{AUDIT}links/",
    f"{AUDIT}related/",
    f"{AUDIT}files/",
    "/search/",
    "/search/?q=knowledge",
    "/search/?q=knowlege+audt",
    "/search/?q=zzzzz",
    "/tags/",
    "/tags/methods/",
    "/tags/?tag=methods&tag=culture",
    "/changes/",
    "/people/alice/",
    "/culture/alone/?lens=me&lens=community",
    "/articles/knowlege-audt/",
    "/nowhere/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/invitation/none/",
]
WRITERS = [
    f"{AUDIT}edit/",
    f"{AUDIT}history/1/restore/",
    f"{AUDIT}files/",
    f"{AUDIT}language/",
    "/tags/methods/edit/",
    "/tags/methods/merge/?into=culture",
    "/reports/",
    "/reports/orphaned/",
    "/reports/nobody-found/",
    "/new/?title=Knowledge+map",
    "/me/settings/",
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
]
ADMINISTRATORS = [
    "/invitations/",
    "/welcome/",
    "/admin/",
    "/admin/accounts/user/",
    "/admin/accounts/user/add/",
]


def tour(visitor, paths):
    for path in paths:
        visitor.open(path)
        visitor.look()
        if visitor.status >= 500:
            visitor.complain(f"status {visitor.status}")
    return visitor.faults


def test_a_stranger_meets_no_fault_on_any_page(visit, wiki):
    assert tour(visit(), ANYBODY) == ""


def test_a_writer_meets_no_fault_on_any_page(visit, wiki, bob):
    assert tour(visit(bob), WRITERS) == ""


def test_an_administrator_meets_no_fault_on_any_page(visit, wiki, ada):
    assert tour(visit(ada), ADMINISTRATORS) == ""


def test_whoever_is_not_allowed_is_told_so_without_a_fault(visit, wiki, carol):
    visitor = visit(carol)
    assert tour(visitor, [f"{AUDIT}edit/"]) == ""
    assert visitor.status == 403


def test_a_conflict_shows_both_texts_without_a_fault(visit, wiki, alice, bob):
    visitor = visit(bob)
    page = visitor.open(f"{AUDIT}edit/")
    revise(wiki, base=3, body="Alice was here.", by=alice.user)
    page.locator("textarea[name=body]").fill("Bob was here.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Which words shall stand?").wait_for()
    visitor.look()
    assert "Alice was here." in page.content()
    assert "Bob was here." in page.content()
    assert visitor.faults == ""


def test_a_form_with_errors_is_without_a_fault(visit, wiki, bob):
    visitor = visit(bob)
    page = visitor.open("/new/")
    page.locator("input[name=title]").evaluate("(field) => field.form.noValidate = true")
    page.get_by_role("button", name="Create").click()
    page.get_by_text("There is a problem").wait_for()
    visitor.look()
    assert visitor.faults == ""


def test_the_first_administrator_meets_no_fault(visit, db):
    with transaction.atomic():
        path = urlsplit(new_link()).path
    assert tour(visit(), [path]) == ""


def test_an_invitation_is_without_a_fault(visit, ada):
    _, link = invite(by=ada.user, role="reader")
    assert tour(visit(), [urlsplit(link).path]) == ""
