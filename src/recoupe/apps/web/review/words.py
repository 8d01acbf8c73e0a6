"""What waits, told in words: a title, and each reason as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from recoupe.apps.cli.problem_words import in_words
from recoupe.apps.web.deciding.decision_words import settled_words
from recoupe.apps.web.speech import Speech
from recoupe.boards.review import Kind, ReviewItem, Why
from recoupe.boards.values import Line
from recoupe.store.search import ArticleHit

Heads = Mapping[str, ArticleHit]
TITLE = 120


@dataclass(frozen=True, slots=True)
class Row:
    """An item of the queue in words; `board` gives it its colour, `when` and `where` may be empty."""

    id: str
    kind: Kind
    badge: str
    title: str
    when: str
    where: str
    reasons: tuple[str, ...]
    board: str = ""


def make_row(item: ReviewItem, line: Line | None, heads: Heads, w: Speech, kind: Kind | None = None) -> Row:
    """The words of an item; events come with the line that may be shown of them. `kind` is the one asked for."""
    kind = kind or item.kind
    reasons = tuple(reason_words(why, item, heads, w) for why in item.why)
    badge = kind_words(kind, w)
    if line is not None:
        event = line.event
        board = event.boards[0] if event.boards else ""
        return Row(item.id, kind, badge, w.headline(event), w.when(event), w.place(line), reasons, board)
    if item.decision is not None:
        day = w.day(item.decision.when.date())
        return Row(item.id, kind, badge, settled_words(item.decision, w), day, item.decision.who, reasons)
    head = heads.get(item.article)
    title, day, name = article_title(item.article, heads), article_day(head, w), outlet(item.article, heads)
    return Row(item.id, kind, badge, title, day, name, reasons)


def kind_words(kind: Kind, w: Speech) -> str:
    """The name of a kind, as filters and badges show it."""
    return {
        "unfit": w._("Decision that no longer fits"),
        "border": w._("New near the border"),
        "differ": w._("Reports differ"),
        "origin": w._("Origin not certain"),
        "place": w._("Not located"),
        "date": w._("Without date"),
        "score": w._("Read with doubt"),
    }[kind]


def reason_words(why: Why, item: ReviewItem, heads: Heads, w: Speech) -> str:
    """Why it waits, in a sentence."""
    if why.kind == "differ":
        return difference_words(why, w)
    if why.kind == "border":
        return w._("It is new and lies {km} from the border.").format(km=w.km(why.number or 0.0))
    if why.kind == "origin":
        return origin_words(item, heads, w)
    if why.kind == "unfit":
        trouble = in_words(item.trouble, w.language)
        return w._("This decision can no longer be applied: {why}").format(why=trouble)
    if why.kind == "place":
        place = item.event.place if item.event else ""
        return w._("“{place}” is named, but nobody knows where it lies.").format(place=place)
    if why.kind == "date":
        return w._("No article says when it happened.")
    return w._("It was read with little certainty ({percent} %).").format(percent=w.number(100 * (why.number or 0), 0))


def difference_words(why: Why, w: Speech) -> str:
    """Each field with what it is: «tués (révision), lieu (contradiction)»."""
    parts = dict.fromkeys(f"{w.field(f.field)} ({w.label(f.label, f.field)})" for f in why.findings)
    return w._("The reports differ: {what}.").format(what=", ".join(parts))


def origin_words(item: ReviewItem, heads: Heads, w: Speech) -> str:
    if item.link is None:
        return w._("Whether this article stands for an origin of its own is not certain.")
    other = item.link.earlier if item.link.later == item.article else item.link.later
    return w._("It may depend on “{title}”; that is not certain.").format(title=article_name(other, heads))


def article_title(name: str, heads: Heads) -> str:
    """The headline, else the id."""
    title = heads[name].title if name in heads else ""
    return (title if len(title) <= TITLE else title[:TITLE].rsplit(" ", 1)[0] + "…") or name


def outlet(name: str, heads: Heads) -> str:
    return (heads[name].outlet or "") if name in heads else ""


def article_name(name: str, heads: Heads) -> str:
    """The outlet with the headline, as far as they are known."""
    parts = (outlet(name, heads), article_title(name, heads))
    return " – ".join(part for part in parts if part)


def article_day(head: ArticleHit | None, w: Speech) -> str:
    return w.day(date.fromisoformat(head.published[:10])) if head and head.published else ""
