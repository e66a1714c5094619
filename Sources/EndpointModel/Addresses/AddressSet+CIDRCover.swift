extension AddressSet {
  /// The fewest CIDR blocks that together hold exactly these addresses, ascending.
  public var cidrCover: [CIDRBlock] {
    var cover: [CIDRBlock] = []
    cover.reserveCapacity(ranges.count)
    for range in ranges {
      // Most ranges are one block.
      if let block = range.block {
        cover.append(block)
      } else {
        range.eachBlock { cover.append($0) }
      }
    }
    return cover
  }
}

extension AddressRange {
  /// The fewest CIDR blocks that together hold exactly these addresses,
  /// ascending; at most two for each bit of the family's width.
  public var cidrCover: [CIDRBlock] {
    var blocks: [CIDRBlock] = []
    eachBlock { blocks.append($0) }
    return blocks
  }

  /// Passes each block of the cover to `body`, ascending.
  func eachBlock(_ body: (CIDRBlock) -> Void) {
    var low = first.number
    let width = family.bitWidth
    while true {
      // The largest block that begins at `low`, limited by its alignment and by what is left;
      // `left` wraps to 0 if that is all of IPv6.
      let left = last.number - low &+ 1
      let fitting = left == 0 ? 128 : 127 - left.leadingZeroBitCount
      let bits = min(low.trailingZeroBitCount, width, fitting)
      body(CIDRBlock(unchecked: IPAddress(unchecked: family, low), width - bits))
      let end = low + CIDRBlock.hostMask(family, width - bits)
      if end == last.number { return }
      low = end + 1
    }
  }
}

extension AddressSet {
  /// The smallest block that holds the whole set, if the set is of one family and fills more
  /// than half of the block.
  public var mostOf: CIDRBlock? {
    guard let first = ranges.first?.first, let last = ranges.last?.last,
      first.family == last.family
    else { return nil }
    let differing = first.number ^ last.number
    let free = 128 - differing.leadingZeroBitCount
    guard let block = CIDRBlock(enclosing: first, prefixLength: first.family.bitWidth - free)
    else { return nil }
    let half = CIDRBlock.hostMask(first.family, block.prefixLength) / 2
    let count = ranges.reduce(UInt128(0)) { $0 + ($1.last.number - $1.first.number) }
    return count >= half ? block : nil
  }
}
