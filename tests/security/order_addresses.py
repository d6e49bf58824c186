"""The addresses of order: reports, the queue of those who moderate, the log of administrators."""

from tests.security.row import Row
from tests.security.statuses import ADMINISTRATORS, ONLY_READ, SENT_ON, SIGNED_IN

SAYS_NOTHING = "302 422 422 422 422 422"
MODERATORS = "302 403 403 200 403 200"
NO_SUCH_REPORT = "302 403 403 404 403 404"

ORDER = {
    "p/<int:id>/report/": Row("/p/{id}/report/", SIGNED_IN, SAYS_NOTHING),
    "c/<int:id>/report/": Row("/c/{comment}/report/", SIGNED_IN, SAYS_NOTHING),
    "articles/<pageslug:slug>/report/": Row("/articles/{page}/report/", SENT_ON, ONLY_READ),
    "glossary/<pageslug:slug>/report/": Row("/glossary/{term}/report/", SENT_ON, ONLY_READ),
    "moderation/": Row("/moderation/", MODERATORS, ONLY_READ),
    "moderation/<int:id>/": Row("/moderation/999999999/", NO_SUCH_REPORT, NO_SUCH_REPORT),
    "audit/": Row("/audit/", ADMINISTRATORS),
    "audit.csv": Row("/audit.csv", ADMINISTRATORS),
}
