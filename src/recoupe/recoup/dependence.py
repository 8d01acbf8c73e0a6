"""Does one article draw on another? The evidence for and against, and what it amounts to, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from recoupe.recoup.facts import Facts
from recoupe.recoup.families import family_of, initials_of
from recoupe.recoup.folding import fold, stem, words
from recoupe.recoup.lexicon import load_lexicon
from recoupe.recoup.sentences import say

SLACK = timedelta(hours=3)  # clocks and time zones disagree by that much
OWN_LIMIT = 2.25  # so much of one's own is noise: a misread name, a slip
OWN_SHARE = 0.36  # above this share of own facts an article stands on its own feet
COPY = 0.45  # share of sampled five-word runs that makes a copy
CLOSE = 0.34  # share of content words that makes a rewrite rather than an echo
ECHO = 0.045  # below this the two articles merely share a subject
PART = 4.0  # so much shared weight makes a source one of two
LEAST_WORDS = 12  # a text of fewer content words proves little
PERSON, WORD, QUOTE, NUMBER, PEOPLE = 2.0, 1.0, 1.0, 0.5, 1.0  # weights of own facts


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """The sets that comparisons need, made when needed and forgotten."""

    vocabulary: frozenset[str]
    roots: frozenset[str]
    numbers: frozenset[float]
    sketch: frozenset[int]
    names: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=2048)
def view(facts: Facts) -> View:
    return View(
        vocabulary=frozenset(facts.stems),
        roots=frozenset(short[:4] for short in facts.stems),
        numbers=frozenset(facts.numbers),
        sketch=frozenset(facts.sketch),
        names=tuple(telling_names(facts)),
    )


@lru_cache(maxsize=1024)
def longer_stems(vocabulary: frozenset[str]) -> dict[str, list[str]]:
    """The stems of five letters or more by their first three."""
    opened: dict[str, list[str]] = defaultdict(list)
    for short in vocabulary:
        if len(short) >= 5:
            opened[short[:3]].append(short)
    return opened


def share_enough(later: Facts, earlier: Facts) -> bool:
    """The two share enough words, or enough wording, for a closer look to be worth its time."""
    mine, theirs = view(later), view(earlier)
    if len(mine.vocabulary & theirs.vocabulary) >= ECHO * max(LEAST_WORDS, len(mine.vocabulary)):
        return True
    return len(mine.sketch & theirs.sketch) >= COPY * max(1, len(mine.sketch))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against «`later` draws on `earlier`»."""

    shared_names: tuple[str, ...]
    own_names: tuple[str, ...]
    shared_numbers: tuple[float, ...]
    own_numbers: tuple[float, ...]
    slips: tuple[tuple[float, float], ...]
    shared_quotes: int
    own_quotes: int
    wording: float
    coverage: float
    credited: str | None
    translated: bool
    own_people: bool
    own: float
    shared: float

    @property
    def own_share(self) -> float:
        return self.own / (self.own + self.shared) if self.own + self.shared else 0.0

    @property
    def stands_alone(self) -> bool:
        """It brings names, numbers or quotations of its own that the other lacks."""
        limit = OWN_LIMIT + 2 * self.translated
        return self.own > limit and self.own_share > OWN_SHARE


def weigh(later: Facts, earlier: Facts) -> Evidence:
    """Hold the facts of one article against those of another."""
    mine, theirs = view(later), view(earlier)
    translated = later.language != earlier.language
    own_names, shared_names = _split_names(mine, theirs)
    shared_numbers = tuple(sorted(n for n in mine.numbers & theirs.numbers if n > 2))
    own_numbers, slips = _split_numbers(mine, theirs)
    shared_quotes, own_quotes = _split_quotes(later, theirs, translated)
    own = sum(PERSON if " " in name else WORD for name in own_names)
    own += QUOTE * own_quotes + NUMBER * len(own_numbers) + PEOPLE * later.own_people
    shared = sum(PERSON if " " in name else WORD for name in shared_names)
    shared += QUOTE * shared_quotes + NUMBER * len(shared_numbers)
    return Evidence(
        shared_names=shared_names,
        own_names=own_names,
        shared_numbers=shared_numbers,
        own_numbers=own_numbers,
        slips=slips,
        shared_quotes=shared_quotes,
        own_quotes=own_quotes,
        wording=len(mine.sketch & theirs.sketch) / max(1, len(mine.sketch)),
        coverage=len(mine.vocabulary & theirs.vocabulary) / max(LEAST_WORDS, len(mine.vocabulary)),
        credited=_credited(later, earlier),
        translated=translated,
        own_people=later.own_people,
        own=own,
        shared=shared,
    )


