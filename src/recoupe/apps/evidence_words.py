"""Sentences by which reading and coding tell why words were taken for a day, a place or a party, for the catalogues."""

from __future__ import annotations

from collections.abc import Iterator

UNITS = ("days", "weeks", "months", "years", "decades", "centuries")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVIDENCE = (
    "belongs here with {number}",
    "stands as subject",
    "stands as object",
    "stands as agent",
    "stands as outer",
    "stands as none",
    "stands as {words}",
    "“{words}”",
    "told in another sentence",
    "took those who are free now",
    "the day of these words, answers it: until publication",
    "the day of these words, told in the same scene",
    "the day of these words, told of that attack",
    "the day of these words, told together",
    "the day of these words, agreed on there",
    "the day of these words, said or done there",
    "what is told of that day came so many days later",
    "so many days after these words",
    "the day of these words, told with it",
    "the day of these words, told with a time of day",
    "named together before a joint deed",
    "claims it",
    "where the meeting was",
    "on the soil of that country",
    "the country of those who act at home",
    "the country behind that border",
    "the country that is struck",
    "where the deed told before it was done",
    "opens a sentence before",
    "meant by a word for a place told before",
    "told of what happened",
    "opens the sentence that the page breaks",
    "the time that was told before it",
    "told again with a finer place",
    "the capital, by that word",
    "the country the article is set in",
    "in the headline of an article that tells of few other places",
    "the seat of those who decided it",
    "where the speaker was",
    "the country that the embargo is on",
    "the only town of its sentence",
)
DAYS = (
    "dated in full",
    "in digits",
    "the last one up to publication",
    "the day of publication",
    "its clause looks back",
    "nights are told afterwards",
    "its clause looks ahead",
    "its clause does not look back",
    "the one of the publication day",
    "the last one before publication",
    "the next one: its clause looks ahead",
    "near ahead, long past otherwise",
    "the next one",
    "the nearest",
    "the nearest: a term is set",
    "the last such days up to publication",
    "the days of this week",
    "a decade",
    "a century",
    "since the start of the year",
    "two years named",
    "months of a year",
    "Saturday and Sunday",
    "the date named before",
    "the day named just before",
    "the day of its clause",
    "of the year of publication",
    "in the month named before",
    "in the year named before",
    "follows the day told before it",
    "about, ± {number} %",
    "the article gives the year of this day elsewhere",
    "with a half",
    "the nearest year in which the weekday fits",
    "the nearest month in which the weekday fits",
    "the year of the date it is listed with",
    "the year of the date before it",
    "stands between two dated neighbours",
    "a movable feast",
    "the day an event is named after",
    "counts from a day the text does not give",
    "counts from a year the text does not give",
    "counts from the day of publication, which is not known",
    "it was a {weekday}, not a {other_weekday}: the date is kept",
)


def evidence_patterns() -> tuple[str, ...]:
    """Every sentence, with those that differ by a unit of time."""
    return (*EVIDENCE, *DAYS, *WEEKDAYS, *counted_patterns())


def counted_patterns() -> Iterator[str]:
    """«-3 days from publication», "the start of the week", "some months"."""
    for unit in UNITS:
        for since in ("publication", "{day}", "the event's day", "the day named before"):
            yield f"{{number}} {unit} from {since}"
        yield f"{{number}} {unit} up to publication"
        yield f"some {unit}"
        yield f"a reasonable stretch of {unit}"
    for unit in ("week", "month", "year", "decade", "century"):
        yield f"the {unit} of publication"
        yield f"the {unit} of publication {{number}}"
    for part in ("start", "mid", "end"):
        yield from (f"the {part} of the {unit}" for unit in ("week", "month", "year"))
