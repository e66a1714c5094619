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
  package private(set) var names = Set<EndpointAddress>()

  public init(of endpoints: some Sequence<Endpoint>) { self.init(table: Endpoints(endpoints)) }

  private init(table: Endpoints) {
    // An IPv4 block's first address in the upper half, its prefix length in the lower: the larger
    // of two that begin alike comes first.
    var v4: [UInt64] = []
    var v6: [PackedAddress] = []
    let values = table.vocabulary.others.values
    var known = NumberSet(below: values.count + 1)
    var others: [EndpointAddress] = []
    // Reserved room that is never written to takes no memory.
    v4.reserveCapacity(table.count)
    v6.reserveCapacity(table.count)
    for row in table.rows {
      let address = row.address
      if let number = address.v4Block {
        v4.append(number)
      } else if address.isBlock {
        v6.append(address)
      } else if address.isStated, known.insert(address.other) {
        others.append(values[Int(address.other) - 1])
      }
    }
    RadixOrder.sort(&v4, key: { $0 >> 32 }, isBefore: <)
    RadixOrder.sort(&v6, key: { $0.leading }, isBefore: { $0.isBlockBefore($1) })

    hasAny = others.contains(.any)
    count = others.count
    names = Set(others.filter { $0.range == nil })
    var ranges: [AddressRange] = []
    ranges.reserveCapacity(v4.count + v6.count)
    join(v4, into: &ranges)
    for (i, address) in v6.enumerated() where i == 0 || v6[i - 1] != address {
      count += 1
      if let range = address.blockRange { ranges.append(range) }
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

extension DistinctAddresses {
  /// All of them as a set: every address if one is `any`.
  package var union: AddressSet {
    hasAny ? AddressSet(sorted: IPFamily.allCases.map { AddressRange.all($0) }) : set
  }
}

extension AddressSet {
  /// The addresses of all endpoints; every address if one of them is `any`.
  public init(of endpoints: some Sequence<Endpoint>) {
    self = DistinctAddresses(of: endpoints).union
  }
}
