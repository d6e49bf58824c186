"""Browsers that one visitor after another is lent: the same process, and nothing of who had it before."""

from collections import defaultdict

VIEWS = {
    "desk": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light", "has_touch": True},
}
KEEP_VIOLATIONS = """globalThis.violations = [];
addEventListener("securitypolicyviolation",
    (event) => violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`))"""
ANY_FILE = "/static/css/tokens.css"


class Lender:
    """Lends contexts of Playwright; one with particular options is made for its visitor, and not lent again.

    In each that is kept a tab stays open: with it the process that shows the site, which takes a third of a
    second to begin.
    """

    def __init__(self, chromium, base):
        self._chromium, self._base = chromium, base
        self._idle = defaultdict(list)
        self._first_tabs = {}

    def lend(self, view, **options):
        """Return a context without cookies, in which no page of the site was opened."""
        if not options and self._idle[view]:
            return self._idle[view].pop()
        context = self._chromium.new_context(
            base_url=self._base, reduced_motion="reduce", **VIEWS[view], **options
        )
        context.add_init_script(KEEP_VIOLATIONS)
        if not options:
            self._first_tabs[context] = view, context.new_page()
            self._first_tabs[context][1].goto(ANY_FILE)
        return context

    def take_back(self, context):
        """Close what the visitor opened, and forget what their browser kept."""
        if context not in self._first_tabs:
            context.close()
            return
        view, first_tab = self._first_tabs[context]
        for page in context.pages:
            if page is not first_tab:
                page.close()
        context.set_offline(False)
        context.clear_cookies()
        first_tab.evaluate("localStorage.clear()")
        self._idle[view].append(context)
