"""What the event model sees of a candidate: its frames, its form, its company and its place in the article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy

from recoupe.coding.candidates import Candidate
from recoupe.coding.linear import Floats
from recoupe.coding.models import CoderModels
from recoupe.coding.scene import Scene
from recoupe.parsing import Token

ARGUMENTS = frozenset({"nsubj", "obj", "obl", "nmod"})
AROUND = 5  # tokens on each side whose mean the model sees


@dataclass
class Seen:
    """What stood earlier in the article, and how many candidates stand in each sentence."""

    types: Counter[str] = field(default_factory=Counter)
    lemmas: Counter[str] = field(default_factory=Counter)
    in_sentence: Counter[tuple[int, str]] = field(default_factory=Counter)
    candidates: int = 0

    @classmethod
    def of(cls, candidates: list[Candidate]) -> Seen:
        counts = Counter((c.token.sentence, c.triggers[0].frame.type) for c in candidates)
        counts.update((c.token.sentence, "") for c in candidates)
        return cls(in_sentence=counts, candidates=len(candidates))

    def add(self, candidate: Candidate) -> None:
        self.types.update({t.frame.type for t in candidate.triggers})
        self.lemmas[candidate.token.lemma.lower()] += 1


def event_features(scene: Scene, candidate: Candidate, seen: Seen) -> list[str]:
    """The named features of a candidate."""
    token, best = candidate.token, candidate.triggers[0].frame.type
    found = frame_features(candidate)
    found += form_features(scene, token, best)
    found += company_features(scene, token, best)
    found += place_features(scene, candidate, seen)
    return found


def frame_features(candidate: Candidate) -> list[str]:
    types = {t.frame.type for t in candidate.triggers}
    best = candidate.triggers[0]
    found = [f"type={t}" for t in types] + [f"frame={t.frame.id}" for t in candidate.triggers]
    found += [f"sure={t.frame.id}" for t in candidate.triggers if t.weight]
    return [*found, f"best={best.frame.id}", f"besttype={best.frame.type}", f"types={len(types)}"]


def form_features(scene: Scene, token: Token, best: str) -> list[str]:
    """Word, class, inflection, auxiliaries and determiners."""
    tokens = scene.parse.tokens
    head = tokens[token.head]
    found = [f"lemma={token.lemma.lower()}", f"pos={token.pos}", f"dep={token.dep}", f"pos+type={token.pos}{best}"]
    found += [f"morph={m}" for m in token.morph.split("|")]
    found += [f"head={head.lemma.lower()}", f"headpos={head.pos}"]
    for child in (tokens[c] for c in token.children):
        found += [f"child={child.dep}", f"child={child.dep}:{child.lemma.lower()}"]
        if child.dep.startswith("aux") or child.dep == "cop":
            found += [f"auxmorph={m}" for m in child.morph.split("|")]
        elif child.dep == "det":
            found.append(f"det={child.lower}")
    return found


def company_features(scene: Scene, token: Token, best: str) -> list[str]:
    """Neighbouring words, actors in argument position, times, places and numbers nearby, quotation marks."""
    tokens, sentence = scene.parse.tokens, scene.sentence_of(token)
    found = [f"w{o}={tokens[token.i + o].lower}" for o in (-3, -2, -1, 1, 2, 3) if 0 <= token.i + o < len(tokens)]
    for child in (tokens[c] for c in token.children):
        actor = scene.actor_of.get(child.i)
        if actor is not None:
            found += [f"arg={child.dep}:{actor.kind}", f"arg+type={child.dep}:{best}"]
        case = next((tokens[k].lower for k in child.children[:4] if tokens[k].dep == "case"), None)
        if case:
            found += [f"case={case}", f"case={child.dep}:{case}:{best}"]
    near = tokens[max(sentence.first, token.i - 12) : min(sentence.last, token.i + 13)]
    found += ["time"] * (token.sentence in scene.times) + ["timenear"] * any(t.i in scene.time_of for t in near)
    found += [f"time+type={best}"] * (token.sentence in scene.times)
    found += ["placenear"] * any(t.i in scene.place_of for t in near)
    found += ["actornear"] * any(t.i in scene.actor_of for t in near)
    found += ["number"] * any(t.pos == "NUM" for t in near)
    quoted = sum(t.word in '"«»' for t in tokens[sentence.first : token.i]) % 2
    return [*found, f"quoted={quoted}", f"quoted={quoted}{best}"]


def place_features(scene: Scene, candidate: Candidate, seen: Seen) -> list[str]:
    """Where in the article it stands and what was said before."""
    token = candidate.token
    total = len(scene.parse.tokens)
    paragraph = scene.sentence_of(token).paragraph + scene.shift
    sentence = token.sentence + scene.shift
    best = candidate.triggers[0].frame.type
    found = [f"paragraph={min(paragraph, 3)}", f"sentence={min(sentence, 12)}", f"quarter={4 * token.i // total}"]
    found += [f"seen={min(seen.types[t], 3)}" for t in {t.frame.type for t in candidate.triggers}]
    found.append(f"seenlemma={min(seen.lemmas[token.lemma.lower()], 2)}")
    found.append(f"same={min(3, seen.in_sentence[token.sentence, best])}")
    found.append(f"company={min(4, seen.in_sentence[token.sentence, ''])}")
    return [*found, f"density={min(6, 20 * seen.candidates // total)}", f"length={min(5, total // 150)}"]


def event_vector(scene: Scene, candidate: Candidate, models: CoderModels) -> Floats:
    """The model's vectors of the token and of what stands around it, and the vector of its trigger word.

    In the sentence: its mean, the words around, the neighbours, the two governors, the mean of the arguments.
    """
    token, tokens, context = candidate.token, scene.parse.tokens, scene.parse.context
    sentence, head = scene.sentence_of(token), tokens[token.head]
    arguments = [c for c in token.children if tokens[c].dep.partition(":")[0] in ARGUMENTS]
    parts = [
        context[token.i],
        context[sentence.first : sentence.last].mean(axis=0),
        models.vector(candidate.triggers[0].head),
        context[head.i],
        context[arguments].mean(axis=0) if arguments else numpy.zeros(context.shape[1]),
        context[max(0, token.i - 1)],
        context[min(len(context) - 1, token.i + 1)],
        context[head.head],
        context[max(0, token.i - AROUND) : token.i + AROUND + 1].mean(axis=0),
    ]
    return numpy.concatenate(parts).astype(numpy.float32)
