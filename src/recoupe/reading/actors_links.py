"""Who is meant: mentions of one actor inside the article get one entity number; words that point back find theirs."""

from __future__ import annotations

from collections.abc import Iterable

from recoupe.knowledge.actors import fold
from recoupe.parsing import Token
from recoupe.reading.actors_scene import Draft, Scene

_ALIKE = {
    "state": ("state",),
    "armed": ("armed",),
    "institution": ("institution", "organisation", "force"),
    "person": ("person",),
}
REACH = 60  # drafts one may look back


def link(scene: Scene) -> None:
    """Number the entities in text order, then let pronouns and demonstratives join them."""
    for draft in scene.drafts:
        if scene.tokens[draft.last].word == ")" and scene.tokens[max(0, draft.last - 2)].word == "(":
            draft.acronym = scene.tokens[draft.last - 1].word
    scene.drafts.sort(key=lambda d: (d.first, -d.last))
    table = _Table()
    for draft in scene.drafts:
        _office_holder(scene, table, draft)
        earlier = _by_name(scene, table, draft) or _points_back(scene, table, draft)
        table.enter(draft, earlier)
    _pronouns(scene, table)
    _share(scene)


def _share(scene: Scene) -> None:
    """What one mention of a person says of function, country and sector holds for all."""
    best: dict[int, Draft] = {}
    for draft in scene.drafts:
        if draft.kind == "person" and (draft.function or draft.actor) and draft.sector:
            best.setdefault(draft.entity, draft)
    for draft in scene.drafts:
        if (known := best.get(draft.entity)) is not None and draft.kind == "person":
            draft.actor = draft.actor or known.actor
            draft.country = draft.country or known.country
            draft.sector = draft.sector or known.sector
            draft.function = draft.function or known.function


class _Table:
    """Entities met so far."""

    def __init__(self) -> None:
        self.seen: list[Draft] = []
        self.by_actor: dict[str, Draft] = {}
        self.by_words: dict[str, Draft] = {}
        self.persons: list[tuple[tuple[str, ...], Draft]] = []
        self.count = 0
        self.acronyms: dict[str, Draft] = {}

    def enter(self, draft: Draft, earlier: Draft | None) -> None:
        if earlier is None:
            draft.entity, self.count = self.count, self.count + 1
        else:
            draft.entity = earlier.entity
            _inherit(draft, earlier)
        self.seen.append(draft)
        if draft.acronym:
            self.acronyms.setdefault(draft.acronym, draft)
        if draft.actor:
            self.by_actor.setdefault(draft.actor.id, draft)
        if draft.kind == "person" and draft.rule == "person-name":
            self.persons.append((_name_words(draft.name), draft))
        else:
            self.by_words.setdefault(_key(draft), draft)

    def back(self) -> Iterable[Draft]:
        return reversed(self.seen[-REACH:])


def _inherit(draft: Draft, earlier: Draft) -> None:
    draft.actor = draft.actor or earlier.actor
    draft.country = draft.country or earlier.country
    draft.sector = earlier.sector if draft.sector in (None, "UNK") else draft.sector
    draft.members = draft.members or earlier.members
    draft.office = draft.office or earlier.office
    if draft.actor and draft.kind in ("group", "organisation", "institution", "armed"):
        draft.kind = earlier.kind


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(fold(name).lower().replace("-", " ").split())


def _key(draft: Draft) -> str:
    return f"{draft.kind}:{fold(draft.name).lower()}"


def _by_name(scene: Scene, table: _Table, draft: Draft) -> Draft | None:
    if draft.first and scene.tokens[draft.first - 1].word == "(" and draft.kind != "person":
        holder = next((o for o in table.back() if o.first < draft.first and o.last == draft.last + 1), None)
        if holder is not None and holder.kind != "person":
            return holder
    if draft.actor is not None and draft.actor.id in table.by_actor:
        return table.by_actor[draft.actor.id]
    if draft.rule == "named-organisation" and draft.name in table.acronyms:
        return table.acronyms[draft.name]
    if draft.rule == "person-name":
        return _same_person(table, draft)
    if draft.rule in ("known-name", "state-name", "named-organisation"):
        return table.by_words.get(_key(draft))
    return None


