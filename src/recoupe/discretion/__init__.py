"""What does not leave the desk: private persons, and where patrols and convoys are or will be.

One set of rules for exports, briefs, feeds and pages for others. `persons` says who is private, `movements` which
events are told at region level, `masks` takes names out of whatever words are shown.
"""

from recoupe.discretion.headlines import cover_unread, unread_names
from recoupe.discretion.masks import MASK, Masks, make_masks
from recoupe.discretion.movements import MOVEMENT_HOURS, is_movement, region_of
from recoupe.discretion.persons import is_private, spoken_names
from recoupe.discretion.sentences import event_sentences, sentence_bounds

__all__ = [
    "MASK",
    "MOVEMENT_HOURS",
    "Masks",
    "cover_unread",
    "event_sentences",
    "is_movement",
    "is_private",
    "make_masks",
    "region_of",
    "sentence_bounds",
    "spoken_names",
    "unread_names",
]
