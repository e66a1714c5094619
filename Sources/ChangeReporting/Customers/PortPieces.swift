import EndpointModel
import InventoryModel

/// A customer's ports over time, cut wherever those of a role change: what a sheet states row by row,
/// where the assignments have each its own beginning and end.
struct PortPieces {
  /// By deployment and role as the assignments are, then by time.
  private(set) var all: [Piece] = []

  /// All ports of a role in a period.
  struct Piece {
    let deployment: DeploymentName
    let role: PortRole
    let period: Period
    /// By port.
    let assignments: [PortAssignment]

    /// The protocol, if it is the same for all.
    var transport: AssignedTransport? {
      let first = assignments[0].transport
      return assignments.allSatisfy { $0.transport == first } ? first : nil
    }

    /// `4201-4264, 4300`; with their protocols, `tcp/4201-4264, udp/4300`, where these differ.
    var portsText: String {
      assignments.map { (transport == nil ? $0.transport.rawValue + "/" : "") + "\($0.ports)" }
        .joined(separator: ", ")
    }

    /// The notes of those that begin with the piece.
    var note: String? {
      var notes: [String] = []
      for assignment in assignments where assignment.period.from == period.from {
        if let note = assignment.assigned.note?.text, !notes.contains(note) { notes.append(note) }
      }
      return notes.isEmpty ? nil : notes.joined(separator: "; ")
    }
  }

  /// - Parameter now: assignments that have ended by then are left out, but for those at whose time
  ///   others held that are not: there, they are a part of the whole.
  init(_ assignments: [PortAssignment], endingAfter now: UTCTime) {
    var groups: [[PortAssignment]] = []
    for assignment in assignments where !assignment.period.isEmpty {
      if let last = groups.indices.last, groups[last][0].deployment == assignment.deployment,
        groups[last][0].role == assignment.role
      {
        groups[last].append(assignment)
      } else {
        groups.append([assignment])
      }
    }
    for group in groups { add(Self.kept(group, endingAfter: now)) }
  }

  private static func kept(
    _ group: [PortAssignment], endingAfter now: UTCTime
  ) -> [PortAssignment] {
    var kept = group.filter { $0.period.until.map { $0 > now } ?? true }
    while true {
      let more = group.filter { one in
        !kept.contains(one) && kept.contains { $0.period.overlaps(one.period) }
      }
      if more.isEmpty { return kept }
      kept += more
    }
  }

  private mutating func add(_ group: [PortAssignment]) {
    let moments = Set(group.flatMap { [$0.period.from, $0.period.until].compactMap { $0 } })
      .sorted()
    for (place, from) in moments.enumerated() {
      let present = group.filter { $0.period.contains(from) }
        .sorted { ($0.ports, $0.transport.rawValue) < ($1.ports, $1.transport.rawValue) }
      let until = place + 1 < moments.count ? moments[place + 1] : nil
      guard let first = present.first, let period = Period(from: from, until: until) else {
        continue
      }
      all.append(
        Piece(
          deployment: first.deployment, role: first.role, period: period, assignments: present))
    }
  }
}