def telling_names(facts: Facts) -> Iterator[tuple[str, ...]]:
    """The words of each name, once; names half the press uses, and credits, are none."""
    generic = load_lexicon().generic
    names = (tuple(word for word in name if word not in generic and word not in facts.credits) for name in facts.names)
    yield from dict.fromkeys(name for name in names if name)


def _split_names(mine: View, theirs: View) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names the other lacks, and names it has."""
    own: list[str] = []
    shared: list[str] = []
    for name in mine.names:
        known = sum(_knows(word, theirs, strict=len(name) > 1) for word in name)
        (shared if known * 2 >= len(name) else own).append(" ".join(name))
    return tuple(_fresh(own)), tuple(shared)


def _fresh(names: Iterable[str]) -> Iterator[str]:
    """Names that bring a word which no earlier name brought: «Awa Diallo», later «Diallo», is one name."""
    seen: set[str] = set()
    for name in names:
        words = set(name.split())
        if words - seen:
            yield name
        seen |= words


def _knows(word: str, theirs: View, strict: bool) -> bool:
    """The other text has the word, a word of its family («Mali», «Malien»), or the word with one letter slipped."""
    if ":" in word:
        return word in theirs.vocabulary
    short = stem(word)
    if short in theirs.vocabulary or (not strict and len(word) >= 4 and word[:4] in theirs.roots):
        return True
    near = longer_stems(theirs.vocabulary).get(word[:3], ()) if len(word) >= 6 else ()
    return any(Levenshtein.distance(other, short, score_cutoff=1) <= 1 for other in near)


def _split_numbers(mine: View, theirs: View) -> tuple[tuple[float, ...], tuple[tuple[float, float], ...]]:
    """Numbers of one's own, and those that look like a slip of one of the other's."""
    own, slips = [], []
    for number in sorted(mine.numbers - theirs.numbers):
        source = next((n for n in slip_sources(number) if n > 2 and n in theirs.numbers), None)
        if source is not None:
            slips.append((number, source))
        elif number >= 10 and not 1990 <= number <= 2040:
            own.append(number)
    return tuple(own), tuple(slips)


def slip_sources(number: float) -> tuple[float, ...]:
    """The numbers of which this one may be a slip: a digit too many or too few."""
    scaled = (number / 10, number * 10, number / 100, number * 100, number / 1000, number * 1000)
    return (*scaled, number - 10) if 12 <= number < 20 else scaled


def looks_slipped(number: float, source: float) -> bool:
    """40 for 4, 16 for 6, 30,000 for 300,000, 51,000 for 5,100."""
    return min(number, source) >= 2 and any(abs(source - n) < 1e-6 * source for n in slip_sources(number))


def _split_quotes(later: Facts, theirs: View, translated: bool) -> tuple[int, int]:
    """Direct quotations whose words the other has, and those it has not; words do not compare across languages."""
    if translated:
        return 0, 0
    shares = [sum(s in theirs.vocabulary for s in quote) / len(quote) for quote in later.quotes]
    return sum(share >= 0.8 for share in shares), sum(share <= 0.4 for share in shares)


def _credited(later: Facts, earlier: Facts) -> str | None:
    """The later article's credit line names the agency or outlet of the earlier one."""
    outlet = {
        *words(earlier.outlet or ""),
        fold(earlier.outlet or "").strip(),
        family_of(earlier.outlet),
        initials_of(earlier.outlet),
    }
    for who in sorted(later.credits):
        if who == later.signature:
            continue
        if who == earlier.signature or who in outlet or (who in earlier.credits and not _borrows(earlier, who)):
            return who
    return None


def _borrows(facts: Facts, who: str) -> bool:
    return who in facts.credit_lines


