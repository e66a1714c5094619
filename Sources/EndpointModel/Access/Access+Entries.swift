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
    for stretch in stretches {
      var cuts = [Self.entriesByAddress(stretch)]
      if stretch.count > 1, let table = PortTable(stretch) {
        cuts.append(table.entries(namingAny: true))
        cuts.append(table.entries(namingAny: false))
      }
      out += cuts.min { $0.count < $1.count }!
    }
    for (name, traffic) in names {
      let address: EndpointAddress? =
        switch name {
        case .address(let address): address
        case .unstated: nil
        }
      out += AccessTerm.terms(of: traffic).map { $0.entry(address) }
    }
    out += AccessTerm.terms(of: everyName).map { $0.entry(.everyName) }
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
    if stretch.count == 1, let only = stretch.first {
      let terms = AccessTerm.terms(of: only.traffic)
      return only.range.cidrCover.flatMap { block in terms.map { $0.entry(.block(block)) } }
    }
    var ranges: [Traffic: [AddressRange]] = [:]
    for segment in stretch { ranges[segment.traffic, default: []].append(segment.range) }
    return ranges.flatMap { traffic, ranges in
      let terms = AccessTerm.terms(of: traffic)
      return AddressSet(ranges).cidrCover.flatMap { block in
        terms.map { $0.entry(.block(block)) }
      }
    }
  }

  /// One entry `any` where the same terms stand for all of IPv4, of IPv6 and of
  /// the names.
  private static func fusingAny(_ entries: [AccessEntry]) -> [AccessEntry] {
    let whole = Set(IPFamily.allCases.map { EndpointAddress.block(AddressRange.all($0).block!) })
    var seen: [AccessEntry: Int] = [:]
    func asAny(_ entry: AccessEntry) -> AccessEntry? {
      guard let address = entry.address, address == .everyName || whole.contains(address) else {
        return nil
      }
      return AccessEntry(
        address: .any, ports: entry.ports, transport: entry.transport,
        direction: entry.direction)
    }
    for entry in entries { if let any = asAny(entry) { seen[any, default: 0] += 1 } }
    let fused = Set(seen.filter { $0.value == 3 }.keys)
    return entries.filter { asAny($0).map { !fused.contains($0) } ?? true } + fused
  }
}

extension EndpointAddress {
  /// The pattern that every name fits.
  static let everyName = EndpointAddress.pattern(.everyName)
}
