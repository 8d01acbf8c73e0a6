"""Arguments: the words around a trigger that may act or be acted upon, by the slot in which they stand."""

from __future__ import annotations

from recoupe.knowledge.syntax import Syntax
from recoupe.parsing import Parse, Token

Slots = dict[str, list[Token]]
SUBJECT = ("nsubj", "nsubj:caus")
PATIENT = "nsubj:pass"
VERBAL = ("VERB", "AUX")
STRAYED = ("ADV", "X", "NUM")  # what the model takes a rare verb form for («dément», «interrogée»)
AGREEMENT = ("Gender", "Number")  # what a participle shares with its noun
BORROW_DEPTH = 4
_BORROWS = ("xcomp", "advcl", "conj", "ccomp", "acl", "obl")


def gather_slots(parse: Parse, token: Token, syntax: Syntax) -> Slots:
    """Every filler around a trigger, by slot: "subject", "object", "agent", "adjective" or a preposition."""
    slots: Slots = {}
    if acts_as_verb(parse, token):
        _verb_slots(parse, token, syntax, slots)
    else:
        _noun_slots(parse, token, syntax, slots)
    return {slot: _with_joined(parse, fillers, syntax) for slot, fillers in slots.items()}


def _with_joined(parse: Parse, fillers: list[Token], syntax: Syntax) -> list[Token]:
    """The fillers, what is joined to them («le maire et deux conseillers») and their parts («dont un conseiller»)."""
    parts = [part for t in fillers for part in _parts(parse, t, syntax)]
    joined = [parse.tokens[c] for t in (*fillers, *parts) for c in t.children if parse.tokens[c].dep == "conj"]
    found = {t.i: t for t in (*fillers, *parts, *joined)}
    return [t for t in found.values() if t in fillers or t.pos in ("NOUN", "PROPN")]


def _parts(parse: Parse, noun: Token, syntax: Syntax) -> list[Token]:
    """«huit personnes, dont six soldats»: the soldiers for the persons, and the other way round."""
    found = []
    for child in (parse.tokens[c] for c in noun.children):
        if child.lower in syntax.among:
            before = parse.tokens[child.i - 1] if child.i else None
            if before is not None and before.pos == "PUNCT" and child.i > 1:
                before = parse.tokens[child.i - 2]
            while before is not None and before.pos not in ("NOUN", "PROPN") and before.head < before.i:
                before = parse.tokens[before.head]
            found += [before] if before is not None and before.sentence == noun.sentence else []
        elif child.pos in ("NOUN", "PROPN") and any(parse.tokens[c].lower in syntax.among for c in child.children):
            found.append(child)
    return found


def acts_as_verb(parse: Parse, token: Token) -> bool:
    """The event's word is a verb, also where the model sees none in it."""
    if token.pos in VERBAL or token.pos in STRAYED or is_participle(parse, token):
        return True
    return token.pos == "NOUN" and any(parse.tokens[c].dep == "aux:tense" for c in token.children)  # «ont patrouillé»


def is_participle(parse: Parse, token: Token) -> bool:
    """An adjective that is a past participle with verbal company: «tués par», «a été tué»."""
    deps = {parse.tokens[c].dep for c in token.children}
    return token.pos == "ADJ" and not deps.isdisjoint(("aux:pass", "aux:tense", "obl:agent"))


def _verb_slots(parse: Parse, verb: Token, syntax: Syntax, slots: Slots) -> None:
    passive = _own_slots(parse, verb, syntax, slots)
    if not slots.get("object" if passive else "subject"):
        _borrow_subject(parse, verb, passive, syntax, slots)


def _own_slots(parse: Parse, verb: Token, syntax: Syntax, slots: Slots) -> bool:
    """Fill the slots from the verb's own dependents; tells whether it is passive."""
    passive = is_passive(parse, verb, syntax)
    for child in (parse.tokens[c] for c in verb.children):
        slot = (
            "subject"
            if not passive and _is_somebody(child, verb, syntax)
            else _verb_slot(parse, child, passive, syntax)
        )
        if slot and not (passive and _is_nobody(child, verb, syntax)):
            slots.setdefault(slot, []).append(antecedent(parse, child, syntax))
    if passive:
        slots.setdefault("subject", slots.get("agent", []))
    _turn_dative(verb, slots, syntax)
    return passive


def _is_nobody(word: Token, verb: Token, syntax: Syntax) -> bool:
    """«Il est demandé aux routiers de partir»: an «il» that stands for what is asked."""
    return verb.lemma.lower() in syntax.bidden and word.pos == "PRON" and word.lower in syntax.personal