def likelihood(evidence: Evidence, earlier: Facts) -> float:
    """How likely the later article draws on the earlier, 0..1; 0 when it stands alone or they share too little."""
    if evidence.wording >= COPY:
        return 0.9 + 0.1 * evidence.wording
    if evidence.stands_alone or evidence.coverage < ECHO:
        return 0.0
    doubt = 1.0
    doubt *= 1 - min(0.8, max(0.0, evidence.coverage - ECHO) * 1.4)
    doubt *= 1 - (0.5 if evidence.credited else 0.0)
    doubt *= 1 - min(0.5, evidence.wording)
    doubt *= 1 - min(0.5, 0.2 * evidence.shared_quotes)
    doubt *= 1 - min(0.4, 0.1 * sum(" " in name for name in evidence.shared_names))
    doubt *= 1 - min(0.4, 0.08 * len(evidence.shared_numbers))
    doubt *= 1 - min(0.3, 0.1 * len(evidence.slips))
    doubt *= 0.97 if earlier.signature or earlier.credits else 1.0
    return (1 - doubt) * (1 - 0.6 * evidence.own_share)


def contributes(evidence: Evidence) -> bool:
    """The later article shares enough with the earlier to owe it part of what it tells."""
    return evidence.shared >= PART and not evidence.translated and evidence.wording < COPY


def blends(one: Evidence, other: Evidence) -> bool:
    """Either source explains names or numbers the other does not, and together they explain nearly everything."""
    left = set(one.own_names) & set(other.own_names)
    own = sum(PERSON if " " in name else WORD for name in left)
    own += NUMBER * len(set(one.own_numbers) & set(other.own_numbers)) + QUOTE * min(one.own_quotes, other.own_quotes)
    enough = own <= OWN_LIMIT and own <= OWN_SHARE * (own + max(one.shared, other.shared))
    return enough and _alone(one, other) >= PART - 1 and _alone(other, one) >= PART - 1


def _alone(one: Evidence, other: Evidence) -> float:
    """The weight of the names and numbers that only this source explains."""
    names = set(one.shared_names) - set(other.shared_names)
    numbers = [n for n in one.shared_numbers if n not in other.shared_numbers and n >= 10]
    return sum(PERSON if " " in name else WORD for name in names) + NUMBER * len(numbers)


def settled(evidence: Evidence) -> bool:
    """The dependence rests on more than resemblance: shared wording, a credit, quotations, several exact numbers."""
    numbers = sum(n >= 10 for n in evidence.shared_numbers)
    return bool(
        evidence.wording >= 0.2
        or evidence.credited
        or evidence.shared_quotes
        or (evidence.coverage >= CLOSE and numbers >= 2)
        or (evidence.translated and numbers >= 2 and evidence.shared >= 8)
        or (len(evidence.slips) >= 1 and evidence.coverage >= CLOSE)
        or (evidence.coverage >= 0.55 and len(evidence.shared_numbers) >= 2)
    )


def explain(evidence: Evidence) -> tuple[str, tuple[str, ...]]:
    """The kind of dependence and the reasons, in words a reader can check."""
    why = []
    if evidence.credited:
        why.append(say("names_source", name=evidence.credited.upper()))
    if evidence.wording >= 0.05:
        why.append(say("shares_wording", number=f"{evidence.wording:.0%}"))
    if evidence.shared_quotes:
        why.append(say("shares_quotes", number=evidence.shared_quotes))
    if evidence.shared_names:
        why.append(say("shares_names", names=", ".join(map(spoken, evidence.shared_names[:6]))))
    if evidence.shared_numbers:
        why.append(say("shares_numbers", numbers=", ".join(f"{n:g}" for n in evidence.shared_numbers[:6])))
    why.extend(say("slip", number=f"{number:g}", other=f"{source:g}") for number, source in evidence.slips[:3])
    why.append(_own_words(evidence))
    return _kind(evidence), tuple(why)


def _own_words(evidence: Evidence) -> str:
    share = f"{evidence.coverage:.0%}"
    parts = [*map(spoken, evidence.own_names[:4]), *(f"{n:g}" for n in evidence.own_numbers[:4])]
    if parts:
        return say("adds_own", number=share, names=", ".join(parts))
    if evidence.own_quotes:
        return say("adds_quotes", number=share, quotes=evidence.own_quotes)
    return say("adds_nothing", number=share)


def _kind(evidence: Evidence) -> str:
    if evidence.wording >= COPY:
        return "same wording"
    if evidence.credited:
        return "credited"
    if evidence.translated:
        return "translation"
    return "rewrite" if evidence.coverage >= CLOSE else "echo"


def spoken(name: str) -> str:
    """A name as it can be shown: ids lose their kind."""
    return name.partition(":")[2].replace("-", " ") if ":" in name else name
