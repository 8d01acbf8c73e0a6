"""Findings over whole events, grades, gains, families."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from recoup_making import reading, report

from recoupe.model import Event, Evidence, Finding, Origins, Report, Span
from recoupe.recoup.events import merge_reports
from recoupe.recoup.families import count_voices, family_of
from recoupe.recoup.gain import find_gains
from recoupe.recoup.grades import grade_claim

BASE: dict[str, Any] = {
    "place": "Gué-Salé",
    "when": "2031-05-02",
    "recipients": ("des piroguiers",),
    "mode": "firearms",
}


def told(groups: tuple[tuple[str, ...], ...], unsure: tuple[str, ...] = (), /, **tolls: Any) -> Event:
    """One event told by articles a, b, c … on following days, each with its fields."""
    readings = [
        reading(name, f"2031-05-{3 + n % 27:02}", report(name, 0, "ASSAULT", "tués", **(BASE | fields)))
        for n, (name, fields) in enumerate(tolls.items())
    ]
    [event] = merge_reports(readings, Origins(groups, unsure))
    return event


def finding(event: Event, field: str) -> Finding:
    return next(f for f in event.findings if f.field == field)


def pair(event: Event, field: str, one: str, other: str) -> str:
    return next(p.label for p in finding(event, field).pairs if set(p.articles) == {one, other})


def test_a_slip_on_one_line_is_no_conflict_with_the_others() -> None:
    event = told((("a",), ("b", "c")), a={"killed": (3, None)}, b={"killed": (4, None)}, c={"killed": 40})
    assert pair(event, "killed", "b", "c") == "copy_error"
    assert pair(event, "killed", "a", "c") == "copy_error"
    assert event.killed is not None and event.killed.low < 40


def test_a_slip_is_not_the_shown_value_even_when_copied_on() -> None:
    event = told((("a", "b", "c"),), a={"killed": 6}, b={"killed": 16}, c={"killed": 16})
    assert finding(event, "killed").label == "copy_error"
    assert pair(event, "killed", "b", "c") == "agreed"
    assert event.killed is not None and event.killed.low == 6


def test_copies_do_not_outvote_an_origin() -> None:
    event = told((("a", "b", "c"), ("d",), ("e",)), a={"killed": 4}, b={"killed": 4}, c={"killed": 4},
                 d={"killed": 6}, e={"killed": 6})  # fmt: skip
    assert event.killed is not None and event.killed.low == 6


def test_an_undetermined_article_counts_less() -> None:
    event = told((("a",), ("b",)), ("b",), a={"killed": 4}, b={"killed": 6})
    assert event.killed is not None and event.killed.low == 4


def test_one_report_is_single() -> None:
    event = told((("a",),), a={"killed": 4})
    assert {f.label for f in event.findings} == {"single"}


def test_compatible_bounds_are_never_in_conflict() -> None:
    event = told((("a",), ("b",), ("c",)), a={"killed": (3, None)}, b={"killed": (8, 12)}, c={"killed": 9})
    assert all(p.label != "conflict" for p in finding(event, "killed").pairs)


def test_why_names_the_rule_and_the_bounds() -> None:
    event = told((("a",), ("b",)), a={"killed": 4}, b={"killed": (6, None)})
    assert "low 4" in finding(event, "killed").why and "shown:" in finding(event, "killed").why


@pytest.mark.parametrize(
    ("groups", "unsure", "tolls", "shown", "why"),
    [
        pytest.param(
            (("a",), ("b",), ("c",)), (), (3, 3, 5), 3, "the value with the most established origins", id="established"
        ),
        pytest.param(
            (("a",), ("b",), ("c",)), ("a", "b", "c"), (3, 3, 5), 3, "the value with the most origins", id="unsure"
        ),
        pytest.param(
            (("a",), ("b",)), (), ((5, None), 6), 6, "of values with as many origins, the most exact", id="exact"
        ),
        pytest.param((("a", "b"),), (), (4, 5), 5, "of values with as many origins, the most recent", id="revised"),
        pytest.param((("a",), ("b",)), (), (4, 9), 9, "of values with as many origins, the most recent", id="conflict"),
    ],
)
def test_why_names_the_rule_that_decided(
    groups: Any, unsure: tuple[str, ...], tolls: tuple[Any, ...], shown: int, why: str
) -> None:
    event = told(groups, unsure, **{name: {"killed": toll} for name, toll in zip("abc", tolls, strict=False)})
    assert event.killed is not None and event.killed.low == shown
    assert f"shown: {why};" in finding(event, "killed").why


def test_values_keep_their_articles_and_words() -> None:
    values = finding(told((("a",), ("b",)), a={"killed": 4}, b={"killed": 4}), "killed").values
    assert [(v.articles, v.quote) for v in values] == [(("a", "b"), "tués")]


def test_the_words_of_a_day_are_those_of_time() -> None:
    when = Evidence(Span(0, 5, "jeudi"), "weekday")
    sample = report("a", 0, "ASSAULT", "tués", **BASE)
    [event] = merge_reports([reading("a", "2031-05-03", replace(sample, evidence={"date": when}))], Origins((("a",),)))
    assert finding(event, "from").values[0].quote == "jeudi"


def test_findings_of_many_articles_stay_few() -> None:
    names = {f"a{n:03}": {"killed": 4 + n % 2} for n in range(120)}
    event = told(tuple((name,) for name in names), **names)
    assert all(len(f.pairs) <= 1000 for f in event.findings)


def made(**fields: Any) -> Report:
    return report("a", 0, "ASSAULT", "tués", **fields)


@pytest.mark.parametrize(
    ("reports", "findings", "independent", "digit"),
    [
        pytest.param([made()], [], 0, 6, id="no origin established"),
        pytest.param([made()], [], 1, 3, id="one origin"),
        pytest.param([made(status="hedged")], [], 1, 4, id="one origin that hedges"),
        pytest.param([made(status="planned")], [], 2, 6, id="announced"),
        pytest.param([made(status="denied")], [], 1, 5, id="denied"),
        pytest.param([made(), made(status="denied")], [], 1, 5, id="asserted and denied"),
        pytest.param([made(), made()], [], 2, 1, id="two origins agree"),
        pytest.param([made(), made()], [Finding("killed", "conflict", ())], 2, 2, id="two origins disagree"),
    ],
)
def test_grade(reports: list[Report], findings: list[Finding], independent: int, digit: int) -> None:
    found, why = grade_claim(reports, findings, independent)
    assert found == digit and why


def test_gain_tells_what_each_article_added() -> None:
    first = reading("a", "2031-05-03", report("a", 0, "ASSAULT", "tués", **BASE, killed=4))
    second = reading("b", "2031-05-04", report("b", 0, "ASSAULT", "tués", **BASE, killed=6, attributed_to="le maire"))
    echo = reading("c", "2031-05-05", report("c", 0, "ASSAULT", "tués", **BASE))
    readings = [echo, second, first]
    gains = find_gains(readings, merge_reports(readings, Origins((("a", "b", "c"),))))
    assert [(g.what, g.field) for g in gains["a"]] == [("event", None)]
    assert {(g.what, g.field) for g in gains["b"]} == {("field", "attributed_to"), ("correction", None)}
    assert gains["c"] == ()


def test_families() -> None:
    assert family_of(None) is None and family_of("Radio Gué") == family_of("radio gué ")
    assert count_voices([["Radio Gué"], ["radio gué"], ["Le Large"]]) == 2
    assert count_voices([[None], [None]]) == 2
    assert count_voices([["Radio Gué", "Le Large"], ["Radio Gué"]]) == 2


@pytest.mark.parametrize(
    ("one", "other", "voices"),
    [
        ("Agence de nouvelles du lac", "ANL", 1),
        ("Agence de nouvelles du lac (agence fictive)", "anl", 1),
        ("Agence de nouvelles du lac", "ANF", 2),
        ("Radio Gué", "RG", 2),
    ],
)
def test_an_outlet_that_signs_with_its_initials_is_one_voice(one: str, other: str, voices: int) -> None:
    assert count_voices([[one], [other]]) == count_voices([[other], [one]]) == voices
