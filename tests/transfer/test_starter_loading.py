"""What a wiki begins with is loaded once, and changes nothing of what people wrote."""

from django.core.management import call_command

from articles.models import Article
from glossary import curating
from glossary.models import ComparisonVersion, Relation, Source, Term
from kmsite.pages.models import Link, Revision
from kmsite.transfer.starter_content import load_starter_content
from kmsite.transfer.starter_glossary import load_starter_glossary
from tests.make import make_article, make_term


def test_it_is_loaded_once_and_nothing_that_people_wrote_is_changed(cleo):
    ours = make_term("Knowledge management", "KM", gloss="Ours.")
    load_starter_glossary()
    learning = Term.objects.with_current().get(title="Organisational learning")
    curating.change(learning, by=cleo.user, summary="Ours", is_contested=False)
    before = (Revision.objects.count(), ComparisonVersion.objects.count(), Source.objects.count())
    assert load_starter_glossary() == 0
    assert (Revision.objects.count(), ComparisonVersion.objects.count(), Source.objects.count()) == before
    ours.refresh_from_db()
    assert ours.gloss == "Ours."
    assert Relation.objects.filter(term=learning, kind="goal_of", to=ours).exists()


def test_a_new_wiki_has_both_articles_and_terms_and_everything_holds(db, anonymous):
    load_starter_content()
    call_command("check_integrity", "--deep", verbosity=0)
    assert Link.objects.get(key="communities of practice").target.title == "Community of practice"
    shown = anonymous.get("/articles/how-organisational-learning-and-knowledge-management-differ/").text
    assert 'href="/glossary/organisational-learning/"' in shown


def test_articles_are_loaded_once_and_never_into_a_wiki_in_use(db):
    make_article("Ours")
    call_command("starter_content", verbosity=0)
    assert Article.objects.count() == 1
    call_command("starter_content", "--force", verbosity=0)
    assert Article.objects.count() == 1 + 9
    revisions = Revision.objects.count()
    call_command("starter_content", "--force", verbosity=0)
    assert Revision.objects.count() == revisions
