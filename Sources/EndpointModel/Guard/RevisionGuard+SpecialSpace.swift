extension RevisionGuard {
  /// Whether private and other special space appeared among public addresses.
  func specialSpace(_ old: Earlier, _ new: Snapshot) -> [HoldReason] {
    // A list that already had such addresses is for an internal network, or an example.
    let known = SpecialSpace.names(old.table.addresses.set)
    return specialSpace(
      new.specialAddresses(in: old.addedOrChanged).filter { found in
        !known.contains(found.name) && !old.table.addresses.set.contains(found.range)
      }, of: new)
  }

  func specialSpace(_ found: [Snapshot.SpecialAddress], of new: Snapshot) -> [HoldReason] {
    guard !limits.allowsSpecialSpace, let first = found.first, new.isMostlyPublic else { return [] }
    let more = Set(found.map(\.range)).count - 1
    return [
      more > 0
        ? HoldReason(.specialSpace, .specialAndMore, "\(first.address)", first.name, "\(more)")
        : HoldReason(.specialSpace, .special, "\(first.address)", first.name)
    ]
  }
}

extension Snapshot {
  struct SpecialAddress {
    let address: EndpointAddress
    let range: AddressRange
    /// What the range is for.
    let name: String
  }

  /// The special addresses among those of some endpoints.
  func specialAddresses(in endpoints: Endpoints) -> [SpecialAddress] {
    if addresses.set.intersection(SpecialSpace.all).isEmpty { return [] }
    let vocabulary = endpoints.vocabulary
    return endpoints.rows.compactMap { row in
      guard let range = vocabulary.range(of: row), let name = SpecialSpace.name(range),
        let address = vocabulary.address(of: row)
      else { return nil }
      return SpecialAddress(address: address, range: range, name: name)
    }
  }

  /// Whether more of its addresses are public than are special.
  var isMostlyPublic: Bool {
    let special = Set(specialAddresses(in: endpoints).map(\.range))
    return addresses.count - addresses.names.count > special.count * 2
  }
}
