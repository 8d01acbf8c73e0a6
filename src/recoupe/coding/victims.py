"""Groups of people in a sentence, and where a word of harm keeps them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from recoupe.coding.toll_words import TollWords
from recoupe.model import Count, CountMention
from recoupe.parsing import Parse, Sentence, Token

FAR = 80  # tokens over which a subject is looked for
FEW = 20  # numbers before or behind «les soldats» among which theirs is looked for
MOST_SIDES = 12  # groups that one verb adds up
LISTED = 5  # single persons between commas before the «et» that ends their list
NEAR = 6  # tokens between a verb and its object, or a noun and the people behind «de»
NOMINAL = ("NOUN", "PROPN", "ADJ", "NUM", "VERB", "PRON")


def _start(mention: CountMention) -> int:
    return mention.span.start


@dataclass(frozen=True, slots=True)
class Group:
    """People in tokens `first` to `last`; `head` is the noun.

    `kind`: counted, those («en a perdu 13»), one («un soldat»), single («le soldat»), named, pronoun,
    plural («des soldats»), definite («les soldats»), none («aucun soldat»). `firm` groups state their number.
    """

    first: int
    last: int
    head: int
    count: Count
    kind: str
    firm: bool = True
    total: bool = False
    before: Count | None = None


class Victims:
    """The people a sentence speaks of; every question about where they stand is answered here."""

    def __init__(self, parse: Parse, sentence: Sentence, counts: tuple[CountMention, ...], words: TollWords) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.low, self.high = self._true_start(sentence), sentence.last
        self.lists = words.lists
        self.triggers = words.triggers
        self.told = counts
        first = bisect_left(counts, parse.tokens[self.low].start, key=_start)
        own = counts[first : bisect_left(counts, sentence.end, key=_start)]
        self.counted = dict(self._counted_groups(own))
        self.members = {at: g for g in self.counted.values() for at in range(g.first, g.last + 1)}
        self.starts = {g.first: g for g in self.counted.values()}
        self.ends = {g.last: g for g in self.counted.values()}

    def _true_start(self, sentence: Sentence) -> int:
        """The first token of the sentence, or of the one before where a dash has cut it in two."""
        at = sentence
        for _ in range(2):
            opening = self.tokens[at.first]
            earlier = self.parse.sentences[at.index - 1] if at.index else at
            if opening.word[0] not in "-–—," or earlier.paragraph != at.paragraph:
                break
            at = earlier
        return at.first

    def _counted_groups(self, counts: tuple[CountMention, ...]) -> Iterator[tuple[int, Group]]:
        earlier: Group | None = None
        for mention in counts:
            inside = self.parse.tokens_in(mention.span.start, mention.span.end)
            if not inside or (mention.unit and mention.noun is None):
                continue
            if inside[0].i > self.low and self.tokens[inside[0].i - 1].lower in self.lists["all"]:
                continue
            noun = self.parse.token_at(mention.noun.start) if mention.noun else self._whole_behind(inside[-1])
            head = noun or inside[-1]
            group = Group(inside[0].i, max(head.i, inside[-1].i), head.i, mention.count, "counted")
            if earlier and self._replaces(earlier, group):
                group = replace(group, before=earlier.count)
            earlier = group
            yield head.i, group

    def _whole_behind(self, number: Token) -> Token | None:
        """«trois de ses agents», «douze d'entre eux»: those of whom a bare number tells."""
        if number.i + 1 >= self.high or self.tokens[number.i + 1].lower not in self.lists["of"]:
            return None
        behind = self.tokens[number.i + 2 : min(number.i + 5, self.high)]
        whole = next((t for t in behind if t.pos in ("NOUN", "PROPN") or t.lower in self.lists["people"]), None)
        return whole if whole is not None and self.parse.tokens[whole.head] in (number, *behind) else None

    def _replaces(self, earlier: Group, later: Group) -> bool:
        """«passé de 6 à 8»: the later number takes the place of the earlier one."""
        between = self._lowers(earlier.last + 1, later.first)
        ahead = self._lowers(max(self.low, earlier.first - 3), earlier.first)
        return len(between) == 1 and between[0] in self.lists["to"] and any(w in self.lists["revised"] for w in ahead)

    def _lowers(self, first: int, last: int) -> list[str]:
        return [t.lower for t in self.tokens[max(first, 0) : last]]

    def group_of(self, token: Token) -> Group | None:
        """The group whose noun is `token`, counted or read off its article and number."""
        if token.i in self.members:
            return self.members[token.i]
        if token.pos == "PRON":
            return self._pronoun(token)
        if token.pos not in NOMINAL:
            return None
        first = token.i
        while first > self.low and self.tokens[first - 1].pos in ("ADJ", "PROPN", "NUM") and token.i - first < 4:
            first -= 1
            if self.tokens[first].i in self.counted:
                return replace(self.counted[first], last=token.i)
        article = self.tokens[first - 1] if first > self.low else None
        return self._by_article(token, first, article)

    def _by_article(self, token: Token, first: int, article: Token | None) -> Group | None:
        word = article.lower if article and article.pos in ("DET", "ADP", "NUM", "PRON", "ADV") else ""
        if article and word:
            first = article.i
        if word in self.lists["none"]:
            return Group(first, token.i, token.i, Count.exactly(0), "none")
        if word and token.lower in self.lists["pairs"]:
            return Group(first, token.i, token.i, Count.exactly(2), "counted")
        if word in self.lists["one"]:
            return Group(first, token.i, token.i, Count.exactly(1), "one")
        if token.has("Number=Plur") or (article and article.has("Number=Plur")):
            kind = "plural" if word in self.lists["plural"] else "definite"
            if word in self.lists["definite"] and (count := self._told_number(token)):
                return Group(first, token.i, token.i, count, "known")
            return Group(first, token.i, token.i, Count(2, None, True), kind, firm=False)
        if token.pos == "PROPN" or token.ent == "PER":
            return Group(first, token.i, token.i, Count.exactly(1), "named")
        return Group(first, token.i, token.i, Count.exactly(1), "single") if word else None

    def _told_number(self, token: Token) -> Count | None:
        """How many «les gendarmes» or «ils» are: the last number before them, or the first behind, of such people in a
        sentence with a word of harm."""
        pronoun = token.pos == "PRON"
        if not pronoun and token.lower not in self.lists["people"]:
            return None
        at = bisect_left(self.told, token.start, key=_start)
        ahead = () if pronoun else self.told[at : at + FEW]
        for mention in (*reversed(self.told[max(0, at - FEW) : at]), *ahead):
            noun = self.parse.token_at(mention.noun.start) if mention.noun and mention.count.exact else None
            if noun is None or mention.count.low < 2 or noun.lower not in self.lists["people"]:
                continue
            if (pronoun or noun.lower == token.lower) and self._is_harmed(noun):
                return mention.count
        return None

    def _is_harmed(self, noun: Token) -> bool:
        """A word of harm stands near the people, in their sentence."""
        sentence = self.parse.sentences[noun.sentence]
        low, high = max(sentence.first, noun.i - FAR // 2), min(sentence.last, noun.i + FAR // 2)
        return any(t.lower in self.triggers for t in self.tokens[low:high])

    def _pronoun(self, token: Token) -> Group | None:
        if token.has("PronType=Rel"):
            return None
        if token.has("Number=Plur"):
            count = self._told_number(token) if token.dep.startswith("nsubj") else None
            return Group(token.i, token.i, token.i, count, "pronoun") if count else None
        if not token.has("Number=Sing"):
            return None
        return Group(token.i, token.i, token.i, Count.exactly(1), "pronoun", firm=False)

    # where the people stand

    def before(self, token: Token) -> list[Group] | None:
        """The subject of a passive, or the noun that a participle describes."""
        another = self._one_more(token)
        if another:
            return [another]
        group = self._near_before(token) or self._counted_before(token)
        if group is None:
            head = self._subject_of(token)
            group = self.group_of(head) if head is not None else None
            if group and group.kind != "counted" and self.tokens[group.first].pos == "ADP":
                return None
        if group and self._is_part(group, self.low) and not self._has_auxiliary(token):
            return [group]  # «quatre otages, dont deux Français enlevés en mai»: only the part was
        found = self._sides(group, self.low, token.i) if group else None
        if found and token.has("Number=Plur") and sum(g.count.low for g in found) == 1:
            described = self._described_above(token)
            return self._sides(described, self.low, token.i) if described else found
        return found

    def _described_above(self, token: Token) -> Group | None:
        """«six Français, membres d'une ONG, tués …»: whom a plural participle describes by the syntax."""
        head = self._subject_of(token)
        group = self.group_of(head) if head is not None else None
        group = group if group and group.count.low > 1 else self._counted_before(token, past_relatives=True)
        return group if group and group.firm and self.human([group]) else None

    def _one_more(self, token: Token) -> Group | None:
        """«deux tués et un troisième (grièvement) blessé»: one person besides those told before."""
        at = token.i - 1
        adverbs = self.lists["been"] | self.lists["degree"]
        while at > self.low and (self.tokens[at].pos in ("ADV", "AUX") or self.tokens[at].lower in adverbs):
            at -= 1
        if self._joined_one(at, token):
            return Group(at, at, at, Count.exactly(1), "counted")
        ordinal = at > self.low and self.tokens[at].lower in self.lists["ordinals"]
        if not ordinal or self.tokens[at - 1].lower not in self.lists["one"]:
            return None
        return Group(at - 1, at, at, Count(1, 1), "counted")

    def _joined_one(self, at: int, token: Token) -> bool:
        """«un» alone behind «et» or «dont»: «tués et un grièvement blessé», «dont l'un a été tué»."""
        if at - 1 <= self.low or self.tokens[at].lower not in self.lists["one"]:
            return False
        before = self.tokens[at - 1]
        if before.lower in self.lists["article"]:
            before = self.tokens[at - 2]
        return before.pos == "CCONJ" or before.lower in self.lists["parts"]

    def _heaped(self, lead: Token) -> bool:
        """«un total de 98 personnes»: what stands before «de» only gathers the people."""
        return lead.i > self.low and self.tokens[lead.i - 1].lower in self.lists["heaps"]

    def _near_before(self, token: Token) -> Group | None:
        """People right before the word of harm, with only auxiliaries and complements («du village») between."""
        at, passed = token.i - 1, False
        while at >= self.low:
            here = self.tokens[at]
            if at in self.members or here.pos in ("NOUN", "PROPN") or self._stands_for_person(here):
                group = self.group_of(here)
                if group and not passed and self._described(token, group):
                    return group
                passed = True
                first = group.first if group else at
                lead = self.tokens[first - 1] if first > self.low else None
                if group and group.kind == "plural" and self.tokens[first].lower in self.lists["of"]:
                    at = first - 1
                    continue
                if lead is not None and lead.pos == "ADP" and not self._heaped(lead):
                    at = lead.i - 1
                    continue
                if group and group.kind == "named" and lead is not None and lead.pos in ("NOUN", "ADJ", "PROPN"):
                    at = first - 1
                    continue
                return group if group and group.firm and (self.human([group]) or self._bare(group)) else None
            aside = here.word == "," and at == token.i - 1 and self.tokens[at - 1].ent == "PER"
            if here.pos not in ("AUX", "ADV", "ADJ", "ADP", "DET", "PRON") and here.word != '"' and not aside:
                return None
            at -= 1
        return None

    def _described(self, token: Token, group: Group) -> bool:
        """A participle right behind the people describes them, after a preposition too: «aux treize soldats tués»."""
        if not group.firm or not self.human([group]) or self._has_auxiliary(token):
            return False
        return not token.has("Number=") or token.has("Number=Plur") == (group.count.low > 1)

    def _bare(self, group: Group) -> bool:
        """A number that stands for people told before: «trois sont hospitalisés»."""
        return group.kind == "counted" and group.first == group.last == group.head

    def _stands_for_person(self, token: Token) -> bool:
        """An adjective that is the noun here: «un troisième militaire a été blessé»; not «un véhicule militaire»."""
        if token.pos != "ADJ" or token.lower not in self.lists["people"] | self.lists["fighters"]:
            return False
        group = self.group_of(token)
        return group is not None and group.kind == "one"

    def _subject_of(self, token: Token, depth: int = 0) -> Token | None:
        for child in token.children:
            other = self.tokens[child]
            if other.dep.startswith("nsubj") and child < token.i:
                if other.has("PronType=Rel"):
                    return self._noun_above(token)
                return other
        head = self.tokens[token.head]
        if token.dep in ("acl", "amod", "acl:relcl") and head.i < token.i:
            return head
        if token.dep in ("conj", "xcomp", "advcl", "appos") and depth < 3 and head.i < token.i:
            return self._subject_of(head, depth + 1) if head.pos in ("VERB", "AUX", "ADJ") else head
        return None

    def _noun_above(self, token: Token) -> Token | None:
        for above in self.parse.ancestors(token):
            if above.pos in ("NOUN", "PROPN") and above.i < token.i:
                return above
        return None

    def _counted_before(self, token: Token, past_relatives: bool = False) -> Group | None:
        """The nearest counted people to the left, with no other verb between and no preposition before them."""
        for at in range(token.i - 1, max(self.low, token.i - FAR) - 1, -1):
            here = self.tokens[at]
            group = self.members.get(at)
            if group and at == group.first:
                lead = self.tokens[at - 1] if at > self.low else None
                if self.human([group]) and (lead is None or lead.pos != "ADP" or self._heaped(lead)):
                    return group
            passed = past_relatives and here.dep == "acl:relcl"
            if here.pos == "VERB" and here.has("Mood=") and not group and not here.dep.startswith("aux") and not passed:
                return None
        return None

    def inverted(self, token: Token) -> list[Group] | None:
        """«où ont péri deux soldats»: a counted subject right behind its verb."""
        starts = [self.starts[at] for at in (token.i + 1, token.i + 2) if at in self.starts]
        starts = starts or self._inverted_one(token)
        between = self.tokens[token.i + 1 : starts[0].first] if starts else []
        if not starts or any(t.pos in ("ADP", "PUNCT", "CCONJ", "SCONJ") for t in between):
            return None
        if self.tokens[starts[0].head].lower in self.triggers:
            return None
        return self._sides(starts[0], token.i, self.high) if self.human(starts[:1]) else None

    def _inverted_one(self, token: Token) -> list[Group]:
        """«où a été tué le gendarme»: one person behind a verb in a relative clause."""
        tokens = self.tokens[token.i + 1 : min(token.i + 4, self.high)]
        subject = next((t for t in tokens if t.head == token.i and t.dep.startswith("nsubj")), None)
        group = self.group_of(subject) if subject is not None else None
        return [group] if group and group.firm else []

    def after(self, token: Token, needs_of: bool) -> list[Group] | None:
        """The object behind a verb, or the people behind «de»."""
        starts = [token.i]
        if needs_of:
            near = self.tokens[token.i + 1 : min(token.i + 11, self.high)]
            starts = [t.i for t in near if t.lower in self.lists["of"]]
        for start in starts:
            group = self._first_after(self.tokens[start], 4 if needs_of else NEAR)
            if group and (not needs_of or start == token.i + 1 or self.human([group])):
                return self._sides(group, start, self.high)
        return None

    def _first_after(self, token: Token, reach: int) -> Group | None:
        """The first people within reach behind a token; a first noun that is none is the last resort."""
        other: Group | None = None
        for at in range(token.i + 1, min(token.i + 1 + reach, self.high)):
            here = self.tokens[at]
            if at in self.starts:
                return self.starts[at]
            if here.pos in ("VERB", "SCONJ") or here.lower in self.lists["by"] or here.lower in ";:.)":
                break
            another = here.lower in self.lists["ordinals"] and self.tokens[at - 1].lower in self.lists["one"]
            if another or here.pos == "NOUN" or (here.pos == "PROPN" and here.ent != "LOC"):
                group = self.group_of(here)
                if group and self.human([group]):
                    return group
                other = other or group
        return other

    def counted_of(self, token: Token) -> Group | None:
        """«en avait perdu 13»: a number alone behind the verb, of people told before."""
        clitic = any(
            t.lower in self.lists["counted_of"] and t.head == token.i
            for t in self.tokens[max(0, token.i - 3) : token.i]
        )
        group = self.starts.get(token.i + 1)
        if not clitic or group is None or not self._bare(group):
            return None
        told = self.tokens[max(0, token.i - FAR) : token.i]
        return replace(group, kind="those") if any(t.lower in self.lists["people"] for t in told) else None

    def company(self, token: Token) -> list[Group]:
        """«tués avec leur chauffeur et leur guide»: those who died with them."""
        for at in range(token.i + 1, min(token.i + 24, self.high - 1)):
            here = self.tokens[at]
            if (here.pos == "VERB" and here.has("Mood=")) or here.lower in self.triggers:
                return []
            following = self.tokens[at + 1].lower
            if following in self.lists["of"] and at + 2 < self.high:
                following = self.tokens[at + 2].lower
            near = at - token.i < 7 and following in self.lists["own"]
            also = here.lower in self.lists["also"] and self.tokens[at - 1].lower in self.lists["also"]
            if also or (here.lower in self.lists["company"] and (near or following in self.lists["possessive"])):
                group = self._first_after(here, 4)
                return self._sides(group, at, self.high) if group and self.human([group]) else []
        return []

    def company_of(self, group: Group) -> list[Group]:
        """Those who suffered with the last of the people named."""
        return self.company(self.tokens[group.last])

    # what is added up

    def _sides(self, group: Group, low: int, high: int) -> list[Group]:
        """The group with those that «et» and commas join to it; parts of a stated total are left out."""
        left = self._chain(group, low, -1)
        right = self._chain(group, high, +1)
        row = [*reversed(left), group, *right]
        part = next((g for g in row if self._is_part(g, low)), None)
        whole = self._whole_of(part, low) if part else None
        if whole and part and self._in_aside(part, row):
            row = [whole if g is part else g for g in row]
            row += [g for g in self._chain(whole, low, -1) if g not in row]
            row = sorted(row, key=lambda g: g.first)
        elif whole:
            return [replace(whole, total=True)]
        row = [g for g in row if g.firm] or row
        if any(g.kind == "counted" for g in row):
            row = [g for g in row if g.kind != "named"]
        for at, one in enumerate(row):
            rest = [g for g in row[at + 1 :] if g.kind in ("counted", "one")]
            if rest and self._is_sum(one, rest):
                return [*row[:at], replace(one, total=True)]
        return row

    def _in_aside(self, part: Group, row: list[Group]) -> bool:
        """«six Français, dont quatre femmes, et un Nigérien»: more people follow behind the aside."""
        at = part.last + 1
        closed = at + 1 < self.high and self.tokens[at].word == "," and self.tokens[at + 1].pos == "CCONJ"
        return closed and any(g.first > at for g in row)

    def _is_sum(self, one: Group, rest: list[Group]) -> bool:
        """«huit personnes, six Français et deux Nigériens»: the rest only tells who the first ones were."""
        same = one.count.exact and one.count.low > 1 and sum(g.count.low for g in rest) == one.count.low
        nations = all(self.tokens[g.head].word[:1].isupper() for g in rest)
        return same and (nations or self.tokens[one.head].lower in self.lists["generic"])

    def _chain(self, group: Group, limit: int, step: int) -> list[Group]:
        """Groups joined to this one by «et» or a comma, to the left or to the right."""
        found: list[Group] = []
        edge = group
        while len(found) < MOST_SIDES:
            other = self._neighbour(edge, limit, step)
            if other is None:
                break
            found.append(other)
            edge = other
        return found

    def _neighbour(self, edge: Group, limit: int, step: int, depth: int = 0) -> Group | None:
        at = edge.first - 1 if step < 0 else edge.last + 1
        joined = ""
        for _ in range(8):
            if not (limit <= at if step < 0 else at < limit):
                return None
            here = self.tokens[at]
            if joined or step < 0:
                other = self._group_at(at, step)
                if other and joined == "comma" and step < 0 and self._is_own(edge):
                    return other
                if other and joined == "comma" and depth < LISTED and self._may_be_listed(edge, other):
                    return other if self._neighbour(other, limit, step, depth + 1) else None
                if other and joined:
                    return other if self._joins(edge, other, joined) else None
            if here.pos == "CCONJ" or here.word == ",":
                joined = "and" if here.pos == "CCONJ" or joined == "and" else "comma"
                if step > 0 and at + 1 < limit and self.tokens[at + 1].lower in self.lists["parts"]:
                    return None
            elif self._as_well(at):
                joined = "and"
            elif here.pos not in ("ADJ", "DET", "ADV", "NOUN", "PROPN", "ADP", "NUM") and here.word != '"':
                return None
            at += step
        return None

    def _may_be_listed(self, edge: Group, other: Group) -> bool:
        """«un garde, un guide et …», «six touristes, leur chauffeur et …»: single persons behind commas."""
        return {edge.kind, other.kind} <= {"one", "single"} or (self._is_own(other) and edge.firm)

    def _is_own(self, group: Group) -> bool:
        """«leur chauffeur»: one besides those named before."""
        return self.tokens[group.first].lower in self.lists["possessive"]

    def _as_well(self, at: int) -> bool:
        """The second word of «ainsi que»."""
        also = self.lists["also"]
        return at > self.low and self.tokens[at].lower in also and self.tokens[at - 1].lower in also

    def _joins(self, edge: Group, other: Group, joined: str) -> bool:
        """The two stand side by side; a name behind a comma only explains, a noun of harm counts for itself."""
        if self.tokens[other.head].lower in self.triggers or self.tokens[edge.head].lower in self.triggers:
            return False
        if joined == "comma" and "counted" in (edge.kind, other.kind):
            return not {edge.kind, other.kind} & {"named", "single"}
        if other.kind == "counted" or (other.kind == "named" and edge.kind == "named"):
            return True
        return joined == "and" and other.kind in ("one", "single", "named") and edge.kind != "plural"

    def _group_at(self, at: int, step: int) -> Group | None:
        """A counted, single or named group whose edge is token `at`."""
        counted = (self.ends if step < 0 else self.starts).get(at)
        if counted:
            return counted
        token = self.tokens[at]
        if token.pos not in ("NOUN", "PROPN") and not token.word[:1].isupper():
            return None
        group = self.group_of(token)
        if not group or group.kind not in ("one", "single", "named"):
            return None
        if token.ent == "LOC" and group.kind != "one":
            return None
        lead = self.tokens[group.first - 1] if group.first > self.low else None
        led = self.tokens[group.first].pos == "ADP" or (lead is not None and lead.pos == "ADP")
        placed = step < 0 and group.kind == "named" and led
        return group if self.human([group]) and not placed else None

    def _is_part(self, group: Group, low: int) -> bool:
        """«dont six Français»: the group is part of a total before it."""
        return any(w in self.lists["parts"] for w in self._lowers(max(low, group.first - 3), group.first))

    def _whole_of(self, part: Group, low: int) -> Group | None:
        for at in range(part.first - 1, max(low, part.first - FAR) - 1, -1):
            if at in self.ends:
                return self.ends[at]
        return None

    # small questions

    def none_before(self, token: Token) -> Group | None:
        """«aucun mort», «sans faire de victime», «ni blessé», «pas de blessé»; not «sans évoquer de victime»."""
        near = self._lowers(max(self.low, token.i - 5), token.i)
        none = Group(token.i, token.i, token.i, Count.exactly(0), "none")
        if any(w in self.lists["none"] for w in near[-2:]) or any(w in self.lists["bare_without"] for w in near[-1:]):
            return none
        if token.i in self.counted:
            return None
        for at in range(len(near) - 1, -1, -1):
            if near[at] in self.lists["without"]:
                return none if at < len(near) - 1 else None
            if near[at] not in self.lists["causing"] and self.tokens[token.i - len(near) + at].pos != "ADV":
                return None
        return None

    def nobody(self, token: Token) -> Group | None:
        """«Personne n'a été blessé»: the subject of the passive is a pronoun for no one."""
        subject = next((c for c in token.children if self.tokens[c].dep.startswith("nsubj")), None)
        if subject is None or self.tokens[subject].lower not in self.lists["no_one"] or self.tokens[subject].children:
            return None
        return Group(subject, subject, subject, Count.exactly(0), "none")

    def known(self, group: Group) -> bool:
        """«les six victimes»: people told of before."""
        return group.first > self.low and self.tokens[group.first - 1].lower in self.lists["definite"]

    def negated(self, token: Token) -> bool:
        """«n'a pas été tué»."""
        row = self.tokens[max(self.low, token.i - 3) : token.i]
        return any(t.lower in self.lists["negation"] for t in row if t.i not in self.members)

    def _auxiliaries(self, token: Token) -> list[str]:
        found = [self.tokens[c].lower for c in token.children if self.tokens[c].dep.startswith("aux")]
        if found:
            return found
        row = self.tokens[max(self.low, token.i - 3) : token.i]
        return [t.lower for t in row if t.pos == "AUX" or t.lower in self.lists["have"] | self.lists["been"]]

    def _has_auxiliary(self, token: Token) -> bool:
        return bool(self._auxiliaries(token))

    def passive_use(self, token: Token) -> bool:
        """The word is a verb form here, not the noun: «ont été blessés»."""
        return token.i not in self.counted and any(
            self.tokens[c].dep.startswith("aux") for c in token.children if c < token.i
        )

    def active_participle(self, token: Token, depth: int = 0) -> bool:
        """The participle belongs to «avoir»: «ont tué», not «ont été tués»."""
        auxiliaries = self._auxiliaries(token)
        if auxiliaries:
            has = any(w in self.lists["have"] for w in auxiliaries)
            return has and not any(w in self.lists["been"] for w in auxiliaries)
        if self._joined_object(token):
            return True
        head = self.tokens[token.head]
        joined = token.dep == "conj" and head.i != token.i and head.pos == "VERB" and depth < 3
        return joined and self.active_participle(head, depth + 1)

    def is_noun(self, token: Token) -> bool:
        """«la mort», «un mort»: an article stands before it and no auxiliary."""
        near = self.tokens[token.i - 1] if token.i > self.low else None
        return near is not None and near.pos in ("DET", "ADP") and near.lower not in self.lists["been"]

    def stands_after(self, token: Token, phrases: tuple[str, ...]) -> bool:
        """One of the phrases stands right before the token."""
        row = " ".join(self._lowers(max(self.low, token.i - 3), token.i))
        return any(row.endswith(phrase) for phrase in phrases)

    def stated(self, groups: list[Group], token: Token, participle: bool) -> bool:
        """A number is given, or the subject of a passive suffers it."""
        if any(g.kind in ("counted", "none", "those") for g in groups):
            return True
        return self._has_auxiliary(token) and not (participle and self.active_participle(token))

    def _joined_object(self, token: Token) -> bool:
        """«… et blessé un passant»: a participle behind «et» with its object right after it."""
        row = self.tokens[max(self.low, token.i - 2) : token.i]
        after = self.tokens[token.i + 1] if token.i + 1 < self.high else None
        joined = any(t.pos == "CCONJ" for t in row) and all(t.pos in ("CCONJ", "ADV") for t in row[-1:])
        return joined and after is not None and (after.lower in self.lists["one"] or after.i in self.members)

    def human(self, groups: list[Group]) -> bool:
        """The words are words for people: in the list, a person's name, or a nation («deux Français»)."""
        return any(self._human(g) for g in groups)

    def _human(self, group: Group) -> bool:
        head = self.tokens[group.head]
        row = self._lowers(group.first, group.last + 1)
        known = self.lists["people"] | self.lists["fighters"] | self.lists["pairs"]
        if (
            group.kind in ("pronoun", "those")
            or head.lower in self.lists["ordinals"]
            or any(part in known for w in row for part in w.split("-"))
        ):
            return True
        nation = head.word[:1].isupper() and head.i > self.low and head.ent != "ORG"
        return head.ent == "PER" or (nation and group.kind in ("counted", "one"))

    def all_fighters(self, groups: list[Group]) -> bool:
        return all(
            any(w in self.lists["fighters"] for w in self._lowers(g.first, min(g.last + 2, self.high))) for g in groups
        )
