"""RSS 2.0 of events: what came in last, told in a line, with words of at most 200 characters and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime
from xml.etree import ElementTree as Xml  # written only, nothing is parsed  # nosec B405

from recoupe.apps.brief.wording import Wording
from recoupe.apps.web.addresses import event_address
from recoupe.apps.web.events.rows import make_row
from recoupe.boards.values import Line

ATOM = "http://www.w3.org/2005/Atom"
QUOTE = 200
UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 does not allow


@dataclass(frozen=True, slots=True)
class Channel:
    """`home` is the desk's own address without a slash at its end; `page` and `own` lead on from it."""

    title: str
    about: str
    home: str
    page: str
    own: str


def write_feed(channel: Channel, lines: Sequence[Line], w: Wording) -> bytes:
    """The feed; lines are taken as they are, so give those that may be shown to others."""
    Xml.register_namespace("atom", ATOM)
    rss = Xml.Element("rss", version="2.0")
    made = Xml.SubElement(rss, "channel")
    add(made, "title", channel.title)
    add(made, "link", channel.home + channel.page)
    add(made, "description", channel.about)
    add(made, "language", w.language)
    add(made, "generator", "recoupe")
    days = [day for line in lines if (day := reported(line))]
    if days:
        add(made, "lastBuildDate", format_datetime(max(days)))
    Xml.SubElement(made, f"{{{ATOM}}}link", href=channel.home + channel.own, rel="self", type="application/rss+xml")
    for line in lines:
        made.append(make_item(line, channel.home, w))
    content: bytes = Xml.tostring(rss, encoding="utf-8", xml_declaration=True)
    return content


def make_item(line: Line, home: str, w: Wording) -> Xml.Element:
    item, row = Xml.Element("item"), make_row(line, w)
    address = home + event_address(line.id)
    place = f" – {row.place}" if row.place else ""
    fiction = f" ({w._('fiction')})" if row.fiction else ""
    add(item, "title", f"{row.headline}{place}{fiction}")
    add(item, "link", address)
    add(item, "guid", address, isPermaLink="true")
    day = reported(line)
    if day:
        add(item, "pubDate", format_datetime(day))
    add(item, "description", describe(line, w))
    for board in line.event.boards:
        add(item, "category", w.board(board))
    return item


def describe(line: Line, w: Wording) -> str:
    """When, where, how many, who says so, and their words."""
    row = make_row(line, w)
    border = w.border(line.event.border) if line.event.border else ""
    parts = [row.when, row.place, border, *row.tolls, *row.flags, row.origins, *(f.words for f in row.findings)]
    words = " · ".join(part for part in parts if part)
    if not row.quote:
        return words
    quote = row.quote if len(row.quote) <= QUOTE else row.quote[: QUOTE - 1] + "…"
    return f"{words}\n{w.quoted(quote)} ({row.outlet})"


def reported(line: Line) -> datetime | None:
    """The day of its newest article."""
    days = [quote.published for quote in line.quotes if quote.published]
    return datetime.combine(max(days), time(), UTC) if days else None


def add(parent: Xml.Element, name: str, words: str, **attributes: str) -> None:
    Xml.SubElement(parent, name, attributes).text = UNFIT.sub("\ufffd", words)
