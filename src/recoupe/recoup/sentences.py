"""Every sentence in which cross-checking gives a reason, as data: English, with named parts.

Rooms that show reasons recognise these sentences and tell them in the reader's language; nothing here is put together
anywhere else. `merging.yml` holds the signs of merging, told the same way.
"""

from __future__ import annotations

SENTENCES = {
    # findings: what the values of a field amount to
    "agreed": "all that say it agree",
    "single": "one article alone says it",
    "conflict": "the values cannot both be true",
    "revision": "a later report brings it up to date",
    "scope": "the values speak of different parts",
    "vague": "one value is less exact than the other; both can be true",
    "missing": "some articles do not say it",
    "copy_error": "on one line of sources the value was miscopied",
    "strength": "one says it more strongly than the other",
    # … and which of them is shown
    "shown_only": "shown: the only value",
    "shown_no_slip": "shown: the only value that is no slip",
    "shown_corrected": "shown: the value that the outlet itself put in the place of the earlier one",
    "shown_conservative": "shown: the most conservative value",
    "shown_recent": "shown: the most recent value",
    "shown_established": "shown: the value with the most established origins",
    "shown_origins": "shown: the value with the most origins",
    "shown_exact": "shown: of values with as many origins, the most exact",
    "shown_last": "shown: of values with as many origins, the most recent",
    "bounds": "low {low}, best {best}, high {high}",
    "bounds_open": "low {low}, best {best}, high open",
    # grades of a claim
    "not_yet": "announced or supposed, it has not happened yet",
    "only_denied": "reported only to be denied",
    "one_denies": "one report denies what another asserts",
    "origins_agree": "{number} established origins agree",
    "origins_disagree": "{number} established origins tell it, but disagree on {fields}",
    "no_origin": "no origin is established: each article may go back to another",
    "not_vouched": "one established origin, which does not vouch for it",
    "source_named": "one established origin that names its source",
    "source_unnamed": "one established origin; no source is named",
    # links between articles
    "names_source": "names {name} as its source",
    "shares_wording": "shares {number} of its wording",
    "shares_quotes": "shares {number} quotation(s)",
    "shares_names": "shares the names {names}",
    "shares_numbers": "shares the numbers {numbers}",
    "slip": "has {number} where the other has {other}",
    "adds_nothing": "{number} of its words are the other's; it adds no name, number or quotation",
    "adds_own": "{number} of its words are the other's; of its own it has {names}",
    "adds_quotes": "{number} of its words are the other's; of its own it has {quotes} quotation(s)",
    # why two reports can never be one event
    "one_article": "one article tells of them apart",
    "one_invented": "one article is invented, the other is not",
    "other_kinds": "they are different kinds of event",
    "series_and_single": "one is a series, the other a single event",
    "other_targets": "the two series have different targets, or only one names its target",
    "days_apart": "they are days apart",
    "far_apart": "they are more than a hundred kilometres apart",
    # related events
    "same_series": "another series of the same kind",
    "has_single": "has this single event",
    "in_series": "belongs to this series",
    "is_answered": "is answered by",
    "answers": "answers",
    "ends_with": "ends with",
    "ends": "ends",
    # arithmetic of figures
    "levels_missing": "The two levels it stands between are not given.",
    "growth_fits": "Both levels and the growth are told together.",
    "growth_differs": "The levels give another growth.",
    "quotient": "{number} / {other} = {change}, said {claim}",
    "other_wholes": "They are shares of different wholes: {about} / {other_about}.",
    "same_whole": "Both are shares of the same whole.",
    "shares_exclude": "Two shares of the same whole exclude each other.",
    "two_shares": "{share}; {other_share}",
    "share_over": "over {number} %",
    "share_between": "{low} to {high} %",
    "share_given": "Part and whole stand in the sentence of the share.",
    "hundred": "{numbers} = 100 %",
    "shares_make_whole": "The shares of the sentence make the whole.",
    "adds_up": "The parts of the sentence add up.",
    "may_overlap": "The parts may overlap.",
    "may_lack": "Other parts may be left unsaid.",
    "sum": "{numbers} = {other}, said {claim}",
    "two_articles": "Two articles give it: {about}.",
    "same_number": "{number} = {other} {unit}",
    "other_number": "{number} ≠ {other} {unit}",
    # dates settled by other articles
    "inferred": "inferred: {reason}",
    "named_in_text": "named in the text",
    "same_event": "{outlet} tells the same event: {known}",
}


def say(sentence: str, **parts: object) -> str:
    """The sentence of that name with its parts."""
    return SENTENCES[sentence].format(**parts)
