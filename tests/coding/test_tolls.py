"""Killed, wounded and abducted as sentences tell them; the sentences are invented."""

from functools import lru_cache

import pytest

from recoupe.coding.toll_words import TollRule
from recoupe.coding.tolls import Toll, add_up, event_tolls, find_tolls, tolls_of
from recoupe.knowledge.loader import language_file, load_entries
from recoupe.model import Article, Count, Span
from recoupe.parsing.spacy_model import parse_articles
from recoupe.reading.counts import read_counts

Value = tuple[float, float | None] | None

# sentence, killed, wounded, abducted of the whole sentence
TOLD: list[tuple[str, Value, Value, Value]] = [
    ("Douze soldats ont été tués dimanche.", (12, 12), None, None),
    ("Douze soldats tués dans une embuscade près de Sikasso", (12, 12), None, None),
    ("Mali : 12 soldats tués dans une embuscade", (12, 12), None, None),
    ("Au moins douze soldats ont péri dans l'attaque du camp.", (12, None), None, None),
    ("Plus de vingt villageois sont morts dans l'assaut.", (20, None), None, None),
    ("Une dizaine de villageois ont été tués.", (8, 12), None, None),
    ("Des dizaines de villageois ont été tués.", (20, None), None, None),
    ("L'explosion a fait dix morts.", (10, 10), None, None),
    ("L'explosion a fait dix morts et une vingtaine de blessés.", (10, 10), (16, 24), None),
    ("Le bilan est de trois morts et sept blessés.", (3, 3), (7, 7), None),
    ("Deux morts et cinq blessés dans une attaque à Mopti", (2, 2), (5, 5), None),
    ("Un soldat a été tué et trois autres blessés.", (1, 1), (3, 3), None),
    ("Des tirs ont visé le camp, sans toutefois faire de blessés.", None, (0, 0), None),
    ("Personne n'a été blessé dans l'attaque.", None, (0, 0), None),
    ("Nul n'a été tué.", (0, 0), None, None),
    ("Aucune perte en vies humaines n'a été enregistrée.", (0, 0), None, None),
    ("Un soldat a été tué et trois autres ont été blessés.", (1, 1), (3, 3), None),
    ("Un soldat est mort et deux autres ont été blessés.", (1, 1), (2, 2), None),
    ("Six Français et deux Nigériens ont été tués.", (8, 8), None, None),
    ("Huit personnes, dont six Français et deux Nigériens, ont été tuées.", (8, 8), None, None),
    ("Huit personnes, six Français et deux Nigériens, ont péri.", (8, 8), None, None),
    ("Six personnes, dont un prêtre, ont été tuées.", (6, 6), None, None),
    ("Trois gendarmes, deux policiers et un civil ont été tués.", (6, 6), None, None),
    ("Trois gendarmes ont été tués avec leur chauffeur et leur guide.", (5, 5), None, None),
    ("Le général a été tué dans un raid près de la ville avec son adjoint.", (2, 2), None, None),
    ("Le ministre a ajouté qu'un troisième militaire avait été blessé dans l'explosion.", None, (1, 1), None),
    ("Ils ont égorgé le prêtre et grièvement blessé un paroissien.", (1, 1), (1, 1), None),
    ("Un véhicule militaire a été détruit et deux civils blessés.", None, (2, 2), None),
    ("En mai, l'armée avait perdu quatorze soldats à la frontière.", (14, 14), None, None),
    ("Un berger a été abattu par des hommes armés.", (1, 1), None, None),
    ("Le chef du village a été assassiné.", (1, 1), None, None),
    ("Moussa Diallo a été assassiné devant sa maison.", (1, 1), None, None),
    ("Moussa Diallo et Awa Sy ont été enlevés à Gao.", None, None, (2, 2)),
    ("Les assaillants ont tué neuf bergers.", (9, 9), None, None),
    ("Les assaillants ont tué au moins neuf bergers et blessé quatre autres.", (9, None), (4, 4), None),
    ("L'attaque a coûté la vie à six soldats.", (6, 6), None, None),
    ("L'attaque a coûté la vie à six de nos soldats et à deux civils.", (8, 8), None, None),
    ("Il déplore la mort de six soldats.", (6, 6), None, None),
    ("L'assassinat d'un juge et de sa femme choque la ville.", (2, 2), None, None),
    ("Trois chauffeurs ont perdu la vie sur cette route.", (3, 3), None, None),
    ("Deux soldats ont trouvé la mort dans l'opération.", (2, 2), None, None),
    ("Dans l'attaque où ont péri deux soldats, un camion a brûlé.", (2, 2), None, None),
    ("Deux corps ont été retrouvés dans le fleuve.", (2, 2), None, None),
    ("Quatre femmes parties chercher du bois ont été enlevées.", None, None, (4, 4)),
    ("Des hommes armés ont enlevé trois chauffeurs.", None, None, (3, 3)),
    ("L'enlèvement de deux touristes inquiète la région.", None, None, (2, 2)),
    ("Trois chauffeurs ont été pris en otage.", None, None, (3, 3)),
    ("Trois douaniers sont tombés au champ d'honneur mardi.", (3, 3), None, None),
    ("Un instituteur a été battu à mort dans le village.", (1, 1), None, None),
    ("Deux bergers ont été atteints par balles près du puits.", None, (2, 2), None),
    ("Dix-neuf d'entre eux ont été kidnappés sur cette route.", None, None, (19, 19)),
    ("Deux vétérinaires suisses ont été enlevés lundi.", None, None, (2, 2)),
    ("Un couple de touristes danois a été kidnappé au nord de la ville.", None, None, (2, 2)),
    ("Quatre soldats ont été tués et un grièvement blessé par une mine.", (4, 4), (1, 1), None),
    ("Trois bergers ont été blessés, dont l'un a été amputé.", None, (3, 3), None),
    ("L'obus est tombé près du camp, sans victime.", (0, 0), (0, 0), None),
    ("Dans la ville où a été tué le préfet, les marchés sont fermés.", (1, 1), None, None),
    ("Il a tué un boucher, un client ainsi qu'un gendarme.", (3, 3), None, None),
    ("Un policier a été tué et cinq autres blessés, ainsi qu'un passant.", (1, 1), (5, 5), None),
    ("Une cérémonie a rendu hommage aux treize soldats tués dans la collision.", (13, 13), None, None),
    ("Six médecins, dont quatre femmes, et un chauffeur ont été tués mardi.", (7, 7), None, None),
    ("L'armée compte ses soldats ; elle en avait perdu 13 dans un accident.", (13, 13), None, None),
    ("Deux soldats ont été tués et quatre ravisseurs abattus.", (6, 6), None, None),
    ("Ils retiennent quatre otages.", None, None, (4, 4)),
    ("Dix soldats ont été tués, cinq autres blessés et deux portés disparus.", (10, 10), (5, 5), (2, 2)),
    ("Quatre hommes et quatre femmes ont été tués.", (8, 8), None, None),
    ("Cinq Français, un Togolais et un Malgache ont été enlevés.", None, None, (7, 7)),
    ("L'attaque n'a pas fait de victime.", (0, 0), (0, 0), None),
    ("L'attaque n'a fait aucune victime.", (0, 0), (0, 0), None),
    ("L'explosion a fait au moins 12 morts et 30 blessés.", (12, None), (30, None), None),
    ("Un total de douze personnes sont mortes dans le village.", (12, 12), None, None),
    ("Au moins une personne a été tuée.", (1, None), None, None),
    ("La disparition de deux touristes accompagnés de leur guide inquiète.", None, None, (3, 3)),
    ("Deux camions ont brûlé près de Loulouni et un chauffeur a été tué.", (1, 1), None, None),
    ("Des tirs ont visé la patrouille, sans faire de blessés.", None, (0, 0), None),
    ("Le bilan est passé de 6 à 8 morts.", (8, 8), None, None),
    ("Plusieurs villageois ont été tués.", (2, None), None, None),
    ("De nombreux civils ont été blessés.", None, (2, None), None),
    ("Cinq personnes sont mortes et de nombreuses autres ont été blessées.", (5, 5), (2, None), None),
    ("L'armée a neutralisé six terroristes.", (6, 6), None, None),
    ("L'armée a visé les insurgés, tuant douze d'entre eux.", (12, 12), None, None),
    ("Trois de ses agents sont tombés sous les balles.", (3, 3), None, None),
    ("Quatre de nos confrères ont été fauchés à l'aube.", (4, 4), None, None),
    ("Le raid a visé un camp, tuant « une vingtaine » de combattants.", (16, 24), None, None),
    ("Il suivait des passants, il en a tué deux et blessé trois autres.", (2, 2), (3, 3), None),
    ("Il avait tué un homme et grièvement blessé un autre.", (1, 1), (1, 1), None),
    ("Les assaillants ont pris en otage six employés.", None, None, (6, 6)),
    ("Un homme a pris en otage pendant deux heures quatre clients.", None, None, (4, 4)),
    ("Six humanitaires, leur chauffeur et un guide ont été tués.", (8, 8), None, None),
    ("Neuf autres routiers restent détenus dans la brousse.", None, None, (9, 9)),
    ("Deux Maliens, qui travaillaient pour une clinique, tués avec leur guide par des bandits.", (3, 3), None, None),
]


