"""The operations that rules name: from captured words to days. Each returns None when there is no date after all."""

from __future__ import annotations

from collections.abc import Callable

from recoupe.reading.times.counted import op_deictic, op_offset, op_recent, op_some, op_today, op_unit
from recoupe.reading.times.named import op_date, op_dom, op_month_of_year, op_week_of_day
from recoupe.reading.times.periods import (
    op_century,
    op_day_month,
    op_decade,
    op_feast,
    op_first_months,
    op_numeric,
    op_quarter,
)
from recoupe.reading.times.ranges import op_night, op_night_of, op_range
from recoupe.reading.times.rules import Found
from recoupe.reading.times.scene import Dated, Scene
from recoupe.reading.times.story import op_after_event, op_aftermath, op_narrative

Operation = Callable[[Found, Scene, int], Dated | None]

DROP = "drop"  # recognised only to be left out
OPERATIONS: dict[str, Operation] = {
    "date": op_date,
    "dom": op_dom,
    "range": op_range,
    "night": op_night,
    "night_of": op_night_of,
    "week_of_day": op_week_of_day,
    "month_of_year": op_month_of_year,
    "deictic": op_deictic,
    "today": op_today,
    "unit": op_unit,
    "offset": op_offset,
    "some": op_some,
    "recent": op_recent,
    "narrative": op_narrative,
    "aftermath": op_aftermath,
    "after_event": op_after_event,
    "numeric": op_numeric,
    "day_month": op_day_month,
    "decade": op_decade,
    "century": op_century,
    "quarter": op_quarter,
    "first_months": op_first_months,
    "feast": op_feast,
}
