"""Kills, faults of the disk and power cuts at every moment of every command that writes: the
inventory is the one before or the one after, and the command given again does the rest.

Where the variable GATEBOOK_SERVER names a server, its orders are attacked, too."""

import itertools
import os
import sys
from pathlib import Path

import support
from moments import complete, listeners, migrations, mirror, orders, parts, scenarios, writers
from moments.trial import Trial


class Moments:
    def __init__(self, campaign, folder):
        self.campaign = campaign
        self.library = support.library("faults.c", folder)
        self.workshop = scenarios.Workshop(
            campaign.gatebook, self.library, folder, listeners.start())
        self.trials = {}
        # Of each scenario, the points of its calls that are still to be tried, and how many there
        # were.
        self.calls = {}
        self.counts = {}

    def trial(self, scenario):
        if scenario.name not in self.trials:
            trial = self.trials[scenario.name] = Trial(scenario, self.workshop, self.library)
            self.note("scenarios", scenario, "", trial.wrong)
            points = parts.call_points(trial)
            self.campaign.random("calls", scenario.name).shuffle(points)
            self.calls[scenario.name], self.counts[scenario.name] = points, len(points)
            # What rounds before the first one tried.
            done = self.campaign.options.from_round * sizes(self.campaign)["calls"]
            del points[max(0, len(points) - done):]
        return self.trials[scenario.name]

    def note(self, part, scenario, point, wrong):
        self.campaign.tried(part)
        if wrong:
            name = f"{part}|{scenario.name}|{point}"
            self.campaign.broken(part, name, "; ".join(wrong), self.workshop.place)

    def batch(self, scenario, calls, kills, cuts, round_number):
        """Some points of each part of a scenario."""
        trial = self.trial(scenario)
        random = self.campaign.random("batch", scenario.name, round_number)
        left = self.calls[scenario.name]
        points = [("calls", left.pop()) for _ in range(min(calls, len(left)))]
        if trial.changes:
            if scenario.command:
                points += [("kills", point) for point in parts.kill_points(trial, random, kills)]
            points += [("cuts", point) for point in parts.cut_points(trial, random, cuts)]
        for part, point in points:
            if not self.campaign.has_time():
                return
            self.note(part, scenario, point, self.attempt(part, trial, point))

    def attempt(self, part, trial, point):
        if part == "calls":
            return parts.try_call(trial, point)
        if part == "kills":
            return parts.try_kill(trial, point)
        return parts.try_cut(trial, point, self.campaign.random("cut", trial.scenario.name, point))

    def together(self, number):
        """One round of writers at once."""
        wrong = writers.try_round(self.workshop, self.campaign.random("writers", number))
        self.campaign.tried("writers")
        if wrong:
            self.campaign.broken(
                "writers", f"writers|{number}", "; ".join(wrong), self.workshop.place)


def main():
    def more(parser):
        parser.add_argument("--slice", default="1/1", metavar="I/N",
                            help="only every N-th scenario, from the I-th")
        parser.add_argument("--from-round", type=int, default=0, metavar="N",
                            help="go on where a piece with the same seed ended after N rounds")
    campaign = support.Campaign("moments", __doc__, more)
    with support.working_folder() as folder:
        moments = Moments(campaign, Path(folder).resolve())
        known = [*scenarios.load("commands.toml"), *migrations.all(),
                 *scenarios.load("reading.toml"),
                 *orders.load(os.environ.get("GATEBOOK_SERVER"))]
        if campaign.repeat:
            repeat(moments, known)
        else:
            attack(moments, known)
        moments.workshop.close()
    sys.exit(campaign.finish(
        calls={name: [count - len(moments.calls[name]), count]
               for name, count in sorted(moments.counts.items())}))


def sizes(campaign):
    """How many points of each part a round tries of a scenario."""
    return {"calls": 4, "kills": 2, "cuts": 3} if campaign.short else \
        {"calls": 60, "kills": 7, "cuts": 8}


def repeat(moments, known):
    part, name, *point = moments.campaign.repeat.split("|")
    if part == "writers":
        return moments.together(int(name))
    scenario = next(scenario for scenario in known if scenario.name == name)
    trial = moments.trial(scenario)
    if part != "scenarios":
        moments.note(part, scenario, point[0], moments.attempt(part, trial, point[0]))


def attack(moments, known):
    campaign = moments.campaign
    for missing in complete.missing(campaign.gatebook, known):
        campaign.broken("scenarios", f"scenarios|{missing}", "no scenario has it")
    trial = moments.trial(next(scenario for scenario in known if scenario.name == "sync: next"))
    for bug in mirror.blind_spots(trial, campaign.random("mirror")):
        campaign.broken("scenarios", f"scenarios|{bug}", "the judge does not find it")
    index, count = map(int, campaign.options.slice.split("/"))
    known = known[index - 1::count]
    campaign.random("order").shuffle(known)
    for number in itertools.count(campaign.options.from_round):
        for place, scenario in enumerate(known):
            if not campaign.has_time():
                return
            moments.batch(scenario, **sizes(campaign), round_number=number)
            if place % 8 == 3:
                moments.together(number * len(known) + place)


if __name__ == "__main__":
    main()
