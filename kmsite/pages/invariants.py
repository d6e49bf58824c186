"""What must always hold of pages: each rule is a question to the database that finds nothing.

I1 one current revision, and the page says what it says. I2 revisions numbered without a gap. I3 nothing
above or before itself. I5 texts as they were saved. I7 addresses and names. I8 links. I9 search index.
I11 renderings. I14 reach as computed from what was chosen. I15 constraints validated, indexes valid.
I16 the trash. I17 the archive. I18 old addresses of headings. I19 merged pages. I20 the ledger.
"""

from __future__ import annotations

from kmsite.pages.names.naming import winners_of
from kmsite.pages.readers.audiences import ALL_REACHED

_RED = "SELECT source_id, key FROM pages_link WHERE target_id IS NULL"
_EVERY_PAGE = "SELECT 'page ' || p.id || ' {complaint}' FROM pages_page p {rest}"


def _page(complaint: str, rest: str) -> str:
    return _EVERY_PAGE.format(complaint=complaint, rest=rest)


RULES: tuple[tuple[str, str], ...] = (
    (
        "I1",
        _page(
            "does not have the newest of its revisions as the current one",
            """LEFT JOIN pages_revision r ON r.id = p.current_id AND r.page_id = p.id
            WHERE r.id IS NULL
            OR EXISTS (SELECT 1 FROM pages_revision n WHERE n.page_id = p.id AND n.number > r.number)""",
        ),
    ),
    (
        "I1",
        _page(
            "has another title or lede than its current revision",
            """JOIN pages_revision r ON r.id = p.current_id
            WHERE p.title <> r.title OR p.lede <> coalesce(r.structure ->> 'lede', '')""",
        ),
    ),
    (
        "I1",
        """SELECT 'tag ' || t.id || ' is no more, and is carried all the same or leads on twice'
        FROM pages_tag t JOIN pages_tag m ON m.id = t.merged_into_id
        WHERE m.merged_into_id IS NOT NULL
        OR EXISTS (SELECT 1 FROM pages_pagetag p WHERE p.tag_id = t.id)""",
    ),
    (
        "I2",
        """SELECT 'page ' || page_id || ' has a gap in the numbers of its revisions' FROM pages_revision
        GROUP BY page_id HAVING min(number) <> 1 OR max(number) <> count(*)""",
    ),
    (
        "I3",
        """SELECT 'revision ' || r.id || ' is not based on an earlier one of its page' FROM pages_revision r
        LEFT JOIN pages_revision b ON b.id = r.base_id
        WHERE (r.number = 1) <> (b.id IS NULL) OR b.page_id <> r.page_id OR b.number >= r.number""",
    ),
    (
        "I3",
        """WITH RECURSIVE hanging (id) AS (
            SELECT id FROM pages_page WHERE parent_id IS NULL
            UNION SELECT p.id FROM hanging JOIN pages_page p ON p.parent_id = hanging.id
        ) SELECT 'page ' || id || ' stands below itself'
        FROM (SELECT id FROM pages_page EXCEPT TABLE hanging) AS circling""",
    ),
    (
        "I5",
        """SELECT 'revision ' || id || ' does not have the text that was saved' FROM pages_revision
        WHERE sha256 <> encode(sha256(convert_to(body, 'UTF8')), 'hex')""",
    ),
    (
        "I7",
        """SELECT 'address ' || r.slug || ' is an old one of page ' || r.page_id
        || ' and that of page ' || p.id
        FROM pages_redirect r JOIN pages_page p ON p.kind = r.kind AND p.slug = r.slug""",
    ),
    (
        "I7",
        _page(
            "is not known by its title",
            """LEFT JOIN pages_name n ON n.page_id = p.id AND n.kind = 'title'
            WHERE n.id IS NULL OR n.text <> p.title OR n.key <> p.title_key""",
        ),
    ),
    (
        "I8",
        f"""SELECT 'link ' || key || ' on page ' || source || ' is red but means page ' || winner
        FROM ({winners_of(_RED)}) AS meant""",  # noqa: S608
    ),
    (
        "I8",
        """SELECT 'link ' || l.key || ' on page ' || l.source_id || ' leads to page ' || p.id
        || ', which is not there' FROM pages_link l JOIN pages_page p ON p.id = l.target_id
        WHERE p.trashed_at IS NOT NULL OR p.merged_into_id IS NOT NULL""",
    ),
    (
        "I9",
        """SELECT 'word ' || w.word || ' is not found when it is misspelt' FROM pages_word w
        WHERE length(w.word) BETWEEN 4 AND 20 AND NOT EXISTS (
            SELECT 1 FROM pages_shortening s WHERE s.short = w.word AND s.word_id = w.word
        )""",
    ),
    (
        "I11",
        _page(
            "has no rendering of its current revision",
            """LEFT JOIN pages_rendering d ON d.page_id = p.id
            WHERE d.revision_id IS DISTINCT FROM p.current_id""",
        ),
    ),
    (
        "I11",
        _page(
            "has no shown version", "WHERE NOT EXISTS (SELECT 1 FROM pages_shown s WHERE s.page_id = p.id)"
        ),
    ),
    (
        "I14",
        f"""{ALL_REACHED} SELECT 'page ' || p.id || ' reaches ' || p.reach || ' instead of ' || r.reach
        FROM reached r JOIN pages_page p ON p.id = r.id WHERE p.reach <> r.reach""",  # noqa: S608
    ),
    (
        "I16",
        _page(
            "stands below one that is in the trash",
            """JOIN pages_page above ON above.id = p.parent_id
            WHERE above.trashed_at IS NOT NULL AND p.trashed_at IS NULL AND p.merged_into_id IS NULL""",
        ),
    ),
    (
        "I16",
        _page(
            "is in the trash without a batch, or in two at once",
            """WHERE (p.trashed_at IS NULL) <> (p.trash IS NULL)
            OR EXISTS (
                SELECT 1 FROM pages_page o WHERE o.trash = p.trash AND o.trashed_at <> p.trashed_at
            )""",
        ),
    ),
    (
        "I17",
        _page(
            "is not in the archive, although the page above it is",
            """JOIN pages_page above ON above.id = p.parent_id
            WHERE above.archived_at IS NOT NULL AND p.archived_at IS NULL
            AND p.trashed_at IS NULL AND p.merged_into_id IS NULL""",
        ),
    ),
    (
        "I18",
        """SELECT 'page ' || a.page_id || ' leads from heading ' || a.old || ' to none: ' || a.new
        FROM pages_headingalias a JOIN pages_rendering d ON d.page_id = a.page_id
        WHERE NOT d.toc @> jsonb_build_array(jsonb_build_object('id', a.new))""",
    ),
    (
        "I18",
        """SELECT 'page ' || a.page_id || ' has a heading ' || a.old || ' and an alias of that name'
        FROM pages_headingalias a JOIN pages_rendering d ON d.page_id = a.page_id
        WHERE d.toc @> jsonb_build_array(jsonb_build_object('id', a.old))""",
    ),
    (
        "I19",
        _page(
            "was merged, but not wholly",
            """JOIN pages_page goal ON goal.id = p.merged_into_id
            WHERE goal.merged_into_id IS NOT NULL OR p.parent_id IS DISTINCT FROM goal.id
            OR EXISTS (SELECT 1 FROM pages_redirect r WHERE r.page_id = p.id)
            OR EXISTS (SELECT 1 FROM pages_link l WHERE l.source_id = p.id)
            OR EXISTS (SELECT 1 FROM pages_page below WHERE below.parent_id = p.id)""",
        ),
    ),
    (
        "I20",
        """SELECT 'revision ' || r.id || ' does not stand in the ledger as it was saved' FROM pages_revision r
        LEFT JOIN pages_ledgerentry d ON d.revision_id = r.id
        WHERE d.id IS NULL OR (d.by_id, d.at, d.page_id) IS DISTINCT FROM (r.by_id, r.at, r.page_id)
        OR d.verb <> CASE WHEN r.number = 1 THEN 'created' ELSE 'revised' END""",
    ),
    (
        "I20",
        """SELECT 'deed ' || id || ' tells of a save without its revision' FROM pages_ledgerentry
        WHERE (revision_id IS NULL) = (verb IN ('created', 'revised'))""",
    ),
    (
        "I15",
        """SELECT 'index ' || indexrelid::regclass || ' is invalid' FROM pg_index
        JOIN pg_class ON pg_class.oid = indexrelid
        WHERE NOT (indisvalid AND indisready) AND relnamespace = current_schema()::regnamespace""",
    ),
    (
        "I15",
        """SELECT 'constraint ' || conname || ' is not validated' FROM pg_constraint
        WHERE NOT convalidated AND connamespace = current_schema()::regnamespace""",
    ),
    ("kind", _page("is of no kind", "WHERE NOT p.kind = ANY(%(known)s)")),
)
