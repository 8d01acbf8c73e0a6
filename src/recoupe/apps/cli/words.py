"""Readings and events in words, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.i18n import _, ngettext
from recoupe.apps.reason_words import in_reader_words
from recoupe.model import Article, Count, DateCandidate, Event, Figure, Interval, Reading, Report


def reading_words(reading: Reading, explain: bool) -> str:
    """What one article says; with `explain` the words, rule and reason of every field."""
    article = reading.article
    rows = [f"{article.id}  {article.title or article.text[:60].strip()}", f"  {_dated(article)}"]
    rows += [f"  ? {_candidate(candidate)}" for candidate in article.candidates if not article.published]
    for report in reading.reports:
        rows.append(f"  * {report_words(report)}")
        if explain:
            rows += [f"      {line}" for line in _reasons(report)]
    rows += [f"  # {figure_words(figure)}" for figure in reading.figures]
    if not reading.reports and not reading.figures:
        rows += [f"  - {t.span.quote}: {interval_words(t.interval)}" for t in reading.times]
        rows += [f"  - {c.span.quote}: {count_words(c.count)} {c.unit}" for c in reading.counts]
    if explain:
        rows += [f"  / {_('not read')}: {r.span.quote[:70]!r} ({in_reader_words(r.why)})" for r in article.removed]
    rows += [f"  ! {in_words(problem.message)}" for problem in reading.problems]
    return "\n".join(rows) + "\n\n"


def _dated(article: Article) -> str:
    outlet = article.outlet or _("outlet unknown")
    day = article.published.isoformat() if article.published else _("no date")
    return f"{outlet}, {day} ({in_reader_words(article.published_from)})"


def _candidate(candidate: DateCandidate) -> str:
    quote = f" «{candidate.span.quote}»" if candidate.span else ""
    source, reason = in_reader_words(candidate.source), in_reader_words(candidate.reason)
    return f"{interval_words(candidate.interval)}: {source}, {reason}{quote}"


def _reasons(report: Report) -> Iterator[str]:
    for field, evidence in report.evidence.items():
        why = f" – {in_reader_words(evidence.why)}" if evidence.why else ""
        yield f"{field}: «{evidence.span.quote}» [{evidence.rule}]{why}"
    if report.explanation:
        yield report.explanation


def report_words(report: Report) -> str:
    """One report on one line: type, who to whom, where, when, tolls, status."""
    return _line(
        report.type, report.mode, report.actors, report.recipients, report.place, report.when, report, report.status
    )


def event_words(event: Event) -> str:
    """One event on one line, with its origins and articles."""
    place = event.place
    if event.border:
        place = f"{place or '?'} ({event.border.km:.1f} ± {event.border.plus_minus_km:.1f} km)"
    line = _line(event.type, event.mode, event.actors, event.recipients, place, event.when, event, event.status)
    origins = ngettext("{count} independent origin", "{count} independent origins", event.independent)
    articles = ngettext("{count} article", "{count} articles", len(event.articles))
    told = f"{origins.format(count=event.independent)}, {articles.format(count=len(event.articles))}"
    return f"{event.id}  {line}  [{told}]"


def _line(
    kind: str,
    mode: str | None,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    place: str | None,
    when: Interval | None,
    tolls: Report | Event,
    status: str,
) -> str:
    parts = [interval_words(when), kind + (f" {mode}" if mode else "")]
    if actors or recipients:
        parts.append(f"{', '.join(actors) or '?'} -> {', '.join(recipients) or '?'}")
    if place:
        parts.append(place)
    labels = {"killed": _("killed"), "wounded": _("wounded"), "abducted": _("abducted")}
    parts += [f"{count_words(getattr(tolls, name))} {label}" for name, label in labels.items() if getattr(tolls, name)]
    if status != "asserted":
        parts.append(status)
    return " | ".join(parts)


def figure_words(figure: Figure) -> str:
    period = f", {interval_words(figure.period)}" if figure.period else ""
    said = f" ({figure.attributed_to})" if figure.attributed_to else ""
    return f"{count_words(figure.count)} {figure.unit}: {figure.about}{period}{said}"


def interval_words(interval: Interval | None) -> str:
    if interval is None:
        return _("undated")
    first, last = interval.first.isoformat(), interval.last.isoformat()
    return first if first == last else f"{first}…{last}"


def count_words(count: Count) -> str:
    if count.high is None:
        return f"≥ {count.low:g}"
    return f"{count.low:.10g}" if count.low == count.high else f"{count.low:.10g}–{count.high:.10g}"
