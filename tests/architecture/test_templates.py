"""The template linter: what every template keeps to, checked on its source."""

import re
from html.parser import HTMLParser

from tests.architecture.sources import templates

TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
TRANSLATED = re.compile(r"\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}", re.DOTALL)
UNTRANSLATED_TEXT = {"code", "kbd", "svg", "title-of-site"}
STANDS_ALONE = {"400.html", "500.html", "_reader_html.html"}
"""Shown when nothing works any more, so without a translation; and the attributes of `<html>`."""


class Words(HTMLParser):
    """Collects the words that stand in a template outside of translations, code and drawings."""

    def __init__(self):
        super().__init__()
        self.inside, self.found = [], []

    def handle_starttag(self, tag, attrs):
        if tag in UNTRANSLATED_TEXT:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside and re.search(r"[^\W\d_]{2,}", data):
            self.found.append(data.strip())


def test_a_template_extends_before_anything_else():
    for path, text in templates():
        if "{% extends" in text:
            assert text.lstrip().startswith("{% extends"), path


def test_every_block_that_spans_lines_is_closed_by_name():
    for path, text in templates():
        for block in re.findall(
            r"\{% block (\w+) %\}(?:(?!\{% block ).)*?\{% endblock( \w+)? %\}", text, re.DOTALL
        ):
            name, closed = block
            if closed:
                assert closed.strip() == name, path
        spanning = re.findall(r"^\{% endblock %\}", text, re.MULTILINE)
        assert spanning == [], path


def test_a_template_is_indented_by_two_spaces():
    for path, text in templates():
        assert "\t" not in text, path
        odd = [n for n, line in enumerate(text.splitlines(), 1) if (len(line) - len(line.lstrip(" "))) % 2]
        assert odd == [], path
        assert [n for n, line in enumerate(text.splitlines(), 1) if line != line.rstrip()] == [], path


def test_what_a_template_says_can_be_translated():
    for path, text in templates():
        if path.name in STANDS_ALONE or path.suffix != ".html":
            continue
        words = Words()
        words.feed(TAG.sub("", TRANSLATED.sub("", text)))
        assert words.found == [], path


def test_a_form_that_changes_something_carries_its_token():
    for path, text in templates():
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, re.DOTALL):
            assert "{% csrf_token %}" in form or "_form" in form, path


def test_pictures_have_a_description_and_buttons_a_type():
    for path, text in templates():
        assert [tag for tag in re.findall(r"<img\b[^>]*>", text) if "alt=" not in tag] == [], path
        assert [tag for tag in re.findall(r"<button\b[^>]*>", text) if "type=" not in tag] == [], path
