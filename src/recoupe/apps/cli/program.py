"""The program: which language, which command, and how it ends.

Only click is loaded here; each command loads what it needs when it runs, so that help comes at once.
"""

from __future__ import annotations

import gettext
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from recoupe import __version__
from recoupe.apps.cli.options import SHORT_HELP, language_option, page_settings
from recoupe.apps.cli.saying import say
from recoupe.apps.i18n import LANGUAGES, LOCALE, _, guess_language, set_language

COMMANDS = tuple(SHORT_HELP)
DONE, PROBLEMS, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def run(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run one command and return its exit code; everything a user can do wrong is told in words."""
    speak(arguments, os.environ if environment is None else environment)
    try:
        code = build_program().main(list(arguments), prog_name="recoupe", standalone_mode=False)
    except click.exceptions.Exit as ended:
        code = ended.exit_code
    except click.UsageError as error:
        error.show()
        code = WRONG_USAGE
    except click.ClickException as error:
        say(error.format_message())
        code = PROBLEMS
    except (click.Abort, KeyboardInterrupt):
        say(_("interrupted; what was written before stays"))
        code = INTERRUPTED
    except Exception as error:  # what the user can mend is told; anything else is our fault, and shows where
        from recoupe.apps.cli.troubles import code_of, words_of

        told = code_of(error)
        if told is None:
            raise
        say(words_of(error))
        code = told
    except SystemExit:  # so click ends when the reader of our output has gone
        close_quietly()
        code = DONE
    return int(code or DONE)


def speak(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Choose the language before the commands are made, for our words and click's."""
    language = asked_language(arguments) or guess_language(environment)
    set_language(language)
    os.environ["LANGUAGE"] = language  # click asks gettext, and gettext asks this
    gettext.bindtextdomain("recoupe", LOCALE)
    gettext.textdomain("recoupe")


def asked_language(arguments: Sequence[str]) -> str | None:
    """The value of --lang wherever it stands before `--`."""
    for at, argument in enumerate(arguments):
        if argument == "--":
            return None
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else (arguments[at + 1] if at + 1 < len(arguments) else "")
            return value if value in LANGUAGES else None
    return None


def close_quietly() -> None:
    """The reader of our output has gone (`| head`): nothing more is written, and nobody complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Program(click.Group):
    """Commands are made when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        made: click.Command = importlib.import_module(f"recoupe.apps.cli.{cmd_name}").build()
        return made

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading any."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, words()) for name, words in SHORT_HELP.items()])


def build_program() -> Program:
    """The whole program in the chosen language."""
    return Program(
        "recoupe",
        params=[language_option(), version_option()],
        help=_(
            "Reads press reports on a situation between neighbouring states and keeps one sourced picture of it: "
            "what happened, where, when, who says so, and how many independent origins say so."
        ),
        epilog=_(
            "Example: recoupe brief articles/*.txt --situation senegal-mali\n\n"
            'Completion: eval "$(_RECOUPE_COMPLETE=bash_source recoupe)" (or zsh_source, fish_source)'
        ),
        context_settings=page_settings(),
    )


def version_option() -> click.Option:
    def show(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value:
            click.echo(f"recoupe {__version__}")
            context.exit()

    return click.Option(
        ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help=_("Show the version.")
    )
