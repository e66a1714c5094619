extension RevisionGuard {
  /// What is unusual about a first document, seen without an earlier one.
  func first(_ new: Snapshot) -> [HoldReason] {
    var reasons: [HoldReason] = []
    if new.addresses.hasAny { reasons.append(HoldReason(.wideBlock, .anyAllowed)) }
    if let wide = new.addresses.set.ranges.first(where: \.isWide) {
      let blocks = wide.cidrCover.min { $0.prefixLength < $1.prefixLength }
      reasons.append(HoldReason(.wideBlock, .allowed, blocks.map(String.init) ?? "\(wide)"))
    }
    if let wide = new.patterns.first(where: \.isWide) { reasons.append(Self.wide(wide)) }
    if let open = new.endpoint(with: \.opensNearlyAllPorts) {
      reasons.append(open.nearlyAllPorts(.allPorts, .nearlyAllPorts))
    }
    if new.distinctTerms.contains(where: \.statesPorts), let bare = new.endpoint(with: \.lacksPorts)
    {
      reasons.append(HoldReason(.portsUnstated, .portsUnstated, bare.placeInWords))
    }
    if !reasons.contains(where: { $0.code == .wideBlock }) {
      reasons += specialSpace(new.specialAddresses(in: new.endpoints), of: new)
    }
    return reasons
  }
}
