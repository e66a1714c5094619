"""Sets the clock back and ahead, lets two machines disagree about the time, and takes leap days and
seconds, the first and the last moment that can be written.

Whatever the clocks say, a history has to stay one: revisions are numbered without a gap, none
becomes current before the one before it, each shows the table that was synced, and a day shows
what was current at its end. A refused command changes nothing.

A point is the name of a trial, or the number of a random walk.
"""

import json
import sys
from pathlib import Path

from clock import Clock, written
from support import Campaign, run, working_folder

NOW = 1_800_000_000
DAY = 86_400
LEAP_DAY = 1_835_395_200      # 2028-02-29T00:00:00Z
LAST = 253_402_300_799        # 9999-12-31T23:59:59Z


class Broken(Exception):
    """What is not as it has to be."""


def expect(what, got, wanted):
    if got != wanted:
        raise Broken(f"{what}: {got} instead of {wanted}")


class History:
    """One deployment, synced from machines whose clocks the trial sets."""

    def __init__(self, campaign, clock, folder):
        self.campaign, self.clock, self.folder = campaign, clock, Path(folder)
        self.tables = []  # of each revision that was stored
        (self.folder / "notices").mkdir()

    def do(self, now, *words, status=(0,), zone=None):
        more = {"TZ": zone} if zone else {}
        ended = run(self.campaign.gatebook, words, self.folder, {**self.clock.at(now), **more})
        if ended.status not in status:
            raise Broken(f"{' '.join(words)} at {now}: {ended}")
        return ended

    def ask(self, now, *words, **more):
        ended = self.do(now, *words, "--format", "json", **more)
        return json.loads(ended.output) if ended.status == 0 else None

    def sync(self, now, last, *words, status=(0,), zone=None):
        """Syncs the addresses 23.4.5.1 to that one; tells whether it was done."""
        (self.folder / "list.txt").write_text(
            "".join(f"23.4.5.{n} tcp 443\n" for n in range(1, last + 1)))
        ended = self.do(now, "sync", "vendor/cloud", "list.txt", *words, "--format", "json",
                        status=status, zone=zone)
        if ended.status not in (0, 77):
            return None
        answer = json.loads(ended.output)
        if answer["status"] != "unchanged" and answer["to"]["revision"] > len(self.tables):
            self.tables.append(last)
        return answer

    def check(self, now):
        """Whether the history is one."""
        log = list(reversed(self.ask(now, "log", "vendor/cloud")))
        expect("the numbers", [each["revision"] for each in log], list(range(1, len(log) + 1)))
        accepted = [each for each in log if each["state"] == "accepted"]
        times = [each["recordedAt"] for each in accepted]
        expect("the times", times, sorted(times))
        for each, last in zip(log, self.tables):
            shown = self.ask(now, "show", f"vendor/cloud@{each['revision']}")
            expect(f"revision {each['revision']}", len(shown["endpoints"]), last)
        if accepted:
            for time in {times[0], times[-1]}:
                wanted = [each["revision"] for each in accepted if each["recordedAt"] <= time][-1]
                shown = self.ask(now, "show", f"vendor/cloud@{time}")
                expect(f"current at {time}", shown["revision"], wanted)
        audit = self.ask(now, "audit")
        expect("the audit's numbers", [each["id"] for each in audit],
               list(range(1, len(audit) + 1)))
        return log


# ---------------------------------------------------------------------------- the trials


def an_hour_back(history):
    history.sync(NOW, 8)
    answer = history.sync(NOW - 3600, 9)
    expect("a clock that was set back", answer["to"]["recordedAt"], written(NOW))
    answer = history.sync(NOW + 60, 10)
    expect("a clock that goes on", answer["to"]["recordedAt"], written(NOW + 60))


def a_year_back(history):
    history.sync(NOW, 8)
    history.sync(NOW - 365 * DAY, 9, status=(78,))
    history.do(NOW - 365 * DAY, "log", "vendor/cloud")
    history.sync(NOW + 1, 9)


def ahead_by_a_day(history):
    history.sync(NOW, 8)
    history.sync(NOW, 9, "--recorded-at", written(NOW + DAY + 1), status=(64,))
    answer = history.sync(NOW, 9, "--recorded-at", written(NOW + DAY))
    expect("given time", answer["to"]["recordedAt"], written(NOW + DAY))
    answer = history.sync(NOW + 5, 10)
    expect("not before the latest", answer["to"]["recordedAt"], written(NOW + DAY))


