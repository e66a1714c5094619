extension AddressSet {
  /// The fewest CIDR blocks that together hold exactly these addresses, ascending.
  public var cidrCover: [CIDRBlock] {
    var cover: [CIDRBlock] = []
    cover.reserveCapacity(ranges.count)
    for range in ranges {
      // Most ranges are one block.
      if let block = range.block { cover.append(block) } else { cover += range.cidrCover }
    }
    return cover
  }
}

extension AddressRange {
  /// The fewest CIDR blocks that together hold exactly these addresses,
  /// ascending; at most two for each bit of the family's width.
  public var cidrCover: [CIDRBlock] {
    var blocks: [CIDRBlock] = []
    var low = first.number
    let width = family.bitWidth
    while true {
      // The largest block that begins at `low`: limited by its alignment …
      var bits = min(low.trailingZeroBitCount, width)
      // … and by what is left.
      while CIDRBlock.hostMask(family, width - bits) > last.number - low { bits -= 1 }
      blocks.append(CIDRBlock(unchecked: IPAddress(unchecked: family, low), width - bits))
      let end = low + CIDRBlock.hostMask(family, width - bits)
      if end == last.number { return blocks }
      low = end + 1
    }
  }
}
