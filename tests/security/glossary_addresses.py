"""The addresses of the glossary: rows of the table in `tests.security.addresses`."""

from tests.security.row import EVERYBODY, NO_SUCH_VERB, Row
from tests.security.statuses import (
    CURATORS,
    CURATORS_ASKED_AGAIN,
    CURATORS_SAY_NOTHING,
    CURATORS_SENT_ON,
    NAMERS_SAY_NOTHING,
    NO_SUCH_PROPOSAL,
    NOT_MINE,
    NOT_THERE,
    ONLY_POST,
    ONLY_READ,
    SENT_ON,
    SIGNED_IN,
)


def _of_a_term(tail: str, get: str = EVERYBODY, post: str = NO_SUCH_VERB) -> Row:
    return Row(f"/glossary/{{term}}{tail}", get, post)


def _of_a_comparison(tail: str, get: str = EVERYBODY, post: str = NO_SUCH_VERB) -> Row:
    return Row(f"/glossary/compare/{{compared}}{tail}", get, post)


GLOSSARY = {
    "glossary/<pageslug:slug>/stewards/": _of_a_term("/stewards/", EVERYBODY, NAMERS_SAY_NOTHING),
    "terms/new/": Row("/terms/new/?name=Pump", SIGNED_IN, SIGNED_IN),
    "terms/preview/": Row("/terms/preview/?page={term}", ONLY_POST, SIGNED_IN),
    "terms/draft/": Row("/terms/draft/?page={term}", ONLY_POST, SENT_ON),
    "terms/proposals/": Row("/terms/proposals/", SIGNED_IN),
    "terms/proposals/<int:id>/": Row("/terms/proposals/1/", NOT_MINE),
    "terms/proposals/<int:id>/accept/": Row("/terms/proposals/1/accept/", NO_SUCH_VERB, NO_SUCH_PROPOSAL),
    "terms/proposals/<int:id>/edit/": Row("/terms/proposals/1/edit/", NO_SUCH_PROPOSAL, NO_SUCH_PROPOSAL),
    "terms/proposals/<int:id>/decline/": Row("/terms/proposals/1/decline/", NO_SUCH_VERB, NO_SUCH_PROPOSAL),
    "terms/proposals/<int:id>/withdraw/": Row("/terms/proposals/1/withdraw/", NO_SUCH_VERB, NOT_MINE),
    "terms/proposals/<int:id>/seen/": Row("/terms/proposals/1/seen/", NO_SUCH_VERB, NOT_MINE),
    "terms/work/": Row("/terms/work/", CURATORS),
    "terms/work/ignore/": Row("/terms/work/ignore/", NO_SUCH_VERB, CURATORS_SENT_ON),
    "terms/work/<slug:name>/": Row("/terms/work/unused/", CURATORS),
    "terms/mine/": Row("/terms/mine/", SIGNED_IN),
    "glossary/<pageslug:slug>/propose/": _of_a_term("/propose/", SIGNED_IN, SIGNED_IN),
    "glossary/": Row("/glossary/?q=cap&letter=k&domain={domain}", EVERYBODY),
    "terms/domains/": Row("/terms/domains/", EVERYBODY),
    "terms/domains/<pageslug:slug>/": Row("/terms/domains/{domain}/", EVERYBODY),
    "terms/impact/": Row("/terms/impact/?name=Peer+assist", SIGNED_IN, ONLY_READ),
    "t/<path:name>/card/": Row("/t/{term}/card/", EVERYBODY),
    "glossary/<pageslug:slug>/card/": _of_a_term("/card/"),
    "glossary/<pageslug:slug>/uses/": _of_a_term("/uses/"),
    "t/<path:name>/": Row("/t/{term}/", SENT_ON),
    "terms/comparisons/": Row("/terms/comparisons/", EVERYBODY),
    "terms/compare/": Row("/terms/compare/?term={term}", EVERYBODY),
    "glossary/compare/<compared:names>/": _of_a_comparison("/"),
    "glossary/compare/<compared:names>/edit/": _of_a_comparison("/edit/", CURATORS, CURATORS_SAY_NOTHING),
    "glossary/compare/<compared:names>/v/<int:number>/": _of_a_comparison("/v/1/"),
    "glossary/compare/<compared:names>/versions/": _of_a_comparison("/versions/"),
    "glossary/compare/<compared:names>/versions/<int:a>..<int:b>/": _of_a_comparison("/versions/1..1/"),
    "glossary/compare/<compared:names>/versions/<int:number>/restore/": _of_a_comparison(
        "/versions/1/restore/", CURATORS, CURATORS_ASKED_AGAIN
    ),
    "glossary/<pageslug:slug>/": _of_a_term("/"),
    "glossary/<pageslug:slug>.md": _of_a_term(".md"),
    "terms/export.<format:format>": Row("/terms/export.csv", EVERYBODY),
    "glossary/<pageslug:slug>.<format:format>": _of_a_term(".ttl", NOT_THERE),
    "glossary/<pageslug:slug>.atom": _of_a_term(".atom"),
    "glossary/<pageslug:slug>/v/<int:number>/": _of_a_term("/v/1/"),
    "glossary/<pageslug:slug>/v/<int:number>/share/": _of_a_term("/v/1/share/"),
    "glossary/<pageslug:slug>/v/<int:number>/cite.bib": _of_a_term("/v/1/cite.bib"),
    "glossary/<pageslug:slug>/v/<int:number>/cite.ris": _of_a_term("/v/1/cite.ris"),
    "glossary/<pageslug:slug>/share/": _of_a_term("/share/"),
    "glossary/<pageslug:slug>/card.png": _of_a_term("/card.png", NOT_THERE),
    "glossary/<pageslug:slug>/edit/": _of_a_term("/edit/", CURATORS_SENT_ON, ONLY_READ),
    "glossary/<pageslug:slug>/language/": _of_a_term("/language/", CURATORS, CURATORS_SAY_NOTHING),
    "glossary/<pageslug:slug>/links/": _of_a_term("/links/"),
    "glossary/<pageslug:slug>/history/": _of_a_term("/history/"),
    "glossary/<pageslug:slug>/history/<int:number>/": _of_a_term("/history/1/", SENT_ON),
    "glossary/<pageslug:slug>/history/<int:number>/restore/": _of_a_term(
        "/history/1/restore/", CURATORS, CURATORS
    ),
    "glossary/<pageslug:slug>/history/<int:number>/undo/": _of_a_term("/history/2/undo/", CURATORS, CURATORS),
    "glossary/<pageslug:slug>/compare/": _of_a_term("/compare/?a=1&b=2", SENT_ON),
    "glossary/<pageslug:slug>/compare/<int:a>..<int:b>/": _of_a_term("/compare/1..2/"),
    "glossary/<pageslug:slug>/trash/": _of_a_term("/trash/", CURATORS, CURATORS_ASKED_AGAIN),
}
