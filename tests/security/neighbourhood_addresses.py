"""The addresses of tags and of what is related: rows of the table in `tests.security.addresses`."""

from tests.security.row import EVERYBODY, Row
from tests.security.statuses import EDITORS, EDITORS_SAY_NOTHING

NEIGHBOURHOOD = {
    "articles/<pageslug:slug>/related/": Row("/articles/{page}/related/", EVERYBODY),
    "glossary/<pageslug:slug>/related/": Row("/glossary/{term}/related/", EVERYBODY),
    "communities/<pageslug:slug>/related/": Row("/communities/{community}/related/", EVERYBODY),
    "discussions/<pageslug:slug>/related/": Row("/discussions/{discussion}/related/", EVERYBODY),
    "events/<pageslug:slug>/related/": Row("/events/{event}/related/", EVERYBODY),
    "suggest/tags/": Row("/suggest/tags/?q=wa", EVERYBODY),
    "tags/": Row("/tags/", EVERYBODY),
    "tags/<pageslug:slug>/": Row("/tags/{tag}/", EVERYBODY),
    "tags/<pageslug:slug>/edit/": Row("/tags/{tag}/edit/", EDITORS, EDITORS_SAY_NOTHING),
    "tags/<pageslug:slug>/merge/": Row("/tags/{tag}/merge/", EDITORS, EDITORS_SAY_NOTHING),
}
