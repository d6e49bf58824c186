"""A person in front of a real browser, who notices everything that a page does wrong."""

import os
import shutil
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
)
VIEWS = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light", "has_touch": True},
}
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation",
    (event) => console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""


def chromium_path():
    """Return the Chromium of `CHROMIUM` or of the search path."""
    names = ("chromium", "google-chrome", "chromium-browser")
    return os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


class Visitor:
    """One browser window: `visitor.open("/")` returns Playwright's page, `complaints` is what went wrong."""

    def __init__(self, chromium, base, *, person=None, view="light", **options):
        self.base = base
        self.complaints = []
        self.context = chromium.new_context(base_url=base, reduced_motion="reduce", **VIEWS[view], **options)
        self.context.add_init_script(TELL_VIOLATIONS)
        if person is not None:
            self.sign_in(person)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complain(f"script: {error}"))
        self.page.on("request", self._request)

    def sign_in(self, person):
        """Take over the session of a test client."""
        cookie = person.cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.base}])

    def open(self, path):
        """Go to an address and return the page; remember in `status` how the server answered."""
        self.status = self.page.goto(path).status
        return self.page

    def complain(self, what):
        self.complaints.append(f"{urlsplit(self.page.url).path}: {what}")

    def look(self):
        """Judge the open page: does it scroll sideways, what does axe find that is serious?"""
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if wide > 0:
            self.complain(f"scrolls {wide} pixels sideways")
        for finding in Axe().run(self.page).response["violations"]:
            if finding["impact"] in ("serious", "critical"):
                places = "; ".join(node["html"][:200] for node in finding["nodes"][:4])
                self.complain(f"axe {finding['id']}: {places}")

    def _console(self, message):
        own_status = (
            "Failed to load resource" in message.text and message.location.get("url") == self.page.url
        )
        if message.type == "error" and not own_status:
            self.complain(message.text)

    def _request(self, request):
        if request.url.startswith("http") and not request.url.startswith(self.base):
            self.complain(f"asked another host for {request.url}")
