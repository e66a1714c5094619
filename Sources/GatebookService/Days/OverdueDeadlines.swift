import EndpointModel
import FirewallExport
import InventoryModel
import InventoryStorage

/// What had to be done by a day that is past, and is not noted as done.
public struct OverdueDeadline: Hashable, Sendable {
  /// As precise as it was stated.
  public let date: PartialDate
  public let deployment: DeploymentName
  public let reason: Reason
  /// What the document states the day for; nil for ports.
  public let states: StatedDay?
  /// Whose calendar the day is of: `Europe/Berlin`.
  public let timeZone: String

  public enum Reason: Hashable, Sendable {
    /// The document stated the day for its changes, and nobody has approved them.
    case held(Revision)
    /// The document stated the day for its changes, and what a firewall was noted to have is
    /// older. The first of several days counts.
    ///
    /// - Parameter revision: the latest one whose document says so.
    case document(Revision, on: FirewallName)
    /// The ports have begun, and what a firewall was noted to have was written before.
    case ports(PortAssignment, on: FirewallName)
  }
}

extension Deadlines {
  /// What is overdue. Only what a registered firewall was to be given can be: without one, nothing
  /// tells whether somebody did it.
  ///
  /// ```swift
  /// try Deadlines(reader, in: .utc).overdue(at: now).map(\.deployment.description)  // ["vendor/cloud"]
  /// ```
  ///
  /// - Returns: by day, then by deployment.
  /// - Throws: `InventoryError`
  public func overdue(at time: UTCTime) throws -> [OverdueDeadline] {
    var all: [OverdueDeadline] = []
    for deployment in try inventory.deploymentsInUse() {
      guard let held = try inventory.heldRevision(of: deployment),
        let (states, date) = held.statedDays(in: zone).first, date.isPast(on: zone.day(of: time))
      else { continue }
      all.append(
        OverdueDeadline(
          date: date, deployment: deployment, reason: .held(held), states: states,
          timeZone: zone.name))
    }
    for firewall in try inventory.firewalls() {
      guard let noted = try NotedState(firewall, in: inventory) else { continue }
      all += try documents(not: noted, on: firewall, at: time)
      all += try ports(not: noted, on: firewall, at: time)
    }
    return all.sorted {
      ($0.date, $0.deployment, $0.order) < ($1.date, $1.deployment, $1.order)
    }
  }

  private func documents(
    not noted: NotedState, on firewall: RegisteredFirewall, at time: UTCTime
  ) throws -> [OverdueDeadline] {
    try Set(firewall.allowances.map(\.deployment)).sorted().compactMap { deployment in
      let past = try inventory.revisions(of: deployment).first {
        $0.asksForChanges && ($0.openBefore(in: zone)?.isPast(on: zone.day(of: time)) ?? false)
      }
      guard let past, let (states, date) = past.statedDays(in: zone).first,
        past.number > noted.numbers[deployment] ?? 0
      else { return nil }
      return OverdueDeadline(
        date: date, deployment: deployment, reason: .document(past, on: firewall.name),
        states: states, timeZone: zone.name)
    }
  }

  private func ports(
    not noted: NotedState, on firewall: RegisteredFirewall, at time: UTCTime
  ) throws -> [OverdueDeadline] {
    try Set(firewall.allowances).sorted().flatMap { allowance -> [OverdueDeadline] in
      guard let customer = allowance.customer else { return [] }
      return try inventory.assignments(on: allowance.deployment, of: customer, at: time)
        .compactMap { ports in
          guard ports.period.from > noted.writtenAt ?? .epoch,
            let date = PartialDate(zone.day(of: ports.period.from))
          else { return nil }
          return OverdueDeadline(
            date: date, deployment: allowance.deployment, reason: .ports(ports, on: firewall.name),
            states: nil, timeZone: zone.name)
        }
    }
  }
}

/// Whether what documents want done is noted as done.
enum OverdueDeadlines {
  /// Whether at least one registered firewall has to allow the revision's deployment, and all of
  /// them are noted to have the revision.
  static func isNoted(_ revision: Revision, in inventory: InventoryReader) throws -> Bool {
    let firewalls = try inventory.firewalls().filter { firewall in
      firewall.allowances.contains { $0.deployment == revision.deployment }
    }
    return try !firewalls.isEmpty
      && firewalls.allSatisfy {
        try NotedState($0, in: inventory)?.numbers[revision.deployment] ?? 0 >= revision.number
      }
  }
}

extension OverdueDeadline {
  fileprivate var order: String {
    switch reason {
    case .held: "0"
    case .document(_, let firewall): "1 \(firewall)"
    case .ports(let ports, let firewall): "2 \(firewall) \(ports.customer) \(ports.ports.low)"
    }
  }
}