def _same_person(table: _Table, draft: Draft) -> Draft | None:
    """The last person whose name holds all the words of this one, at its end or as its whole."""
    own = _name_words(draft.name)
    for words, other in reversed(table.persons[-REACH * 4 :]):
        if (
            own == words
            or own == words[-len(own) :]
            or words == own[-len(words) :]
            or (len(own) > 1 and set(own) <= set(words))
        ) and (draft.actor is None or other.actor is None or draft.actor is other.actor):
            return other
    return None


def _office_holder(scene: Scene, table: _Table, draft: Draft) -> None:
    """A function without a name is its holder on the day of publication, when knowledge is sure."""
    if draft.kind != "person" or draft.actor or draft.rule == "person-name" or not draft.office or not draft.definite:
        return
    if draft.plural or (draft.office == "president" and _presides_else(scene, draft)):
        return
    draft.actor = scene.known.holder(draft.office, draft.country, scene.on)


def _presides_else(scene: Scene, draft: Draft) -> bool:
    """«le président de l'Assemblée», «le président du conseil» preside over something else than the state."""
    rest = scene.tokens[draft.core[1] + 1 : draft.last + 1]
    return (
        any(t.pos == "NOUN" and t.lower not in scene.words.words("of-state") for t in rest)
        and draft.core[0] == draft.core[1]
    )


def _points_back(scene: Scene, table: _Table, draft: Draft) -> Draft | None:
    if not draft.definite and draft.rule != "same":
        return None
    noun = scene.tokens[draft.core[0]].lower
    if pair := _pair(scene, table, draft, noun):
        return pair
    if _plain(scene, draft) and not draft.plural:
        for kind, words in scene.words.refers.items():
            if kind != "state" and noun in words and (found := _last(table, draft, kind, noun)):
                return found
    return _same_words(scene, table, draft, noun)


def _plain(scene: Scene, draft: Draft) -> bool:
    """The phrase has no name or complement of its own: at most adjectives."""
    return not any(t.pos in ("PROPN", "ADP", "NUM") for t in scene.tokens[draft.core[0] + 1 : draft.last + 1])


def _last(table: _Table, draft: Draft, kind: str, noun: str) -> Draft | None:
    if kind == "person":
        return _last_person(table, draft, noun)
    for other in table.back():
        named = other.rule in ("known-name", "state-name", "named-organisation")
        if named and other.kind in _ALIKE[kind] and _same_country(draft, other):
            return other
    return None


def _same_country(draft: Draft, other: Draft) -> bool:
    """Neither says another country than the other."""
    return draft.country is None or other.country is None or draft.country == other.country


def _last_person(table: _Table, draft: Draft, noun: str) -> Draft | None:
    """The last named person whose function has this word."""
    for other in table.back():
        if other.kind != "person" or other.rule != "person-name":
            continue
        if not _same_country(draft, other):
            continue
        function = fold(other.function or "").lower()
        if fold(noun) in function.replace("-", " ").split() or (draft.office and draft.office == _office(other)):
            return other
    return None


def _office(draft: Draft) -> str | None:
    if draft.office or draft.actor is None or not draft.actor.offices:
        return draft.office
    return draft.actor.offices[-1].office


def _pair(scene: Scene, table: _Table, draft: Draft, noun: str) -> Draft | None:
    """«les deux pays»: the last two states named or acted for; the mention gets both as members."""
    words = scene.tokens[draft.first : draft.core[0]]
    if noun not in scene.words.refers.get("state", ()) or not any(t.pos == "NUM" for t in words):
        return None
    if not any(t.lower in scene.words.words("two") for t in words):
        return None
    found: dict[str, int] = {}
    for other in table.back():
        if other.country and other.kind in ("state", "institution", "force", "person"):
            state = table.by_actor.get(f"state:{other.country}", other)
            found.setdefault(other.country, state.entity)
        if len(found) == 2:
            draft.members = tuple(sorted(found.values()))
            break
    for other in table.back():
        if other.members and other.members == draft.members:
            return other
    return None


def _same_words(scene: Scene, table: _Table, draft: Draft, noun: str) -> Draft | None:
    """The last group or body with the same noun and no other country."""
    if draft.rule == "person-name":
        return None
    for other in table.back():
        alike = other.rule == draft.rule and other.plural == draft.plural and _same_country(draft, other)
        if alike and scene.tokens[other.core[0]].lower == noun:
            return other if _compatible(scene, draft, other) else None
    return None


