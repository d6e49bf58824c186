"""Files of terms that no program writes: each is answered with a sentence."""

import pytest

from glossary.exchange.files import FileRefused
from glossary.exchange.reading import table_of

_JSON = b'{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@type": "skos:Concept", %s}'
_TURTLE = b"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n%s"


@pytest.mark.parametrize(
    "content",
    [
        _JSON % rb'"@id": "http://x.example/a\ud800", "skos:prefLabel": "Pump"',
        _JSON % rb'"@id": "http://x.example/a", "skos:prefLabel": "Pump \udfff"',
        _TURTLE % rb'<http://x.example/a> a skos:Concept; skos:prefLabel "Pump \uD800"@en .',
    ],
)
def test_half_a_character_is_refused(content, db):
    with pytest.raises(FileRefused, match="halves of characters"):
        table_of(content)
