"""Many small files for people, one for the browser."""

from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.test import override_settings

from kmsite.assets import ENTRIES, JoinedStaticFiles, join


def test_a_style_keeps_its_layer_when_joined():
    files = {
        "css/app.css": '@layer base;\n\n@import url("parts/a.css") layer(base);\n',
        "css/parts/a.css": "a { b: c; }\n",
    }
    assert join("css/app.css", files.__getitem__) == "@layer base;\n\n@layer base {\na { b: c; }\n}\n\n"


def test_scripts_keep_their_names_to_themselves_when_joined():
    files = {
        "js/x.js": 'import "./a.js";\nimport "./b.js";\n',
        "js/a.js": "const n = 1;\n",
        "js/b.js": "const n = 2;\n",
    }
    assert join("js/x.js", files.__getitem__) == "{\nconst n = 1;\n}\n\n{\nconst n = 2;\n}\n\n"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The folder of the files as they are served, collected twice, and the settings for it."""
    storages = {"staticfiles": {"BACKEND": "kmsite.assets.JoinedStaticFiles"}}
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STORAGES=storages, STATIC_ROOT=folder):
        with patch.object(JoinedStaticFiles, "compress_files", return_value=[]):
            call_command("collectstatic", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


def test_nothing_is_imported_any_more_once_collected(collected):
    for name in map(JoinedStaticFiles().stored_name, ENTRIES):
        text = (collected / name).read_text()
        assert "@import" not in text
        assert "\nimport " not in text
        assert len(text) > 1000
        assert (collected / f"{name}.gz").exists()


def test_first_views_stay_light(collected):
    size = {
        entry: (collected / f"{JoinedStaticFiles().stored_name(entry)}.gz").stat().st_size
        for entry in ENTRIES
    }
    assert size["css/app.css"] < 8_500
    assert size["css/work.css"] < 6_000
    assert size["css/glossary.css"] < 4_000
    assert size["js/site.js"] + size["js/editor.js"] < 18_000
