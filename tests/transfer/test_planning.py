"""A folder is read with suspicion and planned as its authors ordered it."""

import os

import pytest

from kmsite.transfer.folder import read_folder
from kmsite.transfer.order import read_order
from kmsite.transfer.planning import plan
from kmsite.transfer.reporting import Report


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes files and plans them: (titles with their parents', report)."""

    def write(**files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        report = Report()
        found = read_folder(tmp_path, report)
        pages = plan(found, read_order(found, report), report).pages
        return [
            f"{page.parent.title} > {page.title}" if page.parent else page.title for page in pages
        ], report

    return write


def planned(folder, files):
    return folder(**files)[0]


def test_a_file_is_called_by_its_front_matter_its_heading_or_its_name(folder):
    files = {"a.md": "---\ntitle: One\n---\n# Two", "b.md": "# Two", "unit-testing.md": "Text"}
    assert planned(folder, files) == ["One", "Two", "Unit testing"]


def test_index_and_readme_speak_for_their_folder(folder):
    files = {
        "a/README.md": "# A",
        "b/index.md": "# B",
        "b/README.md": "# Read me",
        "c/x.md": "# X",
        "pictures/a.png": "",
    }
    assert planned(folder, files) == ["A", "B", "C", "B > Read me", "C > X"]


def test_the_top_has_a_page_only_if_a_file_speaks_for_it(folder):
    assert planned(folder, {"a.md": "# A"}) == ["A"]
    assert planned(folder, {"README.md": "# Top"}) == ["Top", "Top > A"]


def test_names_are_sorted_as_people_count(folder):
    assert planned(folder, {"step-10.md": "", "step-2.md": "", "Step-1.md": ""}) == [
        "Step 1",
        "Step 2",
        "Step 10",
    ]


def test_pages_files_give_order_and_titles(folder):
    files = {
        ".pages": "nav:\n  - z.md\n  - Named here: a\n  - ...\n  - c.md\n",
        "a/x.md": "# X",
        "a/.pages": "order: desc",
        "a/y.md": "# Y",
        "b.md": "# B",
        "c.md": "# C",
        "z.md": "# Z",
    }
    assert planned(folder, files) == ["Z", "Named here", "B", "C", "Named here > Y", "Named here > X"]


def test_mkdocs_navigation_gives_order_and_titles(folder):
    files = {
        "mkdocs.yml": "x: !!python/name:a.b\nnav:\n- Home: z.md\n- Part:\n  - b/y.md\n  - b/x.md\n",
        "docs/a.md": "# A",
        "docs/z.md": "text",
        "docs/b/x.md": "# X",
        "docs/b/y.md": "# Y",
    }
    assert planned(folder, files) == ["Docs", "Docs > Home", "Docs > B", "Docs > A", "B > Y", "B > X"]


def test_an_order_that_cannot_be_read_is_named_and_not_used(folder):
    titles, report = folder(**{".pages": "nav: [", "a.md": "# A"})
    assert titles == ["A"]
    assert "its order is not used" in str(report.remarks[0])


def test_siblings_with_one_title_are_told_apart_and_named(folder):
    titles, report = folder(**{"a.md": "# Pump", "b.md": "# pump", "c/d.md": "# Pump"})
    assert titles == ["Pump", "pump (b)", "C", "C > Pump"]
    assert [str(remark) for remark in report.remarks] == [
        'b.md: another page here is called "pump", so this one is called "pump (b)"'
    ]
    assert not report.lost_something


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"\xff\xfe\x00", "is not UTF-8 (byte 0)"), (b"a" * (256 * 1024 + 1), "has 262,145 bytes")],
)
def test_a_text_that_cannot_come_in_is_named_as_lost(folder, content, problem):
    titles, report = folder(**{"a.md": content, "b.md": "# B"})
    assert titles == ["B"]
    assert problem in str(report.remarks[0])
    assert report.lost_something


def test_links_out_of_the_folder_are_not_followed(folder, tmp_path, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_text("# CANARY")
    (tmp_path / "file.md").symlink_to(outside / "secret.md")
    (tmp_path / "folder").symlink_to(outside)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "inside.md").symlink_to(tmp_path / "a.md")
    titles, report = folder(**{"a.md": "# A"})
    assert titles == ["A", "A (inside)"]
    assert sorted(remark.path for remark in report.remarks if remark.lost) == ["file.md", "folder", "loop"]


@pytest.mark.parametrize(
    "name", ["100% & <b>#?.md", "naïve café.md", "..md", "a\nb.md", "-rf.md", "'\"`$(x).md"]
)
def test_a_file_may_have_any_name(folder, name):
    titles, report = folder(**{name: "Text", "other.md": "# Other"})
    assert len(titles) == 2 - name.startswith(".")
    assert not report.lost_something


def test_a_name_that_is_no_text_is_shown_as_far_as_it_is(folder, tmp_path):
    with open(os.fsencode(tmp_path) + b"/caf\xe9.md", "w") as file:
        file.write("Text")
    assert planned(folder, {}) == ["Caf\\xe9"]


def test_empty_files_and_hidden_folders(folder):
    assert planned(folder, {"a.md": "", ".git/b.md": "# B", "c/.hidden.md": "# C", "d.md": "# D"}) == [
        "A",
        "D",
    ]


def test_a_title_too_long_is_cut_and_named(folder):
    titles, report = folder(**{"a.md": "# " + "a" * 300})
    assert titles == ["a" * 200]
    assert report.lost_something
