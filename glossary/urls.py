"""Addresses of the glossary, one verb each: its terms, its lists, its short addresses."""

from django.urls import include, path, register_converter

from glossary.clashing import readings
from glossary.converters import FormatConverter
from glossary.models import Term
from glossary.views.card import card, choice
from glossary.views.decide import accept, decline, withdraw
from glossary.views.decide import edit as edit_proposal
from glossary.views.domains import domains
from glossary.views.edit import edit
from glossary.views.export import export, export_term
from glossary.views.impact import impact
from glossary.views.index import domain, index
from glossary.views.picture import picture
from glossary.views.proof import keep, preview
from glossary.views.proposals import proposal, proposals, seen
from glossary.views.propose import new, propose
from glossary.views.read import read
from glossary.views.share import bib, ris, share, share_version
from glossary.views.short import short
from glossary.views.source import source
from glossary.views.trash import trash
from glossary.views.uses import uses
from glossary.views.version import revision, version
from glossary.views.work import ignore, listed, mine, work
from kmsite.pages.views.compare import compare, pick
from kmsite.pages.views.feeds import page_feed
from kmsite.pages.views.history import history
from kmsite.pages.views.language import language
from kmsite.pages.views.links import links
from kmsite.pages.views.related import related
from kmsite.pages.views.restore import restore
from kmsite.pages.views.undo import undo
from kmsite.recognition.views.thank import at_home as thank_at_home
from kmsite.recognition.views.use import at_home as use_at_home
from kmsite.stewardship.views.stewards import stewards
from kmsite.talk.views.comments import comments
from kmsite.talk.views.report import at_home as report_at_home

register_converter(FormatConverter, "format")

app_name = "glossary"
page = {"model": Term}

urlpatterns = [
    path("", include("glossary.comparison_urls")),
    path("glossary/", index, name="index"),
    path("terms/domains/", domains, name="domains"),
    path("terms/domains/<pageslug:slug>/", domain, name="domain"),
    path("terms/new/", new, name="new"),
    path("terms/preview/", preview, name="preview"),
    path("terms/draft/", keep, name="draft"),
    path("terms/proposals/", proposals, name="proposals"),
    path("terms/proposals/<int:id>/", proposal, name="proposal"),
    path("terms/proposals/<int:id>/accept/", accept, name="accept"),
    path("terms/proposals/<int:id>/edit/", edit_proposal, name="edit_proposal"),
    path("terms/proposals/<int:id>/decline/", decline, name="decline"),
    path("terms/proposals/<int:id>/withdraw/", withdraw, name="withdraw"),
    path("terms/proposals/<int:id>/seen/", seen, name="proposal_seen"),
    path("terms/work/", work, name="work"),
    path("terms/work/ignore/", ignore, name="ignore"),
    path("terms/work/<slug:name>/", listed, name="work_list"),
    path("terms/mine/", mine, name="mine"),
    path("terms/impact/", impact, name="impact"),
    path("t/<path:name>/card/", choice, name="choice_card"),
    path("terms/export.<format:format>", export, name="export"),
    path("t/<path:name>/", short, name="short"),
    path("glossary/<pageslug:slug>/", read, name="read"),
    path("glossary/<pageslug:slug>.md", source, name="source"),
    path("glossary/<pageslug:slug>.<format:format>", export_term, name="export_term"),
    path("glossary/<pageslug:slug>.atom", page_feed, page, name="feed"),
    path("glossary/<pageslug:slug>/v/<int:number>/", version, name="version"),
    path("glossary/<pageslug:slug>/v/<int:number>/share/", share_version, name="share_version"),
    path("glossary/<pageslug:slug>/v/<int:number>/cite.bib", bib, name="cite_bib"),
    path("glossary/<pageslug:slug>/v/<int:number>/cite.ris", ris, name="cite_ris"),
    path("glossary/<pageslug:slug>/share/", share, name="share"),
    path("glossary/<pageslug:slug>/card.png", picture, name="picture"),
    path("glossary/<pageslug:slug>/edit/", edit, name="edit"),
    path("glossary/<pageslug:slug>/propose/", propose, name="propose"),
    path("glossary/<pageslug:slug>/card/", card, name="card"),
    path("glossary/<pageslug:slug>/uses/", uses, name="uses"),
    path("glossary/<pageslug:slug>/comments/", comments, page, name="comments"),
    path("glossary/<pageslug:slug>/report/", report_at_home, page, name="report"),
    path("glossary/<pageslug:slug>/thank/", thank_at_home, page, name="thank"),
    path("glossary/<pageslug:slug>/used/", use_at_home, page, name="used"),
    path("glossary/<pageslug:slug>/stewards/", stewards, page, name="stewards"),
    path("glossary/<pageslug:slug>/language/", language, page, name="language"),
    path("glossary/<pageslug:slug>/links/", links, page, name="links"),
    path("glossary/<pageslug:slug>/related/", related, page, name="related"),
    path("glossary/<pageslug:slug>/history/", history, page, name="history"),
    path("glossary/<pageslug:slug>/history/<int:number>/", revision, name="revision"),
    path("glossary/<pageslug:slug>/history/<int:number>/restore/", restore, page, name="restore"),
    path(
        "glossary/<pageslug:slug>/history/<int:number>/undo/",
        undo,
        {**page, "places_of": readings},
        name="undo",
    ),
    path("glossary/<pageslug:slug>/compare/", pick, page, name="pick"),
    path("glossary/<pageslug:slug>/compare/<int:a>..<int:b>/", compare, page, name="compare"),
    path("glossary/<pageslug:slug>/trash/", trash, name="trash"),
]