@lru_cache(maxsize=1)
def parsed() -> dict[str, tuple[Toll, ...]]:
    """The tolls of every sentence of this file, parsed in one go."""
    texts = dict.fromkeys([row[0] for row in TOLD] + NO_TOLL + SINGLE + [row[2] for row in EXAMPLES])
    articles = [Article(str(n), text) for n, text in enumerate(texts)]
    found = {}
    for article, parse in parse_articles(articles):
        counts = read_counts(article, parse, ())
        found[article.text] = tuple(t for s in parse.sentences for t in find_tolls(parse, s, counts))
    return found


def value(count: Count | None) -> Value:
    return None if count is None else (count.low, count.high)


@pytest.mark.parametrize(("text", "killed", "wounded", "abducted"), TOLD, ids=[row[0] for row in TOLD])
def test_toll(text: str, killed: Value, wounded: Value, abducted: Value) -> None:
    assert tuple(value(c) for c in add_up(parsed()[text])) == (killed, wounded, abducted), parsed()[text]


SINGLE = [
    "L'armée a libéré quatre otages, dont deux touristes enlevés en mai.",
    "Le groupe, qui a tué six soldats à Mopti, a enlevé deux chauffeurs à Gao.",
]
NO_TOLL = [
    "L'armée se tait sans évoquer de victimes.",
    "Les deux corps de l'armée s'entendent.",
    "Les relations sont au point mort.",
    "Elle est choquée, mais pas blessée.",
    "Le ministre a tué le suspense.",
    "Ils ont enlevé deux barrages.",
    "Les sanctions ont été enlevées.",
    "La saison morte commence.",
    "Ils ont fauché deux champs de mil.",
    "Un poids mort pèse sur la ville.",
    "Le juge risque la peine de mort.",
    "Il n'a pas été tué.",
    "Le conseil a éliminé deux taxes.",
    "L'équipe a été battue.",
    "Douze soldats sont rentrés.",
    "Le prix du pain a blessé les esprits.",
]


