import EndpointModel

/// Addresses of IPv6 that a device takes for those of IPv4 with the same last 32 bits, so that
/// `::/0` alone would open all of IPv4. Nobody has such addresses (RFC 4291 section 2.5.5).
public struct EmbeddedIPv4: Hashable, Sendable {
  private let range: AddressRange

  /// `::/96`
  public static let compatible = EmbeddedIPv4(first: 0)
  /// `::ffff:0:0/96`
  public static let mapped = EmbeddedIPv4(first: 0xFFFF_0000_0000)

  private init(first: UInt128) {
    range = AddressRange(
      IPAddress(family: .v6, number: first)!,
      IPAddress(family: .v6, number: first + IPFamily.v4.highest)!)!
  }

  /// The part of a range that lies in these, and the addresses of IPv4 that it stands for.
  private func part(_ other: AddressRange) -> (embedded: AddressRange, meant: AddressRange)? {
    guard other.overlaps(range),
      let embedded = AddressRange(max(other.first, range.first), min(other.last, range.last)),
      let first = IPAddress(family: .v4, number: embedded.first.number & IPFamily.v4.highest),
      let last = IPAddress(family: .v4, number: embedded.last.number & IPFamily.v4.highest),
      let meant = AddressRange(first, last)
    else { return nil }
    return (embedded, meant)
  }

  /// What an entry allows on the device.
  func matched(by range: AddressRange) -> [AddressRange] {
    part(range).map { [range, $0.meant] } ?? [range]
  }

  func matched(by address: EndpointAddress) -> [EndpointAddress] {
    address.range.map { matched(by: $0).map { EndpointAddress($0) } } ?? [address]
  }

  /// Ranges of one permit as they may be written: without what would open addresses of IPv4 that
  /// the permit does not have.
  func apart(_ ranges: [AddressRange]) -> (said: [AddressRange], withheld: [AddressRange]) {
    let allowed = AddressSet(ranges.filter { $0.family == .v4 })
    var withheld: [AddressRange] = []
    let said = ranges.flatMap { range -> [AddressRange] in
      guard let part = part(range), !allowed.contains(part.meant) else { return [range] }
      withheld.append(part.embedded)
      return AddressSet([range]).subtracting(AddressSet([part.embedded])).ranges
    }
    return (said, AddressSet(withheld).ranges)
  }
}
