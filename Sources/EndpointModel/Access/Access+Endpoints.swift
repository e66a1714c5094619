extension Access {
  /// Endpoints that allow exactly this: one for each stretch of addresses, or name, and each protocol.
  ///
  /// What is left of `any` when single protocols are taken away has an endpoint for each number, as an
  /// endpoint has one protocol.
  ///
  /// ```swift
  /// let all = Access([Endpoint(address: .any, ports: .any, transport: .udp)])
  /// let dns = Access([Endpoint(address: .any, ports: Ports("53"), transport: .udp)])
  /// all.subtracting(dns).endpoints(atMost: 10)?.first.map { "\($0.ports!)" }  // "1-52,54-65535"
  /// ```
  ///
  /// - Returns: nil if there are more than `limit`.
  public func endpoints(atMost limit: Int) -> [Endpoint]? {
    var out: [Endpoint] = []
    var known: [Traffic: [Endpoint]] = [:]
    func add(_ address: EndpointAddress?, _ traffic: Traffic) -> Bool {
      let each = known[traffic] ?? AccessTerm.terms(of: traffic).flatMap(\.endpoints)
      known[traffic] = each
      guard out.count + each.count <= limit else { return false }
      out += each.map {
        Endpoint(
          address: address, ports: $0.ports, transport: $0.transport, direction: $0.direction)
      }
      return true
    }
    for segment in segments where !add(EndpointAddress(segment.range), segment.traffic) {
      return nil
    }
    for (name, traffic) in names.each {
      let address: EndpointAddress? = if case .address(let address) = name { address } else { nil }
      if !add(address, traffic) { return nil }
    }
    if !names.every.isEmpty, !add(.everyName, names.every) { return nil }
    return out
  }
}

extension AccessTerm {
  /// Without an address.
  fileprivate var endpoints: [Endpoint] {
    func endpoint(_ transport: IPProtocol?) -> Endpoint {
      Endpoint(address: nil, ports: ports, transport: transport, direction: direction)
    }
    switch transport {
    case .named(let named): return [endpoint(named)]
    case .unstated: return [endpoint(nil)]
    case .other:
      return Traffic.Axis.withoutPorts.flatMap { points in
        points.compactMap { point in
          Traffic.Axis.meaning(of: point).flatMap {
            if case .number = $0 { endpoint($0) } else { nil }
          }
        }
      }
    case .numbers(let ranges):
      return ranges.flatMap { range in range.map { endpoint(.number($0)) } }
    case .icmp(let types):
      return types.flatMap { range in range.map { endpoint(.icmp(type: $0)) } }
    }
  }
}
