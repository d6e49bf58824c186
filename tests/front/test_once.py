"""What is put together once: shown to everybody alike, and of one reader nothing to another."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

COUNT = "{% load once %}{% once for nav %}{{ nav }}{{ name }}{{ request.user }}{% endonce %}"


class Counted:
    """Counts how often a template looks at it."""

    def __init__(self):
        self.times = 0

    def __str__(self):
        self.times += 1
        return "tags"


def test_a_part_is_put_together_once_for_each_value_that_it_knows():
    part, nav = Template(COUNT), Counted()
    said = [part.render(Context({"nav": one})) for one in (nav, nav, "home", nav, "home")]
    assert said == ["tags", "tags", "home", "tags", "home"]
    assert nav.times == 1


def test_it_knows_nothing_of_who_reads():
    part = Template(COUNT)
    assert part.render(Context({"nav": "home", "name": "Carol"})) == "home"
    assert part.render(Context({"nav": "home", "name": "Bob"})) == "home"


def test_each_language_has_its_own():
    part = Template('{% load i18n once %}{% once %}{% translate "Yes" %}{% endonce %}')
    said = []
    for language in ("en", "de", "en"):
        with translation.override(language):
            said.append(part.render(Context()))
    assert said == ["Yes", "Ja", "Yes"]


def test_what_it_knows_is_escaped():
    part = Template("{% load once %}{% once for site_name %}{{ site_name }}{% endonce %}")
    assert part.render(Context({"site_name": "<b>"})) == "&lt;b&gt;"


def test_values_without_end_do_not_fill_the_memory():
    part = Template(COUNT)
    for number in range(1000):
        assert part.render(Context({"nav": number})) == str(number)
    (node,) = (one for one in part.nodelist if hasattr(one, "forms"))
    assert len(node.forms) <= 256


@pytest.mark.parametrize("words", ["nav", "for", "of nav"])
def test_a_tag_that_is_written_otherwise_is_refused(words):
    with pytest.raises(TemplateSyntaxError, match="once for name"):
        Template(f"{{% load once %}}{{% once {words} %}}{{% endonce %}}")