@pytest.mark.parametrize("text", NO_TOLL)
def test_no_toll(text: str) -> None:
    assert [t for t in parsed()[text] if t.firm] == []


EXAMPLES = [
    (rule.id, kind, text)
    for rule in load_entries(language_file("fr", "tolls.yml"), TollRule)
    for kind in ("catches", "leaves")
    for text in getattr(rule, kind)
]


@pytest.mark.parametrize(("rule", "kind", "text"), EXAMPLES, ids=[f"{r}-{k}-{t}" for r, k, t in EXAMPLES])
def test_rules_keep_their_examples(rule: str, kind: str, text: str) -> None:
    rules = {t.rule.split("+")[0] for t in parsed()[text]}
    assert (rule in rules) == (kind == "catches"), parsed()[text]


def test_a_revised_toll_keeps_the_earlier_one() -> None:
    (toll,) = parsed()["Le bilan est passé de 6 à 8 morts."]
    assert (toll.count, toll.revised_from) == (Count(8, 8), Count(6, 6))


def test_losses_of_armed_groups_are_marked() -> None:
    (toll,) = parsed()["L'armée a neutralisé six terroristes."]
    assert toll.fighters and toll.rule.startswith("neutralised")


def test_spans_hold_the_words() -> None:
    for text, tolls in parsed().items():
        for toll in tolls:
            assert text[toll.span.start : toll.span.end] == toll.span.quote == toll.victims
            assert text[toll.trigger.start : toll.trigger.end] == toll.trigger.quote


def test_a_participle_belongs_to_the_part_it_describes() -> None:
    text = "L'armée a libéré quatre otages, dont deux touristes enlevés en mai."
    assert [(t.count.low, t.trigger.quote) for t in parsed()[text]] == [(4, "otages"), (2, "enlevés")]


def test_tolls_of_one_event() -> None:
    text = "Le groupe, qui a tué six soldats à Mopti, a enlevé deux chauffeurs à Gao."
    tolls = parsed()[text]
    anchors = {t.trigger.quote: t.trigger for t in tolls}
    assert value(add_up(tolls_of(tolls, [anchors["tué"]], abduction=False))[0]) == (6, 6)
    assert add_up(tolls_of(tolls, [anchors["tué"]], abduction=False))[2] is None
    assert add_up(tolls_of(tolls, [anchors["enlevé"]], abduction=True)) == (None, None, Count(2, 2))


def test_the_toll_may_follow_the_event() -> None:
    text = "Un camp a été attaqué mardi près de Mopti. Douze soldats ont été tués. Neuf sont morts."
    ((article, parse),) = parse_articles([Article("f", text)])
    counts = read_counts(article, parse, ())
    anchor = Span.of(text, 14, 21)
    told = event_tolls(parse, counts, [0], frozenset(), [anchor], abduction=False)
    assert [t.count.low for t in told] == [12]
    assert event_tolls(parse, counts, [0], {1}, [anchor], abduction=False) == ()


