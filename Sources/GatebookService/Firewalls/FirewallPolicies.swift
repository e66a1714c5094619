import EndpointModel
import InventoryModel
import InventoryStorage

/// What a registered firewall has to allow now.
public struct CurrentPolicy: Sendable {
  public let policy: FirewallPolicy
  /// Rules that no document asks for any more, kept until the day that the document gave: its
  /// deadline, or the day from which it holds.
  public let kept: [Kept]
  /// Revisions that wait for a person's approval: nothing of them is in the policy.
  public let held: [RevisionReference]
  /// Revisions in the policy that are to hold later: what they add is in it already.
  public let ahead: [Ahead]
  /// Whose calendar tells which days are past: `Europe/Berlin`.
  public let timeZone: String

  public struct Ahead: Hashable, Sendable {
    public let revision: RevisionReference
    /// From when, by the document's own date or the time of the revision.
    public let from: PartialDate
  }

  public struct Kept: Hashable, Sendable {
    public let rule: FirewallRule
    public let until: PartialDate
  }
}

/// Works out what registered firewalls have to allow.
public struct FirewallPolicies {
  private let reader: InventoryReader
  /// Whose calendar tells which days are past.
  private let zone: TimeZoneRules

  public init(_ reader: InventoryReader, in zone: TimeZoneRules) {
    self.reader = reader
    self.zone = zone
  }

  /// What a firewall has to allow at a time.
  ///
  /// - Parameter applied: what it was last noted to have; nil if nothing was.
  /// - Throws: `InventoryError` if a deployment has no current revision, is unknown or out of
  ///   use; `FirewallPolicyError` if an allowance comes to nothing.
  public func current(
    _ firewall: RegisteredFirewall, applied: FirewallPolicy?, at time: UTCTime
  ) throws -> CurrentPolicy {
    var rules: [FirewallRule] = []
    var unresolved: [FirewallPolicy.Unresolved] = []
    var revisions: [DeploymentName: Revision] = [:]
    for allowance in firewall.allowances {
      let revision = try reader.revision(RevisionReference(allowance.deployment))
      revisions[allowance.deployment] = revision
      let own = try customerRules(allowance, try reader.snapshot(of: revision), at: time)
      if own.rules.isEmpty, own.unresolved.isEmpty { throw FirewallPolicyError.empty(allowance) }
      rules += own.rules.map { FirewallRule($0, for: allowance) }
      unresolved += own.unresolved.map {
        FirewallPolicy.Unresolved(
          FirewallRule($0.endpoint, for: allowance), missing: $0.missing)
      }
    }
    if let hours = firewall.options.resolvesHours {
      rules += try resolved(rules, within: hours, before: time)
    }
    let kept =
      try firewall.options.keepsUntilDeadline
      ? kept(applied, without: Set(rules), firewall.allowances, revisions, at: time) : []
    return CurrentPolicy(
      policy: FirewallPolicy(
        rules + kept.map(\.rule), unresolved: unresolved,
        revisions: revisions.keys.sorted().map {
          RevisionReference($0, .number(revisions[$0]!.number))
        }),
      kept: kept,
      held: try revisions.keys.sorted().compactMap { deployment in
        try reader.heldRevision(of: deployment).map {
          RevisionReference(deployment, .number($0.number))
        }
      },
      ahead: revisions.keys.sorted().compactMap { deployment in
        revisions[deployment].flatMap { revision in
          revision.holdsFrom(after: time, in: zone).map {
            CurrentPolicy.Ahead(
              revision: RevisionReference(deployment, .number(revision.number)), from: $0)
          }
        }
      }, timeZone: zone.name)
  }

  /// The endpoints of an allowance, with its customer's ports, as they are declared to be meant.
  private func customerRules(
    _ allowance: FirewallAllowance, _ table: Snapshot, at time: UTCTime
  ) throws -> CustomerRules {
    if let since = try reader.archivedAt(allowance.deployment) {
      throw InventoryError.archived(allowance.deployment, since: since)
    }
    let snapshot = table.meant(by: try reader.declaration(of: allowance.deployment, at: time))
    let wanted = allowance.service.map { service in
      Snapshot(snapshot.endpoints.filter { $0.service == service })
    }
    var assignments: [PortAssignment] = []
    if let customer = allowance.customer {
      if try reader.archivedAt(customer) != nil { throw FirewallPolicyError.outOfUse(allowance) }
      guard try reader.uses(allowance.deployment, customer, at: time) else {
        throw FirewallPolicyError.notUsed(allowance)
      }
      assignments = try reader.assignments(on: allowance.deployment, of: customer, at: time)
    }
    return CustomerRules(wanted ?? snapshot, assignments: assignments)
  }

