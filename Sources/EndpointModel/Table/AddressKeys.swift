/// Numbers that ascend with the addresses of a table's rows, for sorting.
struct AddressKeys {
  private let others: [(rank: UInt8, leading: UInt64)]

  init(_ vocabulary: Vocabulary) { self.init(others: vocabulary.others.values) }

  /// - Parameter values: the addresses that are not blocks, numbered from 1.
  init(others values: [EndpointAddress]) {
    others =
      [(0, 0)]
      + values.map { address in
        guard let first = address.range?.first else { return (3, 0) }
        return first.family == .v4
          ? (1, UInt64(truncatingIfNeeded: first.number) << 32)
          : (2, UInt64(truncatingIfNeeded: first.number >> 64))
      }
  }

  /// 0 for no address, 1 for IPv4, 2 for IPv6, 3 for what has no IP addresses.
  func rank(of address: PackedAddress) -> UInt64 {
    let rank = address.blockRank
    return UInt64(rank != 0 ? rank : others[Int(address.other)].rank)
  }

  /// The first bits of the first address; 0 if there is none.
  func leading(of address: PackedAddress) -> UInt64 {
    address.isBlock ? address.leading : others[Int(address.other)].leading
  }

  /// Both in one.
  func key(of address: PackedAddress) -> UInt64 {
    rank(of: address) << 62 | leading(of: address) >> 2
  }
}
