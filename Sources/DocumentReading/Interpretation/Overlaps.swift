import EndpointModel

/// Addresses of a document that lie within others that it lists.
enum Overlaps {
  /// A note for each block or range that lies within or across another one with
  /// service, ports and protocol in common; at most `limit`, then one that counts the rest.
  ///
  /// - Parameter order: that of the endpoints.
  static func findings(
    _ endpoints: [Endpoint], _ order: EndpointOrder, limit: Int = 50
  ) -> [Finding] {
    let hasGroups = endpoints.contains { $0.groupLabel != nil }
    let order = hasGroups ? EndpointOrder(endpoints, byGroup: false) : order
    var out: [Finding] = []
    var more = 0
    // Of each service and ports, in order of the starts, an address overlaps what reaches
    // furthest so far.
    var furthest: [Furthest?] = []
    // Direction and role make no difference here.
    var slotOf: [Terms: Int] = [:]
    var last: (terms: Terms, slot: Int)?
    for position in order.positions.lazy.map({ Int($0) }) {
      let endpoint = endpoints[position]
      guard let range = endpoint.range else { continue }
      let slot: Int
      if let last, last.terms == endpoint.terms {
        slot = last.slot
      } else {
        slot = Self.slot(of: endpoint.terms, &slotOf)
        last = (endpoint.terms, slot)
      }
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
          message: "\(more) more addresses lie within others that are listed"))
    }
    return out
  }

  private struct Furthest {
    let service: Label?
    let range: AddressRange
    let position: Int
  }

  /// A small number for each ports and protocol.
  private static func slot(of terms: Terms, _ slots: inout [Terms: Int]) -> Int {
    if let known = slots[terms] { return known }
    let ports = Terms(ports: terms.ports, transport: terms.transport)
    let slot = slots[ports] ?? slots.count
    slots[ports] = slot
    slots[terms] = slot
    return slot
  }

  private static func finding(_ endpoint: Endpoint, within other: Endpoint) -> Finding {
    let line = other.line.map { " in line \($0)" } ?? ""
    return Finding(
      .note, "overlap", line: endpoint.line, quote: endpoint.address?.description,
      message: "it lies within \(other.address?.description ?? "another")\(line); both are kept")
  }
}