def a_clock_that_was_ahead(history):
    """A machine was years ahead for one sync: a person takes that back by `void`."""
    history.sync(NOW, 8)
    history.sync(NOW + 4000 * DAY, 9)
    history.sync(NOW + 60, 10, status=(78,))
    history.do(NOW + 60, "void", "vendor/cloud@2")
    answer = history.sync(NOW + 120, 10)
    expect("after the void", answer["to"]["recordedAt"], written(NOW + 120))


def the_leap_day(history):
    history.sync(LEAP_DAY + 3600, 8)
    history.sync(LEAP_DAY + DAY, 9)  # March 1, 00:00
    now = LEAP_DAY + 2 * DAY
    expect("February 29", history.ask(now, "show", "vendor/cloud@2028-02-29")["revision"], 1)
    expect("March 1", history.ask(now, "show", "vendor/cloud@2028-03-01")["revision"], 2)
    for day in ("2027-02-29", "2100-02-29", "2028-02-30"):
        history.do(now, "show", f"vendor/cloud@{day}", status=(64,))
    history.do(now, "customer", "add", "anna", "--deployment", "vendor/cloud",
               "--from", "2028-02-29")
    history.do(now, "customer", "assign", "anna", "vendor/cloud", "--signaling", "7400",
               "--from", "2028-02-29")
    history.do(now, "customer", "unassign", "anna", "vendor/cloud", "--until", "2028-02-29",
               status=(0, 64))
    shown = history.ask(now, "customer", "show", "anna")
    expect("from", shown["assignments"][0]["from"], "2028-02-29T00:00:00Z")
    expect("until the end of the day", shown["assignments"][0]["until"], "2028-03-01T00:00:00Z")


def the_leap_second(history):
    """23:59:60 is a moment that the machine's clock never shows: it is refused, or taken for the
    one after it, and never for another."""
    history.sync(1_483_228_790, 8)  # 2016-12-31T23:59:50Z
    answer = history.sync(1_483_228_800, 9, "--recorded-at", "2016-12-31T23:59:60Z",
                          status=(0, 64))
    if answer:
        expect("the leap second", answer["to"]["recordedAt"], "2017-01-01T00:00:00Z")
    history.sync(1_483_228_801, 10)


def the_first_moments(history):
    history.sync(0, 8)
    history.sync(1, 9)
    expect("the first day", history.ask(2, "show", "vendor/cloud@1970-01-01")["revision"], 2)


def beyond_32_bits(history):
    history.sync(2_147_483_647, 8)
    answer = history.sync(2_147_483_648, 9)
    expect("a second later", answer["to"]["recordedAt"], "2038-01-19T03:14:08Z")
    history.sync(4_294_967_296, 10)


def the_last_moments(history):
    history.sync(LAST - 1, 8)
    answer = history.sync(LAST, 9)
    expect("the last moment", answer["to"]["recordedAt"], "9999-12-31T23:59:59Z")
    # The year 10000 cannot be written: that clock counts as one that tells nothing.
    history.do(LAST, "show", "vendor/cloud@9999-12-31", status=(0, 64))
    history.sync(LAST + 1, 10, status=(78,))


def written_times(history):
    """A moment has one meaning, whatever zone it is written in; what is none is refused."""
    history.sync(NOW, 8, "--recorded-at", "2027-01-15T09:30:00+01:30")
    log = history.ask(NOW, "log", "vendor/cloud")
    expect("an offset", log[0]["recordedAt"], "2027-01-15T08:00:00Z")
    # A day is its beginning, and what has no offset is UTC without a setting: both before that.
    for text in ("2027-01-15", "2027-01-15T07:59", "2027-01-15T07:59:59", "2027-01-15T24:00:00Z",
                 "2027-13-01T00:00:00Z", "tomorrow", "2027-01-15T24:00", "2027-01-15T08:61:00Z",
                 "0000-00-00T00:00:00Z", ""):
        history.sync(NOW + 60, 9, "--recorded-at", text, status=(64,))
    history.sync(NOW + 60, 9, "--recorded-at", "2027-01-15T08:00:30")
    log = history.ask(NOW + 60, "log", "vendor/cloud")
    expect("no offset", log[0]["recordedAt"], "2027-01-15T08:00:30Z")


def the_zone_of_the_machine(history):
    """No answer depends on it."""
    history.sync(NOW - NOW % DAY - 1, 8, zone="Pacific/Kiritimati")
    history.sync(NOW - NOW % DAY, 9, zone="Pacific/Niue")
    for zone in ("Pacific/Kiritimati", "Pacific/Niue", "America/New_York", "no/such"):
        shown = history.ask(NOW, "show", f"vendor/cloud@{written(NOW - DAY)[:10]}", zone=zone)
        expect(f"the day before in {zone}", shown["revision"], 1)


