"""Findings explained: what a label means, by which rule values of that field are compared, and how one was chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recoupe.apps.reason_words import in_reader_words
from recoupe.apps.web.dossier.curtain import Curtain
from recoupe.apps.web.speech import Speech
from recoupe.model import Finding
from recoupe.recoup import labels
from recoupe.recoup.findings import RANK
from recoupe.recoup.sentences import SENTENCES

PAIRS = 12  # pairs of articles told one by one


def gettext(message: str) -> str:
    """Marks a sentence for the catalogue; it is looked up when it is told."""
    return message


MEANINGS = {
    "agreed": gettext("All who say it say the same."),
    "single": gettext("One article alone says it: there is nothing yet to hold it against."),
    "conflict": gettext("The values cannot both be true."),
    "revision": gettext("A later report brings the value up to date: that is no contradiction."),
    "scope": gettext(
        "The values speak of different parts: some of the victims, some of those who act, another source."
    ),
    "vague": gettext("One value is less exact than the other: both can be true."),
    "missing": gettext("In some articles it was not read; none says otherwise."),
    "copy_error": gettext("On one line of sources the value was miscopied: the numbers or days differ by a slip."),
    "strength": gettext("One says it more strongly than the other: asserted or with reserve, wished or decided."),
    "lone": gettext("One origin alone says it, in however many articles: nothing confirms it."),
    "unconfirmed": gettext("No origin that says it is established: they may all go back to one account."),
    "kinds": gettext(
        "The articles are read as different kinds of event; shown is what most of its reports are read as."
    ),
}
Rule = tuple[Callable[..., object], str]  # the function that compares, and the first line of its docstring
RULES: dict[str, Rule] = {
    "when": (
        labels.label_dates,
        gettext(
            "Days: a month that holds the day is vague; a swapped or slipped date on one line of sources is a slip."
        ),
    ),
    "place": (
        labels.label_places,
        gettext("Places: one that holds the other is vague; two that lie apart are a conflict, or a slip of the pen."),
    ),
    "actors": (
        labels.label_actors,
        gettext("Those who act: a state's forces against outlaws, or two different known groups, cannot both be true."),
    ),
    "recipients": (
        labels.label_recipients,
        gettext("Those concerned: numbers exchanged between nations are a slip; some of the others are another scope."),
    ),
    "status": (
        labels.label_status,
        gettext(
            "Asserted or hedged, wished or decided: a difference of strength; denied against asserted is a conflict."
        ),
    ),
    "attributed_to": (
        labels.label_sources,
        gettext("Who says it: other sources are another scope; a name misspelt on the same line is a copying error."),
    ),
}
TOLLS: Rule = (labels.label_tolls, gettext("Counts: bounds that can both be true are never a conflict."))
RULES |= {"killed": TOLLS, "wounded": TOLLS, "abducted": TOLLS}


@dataclass(frozen=True, slots=True)
class PairWords:
    """Two articles whose values differ, and in what way."""

    articles: tuple[str, str]
    label: str


@dataclass(frozen=True, slots=True)
class Explained:
    """`label` in a word, `meaning` in a sentence; by which `rule` values were compared, `why` this one is shown.

    `bounds` are the lowest, the shown and the highest count, where they differ.
    """

    label: str
    meaning: str
    rule: str = ""
    why: str = ""
    bounds: str = ""
    pairs: tuple[PairWords, ...] = ()
    more_pairs: int = 0


def explain_finding(field: str, label: str, findings: Sequence[Finding], w: Speech, curtain: Curtain) -> Explained:
    """What cross-checking says of a field, for those who never read a manual; `label` is the one shown."""
    if not findings:
        return Explained(w.label(label, field), w._(MEANINGS[label]))
    finding = gravest(findings)
    differing = (pair for pair in finding.pairs if pair.label not in ("agreed", "missing"))
    pairs = [PairWords(pair.articles, w.label(pair.label, field)) for pair in differing]
    rule = RULES.get(field)
    return Explained(
        w.label(label, field),
        w._(MEANINGS[label]),
        w._(rule[1]) if rule else "",
        curtain.words(in_reader_words(choice_of(finding), w.language)),
        in_reader_words(bounds_of(finding), w.language) if len(finding.values) > 1 else "",
        tuple(pairs[:PAIRS]),
        max(0, len(pairs) - PAIRS),
    )


def gravest(findings: Sequence[Finding]) -> Finding:
    """The finding with the gravest label."""
    order = (*RANK, "single")
    return min(findings, key=lambda finding: order.index(finding.label))


def choice_of(finding: Finding) -> str:
    """How the value shown was chosen: the reason without the sentence that tells the label, which stands beside it."""
    return finding.why.removeprefix(SENTENCES[finding.label]).removeprefix("; ")


def bounds_of(finding: Finding) -> str:
    """The part of the reason that tells the lowest, the shown and the highest count; empty for other fields."""
    start = SENTENCES["bounds"].partition("{")[0]
    return next((part for part in finding.why.split("; ") if part.startswith(start)), "")
