"""What an article says that can be checked: names, numbers, quotations, wording; the ground of all links.

Nothing here needs a perfect reading: the text alone is enough, and where there is no text (reports from a file)
the words of the reports stand in for it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from itertools import accumulate
from sys import intern
from zlib import crc32

from recoupe.knowledge.fiction import invention
from recoupe.knowledge.outlets import load_outlets
from recoupe.model import Article, Reading
from recoupe.recoup.actors import known_names
from recoupe.recoup.folding import WORD, fold, stem
from recoupe.recoup.lexicon import Lexicon, load_lexicon

SHINGLE = 5
SAMPLE = 4  # one shingle in four is kept: the same ones in every text
MAX_LETTERS = 60_000  # what is compared of one article; longer texts are bulletins or books
KEPT = 512  # facts of so many articles are remembered
FOOT_LETTERS = 2_000  # of a longer text, the foot where credits and signatures stand
_QUOTE = re.compile(r'"([^"]{3,800})"')
_NUMBER = re.compile(r"\d{1,3}(?:[ .,]\d{3})+(?![\d.])|\d+(?:[,.]\d+)?")
_SPACED = re.compile(r"^ ?[-'’]? ?$")
LONE_SCALES = (1e6, 1e9)  # "14 millions": the digits before carry the value
BODIES = ("armed:", "force:", "org:")
Token = tuple[int, int, str]
_PARTICLES = frozenset(["ag", "ould", "mint", "de", "du", "des", "d", "da", "al", "el", "ibn", "ben", "bin", "n'"])


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """`names` are folded capitalised words, grouped as they stand together; `numbers` values; `quotes` the stems of
    each direct quotation; `sketch` a sample of hashed runs of five words; `stems` the words that carry meaning."""

    article: str
    outlet: str | None
    moment: datetime | None
    has_hour: bool
    language: str
    length: int
    names: tuple[tuple[str, ...], ...]
    numbers: tuple[float, ...]
    quotes: tuple[tuple[str, ...], ...]
    sketch: array[int]
    stems: tuple[str, ...]
    credits: frozenset[str]
    credit_lines: frozenset[str]
    signature: str | None
    own_people: bool
    invented: bool | None


def find_facts(reading: Reading) -> Facts:
    """The facts of one article; what has a text needs nothing but the article for it."""
    return text_facts(reading.article) if reading.article.text else make_facts(reading)


@lru_cache(maxsize=KEPT)
def text_facts(article: Article) -> Facts:
    """Remembered: the neighbours of one article are those of the next on the same story, and of a decision on it."""
    return make_facts(Reading(article))


def make_facts(reading: Reading) -> Facts:
    lexicon = load_lexicon()
    text = article_words(reading)[:MAX_LETTERS]
    folded = fold(text)
    tokens = [(m.start(), m.end(), m.group()) for m in WORD.finditer(folded)]
    flat = [word for _, _, word in tokens]
    article = reading.article
    ends = article.text[:MAX_LETTERS] + "\n" + article.text[MAX_LETTERS:][-FOOT_LETTERS:]
    credits, credit_lines, signature = find_credits(ends, fold(ends), lexicon)
    credited = frozenset(outlet.house for span in article.credits for outlet in load_outlets().in_credit(span.quote))
    outlet_words = frozenset(WORD.findall(fold(article.outlet or "")))
    language = guess_language(flat, lexicon, article.language)
    bodies = find_bodies(text, language)
    ids = {intern(body) for _, _, body in bodies}
    return Facts(
        article=article.id,
        outlet=article.outlet,
        moment=find_moment(reading),
        has_hour=article.published_at is not None,
        language=language,
        length=len(flat),
        names=(*find_names(text, outside(tokens, bodies), lexicon, outlet_words), *((body,) for body in sorted(ids))),
        numbers=tuple(sorted(set(find_numbers(folded, tokens, lexicon)))),
        quotes=tuple(find_quotes(folded, lexicon)),
        sketch=array("Q", sorted(find_sketch(flat))),
        stems=tuple(sorted({intern(stem(w)) for w in flat if content_word(w, lexicon)} | ids)),
        credits=credits | credited,
        credit_lines=credit_lines | (credited - {signature}),
        signature=signature,
        own_people=any(p.search(folded) for p in lexicon.own),
        invented=invention(article),
    )


def article_words(reading: Reading) -> str:
    """The article's text without what was removed; without a text, the words of its reports and figures."""
    article = reading.article
    if not article.text:
        return "\n".join(report_words(reading))
    kept, at = [], 0
    for removed in sorted(reading.article.removed, key=lambda r: r.span):
        kept.append(article.text[at : removed.span.start])
        at = max(at, removed.span.end)
    kept.append(article.text[at:])
    text = "\n".join(kept)
    folded = fold(text)
    for pattern in load_lexicon().trailers:
        for match in reversed(list(pattern.finditer(folded))):
            text = text[: match.start()] + text[match.end() :]
            folded = folded[: match.start()] + folded[match.end() :]
    return text


