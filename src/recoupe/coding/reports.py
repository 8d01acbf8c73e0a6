"""Reports: what the article says of each event. Mentions of one event become one report; the best words anchor it."""

from __future__ import annotations

from recoupe.coding.carried_days import carry_days
from recoupe.coding.choices import Party
from recoupe.coding.claims import CLAIM, add_claimants, dates_claim
from recoupe.coding.counted_days import counted_back
from recoupe.coding.deeds import kind_of
from recoupe.coding.doers import find_captors, find_doer
from recoupe.coding.grouping import Group, carries, group_mentions
from recoupe.coding.lengths import is_term, stretch_day
from recoupe.coding.mentions import NO_SLOT, Mention, entity_key, find_mentions
from recoupe.coding.models import CoderModels, load_models
from recoupe.coding.modes import find_mode
from recoupe.coding.partners import find_partners
from recoupe.coding.retellings import join_retellings
from recoupe.coding.scene import Scene
from recoupe.coding.selection import select_mentions
from recoupe.coding.told_days import told_day
from recoupe.coding.toll_fields import toll_fields
from recoupe.coding.whereabouts import find_places, place_words
from recoupe.coding.word_order import find_by_order, group_by_order
from recoupe.knowledge.bundle import Knowledge
from recoupe.knowledge.frames import Frames, load_frames
from recoupe.model import Evidence, Interval, PlaceMention, Reading, Report, Span
from recoupe.parsing import Parse
from recoupe.parsing.spacy_model import MODELS


def code_reports(reading: Reading, parse: Parse, known: Knowledge) -> tuple[Report, ...]:
    """One report for each event the article tells of, in text order."""
    models = load_models()
    if models is None or not parse.tokens:
        return ()
    return find_reports(Scene(parse, reading), load_frames(reading.article.language), models)


def find_reports(scene: Scene, frames: Frames, models: CoderModels) -> tuple[Report, ...]:
    """The reports of a scene by given frames and models, in text order."""
    if scene.reading.article.language in MODELS:
        mentions = find_mentions(scene, frames, models)
        own = select_mentions(scene, mentions, models)
        groups = join_retellings(scene, group_mentions(add_claimants(scene, mentions, frames), own))
    else:
        mentions, groups = [], group_by_order(find_by_order(scene, frames))
    groups = sorted(groups, key=lambda g: g.best.token.start)
    places = find_places(scene, groups, mentions)
    reports = [make_report(scene, group, groups, found) for group, found in zip(groups, places, strict=True)]
    return carry_days(scene, groups, reports)


def make_report(
    scene: Scene, group: Group, groups: list[Group], found: tuple[PlaceMention | None, Evidence | None]
) -> Report:
    """The report of a group: the anchor is its best mention; each field comes from the surest mention that has it."""
    best = group.best
    anchor = scene.parse.words(best.token, best.token)
    article = scene.reading.article.id
    place, placed = found
    evidence = {name: value for name, value in best.evidence.items() if name != "place"}
    if placed:
        evidence["place"] = placed
    when = stretch_day(scene, group, find_day(scene, group, evidence))
    actors, recipients = find_parties(group, evidence)
    if not actors and (told := told_elsewhere(scene, group, groups)):
        actors, evidence["actors"] = told
    source = find_source(group, evidence)
    mode, mode_evidence = find_mode(scene, best)
    tolls = toll_fields(scene, group, groups, mode)
    evidence |= {name: found for name, (_, found) in tolls.items()}
    if mode_evidence:
        evidence["mode"] = mode_evidence
    return Report(
        id=f"{article}#{anchor.start}-{best.type.lower()}",
        article=article,
        anchor=anchor,
        type=best.type,
        mode=mode,
        actors=tuple(p.span.quote for p in actors),
        recipients=tuple(p.span.quote for p in recipients),
        actor_ids=tuple(p.mention.actor_id if p.mention else None for p in actors),
        recipient_ids=tuple(p.mention.actor_id if p.mention else None for p in recipients),
        place=place_words(scene, place) if place else None,
        where=place.place if place else None,
        when=when,
        killed=tolls["killed"][0] if "killed" in tolls else None,
        wounded=tolls["wounded"][0] if "wounded" in tolls else None,
        abducted=tolls["abducted"][0] if "abducted" in tolls else None,
        status=best.status,
        attributed_to=source.quote if source else None,
        background=best.background,
        series=best.series,
        score=round(group.score, 3),
        mentions=tuple(scene.parse.words(m.token, m.token) for m in group.mentions),
        evidence=evidence,
        explanation=explain(best),
    )


