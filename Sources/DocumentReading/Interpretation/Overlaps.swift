import EndpointModel

/// Addresses of a document that lie within others that it lists.
enum Overlaps {
  /// A note for each block or range that lies within or across another one with the same
  /// service, ports and protocol; at most `limit`, then one that counts the rest.
  ///
  /// - Parameters:
  ///   - sorted: in ascending order.
  ///   - places: where the lines of the document are.
  static func findings(
    _ sorted: Endpoints, limit: Int = 50, places: DocumentPlaces = DocumentPlaces()
  ) -> [Finding] {
    let hasGroups = sorted.rows.contains { $0.group != 0 }
    let endpoints =
      hasGroups ? sorted.picked(EndpointOrder(sorted, byGroup: false).positions) : sorted
    let vocabulary = endpoints.vocabulary
    var out: [Finding] = []
    var more = 0
    // In order of starts, an address overlaps an earlier one with the same service and ports
    // only if it overlaps the one that reaches furthest.
    var furthest: [Furthest?] = []
    let slots = slots(of: vocabulary)
    for (position, row) in zip(endpoints.indices, endpoints.rows) {
      guard let range = vocabulary.range(of: row) else { continue }
      let slot = slots[Int(row.terms)]
      while furthest.count <= slot { furthest.append(nil) }
      let own = Furthest(service: row.service, range: range, position: position)
      guard let wide = furthest[slot], wide.service == own.service else {
        furthest[slot] = own
        continue
      }
      if wide.range.overlaps(range), wide.range != range {
        if out.count < limit {
          out.append(finding(endpoints[position], within: endpoints[wide.position], places))
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
    let service: UInt32
    let range: AddressRange
    let position: Int
  }

  /// For each number of terms one of their ports and protocol; direction and role do not matter.
  private static func slots(of vocabulary: Vocabulary) -> [Int] {
    var byPorts: [Terms: Int] = [:]
    return [0]
      + vocabulary.terms.values.map { terms in
        let ports = Terms(ports: terms.ports, transport: terms.transport)
        let slot = byPorts[ports] ?? byPorts.count
        byPorts[ports] = slot
        return slot
      }
  }

  private static func finding(
    _ endpoint: Endpoint, within other: Endpoint, _ places: DocumentPlaces
  ) -> Finding {
    let line = other.line.map { " in " + places.words(ofLine: $0) } ?? ""
    let isWithin =
      if let range = endpoint.range, let wide = other.range { wide.contains(range) } else { false }
    return Finding(
      .note, "overlap", line: endpoint.line, quote: endpoint.written?.description,
      message: "it \(isWithin ? "lies within" : "overlaps") "
        + "\(other.written?.description ?? "another")\(line); both are kept")
  }
}
