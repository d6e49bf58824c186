"""A person in front of a real browser, who notices everything that a page does wrong."""

import os
import shutil
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.browser.lending import VIEWS

UNWANTED = (
    # The address bar that nobody sees: two web pages for each window. A process in case of another site.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess"),
    # What Playwright switches off: Chromium obeys the last list only.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
)
# One process for all tabs of a browser: beginning one costs more than most pages.
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
    "--process-per-site",
    f"--disable-features={','.join(UNWANTED)}",
)
AXE = Axe().axe_script
WIDTH_TO_SCROLL = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Without preload axe leaves the style sheets alone, which it would load and inline once more.
EVERYTHING = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}
CONTRAST = {"resultTypes": ["violations"], "preload": False, "runOnly": ["color-contrast"]}
REFLOWED = CONTRAST | {"runOnly": ["color-contrast", "scrollable-region-focusable", "target-size"]}
HAS_AXE = "Boolean(globalThis.axe)"
# Colours that are still changing would be measured half way.
ASK_AXE = """(options) => Promise.allSettled(document.getAnimations().map((change) => change.finished))
    .then(() => axe.run(options)).then((found) => found.violations
    .filter((fault) => ["serious", "critical"].includes(fault.impact))
    .map((fault) => [fault.id, fault.nodes.slice(0, 4).map((node) => node.html.slice(0, 200)).join("; ")]))"""


def chromium_path():
    """Return the Chromium of `CHROMIUM` or of the search path."""
    names = ("chromium", "google-chrome", "chromium-browser")
    return os.environ.get("CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


class Visitor:
    """One browser window: `visitor.open("/")` returns Playwright's page, `complaints` is what went wrong."""

    def __init__(self, context, base, *, person=None):
        self.base = base
        self.complaints = []
        self.context = context
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
        """Remember a fault of the open page."""
        self.complaints.append(f"{urlsplit(self.page.url).path}: {what}")

    @property
    def faults(self):
        """Everything noticed so far, one fault a line."""
        return "\n".join(self.complaints)

    def look(self):
        """Judge the open page as it is, then in the dark and on a phone; leave it as it was."""
        size = self.page.viewport_size
        self.measure()
        self._ask_axe()
        self.page.emulate_media(color_scheme="dark")
        self._ask_axe(CONTRAST)
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(VIEWS["phone"]["viewport"])
        self.measure()
        self._ask_axe(REFLOWED)
        self.page.set_viewport_size(size)

    def measure(self):
        """Complain if the open page has to be scrolled sideways, or if the policy refused it something."""
        for violation in self.page.evaluate("globalThis.violations.splice(0)"):
            self.complain(f"policy: {violation}")
        wide = self.page.evaluate(WIDTH_TO_SCROLL)
        if wide > 0:
            self.complain(f"scrolls {wide} pixels sideways at {self.page.viewport_size['width']}")

    def _ask_axe(self, options=EVERYTHING):
        if not self.page.evaluate(HAS_AXE):
            self.page.evaluate(AXE)
        found = self.page.evaluate(ASK_AXE, options)
        self.page.evaluate("globalThis.violations.splice(0)")  # axe sets styles, which the policy refuses
        is_admin = urlsplit(self.page.url).path.startswith("/admin/")
        for rule, places in found:
            if rule != "target-size" or not is_admin:  # the admin's small boxes are Django's
                self.complain(f"axe {rule} at {self.page.viewport_size['width']}: {places}")

    def _console(self, message):
        source = message.location.get("url", "")
        of_status = "Failed to load resource" in message.text and source == self.page.url
        of_policy = "Content Security Policy" in message.text  # the page keeps these itself
        if message.type == "error" and not of_status and not of_policy:
            self.complain(f"{message.text} {source}")

    def _request(self, request):
        if request.url.startswith("http") and not request.url.startswith(self.base):
            self.complain(f"asked another host for {request.url}")
