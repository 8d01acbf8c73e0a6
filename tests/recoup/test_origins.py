"""Invented bundles: who goes back to whom, who stands alone, and what broken input does."""

from __future__ import annotations

import importlib
import random
import sys
from collections import Counter
from pathlib import Path

import pytest
from recoup_making import reading

from recoupe.model import Origins, Reading
from recoupe.recoup.origins import find_origins

DISPATCH = """Rovane: quatorze conteneurs de sucre saisis au port de Kéréba

Quatorze conteneurs de sucre ont été saisis mardi au port de Kéréba par les douanes rovanaises, a appris l'ANR \
de source portuaire.

"Nous avons ouvert le premier conteneur vers 6h40 et le sucre cachait des panneaux solaires volés", a déclaré \
le directeur des douanes de Kéréba, Osso Mandel.

Trois dockers et un transitaire ont été arrêtés. La marchandise, estimée à 87 millions de couronnes, venait de \
Talvik. Le navire, le Sirocco, avait quitté Talvik le 3 avril avec 212 conteneurs à bord.

Le Syndicat des transitaires de Kéréba a demandé "une enquête sérieuse et des sanctions contre les vrais \
commanditaires".

TL/om/ANR
"""
CREDITED = """Kéréba : le sucre cachait des panneaux solaires

Les douanes rovanaises ont saisi mardi quatorze conteneurs de sucre au port de Kéréba.

"Nous avons ouvert le premier conteneur vers 6h40 et le sucre cachait des panneaux solaires volés", a expliqué \
le directeur des douanes, Osso Mandel. Trois dockers et un transitaire sont aux arrêts. La marchandise, \
estimée à 87 millions de couronnes, était arrivée de Talvik sur le Sirocco.

Le Courrier du Large (avec ANR)
"""
BRIEF = """Saisie record à Kéréba

Quatorze conteneurs de sucre saisis mardi au port. Des panneaux solaires volés y étaient cachés, selon Osso \
Mandel, des douanes. Trois dockers et un transitaire arrêtés ; 87 millions de couronnes de marchandise venue \
de Talvik.
"""
ECHO = """Une lutte de tous les instants contre la fraude

Un coup dur pour les réseaux

Les douanes viennent de porter un coup sévère aux fraudeurs. Dans un grand port du pays, une cargaison de \
sucre a révélé des panneaux solaires dérobés. Plusieurs dockers ont été conduits devant la justice, et un \
transitaire les accompagne.

Un enjeu pour tous

Le syndicat de la profession réclame des sanctions. En somme, la vigilance reste de mise sur les quais.
"""
ENGLISH = """Rovane customs seize fourteen sugar containers in Kereba

Customs officers in Rovane have seized fourteen containers of sugar in the port of Kereba that hid stolen \
solar panels, the port's customs chief Osso Mandel said. They were opened at 6:40.

Three dockers and a forwarding agent were arrested. The goods, worth 87 million crowns, came from Talvik \
aboard the Sirocco, which had left on 3 April with 212 containers.
"""
SLIPPED = """Kéréba : 140 conteneurs de sucre saisis

Les douanes ont saisi 140 conteneurs de sucre au port de Kéréba. D'après le directeur des douanes, Osso \
Mandel, le sucre cachait des panneaux solaires volés. La marchandise, estimée à 870 millions de couronnes, \
venait de Talvik par le Sirocco. Trois dockers et un transitaire sont arrêtés.
"""
OPINION = """Le sucre amer de nos ports

Ainsi, à Kéréba, le sucre cachait des panneaux volés. On a arrêté trois dockers et un transitaire ; on n'a pas \
arrêté ceux qui commandent. Qui s'en étonnera ? Nos ports sont des passoires et nos lois des rideaux. Il \
faudra bien un jour que la douane regarde plus haut que les quais, et que l'on cesse de punir seulement les \
mains qui portent les sacs.
"""
OWN = """Sur les quais de Kéréba, la nuit des dockers

Fantin Okole a vu les phares avant d'entendre les chiens. « Ils étaient une trentaine, ils ont demandé la grue \
numéro 4 », raconte ce grutier de 51 ans, qui habite le quartier de Basse-Mer. Sa voisine, Lisa Bentem, dont \
le frère est détenu, affirme qu'« il n'a fait que signer un bordereau pour un inconnu ».

Au café du Môle, le doyen Aristo Pell compte dix-sept familles sans salaire depuis la fermeture du terminal \
nord. Quatorze conteneurs de sucre, dit la douane ; lui en a vu partir neuf autres vers Grisol, sous bâche, \
dimanche soir.
"""
OTHER = """Incendie au marché de Talvik

Un incendie a détruit lundi soir soixante étals du marché couvert de Talvik, selon la mairie. « Le feu est \
parti d'un réchaud », explique le capitaine Jonas Ferrel, des pompiers. Personne n'a été blessé. Le marché \
restera fermé jusqu'au 28.
"""
MIXED = """Kéréba : la saisie et ses ombres

Quatorze conteneurs de sucre ont été saisis mardi ; la marchandise est estimée à 87 millions de couronnes, \
selon le directeur des douanes, Osso Mandel, et venait de Talvik par le Sirocco.

Fantin Okole, grutier, a compté une trentaine d'hommes. Lisa Bentem assure que son frère « n'a fait que signer \
un bordereau pour un inconnu ». Le doyen Aristo Pell parle de neuf autres conteneurs partis vers Grisol.
"""


