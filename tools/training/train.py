"""Rows, features and fits of the coder's small models. Needs scikit-learn and torch, which the program does not."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from recoupe.coding.candidates import Candidate, find_candidates
from recoupe.coding.choices import (
    Event,
    find_parties,
    party_features,
    place_candidates,
    source_candidates,
    time_candidates,
)
from recoupe.coding.deeds import deeds_told
from recoupe.coding.event_features import Seen, event_features, event_vector
from recoupe.coding.linear import LinearModel
from recoupe.coding.mentions import Mention, find_mentions, make_event, trigger_of
from recoupe.coding.models import NONE, CoderModels, save_models
from recoupe.coding.scene import Scene
from recoupe.coding.selection import own_features, own_vector
from recoupe.coding.stance import stance_features
from recoupe.knowledge.frames import Frames, load_frames
from recoupe.model import Interval
from tools.training.nets import fit_nets
from tools.training.rows import Rows

NEAR_ANCHOR = 200  # characters
STRENGTH = {"event": 0.08, "time": 0.3, "place": 0.3, "actor": 0.3, "recipient": 0.3, "source": 0.3} | {
    "status": 0.3,
    "recalled": 0.2,
    "own": 0.1,
}
DENSE_WEIGHT = {"event": 0.08, "own": 1.0}
STOP_WORDS = """
le la les l un une des du de d et a au aux en par pour sur dans son sa ses ce cette qui que the of and to in
"""
STOP = frozenset(STOP_WORDS.split())


def trigger_vectors(frames: Frames, width: int = 48) -> tuple[list[str], Any]:
    """Word vectors of all trigger heads from the language model, cut to `width` dimensions by SVD."""
    import spacy

    vocab = spacy.load("fr_core_news_md", exclude=["parser", "ner", "tagger", "morphologizer", "lemmatizer"]).vocab
    words = sorted(w for w in frames.triggers if vocab[w].has_vector)
    full = numpy.array([vocab[w].vector for w in words])
    full = full - full.mean(axis=0)
    left, size, _ = numpy.linalg.svd(full, full_matrices=False)
    return words, (left[:, :width] * size[:width]).astype(numpy.float32)


def train(documents: list[Any], words: list[str], vectors: Any, out: Path) -> None:
    """Fit every model and write the file."""
    save_models(out, fit_all(documents, words, vectors))
    print(f"{out}: {out.stat().st_size / 1e6:.2f} MB", file=sys.stderr)


def fit_all(documents: list[Any], words: list[str], vectors: Any) -> CoderModels:
    """Gather rows and fit every model."""
    tables = CoderModels({}, dict(zip(words, vectors)), vectors.shape[1])
    rows = {name: Rows() for name in STRENGTH if name != "own"}
    for reading, parse, gold in documents:
        gather_rows(Scene(parse, reading), gold, tables, rows)
    models = {name: fit(name, r) for name, r in rows.items() if len(set(r.labels)) > 1}
    nets = fit_nets(rows["event"], models["event"])
    rows["own"] = own_rows(documents, rows["event"], CoderModels(models, tables.vectors, tables.width))
    models["own"] = fit("own", rows["own"])
    for name, model in models.items():
        common = Counter(rows[name].labels).most_common(4)
        print(f"{name:10} {len(rows[name].labels):6} rows {len(model.names):6} features {common}", file=sys.stderr)
    return CoderModels(models, tables.vectors, tables.width, nets)


def gather_rows(scene: Scene, gold: dict[str, Any], tables: CoderModels, rows: dict[str, Rows]) -> None:
    """Add the rows of one article to those of every model."""
    frames = load_frames(scene.reading.article.language)
    candidates = find_candidates(scene, frames)
    label_of = match_anchors(scene.reading.article.text, candidates, gold["reports"])
    seen, deeds = Seen.of(candidates), deeds_told(candidates)
    for candidate in candidates:
        report = label_of.get(candidate.token.i)
        features = event_features(scene, candidate, seen)
        rows["event"].add(features, report["type"] if report else NONE, event_vector(scene, candidate, tables))
        seen.add(candidate)
        if report:
            trigger = trigger_of(candidate, report["type"])
            event = make_event(scene, candidate, trigger, report["type"], deeds, frames.syntax)
            add_field_rows(scene, event, report, gold, rows)


def own_rows(documents: list[Any], event_rows: Rows, models: CoderModels, folds: int = 4) -> Rows:
    """Rows of the second look, over first looks by models that have not seen the article."""
    sizes = [len(find_candidates(Scene(p, r), load_frames(r.article.language))) for r, p, _ in documents]
    article_of = numpy.repeat(numpy.arange(len(documents)), sizes)
    rows = Rows()
    for fold in range(folds):
        kept = [n for n in range(len(article_of)) if article_of[n] % folds != fold]
        part = Rows(*([getattr(event_rows, name)[n] for n in kept] for name in ("features", "vectors", "labels")))
        event = fit("event", part)
        nets = fit_nets(part, event)
        blind = CoderModels(models.models | {"event": event}, models.vectors, models.width, nets)
        for reading, parse, gold in documents[fold::folds]:
            add_own_rows(Scene(parse, reading), gold, blind, rows)
    return rows


def add_own_rows(scene: Scene, gold: dict[str, Any], models: CoderModels, rows: Rows) -> None:
    mentions = find_mentions(scene, load_frames(scene.reading.article.language), models)
    standing = first_tellings(scene.reading.article.text, mentions, gold["reports"])
    for mention in mentions:
        rows.add(own_features(scene, mention, mentions), yes(mention.token.i in standing), own_vector(mention))


def first_tellings(text: str, mentions: list[Mention], reports: list[dict[str, Any]]) -> set[int]:
    """The words that stand for an annotated report: the surest mention of its type near its anchor.

    Annotators choose one of several words for an event («tués dans une attaque»), so nearness decides and not identity.
    """
    left = [(anchor_span(text, report), report["type"]) for report in reports]
    standing = set()
    for mention in sorted(mentions, key=lambda m: (-m.score, m.token.i)):
        start, end = mention.token.start, mention.token.end
        gaps = [
            (max(start - span[1], span[0] - end, 0), n) for n, (span, kind) in enumerate(left) if kind == mention.type
        ]
        gap, nearest = min(gaps, default=(NEAR_ANCHOR + 1, -1))
        if gap <= NEAR_ANCHOR:
            del left[nearest]
            standing.add(mention.token.i)
    return standing


def match_anchors(text: str, candidates: list[Candidate], reports: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The candidate that stands for each annotated report: inside its anchor, of its type if there is one."""
    found: dict[int, dict[str, Any]] = {}
    for report in reports:
        start, end = anchor_span(text, report)
        typed = {c.token.i for c in candidates if report["type"] in {t.frame.type for t in c.triggers}}
        inside = [c for c in candidates if c.token.start < end and start < c.token.end]
        close = [c for c in candidates if max(c.token.start - end, start - c.token.end) < 25 and c.token.i in typed]
        ranked = sorted(inside or close, key=lambda c: (c.token.i not in typed, c.token.i))
        if ranked:
            found.setdefault(ranked[0].token.i, report)
    return found


