"""Every address of the site, and what it answers to whom: a new one needs a row here.

The statuses stand in the order of `ROLES`: first to GET, then to POST with an empty form.
"""

from tests.security.community_addresses import COMMUNITIES
from tests.security.culture_addresses import CULTURE
from tests.security.finding_addresses import FINDING
from tests.security.gaps_addresses import GAPS
from tests.security.glossary_addresses import GLOSSARY
from tests.security.neighbourhood_addresses import NEIGHBOURHOOD
from tests.security.order_addresses import ORDER
from tests.security.recognition_addresses import RECOGNITION
from tests.security.row import EVERYBODY, NO_SUCH_VERB, Row
from tests.security.statuses import (
    ADMIN_LEADS_BACK,
    ADMIN_LOGIN,
    ADMIN_LOGIN_AGAIN,
    ADMIN_OF_PEOPLE,
    ADMINISTRATORS,
    ADMINISTRATORS_SAY_NOTHING,
    BRING_BACK,
    EDITORS,
    EDITORS_AND_UPLOADER,
    EDITORS_AND_UPLOADER_SENT_ON,
    EDITORS_ASKED_AGAIN,
    EDITORS_SAY_NOTHING,
    EDITORS_SENT_ON,
    MOVED,
    NO_AUDIENCE_OF_MINE,
    NO_NAME_FOR_AN_AUDIENCE,
    NOBODY_NAMED,
    NOT_EVEN_STAFF,
    NOT_IN_THE_TRASH,
    NOT_MINE,
    NOT_THERE,
    NOT_YET_SIGNED_IN,
    NOTHING_TO_PURGE,
    NOTHING_TO_REVOKE,
    ONLY_POST,
    SENT_ON,
    SIGNED_IN,
    STAFF,
    STAFF_FINDS_NOTHING,
    STAFF_READS,
    WITHOUT_FILE,
    WRITERS,
    WRITERS_SAY_NOTHING,
    WRITERS_SENT_ON,
)
from tests.security.switching_addresses import SWITCHING
from tests.security.talk_addresses import TALK

ROLES = ("anonymous", "reader", "author", "editor", "curator", "administrator")

BATCH = "00000000-0000-4000-8000-000000000000"
"""What was never put into the trash."""


def _of_a_page(tail: str, get: str = EVERYBODY, post: str = NO_SUCH_VERB) -> Row:
    return Row(f"/articles/{{page}}{tail}", get, post)


def _in_admin(name: str, number: str, read: str, sent: str, history: str) -> dict[str, Row]:
    """Return the rows of a table that the admin shows: nothing is added or deleted there."""
    table, one = f"admin/{name}/", f"admin/{name}/<path:object_id>/"
    here = f"/admin/{name}/{number}/"
    return {
        table: Row(f"/{table}", read, read),
        f"{table}add/": Row(f"/{table}add/", NOT_EVEN_STAFF, NOT_EVEN_STAFF),
        f"{one}history/": Row(f"{here}history/", history, history),
        f"{one}delete/": Row(f"{here}delete/", NOT_EVEN_STAFF, NOT_EVEN_STAFF),
        f"{one}change/": Row(f"{here}change/", read, sent),
        one: Row(here, SENT_ON, SENT_ON),
    }


def _at_the_desk(name: str, delete: str) -> dict[str, Row]:
    """Return the rows of a table that curators write; what is not there leads back."""
    table, one = f"admin/{name}/", f"admin/{name}/<path:object_id>/"
    here = f"/admin/{name}/987654/"
    return {
        table: Row(f"/{table}", STAFF, STAFF),
        f"{table}add/": Row(f"/{table}add/", STAFF, STAFF),
        f"{one}history/": Row(f"{here}history/", SENT_ON, SENT_ON),
        f"{one}delete/": Row(f"{here}delete/", delete, delete),
        f"{one}change/": Row(f"{here}change/", SENT_ON, SENT_ON),
        one: Row(here, SENT_ON, SENT_ON),
    }


