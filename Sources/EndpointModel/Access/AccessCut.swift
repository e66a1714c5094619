/// A stretch of addresses cut into entries: networks, each with all of the same terms.
struct AccessCut {
  private var parts: [(networks: [CIDRBlock], terms: [AccessTerm])] = []
  /// How many entries it takes.
  private(set) var count = 0

  mutating func add(_ networks: [CIDRBlock], _ terms: [AccessTerm]) {
    parts.append((networks, terms))
    count += networks.count * terms.count
  }

  var entries: [AccessEntry] {
    var entries: [AccessEntry] = []
    entries.reserveCapacity(count)
    for (networks, terms) in parts {
      for network in networks {
        for term in terms { entries.append(term.entry(network)) }
      }
    }
    return entries
  }
}
