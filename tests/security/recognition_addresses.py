"""The addresses of profiles and recognition, and what they answer to whom."""

from tests.security.row import Row
from tests.security.statuses import NOT_MINE, ONLY_READ, SENT_ON, SIGNED_IN

SAYS_NOTHING = "302 422 422 422 422 422"

RECOGNITION = {
    "people/": Row("/people/?about={term}", SIGNED_IN),
    "me/profile/": Row("/me/profile/", SIGNED_IN, SENT_ON),
    "me/profile/confirm/": Row("/me/profile/confirm/", ONLY_READ, SENT_ON),
    "me/recognition/": Row("/me/recognition/", SIGNED_IN, ONLY_READ),
    "p/<int:id>/thank/": Row("/p/{id}/thank/", SIGNED_IN, SAYS_NOTHING),
    "p/<int:id>/used/": Row("/p/{id}/used/", SIGNED_IN, SENT_ON),
    "c/<int:id>/thank/": Row("/c/{comment}/thank/", SIGNED_IN, SAYS_NOTHING),
    "c/<int:id>/used/": Row("/c/{comment}/used/", SIGNED_IN, SENT_ON),
    "thanks/<int:id>/take-back/": Row("/thanks/999999999/take-back/", ONLY_READ, NOT_MINE),
    "articles/<pageslug:slug>/thank/": Row("/articles/{page}/thank/", SENT_ON, ONLY_READ),
    "articles/<pageslug:slug>/used/": Row("/articles/{page}/used/", SENT_ON, ONLY_READ),
    "glossary/<pageslug:slug>/thank/": Row("/glossary/{term}/thank/", SENT_ON, ONLY_READ),
    "glossary/<pageslug:slug>/used/": Row("/glossary/{term}/used/", SENT_ON, ONLY_READ),
}
