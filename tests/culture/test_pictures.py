"""What a picture shows of what is told: where parts lie, and what is said of them."""

from html import unescape
from itertools import pairwise

import pytest
from django.template.loader import render_to_string

from kmsite.culture.disclosure.disclosing import Cell, Told, tell
from kmsite.culture.picture import pictures
from kmsite.culture.picture.bars import parts_of
from tests.culture.told import exactly, make_item, make_line

TOLD = [
    exactly(1, 2, 4, 3, 2),
    exactly(5, 0, 0, 0, 5),
    exactly(3, 2, 3),
    exactly(0, 0, 5),
    tell([0, 1, 0, 2, 30]),
]


def bar_of(line, **more):
    return pictures.of_lines([line], title="Spring", **more).rows[0].bars[-1]


def shown(picture, **more):
    return unescape(render_to_string("culture/_picture.html", {"picture": picture, **more}))


@pytest.mark.parametrize("told", TOLD)
def test_the_parts_of_a_bar_lie_side_by_side_and_half_of_the_axis_is_everybody(told):
    parts = parts_of(told)
    assert sum(part.width for part in parts) == pytest.approx(0.5)
    for one, next_one in pairwise(parts):
        assert one.start + one.width == pytest.approx(next_one.start)
    assert parts[0].start >= 0
    assert parts[-1].start + parts[-1].width <= 1


@pytest.mark.parametrize("told", TOLD)
def test_the_middle_of_in_between_lies_on_the_centre_line(told):
    parts = parts_of(told)
    assert parts[len(parts) // 2].middle == pytest.approx(0.5)


def test_twelve_answers_lie_where_a_hand_draws_them():
    starts = [part.start for part in parts_of(exactly(1, 2, 4, 3, 2))]
    assert starts == pytest.approx([7 / 24, 8 / 24, 10 / 24, 14 / 24, 17 / 24])


def test_bands_and_positions_of_the_same_answers_reach_equally_far():
    five, three = parts_of(exactly(1, 2, 4, 3, 2)), parts_of(exactly(3, 4, 5))
    assert three[0].start == pytest.approx(five[0].start)
    assert three[1].start == pytest.approx(five[2].start)
    assert three[2].start == pytest.approx(five[3].start)
    assert three[0].width == pytest.approx(five[0].width + five[1].width)


def test_the_mark_of_the_average_stands_on_the_scale_of_the_positions():
    assert bar_of(make_line(exactly(0, 0, 0, 0, 12))).average_x == "100.000%"
    assert bar_of(make_line(exactly(0, 0, 10, 0, 0))).average_x == "50.000%"
    assert bar_of(make_line(exactly(0, 5, 5, 0, 0))).average_x == "37.500%"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (exactly(1, 2, 4, 3, 2), ["1", "2", "4", "3", "2"]),
        (tell([0, 0, 0, 0, 8]), ["0 or 1", "0 or 1", "7 or 8"]),
        (tell([0, 0, 0, 0, 5]), ["0 or 1", "0 or 1", "4 or 5"]),
        (tell([0, 0, 0, 0, 10]), ["0 or 1", "0 or 1", "9 or 10"]),
        (tell([30, 1, 1, 0, 0]), ["over 90 %", "under 10 %", "under 10 %"]),
        (tell([2, 4, 5, 5, 8]), ["under 10 %", "4", "5", "5", "8"]),
        (Told(12, (Cell(3, 5), Cell(1, 3), Cell(5, 7))), ["about 4", "about 2", "about 6"]),
    ],
)
def test_counts_are_said_as_exactly_as_they_are_told(told, said):
    assert [part.said for part in parts_of(told)] == said


def test_the_table_says_what_about_means():
    parts = parts_of(Told(12, (Cell(3, 5), Cell(0, 1), Cell(7, 9))))
    assert [part.said_fully for part in parts] == ["about 4 (3 to 5)", "under 10 %", "about 8 (7 to 9)"]


@pytest.mark.parametrize(
    ("told", "place"),
    [
        (exactly(0, 0, 10, 0, 0), "in between"),
        (exactly(0, 0, 9, 3, 0), "in between"),
        (exactly(0, 5, 5, 0, 0), "between “more left” and “in between”"),
        (exactly(0, 0, 0, 0, 12), "mostly right"),
        (exactly(12, 0, 0, 0, 0), "mostly left"),
        (exactly(0, 0, 5), "between “more right” and “mostly right”"),
    ],
)
def test_the_place_of_an_average_is_said_in_the_names_of_the_positions(told, place):
    assert bar_of(make_line(told)).place == place


def test_a_divided_group_is_not_described_by_its_average_alone():
    divided, agreed = bar_of(make_line(exactly(5, 0, 0, 0, 5))), bar_of(make_line(exactly(0, 2, 4, 4, 2)))
    assert (divided.place, divided.agreement) == ("in between", "people are divided")
    assert agreed.agreement == "people agree"


