"""Groups of choices say what they are choices of."""

import pytest


@pytest.mark.parametrize(
    ("path", "group"),
    [("/invitations/", "Role"), ("/me/settings/", "Theme"), ("/me/settings/", "Text size")],
)
def test_somebody_who_hears_the_page_hears_what_the_choices_are_of(ada, path, group):
    page = ada.get(path).text
    assert f"<legend>{group}</legend>" in page
    assert page.count("<fieldset") == page.count("<legend>")