def report_words(reading: Reading) -> Iterator[str]:
    """The words that reports, places and figures rest on, one line each."""
    for report in reading.reports:
        tolls = [c for c in (report.killed, report.wounded, report.abducted) if c and c.exact and c.low > 1]
        yield ", ".join(
            [
                report.anchor.quote,
                *report.actors,
                *report.recipients,
                report.place or "",
                report.attributed_to or "",
                *(f"{toll.low:.0f}" for toll in tolls),
            ]
        )
    yield from (place.place.name for place in reading.places)
    yield from (figure.span.quote for figure in reading.figures)


def find_moment(reading: Reading) -> datetime | None:
    """When the article came out, in UTC where its zone is known; noon where only the day is."""
    article = reading.article
    moment = article.published_at
    if moment is not None:
        plain, offset = moment.replace(tzinfo=None), moment.utcoffset()
        try:
            return plain - offset if offset else plain
        except OverflowError:  # the first or last hours of the calendar
            return plain
    return datetime.combine(article.published, time(12)) if article.published else None


def content_word(word: str, lexicon: Lexicon) -> bool:
    return len(word) > 2 and not word.isdigit() and word not in lexicon.common and word not in lexicon.numbers


def guess_language(flat: list[str], lexicon: Lexicon, given: str) -> str:
    """The language whose common words are most frequent; what was given when the text is too short to say."""
    sample = flat[:300]
    hits = {code: sum(w in common for w in sample) for code, common in lexicon.common_by_language.items()}
    best = max(sorted(hits), key=lambda code: hits[code], default=given)
    return best if hits.get(best, 0) >= 5 and hits[best] > hits.get(given, 0) else given


def find_bodies(text: str, language: str) -> list[tuple[int, int, str]]:
    """Start, end and id of armed groups, forces and organisations: JNIM, its Arabic and its French name are one."""
    straight = text.replace("’", "'")
    found = ((start, end, actor.id) for start, end, actor in known_names(straight, language))
    return [(start, end, name) for start, end, name in found if name.startswith(BODIES)]


def outside(tokens: list[Token], bodies: list[tuple[int, int, str]]) -> list[Token]:
    """The tokens that are part of none of the bodies' names."""
    inside = {at for start, end, _ in bodies for at in range(start, end)}
    return [token for token in tokens if token[0] not in inside] if inside else tokens


