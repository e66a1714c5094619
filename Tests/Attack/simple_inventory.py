"""What an inventory is, in the plainest form: lists in memory, no index, nothing remembered.

The campaign `model.py` does the same things to this and to the program, and compares what both
answer. Where the two differ, one of them is wrong. Whatever could be computed is computed anew for
each question, so that there is nothing here to go stale.

Times are seconds since 1970. An endpoint is a row of a document. An access is a set of
(place, port, protocol, direction), each for a single address, single ports standing for all that
no row tells apart: two accesses are compared by comparing sets.
"""

import copy
import ipaddress
from collections import namedtuple

DAY = 86_400

# Statuses, as Statuses.md tells them.
DONE, BAD, UNREADABLE, MISSING, HELD = 0, 64, 65, 66, 77


class Refused(Exception):
    """A command that the inventory refuses; nothing of it was done."""

    def __init__(self, status, why):
        super().__init__(why)
        self.status = status


# ---------------------------------------------------------------------------- endpoints, access

Endpoint = namedtuple(
    "Endpoint", "service group address ports protocol direction role example line")


def addresses(written):
    """The single addresses that a written one means; a name means itself."""
    if written[0].isalpha():
        return [written]
    return [str(address) for address in ipaddress.ip_network(written)]


def port_ranges(ports):
    """Ranges of numbers, or a word that is no number and stands for itself."""
    if ports is None:
        return ["unstated"]
    if ports == "any":
        return [(1, 65535)]
    if ports in ("customer", "unstated"):
        return [ports]
    ranges = [part.split("-") for part in ports.split(",")]
    return [(int(part[0]), int(part[-1])) for part in ranges]


def joined(ranges):
    """The same ports in as few ranges as possible."""
    out = []
    for low, high in sorted(ranges):
        if out and low <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(high, out[-1][1]))
        else:
            out.append((low, high))
    return [f"{low}-{high}" if low < high else f"{low}" for low, high in out]


def protocols(protocol):
    return {None: ["unstated"], "tcp+udp": ["tcp", "udp"]}.get(protocol, [protocol])


def directions(direction):
    return {None: ["outbound"], "both": ["inbound", "outbound"]}.get(direction, [direction])


def accesses(*tables):
    """The access of each of several tables (or lists of entries), in the same ports."""
    edges = {1, 65536}
    for table in tables:
        for row in table:
            for ports in port_ranges(row.ports):
                if isinstance(ports, tuple):
                    edges |= {ports[0], ports[1] + 1}
    starts = sorted(edges)[:-1]

    def of(table):
        return {
            (place, port, protocol, direction)
            for row in table for place in addresses(row.address)
            for ports in port_ranges(row.ports)
            for port in ([start for start in starts if ports[0] <= start <= ports[1]]
                         if isinstance(ports, tuple) else [ports])
            for protocol in protocols(row.protocol) for direction in directions(row.direction)}
    return [of(table) for table in tables]


def counts(old, new):
    """How many rows a change adds, removes and changes in place: rows of one service and address
    are paired, whatever else they say."""
    gone, come = list(set(old) - set(new)), list(set(new) - set(old))
    keys = {(row.service, row.address) for row in gone + come}
    changed = sum(
        min(sum((row.service, row.address) == key for row in gone),
            sum((row.service, row.address) == key for row in come)) for key in keys)
    return {"added": len(come) - changed, "removed": len(gone) - changed, "changed": changed}


# ---------------------------------------------------------------------------- the guard

def breadth(row):
    """How many combinations of port, protocol and direction a row opens."""
    ports = sum(part[1] - part[0] + 1 if isinstance(part, tuple) else 1
                for part in port_ranges(row.ports))
    return ports * len(protocols(row.protocol)) * len(directions(row.direction))


def too_much_lost(old, new):
    """More than half of the addresses are gone, and at least six."""
    before = {row.address for row in old}
    still = {row.address for row in new}
    places = {place for row in new for place in addresses(row.address)}
    gone = [address for address in before - still if not set(addresses(address)) <= places]
    return len(gone) >= 6 and 2 * len(gone) > len(before)