def notices(history):
    """A clock that was set back delays what is due, and tells nothing twice."""
    history.sync(NOW, 8)
    history.do(NOW, "notify", "subscribe", "NOC", "--deployment", "vendor/cloud",
               "--to", "file:notices")
    history.sync(NOW + 60, 9)
    for now in (NOW - 7200, NOW - 7200, NOW + 60, NOW + 60, NOW - 7200, NOW + 90_000):
        history.do(now, "notify", "send")
    expect("the files", len(list((history.folder / "notices").iterdir())), 1)
    listed = history.ask(NOW, "notify", "list", "--all")
    expect("the states", [each["state"] for each in listed], ["delivered"])


def plans_of_ports(history):
    """Ports planned for a day begin then, whatever the clock did in between."""
    history.sync(NOW, 8)
    history.do(NOW, "customer", "add", "anna", "--deployment", "vendor/cloud")
    history.do(NOW, "customer", "assign", "anna", "vendor/cloud", "--data", "5000-5063")
    history.do(NOW, "customer", "assign", "anna", "vendor/cloud", "--data", "6000-6063",
               "--from", written(NOW + 10 * DAY))
    # The other machine is a month ahead, and cancels nothing that has begun for it.
    history.do(NOW + 30 * DAY, "customer", "unassign", "anna", "vendor/cloud", "--planned")
    shown = history.ask(NOW, "customer", "show", "anna")["assignments"]
    expect("the ports", [(each["ports"], each["until"]) for each in shown],
           [("5000-5063", written(NOW + 10 * DAY)), ("6000-6063", None)])


def held_on_another_machine(history):
    """What is held stays so for a machine that fetched earlier by its clock."""
    history.sync(NOW, 12)
    history.sync(NOW + 600, 2, status=(77,))
    history.sync(NOW + 300, 12)
    log = history.check(NOW + 600)
    expect("the state", log[1]["state"], "held")
    history.sync(NOW + 900, 12)
    expect("the state", history.check(NOW + 900)[1]["state"], "passed by")


TRIALS = [
    an_hour_back, a_year_back, ahead_by_a_day, a_clock_that_was_ahead, the_leap_day,
    the_leap_second, the_first_moments, beyond_32_bits, the_last_moments, written_times,
    the_zone_of_the_machine, notices, plans_of_ports, held_on_another_machine]


def random_walk(campaign, history, number):
    """Two machines, each with a clock that jumps, at one inventory."""
    random = campaign.random("walk", number)
    clocks = [NOW, NOW + random.choice([-7200, -600, -1, 0, 1, 600, 7200])]
    history.sync(max(clocks), 10)
    for _ in range(14):
        machine = random.randrange(2)
        clocks[machine] = max(0, clocks[machine] + random.choice(
            [0, 1, 60, 3600, DAY, -1, -60, -3600, -DAY, 3 * DAY]))
        now = clocks[machine]
        choice = random.random()
        if choice < 0.7:
            last = random.choice([2, 8, 9, 10, 11, 12])
            if history.sync(now, last, status=(0, 64, 75, 77, 78)) is None:
                continue
        else:
            verb = random.choice(["approve", "reject", "revert"])
            before = history.ask(max(clocks), "log", "vendor/cloud")
            number = random.randint(1, len(before))
            history.do(now, verb, f"vendor/cloud@{number}", status=(0, 64, 75, 78))
            after = history.ask(max(clocks), "log", "vendor/cloud")
            for each in reversed(after[:len(after) - len(before)]):
                history.tables.append(history.tables[each["copyOf"] - 1])
        history.check(max(clocks))


def attempt(campaign, clock, part, point, trial):
    with working_folder() as folder:
        history = History(campaign, clock, folder)
        campaign.tried(part)
        try:
            trial(history)
            history.check(LAST)
        except Broken as broken:
            campaign.broken(part, point, str(broken), folder)


def main():
    campaign = Campaign("clocks", __doc__)
    with working_folder() as tools:
        clock = Clock(tools)
        for trial in TRIALS:
            if campaign.repeat in (None, trial.__name__):
                attempt(campaign, clock, "trials", trial.__name__, trial)
        walks = 5 if campaign.short else 1_000_000
        for number in range(walks):
            if campaign.repeat not in (None, str(number)):
                continue
            if not campaign.repeat and not campaign.has_time():
                break
            attempt(campaign, clock, "walks", str(number),
                    lambda history: random_walk(campaign, history, number))
            if campaign.repeat:
                break
    sys.exit(campaign.finish())


if __name__ == "__main__":
    main()