def at(name: str, hour: str, text: str, outlet: str | None = None) -> Reading:
    return reading(name, f"2031-04-{hour}:00", text=text, outlet=outlet)


WIRE = at("wire", "09T14:00", DISPATCH, "Agence nouvelle de Rovane (ANR)")


def together(origins: Origins, one: str, other: str) -> bool:
    return any(one in group and other in group for group in origins.groups)


@pytest.mark.parametrize(
    ("text", "kinds", "undetermined"),
    [
        pytest.param(CREDITED, {"same wording", "credited"}, False, id="credited reprint"),
        pytest.param(BRIEF, {"rewrite"}, None, id="condensed without credit"),
        pytest.param(ECHO, {"echo", "rewrite"}, True, id="inflated and vague"),
        pytest.param(ENGLISH, {"translation"}, None, id="in English"),
        pytest.param(SLIPPED, {"rewrite"}, False, id="with copying errors"),
        pytest.param(OPINION, {"echo", "rewrite"}, True, id="opinion"),
    ],
)
def test_what_adds_nothing_goes_back_to_the_dispatch(text: str, kinds: set[str], undetermined: bool | None) -> None:
    origins = find_origins([WIRE, at("late", "10T08:00", text, "Le Courrier du Large")])
    assert origins.groups == (("wire", "late"),)
    [link] = origins.links
    assert (link.later, link.earlier) == ("late", "wire") and link.directed and link.why
    assert link.kind in kinds
    if undetermined is not None:
        assert (origins.undetermined == ("late",)) is undetermined


@pytest.mark.parametrize("text", [pytest.param(OWN, id="own witnesses"), pytest.param(OTHER, id="another event")])
@pytest.mark.parametrize("when", ["09T09:00", "10T08:00"])
def test_what_brings_its_own_stands_alone(text: str, when: str) -> None:
    origins = find_origins([WIRE, at("own", when, text)])
    assert not together(origins, "wire", "own")
    assert origins.undetermined == () and origins.independent == 2


def test_a_shared_communique_is_no_shared_origin() -> None:
    shared = OWN + '\nLe Syndicat des transitaires demande "une enquête sérieuse et des sanctions contre les vrais ' \
        'commanditaires".\n'  # fmt: skip
    assert not together(find_origins([WIRE, at("own", "10T08:00", shared)]), "wire", "own")


def bundle() -> list[Reading]:
    return [
        WIRE,
        at("own", "09T11:00", OWN),
        at("credited", "09T15:00", CREDITED, "Le Courrier du Large"),
        at("brief", "09T16:00", BRIEF),
        at("english", "09T18:00", ENGLISH),
        at("echo", "10T07:00", ECHO),
        at("other", "08T19:00", OTHER),
    ]


def test_a_whole_bundle() -> None:
    origins = find_origins(bundle())
    assert {frozenset(g) for g in origins.groups} == {
        frozenset({"wire", "credited", "brief", "english", "echo"}),
        frozenset({"own"}),
        frozenset({"other"}),
    }
    assert origins.independent == 3


def test_the_order_of_the_input_does_not_matter() -> None:
    first = find_origins(bundle())
    for seed in range(4):
        shuffled = bundle()
        random.Random(seed).shuffle(shuffled)
        assert find_origins(shuffled) == first


def test_an_article_of_two_origins_is_mixed() -> None:
    origins = find_origins([WIRE, at("own", "09T11:00", OWN), at("mix", "10T08:00", MIXED)])
    [mixed] = origins.mixed
    assert mixed.article == "mix" and {frozenset(p) for p in mixed.parts} == {frozenset({"wire"}), frozenset({"own"})}
    assert origins.independent == 2


def test_without_dates_the_fuller_article_is_the_source() -> None:
    origins = find_origins([reading("a", text=BRIEF), reading("b", text=DISPATCH)])
    [link] = origins.links
    assert (link.later, link.earlier, link.directed) == ("a", "b", False)


def test_a_copy_stamped_an_hour_before_its_source_still_goes_back_to_it() -> None:
    origins = find_origins([WIRE, at("early", "09T12:30", BRIEF)])
    assert together(origins, "wire", "early")
    assert origins.links[0].earlier == "wire" and not origins.links[0].directed