def terms_changed(old, new):
    """More than half of the addresses are allowed something else: something closes there, or the
    rows became ten times as wide. Of fewer than six, all of them have to lose everything."""
    before = {row.address for row in old}
    places = {place for row in new for place in addresses(row.address)}
    was, is_now = accesses(old, new)
    closed = {entry[0] for entry in was - is_now}
    left = {entry[0] for entry in was & is_now}
    gone, come = set(old) - set(new), set(new) - set(old)
    altered = 0
    for address in before:
        own = set(addresses(address))
        if not own <= places:
            continue
        narrow = sum(breadth(row) for row in gone if row.address == address)
        wide = sum(breadth(row) for row in come if row.address == address)
        lost = own & closed if len(before) >= 6 else not own & left
        altered += bool(0 < narrow * 10 < wide or lost)
    return 2 * altered > len(before) if len(before) >= 6 else altered == len(before)


def opens_all(old, new):
    return any(row.ports == "any" for row in new) and not any(row.ports == "any" for row in old)


def hold_reasons(new, current, week_ago, approved):
    """Why a table has to wait, as a set of codes; the earlier tables are None where there are
    none, and the tables of this campaign are such that no other rule of the guard is met."""
    if not new:
        return {"no-endpoints"}
    bare = any(row.ports is None for row in new)
    reasons = set()
    if not current:
        if opens_all([], new):
            reasons.add("access-grown")
        if bare and any(row.ports is not None for row in new):
            reasons.add("ports-unstated")
        return reasons
    if bare and not any(row.ports is None for row in current):
        reasons.add("ports-unstated")
    for old in (current, week_ago):
        if old is None:
            continue
        if too_much_lost(old, new):
            reasons.add("addresses-gone")
        if old and terms_changed(old, new):
            reasons.add("terms-changed")
    if any(old is not None and opens_all(old, new) for old in (current, week_ago, approved)):
        reasons.add("access-grown")
    return reasons


# ---------------------------------------------------------------------------- what is kept

class Revision:
    def __init__(self, number, table, recorded, state, reasons=(), copy_of=None):
        self.number, self.table, self.recorded = number, table, recorded
        self.state, self.reasons, self.copy_of = state, sorted(reasons), copy_of
        self.refused = False
        self.verdicts = []

    @property
    def origin(self):
        """The number of the revision whose table it has."""
        return self.copy_of or self.number


class Deployment:
    def __init__(self, name):
        self.name = name
        self.revisions = []

    def accepted(self):
        return [revision for revision in self.revisions if revision.state == "accepted"]

    def current(self):
        return next(reversed(self.accepted()), None)

    def held(self):
        return next((each for each in self.revisions if each.state == "held"), None)

    def at(self, time):
        """What was current at a time."""
        return next((each for each in reversed(self.accepted()) if each.recorded <= time), None)

    def base(self, revision):
        """The accepted revision before another one; what that one changed, it changed of this."""
        return next((each for each in reversed(self.accepted())
                     if each.number < revision.number), None)

    def is_current(self, revision):
        current = self.current()
        return current is not None and current.origin == revision.origin

    def presences(self):
        """(endpoint, since, until) for each stretch of revisions with an endpoint."""
        found = []
        accepted = self.accepted()
        for place, revision in enumerate(accepted):
            before = accepted[place - 1].table if place else frozenset()
            for endpoint in revision.table - before:
                until = next((each for each in accepted[place:] if endpoint not in each.table), None)
                found.append((endpoint, revision, until))
        return found


class Assignment:
    def __init__(self, role, ports, protocol, begin, assigned):
        self.role, self.ports, self.protocol = role, ports, protocol
        self.begin, self.end = begin, None
        self.assigned, self.ended = assigned, None

    def holds(self, time):
        return self.begin <= time and (self.end is None or time < self.end)

    def never_held(self):
        return self.end == self.begin

    def meets(self, other):
        """Whether both hold at some moment, with a port and protocol in common."""
        (low, high), (other_low, other_high) = port_ranges(self.ports)[0], port_ranges(other.ports)[0]
        return (not self.never_held() and not other.never_held()
                and (self.end is None or other.begin < self.end)
                and (other.end is None or self.begin < other.end)
                and low <= other_high and other_low <= high
                and set(protocols(self.protocol)) & set(protocols(other.protocol)))


