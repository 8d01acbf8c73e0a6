"""Growth, shares and sums: what agrees, what disagrees, and what nobody can check."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model import Count, Figure, Interval, Span
from recoupe.recoup.arithmetic import check_figures, half_step, rounded_range

Y23, Y24 = Interval.year(2023), Interval.year(2024)
SALES = "ventes de riz vers la côte"


def figure(quote: str, value: float | Count, at: int = 0, **more: object) -> Figure:
    """A figure of article "a" whose words begin at `at`; one sentence unless told otherwise."""
    count = value if isinstance(value, Count) else Count.exactly(value)
    whole = Figure(
        id=f"a#{at}", article="a", span=Span(at, at + len(quote), quote), count=count, unit="XOF", about=SALES,
        sentence=Span(0, 1, "S"),
    )  # fmt: skip
    return replace(whole, **more)  # type: ignore[arg-type]


NOW = figure("802,8 milliards", 802.8e9, 0, period=Y24)
THEN = figure("739 milliards", 739e9, 50, period=Y23)
GROWTH = figure("8,6 %", 8.6, 90, unit="%", kind="growth", period=Y24)


def verdicts(*figures: Figure) -> list[str]:
    return [check.verdict for check in check_figures(figures)]


def test_growth_that_fits() -> None:
    (check,) = check_figures([NOW, THEN, GROWTH])
    assert (check.verdict, check.figures) == ("agrees", ("a#90", "a#0", "a#50"))
    assert check.formula == "802.8 bn / 739 bn = +8.6%, said 8.6 %"


def test_growth_that_does_not() -> None:
    (check,) = check_figures([NOW, THEN, replace(GROWTH, count=Count.exactly(12.4))])
    assert check.verdict == "disagrees"


def test_the_order_of_the_text_does_not_matter() -> None:
    earlier = replace(THEN, span=Span(0, 13, "739 milliards"))
    later = replace(NOW, span=Span(50, 65, "802,8 milliards"))
    assert verdicts(later, GROWTH, earlier) == ["agrees"]


def test_a_fall_is_told_without_its_sign() -> None:
    assert verdicts(replace(NOW, period=Y23), replace(THEN, period=Y24), replace(GROWTH, count=Count.exactly(7.9))) == [
        "agrees"
    ]


UNCHECKED = [
    ("no levels", [GROWTH]),
    ("one level", [NOW, GROWTH]),
    ("levels of another unit", [replace(NOW, unit="t"), THEN, GROWTH]),
    ("levels of another sentence", [replace(NOW, sentence=Span(5, 6, "T")), THEN, GROWTH]),
    ("levels of another subject", [replace(NOW, about="prix du ciment importé"), THEN, GROWTH]),
    ("levels of one period", [replace(NOW, period=Y23), THEN, GROWTH]),
]


@pytest.mark.parametrize(("name", "figures"), UNCHECKED, ids=[n for n, _ in UNCHECKED])
def test_growth_without_its_parts(name: str, figures: list[Figure]) -> None:
    assert verdicts(*figures) == ["cannot be checked"]


def share(low: float, high: float | None, at: int, about: str = "ventes de riz vers la côte") -> Figure:
    return figure(f"{low} %", Count(low, high), at, unit="%", kind="share", about=about)


def test_more_than_half_and_over_55_percent_agree() -> None:
    assert verdicts(share(50, None, 0), share(55, None, 9)) == ["agrees"]


def test_shares_of_one_whole_exclude_each_other() -> None:
    assert verdicts(share(50, None, 0), share(31, 31, 9)) == ["disagrees"]


def test_shares_of_different_wholes_cannot_be_checked() -> None:
    assert verdicts(share(55, None, 0), share(21, 21, 9, "ensemble des ventes du pays entier")) == ["cannot be checked"]


def test_shares_of_unrelated_wholes_are_not_compared() -> None:
    assert verdicts(share(55, None, 0), share(21, 21, 9, "voix des électeurs")) == []


def test_part_and_whole_with_their_share() -> None:
    part, whole = figure("30 tonnes", 30, 0, unit="t"), figure("120 tonnes", 120, 20, unit="t")
    assert verdicts(part, whole, share(25, 25, 40)) == ["agrees"]
    assert verdicts(part, whole, share(40, 40, 40)) == ["disagrees"]


def test_shares_that_make_the_whole() -> None:
    row = [share(44, 44, 0, "riz"), share(38, 38, 9, "mil"), share(18, 18, 18, "sel")]
    assert verdicts(*row) == ["agrees"]
    assert verdicts(*row[:2], share(9, 9, 18, "sel")) == []


def test_sums() -> None:
    parts = [figure("30 sacs", 30, 0, unit="sacs"), figure("12 sacs", 12, 9, unit="sacs")]
    assert verdicts(*parts, figure("42 sacs", 42, 20, unit="sacs", kind="sum")) == ["agrees"]
    assert verdicts(*parts, figure("50 sacs", 50, 20, unit="sacs", kind="sum")) == ["cannot be checked"]


def test_two_articles_on_one_quantity() -> None:
    other = replace(NOW, id="b#0", article="b")
    assert verdicts(NOW, other) == ["agrees"]
    assert verdicts(NOW, replace(other, count=Count.exactly(790.1e9))) == ["disagrees"]
    assert verdicts(NOW, replace(other, period=Y23)) == []
    assert verdicts(NOW, replace(other, about="achats de ciment")) == []
    assert verdicts(NOW, replace(other, inherited=True)) == []


STEPS = [
    ("802,8 milliards", 802.8e9, 0.05e9),
    ("739 milliards", 739e9, 0.5e9),
    ("5.100", 5100, 0.5),
    ("5 100", 5100, 0.5),
    ("8,6 %", 8.6, 0.05),
    ("deux millions", 2e6, 0.0),
]


@pytest.mark.parametrize(("quote", "value", "step"), STEPS, ids=[s[0] for s in STEPS])
def test_rounding_follows_the_last_digit(quote: str, value: float, step: float) -> None:
    assert half_step(figure(quote, value)) == pytest.approx(step)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_growth_recomputed_from_its_own_levels_always_agrees(now: int, then: int) -> None:
    change = round(100 * (now / then - 1), 1)
    claim = replace(GROWTH, count=Count.exactly(change), span=Span(90, 90 + len(f"{change} %"), f"{change} %"))
    levels = [figure(str(now), now, 0, period=Y24), figure(str(then), then, 50, period=Y23)]
    assert verdicts(*levels, claim) == ["agrees"]


@given(st.floats(0.1, 1e12), st.one_of(st.none(), st.floats(0, 1e6)))
def test_ranges_hold_their_number(low: float, more: float | None) -> None:
    found = rounded_range(figure("12,5", Count(low, None if more is None else low + more)))
    assert found.low <= low <= found.high


@pytest.mark.parametrize(("invented", "checked"), [((), True), (("a", "b"), True), (("b",), False)])
def test_invented_figures_are_never_held_against_others(invented: tuple[str, ...], checked: bool) -> None:
    other = replace(NOW, id="b#0", article="b")
    assert bool(check_figures([NOW, other], invented)) is checked
