extension RevisionGuard {
  /// Whether many of the addresses that stay are allowed something else: a sign that a column was
  /// misread, dropped or moved.
  func terms(_ old: Earlier, _ new: Snapshot) -> [HoldReason] {
    let before = old.table.addresses.count
    // Comparing what is allowed takes longer than counting rows.
    guard rowsConcerned(by: old) * 100 > before * limits.termsPercent else { return [] }
    let kept = Set(old.table.endpoints.writtenAddresses.lazy.compactMap { $0?.address })
      .filter { new.holds($0) }
    let closed = old.comparison.access.closed
    let widened = widened(old)
    var altered = kept.filter { widened.contains($0) || closed.reaches($0) }
    if before < limits.lossCount {
      // A few addresses may lose some of what they were allowed, but not all of it.
      let still = Access(old.table).subtracting(closed)
      altered = altered.filter { widened.contains($0) || !still.reaches($0) }
      if altered.count < before { return [] }
    }
    guard let first = altered.min(), altered.count * 100 > before * limits.termsPercent
    else { return [] }
    return [
      HoldReason(
        .termsChanged, .termsChanged, "\(altered.count)", "\(before)", old.words, "\(first)",
        "\(limits.termsPercent)")
    ]
  }

  /// How many rows of an earlier table have addresses in common with one that was removed or changed.
  /// Nothing else closes anywhere: not only at the address of that row, but at those inside its block,
  /// and in blocks around it.
  private func rowsConcerned(by old: Earlier) -> Int {
    let (gone, table) = (old.removedOrChanged, old.table.endpoints)
    if gone.isEmpty { return 0 }
    if gone.writtenAddresses.contains(where: { $0?.address == .any }) { return table.count }
    let blocks = gone.ranges
    let touched = AddressSet(blocks)
    let names = gone.count - blocks.count
    return table.rows.reduce(names) { count, row in
      table.vocabulary.range(of: row).map(touched.overlaps) ?? false ? count + 1 : count
    }
  }

  /// The addresses for which a row allows many times as much as before. A row that is only added to
  /// the earlier ones is a new row, not a wider one.
  private func widened(_ old: Earlier) -> Set<EndpointAddress> {
    var breadth: [EndpointAddress?: (before: Double, after: Double)] = [:]
    let (removed, added) = (old.removedOrChanged, old.addedOrChanged)
    for (address, own) in zip(removed.writtenAddresses, removed.breadths) {
      breadth[address?.address, default: (0, 0)].before += own
    }
    for (address, own) in zip(added.writtenAddresses, added.breadths) {
      breadth[address?.address]?.after += own
    }
    return Set(
      breadth.filter { $1.after > $1.before * Double(limits.growthFactor) }.keys.compactMap { $0 })
  }

  /// Whether ports or protocols that rows stated are no longer stated.
  func unstated(_ old: Earlier, _ new: Snapshot) -> [HoldReason] {
    var reasons: [HoldReason] = []
    if old.table.distinctTerms.contains(where: \.statesPorts),
      !old.table.distinctTerms.contains(where: \.lacksPorts),
      let first = new.endpoint(with: \.lacksPorts)
    {
      reasons.append(HoldReason(.portsUnstated, .portsNoLongerStated, first.placeInWords))
    }
    if old.table.distinctTerms.contains(where: { $0.transport != nil }),
      new.distinctTerms.allSatisfy({ $0.transport == nil })
    {
      reasons.append(HoldReason(.protocolUnstated, .protocolUnstated))
    }
    return reasons
  }
}

extension Snapshot {
  /// Whether the table has an address, as it was or in larger or smaller blocks.
  fileprivate func holds(_ address: EndpointAddress) -> Bool {
    address.range.map { addresses.set.contains($0) } ?? addresses.names.contains(address)
  }
}

extension Access {
  /// Whether it allows anything to an address, or to a part of its block.
  fileprivate func reaches(_ address: EndpointAddress) -> Bool {
    if let range = address.range {
      let place = segments.partitionIndex { $0.range.last >= range.first }
      return place < segments.count && segments[place].range.first <= range.last
    }
    return !names.every.isEmpty
      || names.each[.address(address)] != nil
  }
}

extension Endpoints {
  /// The breadth of each one's terms.
  fileprivate var breadths: some Sequence<Double> {
    let breadths = perTerms(0, \.breadth)
    return rows.lazy.map { breadths[Int($0.terms)] }
  }
}

extension Terms {
  /// Whether there should be ports but none are stated.
  var lacksPorts: Bool { ports == nil && portRole == nil && (transport?.hasPorts ?? true) }

  var statesPorts: Bool { ports != nil }
}

extension Endpoint {
  /// Its address, in words.
  var placeInWords: String {
    written?.description.withVisibleControls ?? HoldSentence.noAddress()
  }
}