class Customer:
    def __init__(self, name, number):
        self.name, self.number = name, number
        self.display = name
        self.contacts = []
        self.uses = {}  # deployment: list of [begin, end]
        self.assignments = {}  # deployment: list of Assignment
        self.archived = False

    def periods(self, deployment):
        """When it uses a deployment, in order of time; one that begins where another ends goes
        on with it."""
        out = []
        for begin, end in sorted(self.uses.get(deployment, []), key=lambda period: period[0]):
            if begin == end:
                continue
            if out and out[-1][1] == begin:
                out[-1] = [out[-1][0], end]
            else:
                out.append([begin, end])
        return out

    def uses_at(self, deployment, time):
        return any(begin <= time and (end is None or time < end)
                   for begin, end in self.periods(deployment))

    def role(self, deployment, role):
        """Its ports of a role that ever held or will, in order of time."""
        own = [each for each in self.assignments.get(deployment, [])
               if each.role == role and not each.never_held()]
        return sorted(own, key=lambda each: each.begin)

    def holding(self, deployment, time):
        return [each for each in self.assignments.get(deployment, []) if each.holds(time)]


class Subscription:
    def __init__(self, who, deployment, service, only, tells_held):
        self.who, self.deployment, self.service = who, deployment, service
        self.only, self.tells_held = only, tells_held

    def part(self, table):
        return frozenset(row for row in table if self.service in (None, row.service))

    def concerns(self, old, new):
        old, new = self.part(old), self.part(new)
        if self.only is None:
            return old != new
        was, is_now = accesses(old, new)
        return bool(is_now - was if self.only == "opened" else was - is_now)


class Notice:
    def __init__(self, subscription, kind, deployment, number):
        self.subscription, self.kind, self.state = subscription, kind, "due"
        self.deployment, self.number = deployment, number


class Firewall:
    def __init__(self, deployment, customer):
        self.deployment, self.customer = deployment, customer
        self.written = None
        self.applied = frozenset()


# ---------------------------------------------------------------------------- the inventory

