"""The manners of `CONTRIBUTING.md` that a machine can check."""

import ast
import re

from tests.architecture.sources import modules, templates

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "service", "services", "data", "info", "misc", "common"}
WRITER_CALLS = {
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "delete",
    "update",
}
WRITERS = {
    "communities.discussions.accepting",
    "communities.people.admitting",
    "communities.discussions.answering",
    "communities.events.attending",
    "communities.people.belonging",
    "communities.events.calendars",
    "communities.life.changing",
    "communities.life.founding",
    "communities.recording",
    "communities.discussions.replying",
    "communities.shelves.shelving",
    "glossary.comparing",
    "glossary.curating",
    "glossary.domains",
    "glossary.exchange.bringing",
    "glossary.naming",
    "glossary.proposing",
    "glossary.recording",
    "glossary.sourcing",
    "glossary.surveying",
    "kmsite.accounts.inviting",
    "kmsite.accounts.people",
    "kmsite.accounts.setting_up",
    "kmsite.attachments.attaching",
    "kmsite.attachments.collecting",
    "kmsite.attachments.describing",
    "kmsite.attachments.joining",
    "kmsite.attachments.measuring",
    "kmsite.attachments.removing",
    "kmsite.attachments.replacing",
    "kmsite.culture.agreed.agreeing",
    "kmsite.culture.rounds.answering",
    "kmsite.culture.rounds.holding",
    "kmsite.culture.alone.remembering",
    "kmsite.culture.disclosure.telling",
    "kmsite.culture.asking.wording",
    "kmsite.gaps.adding_up",
    "kmsite.gaps.near_titles",
    "kmsite.gaps.settling",
    "kmsite.pages.names.addressing",
    "kmsite.pages.readers.audiences",
    "kmsite.pages.terms_inside.autolinking",
    "kmsite.pages.counts.counting",
    "kmsite.pages.saving.deriving",
    "kmsite.pages.saving.editing",
    "kmsite.pages.index.choosing",
    "kmsite.pages.index.foremost",
    "kmsite.pages.index.rebuilding",
    "kmsite.pages.desks.keeping",
    "kmsite.pages.told.ledger",
    "kmsite.pages.names.linking",
    "kmsite.pages.places.merging",
    "kmsite.pages.places.moving",
    "kmsite.pages.names.naming",
    "kmsite.pages.places.ordering",
    "kmsite.pages.endings.archiving",
    "kmsite.pages.runs.bulk",
    "kmsite.pages.names.headings",
    "kmsite.pages.readers.membership",
    "kmsite.pages.desks.presence",
    "kmsite.pages.endings.purging",
    "kmsite.pages.counts.readership",
    "kmsite.pages.names.relinking",
    "kmsite.pages.endings.removing",
    "kmsite.pages.tags.retagging",
    "kmsite.pages.index.rewording",
    "kmsite.pages.shown.showing",
    "kmsite.pages.terms_inside.silencing",
    "kmsite.pages.tags.tagging",
    "kmsite.pages.endings.trashing",
    "kmsite.pages.saving.writing",
    "kmsite.profiles.introducing",
    "kmsite.recognition.crediting",
    "kmsite.recognition.thanking",
    "kmsite.search.fruitless",
    "kmsite.stewardship.entrusting",
    "kmsite.talk.commenting",
    "kmsite.talk.forgetting",
    "kmsite.talk.joining",
    "kmsite.talk.noticing",
    "kmsite.talk.moderating",
}


def functions():
    for name, _path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield name, node


def test_no_file_is_longer_than_anybody_reads():
    long = {name: len(path.read_text().splitlines()) for name, path, _tree in modules()}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen():
    long = {
        f"{name}.{node.name}": node.end_lineno - node.lineno + 1
        for name, node in functions()
        if node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert long == {}


def test_every_module_says_in_one_sentence_what_lives_there():
    silent = [
        name for name, path, tree in modules() if path.read_text().strip() and not ast.get_docstring(tree)
    ]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing():
    assert [name for name, _path, _tree in modules() if name.split(".")[-1] in FORBIDDEN_NAMES] == []


def test_nothing_is_signalled_and_nothing_works_in_save():
    signals = [
        f"{name}:{node.lineno}"
        for name, _path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.endswith("signals")
    ]
    saves = [
        f"{name}:{node.lineno}" for name, node in functions() if node.name == "save" and "admin" not in name
    ]
    assert signals == []
    assert saves == []


def is_model_write(call):
    """Tell whether a call looks like `Model.objects….create(…)` or another write through a manager."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr in WRITER_CALLS):
        return False
    return any(
        isinstance(node, ast.Attribute) and node.attr == "objects" for node in ast.walk(call.func.value)
    )


def test_only_writer_modules_write():
    elsewhere = [
        f"{name}:{node.lineno}"
        for name, _path, tree in modules()
        if name not in WRITERS and not name.startswith("kmsite.transfer")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and is_model_write(node)
    ]
    assert elsewhere == []


def test_templates_hold_no_script_style_or_handler():
    inline = re.compile(r'style="|<style|<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)|\son[a-z]+="')
    assert [str(path) for path, text in templates() if inline.search(text)] == []


def test_safe_stands_only_on_what_the_sanitiser_made():
    allowed = {"article_html", "revision_html", "preview_html"}
    marked = [
        (path.name, expression)
        for path, text in templates()
        for expression in re.findall(r"\{\{\s*([^}|]+)\|[^}]*\bsafe\b", text)
        if expression.strip().split(".")[-1] not in {"html", *allowed}
    ]
    assert marked == []