def anchor_span(text: str, report: dict[str, Any]) -> tuple[int, int]:
    if "span" in report:
        return tuple(report["span"])
    start = text.find(report["context"]) + report["context"].find(report["anchor"])
    return start, start + len(report["anchor"])


def add_field_rows(
    scene: Scene, event: Event, report: dict[str, Any], gold: dict[str, Any], rows: dict[str, Rows]
) -> None:
    """Rows of the choosers for one annotated report."""
    add_times(scene, event, report, rows["time"])
    add_places(scene, event, report, gold, rows["place"])
    add_parties(scene, event, report, rows)
    for span, _, features in source_candidates(scene, event):
        rows["source"].add(features, yes(words_of([report["attributed_to"]]) & words_of([span.quote])))
    when = interval_of(report)
    rows["status"].add(stance_features(scene, event, when), report["status"])
    rows["recalled"].add(stance_features(scene, event, when), yes(report["background"]))


def yes(value: Any) -> str:
    return "yes" if value else NONE


def add_times(scene: Scene, event: Event, report: dict[str, Any], rows: Rows) -> None:
    for mention, features in time_candidates(scene, event):
        interval = mention.interval
        same = (str(interval.first), str(interval.last)) == (report["from"], report["to"])
        rows.add(features, yes(same))


