"""Where the site sends mail, whoever proposed something hears by mail what became of it."""

import pytest

from tests.glossary.proposing import new_term, proposed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("sends", [True, False])
def test_the_reason_of_a_decision_is_mailed_where_the_site_sends_mail(
    carol, cleo, settings, mailoutbox, sends
):
    settings.SENDS_MAIL = sends
    proposal = proposed(carol, new_term())
    cleo.post(f"/terms/proposals/{proposal.pk}/decline/", {"reason": "We have it as “narrative”."})
    assert len(mailoutbox) == sends
    for mail in mailoutbox:
        assert mail.to == ["carol@example.org"]
        assert "Cleo declined what you proposed for “Storytelling”." in mail.body
        assert "We have it as “narrative”." in mail.body
        assert f"/terms/proposals/{proposal.pk}/" in mail.body
