"""The addresses where people talk, and what they answer to whom: the comment is the author's."""

from tests.security.row import EVERYBODY, NO_SUCH_VERB, Row
from tests.security.statuses import SENT_ON, SIGNED_IN, WRITERS_SENT_ON

NOTHING_SAID = "302 422 422 422 422 422"
ITS_WRITER, ITS_WRITER_SAYS_NOTHING = "302 403 200 403 403 403", "302 403 422 403 403 403"
ITS_WRITER_AND_MODERATORS, SENT_BY_THEM = "302 403 200 200 403 200", "302 403 302 302 403 302"

TALK = {
    "articles/<pageslug:slug>/comments/": Row("/articles/{page}/comments/", EVERYBODY, NOTHING_SAID),
    "glossary/<pageslug:slug>/comments/": Row("/glossary/{term}/comments/", EVERYBODY, NOTHING_SAID),
    "communities/<pageslug:slug>/comments/": Row(
        "/communities/{community}/comments/", EVERYBODY, NOTHING_SAID
    ),
    "events/<pageslug:slug>/comments/": Row("/events/{event}/comments/", EVERYBODY, NOTHING_SAID),
    "c/<int:id>/": Row("/c/{comment}/", SENT_ON),
    "c/<int:id>/edit/": Row("/c/{comment}/edit/", ITS_WRITER, ITS_WRITER_SAYS_NOTHING),
    "c/<int:id>/delete/": Row("/c/{comment}/delete/", ITS_WRITER_AND_MODERATORS, SENT_BY_THEM),
    "c/<int:id>/history/": Row("/c/{comment}/history/", EVERYBODY),
    "c/<int:id>/resolve/": Row("/c/{comment}/resolve/", NO_SUCH_VERB, WRITERS_SENT_ON),
    "c/<int:id>/reopen/": Row("/c/{comment}/reopen/", NO_SUCH_VERB, WRITERS_SENT_ON),
    "p/<int:id>/people/": Row("/p/{id}/people/?q=a", SIGNED_IN),
    "me/notices/": Row("/me/notices/", SIGNED_IN, SENT_ON),
}
