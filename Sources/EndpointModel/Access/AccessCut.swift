/// A stretch of addresses split into entries: groups of blocks, each block with
/// all terms of its group.
struct AccessCut {
  private var parts: [(blocks: [CIDRBlock], terms: [AccessTerm])] = []
  /// How many entries it takes.
  private(set) var count = 0

  mutating func add(_ blocks: [CIDRBlock], _ terms: [AccessTerm]) {
    parts.append((blocks, terms))
    count += blocks.count * terms.count
  }

  var entries: [AccessEntry] {
    var entries: [AccessEntry] = []
    entries.reserveCapacity(count)
    for (blocks, terms) in parts {
      for block in blocks {
        for term in terms { entries.append(term.entry(block)) }
      }
    }
    return entries
  }
}
