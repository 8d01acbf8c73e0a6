"""What click says on its own, here so that our catalogues translate it; nothing calls this."""

from __future__ import annotations

from recoupe.apps.i18n import _, ngettext


def click_words() -> tuple[str, ...]:
    """Messages of click that a user of ours can meet."""
    return (
        _("Usage:"),
        _("Options"),
        _("Commands"),
        _("Show this message and exit."),
        _("Error: {message}"),
        _("Try '{command} {option}' for help."),
        _("No such command {name!r}."),
        _("No such option {name!r}."),
        _("Option {name!r} does not take a value."),
        _("Missing argument"),
        _("Missing command."),
        _("Missing option"),
        _("Missing parameter"),
        _("Invalid value: {message}"),
        _("Invalid value for {param_hint}: {message}"),
        _("default: {default}"),
        _("required"),
        _("file"),
        _("directory"),
        _("{name} {filename!r} does not exist."),
        _("{name} {filename!r} is a directory."),
        _("{name} {filename!r} is not readable."),
        _("{name} {filename!r} is not writable."),
        _("{value!r} is not a valid {number_type}."),
        _("{value} is not in the range {range}."),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 2),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 2),
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 2),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 2),
    )
