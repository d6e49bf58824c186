"""What the tests of proposals send, and how they look at what came of it."""

from glossary.models import Proposal
from kmsite.pages.saving.drafts import Draft

WHAT = "discipline of sharing what people know"


def new_term(title="Storytelling", text=WHAT, **fields):
    """Return the form of a new term with the two fields that it needs."""
    return {"title": title, "entry_house_text": text, "act": "propose", "key": title, **fields}


def change(term, text="better words", why="It says more.", **fields):
    """Return the form of a change of `term` as it was opened, with another house definition."""
    now = Draft.of(term.current)
    names = {}
    for number, name in enumerate(now.entry["names"]):
        names |= {f"entry_name_{number}_text": name["id"], f"entry_name_{number}_kind": name["kind"]}
    sent = {
        "title": now.title,
        "lede": now.lede,
        "body": now.body,
        "summary": why,
        "entry_house_text": text,
        "base_revision": term.current.number,
        "of_page": term.pk,
        "act": "propose",
        "key": why + text,
        **names,
    }
    return {**sent, **fields}


def waiting(person, count):
    """Let `count` proposals of `person` wait; return one of them."""
    one = proposed(person, new_term("Fable"))
    Proposal.objects.bulk_create(
        Proposal(by=person.user, at=one.at, said=one.said, key=f"{number}") for number in range(count - 1)
    )
    return one


def proposed(person, form, address="/terms/new/"):
    """Let `person` send `form`; return the proposal that was kept."""
    answer = person.post(address, form)
    assert answer.status_code == 302, answer.text
    return Proposal.objects.get(pk=int(answer["Location"].rstrip("/").rsplit("/", 1)[1]))
