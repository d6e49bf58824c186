"""A form that expired loses nobody's words."""

from django.test import Client


def test_an_expired_form_gives_back_what_was_written():
    stranger = Client(enforce_csrf_checks=True)
    page = stranger.post(
        "/accounts/login/", {"title": "Pump", "body": "Turn <b>slowly</b>", "password": "secret words"}
    )
    assert page.status_code == 403
    assert "Turn &lt;b&gt;slowly&lt;/b&gt;" in page.text
    assert "secret words" not in page.text
