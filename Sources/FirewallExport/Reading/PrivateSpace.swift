import EndpointModel

extension AddressSet {
  /// The addresses that networks give themselves (RFC 1918, section 3).
  static let privateSpace = AddressSet(
    ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].compactMap { EndpointAddress($0)?.range })
}

extension [AddressRange] {
  /// Whether there are any, and all of them are private.
  var arePrivate: Bool { !isEmpty && allSatisfy { AddressSet.privateSpace.contains($0) } }
}

extension ReadEnd {
  /// Whether it is addresses, and all of them are private.
  var isPrivate: Bool {
    guard case .addresses(let addresses) = self else { return false }
    let ranges = addresses.compactMap(\.range)
    return ranges.count == addresses.count && ranges.arePrivate
  }

  /// What of it a private address is the other end of.
  var ofIPv4: ReadEnd {
    if case .anybody(nil) = self { .anybody(.v4) } else { self }
  }
}
