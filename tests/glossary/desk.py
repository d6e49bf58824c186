"""A form of the desk as a browser without scripts sends it: what stands in its fields."""

from html.parser import HTMLParser

TERMS = "/admin/glossary/term/"


class Fields(HTMLParser):
    """Collects the names and values of the fields of a page; buttons are pressed by name."""

    def __init__(self):
        super().__init__()
        self.values, self._select, self._area = {}, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "input" and name and "__prefix__" not in name:
            kind = attrs.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in attrs:
                    self.values[name] = attrs.get("value", "on")
            elif kind not in ("submit", "button"):
                self.values[name] = attrs.get("value", "")
        elif tag == "select" and name:
            self._select = name
            self.values[name] = ""
        elif tag == "option" and self._select and "selected" in attrs:
            self.values[self._select] = attrs.get("value", "")
        elif tag == "textarea" and name:
            self._area, self.values[name] = name, ""

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, words):
        if self._area:
            self.values[self._area] += words.removeprefix("\n") if not self.values[self._area] else words


def fields_of(answer):
    """Return what the form on a page would send, without the token and the search of the frame."""
    fields = Fields()
    fields.feed(answer.text)
    return {
        name: value
        for name, value in fields.values.items()
        if "__prefix__" not in name and name != "csrfmiddlewaretoken"
    }


def opened(person, term=None):
    """Return the form of a term, or of a new one, as `person` sees it."""
    answer = person.get(f"{TERMS}{term.pk}/change/" if term else f"{TERMS}add/")
    assert answer.status_code == 200
    return fields_of(answer)


def sent(person, form, term=None, **changes):
    """Send a form with `changes`; double underscores in their names stand for dashes."""
    changes = {name.replace("__", "-"): value for name, value in changes.items()}
    return person.post(f"{TERMS}{term.pk}/change/" if term else f"{TERMS}add/", {**form, **changes})