def test_what_is_hidden_says_why():
    few = pictures.of_lines([make_line(None), make_line(exactly(0, 0, 5), place=2)], title="Spring")
    assert few.rows[0].bars[0].hidden == "Not shown: fewer than five people answered."
    part = pictures.of_lines([make_line(None), make_line(exactly(0, 0, 5), place=2)], title="A", of_part=True)
    assert "or the figures would tell" in part.rows[0].bars[0].hidden
    assert bar_of(make_line(None, moved=1)).hidden == "Only the direction may be told: moved to the right."
    assert (
        bar_of(make_line(None, moved=0)).hidden == "Only the direction may be told: about the same as before."
    )


def test_an_arrow_stands_for_half_a_step_and_not_for_less():
    before = [("Winter", [make_line(exactly(0, 0, 100, 0, 0))])]
    small = bar_of(make_line(exactly(0, 0, 51, 49, 0)), before=before)
    large = bar_of(make_line(exactly(0, 0, 50, 50, 0)), before=before)
    assert (small.arrow, small.movement) == ("", "about the same as before")
    assert (large.arrow, large.movement) == ("→", "moved to the right")
    assert bar_of(make_line(exactly(0, 50, 50, 0, 0)), before=before).arrow == "←"


def test_rounds_of_another_wording_are_not_drawn_beside_this_one():
    other = [("Winter", [make_line(exactly(0, 0, 5), place=99)])]
    assert (
        len(pictures.of_lines([make_line(exactly(5, 0, 0))], title="Spring", before=other).rows[0].bars) == 1
    )


def test_a_heading_stands_only_where_it_begins():
    items = [
        make_line(exactly(0, 0, 5), place=n, heading=h) for n, h in enumerate(("ours", "ours", "open"), 1)
    ]
    headings = [row.heading for row in pictures.of_lines(items, title="Spring").rows]
    assert headings == ["From mine to ours", "", "From defending to being open"]


def test_everything_that_is_drawn_stands_in_the_table():
    line = make_line(exactly(1, 2, 4, 3, 2), unsure=7)
    page = shown(pictures.of_lines([line], title="Spring", about=["Lessons learned"]))
    drawing, table = page.split("<table>")
    assert "<caption>Spring · Lessons learned</caption>" in table
    for count in ("1", "2", "4", "3", "2", "12", "7"):
        assert f'<td class="num">{count}</td>' in table
    assert "12 answers · can't say: 7" in drawing
    assert "in between (+0.2)" in table
    assert "people are divided" in drawing
    assert "people are divided" in table


def test_a_drawing_says_its_gist_to_those_who_do_not_see_it():
    page = shown(pictures.of_lines([make_line(exactly(1, 2, 4, 3, 2))], title="Spring"))
    assert 'role="img"' in page
    assert "“I know” / “We know”</title>" in page
    assert "12 answers · can't say: 0 · average: in between · people are divided</desc>" in page


def test_the_reader_sees_their_own_mark_only_when_it_is_given():
    line = make_line(exactly(0, 0, 5))
    assert "you: more left" in shown(pictures.of_lines([line], title="Spring", own=[2]))
    for own in (None, [None]):
        page = shown(pictures.of_lines([line], title="Spring", own=own))
        assert "shift-drawing" in page
        assert "shift-own" not in page
        assert "your answer" not in page


def test_two_lenses_of_one_person_stand_one_above_the_other():
    picture = pictures.of_answers([make_item()], [("me", [1]), ("my community", [None])], title="Mine")
    assert [(bar.label, bar.own_name) for bar in picture.rows[0].bars] == [
        ("me", "mostly left"),
        ("my community", "can't say"),
    ]
    page = shown(picture)
    assert "<td>mostly left</td><td>can't say</td>" in page
    assert "answers ·" not in page


def test_too_few_people_are_told_so():
    assert "fewer than five people answered" in shown(pictures.of_lines([], title="Spring"))


def test_a_picture_has_no_style_of_its_own_and_no_markup_of_others():
    line = make_line(exactly(0, 0, 5), left='<script>"&', right="x")
    page = render_to_string("culture/_picture.html", {"picture": pictures.of_lines([line], title="<b>")})
    assert "style=" not in page
    assert "<script" not in page
    assert "<b>" not in page


def test_an_earlier_round_of_which_nothing_is_told_is_not_said_to_be_too_small():
    before = [("Winter", [make_line(None)])]
    picture = pictures.of_lines([make_line(exactly(0, 0, 5))], title="Spring", before=before)
    winter, spring = picture.rows[0].bars
    assert "or the figures would tell" in winter.hidden
    assert (spring.arrow, spring.movement) == ("", "")


def test_an_arrow_does_not_skip_a_round_of_which_nothing_is_told():
    before = [("Autumn", [make_line(exactly(5, 0, 0))]), ("Winter", [make_line(None)])]
    assert bar_of(make_line(exactly(0, 0, 5)), before=before).moved is None
