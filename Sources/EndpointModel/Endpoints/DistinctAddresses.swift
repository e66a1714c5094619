/// The distinct addresses that endpoints name.
///
/// Only the addresses are sorted, as numbers: moving a million whole endpoints
/// would be wasted work.
public struct DistinctAddresses: Sendable {
  /// The addresses of blocks and ranges.
  private(set) var set = AddressSet()
  /// How many different blocks, ranges and names there are.
  private(set) var count = 0
  private(set) var hasAny = false
  /// Host names, patterns, placeholders, and any.
  private(set) var names = Set<PackedAddress>()

  public init(of endpoints: [Endpoint]) {
    // An IPv4 block's first address in the upper half, its prefix length in the lower: the larger
    // of two that begin alike comes first.
    var v4: [UInt64] = []
    var v6: [PackedAddress] = []
    var others = Set<PackedAddress>()
    // Reserved room that is never written to takes no memory.
    v4.reserveCapacity(endpoints.count)
    v6.reserveCapacity(endpoints.count)
    for endpoint in endpoints {
      let address = endpoint.packedAddress
      if let number = address.v4Block {
        v4.append(number)
      } else if address.isBlock {
        v6.append(address)
      } else if address.isStated {
        others.insert(address)
      }
    }
    RadixOrder.sort(&v4, key: { $0 >> 32 }, isBefore: <)
    RadixOrder.sort(&v6, key: { $0.leading.upper }, isBefore: <)

    hasAny = others.contains(PackedAddress(.any))
    count = others.count
    names = others.filter { $0.range == nil }
    var ranges: [AddressRange] = []
    ranges.reserveCapacity(v4.count + v6.count)
    join(v4, into: &ranges)
    for (i, address) in v6.enumerated() where i == 0 || v6[i - 1] != address {
      count += 1
      if let range = address.range { ranges.append(range) }
    }
    let odd = others.compactMap(\.range)
    set = odd.isEmpty ? AddressSet(sorted: ranges) : AddressSet(ranges + odd)
  }

  /// Adds the union of sorted IPv4 blocks, and counts the distinct ones.
  private mutating func join(_ blocks: [UInt64], into ranges: inout [AddressRange]) {
    guard var above = blocks.first else { return }
    count += 1
    func last(_ block: UInt64) -> UInt64 { block >> 32 | ((1 << (32 - (block & 0xFF))) - 1) }
    var (first, end) = (above >> 32, last(above))
    for block in blocks.dropFirst() where block != above {
      above = block
      count += 1
      if block >> 32 > end + 1 {
        ranges.append(AddressRange(unchecked: .v4, UInt128(first), UInt128(end)))
        (first, end) = (block >> 32, last(block))
      } else {
        end = max(end, last(block))
      }
    }
    ranges.append(AddressRange(unchecked: .v4, UInt128(first), UInt128(end)))
  }
}

extension AddressSet {
  /// The addresses of all endpoints; every address if one of them is `any`.
  public init(of endpoints: [Endpoint]) {
    let addresses = DistinctAddresses(of: endpoints)
    self =
      addresses.hasAny
      ? AddressSet(sorted: IPFamily.allCases.map { AddressRange.all($0) }) : addresses.set
  }
}