def _turn_dative(verb: Token, slots: Slots, syntax: Syntax) -> None:
    """«ont mis le feu à un car»: the car is what the verb strikes."""
    nouns = syntax.dative_deeds.get(verb.lemma.lower())
    if nouns and any(t.lemma.lower() in nouns for t in slots.get("object", ())):
        for word in syntax.dative:
            slots["object"] += slots.pop(word, [])


def _is_somebody(word: Token, verb: Token, syntax: Syntax) -> bool:
    """«Il doit …» that the model takes for an impersonal «il»."""
    return word.dep == "expl:subj" and word.lower in syntax.personal and verb.lemma.lower() not in syntax.impersonal


def _verb_slot(parse: Parse, child: Token, passive: bool, syntax: Syntax) -> str | None:
    """The slot of a verb's dependent; None for one that fills no slot."""
    if child.dep in SUBJECT or child.dep == PATIENT:
        return "object" if passive else "subject"
    if child.dep == "obl:agent":
        return "agent"
    if child.dep == "obj":
        return None if passive else "object"
    if child.dep == "iobj":
        return "indirect"
    if child.dep.startswith(("obl", "nmod")):
        word = preposition(parse, child, syntax)
        return "agent" if word in syntax.agent else word
    return None


def _borrow_subject(parse: Parse, verb: Token, passive: bool, syntax: Syntax, slots: Slots) -> None:
    """A verb without its own subject borrows that of the clause it hangs on, or the noun it modifies."""
    role = "object" if passive else "subject"
    for _ in range(BORROW_DEPTH):
        head = _main_verb(parse, verb, syntax)
        if verb.dep.startswith("acl") and head.pos in ("NOUN", "PROPN", "PRON"):
            slots.setdefault(role, []).append(_agreeing(parse, verb, head) if passive else head)
            return
        if head.i == verb.i or head.pos not in (*VERBAL, "ADJ") or not verb.dep.startswith(_BORROWS):
            return
        if verb.dep == "ccomp" and verb.has("VerbForm=Fin"):
            return
        if found := _lent_subject(parse, verb, head, syntax):
            slots.setdefault(role, []).append(found)
            return
        verb = head


def _main_verb(parse: Parse, verb: Token, syntax: Syntax) -> Token:
    """What a verb hangs on; a gerund goes with a verb, and behind a comma with the main one, not with the noun or the
    relative clause before it («Le pays subit un blocus qui l'étrangle, tout en affrontant des attaques»)."""
    head = parse.tokens[verb.head]
    if not (verb.has("VerbForm=Part") and verb.has("Tense=Pres")):
        return head
    if parse.tokens[verb.i - 1].lower not in syntax.gerund:
        return _apart_from(parse, verb, head, syntax)
    before = next((t for t in reversed(parse.tokens[: verb.i - 1]) if t.pos != "ADV"), head)
    strayed = verb.dep == "acl" or (head.dep == "acl:relcl" and before.word == ",")
    noun = head if verb.dep == "acl" else parse.tokens[head.head]
    upper = next((t for t in parse.ancestors(noun) if t.pos in VERBAL), None)
    return upper if strayed and upper is not None else head


def _apart_from(parse: Parse, verb: Token, noun: Token, syntax: Syntax) -> Token:
    """«a parlé devant la presse, dénonçant …»: behind a comma the participle goes with the verb, not with the noun of
    the phrase before it."""
    if verb.dep != "acl" or parse.tokens[verb.i - 1].word != "," or not preposition(parse, noun, syntax):
        return noun
    return next((t for t in parse.ancestors(noun) if t.pos in VERBAL), noun)


def _agreeing(parse: Parse, participle: Token, noun: Token) -> Token:
    """«la mort du chef, tué …»: the participle belongs to the nearest noun before it that agrees with it."""
    if not participle.has("VerbForm=Part") or agree(participle, noun):
        return noun
    between = (parse.tokens[at] for at in range(participle.i - 1, noun.i, -1))
    return next((t for t in between if t.has("Number=") and t.pos in ("NOUN", "PROPN") and agree(participle, t)), noun)


def agree(word: Token, noun: Token) -> bool:
    """Gender and number differ nowhere, as far as both show them: the participle may be the noun's."""
    told = [part for part in word.morph.split("|") if part.startswith(AGREEMENT)]
    return all(noun.has(part) or not noun.has(part.split("=")[0]) for part in told)