def _compatible(scene: Scene, draft: Draft, other: Draft) -> bool:
    """Complements of the later mention, if any, stood in the earlier one."""
    own = {t.lower for t in scene.tokens[draft.core[1] + 1 : draft.last + 1] if t.pos in ("NOUN", "PROPN", "ADJ")}
    theirs = {t.lower for t in scene.tokens[other.core[1] + 1 : other.last + 1]}
    return own <= theirs


def _pronouns(scene: Scene, table: _Table) -> None:
    pronouns, same = scene.words.words("pronoun"), scene.words.words("same")
    if not pronouns:
        return
    subjects = {d.head: d for d in scene.drafts}
    for token in scene.tokens:
        if token.lower in pronouns and token.dep in ("nsubj", "nsubj:pass") and not _impersonal(scene, token):
            _join(scene, token, token, _antecedent(scene, token, subjects), subjects, "pronoun")
        elif (
            token.i
            and token.dep not in ("amod", "det")
            and scene.owner[token.i] is None
            and f"{scene.tokens[token.i - 1].lower} {token.lower}" in same
        ):
            _join(scene, scene.tokens[token.i - 1], token, _latest(scene, token), subjects, "same")
        elif token.lower in same and "-" in token.lower:
            _join(scene, token, token, _latest(scene, token), subjects, "same")
    scene.drafts.sort(key=lambda d: (d.first, -d.last))


def _impersonal(scene: Scene, token: Token) -> bool:
    verb, nobody = scene.tokens[token.head], scene.words.words("impersonal")
    if verb.pos == "ADJ" or verb.lemma in nobody:
        return True
    return any(scene.tokens[c].lower in nobody and c < verb.i for c in verb.children)


def _agrees(token: Token, draft: Draft) -> bool:
    if token.has("Number=Plur") != (draft.plural or bool(draft.members)):
        return draft.kind in ("group", "armed") and draft.plural
    if draft.rule == "person-name":
        return not draft.feminine or token.has("Gender=Fem")
    return draft.feminine == token.has("Gender=Fem") or draft.rule == "capital-acts"


def _antecedent(scene: Scene, token: Token, subjects: dict[int, Draft]) -> Draft | None:
    """The subject of the governing clause, else of the sentence before."""
    tokens = scene.tokens
    for verb in scene.parse.ancestors(tokens[token.head]):
        if (found := _subject(tokens, verb, subjects)) and found.first < token.i:
            return found if _agrees(token, found) else None
    index = token.sentence - 1
    if index < 0 or tokens[token.head].dep not in ("ROOT", "conj", "parataxis", "ccomp", "advcl"):
        return None
    sentence = scene.parse.sentences[index]
    root = next((t for t in tokens[sentence.first : sentence.last] if t.head == t.i), None)
    found = _subject(tokens, root, subjects) if root else None
    return found if found is not None and _agrees(token, found) else None


def _subject(tokens: list[Token], verb: Token, subjects: dict[int, Draft]) -> Draft | None:
    for child in verb.children:
        if tokens[child].dep in ("nsubj", "nsubj:pass") and child in subjects:
            return subjects[child]
    return None


def _latest(scene: Scene, token: Token) -> Draft | None:
    """The actor named last before the demonstrative, of its number."""
    for at in range(token.i - 1, max(-1, token.i - 40), -1):
        draft = scene.owner[at]
        if (
            draft is not None
            and draft.last < token.i
            and (draft.plural or bool(draft.members)) == token.word.endswith("s")
        ) and draft.kind in ("person", "state", "armed", "group", "institution", "organisation", "force"):
            return draft
    return None


def _join(scene: Scene, first: Token, last: Token, to: Draft | None, subjects: dict[int, Draft], rule: str) -> None:
    if to is None:
        return
    draft = Draft(
        first.i, last.i, last.i, (first.i, last.i), to.kind, rule, to.actor, to.country, to.sector,
        name=to.name, plural=to.plural, feminine=to.feminine, definite=True, entity=to.entity, members=to.members,
    )  # fmt: skip
    subjects[last.i] = scene.add(draft)
