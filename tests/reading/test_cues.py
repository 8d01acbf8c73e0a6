"""How surely: negation, denial, conditional, allegation, plan, condition, question, each over the right words."""

from __future__ import annotations

import pytest
from actor_making import cues, parsed

from recoupe.reading.cues import conditional, negated

CASES = [
    # description, text, kind, word, words in its scope, words outside
    ("ne pas", "L'armée n'a pas quitté le poste.", "negated", "pas", "quitté", ""),
    ("jamais", "Le convoi n'est jamais arrivé.", "negated", "jamais", "arrivé", ""),
    ("aucun", "Aucune attaque ne menace la ville.", "negated", "Aucune", "attaque", ""),
    ("sans", "Le convoi passe sans escorte.", "negated", "sans", "escorte", "convoi"),
    ("only its clause", "Le maire n'a pas fui mais les bergers sont partis.", "negated", "pas", "fui", "partis"),
    ("denial", "Le maire dément toute attaque du bac.", "denied", "dément", "attaque", "maire"),
    ("press conditional", "L'attaque aurait tué six bergers.", "conditional", "aurait", "tué", ""),
    ("presumed", "Des jihadistes présumés ont brûlé le bac.", "alleged", "présumés", "jihadistes", "bac"),
    ("seems", "Le groupe semble quitter la vallée.", "alleged", "semble", "quitter", ""),
    ("doit", "Le ministre doit se rendre à Kita.", "planned", "doit", "rendre", ""),
    ("future", "Le ministre recevra les bergers lundi.", "planned", "recevra", "bergers", ""),
    ("plans", "L'armée prévoit de rouvrir la piste.", "planned", "prévoit", "rouvrir", ""),
    ("future told from the past", "Il a annoncé qu'il viendrait lundi.", "planned", "viendrait", "lundi", "annoncé"),
    ("if", "Si le bac coule, la ville sera isolée.", "condition", "Si", "coule", ""),
    ("in case of", "En cas d'attaque, la garnison sortira.", "condition", "cas", "attaque", "garnison"),
    ("may", "Le groupe pourrait attaquer le bac.", "condition", "pourrait", "attaquer", ""),
    ("question", "L'armée quittera-t-elle la vallée ?", "question", "?", "vallée", ""),
]


@pytest.mark.parametrize(
    ("text", "kind", "word", "inside", "outside"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_cue_reaches_its_words(text: str, kind: str, word: str, inside: str, outside: str) -> None:
    found = next(c for c in cues(text) if c.kind == kind and c.span.quote == word)
    assert inside in found.scope.quote
    assert not outside or outside not in found.scope.quote


PLAIN = [
    ("a fact", "L'armée a quitté le poste."),
    ("so heavy", "Le bac est si lourd."),
    ("had to, in the past", "Le ministre a dû quitter Kita."),
]


@pytest.mark.parametrize("text", [p[1] for p in PLAIN], ids=[p[0] for p in PLAIN])
def test_a_plain_statement_has_no_cue(text: str) -> None:
    assert cues(text) == ()


def test_a_restriction_is_no_negation() -> None:
    assert not [c for c in cues("L'armée n'a quitté que le poste.") if c.kind == "negated"]


WORDS = [
    ("négation", "Le convoi ne passe pas.", "passe", True, False),
    ("conditionnel", "Le convoi passerait demain.", "passerait", False, True),
    ("imparfait en -rer", "Le convoi entrait dans la ville.", "entrait", False, False),
]


@pytest.mark.parametrize(("text", "word", "no", "maybe"), [w[1:] for w in WORDS], ids=[w[0] for w in WORDS])
def test_polarity_and_mood_of_one_verb(text: str, word: str, no: bool, maybe: bool) -> None:
    _, parse = parsed(text)
    token = parse.token_at(text.index(word))
    assert token is not None
    assert (negated(parse, token), conditional(parse, token)) == (no, maybe)
