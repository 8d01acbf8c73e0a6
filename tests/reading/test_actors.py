"""Who is mentioned: names, functions, groups, states that act, and what points back to them."""

from __future__ import annotations

from datetime import date

import pytest
from actor_making import actors, parsed
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.knowledge.actors import load_actors
from recoupe.model import Article, Place, PlaceMention, Reading, Span
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.actors import ActorIndex, actor_at, read_actors
from recoupe.reading.cues import read_cues
from recoupe.reading.quotations import read_quotations

SPANS = [
    # sentence, words of a mention, kind, actor_id, country, sector
    ("Le JNIM a incendié deux camions.", "Le JNIM", "armed", "armed:jnim", "MLI", "REB"),
    ("Le groupe jihadiste JNIM a incendié un bac.", "Le groupe jihadiste JNIM", "armed", "armed:jnim", "MLI", "REB"),
    ("La force conjointe a quitté la vallée.", "La force conjointe", "force", None, None, "MIL"),
    ("L'armée malienne a repris le poste.", "L'armée malienne", "force", "mil:MLI", "MLI", "MIL"),
    ("Le gouvernement sénégalais dément.", "Le gouvernement sénégalais", "institution", "gov:SEN", "SEN", "GOV"),
    ("Des hommes armés ont tiré sur le car.", "Des hommes armés", "armed", None, None, "REB"),
    ("Six Français ont quitté la ville.", "Six Français", "group", None, "FRA", "CVL"),
    ("La population a fui le village.", "La population", "group", None, None, "CVL"),
    ("Le Mali a décidé de rouvrir le poste.", "Le Mali", "state", "state:MLI", "MLI", "GOV"),
    ("Bamako accuse ses voisins.", "Bamako", "institution", "gov:MLI", "MLI", "GOV"),
    ("Au moins douze soldats nigériens ont péri.", "Au moins douze soldats nigériens", "group", None, "NER", "MIL"),
    ("Une dizaine de jihadistes ont fui.", "Une dizaine de jihadistes", "armed", None, None, "REB"),
    ("Des jihadistes présumés ont fui.", "Des jihadistes présumés", "armed", None, None, "REB"),
    ("Les forces de l'ordre ont barré la piste.", "Les forces de l'ordre", "force", None, None, "COP"),
    ("La Cédéao a levé les sanctions.", "La Cédéao", "institution", "org:ecowas", None, "IGO"),
    (
        "Les armées malienne et nigérienne ont avancé.",
        "Les armées malienne et nigérienne",
        "force",
        "mil:MLI",
        "MLI",
        "MIL",
    ),
    ("Des hommes à moto ont pillé le marché.", "Des hommes à moto", "group", None, None, "CVL"),
    ("Trois camions-citernes ont brûlé.", "Trois camions-citernes", "group", None, None, "BUS"),
    ("Un convoi de carburant attend au poste.", "Un convoi de carburant", "group", None, None, "CVL"),
]


@pytest.mark.parametrize(("text", "words", "kind", "actor_id", "country", "sector"), SPANS, ids=[s[1] for s in SPANS])
def test_a_mention_has_its_words_kind_and_codes(
    text: str, words: str, kind: str, actor_id: str | None, country: str | None, sector: str | None
) -> None:
    found = {m.span.quote: m for m in actors(text)}
    assert words in found
    mention = found[words]
    assert (mention.kind, mention.actor_id, mention.country, mention.sector) == (kind, actor_id, country, sector)


PERSONS = [
    # sentence, full words, core name, country, actor_id
    (
        "Le ministre malien de l'Élevage, Zoumana Sarambounou, a visité le marché.",
        "Le ministre malien de l'Élevage, Zoumana Sarambounou",
        "Zoumana Sarambounou",
        "MLI",
        None,
    ),
    (
        "La délégation du colonel Sibiri Dramanéta, conseiller technique au ministère de l'Énergie, est arrivée.",
        "colonel Sibiri Dramanéta, conseiller technique au ministère de l'Énergie",
        "Sibiri Dramanéta",
        None,
        None,
    ),
    (
        "Le président sénégalais Bassirou Diomaye Faye a reçu une lettre.",
        "Le président sénégalais Bassirou Diomaye Faye",
        "Bassirou Diomaye Faye",
        "SEN",
        "person:bassirou-diomaye-faye",
    ),
    (
        "Fatimata Kouyalé, préfète de la Falémé, a fermé le marché.",
        "Fatimata Kouyalé, préfète de la Falémé",
        "Fatimata Kouyalé",
        None,
        None,
    ),
]


@pytest.mark.parametrize(("text", "words", "name", "country", "actor_id"), PERSONS, ids=[p[2] for p in PERSONS])
def test_function_and_name_are_one_actor(
    text: str, words: str, name: str, country: str | None, actor_id: str | None
) -> None:
    mention = next(m for m in actors(text) if m.name == name)
    assert mention.span.quote == words
    assert (mention.country, mention.actor_id) == (country, actor_id)
    assert mention.function


