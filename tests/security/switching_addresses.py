"""The addresses of the switcher and of cards: rows of the table in `tests.security.addresses`."""

from tests.security.row import EVERYBODY, Row

SWITCHING = {
    "switch/": Row("/switch/?q=pum&seen=/articles/{page}/", EVERYBODY),
    "articles/<pageslug:slug>/card/": Row("/articles/{page}/card/", EVERYBODY),
    "communities/<pageslug:slug>/card/": Row("/communities/{community}/card/", EVERYBODY),
    "discussions/<pageslug:slug>/card/": Row("/discussions/{discussion}/card/?at=nothing", EVERYBODY),
    "events/<pageslug:slug>/card/": Row("/events/{event}/card/", EVERYBODY),
}