def _lent_subject(parse: Parse, verb: Token, head: Token, syntax: Syntax) -> Token | None:
    """The subject of `head` is that of the verb that hangs on it, or its object is («accuse X d'avoir tué»)."""
    outer: Slots = {}
    passive = _own_slots(parse, head, syntax, outer)
    controls = head.lemma.lower() in syntax.control and verb.has("VerbForm=Inf")
    first, second = ("object", "subject") if passive or controls else ("subject", "object")
    return next(iter(outer.get(first) or outer.get(second) or ()), None)


def is_passive(parse: Parse, verb: Token, syntax: Syntax) -> bool:
    """«a été tué», «est tué», «tués par», and past participles that modify a noun; not «a tué» nor «sont venus»."""
    children = [parse.tokens[c] for c in verb.children]
    if _is_active(parse, verb, syntax) or any(c.lower in syntax.itself for c in children):
        return False
    above = [parse.tokens[verb.head]] if verb.dep in ("xcomp", "obj") else []
    if any(syntax.staying.intersection((t.lemma.lower(), t.lower)) for t in (*children, *above)):
        return True  # «le poste reste fermé»
    if verb.has("Voice=Pass") or any(c.dep in ("aux:pass", PATIENT) for c in children):
        return True
    if verb.dep == "conj" and _shares_passive(parse, verb, syntax):
        return True  # «a été arrêté puis relâché»
    bare = _is_past_participle(verb, syntax) and not any(c.dep.startswith("aux") for c in children)
    if verb.dep != "acl" and any(c.dep == "obj" and c.i > verb.i for c in children):
        bare = False  # «ont encerclé la ville et tué le maire»
    return (bare or is_participle(parse, verb)) and not any(c.lower in syntax.reflexive for c in children)


def _shares_passive(parse: Parse, verb: Token, syntax: Syntax) -> bool:
    """A participle without an auxiliary of its own, joined to one that has that of the passive."""
    above = (parse.tokens[c].dep for c in parse.tokens[verb.head].children)
    return not parse.helpers(verb) and "aux:pass" in above and _is_past_participle(verb, syntax)


def _is_past_participle(verb: Token, syntax: Syntax) -> bool:
    """The model also takes a present tense for one («le président salue …»): the ending tells."""
    strayed = verb.has("VerbForm=Inf") and not verb.lower.endswith(tuple(syntax.participles))  # «neuf interpellés»
    if not (strayed or (verb.has("VerbForm=Part") and verb.has("Tense=Past"))):
        return False
    ends = next((syntax.participles[ending] for ending in syntax.regular if verb.lemma.endswith(ending)), ("",))
    return verb.lower.endswith(ends)


def _is_active(parse: Parse, verb: Token, syntax: Syntax) -> bool:
    """«a (…) tué» without «été», a participle joined to it («a attaqué le camp et tué un garde»), and «est venu»."""
    if verb.lemma.lower() in syntax.moving:
        return True
    for _ in range(BORROW_DEPTH):
        helpers = [parse.tokens[c] for c in verb.children if parse.tokens[c].dep.startswith(("aux", "cop"))]
        if helpers:
            return all(h.lemma.lower() in syntax.having for h in helpers)
        head = parse.tokens[verb.head]
        if verb.dep != "conj" or not verb.has("Tense=Past") or not head.has("Tense=Past") or head.pos not in VERBAL:
            return False
        verb = head
    return False


def antecedent(parse: Parse, token: Token, syntax: Syntax) -> Token:
    """The noun behind a relative pronoun; any other word is its own antecedent."""
    if token.pos != "PRON" or token.lower not in syntax.relative:
        return token
    for upper in parse.ancestors(token):
        if upper.dep.startswith("acl") and upper.head != upper.i:
            return parse.tokens[upper.head]
    return token


def preposition(parse: Parse, token: Token, syntax: Syntax) -> str | None:
    """The preposition that governs a word, in its plain form («aux» -> «à»)."""
    for child in token.children:
        word = parse.tokens[child]
        if word.dep in ("case", "mark") and word.i < token.i:
            return syntax.joined.get(word.lower, word.lower)
    return None


def _noun_slots(parse: Parse, noun: Token, syntax: Syntax, slots: Slots) -> None:
    for child in (parse.tokens[c] for c in noun.children):
        if child.dep.startswith(("nmod", "obl")) and (word := preposition(parse, child, syntax)):
            slots.setdefault("agent" if word in syntax.agent else word, []).append(child)
        elif child.dep == "amod":
            slots.setdefault("adjective", []).append(child)
            _participle_slots(parse, child, syntax, slots)
        elif child.dep == "acl":
            _participle_slots(parse, child, syntax, slots)
    _support_slots(parse, noun, syntax, slots)
    for slot, roles in (("agent", syntax.authors), ("object", syntax.victims)):
        if somebody := _in_role(parse, noun, roles, syntax):
            slots.setdefault(slot, []).append(somebody)