def find_names(text: str, tokens: list[Token], lexicon: Lexicon, outlet: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Capitalised words that stand together; one that merely opens a sentence does not count."""
    seen: set[tuple[str, ...]] = set()
    for run in _capital_runs(text, tokens):
        while len(run) > 1 and tokens[run[-1]][2] in _PARTICLES:
            run.pop()
        first = run[0]
        opens = _opens_sentence(text, tokens[first][0])
        if opens and (len(run) == 1 or tokens[first][2] in lexicon.common):
            run = run[1:]
        name = tuple(tokens[i][2] for i in run if tokens[i][2] not in lexicon.common and tokens[i][2] not in _PARTICLES)
        name = tuple(intern(word) for word in name if word not in outlet and len(word) > 1)
        if name and name not in seen:
            seen.add(name)
            yield name


def _capital_runs(text: str, tokens: list[Token]) -> Iterator[list[int]]:
    run: list[int] = []
    end = -1
    for i, (start, stop, word) in enumerate(tokens):
        capital = text[start].isupper()
        joined = bool(run) and len(text[end:start]) <= 3 and _SPACED.match(text[end:start]) is not None
        if joined and (capital or word in _PARTICLES):
            run.append(i)
        else:
            if run:
                yield run
            run = [i] if capital else []
        end = stop
    if run:
        yield run


def _opens_sentence(text: str, start: int) -> bool:
    at = start - 1
    while at >= 0 and text[at] in " \t'\"«“(\u00a0\u202f—–-":
        at -= 1
    return at < 0 or text[at] in ".!?:;\n…"


def find_numbers(folded: str, tokens: list[Token], lexicon: Lexicon) -> Iterator[float]:
    """Values of numbers in digits and in words; one is left out, it says too little."""
    last_end = -1
    for match in _NUMBER.finditer(folded):
        if match.start() < last_end:
            continue
        value, last_end = _digits_value(match.group()), match.end()
        parted = not folded[last_end : last_end + 1].isalnum()  # else it would walk through an endless word again
        following = WORD.match(folded, last_end + 1) if parted else None
        scale = lexicon.numbers.get(following.group(), 0) if following else 0
        if scale >= 1000:
            value *= scale
        if value > 1:
            yield value
    yield from _spelled(tokens, lexicon)


def _digits_value(digits: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[ .,]\d{3})+", digits):
        return float(re.sub(r"[ .,]", "", digits))
    return float(digits.replace(",", "."))


def _spelled(tokens: list[Token], lexicon: Lexicon) -> Iterator[float]:
    """Sums and products of number words that follow each other: «trois cent quarante» is 340."""
    total, current, end = 0.0, 0.0, -9
    for start, stop, word in [*tokens, (1 << 40, 1 << 40, "")]:
        value = lexicon.numbers.get(word)
        if value is None and word == "et" and current and start - end <= 1:
            end = stop
            continue
        if value is None or start - end > 1:
            if total + current > 1 and total + current not in LONE_SCALES:
                yield total + current
            total = current = 0.0
        if value is None:
            continue
        if value >= 1000 and current:
            total, current = total + current * value, 0.0
        elif (value >= 10 and current == 1) or (value == 100 and current < 10) or (value == 20 and current == 4):
            current = max(current, 1) * value
        else:
            current += value
        end = stop


def find_quotes(folded: str, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """The stems of each direct quotation of three content words or more."""
    for match in _QUOTE.finditer(folded):
        found = tuple(intern(stem(w)) for w in WORD.findall(match.group(1)) if content_word(w, lexicon))
        if len(found) >= 3:
            yield found


def find_sketch(flat: list[str]) -> set[int]:
    """A sample of the hashes of every five words in a row; texts that share wording share hashes."""
    whole = " ".join(flat).encode()
    starts = [0, *accumulate(len(word.encode()) + 1 for word in flat)]
    ends = [start - 1 for start in starts[SHINGLE:]] or [len(whole)]
    hashes = (crc32(whole[start:end]) for start, end in zip(starts, ends))
    return {h // SAMPLE for h in hashes if h % SAMPLE == 0}


def find_credits(text: str, folded: str, lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str], str | None]:
    """Agencies or outlets the article names as told or teller; those of its credit line; the agency that signs it."""
    told: set[str] = set()
    for pattern in lexicon.credits:
        told.update(_named(pattern.finditer(folded), text))
    lines: set[str] = set()
    signature = None
    for line in text.split("\n"):
        written = line.strip()
        if 2 <= len(written) <= 80:
            lowered = fold(written)
            for pattern in lexicon.credit_lines:
                lines.update(_named(pattern.finditer(lowered), written))
            for pattern in lexicon.signatures:
                match = pattern.search(written)
                signature = house_of(fold(match.group("who"))) if match else signature
    return frozenset(told | lines), frozenset(lines), signature


def _named(matches: Iterable[re.Match[str]], text: str) -> Iterator[str]:
    for match in matches:
        for group, value in match.groupdict().items():
            if value and text[match.start(group)].isupper():
                yield house_of(value.strip())


@lru_cache(maxsize=4096)
def house_of(who: str) -> str:
    """The publisher that a folded name or signature stands for; the name itself when it is not known."""
    known = load_outlets().by_signature(who.upper()) or load_outlets().by_name(who)
    return known.house if known else who
