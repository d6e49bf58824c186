"""The rules of the style sheets that a machine can check."""

import re
from pathlib import Path

import pytest
from django.contrib import admin

FOLDER = Path("static/css")
SHEETS = sorted(FOLDER.rglob("*.css"))
ADMINS_OWN = Path(admin.__file__).parent / "static/admin/css/base.css"
"""What Django's admin defines: the sheets of the desk stand beside it, not beside ours."""


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_colours_stand_in_the_tokens_only(sheet):
    if sheet.name in ("tokens.css", "print.css"):
        return
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsl\(", sheet.read_text()) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_nothing_is_forced_and_nothing_is_said_by_id(sheet):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    selectors = re.findall(r"^\s*([^{}@;]+)\{", text, flags=re.M)
    assert "!important" not in text
    assert [selector for selector in selectors if "#" in selector] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_directions_are_logical(sheet):
    sides = r"left|right|top|bottom"
    physical = rf"^\s*(?:(?:margin|padding|border)-(?:{sides})\b|(?:{sides}|width|height):)"
    assert re.findall(physical, sheet.read_text(), flags=re.M) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_every_name_that_is_used_is_defined(sheet):
    text = sheet.read_text()
    tokens = ADMINS_OWN if sheet.name.startswith("admin-") else FOLDER / "tokens.css"
    defined = set(re.findall(r"(--[\w-]+):", tokens.read_text() + text))
    assert set(re.findall(r"var\((--[\w-]+)", text)) - defined == set()


def test_no_script_of_ours_imports_another_except_the_lists():
    lists = {"site.js", "editor.js"}
    for script in Path("static/js").glob("*.js"):
        imports = re.findall(r"^import ", script.read_text(), flags=re.M)
        assert bool(imports) == (script.name in lists)


def test_no_template_has_inline_style_or_script():
    """Data for search engines (JSON-LD) is no script: nothing runs it."""
    script = r"<script(?![^>]*\ssrc=)(?! type=.application/ld\+json.>)"
    for template in Path("templates").rglob("*.html"):
        inline = rf"\sstyle=|\son[a-z]+=|<style|javascript:|{script}"
        assert not re.search(inline, template.read_text()), template