def add_places(scene: Scene, event: Event, report: dict[str, Any], gold: dict[str, Any], rows: Rows) -> None:
    names = {p["quote"]: p["name"] for p in gold.get("places", ())} | {
        p["name"]: p["quote"] for p in gold.get("places", ())
    }
    right = {fold(report["place"]), fold(names.get(report["place"]))} - {""}
    for mention, features in place_candidates(scene, event):
        rows.add(features, yes({fold(mention.span.quote), fold(mention.place.name)} & right))


def add_parties(scene: Scene, event: Event, report: dict[str, Any], rows: dict[str, Rows]) -> None:
    actors, recipients = words_of(report["actors"]), words_of(report["recipients"])
    for party in find_parties(scene, event):
        features = party_features(scene, event, party)
        said = words_of([party.span.quote])
        rows["actor"].add(features, yes(overlaps(said, actors)))
        rows["recipient"].add(features, yes(overlaps(said, recipients)))


def overlaps(said: set[str], right: set[str]) -> bool:
    """The two sets of words speak of the same: a name in common, not only a common word."""
    return len(said & right) >= max(1, min(len(said), len(right)) / 2)


def interval_of(report: dict[str, Any]) -> Interval | None:
    from datetime import date

    if not report["from"]:
        return None
    return Interval(date.fromisoformat(report["from"]), date.fromisoformat(report["to"]))


def fold(text: str | None) -> str:
    plain = unicodedata.normalize("NFKD", text or "").casefold()
    return " ".join(re.sub(r"[^\w]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).split())


def words_of(names: Iterable[str | None]) -> set[str]:
    return {w for name in names for w in fold(name).split() if w not in STOP}


def fit(name: str, rows: Rows) -> LinearModel:
    """A logistic regression over features that occur at least three times, with standardised dense input."""
    counts = Counter(f for features in rows.features for f in set(features))
    kept = {f for f, n in counts.items() if n >= 3}
    vectorizer = DictVectorizer(dtype=numpy.float32)
    matrix = vectorizer.fit_transform([dict.fromkeys(kept.intersection(f), 1.0) for f in rows.features])
    mean = scale = numpy.zeros(0, dtype=numpy.float32)
    if rows.vectors:
        dense = numpy.array(rows.vectors)
        mean, scale = dense.mean(axis=0), DENSE_WEIGHT[name] / (dense.std(axis=0) + 1e-6)
        matrix = sparse.hstack([matrix, sparse.csr_matrix((dense - mean) * scale)]).tocsr()
    fitted = LogisticRegression(C=STRENGTH[name], max_iter=400).fit(matrix, rows.labels)
    weights, bias = two_sided(fitted.coef_.T, fitted.intercept_)
    named = len(vectorizer.feature_names_)
    names = {f: i for i, f in enumerate(vectorizer.feature_names_)}
    return LinearModel(tuple(fitted.classes_), names, weights[:named], bias, weights[named:], mean, scale)


def two_sided(weights: Any, bias: Any) -> tuple[Any, Any]:
    """Two classes are fitted as one column; give each its own."""
    if weights.shape[1] > 1:
        return weights.astype(numpy.float32), bias.astype(numpy.float32)
    both = numpy.hstack([-weights / 2, weights / 2])
    return both.astype(numpy.float32), numpy.array([-bias[0] / 2, bias[0] / 2], dtype=numpy.float32)
