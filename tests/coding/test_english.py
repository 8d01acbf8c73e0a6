"""English dispatches give their events although no English model parses them; sport, trade and talk give none."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest
from coding_making import PUBLISHED, knowledge, make_articles, make_scene

from recoupe.coding.word_order import find_by_order
from recoupe.knowledge.event_types import load_event_types
from recoupe.knowledge.frames import Frame, load_frames
from recoupe.model import Reading
from recoupe.parsing.spacy_model import parse_articles
from recoupe.pipeline import read_article

FRAMES = load_frames("en")
CATCHES = [(frame, text) for frame in FRAMES.frames for text in frame.catches]
LEAVES = [(frame, text) for frame in FRAMES.frames for text in frame.leaves]

# text, type, mode, actors, recipients, place, killed, status
DISPATCHES = [
    ("Gunmen attacked an army post near Nara on Sunday.", "ASSAULT", None, "Gunmen", "army", "Nara", None, "asserted"),
    (
        "Three soldiers were killed near Nampala on Monday by suspected jihadists.",
        "ASSAULT",
        None,
        "jihadists",
        "Three soldiers",
        "Nampala",
        3,
        "asserted",
    ),
    (
        "Armed men abducted two drivers near Diema on Tuesday.",
        "ASSAULT",
        "abduct",
        "Armed men",
        "two drivers",
        "Diema",
        None,
        "asserted",
    ),
    (
        "Four drivers were kidnapped by militants near Kidira.",
        "ASSAULT",
        "abduct",
        "militants",
        "Four drivers",
        "Kidira",
        None,
        "asserted",
    ),
    (
        "Militants launched an attack on a convoy near Kayes.",
        "ASSAULT",
        None,
        "Militants",
        "convoy",
        "Kayes",
        None,
        "asserted",
    ),
    (
        "Police arrested five smugglers in Rosso on Monday.",
        "COERCE",
        "arrest",
        "Police",
        "five smugglers",
        "Rosso",
        None,
        "asserted",
    ),
    (
        "Mali and Senegal signed an agreement on transit in Kayes on Tuesday.",
        "AGREE",
        None,
        "Mali|Senegal",
        "",
        "Kayes",
        None,
        "asserted",
    ),
    (
        "Senegal and Mauritania held talks in Nouakchott on Monday.",
        "CONSULT",
        None,
        "Senegal|Mauritania",
        "",
        "Nouakchott",
        None,
        "asserted",
    ),
    (
        "The European Union imposed sanctions on Mali on Monday.",
        "SANCTION",
        None,
        "European Union",
        "Mali",
        "",
        None,
        "asserted",
    ),
    (
        "The African Union condemned the killing of two drivers.",
        "ACCUSE",
        "disapprove",
        "African Union",
        "",
        "",
        None,
        "asserted",
    ),
    ("JNIM released two hostages in Kidal on Sunday.", "RETREAT", "release", "JNIM", "", "Kidal", None, "asserted"),
    (
        "Senegal and Mauritania will begin joint patrols in Rosso in December.",
        "COOPERATE",
        None,
        "Senegal|Mauritania",
        "",
        "Rosso",
        None,
        "planned",
    ),
    ("Hundreds of traders protested in Kayes on Monday.", "PROTEST", "demo", "traders", "", "Kayes", None, "asserted"),
    ("The army deployed troops near Diboli on Tuesday.", "MOBILIZE", "troops", "army", "", "Diboli", None, "asserted"),
    ("Truckers went on strike in Dakar on Monday.", "PROTEST", "strike", "Truckers", "", "Dakar", None, "asserted"),
    ("Mauritania denied the accusations on Monday.", "REJECT", None, "Mauritania", "", "", None, "asserted"),
]

NOTHING = """
The striker attacked down the left wing in Dakar on Sunday.
Senegal attacked from the first minute of the match against Mali.
Mali beat Senegal by two goals in Bamako on Sunday.
The team were killed off by a late goal in Kayes.
A heart attack killed the former minister in Dakar.
The minister attacked the budget in a speech in Dakar.
Shares in the bank were seized on by investors in Dakar.
The talks strike a balance between traders and drivers.
The government must strike a balance between security and trade.
A cold wave struck the region of Kayes on Monday.
Flu attacks the lungs of children, a doctor in Kayes said.
The film about a kidnapping opened in Dakar on Friday.
His new album released in Dakar on Monday is a delight.
Tourists visited the museum in Saint-Louis on Sunday.
The bus stopped in Kidira for an hour on Monday.
Rain stopped the harvest near Kayes on Tuesday.
The company signed a lease on a warehouse in Dakar.
The club signed a striker from Mali on Monday.
Prices in Kayes rose by ten percent in October.
The president celebrated his birthday in Dakar on Sunday.
The ministry released a statement on fuel prices on Monday.
The ministry released figures on the harvest in Mali on Tuesday.
The river carried fishermen home near Rosso.
A trader in Kayes met the deadline on Monday.
The plan met the needs of farmers in Mali.
Wage talks between the union and the bank failed in Dakar.
The engine of the truck seized near Diema.
The patient seized the chance to leave Kayes.
The drought killed hundreds of cattle in Mali in May.
The news killed the mood at the market in Kayes.
The killing frost of January spared the farmers of Kayes.
Storms claimed a heavy toll on crops in Mali.
He claimed responsibility for the mistake in the accounts.
The author denied herself sleep to finish her novel in Dakar.
The crowd invaded the pitch at the stadium in Bamako.
Mali withdrew from the tournament in Dakar on Monday.
A customer withdrew money from a bank in Kayes on Monday.
The nurses were deployed to vaccinate children in Kayes on Monday.
The valley was under a blanket of fog in Kayes on Tuesday.
Farmers agreed that the harvest in Kayes was good.
Officials fear an attack on the convoy near Kayes.
The army trains to prevent an attack on convoys in Kayes.
The author visited her aunt in Dakar on Sunday.
The bomb squad of comedians drew laughter in Dakar.
A storm of protest greeted the new recipe of the cook in Dakar.
The match between Mali and Senegal was an ambush for the favourites.
Lions attacked the goal of the defenders in Dakar.
Cotton exports from Mali grew in October, the ministry said.
""".strip().splitlines()

STORY = """Rebels ambush convoy in western Mali

