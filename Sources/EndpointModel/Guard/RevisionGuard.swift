/// Tells what is odd about a new revision: signs that a download or a page is broken
/// rather than changed.
public struct RevisionGuard: Sendable {
  private let limits: GuardLimits

  public init(_ limits: GuardLimits = GuardLimits()) { self.limits = limits }

  /// Why the new snapshot should not become current without a person's look; empty
  /// where nothing is odd.
  ///
  /// - Parameters:
  ///   - old: what was read for the current revision.
  ///   - isPartial: whether something in the new document was not understood.
  public func reasons(
    from old: (snapshot: Snapshot, document: DocumentDescription),
    to new: (snapshot: Snapshot, document: DocumentDescription), isPartial: Bool
  ) -> [HoldReason] {
    var reasons: [HoldReason] = []
    if isPartial {
      reasons.append(HoldReason(.partlyRead, "something in the document was not understood"))
    }
    if new.snapshot.isEmpty {
      // All else follows from it.
      return reasons + [HoldReason(.noEndpoints, "the document has no endpoint any more")]
    }
    let growth = growth(old.snapshot, new.snapshot)
    reasons += loss(old.snapshot, new.snapshot) + growth
    // A block of half the Internet has all kinds of space in it.
    if !growth.contains(where: { $0.code == .wideBlock }) {
      reasons += specialSpace(old.snapshot, new.snapshot)
    }
    reasons += identity(old.document, new.document)
    return reasons
  }

  private func loss(_ old: Snapshot, _ new: Snapshot) -> [HoldReason] {
    let before = Set(old.endpoints.compactMap(\.address))
    let after = AddressSet(new.endpoints.compactMap { $0.address?.range })
    let names = Set(new.endpoints.compactMap(\.address))
    // A block that became two halves is not gone.
    let gone = before.filter { address in
      guard let range = address.range else { return !names.contains(address) }
      return !after.contains(range)
    }
    guard gone.count >= limits.lossCount, gone.count * 100 > before.count * limits.lossPercent
    else { return [] }
    return [
      HoldReason(
        .addressesGone,
        "\(gone.count) of \(before.count) addresses are gone; up to \(limits.lossPercent) % may go")
    ]
  }

  private func growth(_ old: Snapshot, _ new: Snapshot) -> [HoldReason] {
    let before = AddressSet(old.endpoints.compactMap { $0.address?.range })
    let after = AddressSet(new.endpoints.compactMap { $0.address?.range })
    var reasons: [HoldReason] = []
    let opensAll =
      new.endpoints.contains { $0.address == .any }
      && !old.endpoints.contains { $0.address == .any }
    if opensAll { reasons.append(HoldReason(.wideBlock, "any address is allowed now")) }
    // As ranges: two halves of everything are everything.
    let wide = after.ranges.filter { range in
      range.cidrCover.contains { $0.prefixLength < (range.family == .v4 ? 8 : 16) }
        && !before.contains(range)
    }
    if let first = wide.first {
      reasons.append(
        HoldReason(.wideBlock, "\(first.block.map(String.init) ?? "\(first)") is allowed now"))
    }
    if let first = new.endpoints.first(where: { $0.ports == .any }),
      !old.endpoints.contains(where: { $0.ports == .any || $0.ports == nil })
    {
      reasons.append(
        HoldReason(
          .accessGrown,
          "all ports of \(first.address?.description ?? "an endpoint") are allowed now; there was "
            + "none of which all were"))
    }
    if !wide.isEmpty || opensAll { return reasons }
    for family in IPFamily.allCases {
      let counts = [before, after].map { $0.size(family) }
      // Few addresses may become ten times as many: less than a /24, for IPv6 a /32.
      let few = family == .v4 ? 256.0 : 0x1p96
      let grown =
        counts[1] > few
        && counts[1] / Double(limits.growthFactor) > (counts[0] == 0 ? few : counts[0])
      if grown {
        reasons.append(
          HoldReason(
            .accessGrown,
            "more than \(limits.growthFactor) times as many IPv\(family.rawValue) addresses as "
              + "before are allowed"))
      }
    }
    return reasons
  }

  private func specialSpace(_ old: Snapshot, _ new: Snapshot) -> [HoldReason] {
    if limits.allowsSpecialSpace { return [] }
    func special(_ snapshot: Snapshot) -> [(address: EndpointAddress, name: String)] {
      snapshot.endpoints.compactMap { endpoint in
        guard let address = endpoint.address, let range = address.range,
          let name = SpecialSpace.name(range)
        else { return nil }
        return (address, name)
      }
    }
    // A list that had such addresses before is one of an internal network, or an example.
    let known = Set(special(old).map(\.name))
    let found = special(new).filter { !known.contains($0.name) }
    guard let first = found.first else { return [] }
    let more = Set(found.map(\.address)).count - 1
    return [
      HoldReason(
        .specialSpace,
        "\(first.address) is \(first.name) address space" + (more > 0 ? ", and \(more) more" : ""))
    ]
  }

  private func identity(
    _ old: DocumentDescription, _ new: DocumentDescription
  ) -> [HoldReason] {
    var reasons: [HoldReason] = []
    if let before = old.deploymentName, let after = new.deploymentName, before != after {
      reasons.append(
        HoldReason(
          .otherDeployment,
          "the document is of \"\(after.withVisibleControls)\", the last one was of "
            + "\"\(before.withVisibleControls)\""))
    }
    if let before = old.feedVersion.flatMap({ Int($0) }),
      let after = new.feedVersion.flatMap({ Int($0) }), after < before
    {
      reasons.append(
        HoldReason(.wentBackwards, "the feed's version went back from \(before) to \(after)"))
    }
    if let before = old.revisedOn, let after = new.revisedOn, after < before,
      before.isAsPrecise(as: after)
    {
      reasons.append(
        HoldReason(.wentBackwards, "the document's own date went back from \(before) to \(after)"))
    }
    return reasons
  }
}

extension AddressSet {
  /// How many addresses of a family it holds; a rounded number.
  fileprivate func size(_ family: IPFamily) -> Double {
    ranges.filter { $0.family == family }
      .reduce(0) { $0 + Double($1.last.number - $1.first.number) + 1 }
  }
}

extension PartialDate {
  fileprivate func isAsPrecise(as other: PartialDate) -> Bool {
    (month == nil) == (other.month == nil) && (day == nil) == (other.day == nil)
  }
}
