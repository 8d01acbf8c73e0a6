"""Periods: two times that are the ends of one."""

from functools import lru_cache

import pytest
from coding_making import make_scenes

from recoupe.coding.scene import Scene

# sentence, the times an event of it may have
ROWS = [
    ("Entre décembre 2024 et février 2025, dix camions ont brûlé.", ["2024-12-01/2025-02-28"]),
    ("Le poste a été fermé de mars à juin 2025.", ["2025-03-01/2025-06-30"]),
    ("En mai 2024 et en octobre 2024, le ministre est venu.", ["2024-05-01/2024-05-31", "2024-10-01/2024-10-31"]),
    ("Les ministres se sont vus le 3 novembre 2025 et le 4 novembre 2025.", ["2025-11-03/2025-11-04"]),
    ("Des marches ont eu lieu samedi et dimanche à Kayes.", ["2025-11-08/2025-11-09"]),
    ("Des marches ont eu lieu vendredi et dimanche à Kayes.", ["2025-11-07/2025-11-07", "2025-11-09/2025-11-09"]),
    ("L'accord de 2019 a été revu en 2024.", ["2019-01-01/2019-12-31", "2024-01-01/2024-12-31"]),
]


@lru_cache(maxsize=1)
def scenes() -> dict[str, Scene]:
    return make_scenes([row[0] for row in ROWS])


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_times_of_a_sentence(text: str, expected: list[str]) -> None:
    times = [time.interval for time in scenes()[text].times.get(0, ())]
    assert [f"{i.first}/{i.last}" for i in times if i] == expected
