/// A stretch of addresses split into entries: groups of blocks, each block with
/// all terms of its group.
struct AccessCut {
  private(set) var parts: [(blocks: [CIDRBlock], terms: [AccessTerm])] = []
  /// How many entries it takes.
  private(set) var count = 0

  mutating func add(_ blocks: [CIDRBlock], _ terms: [AccessTerm]) {
    parts.append((blocks, terms))
    count += blocks.count * terms.count
  }
}
