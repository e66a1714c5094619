import EndpointModel

/// Addresses of a document that lie within others that it lists.
enum Overlaps {
  /// A note for each block or range that lies within or across another one with
  /// service, ports and protocol in common; at most `limit`, then one that counts the rest.
  static func findings(_ endpoints: [Endpoint], limit: Int = 50) -> [Finding] {
    struct Terms: Hashable {
      let ports: Ports?
      let transport: TransportProtocol?
      let service: String?
    }
    struct Place {
      let range: AddressRange
      let endpoint: Endpoint
    }
    var places: [Terms: [Place]] = [:]
    for endpoint in endpoints {
      guard let range = endpoint.address?.range else { continue }
      let terms = Terms(
        ports: endpoint.ports, transport: endpoint.transport, service: endpoint.service)
      places[terms, default: []].append(Place(range: range, endpoint: endpoint))
    }
    var out: [Finding] = []
    var more = 0
    for group in places.values {
      // In order of their starts, an address overlaps what reaches furthest so far.
      var furthest: Place?
      for place in group.sorted(by: { $0.range < $1.range }) {
        if let wide = furthest, wide.range.overlaps(place.range), wide.range != place.range {
          if out.count < limit {
            out.append(finding(place.endpoint, within: wide.endpoint))
          } else {
            more += 1
          }
        }
        if furthest.map({
          $0.range.family != place.range.family || $0.range.last < place.range.last
        })
          ?? true
        {
          furthest = place
        }
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

  private static func finding(_ endpoint: Endpoint, within other: Endpoint) -> Finding {
    let line = other.line.map { " in line \($0)" } ?? ""
    return Finding(
      .note, "overlap", line: endpoint.line, quote: endpoint.address?.description,
      message: "it lies within \(other.address?.description ?? "another")\(line); both are kept")
  }
}
