"""Who says so: direct and indirect speech, incises, prepositions, sources, and what kind of source speaks."""

from __future__ import annotations

import pytest
from actor_making import parsed, quotations

from recoupe.model import Span
from recoupe.reading.quotations import speaker_of

CASES = [
    # description, text, cue, speaker, beginning of the content, nature, direct
    ("that-clause", "Le préfet affirme que la piste est libre.", "affirme", "Le préfet", "la piste", "official", False),
    (
        "quotation before",
        '"La piste est libre", a déclaré le préfet.',
        "a déclaré",
        "le préfet",
        '"La piste',
        "official",
        True,
    ),
    (
        "guillemets",
        "« La piste est libre », a déclaré le préfet.",
        "a déclaré",
        "le préfet",
        "« La piste",
        "official",
        True,
    ),
    (
        "incise",
        "Deux bergers ont disparu, a indiqué le préfet à la radio.",
        "a indiqué",
        "le préfet",
        "Deux bergers",
        "official",
        False,
    ),
    (
        "incise over an addressee",
        "Deux bergers ont disparu, a indiqué à l'AFP le préfet de Kita.",
        "a indiqué",
        "le préfet de Kita",
        "Deux bergers",
        "official",
        False,
    ),
    ("selon", "Selon un berger, deux camions ont brûlé.", "Selon", "un berger", "deux camions", "witness", False),
    (
        "selon at the end",
        "Deux camions ont brûlé, selon un communiqué du ministère.",
        "selon",
        "un communiqué du ministère",
        "Deux camions",
        "document",
        False,
    ),
    (
        "d'après",
        "D'après les habitants, le village est désert.",
        "D'après",
        "les habitants",
        "le village",
        "witness",
        False,
    ),
    (
        "source",
        "Le village est désert, a-t-on appris de source sécuritaire.",
        "a-t-on appris",
        "source sécuritaire",
        "Le village",
        "anonymous",
        False,
    ),
    (
        "official source",
        "Le village est désert, a appris l'AFP de sources officielles.",
        "a appris",
        "sources officielles",
        "Le village",
        "official",
        False,
    ),
    (
        "claim",
        "Le JNIM a revendiqué l'attaque du bac.",
        "a revendiqué",
        "Le JNIM",
        "l'attaque du bac",
        "claimant",
        False,
    ),
    ("outlet", "Selon RFI, deux camions ont brûlé.", "Selon", "RFI", "deux camions", "press", False),
    (
        "selon closes coordinated clauses",
        "Le préfet a reçu les bergers et promis que le bac viendrait, selon un communiqué du ministère.",
        "selon",
        "un communiqué du ministère",
        "Le préfet a reçu",
        "document",
        False,
    ),
    (
        "adverbial inside the verb",
        '"Deux camions ont brûlé", a pour sa part affirmé le préfet.',
        "a pour sa part affirmé",
        "le préfet",
        '"Deux camions',
        "official",
        True,
    ),
    (
        "à en croire",
        "Deux camions ont brûlé, à en croire un berger.",
        "à en croire",
        "un berger",
        "Deux camions",
        "witness",
        False,
    ),
    ("opinion", "Pour le préfet, la piste est libre.", "Pour", "le préfet", "la piste", "official", False),
]


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "content", "nature", "direct"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_a_stated_source_is_read(text: str, cue: str, speaker: str, content: str, nature: str, direct: bool) -> None:
    found = next(q for q in quotations(text) if q.cue.quote == cue)
    assert found.speaker is not None
    assert found.speaker.quote == speaker
    assert found.content.quote.startswith(content)
    assert (found.nature, found.direct) == (nature, direct)


def test_a_clitic_speaker_is_the_one_who_spoke_before() -> None:
    text = '"La piste est libre", a déclaré le préfet de Kita. "Le bac aussi", a-t-il ajouté.'
    assert [q.speaker.quote for q in quotations(text) if q.speaker] == ["le préfet de Kita", "le préfet de Kita"]


def test_an_addressee_does_not_hide_what_is_said() -> None:
    found = quotations("Le général Moussa Bah a déclaré à Jean Dupont que le bac viendrait lundi.")
    assert [q.content.quote for q in found] == ["le bac viendrait lundi"]


def test_a_pronoun_speaker_is_named() -> None:
    found = quotations("Le général Moussa Bah est arrivé. Il affirme que la piste est libre.")
    assert [q.speaker.quote for q in found if q.speaker] == ["Le général Moussa Bah"]


def test_a_pronoun_is_nobody_of_another_gender() -> None:
    text = "Le préfet Moussa Bah affirme que la piste est libre. Selon une source, le bac a coulé. Il assure que non."
    assert [q.speaker.quote for q in quotations(text) if q.speaker][-1] == "Le préfet Moussa Bah"


def test_a_quotation_goes_on_without_a_new_speaker() -> None:
    text = '"La piste est libre", a déclaré le préfet de Kita. "Les bergers sont rentrés hier avec leurs troupeaux."'
    found = quotations(text)
    assert found[-1].rule == "continued"
    assert found[-1].speaker is not None and found[-1].speaker.quote == "le préfet de Kita"


SILENT = [
    ("walks", "Le préfet marche sur la piste."),
    ("says nothing", "Le préfet n'a pas précisé le bilan."),
    ("without saying", "Il part sans évoquer la crue."),
    ("a spring", "Les bergers boivent à la source."),
]


@pytest.mark.parametrize("text", [s[1] for s in SILENT], ids=[s[0] for s in SILENT])
def test_nothing_said_is_left_alone(text: str) -> None:
    assert quotations(text) == ()


CUES = [
    ("passive", "La thèse affirmée par le maire a circulé.", "affirmée", "le maire"),
    ("relative", "Le maire qui annonce la crue a fui.", "annonce", "Le maire"),
    ("infinitive", "Le maire voulait dire son accord.", "dire", "Le maire"),
    ("preposition", "La crue vient, selon les bergers.", "selon", "les bergers"),
    ("document", "Le rapport du maire est long.", "rapport", "Le rapport du maire"),
]


@pytest.mark.parametrize(("text", "cue", "speaker"), [c[1:] for c in CUES], ids=[c[0] for c in CUES])
def test_the_speaker_of_a_given_cue(text: str, cue: str, speaker: str) -> None:
    _, parse = parsed(text)
    start = text.index(cue)
    found = speaker_of(parse, Span.of(text, start, start + len(cue)))
    assert found is not None
    assert found.quote == speaker