  /// A rule for each address that the names of rules gave within so many hours.
  private func resolved(
    _ rules: [FirewallRule], within hours: Int, before time: UTCTime
  ) throws -> [FirewallRule] {
    var known: [HostName: [IPAddress]] = [:]
    return try rules.flatMap { rule -> [FirewallRule] in
      guard case .host(let name)? = rule.endpoint.address else { return [] }
      let addresses =
        try known[name]
        ?? reader.resolution(of: name)?.addresses(within: hours, before: time) ?? []
      known[name] = addresses
      return addresses.map { address in
        var endpoint = rule.endpoint
        endpoint.address = .block(CIDRBlock(address))
        return FirewallRule(endpoint, for: rule.allowance, resolvedFrom: name)
      }
    }
  }

  /// What was applied, and a document removed since that gave a day which lies ahead: the last one
  /// that it or a later one gave. What a person took back, what a customer had before and what names
  /// gave once is not kept: no document asked for that to stay.
  private func kept(
    _ applied: FirewallPolicy?, without present: Set<FirewallRule>,
    _ allowances: [FirewallAllowance], _ revisions: [DeploymentName: Revision], at time: UTCTime
  ) throws -> [CurrentPolicy.Kept] {
    let gone = Set((applied?.rules ?? []).filter { !present.contains($0) })
    if gone.isEmpty { return [] }
    var kept: [FirewallRule: PartialDate] = [:]
    var known: [DeploymentName: [(deadline: PartialDate, endpoints: Endpoints)]] = [:]
    for allowance in Set(gone.compactMap(\.allowance)) where allowances.contains(allowance) {
      guard let current = revisions[allowance.deployment] else { continue }
      let removals = try known[allowance.deployment] ?? removals(before: current, at: time)
      known[allowance.deployment] = removals
      for (deadline, removed) in removals {
        for endpoint in try customerRules(allowance, Snapshot(removed), at: time).rules {
          let rule = FirewallRule(endpoint, for: allowance)
          if gone.contains(rule) { kept[rule] = max(kept[rule] ?? deadline, deadline) }
        }
      }
    }
    return kept.sorted { $0.key < $1.key }.map { CurrentPolicy.Kept(rule: $0.key, until: $0.value) }
  }

  /// What documents removed, each with its deadline, as far as that lies ahead.
  private func removals(
    before current: Revision, at time: UTCTime
  ) throws -> [(deadline: PartialDate, endpoints: Endpoints)] {
    let today = zone.day(of: time)
    let documents = try reader.revisions(of: current.deployment).filter {
      $0.isAccepted && $0.number <= current.number && $0.copyOf == nil
    }
    let mayKeep = documents.contains { revision in
      revision.closeAfter(in: zone).map { !$0.isPast(on: today) } ?? false
        || revision.holdsFrom(after: time, in: zone) != nil
    }
    guard mayKeep else { return [] }
    return try reader.removedEndpoints(of: current.deployment).sorted { $0.key < $1.key }
      .compactMap { number, endpoints in
        guard let document = documents.first(where: { $0.number == number }) else { return nil }
        // What is removed by a document that is to hold later is needed until then.
        let days =
          documents.filter { $0.number >= number }.compactMap { $0.closeAfter(in: zone) }
          + [document.holdsFrom(after: time, in: zone)].compactMap { $0 }
        guard let deadline = days.max(), !deadline.isPast(on: today) else { return nil }
        return (deadline, endpoints)
      }
  }
}

extension CalendarDay {
  fileprivate var date: PartialDate? { PartialDate(year: year, month: month, day: day) }
}

extension PartialDate {
  /// Whether all of it is after a day: a year that has begun is not.
  fileprivate func isAhead(of today: CalendarDay) -> Bool {
    (year, month ?? 1, day ?? 1) > (today.year, today.month, today.day)
  }
}

extension Revision {
  /// From when it is to hold, if that lies ahead: the last of the day that its document is dated
  /// or that it states, and the time that it was recorded for.
  fileprivate func holdsFrom(after time: UTCTime, in zone: TimeZoneRules) -> PartialDate? {
    let today = zone.day(of: time)
    let recorded = recordedAt > time ? zone.day(of: recordedAt).date : nil
    let dated = document.revisedOn.flatMap { $0.isAhead(of: today) ? $0 : nil }
    let stated = document.effectiveOn.flatMap { $0.isAhead(of: today) ? $0 : nil }
    return [recorded, dated, stated].compactMap { $0 }.max()
  }
}

/// Why a firewall's policy cannot be told.
public enum FirewallPolicyError: Error, Hashable, Sendable {
  /// Nothing is left of it: no list is ever emptied by a fault.
  case empty(FirewallAllowance)
  /// The customer does not use the deployment.
  case notUsed(FirewallAllowance)
  /// The customer is archived: its ports may be another's tomorrow.
  case outOfUse(FirewallAllowance)
}

extension FirewallPolicyError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty(let allowance):
      "\(allowance.deployment) has no endpoint"
        + (allowance.service.map { " of the service \($0.withVisibleControls)" } ?? "")
    case .notUsed(let allowance):
      "\(allowance.customer?.text ?? "the customer") does not use \(allowance.deployment)"
    case .outOfUse(let allowance):
      "\(allowance.customer?.text ?? "the customer") is archived, and \(allowance) is of its ports"
    }
  }
}
