import EndpointModel

/// What a rule is for that a jump under conditions leads to.
extension IPTablesRule {
  /// Whether its conditions are addresses, a protocol and ports, which those of other rules can be added
  /// to.
  var isPlain: Bool {
    isUnderstood && sets.isEmpty && !isOfOldConnections && !leavesInvalid && !isLocal
      && !isOfTunnels && !isNeighbourDiscovery
  }

  /// Of a rule that names both ends, which way its connections go, if one end alone is private: that is
  /// ours.
  var wayBetweenEnds: PermitDirection? {
    guard let sources, let destinations, sets.isEmpty,
      sources.arePrivate != destinations.arePrivate
    else { return nil }
    return sources.arePrivate ? .outbound : .inbound
  }

  /// Whether no packet that comes to it comes behind it in its chain.
  var endsItsChain: Bool {
    guard isUnconditional, !leavesInvalid else { return false }
    switch target {
    case .accept, .deny, .goesBack: return true
    case .jump, .nothing: return false
    }
  }

  /// The rule with the conditions of a plain one besides its own: what fits both is left, perhaps
  /// nothing.
  func adding(_ other: IPTablesRule) -> IPTablesRule {
    var out = self
    out.add(other)
    return out
  }

  private mutating func add(_ other: IPTablesRule) {
    isOfOthers = isOfOthers || other.isOfOthers
    sources = Self.common(sources, other.sources)
    destinations = Self.common(destinations, other.destinations)
    if let theirs = other.ports {
      let both = (ports ?? theirs).ranges.flatMap { a in
        theirs.ranges.compactMap { $0.overlaps(a) ? $0.clamped(to: a) : nil }
      }
      if let both = PortSet(both) { ports = both } else { fitsNothing = true }
    }
    switch (transport ?? .any, other.transport ?? .any) {
    case (_, .any): break
    case (.any, let theirs): transport = theirs
    case (.icmp, .icmp(type: nil)): break
    case (.icmp(type: nil), let theirs) where theirs.parts == [.icmp]: transport = theirs
    case (let mine, let theirs): if mine != theirs { fitsNothing = true }
    }
    let areEmpty = [sources, destinations].contains { $0?.isEmpty ?? false }
    if areEmpty { fitsNothing = true }
  }

  private static func common(_ a: [AddressRange]?, _ b: [AddressRange]?) -> [AddressRange]? {
    guard let a, let b else { return a ?? b }
    return AddressSet(a).intersection(AddressSet(b)).ranges
  }
}
