"""A dispatch and a blog that rewrites it, invented, built like the first two articles the product was made for."""

from __future__ import annotations

import pytest
from recoup_making import reading, report

from recoupe.model import Event, Origins, Reading
from recoupe.recoup.events import merge_reports
from recoupe.recoup.origins import find_origins

WIRE = """Face aux attaques qui se rapprochent du fleuve, Port-Clair et Belmo redisent leur volonté de patrouiller \
ensemble.

Le ministre saranais de la Défense, le général Awa Ndour, a reçu ce mercredi, à Port-Clair, une délégation \
belmorane conduite par le colonel-major Issa Tallia, conseiller au ministère de la Défense, a appris ANF de \
sources officielles.

La visite survient alors que le Front du Nord décrète depuis plusieurs jours un embargo sur le carburant et \
multiplie les attaques contre les convois. En février, des patrouilles conjointes avaient été lancées près \
de Gué-Salé.

Le Front du Nord avait attaqué Gué-Salé début juillet, à moins de deux kilomètres de la frontière saranaise. \
Le président Modou Karé s'était rendu au Belmora en mai 2030, le Premier ministre Ibra Sall en août, \
l'envoyé Demba Wone en octobre 2030. Le Belmora a quitté l'Union du Golfe en janvier 2031.

Les ventes du Sarano au Belmora ont atteint 512,4 milliards en 2030, en hausse de 7,1 %.

KT/om/ANF
"""
BLOG = """Une coopération renforcée entre le Sarano et le Belmora

Face à la menace, le Sarano et le Belmora ont décidé de renforcer leur coopération militaire. Le ministre \
saranais de la Défense, Awa Ndour, a récemment accueilli une délégation belmorane dirigée par le \
Colonel-Major Issa Tallia.

Le Belmora subit des embargos de carburant et des attaques récurrentes du Front du Nord. Une attaque à \
Gué-Salé, près de la frontière, a inquiété le Sarano. Des patrouilles conjointes ont été mises en place le \
long du fleuve.

En somme, les deux pays savent que leur avenir est lié et que leur collaboration reste essentielle.
"""
SARANO, BELMORA, FRONT = "state:XSA", "state:XBE", "armed:front"


def wire(published: str | None = "2031-11-05") -> Reading:
    return reading(
        "wire",
        published,
        report("wire", 0, "AGREE", "redisent leur volonté", actors=("Port-Clair", "Belmo"),
               actor_ids=(SARANO, BELMORA), when="2031-11-05"),
        report("wire", 1, "CONSULT", "a reçu", mode="visit", when="2031-11-05", place="Port-Clair",
               actors=("une délégation belmorane conduite par le colonel-major Issa Tallia",),
               recipients=("le ministre saranais de la Défense, le général Awa Ndour",),
               attributed_to="sources officielles"),
        report("wire", 2, "COERCE", "embargo", mode="withhold", actors=("le Front du Nord",), actor_ids=(FRONT,),
               place="Mali"),
        report("wire", 3, "ASSAULT", "attaques", actors=("le Front du Nord",), actor_ids=(FRONT,),
               recipients=("les convois",), series=True),
        report("wire", 4, "COOPERATE", "patrouilles conjointes", actors=("le Sarano", "le Belmora"),
               actor_ids=(SARANO, BELMORA), place="Gué-Salé", when="2031-02"),
        report("wire", 5, "ASSAULT", "avait attaqué", actors=("Le Front du Nord",), actor_ids=(FRONT,),
               place="Gué-Salé", when="2031-07-01/2031-07-10", background=True),
        report("wire", 6, "CONSULT", "s'était rendu", mode="visit", actors=("Le président Modou Karé",), place="Mali",
               when="2030-05", background=True),
        report("wire", 7, "CONSULT", "s'était rendu", mode="visit", actors=("le Premier ministre Ibra Sall",),
               place="Mali", when="2030-08", background=True),
        report("wire", 8, "CONSULT", "s'était rendu", mode="visit", actors=("l'envoyé Demba Wone",), place="Mali",
               when="2030-10", background=True),
        report("wire", 9, "SANCTION", "a quitté", mode="withdraw", actors=("Le Belmora",), actor_ids=(BELMORA,),
               recipients=("l'Union du Golfe",), when="2031-01", background=True),
    )  # fmt: skip


