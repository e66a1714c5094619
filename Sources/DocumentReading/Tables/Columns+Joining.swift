import EndpointModel

/// Columns that belong together: address and mask, start and end, both ends of a rule.
extension Columns {
  mutating func join() {
    joinEnds()
    takeEndsByPlace()
    joinRanges()
    if !has(.address), !has(.rangeStart) {
      // If there is only one end of a connection, it is the far one.
      if let end = index(of: .destination), evidence[end].addresses + evidence[end].anyWords > 0,
        !has(.source)
      {
        roles[end] = .address
      } else if let end = index(of: .source), evidence[end].addresses + evidence[end].anyWords > 0,
        !has(.destination)
      {
        roles[end] = .address
        isInbound = true
      }
    }
    // "Any" under a header that says nothing means ports, if there are addresses next to it.
    if !has(.ports), !has(.portStart) {
      let others = indices(of: .address)
      for column in others
      where evidence[column].addresses == 0 && evidence[column].anyWords > 0
        && evidence[column].header.map({ $0.concepts.isEmpty }) ?? true
        && others.contains(where: { evidence[$0].addresses > 0 })
      {
        roles[column] = .ports
      }
    }
    // A mask without a network, a length without an address.
    for column in roles.indices where roles[column] == .mask || roles[column] == .prefixLength {
      if !has(.address), !has(.destination) {
        roles[column] = roles[column] == .mask ? .address : .ignored
      }
    }
    // "From port" next to "From", "To port" next to "To": those of the two ends, not of a range.
    if has(.portStart), has(.portEnd), has(.source), has(.destination) {
      for column in roles.indices where roles[column] == .portStart { roles[column] = .ignored }
      for column in roles.indices where roles[column] == .portEnd { roles[column] = .ports }
    }
    // The ports of the source tell nothing where those of the destination are told.
    if indices(of: .ports).contains(where: { evidence[$0].says(.port) && evidence[$0].says(.last) })
    {
      for column in roles.indices
      where evidence[column].says(.port) && evidence[column].says(.first)
        && !evidence[column].says(.last) && roles[column] != .portStart
      {
        roles[column] = .ignored
      }
    }
    leaveSourcePorts()
    leaveRuleNumbers()
    leaveInnerPorts()
    leaveFormerPorts()
    if has(.portStart) != has(.portEnd) {
      for column in roles.indices where roles[column] == .portStart || roles[column] == .portEnd {
        roles[column] = .ports
      }
    }
    if has(.portStart), has(.ports) {
      for column in indices(of: .ports) where evidence[column].transport == nil {
        roles[column] = .ignored
      }
    }
    // Of several columns of bare numbers, only those that their header or cells call ports remain.
    let ports = indices(of: .ports)
    if ports.count > 1,
      ports.contains(where: { evidence[$0].says(.port) || evidence[$0].saidPorts > 0 })
    {
      for column in ports
      where !evidence[column].says(.port) && evidence[column].saidPorts == 0
        && evidence[column].transport == nil
      {
        roles[column] = .ignored
      }
    }
  }

  /// Source and destination: both are kept, unless neither has addresses but another column does.
  mutating func joinEnds() {
    let sources = roles.indices.filter {
      evidence[$0].says(.source) && [.address, .source].contains(roles[$0])
    }
    let destinations = roles.indices.filter {
      evidence[$0].says(.destination) && [.address, .destination].contains(roles[$0])
    }
    func isEnd(_ column: Int) -> Bool { evidence[column].addresses + evidence[column].anyWords > 0 }
    guard let source = sources.first, let destination = destinations.first else {
      // A source next to another column of addresses is the near end, or only words.
      for column in roles.indices where roles[column] == .source || roles[column] == .destination {
        if has(.address), !isEnd(column) { roles[column] = nil }
      }
      // "Source address to allow": the far end, whatever other addresses its row has.
      if let source = index(of: .source), evidence[source].says(.allow, .ask),
        evidence[source].addresses > 0
      {
        roles[source] = .address
        return
      }
      if let source = index(of: .source), has(.address), isEnd(source) {
        let others = indices(of: .address)
        if others.allSatisfy({ evidence[$0].addresses == 0 }) {
          for column in others { roles[column] = nil }
        }
      }
      return
    }
    roles[source] = .source
    roles[destination] = .destination
    let others = indices(of: .address)
    if !isEnd(source), !isEnd(destination) {
      // Names of one's own machines.
      if others.isEmpty { return }
      roles[source] = nil
      roles[destination] = nil
    }
  }

  /// Start and end of ranges of addresses.
  mutating func joinRanges() {
    let addresses = indices(of: .address) + indices(of: .source) + indices(of: .destination)
    guard
      let start = addresses.first(where: { evidence[$0].says(.first) && !evidence[$0].says(.last) }
      ),
      let end = addresses.first(where: { evidence[$0].says(.last) && !evidence[$0].says(.first) }),
      evidence[start].onlyAddresses > 0, evidence[end].onlyAddresses > 0
    else { return }
    // "From" and "to" are more likely the ends of a connection if there are ports next to them.
    let isWeak = evidence[start].says(.source) && !evidence[start].says(.address, .network)
    if isWeak, has(.ports) || has(.portStart) || has(.transport) || has(.direction) { return }
    roles[start] = .rangeStart
    roles[end] = .rangeEnd
  }
}
