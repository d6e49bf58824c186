"""The languages whose dictionaries the search index uses: that of the site, and those that pages choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db import connection

from kmsite.pages.reach import readable_reaches

if TYPE_CHECKING:
    from kmsite.pages.models import Page

# A scan that jumps from one language to the next: as many steps as there are languages, however many pages.
# Of each it is asked whether one page is there; in its own index, whatever others keep to themselves.
_LIVE = "p.language <> '' AND p.trashed_at IS NULL AND p.merged_into_id IS NULL"
_CHOSEN = f"""
chosen (language) AS (
    (SELECT p.language FROM pages_page p WHERE {_LIVE} ORDER BY p.language LIMIT 1)
    UNION ALL
    SELECT (
        SELECT p.language FROM pages_page p
        WHERE {_LIVE} AND p.language > chosen.language ORDER BY p.language LIMIT 1
    ) FROM chosen WHERE chosen.language IS NOT NULL
),
used (language) AS (
    SELECT {{site}} UNION
    SELECT language FROM chosen WHERE EXISTS (
        SELECT FROM pages_page p WHERE {_LIVE} AND p.language = chosen.language {{may}}
    )
)
"""  # noqa: S608 (constants)
_IN_USE = f"WITH RECURSIVE {_CHOSEN} SELECT language FROM used ORDER BY language <> {{site}}, language"  # noqa: S608
_MAY = "AND p.reach = ANY({reaches}::integer[])"
IN_ANY = f"""(
    WITH RECURSIVE {_CHOSEN.replace("{may}", _MAY)}
    SELECT coalesce(string_agg(DISTINCT '(' || query || ')', ' | '), '')::tsquery
    FROM used, {{read}}(language::regconfig, {{query}}) AS parsed, CAST(parsed AS text) AS query
    WHERE query <> ''
)"""  # noqa: S608 (constants)
"""What a text asks for in any language of what a reader may see; for titles, where a stem of another language
does no harm.

`read` is `to_tsquery` or the like; `site`, `reaches` and `query` are the places of parameters, in this order.
"""
_CONFIGURED = "SELECT cfgname FROM pg_ts_config WHERE pg_ts_config_is_visible(oid) ORDER BY cfgname"


class Language(NamedTuple):
    """A text search configuration of Postgres: its name, the code in HTML, and what speakers call it."""

    name: str
    code: str
    label: str


_KNOWN = (
    Language("arabic", "ar", "العربية"),
    Language("armenian", "hy", "Հայերեն"),
    Language("basque", "eu", "Euskara"),
    Language("catalan", "ca", "Català"),
    Language("danish", "da", "Dansk"),
    Language("dutch", "nl", "Nederlands"),
    Language("english", "en", "English"),
    Language("estonian", "et", "Eesti"),
    Language("finnish", "fi", "Suomi"),
    Language("french", "fr", "Français"),
    Language("german", "de", "Deutsch"),
    Language("greek", "el", "Ελληνικά"),
    Language("hindi", "hi", "हिन्दी"),
    Language("hungarian", "hu", "Magyar"),
    Language("indonesian", "id", "Bahasa Indonesia"),
    Language("irish", "ga", "Gaeilge"),
    Language("italian", "it", "Italiano"),
    Language("lithuanian", "lt", "Lietuvių"),
    Language("nepali", "ne", "नेपाली"),
    Language("norwegian", "no", "Norsk"),
    Language("portuguese", "pt", "Português"),
    Language("romanian", "ro", "Română"),
    Language("russian", "ru", "Русский"),
    Language("serbian", "sr", "Српски"),
    Language("spanish", "es", "Español"),
    Language("swedish", "sv", "Svenska"),
    Language("tamil", "ta", "தமிழ்"),
    Language("turkish", "tr", "Türkçe"),
    Language("yiddish", "yi", "ייִדיש"),
)
_BY_NAME = {language.name: language for language in _KNOWN}
_BY_CODE = {language.code: language for language in _KNOWN} | {
    "nb": _BY_NAME["norwegian"],
    "nn": _BY_NAME["norwegian"],
}


def site_language() -> str:
    """Return the name of the text search configuration of Postgres that the site uses: SEARCH_LANGUAGE."""
    return settings.SEARCH_LANGUAGE


def language_of(page: Page) -> str:
    """Return the name of the text search configuration that the words of `page` are read with."""
    return page.language or site_language()


def in_use() -> list[str]:
    """Return the names of the languages that live pages are read with, that of the site first.

    For the work of the house; to read the question of somebody in them would tell what others write in.
    """
    return _in_use("", {})


def in_use_for(reader: Any) -> list[str]:
    """Return the names of the languages of what `reader` may see, that of the site first."""
    return _in_use(_MAY.format(reaches="%(reaches)s"), {"reaches": readable_reaches(reader)})


def _in_use(may: str, asked: Mapping[str, Any]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_IN_USE.format(site="%(site)s", may=may), {"site": site_language(), **asked})
        return [language for (language,) in cursor.fetchall()]


def named(name: str) -> Language:
    """Return the language of the configuration `name`; one of one's own has no code and its name as label."""
    return _BY_NAME.get(name) or Language(name, "", name.replace("_", " ").capitalize())


def meant(said: str) -> str:
    """Return the name of the configuration that `said` means, such as de, de-AT or German; "" for none."""
    wanted = said.strip().lower().replace("_", "-")
    known = _BY_CODE.get(wanted.partition("-")[0])
    name = known.name if known else wanted.replace("-", "_")
    return name if name in configured() else ""


def choices() -> Iterable[Language]:
    """Return the languages that this Postgres can read, by what their speakers call them."""
    return sorted(map(named, configured()), key=lambda language: language.label.casefold())


@cache
def configured() -> tuple[str, ...]:
    """Return the names of the text search configurations of Postgres: asked once in each process."""
    with connection.cursor() as cursor:
        cursor.execute(_CONFIGURED)
        return tuple(name for (name,) in cursor.fetchall())
