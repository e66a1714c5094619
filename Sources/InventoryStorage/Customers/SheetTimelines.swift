import EndpointModel
import InventoryModel

/// What a sheet as a whole says of customers' ports over time: what rows have to know of each other.
struct SheetTimelines {
  private var entries: [Key: [Entry]] = [:]
  /// When a customer has ports of a deployment, of whatever role.
  private var periods: [UseKey: [Period]] = [:]

  private struct UseKey: Hashable {
    let customer: CustomerName
    let deployment: DeploymentName

    init(_ new: NewAssignment) { (customer, deployment) = (new.customer, new.deployment) }
  }

  private struct Key: Hashable {
    let customer: CustomerName
    let deployment: DeploymentName
    let role: PortRole

    init(_ new: NewAssignment) {
      (customer, deployment, role) = (new.customer, new.deployment, new.role)
    }
  }

  /// The ports of a role in one row.
  private struct Entry {
    let from: UTCTime
    let until: UTCTime?
    let isRecord: Bool
    let parts: Set<WantedPorts.Part>
  }

  init(_ rows: [SheetRow], now: UTCTime) {
    // Without ends and records, each row says all.
    guard rows.contains(where: { $0.until != nil || $0.isRecord }) else { return }
    for row in rows {
      let from = row.from ?? now
      // An empty period never held.
      if let until = row.until, until <= from { continue }
      for own in row.assignments(from: from) {
        if let period = Period(from: from, until: row.until) {
          periods[UseKey(own[0]), default: []].append(period)
        }
        entries[Key(own[0]), default: []].append(
          Entry(
            from: from, until: row.until, isRecord: row.isRecord,
            parts: Set(own.map { WantedPorts.Part($0.ports, $0.transport) })))
      }
    }
  }

  /// All ports that the customer is to have from where a row begins, with their ends as far as the
  /// sheet knows them.
  ///
  /// - Parameter own: the row's ports of one role.
  func wanted(_ own: [NewAssignment], of row: SheetRow) -> WantedPorts {
    let entries = entries[Key(own[0])] ?? []
    let usedUntil = usedUntil(own[0])
    guard row.isRecord else {
      let parts = own.map { WantedPorts.Part($0.ports, $0.transport) }
      return WantedPorts(
        own[0],
        parts: parts.map { with(end(of: $0, in: Set(parts), until: row.until, entries), $0) },
        usedUntil: usedUntil)
    }
    let from = own[0].from
    return WantedPorts(
      own[0],
      parts: entries.filter { $0.from <= from && $0.until.map { $0 > from } ?? true }
        .flatMap { entry in entry.parts.map { with(entry.until, $0) } }
        .sorted { ($0.ports, $0.transport.rawValue) < ($1.ports, $1.transport.rawValue) },
      usedUntil: usedUntil)
  }

  /// When the ports of all roles that go on from a moment end.
  private func usedUntil(_ new: NewAssignment) -> UTCTime? {
    periods[UseKey(new)]?.union.first { $0.contains(new.from) }?.until
  }

  /// Whether a row of the sheet begins with a range at a moment.
  func begins(with part: WantedPorts.Part, of own: [NewAssignment], at time: UTCTime) -> Bool {
    entries[Key(own[0])]?.contains { $0.from == time && $0.parts.contains(with(nil, part)) }
      ?? false
  }

  /// When a range ends. A sheet tells a set anew where it changes: what is also in the next set goes
  /// on.
  private func end(
    of part: WantedPorts.Part, in set: Set<WantedPorts.Part>, until: UTCTime?, _ entries: [Entry]
  ) -> UTCTime? {
    var (set, until) = (set, until)
    while let end = until,
      let next = entries.first(where: {
        $0.from == end && $0.parts != set && $0.parts.contains(part)
      })
    {
      (set, until) = (next.parts, next.until)
    }
    return until
  }

  private func with(_ until: UTCTime?, _ part: WantedPorts.Part) -> WantedPorts.Part {
    WantedPorts.Part(part.ports, part.transport, until: until)
  }
}

extension SheetRow {
  /// The row's ports, of each role together; none without a deployment.
  func assignments(from: UTCTime) -> [[NewAssignment]] {
    guard let deployment else { return [] }
    // Most rows have one range, or one of each role.
    return PortRole.allCases.compactMap { role in
      let own = ports.filter { $0.role == role }.map {
        NewAssignment(
          customer: customer, deployment: deployment, role: role, ports: $0.ports,
          transport: $0.transport, from: from)
      }
      return own.isEmpty ? nil : own
    }
  }
}
