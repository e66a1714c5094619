"""Gives the program random command lines: known and unknown options, values of all kinds, some
missing, some twice, some with signs that mean something elsewhere.

Whatever the words are: it ends by itself with one of its statuses and never with 70, a failed
command leaves standard output empty and says something on standard error, no control character
reaches either, and the inventory holds together.

A point is the number of a line.
"""

import json
import sqlite3
import sys
from pathlib import Path

import support
from moments import listeners, oracle, scenarios

# These look at the network or wait for a person; `serve` becomes the server.
_LEFT_OUT = {"help", "serve", "resolve", "demo"}

STATUSES = {0, 1, 2, 3, 4, 64, 65, 66, 69, 74, 75, 77, 78}
# A command that ends so has an answer.
_ANSWERED = {0, 1, 2, 3, 4, 77}

_NAMES = ["vendor/cloud", "vendor/elsewhere", "northwood", "southfield", "edge", "Operations",
          "first.csv", "next.csv", "third.csv", "emptied.csv", "sheet.csv", "out", "desk", "anna"]
_VALUES = [
    "vendor/cloud@1", "vendor/cloud@2", "vendor/cloud@3", "vendor/cloud@1..2", "vendor/cloud@0",
    "vendor/cloud@2021-01-06", "vendor/cloud@2021-02-30", "vendor/cloud@", "@1", "vendor/", "/",
    "23.9.1.2", "23.9.0.0/16", "::1", "2001:db8::/32", "tcp/443", "udp/0", "7400", "4201-4264",
    "65536", "4264-4201", "0", "-1", "99999999999999999999", "1e9", "50%", "30d", "1w", "0d",
    "2021-04-01", "2021-04-01T00:00:00Z", "2021-13-01", "0000-01-01", "9999-12-31T23:59:60Z",
    "text", "json", "csv", "html", "markdown", "atom", "nftables", "edl", "read", "approve",
    "opened", "file:out", "file:../x", "mail:noc@vendor.example", "mail:-oQ/x@y.example",
    "missing.csv", ".", "", " ", "-", "--", "=1+1", "@sum", "'", "\"", "%s%n", "$(id)", "a;b", "a\nb", "a\tb",
    "\x1b[31mred", "\u202egpj", "é", "日本", "\U0001f600",
    "a" * 3000, "*", "any", "none", "unstated", "customer", "tcp", "sctp", "inbound",
]


def commands(gatebook):
    """The commands with the arguments that they take, as ArgumentParser tells them."""
    def found(command, words):
        parts = command.get("subcommands", [])
        if not parts:
            yield words, command.get("arguments", [])
        for part in parts:
            if part["commandName"] not in _LEFT_OUT:
                yield from found(part, words + [part["commandName"]])
    ended = support.run(gatebook, ["--experimental-dump-help"], None)
    return list(found(json.loads(ended.output)["command"], []))


def line(random, known):
    """A command line."""
    words, arguments = random.choice(known)
    line = list(words)
    for argument in arguments:
        is_wanted = random.random() < (0.2 if argument["isOptional"] else 0.95)
        for _ in range(random.choice([1, 1, 1, 1, 1, 2]) if is_wanted else 0):
            value = random.choice(_NAMES if random.random() < 0.6 else _VALUES)
            if argument["kind"] == "positional":
                line.append(value)
                continue
            name = argument["preferredName"]
            line.append(("--" if name["kind"] == "long" else "-") + name["name"])
            if argument["kind"] == "option" and random.random() < 0.97:
                line.append(value)
    if random.random() < 0.1:
        line.insert(random.randint(1, len(line)), random.choice(_VALUES + ["--unknown", "-x"]))
    # An inventory elsewhere is none of ours.
    return [word for word in line if word not in ("--inventory", "-V")]


def is_shown_unsafely(text):
    return any(c < " " and c not in "\n\t\r" or "\x7f" <= c < "\xa0" or "\u202a" <= c <= "\u202e"
               for c in text)


def faults(ended):
    """What is wrong with how a line ended."""
    if ended.status not in STATUSES:
        yield str(ended)
    elif ended.status not in _ANSWERED:
        if ended.output:
            yield f"status {ended.status} with output: {ended.output[:100]}"
        if not ended.error.strip():
            yield f"status {ended.status} without a word"
    for name, text in (("output", ended.output), ("error", ended.error)):
        if is_shown_unsafely(text):
            yield f"a control character in its {name}: {ascii(text[:200])}"


def inventory_faults(place):
    """What is wrong with the inventory."""
    if not (place / "gatebook.sqlite").exists():
        return []
    database = sqlite3.connect(place / "gatebook.sqlite")
    try:
        return oracle.problems(database)
    finally:
        database.close()


def main():
    campaign = support.Campaign("words", __doc__)
    with support.working_folder() as name:
        folder = Path(name).resolve()
        workshop = scenarios.Workshop(campaign.gatebook, None, folder, listeners.start())
        known = commands(campaign.gatebook)

        def attempt(number):
            words = line(campaign.random(number), known)
            workshop.put("written")
            ended = workshop.run(words)
            wrong = [*faults(ended), *inventory_faults(workshop.place)]
            part = "done" if ended.status in _ANSWERED else "refused"
            campaign.tried(part)
            if wrong:
                campaign.broken(
                    part, str(number), f"{words}: " + "; ".join(wrong), workshop.place)

        campaign.attempts(attempt)
    sys.exit(campaign.finish())


if __name__ == "__main__":
    main()
