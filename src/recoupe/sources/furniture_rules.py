"""The rules for what stands around an article, of all languages at once: a French page may end in «Read also»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from recoupe.knowledge.loader import HOME, Entry, KnowledgeError, load_entries
from recoupe.knowledge.outlets import load_outlets

Part = Literal["trailer", "appeal", "rights", "byline", "credit", "section"]
_WORD = r"[A-ZÀ-ÝŒ][\w'.-]*"
_PARTICLE = r"(?:de|du|des|la|le|el|al|ag|ould|mint|ben|bin|ibn|dit|van|von|der|d') ?"
_ONE_NAME = rf"{_WORD}(?: (?:{_PARTICLE}){{0,2}}{_WORD}){{1,4}}"
NAME = rf"{_ONE_NAME}(?:(?:,| et| and| &) {_ONE_NAME}){{0,3}}"
_ACRONYM = r"[A-Z][A-Z0-9]{1,6}"


class FurnitureRule(Entry, frozen=True, kw_only=True):
    """A pattern, the part of a page it tells, and the reason shown with what is removed."""

    part: Part
    pattern: str
    why: str
    cased: bool = False


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """`where` is the pattern ready to be matched at the start of a line or on all of it."""

    rule: FurnitureRule
    where: re.Pattern[str]


@lru_cache(maxsize=1)
def load_rules() -> dict[Part, tuple[CompiledRule, ...]]:
    """Rules by part, compiled; raises KnowledgeError that names a rule whose pattern is no regular expression."""
    found: dict[Part, list[CompiledRule]] = {}
    for path in sorted(HOME.glob("languages/*/furniture.yml")):
        for rule in load_entries(path, FurnitureRule):
            found.setdefault(rule.part, []).append(_compile(rule, str(path)))
    return {part: tuple(rules) for part, rules in found.items()}


def match_rule(part: Part, line: str, whole: bool = False) -> tuple[FurnitureRule, re.Match[str]] | None:
    """The first rule of the part that matches at the start of the line, or (`whole`) all of it."""
    for compiled in load_rules().get(part, ()):
        match = compiled.where.fullmatch(line) if whole else compiled.where.match(line)
        if match:
            return compiled.rule, match
    return None


def _compile(rule: FurnitureRule, path: str) -> CompiledRule:
    pattern = rule.pattern.replace("{name}", NAME).replace("{agency}", _agency())
    try:
        return CompiledRule(rule, re.compile(rf"(?:{pattern})", 0 if rule.cased else re.IGNORECASE))
    except re.error as error:
        raise KnowledgeError(f"{path}: {rule.id}: pattern: {error}") from error


@lru_cache(maxsize=1)
def _agency() -> str:
    """Names of agencies and broadcasters a page may credit, or any acronym."""
    outlets = [o for o in load_outlets().all if o.kind in ("agency", "radio", "broadcaster", "state broadcaster")]
    names = {name for o in outlets for name in (o.name, *o.names, *o.signatures)}
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return rf"(?:(?:{listed}|{_ACRONYM})(?!\w))"
