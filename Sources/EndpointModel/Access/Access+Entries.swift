extension Access {
  /// The access in few entries, ascending: every allowed packet is in one of them, and no packet
  /// that is not allowed.
  ///
  /// Addresses are the fewest CIDR blocks. Where networks with different ports nest, a stretch of
  /// addresses is split either by address (each block with all its ports) or by port (each port
  /// with all its blocks), whichever takes fewer entries; by address on a tie.
  public var entries: [AccessEntry] {
    var out: [AccessEntry] = []
    // A segment takes several blocks; reserved room that is not written to takes no memory.
    out.reserveCapacity(segments.count * 8)
    var known: [Traffic: [AccessTerm]] = [:]
    func terms(of traffic: Traffic) -> [AccessTerm] {
      if let terms = known[traffic] { return terms }
      let terms = AccessTerm.terms(of: traffic)
      known[traffic] = terms
      return terms
    }
    for stretch in stretches {
      if stretch.count == 1, let only = stretch.first {
        let terms = terms(of: only.traffic)
        only.range.eachBlock { block in
          for term in terms { out.append(term.entry(block)) }
        }
        continue
      }
      let byAddress = Self.cutByAddress(stretch, terms)
      let byPort = PortTable(stretch)?.cut(fewerThan: byAddress.count)
      out += (byPort ?? byAddress).entries.sorted()
    }
    for (name, traffic) in names.each {
      let address: EndpointAddress? =
        switch name {
        case .address(let address): address
        case .unstated: nil
        }
      out += terms(of: traffic).map { $0.entry(address) }
    }
    out += terms(of: names.every).map { $0.entry(.everyName) }
    let fused = Self.fusingAny(out)
    // Without names they are sorted already.
    let isSorted = zip(fused, fused.dropFirst()).allSatisfy { !($1 < $0) }
    return isSorted ? fused : fused.sorted()
  }

  /// Runs of segments without a gap between them.
  private var stretches: [ArraySlice<Segment>] {
    var out: [ArraySlice<Segment>] = []
    var start = 0
    for i in segments.indices {
      let next = i + 1
      if next < segments.count, segments[next].range.family == segments[i].range.family,
        segments[i].range.last.successor == segments[next].range.first
      {
        continue
      }
      out.append(segments[start..<next])
      start = next
    }
    return out
  }

  /// Each block with all its ports.
  private static func cutByAddress(
    _ stretch: ArraySlice<Segment>, _ terms: (Traffic) -> [AccessTerm]
  ) -> AccessCut {
    var rangesOf = KeyedLists<Traffic, AddressRange>()
    for segment in stretch { rangesOf.add(segment.range, to: segment.traffic) }
    var cut = AccessCut()
    for (traffic, ranges) in rangesOf.each {
      cut.add(AddressSet(sorted: ranges).cidrCover, terms(traffic))
    }
    return cut
  }

  /// Replaces entries with the same term for all of IPv4, all of IPv6 and all
  /// names by one entry `any`.
  private static func fusingAny(_ entries: [AccessEntry]) -> [AccessEntry] {
    let whole =
      IPFamily.allCases.map { PackedAddress(AddressRange.all($0).block!, asRange: false) }
      + [PackedAddress(.everyName)]
    func asAny(_ entry: AccessEntry) -> AccessEntry? {
      whole.contains(entry.packedAddress) ? entry.term.entry(.any) : nil
    }
    var seen: [AccessEntry: Int] = [:]
    for entry in entries { if let any = asAny(entry) { seen[any, default: 0] += 1 } }
    if seen.isEmpty { return entries }
    let fused = Set(seen.filter { $0.value == 3 }.keys)
    return entries.filter { asAny($0).map { !fused.contains($0) } ?? true } + fused
  }
}

extension EndpointAddress {
  /// The pattern that every name matches.
  static let everyName = EndpointAddress.pattern(.everyName)
}