SAME = [
    (
        "short name",
        "Le général Moussa Kéréfing est arrivé. M. Kéréfing a salué la foule.",
        "Le général Moussa Kéréfing",
        "M. Kéréfing",
    ),
    (
        "rank alone",
        "Le général Moussa Kéréfing est arrivé. Le général a salué la foule.",
        "Le général Moussa Kéréfing",
        "Le général",
    ),
    ("the group", "Le JNIM a brûlé un pont. Ce groupe jihadiste contrôle la piste.", "Le JNIM", "Ce groupe jihadiste"),
    (
        "the same organisation",
        "Le JNIM a brûlé un pont. La même organisation contrôle la piste.",
        "Le JNIM",
        "La même organisation",
    ),
    (
        "acronym in brackets",
        "L'Union des routiers (UDR) proteste. L'UDR bloque la route.",
        "L'Union des routiers (UDR)",
        "L'UDR",
    ),
    ("pronoun", "Les assaillants ont pillé le dépôt. Ils ont pris deux motos.", "Les assaillants", "Ils"),
    (
        "definite after indefinite",
        "Des jihadistes ont pillé le dépôt. Les jihadistes ont fui.",
        "Des jihadistes",
        "Les jihadistes",
    ),
]


@pytest.mark.parametrize(("text", "first", "second"), [s[1:] for s in SAME], ids=[s[0] for s in SAME])
def test_mentions_of_one_actor_share_the_entity(text: str, first: str, second: str) -> None:
    entity = {m.span.quote: m.entity for m in actors(text)}
    assert first in entity and second in entity
    assert entity[first] == entity[second]


APART = [
    ("two armies", "L'armée malienne avance. L'armée nigérienne recule.", "L'armée malienne", "L'armée nigérienne"),
    ("two toll groups", "Six soldats ont péri. Deux soldats ont fui.", "Six soldats", "Deux soldats"),
]


@pytest.mark.parametrize(("text", "first", "second"), [s[1:] for s in APART], ids=[s[0] for s in APART])
def test_different_actors_stay_apart(text: str, first: str, second: str) -> None:
    entity = {m.span.quote: m.entity for m in actors(text)}
    assert entity[first] != entity[second]


def test_the_head_of_state_is_the_one_of_the_day() -> None:
    text = "Le chef de l'État sénégalais a signé la loi."
    assert actors(text, date(2023, 5, 1))[0].actor_id == "person:macky-sall"
    assert actors(text, date(2025, 5, 1))[0].actor_id == "person:bassirou-diomaye-faye"


def test_a_namesake_of_an_office_holder_is_no_office_holder() -> None:
    found = actors("Le chauffeur Amadou Ba attend au poste.", date(2023, 5, 1))
    assert [m.actor_id for m in found if m.name == "Amadou Ba"] == [None]


def test_private_persons_have_no_id() -> None:
    found = actors("Un berger, Hamadou Tolobaré, a vu le convoi.")
    assert found
    assert all(m.actor_id is None for m in found)


def test_the_pair_is_of_those_who_met() -> None:
    found = actors("Le ministère sénégalais a reçu une délégation malienne. Les deux pays ont signé un accord.")
    hosts = {m.country: m.entity for m in found if m.country}
    pair = next(m for m in found if m.span.quote == "Les deux pays")
    assert set(pair.members) == {hosts["SEN"], hosts["MLI"]}


def test_a_place_is_no_person() -> None:
    article, parse = parsed("Le général Tabouré attend à Tabouré.")
    start = article.text.rindex("Tabouré")
    place = PlaceMention(Span.of(article.text, start, start + 7), Place("recoupe:x", "Tabouré"), "given")
    found = read_actors(article, parse, (place,), load_actors())
    assert [m.span.quote for m in found if m.kind == "person"] == ["Le général Tabouré"]


def test_two_countries_are_members_of_the_pair() -> None:
    found = actors("Le Sénégal et le Mali négocient. Les deux pays ont signé un accord.")
    states = {m.name: m.entity for m in found if m.kind == "state"}
    pair = next(m for m in found if m.span.quote == "Les deux pays")
    assert set(pair.members) == set(states.values())


LEFT = [
    ("a state behind a preposition of place", "Le car roule au Mali.", "Mali"),
    ("a capital one lives in", "Il habite à Bamako.", "Bamako"),
    ("a river", "Les crues du fleuve Niger ont emporté la digue.", "Niger"),
    ("an adverb", "Le pont, en particulier, est fragile.", "particulier"),
]


@pytest.mark.parametrize(("text", "words"), [s[1:] for s in LEFT], ids=[s[0] for s in LEFT])
def test_what_is_no_actor_is_left_alone(text: str, words: str) -> None:
    assert not [m for m in actors(text) if words in m.span.quote]


def test_the_mention_of_a_token_is_found_by_its_head() -> None:
    text = "Les soldats de l'armée malienne ont quitté le poste."
    found = actors(text)
    assert actor_at(found, text.index("soldats")).span.quote.startswith("Les soldats")  # type: ignore[union-attr]
    assert ActorIndex(found).at(text.index("poste")) is None


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Le JNIM",
                " a dit",
                "«",
                "»",
                '"',
                " M. Diop",
                ",",
                ".",
                "\n\n",
                " l’ONU",
                "\u200b",
                " ministre",
                " (EI)",
                "É",
                " les deux pays",
                " Ils",
                " 12",
                " au Mali",
                "\u200f",
                "-t-il",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_spans_fit_any_text(text: str) -> None:
    article, parse = next(iter(parse_articles([Article(id="p", text=text or ".")])))
    mentions = read_actors(article, parse, (), load_actors())
    said = read_quotations(article, parse, mentions)
    Reading(article, actors=mentions, quotations=said, cues=read_cues(article, parse, said))  # holds every span
    for mention in mentions:
        assert mention.head is None or mention.span.start <= mention.head < mention.span.end


def test_a_language_without_rules_has_only_names() -> None:
    article, parse = parsed("JNIM", None, "xx")
    assert {m.rule for m in read_actors(article, parse, (), load_actors())} <= {
        "known-name",
        "person-name",
        "named-organisation",
    }
