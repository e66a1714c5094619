"""Whether every command and every migration has a scenario."""

import json

import support
from moments import migrations

# Nothing of their own: `serve` becomes the server, which is attacked by its orders.
_NOT_COMMANDS = {"help", "serve"}


def missing(gatebook, known):
    """The commands and migrations that no scenario has."""
    covered = {scenario.command_name for scenario in known}
    return sorted(set(_commands(gatebook)) - covered) + migrations.missing()


def _commands(gatebook):
    ended = support.run(gatebook, ["--experimental-dump-help"], None)

    def names(command, words):
        parts = [part for part in command.get("subcommands", [])
                 if part["commandName"] not in _NOT_COMMANDS]
        if not parts:
            yield " ".join(words)
        for part in parts:
            yield from names(part, words + [part["commandName"]])

    return names(json.loads(ended.output)["command"], [])