class SimpleInventory:
    """Every command is a method that does it or raises `Refused`; `do` calls it by its name."""

    def __init__(self, user):
        self.user = user
        self.now = 0
        self.by = None
        self.deployments, self.customers = [], []
        self.subscriptions, self.notices, self.firewalls = [], [], {}
        self.former_deployments, self.former_customers = {}, {}
        self.customers_ever = 0
        self.audit = []  # [action, subject, by, deployment, customer]

    def do(self, command):
        """Carries out a command (a dictionary: `do`, `at`, `by` and its arguments), whole or not
        at all. Gives its status."""
        before = copy.deepcopy(self.__dict__)
        self.now, self.by = command["at"], command.get("by")
        arguments = {key: value for key, value in command.items() if key not in ("do", "at", "by")}
        try:
            return getattr(self, command["do"])(**arguments) or DONE
        except Refused as refused:
            self.__dict__ = before
            return refused.status

    def note(self, action, subject, deployment=None, customer=None):
        self.audit.append([action, subject, self.by, deployment, customer])

    def deployment(self, name):
        for deployment in self.deployments:
            if deployment.name == name:
                return deployment
        raise Refused(MISSING, f"there is no {name}")

    def customer(self, name):
        for customer in self.customers:
            if customer.name == name:
                return customer
        raise Refused(MISSING, f"there is no {name}")

    def revision(self, deployment, number):
        for revision in self.deployment(deployment).revisions:
            if revision.number == number:
                return revision
        raise Refused(MISSING, f"there is no {deployment}@{number}")

    # -------------------------------------------------------------- documents

    def sync(self, deployment, table, recorded_at=None):
        if deployment in self.former_deployments:
            raise Refused(BAD, "it has another name now")
        table = frozenset(Endpoint(*row) for row in table)
        if recorded_at is not None and recorded_at > self.now + DAY:
            raise Refused(BAD, "it lies ahead")
        kept = next((each for each in self.deployments if each.name == deployment), None)
        current = kept.current() if kept else None
        if current is None and not table:
            raise Refused(UNREADABLE, "a first document needs an endpoint")
        if current and recorded_at is not None and recorded_at < current.recorded:
            raise Refused(BAD, "it is older than the latest")
        time = recorded_at if recorded_at is not None else self.now
        if current and table == current.table:
            self.pass_by(kept)
            return DONE
        reasons = hold_reasons(table, *self.earlier_tables(kept, time))
        refused = kept and self.refused(kept, table)
        if refused and refused.refused:
            # The vendor still shows what a person turned down.
            if refused.state != "held":
                return DONE
        if refused and refused.state == "held" and reasons:
            return HELD
        if kept is None:
            kept = Deployment(deployment)
            self.deployments.append(kept)
        if recorded_at is None and current:
            time = self.after_latest(kept)
        revision = self.store(kept, table, time, reasons)
        self.note("revision.held" if reasons else "revision.stored",
                  f"{kept.name}@{revision.number}", kept)
        return HELD if reasons else DONE

    def earlier_tables(self, deployment, time):
        """The current table, that of a week before, and the last that a person approved or else
        the first; what was approved settles what lies before it."""
        current = deployment.current() if deployment else None
        if current is None:
            return None, None, None
        approved = next((each for each in reversed(deployment.accepted())
                         if {"approve", "revert"} & set(each.verdicts)), None)
        first = deployment.accepted()[0]
        week_ago = deployment.at(time - 7 * DAY) or first
        if approved and week_ago.number < approved.number:
            week_ago = None
        return current.table, week_ago and week_ago.table, (approved or first).table

    def refused(self, deployment, table):
        """The revision with this table that must not become current: held, or turned down."""
        return next((each for each in reversed(deployment.revisions)
                     if each.table == table and (each.state == "held" or each.refused)), None)

    def after_latest(self, deployment):
        """Now, or the time of the latest revision where that lies ahead."""
        return max(self.now, deployment.current().recorded if deployment.current() else 0)

    def pass_by(self, deployment):
        """The vendor no longer shows what is held."""
        held = deployment.held()
        if held:
            held.state = "passed by"
            held.verdicts.append("pass")
            self.note("revision.passed", f"{deployment.name}@{held.number}", deployment)

    def store(self, deployment, table, time, reasons=(), copy_of=None):
        self.pass_by(deployment)
        base = deployment.current()
        revision = Revision(len(deployment.revisions) + 1, table, time,
                            "held" if reasons else "accepted", reasons, copy_of)
        deployment.revisions.append(revision)
        self.tell(deployment, revision, base.table if base else frozenset())
        return revision

    # -------------------------------------------------------------- decisions

    def approve(self, deployment, number):
        kept, revision = self.deployment(deployment), self.revision(deployment, number)
        if revision.state == "void" or (revision.state == "accepted" and not revision.refused):
            raise Refused(BAD, "there is nothing to approve")
        revision.verdicts.append("approve")
        self.note("revision.approved", f"{deployment}@{number}", kept)
        revision.refused = False
        if revision.state == "held":
            base = kept.current()
            revision.state = "accepted"
            self.tell(kept, revision, base.table if base else frozenset())
        elif not kept.is_current(revision):
            self.bring_back(kept, revision, "approve")

    def reject(self, deployment, number):
        kept, revision = self.deployment(deployment), self.revision(deployment, number)
        if revision.state == "void" or revision.refused:
            raise Refused(BAD, "there is nothing to reject")
        instead = None
        if kept.is_current(revision):
            instead = next((each for each in reversed(kept.accepted())
                            if each.number < number and not each.refused
                            and each.origin != revision.origin), None)
            if instead is None:
                raise Refused(BAD, "there is no table before it")
        revision.verdicts.append("reject")
        revision.refused = True
        if revision.state != "accepted":
            revision.state = "rejected"
        self.note("revision.rejected", f"{deployment}@{number}", kept)
        if instead:
            self.bring_back(kept, instead, "reject")

    def revert(self, deployment, number):
        kept, revision = self.deployment(deployment), self.revision(deployment, number)
        if revision.state != "accepted" or kept.is_current(revision):
            raise Refused(BAD, "it was never current, or is")
        self.revision(deployment, kept.current().origin).refused = True
        revision.refused = False
        back = self.bring_back(kept, revision, "revert")
        self.note("revision.reverted", f"{deployment}@{back.number}", kept)

    def bring_back(self, deployment, revision, verdict):
        back = self.store(deployment, revision.table, self.after_latest(deployment),
                          copy_of=revision.origin)
        back.verdicts.append(verdict)
        return back

    def void(self, deployment, number):
        kept, revision = self.deployment(deployment), self.revision(deployment, number)
        if revision.state == "void":
            raise Refused(BAD, "it is void")
        counted = revision.state == "accepted"
        if counted:
            self.pass_by(kept)
        revision.state, revision.refused = "void", False
        revision.verdicts.append("void")
        if counted:
            self.take_back(kept, revision)
        self.note("revision.voided", f"{deployment}@{number}", kept)

    # -------------------------------------------------------------- names

    def rename_deployment(self, deployment, name):
        kept = self.deployment(deployment)
        if any(each.name == name for each in self.deployments):
            raise Refused(BAD, "another has the name")
        self.former_deployments.pop(name, None)
        self.former_deployments[kept.name] = kept
        kept.name = name
        self.note("deployment.renamed", name, kept)

    def rename_customer(self, customer, name):
        kept = self.customer(customer)
        if any(each.name == name for each in self.customers):
            raise Refused(BAD, "another has the name")
        self.former_customers.pop(name, None)
        self.former_customers[kept.name] = kept
        kept.name = name
        self.note("customer.renamed", name, customer=kept)

    # -------------------------------------------------------------- customers

    def add_customer(self, customer, deployment=None):
        if deployment:
            self.deployment(deployment)
        if any(each.name == customer for each in self.customers) or (
                customer in self.former_customers):
            raise Refused(BAD, "the name is or was another's")
        self.customers_ever += 1
        kept = Customer(customer, self.customers_ever)
        self.customers.append(kept)
        self.note("customer.added", customer, customer=kept)
        if deployment:
            self.begin_use(kept, self.deployment(deployment), self.now)

    def begin_use(self, customer, deployment, begin, for_ports=False):
        periods = customer.periods(deployment)
        later = next((each for each in periods if each[1] is None or each[1] > begin), None)
        if later and later[1] is not None and for_ports:
            raise Refused(BAD, "it leaves then")
        if later and later[0] <= begin:
            return
        uses = customer.uses.setdefault(deployment, [])
        uses[:] = [each for each in uses if each[0] != begin]
        uses.append([begin, later[0] if later else None])
        self.note("use.begun", f"{customer.name} on {deployment.name}", deployment, customer)

    def assign(self, customer, deployment, signaling=None, data=None, begin=None):
        person, kept = self.customer(customer), self.deployment(deployment)
        begin = self.now if begin is None else begin
        new = []
        for role, ports, protocol in (("signaling", signaling, "tcp"), ("data", data, "udp")):
            if ports is None:
                continue
            # Adjacent ranges stay apart; none of the commands has overlapping ones.
            wanted = ports.split(",")
            own = person.role(kept, role)
            current = [each for each in own if each.holds(begin)]
            # Later, others begin or some of these end.
            changes = (any(each.begin > begin for each in own)
                       or any(each.end is not None for each in current))
            if joined(range for each in current for range in port_ranges(each.ports)) == joined(
                    port_ranges(ports)):
                if changes:
                    raise Refused(BAD, "it has them, and a change of them is known")
                continue
            if changes:
                raise Refused(BAD, "later ports are recorded")
            for each in current:
                if each.ports not in wanted:
                    self.end(person, kept, each, begin)
            for each in wanted:
                if each in [kept.ports for kept in current]:
                    continue
                self.begin_use(person, kept, begin, for_ports=True)
                assignment = Assignment(
                    role, each, protocol, begin, (self.now, self.by or self.user))
                person.assignments.setdefault(kept, []).append(assignment)
                self.note("ports.assigned", f"{person.name} on {kept.name}", kept, person)
                new.append(assignment)
        for assignment in new:
            self.check_taken(person, kept, assignment)

    def check_taken(self, person, deployment, assignment):
        for other in self.customers:
            for each in other.assignments.get(deployment, []):
                if each is not assignment and assignment.meets(each):
                    raise Refused(BAD, f"{other.name} has them")

    def end(self, person, deployment, assignment, time):
        assignment.end = time
        assignment.ended = (self.now, self.by or self.user)
        self.note("ports.ended", f"{person.name} on {deployment.name}", deployment, person)

    def unassign(self, customer, deployment, role=None, until=None, leave=False, planned=False):
        person, kept = self.customer(customer), self.deployment(deployment)
        roles = [role] if role else ["signaling", "data"]
        if planned:
            self.cancel_plans(person, kept, roles, with_use=role is None)
            return
        time = self.now if until is None else until
        goes = self.planned_end(person, kept)
        if goes is not None and goes < time:
            if not leave:
                raise Refused(BAD, "it leaves before")
            self.cancel_plans(person, kept, ["signaling", "data"], with_use=True)
        ended = 0
        for each in roles:
            ended += self.unassign_role(person, kept, each, time)
        left = False
        if leave:
            for period in person.uses.get(kept, []):
                if period[1] is None or period[1] > max(period[0], time):
                    period[1] = max(period[0], time)
                    left = True
            if left:
                self.note("use.ended", f"{person.name} on {kept.name}", kept, person)
        if not (left if leave else ended):
            raise Refused(BAD, "there is nothing to end")

    def unassign_role(self, person, deployment, role, time):
        own = person.role(deployment, role)
        ends = [each.end for each in own]
        if own and None not in ends and self.now < max(ends) < time:
            # A planned end of all that a later one takes the place of.
            last = [each for each in own if each.end == max(ends)]
            for each in reversed(last):
                self.end(person, deployment, each, time)
                self.check_taken(person, deployment, each)
            return len(last)
        ending = [each for each in own if each.end is None or each.end > time]
        for each in ending:
            if any(change is not None and time < change <= self.now
                   for change in (each.begin, each.end)):
                raise Refused(BAD, "it has changed since")
        for each in reversed(ending):
            self.end(person, deployment, each, max(time, each.begin))
        return len(ending)

    def planned_end(self, person, deployment):
        return next((end for begin, end in person.periods(deployment)
                     if begin <= self.now and (end is None or self.now < end)), None)

    def reopen(self, person, deployment, role, leaves):
        """The ports of now go on without end, or until the customer leaves."""
        found = []
        for each in person.role(deployment, role):
            if each.begin <= self.now and each.end is not None and each.end > self.now and (
                    each.end != leaves):
                each.end = leaves
                each.ended = (each.ended[0], None) if leaves is not None else None
                found.append(each)
        return found

    def cancel_plans(self, person, deployment, roles, with_use):
        subject = f"{person.name} on {deployment.name}"
        if with_use and self.planned_end(person, deployment) is not None:
            for period in person.uses[deployment]:
                if period[0] > self.now:
                    period[1] = period[0]
                elif period[1] is not None and period[1] > self.now:
                    period[1] = None
            self.note("plans.cancelled", subject, deployment, person)
        leaves = self.planned_end(person, deployment)
        reopened = []
        for role in roles:
            later = [each for each in person.role(deployment, role) if each.begin > self.now]
            for each in later:
                self.end(person, deployment, each, each.begin)
            again = self.reopen(person, deployment, role, leaves)
            if later or again:
                self.note("plans.cancelled", subject, deployment, person)
            reopened += again
        for each in reopened:
            self.check_taken(person, deployment, each)

    def erase(self, customer):
        kept = self.customer(customer)
        for name in [name for name, who in self.former_customers.items() if who is kept]:
            del self.former_customers[name]
        kept.name = f"erased-{kept.number}"
        kept.display, kept.archived = "erased", True
        for entry in self.audit:
            if entry[4] is kept:
                entry[1] = kept.name
        self.note("customer.erased", kept.name, customer=kept)

    # -------------------------------------------------------------- notices

    def subscribe(self, who, deployment, service=None, only=None, no_held=False):
        kept = self.deployment(deployment)
        current = kept.current()
        if service and current and current.table and (
                service not in {row.service for row in current.table}):
            raise Refused(MISSING, "there is no such service")
        if any((each.who, each.deployment, each.service, each.only) == (who, kept, service, only)
               for each in self.subscriptions):
            raise Refused(BAD, "there is one of these")
        self.subscriptions.append(Subscription(who, kept, service, only, not no_held))
        self.note("subscription.added", f"subscription {len(self.subscriptions)}", kept)

    def tell(self, deployment, revision, before):
        for subscription in self.subscriptions:
            if subscription.deployment is not deployment:
                continue
            if revision.state == "held":
                if subscription.tells_held:
                    self.put(subscription, "held", revision)
            elif subscription.concerns(before, revision.table):
                self.put(subscription, "change", revision)

    def put(self, subscription, kind, revision):
        self.notices.append(
            Notice(subscription, kind, subscription.deployment, revision.number))

    def take_back(self, deployment, revision):
        """Withdraws what was not told yet of a void revision; whoever was told of it learns that
        it no longer counts."""
        own = [each for each in self.notices
               if each.deployment is deployment and each.number == revision.number]
        for notice in own:
            if notice.state == "due" and notice.kind in ("change", "held"):
                notice.state = "withdrawn"
        current = deployment.current()
        if current and current.number > revision.number:
            return
        told = {self.subscriptions.index(each.subscription) for each in own
                if each.kind == "change" and each.state == "delivered"}
        for place in sorted(told):
            subscription = self.subscriptions[place]
            if subscription.concerns(revision.table, current.table if current else frozenset()):
                self.put(subscription, "void", revision)

    def send(self):
        for notice in self.notices:
            if notice.state == "due":
                notice.state = "delivered"

    # -------------------------------------------------------------- firewalls

    def add_firewall(self, firewall, deployment, customer=None):
        if firewall in self.firewalls:
            raise Refused(BAD, "there is one of that name")
        kept = self.deployment(deployment)
        person = self.customer(customer) if customer else None
        self.firewalls[firewall] = Firewall(kept, person)
        self.note("firewall.added", firewall)

    def wanted(self, firewall):
        """What a firewall has to allow, as far as numbers of addresses, ports and protocols tell
        it."""
        revision = firewall.deployment.current()
        if revision is None:
            raise Refused(MISSING, "no revision is current")
        if firewall.customer and firewall.customer.archived:
            raise Refused(MISSING, "the customer is out of use")
        table = revision.table
        if firewall.customer:
            table = self.rules_of(firewall.customer, firewall.deployment, revision, self.now)[0]
            if not firewall.customer.uses_at(firewall.deployment, self.now):
                table = ()
        if not table:
            raise Refused(MISSING, "an allowance that comes to nothing is refused")
        rows = frozenset(
            row for row in table if row.ports not in (None, "customer") and row.protocol
            and not row.address[0].isalpha())
        return rows

    def write(self, firewall):
        if firewall not in self.firewalls:
            raise Refused(MISSING, "there is no such firewall")
        kept = self.firewalls[firewall]
        kept.written = self.wanted(kept)

    def applied(self, firewall):
        if firewall not in self.firewalls or self.firewalls[firewall].written is None:
            raise Refused(MISSING, "nothing was written")
        kept = self.firewalls[firewall]
        kept.applied = kept.written
        self.note("firewall.applied", firewall)

    # -------------------------------------------------------------- questions

    def rules_of(self, customer, deployment, revision, time):
        """What a customer's firewall must allow of a table, and the rows whose ports are not
        known."""
        own = {}
        for each in customer.holding(deployment, time):
            own.setdefault((each.role, each.protocol), []).extend(port_ranges(each.ports))
        rules, unresolved = set(), set()
        for row in revision.table:
            if row.role is None:
                rules.add(row)
            elif (row.role, row.protocol) in own:
                ports = ",".join(joined(own[row.role, row.protocol]))
                rules.add(row._replace(ports=ports, example=None))
            else:
                unresolved.add(row)
        return rules, unresolved
