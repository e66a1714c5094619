"""Does random things to the program and to a plain model of it, and compares what both answer.

A sequence begins with an empty inventory. Each step is a command that changes something, and a
question about what it may have changed; at the end of a sequence all questions are asked.
The model is `simple_inventory.py`. Where an answer differs, the sequence is shortened as long as
some answer still differs, and printed as commands of the shell.

A point is the number of a sequence.
"""

import csv
import getpass
import io
import json
import shlex
import sys
import tempfile
from pathlib import Path

from clock import Clock, written
from simple_inventory import (
    DAY, DONE, HELD, Endpoint, Refused, SimpleInventory, accesses, addresses, counts)
from support import Campaign, run, working_folder

START = 1_800_000_000
STEPS = 60

DEPLOYMENTS = ["eschat/canada", "globex/voice", "initech/maps"]
NEW_DEPLOYMENTS = ["umbrella/alerts", "hooli/relay", "vandelay/import"]
CUSTOMERS = ["northwood", "harbour", "quarry", "lakeside"]
NEW_CUSTOMERS = ["meadow", "zenith", "boulder"]
SUBSCRIBERS = ["NOC", "Desk", "Radio"]
FIREWALLS = ["edge", "core"]


def universe():
    """Every row that a document may have. The addresses are neighbours, so that what the guard
    says about strangers does not come into it; one row is in every document."""
    def row(service, address, ports, protocol="tcp", direction="outbound", group=None, role=None,
            example=None):
        rows.append(Endpoint(service, group, address, ports, protocol, direction, role, example,
                             len(rows) + 2))
    rows = []
    row("Portal", "www.vendor.example", "443")
    for n in range(1, 11):
        row("Web", f"23.4.5.{n}", "443", group="East" if n % 3 == 0 else None)
        row("Web", f"23.4.5.{n}", "8443")
    for n in range(1, 5):
        row("Web", f"23.4.5.{n}", "443", direction="both", group="West")
        row("Voice", f"23.4.5.{n}", "5000-5063", "udp", None)
    row("Block", "23.4.5.8/30", "443")
    row("Block", "23.4.5.8/30", "22-25,80", "tcp+udp", "inbound")
    row("Radio", "23.4.5.1", "customer", "tcp", role="signaling", example="7400")
    row("Radio", "23.4.5.2", "customer", "tcp", role="signaling", example="7400")
    row("Radio", "23.4.5.1", "customer", "udp", role="data", example="4201-4264")
    row("Web", "23.4.5.3", None)
    row("Web", "23.4.5.4", "any")
    row("Unnamed", "23.4.5.5", "443", None)
    return rows


UNIVERSE = universe()


