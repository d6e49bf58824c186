"""The addresses of finding: rows of the table in `tests.security.addresses`."""

from tests.security.row import EVERYBODY, Row

FINDING = {
    "search/": Row("/search/?q=pump", EVERYBODY),
    "opensearch.xml": Row("/opensearch.xml", EVERYBODY),
    "opensearch/": Row("/opensearch/?q=pum", EVERYBODY),
}
