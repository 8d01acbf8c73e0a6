"""What is wanted of each measure, and the best answer known before: the scale beside the figures of docs/QUALITY.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A measure in words, the least it should reach, and what others or a trivial answer reach."""

    what: str
    wanted: float | None = None
    beside: str = ""


SETS = ("dev", "theatre_dev")
TIMES = {
    "dev": Target("times, value, dev", 0.92, "HeidelTime .72, dateparser .48, two annotators .95"),
    "theatre_dev": Target("times, value, theatre_dev", 0.92, "HeidelTime .75, dateparser .48"),
    "train": Target("times, value, train"),
    "timebank": Target("times, value, French TimeBank", 0.90, "HeidelTime .90 (rules written on it), dateparser .51"),
}
PLACES = {
    "dev": Target("places located, dev, what ships", 0.85, "spaCy and first GeoNames hit .49, two annotators .96"),
    "theatre_dev": Target("places located, theatre_dev, what ships", 0.85, "spaCy and first GeoNames hit .60"),
    "train": Target("places located, train, what ships"),
}
IMPORTED = {
    "dev": Target("places located, dev, seven GeoNames files imported", 0.90, "spaCy and first GeoNames hit .49"),
    "theatre_dev": Target("places located, theatre_dev, seven GeoNames files imported"),
}
REPORTS = {
    "reports_untyped": {"all": Target("reports, untyped", 0.82, "two annotators .94; a plain regression .69")},
    "reports_typed": {"all": Target("reports, typed", 0.72, "two annotators .91; a plain regression .48")},
    "date": {"all": Target("date", 0.85, "two annotators .95")},
    "place": {
        "dev": Target("place", 0.75, "two annotators .87"),
        "theatre_dev": Target("place", 0.80, "two annotators .87"),
    },
    "tolls": {
        "dev": Target("tolls", 0.75, "two annotators .78"),
        "theatre_dev": Target("tolls", 0.80, "two annotators .78"),
    },
    "mode": {"all": Target("mode", None, "two annotators .87")},
    "actors": {"all": Target("actors", 0.85, "two annotators .97")},
    "recipients": {"all": Target("recipients", 0.75, "two annotators .95")},
    "not_asserted": {"all": Target("not asserted", 0.70, "two annotators 1.0")},
    "attributed": {"all": Target("attributed", 0.65, "two annotators .76")},
    "background": {
        "dev": Target("background", 0.75, "two annotators 1.0"),
        "theatre_dev": Target("background", None, "two annotators 1.0"),
    },
}
PRECISION = Target("reports, typed, precision", 0.72)
FIGURES = Target("figures, dev and theatre_dev together", 0.65, "two annotators .80")
SPEAKERS = Target("speaker found, cue given, Sequoia frames", 0.75)
STANCE = {
    "negated": Target("negated events, French TimeBank", 0.80, "0 for silence"),
    "conditional": Target("conditional events, French TimeBank", 0.80, "0 for silence"),
}
ORIGINS = Target("pairs of one origin, lineage_dev", 0.88, "shingle containment .54")
EXACT = Target("bundles exact, of 12", 8, "shingle containment 1")
COPIES = Target("copies found (containment ≥ .95)", 0.99)
UNRELATED = Target("unrelated pairs linked, at most", 0.005)
MERGING = {
    "dev": Target("pairs of reports in one event, dev, gold reports given", 0.80, "same type, 5 km, 2 days: .55"),
    "theatre_dev": Target(
        "pairs of reports in one event, theatre_dev, gold reports given", 0.85, "same type, 5 km, 2 days: .42"
    ),
}
MERGING_OWN = {
    "dev": Target("pairs of reports in one event, dev, our own reports", 0.60),
    "theatre_dev": Target("pairs of reports in one event, theatre_dev, our own reports"),
}
FINDINGS = Target("findings, theatre_dev, gold reports given", 0.75, "always “missing” .40, always “vague” .45")
LABELS = Target("findings, invented pairs of values", 0.95)


def report_target(measure: str, name: str) -> Target:
    """The target of a measure of reports on a set."""
    return REPORTS[measure].get(name) or REPORTS[measure]["all"]
