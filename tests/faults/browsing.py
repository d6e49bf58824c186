"""A browser without scripts: it fetches pages, reads their forms, and sends them."""

import http.client
import secrets
import time
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlencode

TIMES = 60
PAUSE = 0.5
PASSING = {502, 503, 504}


class Lost(Exception):
    """No answer came, however often it was asked."""


class Answer(NamedTuple):
    path: str
    status: int
    location: str
    text: str


class Browser:
    """One person's browser. `heard` is told each status, and 0 where no answer came."""

    def __init__(self, port, session, heard):
        self.port = port
        self.token = secrets.token_hex(16)
        self.cookies = f"session={session}; csrf={self.token}"
        self.heard = heard

    def get(self, path):
        """Fetch a page, through redirects."""
        for _ in range(6):
            answer = self._insist("GET", path, b"", {})
            if answer.status not in {301, 302, 308}:
                return answer
            path = answer.location
        raise AssertionError(f"{path} leads in a ring")

    def send(self, path, fields, file=None):
        """Send a form, again where no answer came; a page that moved gets it at its new address."""
        fields = {**fields, "csrfmiddlewaretoken": self.token}
        body, kind = _multipart(fields, *file) if file else (urlencode(fields).encode(), URLENCODED)
        for _ in range(6):
            answer = self._insist("POST", path, body, {"Content-Type": kind})
            if answer.status != 308:
                return answer
            path = answer.location
        raise AssertionError(f"{path} leads in a ring")

    def _insist(self, method, path, body, headers):
        for _ in range(TIMES):
            try:
                answer = self._once(method, path, body, headers)
            except (OSError, http.client.HTTPException):
                answer = Answer(path, 0, "", "")
            self.heard(method, path, answer)
            if answer.status and answer.status not in PASSING:
                return answer
            time.sleep(PAUSE)
        raise Lost(path)

    def _once(self, method, path, body, headers):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request(method, path, body, {**headers, "Cookie": self.cookies, "Connection": "close"})
            answer = line.getresponse()
            location = answer.headers.get("Location", "")
            return Answer(path, answer.status, location, answer.read().decode())
        finally:
            line.close()


URLENCODED = "application/x-www-form-urlencoded"


def _multipart(fields, name, filename, content):
    edge = secrets.token_hex(16)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    ]
    parts.append(
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        f"Content-Type: text/plain\r\n\r\n{content}\r\n--{edge}--\r\n"
    )
    return "".join(parts).encode(), f"multipart/form-data; boundary={edge}"


def form_with(answer, *names):
    """Return what a browser would send of the first form that has fields called `names`; None without one."""
    reader = _Forms()
    reader.feed(answer.text)
    found = [form for form in reader.forms if all(name in form for name in names)]
    return {key: value for key, value in found[0].items() if value is not None} if found else None


class _Forms(HTMLParser):
    """Collects the fields of each form; one that is not sent as it stands counts as None."""

    def __init__(self):
        super().__init__()
        self.forms, self.area, self.choice = [], None, None

    def handle_starttag(self, tag, attributes):
        have = dict(attributes)
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "input":
            self._input(have)
        elif tag == "textarea":
            self.area, self.forms[-1][have.get("name")] = have.get("name"), ""
        elif tag == "select":
            self.choice, self.forms[-1][have.get("name")] = have.get("name"), None
        elif tag == "option" and self.choice:
            form = self.forms[-1]
            if "selected" in have or form[self.choice] is None:
                form[self.choice] = have.get("value", "")

    def _input(self, have):
        name, form = have.get("name"), self.forms[-1]
        if have.get("type") in {"submit", "file", "button"}:
            form.setdefault(name, None)
        elif have.get("type") in {"checkbox", "radio"}:
            form.setdefault(name, None)
            if "checked" in have:
                form[name] = have.get("value", "on")
        else:
            form[name] = have.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            name, form = self.area, self.forms[-1] if self.forms else {}
            if name in form:
                form[name] = form[name].removeprefix("\r").removeprefix("\n")
            self.area = None
        elif tag == "select":
            self.choice = None

    def handle_data(self, text):
        if self.area is not None and self.forms:
            self.forms[-1][self.area] += text
