"""What a form sent, as articles: files under names of our own in a folder of their own, and a pasted text."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from recoupe.model import Article, Problem
from recoupe.sources import InputOptions, read_inputs
from recoupe.sources.draft import Draft, UnreadableInput
from recoupe.sources.finish import finish_article
from recoupe.sources.options import MEGABYTE

MOST_FILES = 500
SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".json", ".jsonl", ".ndjson", ".gz"})
FEEDS = frozenset({".xml", ".rss", ".atom"})
NO_FEED = "this is a feed or other XML, not text: save it as .txt or .html"
LIMITS = InputOptions(file_bytes=20 * MEGABYTE, line_bytes=5 * MEGABYTE, unpacked_ratio=50)


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text with what its sender knows of it; empty fields are not known."""

    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""


@dataclass
class Upload:
    """Files kept until they are read; `names` are what their sender calls them."""

    folder: Path
    names: dict[str, str] = field(default_factory=dict)
    pasted: Pasted | None = None

    def keep_file(self, name: str, content: BinaryIO) -> None:
        """Under a number; of the sender's name only known suffixes are used."""
        suffixes = "".join(s for s in map(str.lower, Path(name).suffixes[-2:]) if s in SUFFIXES)
        path = self.folder / f"{len(self.names):04d}{suffixes}"
        with path.open("wb") as out:
            shutil.copyfileobj(content, out)
        self.names[str(path)] = file_name(name)

    @property
    def count(self) -> int:
        return len(self.names) + bool(self.pasted)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def new_upload() -> Upload:
    return Upload(Path(tempfile.mkdtemp(prefix="recoupe-add-")))


def file_name(name: str) -> str:
    """The last part of a path of any system, without characters that no name shows."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable())[:120] or "?"


def read_upload(upload: Upload) -> Iterator[Article | Problem]:
    """Every article, the pasted one first; what cannot be read as a Problem under its sender's name for it."""
    if upload.pasted:
        yield read_pasted(upload.pasted)
    feeds = {path for path, name in upload.names.items() if Path(name).suffix.lower() in FEEDS}
    for path in feeds:
        yield Problem("sources", NO_FEED, upload.names[path])
    for found in read_inputs([p for p in upload.names if p not in feeds], replace(LIMITS, today=date.today())):
        yield in_senders_words(found, upload.names)


def read_pasted(pasted: Pasted) -> Article | Problem:
    draft = Draft(
        text=pasted.text.replace("\r\n", "\n"),
        source="pasted",
        title=pasted.title,
        published=pasted.published or None,
        outlet=pasted.outlet or None,
        url=pasted.url or None,
        given_text=False,
    )
    try:
        article = finish_article(draft, replace(LIMITS, today=date.today()))
    except UnreadableInput as error:
        return Problem("sources", str(error), "pasted")
    return replace(article, outlet=pasted.outlet) if pasted.outlet else article


def in_senders_words(found: Article | Problem, names: dict[str, str]) -> Article | Problem:
    """Our paths mean nothing to anybody."""
    if isinstance(found, Problem):
        return renamed(found, names)
    problems = tuple(renamed(problem, names) for problem in found.problems)
    return replace(found, source=sender_name(found.source, names), problems=problems)


def renamed(problem: Problem, names: dict[str, str]) -> Problem:
    message = problem.message
    for path, name in names.items():
        message = message.replace(path, name)
    return replace(problem, message=message, source=sender_name(problem.source or "", names) or None)


def sender_name(source: str, names: dict[str, str]) -> str:
    """«0003.jsonl:12» is line 12 of what the sender calls it."""
    path = problem_path(source, names)
    return names[path] + source[len(path) :] if path else source


def problem_path(source: str, names: dict[str, str]) -> str:
    path, _, _line = source.rpartition(":")
    return next((known for known in (source, path) if known in names), "")
