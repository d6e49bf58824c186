"""A town with something of every kind in it, and what breaks each rule: its number, its words, SQL."""

from communities.discussions import accepting
from communities.models import Discussion
from glossary.models import Term
from kmsite.attachments.attaching import attach
from kmsite.pages.endings import archiving, trashing
from kmsite.pages.places import merging
from kmsite.pages.saving import editing
from kmsite.recognition import crediting, thanking
from kmsite.stewardship import entrusting
from kmsite.talk import commenting
from tests.glossary.comparisons import write
from tests.make import make_article, make_discussion, make_term
from tests.people import make_user
from tests.security.private_places import filled

MERGED = "(SELECT id FROM pages_page WHERE title = 'Old hall')"
TRASHED = "(SELECT id FROM pages_page WHERE title = 'Ruin')"
KEPT = "(SELECT id FROM pages_page WHERE title = 'Cellar')"
HALL = "(SELECT id FROM pages_page WHERE title = 'Hall')"
CLUB = "(SELECT page_id FROM communities_community)"
OTHER = "(SELECT id FROM pages_page WHERE title = 'Another question?')"
STRANGER = "(SELECT id FROM accounts_user WHERE username = 'guest')"
REPLY = "(SELECT id FROM talk_comment WHERE thread_id IS NOT NULL)"


def build_town():
    """Write it as people do: articles in every state, a talk, a comparison, a private community."""
    founder = make_user("founder", "editor")
    hall = make_article("Hall", "See [[Pump]].\n\n## Rooms\n\nMany, all of them large and light.", by=founder)
    hall = editing.revise(hall, base=1, body=hall.current.body.replace("Rooms", "Chambers"), by=founder).page
    make_article("Leaf", parent=hall)
    old = make_article("Old hall")
    merging.merge(old, into=hall, base=1, into_base=2, body=hall.current.body, tags=[], by=founder)
    trashing.trash([make_article("Ruin")], by=founder)
    cellar = make_article("Cellar")
    make_article("Cask", parent=cellar)
    archiving.archive(cellar, by=founder)
    make_discussion("Another question?", by=founder)
    commenting.comment(hall, body="How large?", by=founder)
    attach(hall, name="plan.txt", content=b"A plan.", by=founder)
    write(make_term("Knowledge management"), make_term("Organisational learning"), None)
    _talk(hall, founder, filled(founder))
    return hall


def _talk(hall, founder, places):
    """Answer, accept, harvest and use what was said in the community at `places`."""
    question = Discussion.objects.with_current().get(slug=places["discussion"])
    reply = question.comments.get()
    commenting.comment(question, body="How well?", by=founder, thread=reply)
    accepting.accept(question, reply.pk, by=founder)
    crediting.record(question, kind="edited", into=hall, revision=2, people={reply.by_id: None}, by=founder)
    thanking.use(question, comment=reply, by=founder)
    entrusting.entrust(Term.objects.first(), person=founder, by=None)


