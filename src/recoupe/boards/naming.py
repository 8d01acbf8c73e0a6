"""Ids of articles that spell a private name or a withheld place («patrouille-ombakoro») are replaced in a brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from recoupe.discretion import Masks

T = TypeVar("T")


def replace_ids(value: T, masks: Mapping[str, Masks]) -> T:
    """The value with other ids for such articles and their figures, the same ones everywhere; `masks` by article."""
    names = {article: shown for article, found in masks.items() if (shown := found.name(article)) != article}
    renamed: T = rename(value, names) if names else value
    return renamed


def rename(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        article, mark, rest = value.partition("#")
        return names.get(article, article) + mark + rest
    if isinstance(value, tuple):
        return tuple(rename(v, names) for v in value)
    if isinstance(value, Mapping):
        return {rename(k, names): rename(v, names) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: rename(getattr(value, f.name), names) for f in fields(value) if f.init})
    return value
