"""What has an address, what was ever written on it, and every name it is known by."""

from kmsite.pages.models.audience import Audience, AudienceMember
from kmsite.pages.models.bulk import BulkRun
from kmsite.pages.models.derived import IndexState, Rendering, SearchEntry, Shown, StaleEntry
from kmsite.pages.models.kept import KeptDraft, Presence
from kmsite.pages.models.ledger import LedgerEntry
from kmsite.pages.models.lexicon import Shortening, Word
from kmsite.pages.models.naming import HeadingAlias, Link, Name, Naming, Redirect, StopPhrase
from kmsite.pages.models.page import Page
from kmsite.pages.models.reads import PageRead
from kmsite.pages.models.revision import Revision
from kmsite.pages.models.tag import PageTag, Tag
from kmsite.pages.models.tally import Tally
from kmsite.pages.reach import PUBLIC, SIGNED_IN

__all__ = [
    "PUBLIC",
    "SIGNED_IN",
    "Audience",
    "AudienceMember",
    "BulkRun",
    "HeadingAlias",
    "IndexState",
    "KeptDraft",
    "LedgerEntry",
    "Link",
    "Name",
    "Naming",
    "Page",
    "PageRead",
    "PageTag",
    "Presence",
    "Redirect",
    "Rendering",
    "Revision",
    "SearchEntry",
    "Shortening",
    "Shown",
    "StaleEntry",
    "StopPhrase",
    "Tag",
    "Tally",
    "Word",
]
