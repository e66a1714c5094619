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
  ///   - changes: what turns the old snapshot into the new one, where it is known.
  ///   - isPartial: whether something in the new document was not understood.
  public func reasons(
    from old: Side, to new: Side, changes: ChangeSet? = nil, isPartial: Bool
  ) -> [HoldReason] {
    var reasons: [HoldReason] = []
    if isPartial {
      reasons.append(HoldReason(.partlyRead, "something in the document was not understood"))
    }
    if new.snapshot.isEmpty {
      // All else follows from it.
      return reasons + [HoldReason(.noEndpoints, "the document has no endpoint any more")]
    }
    let changes = changes ?? ChangeSet(from: old.snapshot, to: new.snapshot)
    let growth = growth(old, new)
    reasons += loss(old, new, changes) + growth
    // A block of half the Internet has all kinds of space in it.
    if !growth.contains(where: { $0.code == .wideBlock }) {
      reasons += specialSpace(old, changes)
    }
    reasons += identity(old.document, new.document)
    return reasons
  }

  /// A snapshot with what is asked of it more than once, and its document.
  public struct Side: Sendable {
    let snapshot: Snapshot
    let document: DocumentDescription
    let addresses: DistinctAddresses
    let ports: Set<Ports?>

    /// - Parameter addresses: those of the snapshot, where they are known.
    public init(
      _ snapshot: Snapshot, _ document: DocumentDescription, addresses: DistinctAddresses? = nil
    ) {
      self.snapshot = snapshot
      self.document = document
      self.addresses = addresses ?? DistinctAddresses(of: snapshot.endpoints)
      ports = Set(snapshot.distinctTerms.map(\.ports))
    }
  }

  private func loss(_ old: Side, _ new: Side, _ changes: ChangeSet) -> [HoldReason] {
    // A block that became two halves is not gone.
    let gone = new.snapshot.missing(addressesOf: changes.removed).filter { address in
      address.range.map { !new.addresses.set.contains($0) } ?? true
    }
    let before = old.addresses.count
    guard gone.count >= limits.lossCount, gone.count * 100 > before * limits.lossPercent
    else { return [] }
    return [
      HoldReason(
        .addressesGone,
        "\(gone.count) of \(before) addresses are gone; up to \(limits.lossPercent) % may go")
    ]
  }

  private func growth(_ old: Side, _ new: Side) -> [HoldReason] {
    let (before, after) = (old.addresses.set, new.addresses.set)
    var reasons: [HoldReason] = []
    let opensAll = new.addresses.hasAny && !old.addresses.hasAny
    if opensAll { reasons.append(HoldReason(.wideBlock, "any address is allowed now")) }
    // As ranges: two halves of everything are everything.
    let wide = after.ranges.filter { range in
      range.isWide && range.cidrCover.contains { $0.prefixLength < range.family.wideLength }
        && !before.contains(range)
    }
    if let first = wide.first {
      reasons.append(
        HoldReason(.wideBlock, "\(first.block.map(String.init) ?? "\(first)") is allowed now"))
    }
    if new.ports.contains(.any), !old.ports.contains(.any), !old.ports.contains(nil),
      let first = new.snapshot.endpoints.first(where: { $0.ports == .any })
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

  private func specialSpace(_ old: Side, _ changes: ChangeSet) -> [HoldReason] {
    if limits.allowsSpecialSpace { return [] }
    // What is not added was there before, and is known.
    let added = changes.added.compactMap { endpoint in
      endpoint.range.flatMap(SpecialSpace.name).map { (address: endpoint.address!, name: $0) }
    }
    if added.isEmpty { return [] }
    // A list that had such addresses before is one of an internal network, or an example.
    let known = SpecialSpace.names(old.addresses.set)
    let found = added.filter { !known.contains($0.name) }
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
    var size = 0.0
    for range in ranges where range.family == family {
      let span = range.last.number - range.first.number
      size +=
        Double(UInt64(truncatingIfNeeded: span >> 64)) * 0x1p64
        + Double(UInt64(truncatingIfNeeded: span)) + 1
    }
    return size
  }
}

extension IPFamily {
  /// Blocks of a shorter prefix are wide.
  fileprivate var wideLength: Int { self == .v4 ? 8 : 16 }
}

extension AddressRange {
  /// Whether there is room in it for a wide block.
  fileprivate var isWide: Bool {
    last.number - first.number >= CIDRBlock.hostMask(family, family.wideLength)
  }
}

extension PartialDate {
  fileprivate func isAsPrecise(as other: PartialDate) -> Bool {
    (month == nil) == (other.month == nil) && (day == nil) == (other.day == nil)
  }
}