Militants attacked a fuel convoy near Diboli on Sunday, killing two drivers.

Two drivers were killed in the attack near Diboli on Sunday, the army said.

JNIM claimed responsibility for the attack on Monday. The African Union condemned the attack on Tuesday."""


@lru_cache(maxsize=1)
def readings() -> dict[str, Reading]:
    texts = [row[0] for row in DISPATCHES] + NOTHING + [STORY] + [text for _, text in LEAVES]
    articles = [replace(a, language="en") for a in make_articles(texts, PUBLISHED)]
    return {a.text: read_article(a, parse, knowledge()) for a, parse in parse_articles(articles)}


@lru_cache(maxsize=1)
def caught() -> dict[str, set[str]]:
    """The frames that see each of the catches."""
    articles = [replace(a, language="en") for a in make_articles(text for _, text in CATCHES)]
    scenes = {a.text: make_scene(a, parse) for a, parse in parse_articles(articles)}
    return {text: {m.trigger.frame.id for m in find_by_order(scene, FRAMES)} for text, scene in scenes.items()}


def names(rows: list[tuple[Frame, str]]) -> list[str]:
    return [f"{frame.id}: {text}" for frame, text in rows]


@pytest.mark.parametrize(("frame", "text"), CATCHES, ids=names(CATCHES))
def test_frame_catches(frame: Frame, text: str) -> None:
    assert frame.id in caught()[text]


@pytest.mark.parametrize(("frame", "text"), LEAVES, ids=names(LEAVES))
def test_frame_leaves(frame: Frame, text: str) -> None:
    assert not [(r.anchor.quote, r.explanation) for r in readings()[text].reports if r.type == frame.type]


@pytest.mark.parametrize("frame", FRAMES.frames, ids=lambda f: f.id)
def test_frame_is_complete(frame: Frame) -> None:
    """Words, a known type and mode, a claim of its own, and a sentence to catch and one to leave."""
    types = load_event_types()
    assert frame.verbs or frame.nouns
    assert frame.catches and frame.leaves
    assert frame.type in types
    assert frame.mode is None or frame.mode in {m.id for m in types[frame.type].modes}
    assert 0 < frame.alone < 0.9


@pytest.mark.parametrize(
    ("text", "kind", "mode", "actors", "recipients", "place", "killed", "status"),
    DISPATCHES,
    ids=[row[0] for row in DISPATCHES],
)
def test_dispatch(
    text: str, kind: str, mode: str | None, actors: str, recipients: str, place: str, killed: int | None, status: str
) -> None:
    """One report, with its fields; parties are compared by their ends, so that articles do not matter."""
    (report,) = readings()[text].reports
    assert (report.type, report.mode, report.status) == (kind, mode, status)
    for got, wanted in ((report.actors, actors), (report.recipients, recipients)):
        rows = wanted.split("|") if wanted else []
        assert len(got) == len(rows) and all(g.endswith(w) for g, w in zip(got, rows)), got
    assert (report.place or "") == place
    assert (report.killed.low if report.killed else None) == killed


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_happened(text: str) -> None:
    assert not [(r.type, r.anchor.quote, r.explanation) for r in readings()[text].reports]


def test_one_report_for_one_event() -> None:
    """The headline, the claim and «the attack» again are the same attack; what is said of it is another event."""
    reports = readings()[STORY].reports
    assert sorted(r.type for r in reports) == ["ACCUSE", "ASSAULT"]
    attack = next(r for r in reports if r.type == "ASSAULT")
    assert attack.place == "Diboli" and attack.killed and attack.killed.low == 2
    assert len(attack.mentions) >= 3