def _in_role(parse: Parse, noun: Token, roles: frozenset[str], syntax: Syntax) -> Token | None:
    """«Koné, auteur de l'attaque», «Koné est l'un des auteurs de l'attaque», «le convoi a été la cible d'un raid»."""
    role = parse.tokens[noun.head]
    if role.lemma.lower() not in roles or preposition(parse, noun, syntax) not in syntax.of:
        return None
    if role.dep == "nmod" and parse.tokens[role.head].pos == "PRON":
        role = parse.tokens[role.head]  # «l'un des auteurs»
    above = parse.tokens[role.head]
    holders = (role, above) if role.dep == "xcomp" else (role,)
    subjects = (parse.tokens[c] for holder in holders for c in holder.children if parse.tokens[c].dep in SUBJECT)
    if subject := next(subjects, None):
        return antecedent(parse, subject, syntax)
    return _last_name(parse, above, role) or above if _is_beside(parse, role, syntax) else None


def _is_beside(parse: Parse, noun: Token, syntax: Syntax) -> bool:
    """The noun only tells who the one before it is: «la Seleka, un groupe …»."""
    named = parse.tokens[noun.head]
    joined = noun.dep in ("appos", "nmod", "conj") and preposition(parse, noun, syntax) is None
    return joined and named.i < noun.i and named.pos in ("NOUN", "PROPN")


def _last_name(parse: Parse, first: Token, apposition: Token) -> Token | None:
    """«le frère de Koné, auteur de l'attaque»: the words behind a comma tell of the name right before it."""
    at = apposition.i - 1
    while at > first.i and parse.tokens[at].pos in ("PUNCT", "DET", "ADP", "PRON"):
        at -= 1
    name = parse.tokens[at]
    while name.dep.startswith("flat"):
        name = parse.tokens[name.head]
    return name if name.i > first.i and name.pos == "PROPN" and name.dep == "nmod" else None


def _participle_slots(parse: Parse, verb: Token, syntax: Syntax, slots: Slots) -> None:
    """«une attaque menée par …», «une attaque visant un convoi»: the participle's company is the noun's."""
    for child in (parse.tokens[c] for c in verb.children):
        slot = "object" if child.dep == "obj" else _verb_slot(parse, child, True, syntax)
        if slot:
            slots.setdefault(slot, []).append(child)


def _support_slots(parse: Parse, noun: Token, syntax: Syntax, slots: Slots) -> None:
    """«mener une attaque», «l'attaque a tué deux soldats»: the verb around the noun holds its arguments."""
    verb, dep = parse.tokens[noun.head], noun.dep
    above = parse.tokens[verb.head]
    if dep == "nmod" and above.lemma.lower() in syntax.support and not preposition(parse, noun, syntax):
        verb, dep = above, "obj"  # «impose depuis deux mois un blocus»
    if verb.i == noun.i or verb.pos not in VERBAL:
        return
    outer: Slots = {}
    _verb_slots(parse, verb, syntax, outer)
    lending = _lent(dep, verb, syntax)
    if slots.get("agent"):
        lending.pop("subject", None)  # «suit la grève décrétée par le syndicat»
    if (
        dep.startswith("obl")
        and verb.lemma.lower() in syntax.placing
        and preposition(parse, noun, syntax) in syntax.into
    ):
        lending |= {"subject": "subject", "object": "object"}  # «pris en garde à vue», «placés en détention»
    for slot, lent in lending.items():
        slots.setdefault(lent, []).extend(t for t in outer.get(slot, ()) if t.i != noun.i)


def _lent(dep: str, verb: Token, syntax: Syntax) -> dict[str, str]:
    """Which slots of the verb are lent to the noun, and as what."""
    lent = {slot: slot for slot in ("agent", "contre", "sur", "avec")}
    if dep == "obj" or dep == PATIENT:
        lent["subject"] = "object" if verb.lemma.lower() in syntax.undergo else "subject"
        lent["à"] = "à"
        if verb.lemma.lower() not in syntax.support | syntax.undergo:
            lent["subject"] = "outer"
    elif dep in SUBJECT:
        lent["object"] = "object"
    return lent
