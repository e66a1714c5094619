extension Access {
  /// The access in few entries, ascending: every allowed packet is in one of
  /// them, and no packet that is not allowed.
  ///
  /// Addresses come as the fewest CIDR blocks. Where networks of different ports
  /// lie within each other, an entry is cut either by address (each block with
  /// all its ports) or by port (each port with all its blocks), whichever takes
  /// the fewest entries for that stretch of addresses; by address where they tie.
  public var entries: [AccessEntry] {
    var out: [AccessEntry] = []
    out.reserveCapacity(segments.count)
    var terms: [Traffic: [AccessTerm]] = [:]
    for stretch in stretches {
      if stretch.count == 1, let only = stretch.first {
        let known = terms[only.traffic] ?? AccessTerm.terms(of: only.traffic)
        terms[only.traffic] = known
        for block in only.range.cidrCover { out += known.map { $0.entry(block) } }
        continue
      }
      var cuts = [Self.entriesByAddress(stretch)]
      if let table = PortTable(stretch) {
        cuts.append(table.entries(namingAny: true))
        cuts.append(table.entries(namingAny: false))
      }
      out += cuts.min { $0.count < $1.count }!
    }
    for (name, traffic) in names.each {
      let address: EndpointAddress? =
        switch name {
        case .address(let address): address
        case .unstated: nil
        }
      out += AccessTerm.terms(of: traffic).map { $0.entry(address) }
    }
    out += AccessTerm.terms(of: names.every).map { $0.entry(.everyName) }
    return Self.fusingAny(out).sorted()
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

  private static func entriesByAddress(_ stretch: ArraySlice<Segment>) -> [AccessEntry] {
    var ranges: [Traffic: [AddressRange]] = [:]
    for segment in stretch { ranges[segment.traffic, default: []].append(segment.range) }
    return ranges.flatMap { traffic, ranges in
      let terms = AccessTerm.terms(of: traffic)
      return AddressSet(ranges).cidrCover.flatMap { block in
        terms.map { $0.entry(block) }
      }
    }
  }

  /// One entry `any` where the same terms stand for all of IPv4, of IPv6 and of
  /// the names.
  private static func fusingAny(_ entries: [AccessEntry]) -> [AccessEntry] {
    let whole = Set(
      IPFamily.allCases.map { PackedAddress(AddressRange.all($0).block!, asRange: false) }
        + [PackedAddress(.everyName)])
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
  /// The pattern that every name fits.
  static let everyName = EndpointAddress.pattern(.everyName)
}