def told_elsewhere(scene: Scene, group: Group, groups: list[Group]) -> tuple[tuple[Party, ...], Evidence] | None:
    """Actors whom other sentences name: assailants, partners of a joint deed, those who took who is free now."""
    if doer := find_doer(scene, group):
        return (doer,), Evidence(doer.span, "doers", "told in another sentence")
    if partners := find_partners(scene, group):
        return partners, Evidence(partners[0].span, "partners", "named together before a joint deed")
    if captors := find_captors(scene, group, groups):
        return captors, Evidence(captors[0].span, "doers", "took those who are free now")
    return None


def find_day(scene: Scene, group: Group, evidence: dict[str, Evidence]) -> Interval | None:
    """When it happened, as the surest mention with a time tells, or another sentence."""
    evidence.pop("date", None)
    if counted := counted_back(scene, group.best.token):
        evidence["date"] = counted[1]
        return counted[0]
    dated = [m for m in dated_by(group) if m.time and not (is_term(scene, m.time) or dates_claim(scene, m, m.time))]
    time = Group(dated, group.score).first_with("time", evidence, "date")
    when = time.interval if time else None
    if when is None and (found := told_day(scene, group.best)):
        when, evidence["date"] = found
    return when


def dated_by(group: Group) -> list[Mention]:
    """The mentions whose time may be the report's: of meetings, marches or troops, which come again and again, those
    of the best mention's words, unless it is the headline."""
    best = group.best
    if kind_of(best.type) != "other" or best.token.sentence == 0:
        return group.mentions
    return [m for m in group.mentions if m is best or carries(m, best) or carries(best, m)]


def find_parties(group: Group, evidence: dict[str, Evidence]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors, and recipients who are none of them: another telling may have the same words on the other side."""
    actors = tell_parties(group, "actors", evidence)
    known = {entity_key(party) for party in actors}
    claimants = [p for m in group.mentions for p in m.actors if p.slot == CLAIM and entity_key(p) not in known]
    actors += tuple(claimants[:1])
    acting = {party.span.quote.lower() for party in actors}
    told = tell_parties(group, "recipients", evidence)
    recipients = tuple(party for party in told if party.span.quote.lower() not in acting)
    if not recipients:
        evidence.pop("recipients", None)
    return actors, recipients


def tell_parties(group: Group, side: str, evidence: dict[str, Evidence]) -> tuple[Party, ...]:
    """The parties of the best mention; where it has none, those of the verb that carries it, or of its noun.

    Actors may also stand in a slot of any other mention, first one of the same sentence; whom other words name as
    struck is often somebody else.
    """
    best = group.best
    if own := getattr(best, side):
        return tuple(own)
    undergoing = {entity_key(party) for party in best.recipients}
    for mention in sorted(group.mentions[1:], key=lambda m: m.token.sentence != best.token.sentence):
        if side == "actors" and strikes_armed(mention):
            continue
        told = (p for p in getattr(mention, side) if p.head.i != best.token.i and not is_within(p, best))
        parties = tuple(p for p in told if entity_key(p) not in undergoing)
        if not carries(mention, best) and not carries(best, mention):
            parties = tuple(p for p in parties if p.slot != NO_SLOT) if side == "actors" else ()
        if parties:
            evidence[side] = mention.evidence[side]
            return parties
    return ()


def strikes_armed(mention: Mention) -> bool:
    """«L'escorte a neutralisé dix assaillants»: who strikes the attackers is not among them."""
    return any(p.mention and p.mention.kind == "armed" for p in mention.recipients if p.slot != NO_SLOT)


def is_within(party: Party, best: Mention) -> bool:
    """The party only tells whose the others are: «deux soldats de la force» do not make the force an assailant."""
    return any(party.span.overlaps(other.span) for other in best.recipients)


def find_source(group: Group, evidence: dict[str, Evidence]) -> Span | None:
    """Who claims the deed, or whom the best mention cites: others may cite somebody for something else."""
    claims = (m for m in group.mentions if (e := m.evidence.get("attributed_to")) and e.rule == CLAIM)
    if claim := next(claims, None):
        evidence["attributed_to"] = claim.evidence["attributed_to"]
        return claim.source
    return group.best.source


def explain(mention: Mention) -> str:
    """Which rule saw the event, and how sure the model is."""
    trigger = mention.trigger
    words = " + ".join((trigger.head, *trigger.phrase, *trigger.near))
    return f"frame {trigger.frame.id} on “{words}”, model {mention.score:.2f} for {mention.type}"
