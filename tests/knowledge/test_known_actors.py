"""Names lead to actors, offices to their holders on the day, and a wrong key in a file to a clear stop."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from recoupe.knowledge.actors import ACTORS, load_actors
from recoupe.knowledge.loader import KnowledgeError

KNOWN = load_actors()
NAMES = [
    ("JNIM", "armed:jnim"),
    ("GSIM", "armed:jnim"),
    ("Groupe de soutien à l'islam et aux musulmans", "armed:jnim"),
    ("Cedeao", "org:ecowas"),
    ("ECOWAS", "org:ecowas"),
    ("Alliance des États du Sahel", "org:aes"),
    ("État islamique au Grand Sahara", "armed:isgs"),
    ("Aqmi", "armed:aqim"),
    ("Etats-Unis", "state:USA"),
    ("Mali", "state:MLI"),
    ("Assimi Goita", "person:assimi-goita"),
]


@pytest.mark.parametrize(("words", "wanted"), NAMES, ids=[n for n, _ in NAMES])
def test_a_name_leads_to_its_actor(words: str, wanted: str) -> None:
    assert [a.id for a in KNOWN.find(words)] == [wanted]


@pytest.mark.parametrize("words", ["jnim", "onu", "Jordan", "Chad", "mali", ""])
def test_case_and_language_of_a_name_count(words: str) -> None:
    assert KNOWN.find(words) == ()


HOLDERS = [
    ("president", "SEN", date(2024, 3, 1), "person:macky-sall"),
    ("president", "SEN", date(2025, 3, 1), "person:bassirou-diomaye-faye"),
    ("president", "MLI", date(2019, 6, 1), "person:ibrahim-boubacar-keita"),
    ("president", "MLI", date(2025, 6, 1), "person:assimi-goita"),
    ("defence_minister", "SEN", date(2025, 11, 1), "person:birame-diop"),
    ("head", "org:un", date(2020, 1, 1), "person:antonio-guterres"),
    ("leader", "armed:jnim", date(2020, 1, 1), "person:iyad-ag-ghali"),
    ("prime_minister", "MLI", date(2017, 1, 1), None),
    ("president", "SEN", None, None),
]


@pytest.mark.parametrize(("office", "country", "on", "wanted"), HOLDERS, ids=[f"{o} {c} {d}" for o, c, d, _ in HOLDERS])
def test_an_office_has_the_holder_of_the_day(office: str, country: str, on: date | None, wanted: str | None) -> None:
    found = KNOWN.holder(office, country, on)
    assert (found.id if found else None) == wanted


def test_every_state_has_a_government_an_army_and_police() -> None:
    for code in KNOWN.iso3.values():
        assert {f"state:{code}", f"gov:{code}", f"mil:{code}", f"cop:{code}"} <= set(KNOWN.by_id)


def test_names_found_by_another_name_are_the_same_actor() -> None:
    text = "Les FAMa et l'armée avancent."
    assert [a.id for _, _, a in KNOWN.scan(text)] == ["mil:MLI"]


def test_the_longest_name_is_taken() -> None:
    text = "Al-Qaïda au Maghreb islamique et le Conseil de sécurité de l'ONU"
    assert [a.id for _, _, a in KNOWN.scan(text)] == ["armed:aqim", "org:unsc"]


def test_offices_do_not_overlap_by_more_than_the_month_of_change() -> None:
    """In one month an office may have two holders; in no whole month in between."""
    clashes = []
    for (office, place), rows in KNOWN._holders.items():
        if office in ("envoy", "opposition", "leader"):
            continue
        for at, (one, first) in enumerate(rows):
            for other, second in rows[at + 1 :]:
                late, soon = max(one.since, other.since), min(one.until or date.max, other.until or date.max)
                if first is not second and (soon - late).days > 31:
                    clashes.append((office, place, first.id, second.id))
    assert clashes == []


def test_an_unknown_key_stops_the_load_with_file_entry_and_key(tmp_path: Path) -> None:
    for name in ("states", "armed", "forces", "institutions", "press", "holders"):
        (tmp_path / f"{name}.yml").write_text("", encoding="utf-8")
    (tmp_path / "armed.yml").write_text("- {id: armed:x, names: [X], colour: red}", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"armed\.yml: armed:x: .*colour"):
        load_actors(tmp_path)


def test_every_file_of_actors_states_its_licence() -> None:
    for path in ACTORS.glob("*.yml"):
        assert "Apache-2.0" in path.read_text(encoding="utf-8")[:1500], path.name
