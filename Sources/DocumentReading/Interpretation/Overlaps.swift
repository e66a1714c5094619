import EndpointModel

/// Addresses of a document that lie within others that it lists.
enum Overlaps {
  /// A note for each block or range that lies within or across another one with
  /// service, ports and protocol in common; at most `limit`, then one that counts the rest.
  static func findings(_ endpoints: [Endpoint], limit: Int = 50) -> [Finding] {
    struct Shared: Hashable {
      let terms: Terms
      let service: Label?
    }
    struct Place {
      let range: AddressRange
      let position: Int
    }
    let places = RangeOrder.positions(of: endpoints).lazy.map { position in
      Place(range: endpoints[Int(position)].range!, position: Int(position))
    }
    // Mostly nothing overlaps at all.
    var end: IPAddress?
    let isDisjoint = places.allSatisfy { place in
      defer { end = place.range.last }
      return end.map { $0 < place.range.first } ?? true
    }
    if isDisjoint { return [] }
    // Direction and role make no difference here.
    var portsOf: [Terms: Terms] = [:]
    func ports(_ terms: Terms) -> Terms {
      if let known = portsOf[terms] { return known }
      let ports = Terms(ports: terms.ports, transport: terms.transport)
      portsOf[terms] = ports
      return ports
    }
    var out: [Finding] = []
    var more = 0
    // In order of their starts, an address overlaps what reaches furthest so far.
    var furthest: [Shared: Place] = [:]
    for place in places {
      let endpoint = endpoints[place.position]
      let shared = Shared(terms: ports(endpoint.terms), service: endpoint.serviceLabel)
      guard let wide = furthest[shared] else {
        furthest[shared] = place
        continue
      }
      if wide.range.overlaps(place.range), wide.range != place.range {
        if out.count < limit {
          out.append(finding(endpoint, within: endpoints[wide.position]))
        } else {
          more += 1
        }
      }
      if wide.range.family != place.range.family || wide.range.last < place.range.last {
        furthest[shared] = place
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
