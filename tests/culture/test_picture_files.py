"""Pictures as files: SVG and PNG that stand alone, and a table for spreadsheets."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.http import Http404
from PIL import Image

from kmsite.culture.picture import pictures
from kmsite.culture.picture.palette import COLOURS
from tests.culture.told import exactly, make_item, make_line

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>&\"'\x00\x08\u202e\ud800 =1+1"


def picture(told=None, *, title="Spring", **more):
    lines = [make_line(told or exactly(1, 2, 4, 3, 2), unsure=7)]
    return pictures.of_lines(lines, title=title, about=["Lessons learned", "closed on 3 March 2026"], **more)


def drawn(of):
    return ElementTree.fromstring(pictures.svg(of))


def words(root):
    return ["".join(text.itertext()).strip("\u2068\u2069") for text in root.iter(f"{SVG}text")]


def rows(of):
    return list(csv.reader(io.StringIO(pictures.csv(of).removeprefix("\ufeff"))))[4:]


def test_the_drawing_stands_alone_with_title_day_numbers_and_source():
    root = drawn(picture())
    said = words(root)
    assert said[0] == "Spring"
    assert "Lessons learned · closed on 3 March 2026" in said
    assert "12 answers · can't say: 7 · people are divided" in said
    assert any("after Nick Milton" in line for line in said)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Spring"
    assert "people are divided" in root.find(f"{SVG}desc").text


def test_the_numbers_in_the_drawing_are_those_of_the_table():
    counts = [node for node in drawn(picture()).iter(f"{SVG}text") if "count" in node.get("class")]
    in_parts = [node.text[1:-1] for node in counts]
    in_table = [row[7] for row in rows(picture())[1:]]
    assert in_parts == in_table == ["1", "2", "4", "3", "2"]


def test_the_parts_in_the_drawing_add_up_and_lie_around_the_centre_line():
    root = drawn(picture())
    parts = [node for node in root.iter(f"{SVG}rect") if node.get("height") == "26" and node.get("class")]
    places = [(float(part.get("x")), float(part.get("width"))) for part in parts]
    centre = next(line for line in root.iter(f"{SVG}line") if line.get("class") == "centre")
    assert sum(width for _x, width in places) == pytest.approx(230, abs=0.1)
    assert places[2][0] + places[2][1] / 2 == pytest.approx(float(centre.get("x1")), abs=0.02)


@pytest.mark.parametrize("title", [HOSTILE, "W" * 300, "مرحبا بالعالم (شكل)!", "知識共有" * 60, ""])
def test_whatever_a_round_is_called_the_drawing_is_valid_and_the_title_is_text(title):
    root = drawn(pictures.of_lines([make_line(exactly(0, 0, 5), left=title, right=title)], title=title))
    tags = {node.tag.removeprefix(SVG) for node in root.iter()}
    known = {"svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "line", "text"}
    assert tags <= known
    assert not [
        name for node in root.iter() for name in node.attrib if name.startswith("on") or "href" in name
    ]
    assert all(len(line) < 200 for line in words(root))


def test_a_line_from_right_to_left_stays_in_its_place():
    lines = [node.text for node in drawn(picture(title="שלום abc!")).iter(f"{SVG}text")]
    assert lines[0] == "\u2068שלום abc!\u2069"  # noqa: RUF001
    assert "\u202e" not in pictures.svg(picture(title=HOSTILE))


def test_the_png_is_twice_as_large_and_white():
    root = drawn(picture())
    image = Image.open(io.BytesIO(pictures.png(picture())))
    assert image.width == 2 * int(root.get("width"))
    assert abs(image.height - 2 * float(root.get("height"))) <= 2
    assert image.convert("RGB").getpixel((3, 3)) == (255, 255, 255)
    assert len(image.convert("RGB").getcolors(1_000_000)) > 20  # letters and bars, not an empty sheet


def test_many_rounds_are_drawn_smaller_instead_of_filling_the_memory():
    before = [(f"Round {n}", [make_line(exactly(1, 2, 4, 3, 2))]) for n in range(60)]
    image = Image.open(io.BytesIO(pictures.png(picture(before=before))))
    assert image.width * image.height < 25_000_000


def test_the_table_has_a_row_for_each_cell_with_everything_that_is_told():
    head, first, *rest = rows(picture())
    assert dict(zip(head, first, strict=True)) == {
        "Number": "1",
        "From": "I know",
        "To": "We know",
        "Round": "",
        "Position": "mostly left",
        "At least": "1",
        "At most": "1",
        "In words": "1",
        "Answers": "12",
        "Can't say": "7",
        "Average (−2 to 2)": "0.25",  # noqa: RUF001
        "Average in words": "in between",
        "Agreement": "people are divided",
        "Since the round before": "",
        "Not shown because": "",
    }
    assert len(rest) == 4
    assert pictures.csv(picture()).startswith("\ufeffSpring\r\n")


def test_the_table_tells_nothing_that_is_hidden():
    _head, row = rows(pictures.of_lines([make_line(None, moved=1)], title="Spring"))
    assert row[4:14] == [""] * 10
    assert row[14] == "Only the direction may be told: moved to the right."


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1"])  # noqa: RUF001
def test_no_spreadsheet_takes_a_title_for_a_formula(title):
    text = pictures.csv(pictures.of_lines([make_line(exactly(5, 0, 0), left=title)], title=title))
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]
    assert cells[0] == cells[cells.index("1") + 1] == f"'{title}"
    assert "-1.50" in cells  # a number is a number


def test_the_answers_of_one_person_are_a_row_for_each_statement_and_lens():
    mine = pictures.of_answers([make_item()], [("me", [1]), ("my community", [None])], title="Mine")
    head, *found = rows(mine)
    assert head == ["Number", "From", "To", "About", "Answer"]
    assert [row[3:] for row in found] == [["me", "mostly left"], ["my community", "can't say"]]


@pytest.mark.parametrize(
    ("extension", "kind"),
    [("svg", "image/svg+xml"), ("png", "image/png"), ("csv", "text/csv; charset=utf-8")],
)
def test_a_file_is_downloaded_and_kept_by_nobody_on_the_way(extension, kind):
    response = pictures.answer(picture(), extension, "Spring/../\r\nX: 1")
    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"] == f'attachment; filename="spring-x-1.{extension}"'
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("extension", ["pdf", "svg.exe", "", "SVG"])
def test_there_are_no_other_files(extension):
    with pytest.raises(Http404):
        pictures.answer(picture(), extension, "spring")


def test_the_colours_of_the_file_are_those_of_the_page():
    tokens = Path("static/css/tokens.css").read_text()
    light = dict(re.findall(r"--shift-(\w+): light-dark\((#\w+),", tokens))
    assert light == COLOURS