def document(table):
    """A table as a document, in the fields that the program itself writes."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(["service", "group", "address", "ports", "protocol", "direction", "portRole",
                    "examplePorts", "note", "line"])
    for row in table:
        lines.writerow([value or "" for value in row[:8]] + ["", row.line])
    return out.getvalue()


# ---------------------------------------------------------------------------- what is done


class Author:
    """Thinks of the next command, from random numbers and what the model knows."""

    def __init__(self, random):
        self.random = random
        self.now = START

    def next(self, model):
        self.now += self.random.choice([0, 1, 60, 3600, DAY, 3 * DAY, 8 * DAY])
        kinds = [
            (self.sync, 10), (self.approve, 3), (self.reject, 2), (self.revert, 2), (self.void, 1),
            (self.add_customer, 1), (self.assign, 3), (self.unassign, 2), (self.subscribe, 1),
            (self.send, 1 if model.audit else 0), (self.add_firewall, 1), (self.write, 1), (self.applied, 1),
            (self.rename_deployment, 0.3), (self.rename_customer, 0.4), (self.erase, 0.3)]
        kind = self.random.choices(
            [kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
        command = {"do": kind.__name__, "at": self.now, **kind(model)}
        if kind.__name__ not in ("sync", "write") and self.random.random() < 0.5:
            command["by"] = self.random.choice(["Kim", "Ann"])
        return command

    def any_deployment(self, model):
        names = [each.name for each in model.deployments] or DEPLOYMENTS[:1]
        return self.random.choice(names)

    def any_customer(self, model):
        names = [each.name for each in model.customers if not each.archived]
        return self.random.choice(names or CUSTOMERS)

    def any_revision(self, model):
        name = self.any_deployment(model)
        many = next((len(each.revisions) for each in model.deployments if each.name == name), 1)
        # Mostly one of the last, and now and then one that is not there.
        number = max(1, many + 1 - self.random.choice([0, 1, 1, 1, 1, 2, 2, 3, 4, 6]))
        return {"deployment": name, "number": number}

    def sync(self, model):
        name = self.random.choice(
            [each.name for each in model.deployments] * 4 + DEPLOYMENTS)
        kept = next((each for each in model.deployments if each.name == name), None)
        tables = [each.table for each in kept.revisions] if kept else []
        table = set(self.random.choice(tables[-3:])) if tables else set()
        choice = self.random.random()
        if choice < 0.05:
            table = set()
        elif choice < 0.15 or not tables:
            table = set(self.random.sample(UNIVERSE, self.random.randint(3, 16)))
        elif choice < 0.30:
            table = set(self.random.choice(tables))
        else:
            for _ in range(self.random.choice([1, 1, 2, 3, 6])):
                table ^= {self.random.choice(UNIVERSE)}
        if table:
            table.add(UNIVERSE[0])
        table = list(table)
        self.random.shuffle(table)
        command = {"deployment": name, "table": table}
        if self.random.random() < 0.4:
            latest = kept.current().recorded if kept and kept.current() else self.now - 20 * DAY
            command["recorded_at"] = self.random.choice(
                [latest, latest + 1, latest - 1, latest + DAY, self.now, self.now + 600,
                 self.now + DAY, self.now + DAY + 1])
        return command

    def approve(self, model):
        held = [(each.name, each.held().number) for each in model.deployments if each.held()]
        if held and self.random.random() < 0.6:
            name, number = self.random.choice(held)
            return {"deployment": name, "number": number}
        return self.any_revision(model)

    def reject(self, model):
        return self.approve(model)

    def revert(self, model):
        return self.any_revision(model)

    def void(self, model):
        return self.any_revision(model)

    def add_customer(self, model):
        command = {"customer": self.random.choice(CUSTOMERS)}
        if self.random.random() < 0.6:
            command["deployment"] = self.any_deployment(model)
        return command

    def assign(self, model):
        command = {"customer": self.any_customer(model), "deployment": self.any_deployment(model)}
        roles = self.random.choice([["signaling"], ["data"], ["signaling", "data"]])
        if "signaling" in roles:
            command["signaling"] = self.random.choice(["7401", "7402", "7403"])
        if "data" in roles:
            command["data"] = self.random.choice([
                "4201-4264", "4265-4328", "4300-4363", "4201-4264,4400-4463", "4400-4463",
                "4265-4328,4400-4420,4500", "4201-4264,4265-4328"])
        if self.random.random() < 0.5:
            command["begin"] = self.now + self.random.choice([-9, -1, 0, 1, 4, 12]) * DAY
        return command

    def unassign(self, model):
        command = {"customer": self.any_customer(model), "deployment": self.any_deployment(model)}
        choice = self.random.random()
        if choice < 0.25:
            command["planned"] = True
        elif choice < 0.5:
            command["leave"] = True
        if "leave" not in command and self.random.random() < 0.5:
            command["role"] = self.random.choice(["signaling", "data"])
        if "planned" not in command and self.random.random() < 0.5:
            command["until"] = self.now + self.random.choice([-5, -1, 0, 1, 4, 12]) * DAY
        return command

    def subscribe(self, model):
        command = {"who": self.random.choice(SUBSCRIBERS), "deployment": self.any_deployment(model)}
        if self.random.random() < 0.3:
            command["service"] = self.random.choice(["Web", "Voice", "Radio"])
        if self.random.random() < 0.3:
            command["only"] = self.random.choice(["opened", "closed"])
        if self.random.random() < 0.3:
            command["no_held"] = True
        return command

    def send(self, model):
        return {}

    def add_firewall(self, model):
        command = {"firewall": self.random.choice(FIREWALLS),
                   "deployment": self.any_deployment(model)}
        if self.random.random() < 0.5:
            command["customer"] = self.any_customer(model)
        return command

    def write(self, model):
        return {"firewall": self.random.choice(FIREWALLS)}

    def applied(self, model):
        return {"firewall": self.random.choice(FIREWALLS)}

    def rename_deployment(self, model):
        return {"deployment": self.any_deployment(model),
                "name": self.random.choice(NEW_DEPLOYMENTS + DEPLOYMENTS)}

    def rename_customer(self, model):
        return {"customer": self.any_customer(model),
                "name": self.random.choice(NEW_CUSTOMERS + CUSTOMERS)}

    def erase(self, model):
        return {"customer": self.any_customer(model)}


def words_of(command):
    """A command as the words of the command line, and its document, if it has one."""
    def reference():
        return f"{command['deployment']}@{command['number']}"

    def option(name, value):
        return [name, str(value)] if value is not None else []
    kind, get = command["do"], command.get
    text = None
    if kind == "sync":
        words = ["sync", get("deployment"), "document.csv"]
        if get("recorded_at") is not None:
            words += ["--recorded-at", written(get("recorded_at"))]
        text = document(get("table"))
    elif kind in ("approve", "reject", "revert", "void"):
        words = [kind, reference()]
    elif kind == "add_customer":
        words = ["customer", "add", get("customer"), *option("--deployment", get("deployment"))]
    elif kind == "assign":
        begin = written(get("begin")) if "begin" in command else None
        words = ["customer", "assign", get("customer"), get("deployment"),
                 *option("--signaling", get("signaling")), *option("--data", get("data")),
                 *option("--from", begin)]
    elif kind == "unassign":
        until = written(get("until")) if "until" in command else None
        words = ["customer", "unassign", get("customer"), get("deployment"),
                 *option("--role", get("role")), *option("--until", until)]
        words += [f"--{flag}" for flag in ("leave", "planned") if get(flag)]
    elif kind == "subscribe":
        words = ["notify", "subscribe", get("who"), "--deployment", get("deployment"),
                 "--to", "file:notices", *option("--service", get("service")),
                 *option("--only", get("only"))]
        words += ["--no-held"] if get("no_held") else []
    elif kind == "send":
        words = ["notify", "send"]
    elif kind == "add_firewall":
        whose = f"@{get('customer')}" if get("customer") else ""
        words = ["firewall", "add", get("firewall"), "--target", "nftables",
                 "--allow", get("deployment") + whose]
    elif kind == "write":
        words = ["firewall", "write", get("firewall"), "--any-change"]
    elif kind == "applied":
        words = ["firewall", "applied", get("firewall")]
    elif kind == "rename_deployment":
        words = ["deployment", "rename", get("deployment"), get("name")]
    elif kind == "rename_customer":
        words = ["customer", "rename", get("customer"), get("name")]
    elif kind == "erase":
        words = ["customer", "erase", get("customer"), "--yes"]
    return words + option("--by", get("by")), text


# ---------------------------------------------------------------------------- what is asked


def endpoint_of(entry):
    return Endpoint(*(entry[key] for key in (
        "service", "group", "address", "ports", "protocol", "direction", "portRole",
        "examplePorts", "line")))


class Entry:
    """An entry of an access, as the program answers with it."""

    def __init__(self, entry):
        self.address, self.ports = entry["address"], entry["ports"]
        self.protocol = None if entry["protocol"] == "unstated" else entry["protocol"]
        self.direction = entry["direction"]


def single_entries(entries):
    """Entries, each of addresses that one written form means; a range is taken apart."""
    for entry in entries:
        if entry["address"][0].isdigit() and "-" in entry["address"]:
            first, last = entry["address"].split("-")
            head = first.rsplit(".", 1)[0]
            for number in range(int(first.rsplit(".", 1)[1]), int(last.rsplit(".", 1)[1]) + 1):
                yield Entry({**entry, "address": f"{head}.{number}"})
        else:
            yield Entry(entry)


class Difference(Exception):
    """An answer that differs."""


def same(what, answer, expected):
    if answer != expected:
        raise Difference(f"{what}: it says {answer}; the model says {expected}")


def same_difference(what, answer, old, new):
    """Whether `opened` and `closed` of an answer are what turns an old access into the new one,
    each part of it told once."""
    opened, closed = (list(single_entries(answer[key])) for key in ("opened", "closed"))
    was, is_now, told_open, told_closed = accesses(old, new, opened, closed)
    for key, told, wanted, entries in (
            ("opened", told_open, is_now - was, opened),
            ("closed", told_closed, was - is_now, closed)):
        if told != wanted:
            raise Difference(
                f"{what}, {key}: too much {sorted(told - wanted, key=str)[:3]}, "
                f"missing {sorted(wanted - told, key=str)[:3]}")
        edges = accesses(old, new, opened, closed, *[[entry] for entry in entries])[4:]
        if sum(map(len, edges)) != len(told):
            raise Difference(f"{what}, {key}: something is told twice")


class Questions:
    """Asks the program and the model the same."""

    def __init__(self, ask, model):
        """`ask(words)` gives how the program ended, and what its JSON says."""
        self.ask, self.model = ask, model

    def asked(self, *words, status=DONE):
        ended, answer = self.ask([*words, "--format", "json"])
        if ended.status != status:
            raise Difference(f"{' '.join(words)}: {ended}; the model says {status}")
        return answer

    def show(self, deployment, reference=None, revision=None):
        """A table: that of a reference, or of the current revision."""
        name = deployment.name + (f"@{reference}" if reference else "")
        revision = revision if reference else deployment.current()
        if revision is None:
            self.asked("show", name, status=66)
            return
        answer = self.asked("show", name)
        same(f"show {name}", (answer["revision"], answer["recordedAt"]),
             (revision.number, written(revision.recorded)))
        rows = [endpoint_of(entry) for entry in answer["endpoints"]]
        same(f"show {name}, how many", len(rows), len(set(rows)))
        same(f"show {name}", sorted(rows, key=str), sorted(revision.table, key=str))

    def show_any(self, random, deployment):
        if random.random() < 0.4:
            return self.show(deployment)
        revision = random.choice(deployment.revisions)
        if random.random() < 0.5:
            return self.show(deployment, revision.number, revision)
        time = revision.recorded + random.choice([-1, 0, 1])
        self.show(deployment, written(time), deployment.at(time))

    def log(self, deployment):
        answer = self.asked("log", deployment.name)
        got, wanted = [], []
        for entry in answer:
            got.append([
                entry["revision"], entry["state"], entry["recordedAt"], entry["endpoints"],
                entry["copyOf"], entry["refused"],
                sorted({reason["code"] for reason in entry["reasons"]}),
                [each["verdict"] for each in entry["decisions"]],
                {key: entry[key] for key in ("added", "removed", "changed")}])
        for each in reversed(deployment.revisions):
            base = deployment.base(each)
            wanted.append([
                each.number, each.state, written(each.recorded), len(each.table), each.copy_of,
                each.refused, each.reasons, each.verdicts,
                counts(base.table if base else (), each.table)])
        for one, other in zip(got, wanted):
            same(f"log {deployment.name}", one, other)
        same(f"log {deployment.name}, how many", len(got), len(wanted))

    def deployments(self):
        answer = self.asked("deployments")
        same("deployments", [(each["deployment"], each["revision"]) for each in answer],
             sorted((each.name, each.current().number) for each in self.model.deployments
                    if each.current()))

    def diff(self, random, deployment):
        old, new = (random.choice(deployment.revisions) for _ in range(2))
        what = f"diff {deployment.name}@{old.number} {deployment.name}@{new.number}"
        answer = self.asked(*what.split())
        added, removed = ([endpoint_of(each) for each in answer[key]]
                          for key in ("added", "removed"))
        before, after = ([endpoint_of(each[key]) for each in answer["changed"]]
                         for key in ("before", "after"))
        same(what, {"added": len(added), "removed": len(removed), "changed": len(before)},
             counts(old.table, new.table))
        same(f"{what}, gone", sorted(removed + before, key=str),
             sorted(old.table - new.table, key=str))
        same(f"{what}, come", sorted(added + after, key=str),
             sorted(new.table - old.table, key=str))
        for one, other in zip(before, after):
            same(f"{what}, changed in place", one[0:3:2], other[0:3:2])
        same_difference(what, answer["access"], old.table, new.table)
        for key, one, other in (("addedAddresses", new, old), ("removedAddresses", old, new)):
            same(f"{what}, {key}", sorted(answer[key]), sorted(
                {row.address for row in one.table} - {row.address for row in other.table}))

    def rules(self, random, customer):
        time = self.model.now + random.choice([-8 * DAY, -DAY, 0, 0, 0, DAY, 13 * DAY])
        what = f"rules {customer.name} --as-of {written(time)}"
        answer = self.asked(*what.split())
        used = sorted((each for each in self.model.deployments
                       if customer.uses_at(each, time)), key=lambda each: each.name.split("/"))
        same(what, [each["deployment"] for each in answer["deployments"]],
             [each.name for each in used])
        for part, deployment in zip(answer["deployments"], used):
            revision = deployment.at(time)
            same(f"{what}, {deployment.name}", part["revision"],
                 revision.number if revision else None)
            if revision is None:
                continue
            rules, unresolved = self.model.rules_of(customer, deployment, revision, time)
            same(f"{what}, {deployment.name}, rules",
                 sorted(map(endpoint_of, part["rules"]), key=str), sorted(rules, key=str))
            same(f"{what}, {deployment.name}, unresolved",
                 sorted(map(endpoint_of, part["unresolved"]), key=str),
                 sorted(unresolved, key=str))

    def customer(self, customer):
        answer = self.asked("customer", "show", customer.name)
        same(f"customer {customer.name}", (answer["customer"], answer["displayName"]),
             (customer.name, customer.display))
        same(f"customer {customer.name}, uses",
             [(each["deployment"], each["from"], each["until"]) for each in answer["uses"]],
             [(each.name, written(begin), end and written(end))
              for each in sorted(self.model.deployments, key=lambda each: each.name.split("/"))
              for begin, end in customer.periods(each)])
        same(f"customer {customer.name}, ports",
             sorted([each["deployment"], each["role"], each["ports"], each["protocol"],
                     each["from"], each["until"] or "", each["assigned"]["at"],
                     each["assigned"]["by"]] for each in answer["assignments"]),
             sorted([deployment.name, each.role, each.ports, each.protocol, written(each.begin),
                     written(each.end) if each.end is not None else "",
                     written(each.assigned[0]), each.assigned[1]]
                    for deployment, own in customer.assignments.items() for each in own))

    def lookup(self, random):
        asked = random.choice([f"23.4.5.{random.randint(1, 12)}", "www.vendor.example",
                               "23.4.5.0/29", "23.4.5.8/30", "23.4.5.0/24"])
        answer = self.asked("lookup", asked)
        wanted = []
        for deployment in self.model.deployments:
            for row, since, until in deployment.presences():
                own, sought = set(addresses(row.address)), set(addresses(asked))
                if not own & sought:
                    continue
                relation = ("covers" if sought <= own else "inside" if own <= sought
                            else "overlaps")
                now = self.model.now
                is_there = since.recorded <= now and (until is None or now < until.recorded)
                users = sorted(each.name for each in self.model.customers
                               if each.uses_at(deployment, now)) if is_there else []
                wanted.append([deployment.name, str(row), relation, since.number,
                               until and until.number, users])
        got = [[each["deployment"], str(endpoint_of(each)), each["relation"],
                each["since"]["revision"], each["until"] and each["until"]["revision"],
                each["customers"]] for each in answer]
        same(f"lookup {asked}", sorted(got, key=str), sorted(wanted, key=str))

    def lookup_port(self, random):
        asked = random.choice(["tcp/7401", "tcp/7402", "udp/4201", "udp/4300", "udp/4328"])
        answer = self.asked("lookup", asked)
        protocol, port = asked.split("/")
        wanted = []
        for customer in self.model.customers:
            for deployment, own in customer.assignments.items():
                for each in own:
                    low, high = (int(part) for part in (each.ports.split("-") * 2)[:2])
                    if each.protocol == protocol and low <= int(port) <= high:
                        wanted.append([
                            customer.name, deployment.name, each.role, written(each.begin),
                            written(each.end) if each.end is not None else None])
        # Documents that state the port are told as well.
        got = [[each["customer"], each["deployment"], each["role"], each["from"], each["until"]]
               for each in answer if "customer" in each]
        same(f"lookup {asked}", sorted(got, key=str), sorted(wanted, key=str))

    def status(self):
        answer = self.asked("status")
        same("status, held", [(each["deployment"], each["revision"]) for each in answer["held"]],
             sorted(((each.name, each.held().number) for each in self.model.deployments
                     if each.held()), key=lambda pair: pair[0].split("/")))
        same("status, undelivered", answer["undelivered"], [])

    def notices(self):
        answer = self.asked("notify", "list", "--all")
        got = [[each["who"], each["deployment"], each["revision"], each["kind"], each["state"]]
               for each in reversed(answer)]
        same("notify list", got, [
            [each.subscription.who, each.deployment.name, each.number, each.kind, each.state]
            for each in self.model.notices])

    def audit(self):
        answer = self.asked("audit")
        same("audit, its numbers", [each["id"] for each in answer],
             list(range(1, len(answer) + 1)))
        got = [[each["action"], each["subject"], each["by"]] for each in answer]
        wanted = [entry[:3] for entry in self.model.audit]
        for place, (one, other) in enumerate(zip(got, wanted), 1):
            same(f"audit, entry {place}", one, other)
        same("audit, how many", len(got), len(wanted))

    def audit_of(self, deployment):
        answer = self.asked("audit", deployment.name)
        same(f"audit {deployment.name}", [[each["action"], each["subject"]] for each in answer],
             [entry[:2] for entry in self.model.audit if entry[3] is deployment])

    def plan(self, name):
        firewall = self.model.firewalls[name]
        try:
            wanted = self.model.wanted(firewall)
        except Refused as refused:
            self.asked("firewall", "plan", name, status=refused.status)
            return
        answer = self.asked("firewall", "plan", name)
        same_difference(f"firewall plan {name}", answer, firewall.applied, wanted)

    def all(self, random):
        """Every question, as functions."""
        model = self.model
        out = [self.status, self.notices, self.audit, self.deployments,
               lambda: self.lookup(random), lambda: self.lookup_port(random)]
        for each in model.deployments:
            out += [lambda each=each: self.show_any(random, each),
                    lambda each=each: self.log(each),
                    lambda each=each: self.diff(random, each),
                    lambda each=each: self.audit_of(each)]
        for each in model.customers:
            out += [lambda each=each: self.customer(each)]
            if not each.archived:
                out += [lambda each=each: self.rules(random, each)]
        for name in model.firewalls:
            out += [lambda name=name: self.plan(name)]
        return out


# ---------------------------------------------------------------------------- one sequence


class Trial:
    """One inventory of the program, and one of the model."""

    def __init__(self, campaign, clock):
        self.campaign, self.clock = campaign, clock
        self.model = SimpleInventory(getpass.getuser())
        self.answers = 0

    def __enter__(self):
        self.held_folder = working_folder()
        self.folder = Path(self.held_folder.__enter__())
        (self.folder / "notices").mkdir()
        return self

    def __exit__(self, *error):
        return self.held_folder.__exit__(*error)

    def program(self, words, at):
        return run(self.campaign.gatebook, words, self.folder, self.clock.at(at))

    def ask(self, words):
        self.answers += 1
        ended = self.program(words, self.model.now)
        try:
            return ended, json.loads(ended.output) if ended.status == DONE else None
        except ValueError:
            raise Difference(f"{' '.join(words)} gives no JSON: {ended}") from None

    def do(self, command):
        words, text = words_of(command)
        if text is not None:
            (self.folder / "document.csv").write_text(text)
        ended = self.program(words, command["at"])
        status = self.model.do(command)
        self.model.now = command["at"]
        got = ended.status
        # What a firewall's language cannot say is no matter here.
        if command["do"] == "write" and got == 2:
            got = DONE
        if got != status:
            raise Difference(f"{' '.join(words)}: {ended}; the model says {status}")

    def step(self, command, random, every=False):
        """Does a command and asks something; `every` asks all there is."""
        self.do(command)
        if not self.model.deployments and not self.model.customers:
            return
        questions = Questions(self.ask, self.model).all(random)
        for question in questions if every else random.sample(questions, 1):
            question()


def repeats(campaign, clock, commands, random_of):
    """The difference that some commands lead to, with all questions after the last; or None."""
    with Trial(campaign, clock) as trial:
        for place, command in enumerate(commands):
            try:
                trial.step(command, random_of(), every=place == len(commands) - 1)
            except Difference as difference:
                return str(difference)
    return None


def shortest(campaign, clock, commands, random_of, why):
    """Leaves out whatever is not needed for some answer to differ, while there is time."""
    size = max(1, len(commands) // 2)
    while True:
        place = 0
        while place < len(commands):
            if not campaign.has_time():
                return commands, why
            fewer = commands[:place] + commands[place + size:]
            found = repeats(campaign, clock, fewer, random_of) if fewer else None
            if found:
                commands, why = fewer, found
            else:
                place += size
        if size == 1:
            return commands, why
        size //= 2


def as_shell(commands):
    """The commands as lines of the shell, for a folder of their own."""
    lines = ["# With Tests/Attack/clock.c as a library that is loaded first."]
    for command in commands:
        words, text = words_of(command)
        if text is not None:
            lines.append(f"cat >document.csv <<'END'\n{text}END")
        lines.append(f"GATEBOOK_CLOCK={command['at']} gatebook "
                     + " ".join(shlex.quote(word) for word in words))
    return "\n".join(lines) + "\n"


def sequence(campaign, clock, number):
    random = campaign.random("sequence", number)
    author = Author(random)
    commands = []
    with Trial(campaign, clock) as trial:
        try:
            for place in range(STEPS):
                commands.append(author.next(trial.model))
                trial.step(commands[-1], random, every=place == STEPS - 1)
                campaign.tried("steps")
                if not campaign.has_time():
                    break
            return
        except Difference as difference:
            why = str(difference)
        finally:
            campaign.tried("answers", trial.answers)
    print(f"sequence {number}: {why}; shortening {len(commands)} commands", file=sys.stderr)

    def random_of():
        return campaign.random("shorter", number)
    found = repeats(campaign, clock, commands, random_of)
    if found:
        commands, why = shortest(campaign, clock, commands, random_of, found)
    script = as_shell(commands)
    print(script, file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "commands.sh").write_text(script)
        campaign.broken("steps", str(number), why, folder)


def main():
    campaign = Campaign("model", __doc__)
    with working_folder() as folder:
        clock = Clock(folder)
        campaign.attempts(lambda number: sequence(campaign, clock, number))
    sys.exit(campaign.finish())


if __name__ == "__main__":
    main()