def test_time_zones_are_one_time() -> None:
    here = reading("here", "2031-04-09T16:00:00+02:00", text=DISPATCH)
    there = reading("there", "2031-04-09T21:00:00+00:00", text=CREDITED)
    [link] = find_origins([there, here]).links
    assert (link.later, link.earlier, link.directed) == ("there", "here", True)


def test_a_thousand_copies_are_one_origin() -> None:
    copies = [at(f"c{n:04}", f"{10 + n % 10}T{n % 24:02}:00", DISPATCH) for n in range(1000)]
    work: Counter[str] = Counter()
    origins = find_origins([WIRE, *copies], work)
    assert len(origins.groups) == 1 and len(origins.links) == 1000
    assert work["comparisons"] <= 40 * 1001


def test_of_equal_copies_the_first_is_the_source() -> None:
    copies = [at(f"c{n}", "10T08:00", DISPATCH) for n in range(12)]
    assert {link.earlier for link in find_origins(copies).links} == {"c0"}


def test_outlets_that_credit_each_other_in_a_circle_are_one_origin() -> None:
    """Each names the next as its source: nobody is told to be the first with certainty, and nobody counts twice."""
    names = ("Fanal", "Gouvernail", "Harpon")
    circle = [
        reading(name, "2031-04-10", text=f"{BRIEF}\n(Avec {names[n - 2]})", outlet=name) for n, name in enumerate(names)
    ]
    origins = find_origins(circle)
    assert len(origins.groups) == 1 and len(origins.links) == 2
    assert all(any("names" in why for why in link.why) and not link.directed for link in origins.links)
    sources = {link.later: link.earlier for link in origins.links}
    first = next(name for name in names if name not in sources)
    assert all(walk(sources, name) == first for name in names)


def walk(sources: dict[str, str], name: str) -> str:
    """Where the links lead in the end; raises RecursionError for a circle."""
    return walk(sources, sources[name]) if name in sources else name


def test_copies_of_each_other_make_no_circle() -> None:
    same = [reading(name, text=DISPATCH) for name in ("a", "b", "c")]
    origins = find_origins(same)
    assert origins.groups == (("a", "b", "c"),) and len(origins.links) == 2


@pytest.mark.parametrize(
    "published", ["2999-01-01", "1800-01-01", None, "0001-01-01T00:30:00+02:00", "9999-12-31T23:30:00-02:00"]
)
def test_strange_dates_are_lived_with(published: str | None) -> None:
    origins = find_origins([WIRE, reading("odd", published, text=CREDITED)])
    assert sorted(a for g in origins.groups for a in g) == ["odd", "wire"]


def test_two_articles_with_one_id_are_one() -> None:
    origins = find_origins([WIRE, WIRE, at("wire", "09T14:00", DISPATCH + "\nSuite.", "ANR")])
    assert origins.groups == (("wire",),)


@pytest.mark.parametrize("text", ["", "…", "A", "« »", "12 " * 5000, "Kéréba " * 3000])
def test_texts_that_say_little(text: str) -> None:
    origins = find_origins([WIRE, at("odd", "09T15:00", text)])
    assert sorted(a for g in origins.groups for a in g) == ["odd", "wire"]


def test_nothing_in_nothing_out() -> None:
    assert find_origins([]) == Origins(())


def invented(number: int) -> Reading:
    dice = random.Random(number)
    names = [f"{dice.choice('BDGKLMNPRST')}{dice.choice('aeiou')}{dice.choice('lmnrst')}{dice.choice('aeiou')}{n}x"
             for n in range(6)]  # fmt: skip
    words = [
        f"{a}{b}{c}" for a in "bcdflm" for b in ("ari", "elo", "inu", "ota") for c in ("ment", "tion", "sel", "rou")
    ]
    said = " ".join(dice.choice(words) for _ in range(60))
    return reading(f"n{number:05}", f"2031-{1 + number % 12:02}-{1 + number % 28:02}",
                   text=f"Le bac de {names[0]} reste à quai. {names[1]} et {names[2]} ont dit : {said}.")  # fmt: skip


@pytest.mark.parametrize("size", [300, 1200])
def test_the_work_for_one_more_article_does_not_grow(size: int) -> None:
    work: Counter[str] = Counter()
    find_origins([invented(n) for n in range(size)], work)
    assert work["comparisons"] <= 24 * size


@pytest.mark.shared
def test_story_bundles(shared: Path) -> None:
    root = str(Path(__file__).resolve().parents[2])
    if root not in sys.path:
        sys.path.insert(0, root)
    figures = importlib.import_module("tools.quality.origins").measure_bundles(shared)
    assert figures is not None
    assert figures["same_origin_pairs"]["f1"] >= 0.95
    assert figures["exact_bundles"] >= 11