BREAKS = (
    ("I9", "is not in the search index as it is", "UPDATE pages_searchentry SET section = 987654"),
    ("I9", "is found by other words than its own", "UPDATE pages_searchentry SET words = ''"),
    ("I9", "is not found when it is misspelt", "DELETE FROM pages_shortening"),
    ("I8", "leads to page", f"UPDATE pages_link SET target_id = {TRASHED}"),
    ("I10", "does not show the newest", "UPDATE attachments_attachment SET number = 9"),
    ("I10", "has a gap in the numbers", "UPDATE attachments_version SET number = 9"),
    ("I10", "hangs on page", f"UPDATE attachments_attachment SET page_id = {MERGED}"),
    (
        "I10",
        "should have been collected",
        """INSERT INTO attachments_blob (sha256, size, type, created_at, unused_since)
        VALUES (repeat('0', 64), 1, 'text/plain', now(), now() - interval '30 days')""",
    ),
    ("I11", "refers to other files", f"UPDATE pages_rendering SET files = '{{7}}' WHERE page_id = {HALL}"),
    (
        "I15",
        " is invalid",
        """CREATE TABLE parted (id int) PARTITION BY RANGE (id);
        CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (9);
        CREATE INDEX doubtful ON ONLY parted (id)""",
    ),
    (
        "I16",
        "stands below one that is in the trash",
        f"""UPDATE pages_page SET parent_id = {TRASHED} WHERE title = 'Leaf';
        UPDATE pages_searchentry SET section = {TRASHED}
        WHERE page_id = (SELECT id FROM pages_page WHERE title = 'Leaf')""",
    ),
    ("I16", "is in the trash without a batch", f"UPDATE pages_page SET trash = NULL WHERE id = {TRASHED}"),
    (
        "I17",
        "is not in the archive",
        """UPDATE pages_page SET archived_at = NULL WHERE title = 'Cask';
        UPDATE pages_searchentry e SET is_archived = FALSE FROM pages_page p
        WHERE p.id = e.page_id AND p.title = 'Cask'""",
    ),
    ("I18", "leads from heading", "UPDATE pages_headingalias SET new = 'nowhere'"),
    ("I18", "has a heading", "UPDATE pages_headingalias SET old = new"),
    (
        "I19",
        "was merged, but not wholly",
        f"""UPDATE pages_page SET parent_id = NULL WHERE id = {MERGED};
        UPDATE pages_searchentry SET section = page_id WHERE page_id = {MERGED}""",
    ),
    (
        "I20",
        "does not stand in the ledger as it was saved",
        f"UPDATE pages_ledgerentry SET by_id = {STRANGER} WHERE page_id = {HALL} AND verb = 'created'",
    ),
    ("I20", "without its revision", "UPDATE pages_ledgerentry SET verb = 'revised' WHERE verb = 'archived'"),
    (
        "I25",
        "two to four terms once each, in order",
        "UPDATE glossary_comparison SET terms = ARRAY [terms[2], terms[1]]",
    ),
    ("I25", "does not show the newest", "UPDATE glossary_comparison SET current_id = NULL"),
    ("I25", "has a gap in the numbers", "UPDATE glossary_comparisonversion SET number = 2"),
    (
        "I25",
        "has a cell of a term",
        """UPDATE glossary_comparisonversion
        SET said = jsonb_set(said, '{rows,0,cells}', '{"987654": {"text": "x"}}')""",
    ),
    (
        "I26",
        "answers one that is an answer itself",
        f"""INSERT INTO talk_comment (at, body, html, number, key, by_id, page_id, thread_id)
        SELECT now(), '', '', 1, '', by_id, page_id, id FROM talk_comment WHERE id = {REPLY}""",
    ),
    ("I26", "stands on another page than", f"UPDATE talk_comment SET page_id = {HALL} WHERE id = {REPLY}"),
    (
        "I26",
        "is older than what it answers",
        f"UPDATE talk_comment SET at = at - interval '1 day' WHERE id = {REPLY}",
    ),
    (
        "I26",
        "which was merged into another",
        f"UPDATE talk_comment SET page_id = {MERGED} WHERE page_id = {HALL}",
    ),
    ("I26", "does not have all of its former texts", "DELETE FROM talk_commentversion"),
    ("I26", "was deleted or resolved by nobody", "UPDATE talk_comment SET resolved_by_id = by_id"),
    ("I26", "does not stand in the ledger", "UPDATE pages_ledgerentry SET about = '{}'"),
    (
        "I27",
        "which is no community",
        f"""UPDATE pages_searchentry e SET communities = ARRAY [{HALL}] FROM stewardship_stewardship s
        WHERE s.page_id = e.page_id AND s.community_id IS NOT NULL;
        UPDATE stewardship_stewardship SET community_id = {HALL} WHERE community_id IS NOT NULL""",
    ),
    (
        "I27",
        "neither an article nor a term",
        f"UPDATE stewardship_stewardship SET page_id = {CLUB} WHERE person_id IS NOT NULL",
    ),
    (
        "I27",
        "was merged and is still looked after",
        f"UPDATE stewardship_stewardship SET page_id = {MERGED} WHERE person_id IS NOT NULL",
    ),
    (
        "I27",
        "is looked after by archived community",
        f"""UPDATE pages_page SET archived_at = now() WHERE id = {CLUB} OR parent_id = {CLUB};
        UPDATE pages_searchentry SET is_archived = TRUE FROM pages_page p
        WHERE p.id = page_id AND p.archived_at IS NOT NULL""",
    ),
    (
        "I27",
        "does not belong to it",
        f"UPDATE stewardship_stewardship SET person_id = {STRANGER} WHERE community_id IS NOT NULL",
    ),
    ("I28", "are for a comment on another page", f"UPDATE recognition_thanks SET page_id = {HALL}"),
    ("I28", "that somebody else wrote", f"UPDATE recognition_thanks SET to_id = {STRANGER}"),
    ("I28", "is for a comment on another page", f"UPDATE recognition_receipt SET page_id = {HALL}"),
    ("I28", "stand on page", f"UPDATE recognition_thanks SET page_id = {MERGED}, comment_id = NULL"),
    ("I28", "stands on page", f"UPDATE recognition_receipt SET page_id = {MERGED}, comment_id = NULL"),
    ("I28", "went into page", f"UPDATE recognition_harvest SET into_id = {MERGED}"),
    ("I28", "which is no discussion", f"UPDATE recognition_harvest SET thread_id = {HALL}"),
    (
        "I30",
        "reads as a member of community",
        f"""INSERT INTO pages_audiencemember (audience_id, user_id)
        SELECT id, {STRANGER} FROM pages_audience WHERE page_id = {CLUB}""",
    ),
    (
        "I30",
        "and does not read there",
        """DELETE FROM pages_audiencemember WHERE user_id <>
        (SELECT id FROM accounts_user WHERE username = 'founder')""",
    ),
    (
        "I31",
        "and is still",
        f"""INSERT INTO communities_membership (joined_at, left_at, community_id, user_id)
        VALUES (now(), now(), {CLUB}, {STRANGER});
        INSERT INTO communities_holding (role, since, handover, membership_id)
        SELECT 'greeter', current_date, '', id FROM communities_membership WHERE left_at IS NOT NULL""",
    ),
    (
        "I32",
        "lost its last facilitator",
        "UPDATE communities_holding SET ended_at = now(), until = current_date WHERE role = 'facilitator'",
    ),
    (
        "I33",
        "has no audience of its members",
        """DELETE FROM communities_holding; DELETE FROM communities_membership;
        UPDATE pages_audience SET page_id = NULL""",
    ),
    ("I34", "from another page", f"UPDATE communities_acceptance SET discussion_id = {OTHER}"),
    ("I35", "replies and counts", "UPDATE communities_discussion SET replies = 7"),
    (
        "I36",
        "'collection '",
        """INSERT INTO communities_shelfitem (position, url, title, why, collection_id)
        SELECT position, 'https://example.org/', 'Twice', '', collection_id FROM communities_shelfitem""",
    ),
    (
        "I36",
        "'the shelf of community '",
        """INSERT INTO communities_collection (title, intro, position, changed_at, community_id)
        SELECT 'Twice', '', position, changed_at, community_id FROM communities_collection""",
    ),
)