def test_the_wounded_may_come_last() -> None:
    text = "Un camp a été attaqué à Mopti. Il pleuvait. Le maire dormait. Dix sont morts. Six blessés ont été évacués."
    ((article, parse),) = parse_articles([Article("f", text)])
    counts = read_counts(article, parse, ())
    told = event_tolls(parse, counts, [0], frozenset(), [Span.of(text, 14, 21)], abduction=False)
    assert [(t.harm, t.count.low) for t in told] == [("wounded", 6)]


TOLD_ELSEWHERE = [
    ("Quatre touristes ont péri mardi. Les touristes, leur chauffeur et un guide, ont été tués par des bandits.", 6),
    ("Sept humanitaires sont morts. Ils ont été exécutés, avec leur chauffeur et leur guide, par des bandits.", 9),
    ("Le village compte cent habitants. Les habitants ont été tués.", 2),
]


@pytest.mark.parametrize(("text", "low"), TOLD_ELSEWHERE, ids=[row[0] for row in TOLD_ELSEWHERE])
def test_people_told_before_keep_their_number(text: str, low: int) -> None:
    ((article, parse),) = parse_articles([Article("f", text)])
    counts = read_counts(article, parse, ())
    told = [t for s in parse.sentences for t in find_tolls(parse, s, counts)]
    assert told[-1].count.low == low


def made(low: float, high: float | None, at: int, **more: bool) -> Toll:
    words = Span(at, at + 1, "x")
    return Toll("killed", Count(low, high), words, words, "x", "made", **more)


ADDED = [
    ("nothing told", [], None),
    ("one", [made(3, 3, 0)], (3, 3)),
    ("the exact one of two that agree", [made(12, None, 0), made(14, 14, 5)], (14, 14)),
    ("the higher of two that do not", [made(12, 12, 0), made(14, 14, 5)], (14, 14)),
    ("both sides added up", [made(9, 9, 0, fighters=True), made(2, 2, 5)], (11, 11)),
    ("men put out of action are no dead", [made(9, 9, 0, fighters=True, neutralised=True), made(2, 2, 5)], (2, 2)),
    ("attackers alone", [made(9, 9, 0, fighters=True)], (9, 9)),
    ("a stated number before one of grammar", [made(2, None, 0, firm=False), made(5, 5, 5)], (5, 5)),
    ("none beside some", [made(0, 0, 0), made(5, 5, 5)], (5, 5)),
    ("none alone", [made(0, 0, 0)], (0, 0)),
]


@pytest.mark.parametrize(("name", "tolls", "expected"), ADDED, ids=[row[0] for row in ADDED])
def test_add_up(name: str, tolls: list[Toll], expected: Value) -> None:
    assert value(add_up(tolls)[0]) == expected


def test_english_reads_what_stands_side_by_side() -> None:
    rules = load_entries(language_file("en", "tolls.yml"), TollRule)
    texts = [(rule.id, text) for rule in rules for text in rule.catches]
    articles = [Article(str(n), text, language="en") for n, (_, text) in enumerate(texts)]
    for (rule, text), (article, parse) in zip(texts, parse_articles(articles)):
        counts = read_counts(article, parse, ())
        tolls = [t for s in parse.sentences for t in find_tolls(parse, s, counts, "en")]
        assert rule in {t.rule.split("+")[0] for t in tolls}, text


def test_a_language_without_words_has_no_tolls() -> None:
    ((_, parse),) = parse_articles([Article("x", "Douze soldats ont été tués.")])
    assert find_tolls(parse, parse.sentences[0], (), "xx") == ()


HOSTILE = [
    "tués " * 400,
    "douze morts et " * 300,
    "dont deux " * 300 + "soldats tués",
    "sans de sans de morts ni ni blessés " * 60,
    "MALI : DOUZE SOLDATS TUÉS !!! " * 40,
    "12 soldats, " * 300 + "ont été tués",
    "\u200b12\u200b soldats\u200b ont été\u200b tués",
    "« " * 200 + "douze morts" + " »" * 200,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[t[:24] for t in HOSTILE])
def test_hostile_text_is_read_with_exact_spans(text: str) -> None:
    for article, parse in parse_articles([Article("h", text)]):
        counts = read_counts(article, parse, ())
        for sentence in parse.sentences:
            for toll in find_tolls(parse, sentence, counts):
                assert text[toll.span.start : toll.span.end] == toll.span.quote
                assert toll.count.low >= 0
