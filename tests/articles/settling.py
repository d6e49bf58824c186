"""A writer in front of the page of a conflict: what its form holds, and what is chosen there."""

import re
from html import unescape

FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
TEXT = re.compile(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', re.S)


def form_of(response):
    """Return every field that the form holds, without a choice."""
    form = response.content.decode().split('<form class="form conflict"')[1].split("</form>")[0]
    fields = {name: unescape(value) for name, value in FIELD.findall(form) if name != "csrfmiddlewaretoken"}
    texts = {name: unescape(text).replace("\n", "\r\n") for name, text in TEXT.findall(form)}
    return {**fields, **texts, "summary": ""}


def choose(response, **picks):
    """Return the form with a choice for each place: `p1="mine"`, `title="theirs"`."""
    return form_of(response) | {f"pick-{name.removeprefix('p')}": side for name, side in picks.items()}