ADDRESSES = {
    "": Row("/", EVERYBODY),
    "sitemap.xml": Row("/sitemap.xml", EVERYBODY),
    "sitemap-lists.xml": Row("/sitemap-lists.xml", EVERYBODY),
    "sitemap-<slug:kind>-<int:number>.xml": Row("/sitemap-article-999999.xml", NOT_THERE),
    "articles/": Row("/articles/", EVERYBODY),
    "new/": Row("/new/", WRITERS, WRITERS),
    "editor/preview/": Row("/editor/preview/?page={page}", ONLY_POST, WRITERS),
    "editor/changes/": Row("/editor/changes/?page={page}", ONLY_POST, WRITERS),
    "articles/<pageslug:slug>/": _of_a_page("/"),
    "articles/<pageslug:slug>.md": _of_a_page(".md"),
    "articles/<pageslug:slug>.atom": _of_a_page(".atom"),
    "articles/<pageslug:slug>/edit/": _of_a_page("/edit/", WRITERS, WRITERS),
    "articles/<pageslug:slug>/files/": _of_a_page("/files/", EVERYBODY, WITHOUT_FILE),
    "articles/<pageslug:slug>/stewards/": _of_a_page("/stewards/", EVERYBODY, EDITORS_SAY_NOTHING),
    "articles/<pageslug:slug>/audience/": _of_a_page("/audience/", EVERYBODY, EDITORS_SAY_NOTHING),
    "articles/<pageslug:slug>/language/": _of_a_page("/language/", WRITERS, WRITERS_SAY_NOTHING),
    "articles/<pageslug:slug>/merge/": _of_a_page("/merge/", EDITORS, EDITORS),
    "articles/<pageslug:slug>/move/": _of_a_page("/move/", EDITORS, EDITORS),
    "articles/<pageslug:slug>/relink/": _of_a_page("/relink/", WRITERS, WRITERS),
    "articles/<pageslug:slug>/order/": _of_a_page("/order/", EDITORS, EDITORS),
    "order/": Row("/order/", EDITORS, EDITORS),
    "articles/<pageslug:slug>/links/": _of_a_page("/links/"),
    "articles/<pageslug:slug>/terms/": _of_a_page("/terms/"),
    "articles/<pageslug:slug>/lines/": _of_a_page("/lines/"),
    "articles/<pageslug:slug>/history/": _of_a_page("/history/"),
    "articles/<pageslug:slug>/history/<int:number>/": _of_a_page("/history/1/"),
    "articles/<pageslug:slug>/history/<int:number>/lines/": _of_a_page("/history/1/lines/"),
    "articles/<pageslug:slug>/history/<int:number>/restore/": _of_a_page(
        "/history/1/restore/", WRITERS, WRITERS
    ),
    "articles/<pageslug:slug>/archive/": _of_a_page("/archive/", EDITORS, EDITORS_ASKED_AGAIN),
    "articles/<pageslug:slug>/unarchive/": _of_a_page("/unarchive/", EDITORS_SENT_ON, EDITORS_SENT_ON),
    "articles/<pageslug:slug>/remove-secret/": _of_a_page(
        "/remove-secret/", ADMINISTRATORS, ADMINISTRATORS_SAY_NOTHING
    ),
    "articles/<pageslug:slug>/trash/": _of_a_page("/trash/", EDITORS, EDITORS_ASKED_AGAIN),
    "articles/<pageslug:slug>/history/<int:number>/undo/": _of_a_page("/history/2/undo/", WRITERS, WRITERS),
    "articles/<pageslug:slug>/compare/": _of_a_page("/compare/?a=1&b=2", SENT_ON),
    "articles/<pageslug:slug>/compare/<int:a>..<int:b>/": _of_a_page("/compare/1..2/"),
    "stewardship/<int:id>/release/": Row("/stewardship/987654/release/", ONLY_POST, NOT_MINE),
    **FINDING,
    **GAPS,
    **GLOSSARY,
    **COMMUNITIES,
    **CULTURE,
    **SWITCHING,
    **TALK,
    **ORDER,
    **RECOGNITION,
    "changes/": Row("/changes/", EVERYBODY),
    "changes.atom": Row("/changes.atom", EVERYBODY),
    **NEIGHBOURHOOD,
    "p/<int:id>/": Row("/p/{id}/", SENT_ON),
    "bulk/": Row("/bulk/", EDITORS),
    "bulk/choose/": Row("/bulk/choose/", NO_SUCH_VERB, EDITORS_SAY_NOTHING),
    "bulk/try/": Row("/bulk/try/", NO_SUCH_VERB, EDITORS_SAY_NOTHING),
    "bulk/<int:id>/": Row("/bulk/1/", NOT_MINE),
    "bulk/<int:id>/step/": Row("/bulk/1/step/", NO_SUCH_VERB, NOT_MINE),
    "bulk/<int:id>/confirm/": Row("/bulk/1/confirm/", NO_SUCH_VERB, NOT_MINE),
    "bulk/<int:id>/report.csv": Row("/bulk/1/report.csv", NOT_MINE),
    "suggest/": Row("/suggest/?q=pum", EVERYBODY),
    "audiences/": Row("/audiences/", SIGNED_IN, NOBODY_NAMED),
    "audiences/<int:id>/": Row("/audiences/{audience}/", NO_AUDIENCE_OF_MINE, NO_NAME_FOR_AN_AUDIENCE),
    "audiences/<int:id>/add/": Row("/audiences/{audience}/add/", NO_SUCH_VERB, NOBODY_NAMED),
    "audiences/<int:id>/remove/": Row("/audiences/{audience}/remove/", NO_SUCH_VERB, NOBODY_NAMED),
    "audiences/<int:id>/delete/": Row(
        "/audiences/{audience}/delete/", NO_SUCH_VERB, "302 403 403 403 403 302"
    ),
    "trash/": Row("/trash/", BRING_BACK),
    "trash/<uuid:batch>/": Row(f"/trash/{BATCH}/", NOT_IN_THE_TRASH),
    "trash/<uuid:batch>/restore/": Row(f"/trash/{BATCH}/restore/", NOT_IN_THE_TRASH, NOT_IN_THE_TRASH),
    "trash/<uuid:batch>/purge/": Row(f"/trash/{BATCH}/purge/", NOTHING_TO_PURGE, NOTHING_TO_PURGE),
    "files/<int:id>/": Row("/files/{file}/", EVERYBODY),
    "files/<int:id>/<str:name>": Row("/files/{file}/notes.txt", EVERYBODY),
    "files/<int:id>/w<int:width>/<str:name>": Row("/files/{file}/w480/notes.txt", EVERYBODY),
    "files/<int:id>/v<int:number>/<str:name>": Row("/files/{file}/v1/notes.txt", EVERYBODY),
    "files/<int:id>/v<int:number>/restore/": Row("/files/{file}/v1/restore/", ONLY_POST, WRITERS_SENT_ON),
    "files/<int:id>/replace/": Row("/files/{file}/replace/", WRITERS, WITHOUT_FILE),
    "files/<int:id>/describe/": Row("/files/{file}/describe/", WRITERS, WRITERS_SENT_ON),
    "files/<int:id>/delete/": Row(
        "/files/{file}/delete/", EDITORS_AND_UPLOADER, EDITORS_AND_UPLOADER_SENT_ON
    ),
    "people/<str:username>/": Row("/people/alice/", EVERYBODY),
    "editor/draft/": Row("/editor/draft/?page={page}", ONLY_POST, "302 403 302 302 302 302"),
    "editor/presence/": Row("/editor/presence/?page={page}", ONLY_POST, WRITERS),
    "me/recovered/": Row("/me/recovered/", SIGNED_IN),
    "me/recovered/<int:id>/": Row("/me/recovered/1/", NOT_MINE),
    "me/recovered/<int:id>/continue/": Row("/me/recovered/1/continue/", NO_SUCH_VERB, NOT_MINE),
    "me/recovered/<int:id>/discard/": Row("/me/recovered/1/discard/", NOT_MINE, NOT_MINE),
    "me/settings/": Row("/me/settings/", SIGNED_IN, SIGNED_IN),
    "accounts/login/": Row("/accounts/login/", NOT_YET_SIGNED_IN, NOT_YET_SIGNED_IN),
    "accounts/logout/": Row("/accounts/logout/", SIGNED_IN, SENT_ON),
    "accounts/inactive/": Row("/accounts/inactive/", EVERYBODY),
    "accounts/signup/": Row("/accounts/signup/", NOT_YET_SIGNED_IN, NOT_YET_SIGNED_IN),
    "accounts/reauthenticate/": Row("/accounts/reauthenticate/", SIGNED_IN, SIGNED_IN),
    "accounts/email/": Row("/accounts/email/", SIGNED_IN, SENT_ON),
    "accounts/confirm-email/": Row("/accounts/confirm-email/", EVERYBODY),
    "accounts/confirm-email/<str:key>/": Row("/accounts/confirm-email/x/", EVERYBODY, NOT_THERE),
    "accounts/password/change/": Row("/accounts/password/change/", SIGNED_IN, SIGNED_IN),
    "accounts/password/reset/": Row("/accounts/password/reset/", EVERYBODY, EVERYBODY),
    "accounts/password/reset/done/": Row("/accounts/password/reset/done/", EVERYBODY),
    "accounts/password/reset/key/done/": Row("/accounts/password/reset/key/done/", EVERYBODY),
    "accounts/password/reset/key/<uidb36>-<key>/": Row(
        "/accounts/password/reset/key/1-x/", EVERYBODY, EVERYBODY
    ),
    "accounts/sign-out-everywhere/": Row("/accounts/sign-out-everywhere/", NO_SUCH_VERB, SENT_ON),
    "setup/<str:token>/": Row("/setup/x/", NOT_THERE, NOT_THERE),
    "welcome/": Row("/welcome/", ADMINISTRATORS),
    "invitations/": Row("/invitations/", ADMINISTRATORS, ADMINISTRATORS),
    "invitations/<int:pk>/revoke/": Row("/invitations/987654/revoke/", NO_SUCH_VERB, NOTHING_TO_REVOKE),
    "invitation/<str:token>/": Row("/invitation/x/", NOT_THERE, NOT_THERE),
    "healthz": Row("/healthz", EVERYBODY),
    "readyz": Row("/readyz", EVERYBODY),
    "robots.txt": Row("/robots.txt", EVERYBODY),
    "favicon.svg": Row("/favicon.svg", MOVED),
    "favicon.ico": Row("/favicon.ico", MOVED),
    "site.webmanifest": Row("/site.webmanifest", EVERYBODY),
    ".well-known/security.txt": Row("/.well-known/security.txt", EVERYBODY),
    ".well-known/change-password": Row("/.well-known/change-password", SENT_ON),
    "view-as/": Row("/view-as/", ADMINISTRATORS, NOBODY_NAMED),
    "view-as/stop/": Row("/view-as/stop/", NO_SUCH_VERB, SENT_ON),
    "admin/": Row("/admin/", STAFF, STAFF),
    "admin/login/": Row("/admin/login/", ADMIN_LOGIN, ADMIN_LOGIN_AGAIN),
    "admin/logout/": Row("/admin/logout/", SENT_ON, SENT_ON),
    "admin/password_change/": Row("/admin/password_change/", SENT_ON, SENT_ON),
    "admin/password_change/done/": Row("/admin/password_change/done/", STAFF, STAFF_READS),
    "admin/autocomplete/": Row("/admin/autocomplete/", NOT_EVEN_STAFF, STAFF_READS),
    "admin/jsi18n/": Row("/admin/jsi18n/", STAFF, STAFF_READS),
    "admin/<app_label>/": Row("/admin/articles/", STAFF, STAFF),
    "admin/<url>": Row("/admin/nowhere/", STAFF_FINDS_NOTHING, STAFF_FINDS_NOTHING),
    **_in_admin("accounts/user", "{person}", ADMIN_OF_PEOPLE, ADMIN_LEADS_BACK, ADMIN_OF_PEOPLE),
    **_in_admin("accounts/invitation", "{invitation}", ADMIN_OF_PEOPLE, NOT_EVEN_STAFF, ADMIN_OF_PEOPLE),
    **_in_admin("pages/tag", "{tag_id}", STAFF, NOT_EVEN_STAFF, STAFF),
    **_in_admin("pages/stopphrase", "{phrase}", STAFF, NOT_EVEN_STAFF, STAFF),
    "admin/pages/stopphrase/add/": Row("/admin/pages/stopphrase/add/", STAFF, STAFF),
    "admin/pages/stopphrase/<path:object_id>/delete/": Row(
        "/admin/pages/stopphrase/{phrase}/delete/", STAFF, STAFF
    ),
    "admin/glossary/term/import/": Row("/admin/glossary/term/import/", STAFF, STAFF),
    "admin/glossary/term/process_import/": Row("/admin/glossary/term/process_import/", STAFF_READS, STAFF),
    "admin/glossary/term/import/refused/": Row("/admin/glossary/term/import/refused/", SENT_ON, STAFF_READS),
    "admin/glossary/term/export/": Row("/admin/glossary/term/export/", STAFF, STAFF),
    "admin/glossary/term/people/": Row("/admin/glossary/term/people/?term=a", STAFF, STAFF_READS),
    "admin/glossary/term/<int:id>/settle/": Row("/admin/glossary/term/987654/settle/", SENT_ON, SENT_ON),
    "admin/glossary/source/<int:id>/merge/": Row("/admin/glossary/source/987654/merge/", SENT_ON, SENT_ON),
    **_at_the_desk("glossary/term", SENT_ON),
    **_at_the_desk("glossary/source", NOT_EVEN_STAFF),
    **_at_the_desk("glossary/domain", NOT_EVEN_STAFF),
    **_in_admin("articles/article", "{id}", STAFF, NOT_EVEN_STAFF, STAFF),
}
