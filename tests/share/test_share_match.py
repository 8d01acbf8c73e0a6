"""Our events beside an ACLED or GED file: who has what, and where they differ."""

from datetime import UTC, date, datetime

import pytest
from made_values import OMBAKORO, make_event, make_report

from recoupe.model import Count, Interval, Place
from recoupe.share.csv_tables import write_rows
from recoupe.share.match import MATCH_COLUMNS, MatchError, match_events, match_row, read_day, read_theirs, summarise
from recoupe.share.shown import ExportContext
from recoupe.share.withhold import show_event

CONTEXT = ExportContext(lambda name: None, datetime(2031, 8, 30, tzinfo=UTC))
FAR = Place("recoupe:far", "Sambala", "SN", "Tambacounda", "town", 12.0, -12.6)


def shown(name: str, day: date, killed: float | None = None, where: Place | None = OMBAKORO):
    count = Count.exactly(killed) if killed is not None else None
    when = Interval.day(day)
    event = make_event(name, (make_report(name),), when=when, killed=count, where=where, place=where and where.name)
    return show_event(event, CONTEXT)[0]


ACLED = """event_id_cnty,event_date,sub_event_type,actor1,actor2,location,latitude,longitude,fatalities
MLI1,01 July 2031,Attack,JX,Civilians,Ombakoro,14.46,-12.21,8
MLI2,2031-07-10,Attack,JX,Civilians,Ailleurs,16.0,-3.0,2
MLI3,2031-07-20,Attack,JX,Civilians,Ombakoro-Centre,14.44,-12.2,5
"""
GED = """id;date_start;date_end;where_coordinates;latitude;longitude;best;low;high;type_of_violence;side_a;side_b
77;2031-07-02 00:00:00.000;2031-07-02 00:00:00.000;Ombakoro;14.45;-12.2;8;6;9;3;JX;Civilians
"""


def matched(tmp_path, text, *ours):
    path = tmp_path / "theirs.csv"
    path.write_text(text, encoding="utf-8")
    return match_events(ours, read_theirs(path))


def test_acled_rows_are_matched(tmp_path):
    ours = (shown("e1", date(2031, 7, 1), 8), shown("e2", date(2031, 7, 19), 3), shown("e3", date(2031, 7, 1), 8, FAR))
    found = matched(tmp_path, ACLED, *ours)
    told = {(m.which, m.ours and m.ours.id, m.theirs and m.theirs.id, m.differing) for m in found}
    assert told == {
        ("both", "e1", "MLI1", ()),
        ("both", "e2", "MLI3", ("day", "place", "killed")),
        ("only theirs", None, "MLI2", ()),
        ("only ours", "e3", None, ()),
    }
    summary = summarise(found)
    assert (summary.both, summary.only_theirs, summary.only_ours) == (2, 1, 1)
    assert summary.differing == {"day": 1, "killed": 1, "place": 1}


def test_ged_rows_are_matched(tmp_path):
    (found,) = matched(tmp_path, GED, shown("e1", date(2031, 7, 2), 7))
    assert (found.which, found.differing, found.days_apart, found.km_apart) == ("both", (), 0, 0.0)


def test_an_event_is_matched_once_and_to_the_likeliest(tmp_path):
    ours = (shown("near", date(2031, 7, 1), 8), shown("later", date(2031, 7, 3), 8))
    both = [m.ours.id for m in matched(tmp_path, ACLED, *ours) if m.which == "both"]
    assert both == ["near"]


def test_a_place_without_point_is_matched_by_name(tmp_path):
    nowhere = Place("words:ombakoro", "Ombakoro")
    (found, *_) = matched(tmp_path, ACLED, shown("e1", date(2031, 7, 1), 8, nowhere))
    assert found.which == "both" and found.km_apart is None


def test_the_table_is_written(tmp_path):
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        write_rows(out, MATCH_COLUMNS, map(match_row, matched(tmp_path, ACLED, shown("e1", date(2031, 7, 1), 8))))
    assert len(path.read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [("a,b\n1,2\n", "neither an ACLED nor"), (ACLED.replace("2031-07-10", "soon"), "line 3: 'soon' is no day")],
)
def test_other_files_are_told(tmp_path, text, told):
    with pytest.raises(MatchError, match=told):
        matched(tmp_path, text)


@pytest.mark.parametrize("text", ["2031-07-01", "2031-07-01 00:00:00.000", "01 July 2031", "1-July-2031"])
def test_days_are_read(text):
    assert read_day(text) == date(2031, 7, 1)
