"""The curators' desk: terms, sources and domains in the admin, written by the functions of the site."""

from glossary.admin.domains import DomainAdmin
from glossary.admin.sources import SourceAdmin
from glossary.admin.terms import TermAdmin

__all__ = ["DomainAdmin", "SourceAdmin", "TermAdmin"]
