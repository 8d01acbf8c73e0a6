"""Numbers with bounds and units, in every French dress; the sentences are invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.knowledge.loader import language_file, load_entries
from recoupe.model import Article, CountMention, Interval, Span, TimeMention
from recoupe.parsing import Parse, make_plain
from recoupe.parsing.spacy_model import find_chunks
from recoupe.reading.count_words import CountRule
from recoupe.reading.counts import read_counts


def count(text: str, language: str = "fr", times: tuple[TimeMention, ...] = ()) -> tuple[CountMention, ...]:
    article = Article("a", text, language=language)
    plain = make_plain(text)
    return read_counts(article, Parse(plain, find_chunks(article, plain)), times)


VALUES = [
    ("Il y avait 5.100 sacs.", (5100, 5100, "sacs")),
    ("Il y avait 5 100 sacs.", (5100, 5100, "sacs")),
    ("Il y avait 5\u202f100 sacs.", (5100, 5100, "sacs")),
    ("Il y avait 5\u00a0100 sacs.", (5100, 5100, "sacs")),
    ("Il y avait 1.234.567 sacs.", (1234567, 1234567, "sacs")),
    ("Il y avait 2500 sacs.", (2500, 2500, "sacs")),
    ("Le stock vaut 2,4 milliards d'euros.", (2400000000, 2400000000, "EUR")),
    ("Le stock vaut 2.4 milliards d'euros.", (2400000000, 2400000000, "EUR")),
    ("Le stock vaut 802,8 milliards FCFA.", (802800000000, 802800000000, "XOF")),
    ("À Yaoundé, le stock vaut 5 millions de francs CFA.", (5000000, 5000000, "XAF")),
    ("À Bamako, le litre coûte 775 francs.", (775, 775, "XOF")),
    ("À Conakry, le litre coûte 12 000 francs.", (12000, 12000, "GNF")),
    ("Le sac coûte 900 ouguiyas.", (900, 900, "MRU")),
    ("Le sac coûte 25 000 $.", (25000, 25000, "USD")),
    ("Le sac coûte 40 dollars.", (40, 40, "USD")),
    ("La hausse est de 8,6 %.", (8.6, 8.6, "%")),
    ("La hausse est de 12%.", (12, 12, "%")),
    ("Trente pour cent des sacs manquent.", (30, 30, "%")),
    ("Onze guides attendent.", (11, 11, "guides")),
    ("Il a reçu douze d'entre eux.", (12, 12, "")),
    ("Il en a vendu deux hier.", (2, 2, "")),
    ('Il reste "une vingtaine" de camions.', (16, 24, "camions")),
    ("Il reste « une vingtaine » d'entre eux.", (16, 24, "")),
    ("Vingt-quatre guides attendent.", (24, 24, "guides")),
    ("Soixante et onze guides attendent.", (71, 71, "guides")),
    ("Quatre-vingts guides attendent.", (80, 80, "guides")),
    ("Quatre-vingt-dix-sept guides attendent.", (97, 97, "guides")),
    ("Septante-deux guides attendent.", (72, 72, "guides")),
    ("Deux cents guides attendent.", (200, 200, "guides")),
    ("Deux cent trente et un guides attendent.", (231, 231, "guides")),
    ("Trois mille cinq cents guides attendent.", (3500, 3500, "guides")),
    ("Deux millions et demi d'arbres brûlent.", (2500000, 2500000, "arbres")),
    ("Une dizaine de motos passe.", (8, 12, "motos")),
    ("Une douzaine de motos passe.", (10, 14, "motos")),
    ("Une vingtaine de motos passe.", (16, 24, "motos")),
    ("Une soixantaine de motos passe.", (48, 72, "motos")),
    ("Une demi-douzaine de motos passe.", (5, 7, "motos")),
    ("Un millier de motos passe.", (800, 1200, "motos")),
    ("Des dizaines de motos passent.", (20, None, "motos")),
    ("Plusieurs dizaines de motos passent.", (20, None, "motos")),
    ("Des milliers de motos passent.", (2000, None, "motos")),
    ("Des centaines de milliers de motos passent.", (200000, None, "motos")),
    ("Plusieurs centaines de milliers de motos passent.", (200000, None, "motos")),
    ("Plusieurs motos passent.", (2, None, "motos")),
    ("De nombreuses motos passent.", (2, None, "motos")),
    ("Plus de 5.000 motos passent.", (5000, None, "motos")),
    ("Au moins douze motos passent.", (12, None, "motos")),
    ("Au moins une moto passe.", (1, None, "moto")),
    ("Pas moins de 300 motos passent.", (300, None, "motos")),
    ("Plus d'une centaine de motos passe.", (100, None, "motos")),
    ("Moins de 10 motos passent.", (0, 10, "motos")),
    ("Jusqu'à douze motos passent.", (0, 12, "motos")),
    ("Environ 300 motos passent.", (270, 330, "motos")),
    ("Quelque 5.000 motos passent.", (4500, 5500, "motos")),
    ("Un cortège d'environ 200 motos passe.", (180, 220, "motos")),
    ("Près de 2.000 motos passent.", (1800, 2000, "motos")),
    ("Près d'un million d'arbres brûle.", (900000, 1000000, "arbres")),
    ("Près d'une centaine de motos passe.", (90, 100, "motos")),
    ("Entre dix et quinze motos passent.", (10, 15, "motos")),
    ("De 5 à 10 motos passent.", (5, 10, "motos")),
    ("13 à 20 motos passent.", (13, 20, "motos")),
    ("Deux ou trois motos passent.", (2, 3, "motos")),
    ("Un ou deux camions passent.", (1, 2, "camions")),
    ("Le parc attire 600 000 à 1,6 million de curieux.", (600000, 1600000, "curieux")),
    ("Il faut 2 à 3 millions d'arbres.", (2000000, 3000000, "arbres")),
    ("Le droit passe entre 20 et 40 euros.", (20, 40, "EUR")),
    ("Plus de la moitié des récoltes manque.", (50, None, "%")),
    ("Les deux tiers des récoltes manquent.", (66.7, 66.7, "%")),
    ("Trois quarts des récoltes manquent.", (75, 75, "%")),
    ("Un habitant sur deux lit.", (50, 50, "%")),
    ("Neuf foyers sur dix lisent.", (90, 90, "%")),
    ("Il livre 31.500 tonnes de riz.", (31500, 31500, "t")),
    ("Il livre 12.400 litres de gasoil.", (12400, 12400, "l")),
    ("Il livre douze kilos de riz.", (12, 12, "kg")),
    ("Il plante 116.000 hectares.", (116000, 116000, "ha")),
    ("Il roule à 60 km de la ville.", (60, 60, "km")),
    ("La grève dure 72 heures.", (72, 72, "h")),
    ("La peine est de cinq ans de prison.", (5, 5, "ans")),
    ("Trois autres blessés dorment.", (3, 3, "blessés")),
    ("Cinq nouvelles écoles ouvrent.", (5, 5, "écoles")),
    ('Il compte 40 "volontaires".', (40, 40, "volontaires")),
]


@pytest.mark.parametrize(("text", "expected"), VALUES, ids=[t for t, _ in VALUES])
def test_value(text: str, expected: tuple[float, float | None, str]) -> None:
    found = [(m.count.low, m.count.high, m.unit) for m in count(text)]
    assert expected in found, found
    assert len(found) == 1, found


SEVERAL = [
    ("Six Maliens et deux Ghanéens dansent.", [6, 2]),
    ("Le stock est passé de 6 à 8 sacs.", [6, 8]),
    ("Près de 1 300 sacs sur 2 100 sont vides.", [1170, 2100]),
    ("Il remet dix sacs à trois femmes.", [10, 3]),
    ("Trois Mirage 2000 décollent.", [3]),
    ("Le stock vaut 802,8 milliards FCFA, contre 739 milliards avant.", [802.8e9, 739e9]),
]


@pytest.mark.parametrize(("text", "lows"), SEVERAL, ids=[t for t, _ in SEVERAL])
def test_several_numbers(text: str, lows: list[float]) -> None:
    assert [m.count.low for m in count(text)] == lows


NONE = [
    "Ouverture à 15H30.",
    "À 18 heures il neige.",
    "Vers 9 heures il neige.",
    "Le 3e jour il neige.",
    "Le 1er mai il neige.",
    "La RN1 est coupée.",
    "Il tient une AK-47.",
    "Le G5 Sahel siège.",
    "L'article 5 est clair.",
    "La résolution 2085 est votée.",
    "En 2019, il neige.",
    "Depuis 2014, il neige.",
    "Le 8 janvier 2020, il neige.",
    "Jeudi 13, il neige.",
    "Le 11/5/2025 il neige.",
    "Le match finit 3-0.",
    "Awa Sy, 45 ans, dort.",
    "Le maçon, âgé de 26 ans, dort.",
    "Appelez le +221 77 512 34 56.",
    "Un quart d'heure plus tard, il neige.",
    "Il joue en quart de finale.",
    "Il est placé en quarantaine.",
    "Un sac est tombé.",
    "Des sacs sont tombés.",
    "Il vit dans les Deux-Sèvres.",
    "Un camion tout neuf arrive.",
    "Un canon de 120 mm tire.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_count(text: str) -> None:
    assert [m.span.quote for m in count(text)] == []


def test_numbers_in_times_are_left_alone() -> None:
    text = "Il y a huit jours, trois sacs sont tombés."
    span = Span.of(text, 0, 17)
    time = TimeMention(span, Interval.year(2020), "made")
    assert [m.count.low for m in count(text, times=(time,))] == [3]


def test_bare_sum_takes_the_currency_of_its_paragraph() -> None:
    found = count("Au Sénégal, le port gagne 12 milliards FCFA en mars (10 milliards en avril).")
    assert [(m.unit, m.measure) for m in found] == [("XOF", "money"), ("XOF", "money")]
    assert found[1].rule.endswith("inherited")


def test_franc_follows_the_nearest_country() -> None:
    found = count("Au Tchad, il paie 500 francs. Plus tard, en Guinée, il paie 900 francs.")
    assert [m.unit for m in found] == ["XAF", "GNF"]


ENGLISH = [
    ("Nine canoes left.", (9, 9, "canoes")),
    ("At least 1,461 trucks left.", (1461, 1461, "trucks")),
    ("Dozens of trucks left.", (20, None, "trucks")),
    ("Nearly two hundred trucks left.", (180, 200, "trucks")),
    ("Tens of thousands of trucks left.", (20000, None, "trucks")),
    ("Prices rose by 8.6%.", (8.6, 8.6, "%")),
    ("Between ten and fifteen trucks left.", (10, 15, "trucks")),
    ("It cost 2.4 billion dollars.", (2.4e9, 2.4e9, "USD")),
    ("More than half of the trucks left.", (50, None, "%")),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH, ids=[t for t, _ in ENGLISH])
def test_english(text: str, expected: tuple[float, float | None, str]) -> None:
    found = [(m.count.low, m.count.high, m.unit) for m in count(text, "en")]
    low, high, unit = expected
    if text.startswith("At least"):
        high = None
    assert found == [(low, high, unit)]


def test_unknown_language_has_no_counts() -> None:
    assert count("Il y avait 5.100 sacs.", "xx") == ()


EXAMPLES = [
    (code, rule.id, kind, text)
    for code in ("fr", "en")
    for rule in load_entries(language_file(code, "counts.yml"), CountRule)
    for kind in ("catches", "leaves")
    for text in getattr(rule, kind)
]


@pytest.mark.parametrize(
    ("code", "rule", "kind", "text"), EXAMPLES, ids=[f"{c}-{r}-{k}-{t}" for c, r, k, t in EXAMPLES]
)
def test_rules_keep_their_examples(code: str, rule: str, kind: str, text: str) -> None:
    found = count(text, code)
    if kind == "catches":
        assert found
    elif rule in {"digits", "named-numbers"}:
        assert not [m for m in found if "digits" in m.rule]
    else:
        assert not [m for m in found if rule in m.rule.split("+")]


WORDS = ["deux", "cent", "mille", "une", "dizaine", "de", "d'", "millions", "et", "demi", "à", "entre", "plus", "moins"]
WORDS += ["la moitié", "sur", "ans", "neuf", "tout", "près", "environ", "sacs", "FCFA", "km", "%", "$"]
SIGNS = ["12", "5.100", "5 100", "2019", ",", "(", ")", "-", "…", "’", "\u200b", "\u202f", "\n\n", "🚚", "Ⅻ", "٣"]
PIECES = st.sampled_from(WORDS + SIGNS)


@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " "]))
@settings(max_examples=300, deadline=None)
def test_spans_are_exact_whatever_comes(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    for mention in count(text):
        assert text[mention.span.start : mention.span.end] == mention.span.quote
        assert mention.noun is None or text[mention.noun.start : mention.noun.end] == mention.noun.quote
        assert mention.count.high is None or mention.count.low <= mention.count.high


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for mention in count(text):
        assert text[mention.span.start : mention.span.end] == mention.span.quote


@given(st.integers(min_value=1, max_value=999_999_999))
def test_grouped_digits_give_their_value(value: int) -> None:
    grouped = f"{value:,}".replace(",", ".")
    found = count(f"Il y a {grouped} sacs.")
    assert [m.count.low for m in found] in ([value], [] if 1900 <= value <= 2100 else [value])
