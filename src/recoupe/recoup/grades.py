"""Grades: the Admiralty code, a letter for the outlet and a digit for the claim, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from recoupe.model import Finding, Grade, Report
from recoupe.recoup.sentences import say

UNJUDGED = "F"


def grade_event(
    reports: Sequence[Report],
    findings: Sequence[Finding],
    independent: int,
    outlets: Sequence[str | None],
    letters: Mapping[str, str] | None = None,
) -> Grade:
    """The letter is the best of the outlets' letters as the user set them, F by default."""
    known = letters or {}
    letter = min((known.get(outlet or "", UNJUDGED) for outlet in outlets), default=UNJUDGED)
    digit, why = grade_claim(reports, findings, independent)
    return Grade(letter, digit, why)


def grade_claim(reports: Sequence[Report], findings: Sequence[Finding], independent: int) -> tuple[int, str]:
    """1 needs two established origins that agree; 6 when nothing can be judged yet."""
    statuses = {report.status for report in reports}
    if statuses <= {"planned", "hypothetical"}:
        return 6, say("not_yet")
    if statuses == {"denied"}:
        return 5, say("only_denied")
    if "denied" in statuses:
        return 5 if independent < 2 else 4, say("one_denies")
    disputed = sorted(f.field for f in findings if f.label == "conflict")
    if independent >= 2 and not disputed:
        return 1, say("origins_agree", number=independent)
    if independent >= 2:
        return 2, say("origins_disagree", number=independent, fields=", ".join(disputed))
    if independent == 0:
        return 6, say("no_origin")
    if statuses == {"hedged"}:
        return 4, say("not_vouched")
    named = any(report.attributed_to for report in reports)
    return 3, say("source_named" if named else "source_unnamed")
