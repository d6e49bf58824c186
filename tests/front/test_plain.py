"""What machines ask for by convention."""

import json


def test_the_manifest_names_the_site_and_icons_that_exist(anonymous):
    answer = anonymous.get("/site.webmanifest")
    manifest = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert manifest["name"] == "Commonplace"
    for icon in manifest["icons"]:
        assert anonymous.get(icon["src"]).status_code == 200


def test_the_icon_is_found_at_both_old_addresses(anonymous):
    for path in ("/favicon.ico", "/favicon.svg"):
        assert anonymous.get(path, follow=True).status_code == 200


def test_password_managers_find_the_form(anonymous):
    answer = anonymous.get("/.well-known/change-password")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accounts/password/change/"


def test_finders_of_faults_find_a_contact_that_has_not_expired(anonymous):
    text = anonymous.get("/.well-known/security.txt").text
    assert "Contact: http" in text
    assert "Expires: 2" in text
