"""A sheet corrected by hand comes back as decisions, and only what was changed."""

import pytest
from made_values import make_reading, make_report

from recoupe.share.review import ReviewError, read_review, write_review

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "review.xlsx"
    reading = make_reading(reports=(make_report("a1#r1", actors=("=1+1", "B")), make_report("a1#r2")))
    assert write_review([reading], path) == 2
    return path


def change(path, row: int, **cells):
    book = openpyxl.load_workbook(path)
    header = [cell.value for cell in book["review"][1]]
    for name, value in cells.items():
        book["review"].cell(row, header.index(name) + 1, value)
    book.save(path)


def test_an_untouched_sheet_says_nothing(sheet):
    assert list(read_review(sheet)) == []


@pytest.mark.parametrize(
    ("cells", "kind", "value"),
    [
        ({"type": "ACCIDENT"}, "correct", {"field": "type", "value": "ACCIDENT"}),
        ({"killed": 9}, "correct", {"field": "killed", "value": [9, 9]}),
        ({"killed": "9+"}, "correct", {"field": "killed", "value": [9, None]}),
        ({"wounded": "3-5"}, "correct", {"field": "wounded", "value": [3, 5]}),
        ({"actors": "A; B"}, "correct", {"field": "actors", "value": ["A", "B"]}),
        (
            {"when": "2031-07-01/2031-07-03"},
            "correct",
            {"field": "when", "value": {"from": "2031-07-01", "to": "2031-07-03"}},
        ),
        ({"series": "oui"}, "correct", {"field": "series", "value": True}),
        ({"place": ""}, "reject", {"field": "place"}),
        ({"reject": "x"}, "reject", {}),
    ],
)
def test_a_changed_cell_is_a_decision(sheet, cells, kind, value):
    change(sheet, 2, **cells, who="A. Sow", why="seen")
    (made,) = read_review(sheet)
    assert (made.kind, made.report, made.value, made.who, made.why, made.row) == (
        kind,
        "a1#r1",
        value,
        "A. Sow",
        "seen",
        2,
    )


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"killed": 9}, "row 2: a change needs who"),
        ({"killed": "many", "who": "A", "why": "b"}, "row 2: killed is 8, 8"),
        ({"when": "yesterday", "who": "A", "why": "b"}, "row 2: when is a day"),
        ({"series": "perhaps", "who": "A", "why": "b"}, "row 2: series is yes or no"),
        ({"report": "other"}, "row 2: report 'other'"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_row(sheet, cells, told):
    change(sheet, 2, **cells)
    with pytest.raises(ReviewError, match=told):
        list(read_review(sheet))


def test_other_files_are_refused(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(ReviewError, match="no review sheet"):
        list(read_review(tmp_path / "x.xlsx"))
    openpyxl.Workbook().save(tmp_path / "y.xlsx")
    with pytest.raises(ReviewError, match="no review sheet"):
        list(read_review(tmp_path / "y.xlsx"))
