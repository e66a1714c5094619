import EndpointModel

/// URLs whose schemes tell which of several ports is theirs.
extension Gathered {
  mutating func note(schemeOf item: AddressFacts.Item) {
    if let port = item.schemePort { schemes[item.address, default: []].insert(port) }
  }

  /// "http://a.example", "https://b.example", below "port 80 for HTTP and port 443 for HTTPS": each has
  /// the port of its scheme. Where all have the same scheme, it tells nothing: people copy them so.
  mutating func keepPortsOfSchemes() {
    guard Set(schemes.values.joined()).count == 2, let both = PortSet([80...80, 443...443]) else {
      return
    }
    let sections = Dictionary(grouping: batches.indices, by: { batches[$0].section })
    // In their order, so that two readings tell the same.
    for (_, places) in sections.sorted(by: { $0.key < $1.key }) { keepPortsOfSchemes(places, both) }
  }

  private mutating func keepPortsOfSchemes(_ places: [Int], _ both: PortSet) {
    let all = places.flatMap { batches[$0].endpoints }.compactMap { schemes(of: $0, with: both) }
    guard Set(all.joined()).count == 2 else { return }
    if let first = places.min() {
      findings.add(
        .note, "ports-by-scheme", line: batches[first].endpoints.first?.line, quote: nil,
        "of the ports 80 and 443, each URL here was given the one of its scheme")
    }
    for place in places {
      for i in batches[place].endpoints.indices {
        guard let own = schemes(of: batches[place].endpoints[i], with: both), own.count == 1,
          let port = own.first, let set = PortSet([port...port])
        else { continue }
        batches[place].endpoints[i].ports = .numbers(set)
      }
    }
  }

  /// The ports of the schemes of an address that has both ports; nil for any other.
  private func schemes(of endpoint: Endpoint, with both: PortSet) -> Set<UInt16>? {
    guard endpoint.ports == .numbers(both), endpoint.transport ?? .tcp == .tcp else { return nil }
    return endpoint.address.flatMap { schemes[$0] }
  }
}
