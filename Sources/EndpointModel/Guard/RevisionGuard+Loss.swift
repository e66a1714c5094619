extension RevisionGuard {
  /// Whether many of the table's addresses are gone: an emergency radio may be cut off.
  func loss(_ old: Earlier, _ new: Snapshot) -> [HoldReason] {
    // A block that was split into two halves is not gone.
    let gone = new.missing(addressesOf: old.changes.removed).filter { address in
      address.range.map { !new.addresses.set.contains($0) } ?? true
    }
    let before = old.table.addresses.count
    if gone.count >= limits.lossCount, gone.count * 100 > before * limits.lossPercent {
      return [
        HoldReason(
          .addressesGone, .goneShare, "\(gone.count)", "\(before)", old.words,
          "\(limits.lossPercent)")
      ]
    }
    // A list of a few addresses may lose some of them, but not become somebody else's.
    guard before > 0, gone.count == before, let stranger = Neighbourhood(gone).stranger(in: new)
    else { return [] }
    return [
      before == 1
        ? HoldReason(.addressesGone, .goneOnly, old.words, "\(gone[0])", "\(stranger)")
        : HoldReason(.addressesGone, .goneAll, "\(before)", old.words, "\(stranger)")
    ]
  }
}

/// What is near some addresses: the same /24, or /48 of IPv6, and names below the same domain.
private struct Neighbourhood {
  private let near: AddressSet
  private let domains: Set<[Substring]>

  init(_ addresses: [EndpointAddress]) {
    near = AddressSet(
      addresses.compactMap(\.range).map { range in
        let mask = CIDRBlock.hostMask(range.family, range.family == .v4 ? 24 : 48)
        return AddressRange(
          unchecked: range.family, range.first.number & ~mask, range.last.number | mask)
      })
    domains = Set(addresses.compactMap(Self.domain))
  }

  /// The first address of a table that is not near.
  func stranger(in table: Snapshot) -> EndpointAddress? {
    table.endpoints.writtenAddresses.lazy.compactMap { $0?.address }.first { address in
      if let range = address.range { return !near.contains(range) }
      return Self.domain(address).map { !domains.contains($0) } ?? true
    }
  }

  /// The domain that a vendor would register.
  private static func domain(_ address: EndpointAddress) -> [Substring]? {
    let name: String
    switch address {
    case .host(let host): name = host.text
    case .pattern(let pattern): name = pattern.text
    default: return nil
    }
    let labels = name.split(separator: ".")
    return labels.suffix(SharedSuffix.length(of: labels) + 1)
  }
}
