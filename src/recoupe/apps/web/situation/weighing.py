"""The weights of all events at once, from the columns that the desk keeps in memory."""

from __future__ import annotations

from datetime import date

import numpy as np

from recoupe.boards.weight import weigh
from recoupe.model import Situation
from recoupe.store.columns import NOWHERE, EventColumns, Floats, Mask


def weigh_events(columns: EventColumns, today: date, situation: Situation, near: bool = True) -> Floats:
    """The weight of every event, in the order of the columns; without nearness where places are held back."""
    numbers = columns.numbers
    recalled = columns.codes["background"] == columns.names["background"].get("yes", NOWHERE - 1)
    return weigh(
        killed=numbers["killed"],
        wounded=numbers["wounded"],
        abducted=numbers["abducted"],
        origins=numbers["independent"],
        km=numbers["km"] if near else np.nan,
        age_days=np.where(columns.first > 0, today.toordinal() - columns.last, np.nan),
        recalled=recalled,
        far_km=max(situation.alert_km, default=100.0),
    )


def weightiest_keys(columns: EventColumns, weights: Floats, mask: Mask, most: int) -> list[int]:
    """Keys of the weightiest events of the mask, the first of them first."""
    chosen = np.flatnonzero(mask)
    order = np.lexsort((-columns.keys[chosen], -weights[chosen]))[:most]
    return [int(key) for key in columns.keys[chosen[order]]]
