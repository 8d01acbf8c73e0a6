"""One line on standard error."""

from __future__ import annotations

import click


def say(words: str) -> None:
    """Say it under the program's name."""
    click.echo(f"recoupe: {words}", err=True)
