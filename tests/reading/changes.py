"""A small wiki, and every change to it that the frame of one of its pages shows."""

from dataclasses import dataclass

from kmsite.accounts.people import set_preferences
from kmsite.pages.models import Audience, Page
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience

ADDRESS = "/articles/pump/"


@dataclass
class Wiki:
    """Machines > Drill, Pump, Saw; the text of Pump links to Valve and to Gap, which nobody wrote."""

    writer: object

    def __post_init__(self):
        machines = self.write("Machines")
        self.write("Drill", parent=machines)
        self.write("Pump", "See [[Valve]] and [[Gap]].", parent=machines)
        self.write("Saw", parent=machines)
        self.write("Valve")

    def write(self, title, body="Text.", **fields):
        return make_article(title=title, body=body, by=self.writer, **fields)

    def revise(self, called, /, **change):
        page = Page.objects.with_current().get(title=called)
        fields = {"body": page.current.body, **change}
        editing.revise(page, base=page.current.number, by=self.writer, **fields)

    def show(self, title, audience):
        set_audience(Page.objects.get(title=title), audience)

    def rename_writer(self):
        set_preferences(self.writer, name="Alice Wonder", theme="auto", text_size="normal", time_zone="")


SIGNED_IN = -1

# What happens, how, and what a visitor sees of it on the page: text before, text after.
CHANGES = {
    "the section is renamed": (lambda w: w.revise("Machines", title="Engines"), ">Machines<", ">Engines<"),
    "the previous page is renamed": (lambda w: w.revise("Drill", title="Bore"), ">Drill<", ">Bore<"),
    "the next page is renamed": (lambda w: w.revise("Saw", title="Blade"), ">Saw<", ">Blade<"),
    "the next page is hidden": (lambda w: w.show("Saw", Audience.objects.get(pk=SIGNED_IN)), ">Saw<", ""),
    "a child is written": (
        lambda w: w.write("Seal", parent=Page.objects.get(title="Pump")), "", ">Seal<",
    ),
    "a tag is set": (lambda w: w.revise("Pump", tags=["water"]), "", ">water<"),
    "a missing page is written": (
        lambda w: w.write("Gap"), 'href="/new/?title=Gap"', '<a class="wikilink" href="/articles/gap/"',
    ),
    "a linked page is renamed": (
        lambda w: w.revise("Valve", title="Tap"), 'href="/articles/valve/"', 'href="/articles/tap/"',
    ),
    "a linked page is hidden": (
        lambda w: w.show("Valve", Audience.objects.get(pk=SIGNED_IN)),
        '<a class="wikilink" href="/articles/valve/"',
        '<a class="redlink" href="/new/?title=Valve"',
    ),
    "the writer takes another name": (lambda w: w.rename_writer(), ">Alice<", ">Alice Wonder<"),
    "the page says something else": (lambda w: w.revise("Pump", body="New words."), "See ", "New words."),
    "the page gets a lede": (lambda w: w.revise("Pump", lede="Moves water."), "", "Moves water."),
}  # fmt: skip


def close_to_visitors(wiki):
    """Show the page to people who signed in only."""
    wiki.show("Pump", Audience.objects.get(pk=SIGNED_IN))


def close_to_all_but(wiki, *users):
    """Show the page to an audience only."""
    wiki.show("Pump", make_audience("Crew", *users))
