import EndpointModel

/// Addresses of a document that lie within others that it lists.
enum Overlaps {
  /// A note for each block or range that lies within or across another one with the same
  /// service, ports and protocol; at most `limit`, then one that counts the rest.
  ///
  /// - Parameter sorted: in ascending order.
  static func findings(_ sorted: [Endpoint], limit: Int = 50) -> [Finding] {
    let hasGroups = sorted.contains { $0.groupLabel != nil }
    let endpoints =
      hasGroups
      ? EndpointOrder(sorted, byGroup: false).positions.map { sorted[Int($0)] } : sorted
    var out: [Finding] = []
    var more = 0
    // In order of starts, an address overlaps an earlier one with the same service and ports
    // only if it overlaps the one that reaches furthest.
    var furthest: [Furthest?] = []
    var slots = Slots()
    for (position, endpoint) in endpoints.enumerated() {
      guard let range = endpoint.range else { continue }
      let slot = slots.slot(of: endpoint.terms)
      while furthest.count <= slot { furthest.append(nil) }
      let own = Furthest(service: endpoint.serviceLabel, range: range, position: position)
      guard let wide = furthest[slot], wide.service == own.service else {
        furthest[slot] = own
        continue
      }
      if wide.range.overlaps(range), wide.range != range {
        if out.count < limit {
          out.append(finding(endpoint, within: endpoints[wide.position]))
        } else {
          more += 1
        }
      }
      if wide.range.family != range.family || wide.range.last < range.last {
        furthest[slot] = own
      }
    }
    if more > 0 {
      out.append(
        Finding(
          .note, "overlap", line: nil, quote: nil,
          message: "\(more) more addresses overlap others that are listed"))
    }
    return out
  }

  private struct Furthest {
    let service: Label?
    let range: AddressRange
    let position: Int
  }

  /// A small number for each combination of ports and protocol; direction and role do not matter.
  private struct Slots {
    /// By `Terms.number`; -1 if not yet known.
    private var known: [Int] = []
    private var byPorts: [Terms: Int] = [:]

    mutating func slot(of terms: Terms) -> Int {
      let number = Int(terms.number)
      while known.count <= number { known.append(-1) }
      if known[number] < 0 {
        let ports = Terms(ports: terms.ports, transport: terms.transport)
        known[number] = byPorts[ports] ?? byPorts.count
        byPorts[ports] = known[number]
      }
      return known[number]
    }
  }

  private static func finding(_ endpoint: Endpoint, within other: Endpoint) -> Finding {
    let line = other.line.map { " in line \($0)" } ?? ""
    let isWithin =
      if let range = endpoint.range, let wide = other.range { wide.contains(range) } else { false }
    return Finding(
      .note, "overlap", line: endpoint.line, quote: endpoint.address?.description,
      message: "it \(isWithin ? "lies within" : "overlaps") "
        + "\(other.address?.description ?? "another")\(line); both are kept")
  }
}
