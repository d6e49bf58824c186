"""The addresses of the reports, and of what becomes of searches that found nothing."""

from tests.security.row import EVERYBODY, NO_SUCH_VERB, Row
from tests.security.statuses import CURATORS, CURATORS_SAY_NOTHING

MENDERS = "302 403 403 200 200 200"
NEVER_ASKED = "302 403 403 404 404 404"

GAPS = {
    "reports/": Row("/reports/", EVERYBODY),
    "reports/<slug:name>/": Row("/reports/wanted/", EVERYBODY),
    "reports/<slug:name>.csv": Row("/reports/untagged.csv", EVERYBODY),
    "reports/nobody-found/name/": Row(
        "/reports/nobody-found/name/?q=nothing", CURATORS, CURATORS_SAY_NOTHING
    ),
    "reports/nobody-found/settle/": Row("/reports/nobody-found/settle/", NO_SUCH_VERB, NEVER_ASKED),
    "reports/nobody-found/settled/": Row("/reports/nobody-found/settled/", MENDERS),
    "reports/nobody-found/put-back/": Row("/reports/nobody-found/put-back/", NO_SUCH_VERB, NEVER_ASKED),
}
