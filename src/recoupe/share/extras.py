"""Packages that only some formats need: loaded when they are asked for, missed in plain words."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MissingExtra(RuntimeError):
    """A format needs a package that is not installed; the message says how to get it."""


def need(module: str, format_name: str) -> Any:
    """The module; raises MissingExtra."""
    package = module.partition(".")[0]
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(f"{format_name} needs the package {package}: pip install {package}") from error
