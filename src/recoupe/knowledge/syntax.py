"""Words of a language's grammar: prepositions, pronouns and endings that tell the parts of a sentence."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from recoupe.knowledge.loader import convert, language_file, load_yaml

SHORTEST = 4  # letters of a participle («levé»); of other forms one more


class Syntax(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by what they do; `syntax.yml` of a language has an example beside most of them.

    Forms: `joined` gives the plain form of a preposition; `participles` and `finite` verb endings by infinitive ending
    (`regular` ones have no other participles); `capitals` the letter that an unaccented capital may stand for; behind
    `elided` articles a noun does not show its gender. `having` are auxiliaries that are never passive, `moving` verbs
    that have no passive though their auxiliary looks like it, `staying` verbs beside which a participle is one;
    `anterior` helpers are no conditional.

    Who does what: `support` verbs lend their subject to the noun they carry as its actor, `undergo` verbs as its
    recipient; `placing` verbs put their object `into` what a noun tells; the object of `control` verbs does what the
    infinitive behind them says. `stands_for` are pronouns that repeat a noun, `personal` those of the third person
    (`several` of the plural), `speaking` of the first; beside `impersonal` verbs they are nobody. `among` opens the
    parts of a number of people. `claiming` verbs say that a deed was one's own, `owning` ones with an
    `ownership` («endosser la paternité»), `witnessing` ones that a newsroom saw it; `authors` are nouns for whoever did
    it, `victims` for whoever suffered it, `dead` ones that only count; beside `bidden` passives «il» is nobody;
    `dative_deeds` strike what stands behind «à» (by verb, the nouns that make them do so); `gerund` words make a
    present participle one. `doers` are armed people
    without a name (`mounts` tell that a group is armed people), `means` what they use: things that do nothing by
    themselves; `things` are goods, vehicles, money and papers, `vehicles` what travels but
    visits nobody, `hands` what one falls into when somebody takes one. `jointly` tells of a deed of several,
    `both` of two.

    Places: `near` words lead to a place close by, `towards` ones to where somebody goes; with `origin` before it, a
    place behind a `coming` verb is where somebody came from; `about` and `topics` lead to what a meeting is about;
    behind a `seated` verb stands somebody's seat, behind `addressing` words with a `dative` one those spoken to;
    `inside` words put an event in a place, `where` opens a clause that tells what happened at a place, `across` leads
    to all of one; a meeting with a word of `remote` has none. What attacks befall is `struck`; at `borders` one state
    acts against another. `parts` are nouns that make a place of the name behind them, `sites` nouns that may stand for
    a place told before (`spots` do with their preposition alone, `there` are pronouns that do, `same` makes it another
    one, `soil` with a demonym is a country, `lands` alone the one the article is set in, as are their `portions`, both
    behind `inland` prepositions, and `seats` its capital), `happening` words that say where `occurrences` and other
    events took place, `gathered` those who may take part in a meeting. `courts` decide where they sit, who is
    `travelling` on `journeys` speaks where they lead, and what is `sealing` a country holds there.

    Times: `periods` open a period, with those that lead to its end, `since` one that lasts, `terms` lead to an end that
    is set; `consecutive` words join two days in a row; `aftermath` are rules for times that count from an event, with
    the days between (0: any number); `afterwards` words lead to a later day, `back_then` ones to the time told before,
    `adding` ones to one more deed of its day, `day_parts` are times of the day told last, `moments` are so when they
    are the same, `during` words lead to what happened at the same time (`attacks`: nouns for an attack told before),
    `ended` ones to a length that has passed; times behind `according` are those of who says it, behind `likewise`
    those of what is held beside, behind `conducting` and `happening` those of what they tell of; whoever dies of
    `wounds` dies later. `through` words open the deed in which, or by which, the deed of the verb happened.

    What follows `of` is for languages that no model parses (see coding/word_order.py). `governing` are prepositions,
    `listing` joins the members of a list, `helpers` are auxiliaries (`passive` those of the passive), `definite` words
    point to what was told before, `situated` ones to the place of an event; `denying`, `supposing`, `future` and
    `alleging` before an event's word tell how surely it happened (where a model parses, `denying` are the verbs whose
    object is denied); a sentence with a word of `elsewhere` (sport, trade, sickness) tells of no event.
    """

    reflexive: frozenset[str] = frozenset()
    itself: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    joined: dict[str, str] = msgspec.field(default_factory=dict)
    locative: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    spots: frozenset[str] = frozenset()
    there: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    soil: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    towards: frozenset[str] = frozenset()
    origin: frozenset[str] = frozenset()
    coming: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    where: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    seated: frozenset[str] = frozenset()
    dative: frozenset[str] = frozenset()
    addressing: frozenset[str] = frozenset()
    across: frozenset[str] = frozenset()
    remote: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    borders: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    portions: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()
    courts: frozenset[str] = frozenset()
    journeys: frozenset[str] = frozenset()
    travelling: frozenset[str] = frozenset()
    sealing: frozenset[str] = frozenset()
    inland: frozenset[str] = frozenset()
    gathered: frozenset[str] = frozenset()
    happening: frozenset[str] = frozenset()
    occurrences: frozenset[str] = frozenset()
    periods: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    aftermath: dict[str, int] = msgspec.field(default_factory=dict)
    afterwards: frozenset[str] = frozenset()
    during: frozenset[str] = frozenset()
    back_then: frozenset[str] = frozenset()
    conducting: frozenset[str] = frozenset()
    adding: frozenset[str] = frozenset()
    lengths: dict[str, int] = msgspec.field(default_factory=dict)
    ended: frozenset[str] = frozenset()
    according: frozenset[str] = frozenset()
    likewise: frozenset[str] = frozenset()
    wounds: frozenset[str] = frozenset()
    attacks: frozenset[str] = frozenset()
    consecutive: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()
    day_parts: frozenset[str] = frozenset()
    moments: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    staying: frozenset[str] = frozenset()
    regular: frozenset[str] = frozenset()
    participles: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    finite: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    capitals: dict[str, str] = msgspec.field(default_factory=dict)
    repeated: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    elided: frozenset[str] = frozenset()
    several: frozenset[str] = frozenset()
    speaking: frozenset[str] = frozenset()
    impersonal: frozenset[str] = frozenset()
    among: frozenset[str] = frozenset()
    claiming: frozenset[str] = frozenset()
    owning: frozenset[str] = frozenset()
    ownership: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    dead: frozenset[str] = frozenset()
    bidden: frozenset[str] = frozenset()
    dative_deeds: dict[str, frozenset[str]] = msgspec.field(default_factory=dict)
    gerund: frozenset[str] = frozenset()
    doers: frozenset[str] = frozenset()
    mounts: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    jointly: frozenset[str] = frozenset()
    both: frozenset[str] = frozenset()
    vehicles: frozenset[str] = frozenset()
    hands: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    having: frozenset[str] = frozenset()
    moving: frozenset[str] = frozenset()
    control: frozenset[str] = frozenset()
    support: frozenset[str] = frozenset()
    undergo: frozenset[str] = frozenset()
    stands_for: frozenset[str] = frozenset()
    then: frozenset[str] = frozenset()
    placing: frozenset[str] = frozenset()
    into: frozenset[str] = frozenset()
    purpose: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    governing: frozenset[str] = frozenset()
    listing: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    helpers: frozenset[str] = frozenset()
    passive: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    situated: frozenset[str] = frozenset()
    denying: frozenset[str] = frozenset()
    witnessing: frozenset[str] = frozenset()
    anterior: frozenset[str] = frozenset()
    supposing: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    alleging: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()

    def accented(self, word: str, first: str) -> str | None:
        """The word as it is spelled when its capital stands for an accented letter: «Etat» -> «état»."""
        letter = self.capitals.get(first)
        return letter + word[1:] if letter else None

    def infinitives(self, word: str, finite: bool) -> list[str]:
        """The verbs a form may come from when the model does not say: «tués» -> «tuer»."""
        if len(word) < SHORTEST:
            return []
        tables = (self.participles, self.finite) if finite and len(word) > SHORTEST else (self.participles,)
        return [
            word[: -len(end)] + infinitive
            for table in tables
            for infinitive, ends in table.items()
            for end in ends
            if word.endswith(end)
        ]


@lru_cache(maxsize=4)
def load_syntax(language: str) -> Syntax:
    """The grammar words of a language; empty when it has no such file."""
    path = language_file(language, "syntax.yml")
    return convert(load_yaml(path), Syntax, str(path)) if path.exists() else Syntax()