def blog(published: str | None = "2031-11-05") -> Reading:
    return reading(
        "blog",
        published,
        report("blog", 0, "AGREE", "ont décidé", actors=("le Sarano", "le Belmora"), actor_ids=(SARANO, BELMORA)),
        report("blog", 1, "CONSULT", "accueilli", mode="visit",
               actors=("une délégation belmorane dirigée par le Colonel-Major Issa Tallia",),
               recipients=("Le ministre saranais de la Défense, Awa Ndour",)),
        report("blog", 2, "COERCE", "embargos", mode="withhold", recipients=("Le Belmora",), place="Mali"),
        report("blog", 3, "ASSAULT", "attaques récurrentes", actors=("Front du Nord",), actor_ids=(FRONT,),
               recipients=("Le Belmora",), series=True),
        report("blog", 4, "ASSAULT", "attaque", place="Gué-Salé"),
        report("blog", 5, "COOPERATE", "patrouilles conjointes", actors=("le Sarano", "le Belmora"),
               actor_ids=(SARANO, BELMORA)),
    )  # fmt: skip


@pytest.fixture(scope="module", params=["wire first", "blog first", "no dates"])
def picture(request: pytest.FixtureRequest) -> tuple[Origins, tuple[Event, ...]]:
    dated = None if request.param == "no dates" else "2031-11-05"
    texts = [reading("wire", dated, text=WIRE), reading("blog", dated, text=BLOG)]
    pair = [wire(dated), blog(dated)]
    if request.param == "blog first":
        texts.reverse()
        pair.reverse()
    origins = find_origins(texts)
    return origins, merge_reports(pair, origins)


def event_with(events: tuple[Event, ...], report_id: str) -> Event:
    return next(e for e in events if any(r.id == report_id for r in e.reports))


def test_one_origin_and_the_blog_is_undetermined(picture: tuple[Origins, tuple[Event, ...]]) -> None:
    origins, _ = picture
    assert [set(group) for group in origins.groups] == [{"wire", "blog"}]
    assert origins.undetermined == ("blog",)
    assert origins.independent == 1


def test_sixteen_reports_make_eleven_events(picture: tuple[Origins, tuple[Event, ...]]) -> None:
    assert len(picture[1]) == 11


@pytest.mark.parametrize(
    ("of_wire", "of_blog"),
    [
        pytest.param(0, 0, id="agreement"),
        pytest.param(1, 1, id="visit"),
        pytest.param(2, 2, id="embargo"),
        pytest.param(4, 5, id="patrols"),
        pytest.param(5, 4, id="attack on the border town"),
    ],
)
def test_both_articles_tell_of_one(picture: tuple[Origins, tuple[Event, ...]], of_wire: int, of_blog: int) -> None:
    event = event_with(picture[1], f"wire#{of_wire}")
    assert f"blog#{of_blog}" in {r.id for r in event.reports}
    assert event.independent == 1
    assert event.undetermined == ("blog",)


def test_the_agreement_differs_in_strength(picture: tuple[Origins, tuple[Event, ...]]) -> None:
    findings = {f.field: f.label for f in event_with(picture[1], "wire#0").findings}
    assert findings["status"] == "strength"


def test_missing_details_are_no_conflicts(picture: tuple[Origins, tuple[Event, ...]]) -> None:
    assert not [f for e in picture[1] for f in e.findings if f.label in ("conflict", "copy_error")]


def test_the_two_series_are_related_not_merged(picture: tuple[Origins, tuple[Event, ...]]) -> None:
    convoys, recurrent = event_with(picture[1], "wire#3"), event_with(picture[1], "blog#3")
    assert convoys.id != recurrent.id
    assert recurrent.id in dict(convoys.related)
    attack = event_with(picture[1], "wire#5")
    assert not attack.series and attack.id not in (convoys.id, recurrent.id)


def test_a_single_attack_is_kept_out_of_the_series(picture: tuple[Origins, tuple[Event, ...]]) -> None:
    assert {r.id for r in event_with(picture[1], "wire#5").reports} == {"wire#5", "blog#4"}


def test_no_grade_says_confirmed(picture: tuple[Origins, tuple[Event, ...]]) -> None:
    assert all(e.grade is not None and e.grade.letter == "F" and e.grade.digit > 1 for e in picture[1])
