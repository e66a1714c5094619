extension Access {
  /// The access in few entries, ascending: every allowed packet is in one of them, and no packet
  /// that is not allowed.
  ///
  /// Addresses are the fewest CIDR blocks. Where networks with different ports nest, a stretch of
  /// addresses is split either by address (each block with all its ports) or by port (each port
  /// with all its blocks), whichever takes fewer entries; by address on a tie.
  public var entries: AccessEntries {
    // A segment takes several blocks.
    var out = AccessEntryTable(room: segments.count * 8)
    var known: [Traffic: (terms: [AccessTerm], numbers: [UInt32])] = [:]
    func terms(of traffic: Traffic) -> (terms: [AccessTerm], numbers: [UInt32]) {
      if let terms = known[traffic] { return terms }
      let terms = AccessTerm.terms(of: traffic)
      let both = (terms, out.numbers(of: terms))
      known[traffic] = both
      return both
    }
    for stretch in stretches {
      if stretch.count == 1, let only = stretch.first {
        let terms = terms(of: only.traffic).numbers
        only.range.eachBlock { out.append($0, terms) }
        continue
      }
      let byAddress = Self.cutByAddress(stretch) { terms(of: $0).terms }
      let byPort = PortTable(stretch)?.cut(fewerThan: byAddress.count)
      out.append(byPort ?? byAddress)
    }
    for (name, traffic) in names.each {
      let address: EndpointAddress? =
        switch name {
        case .address(let address): address
        case .unstated: nil
        }
      out.append(address, terms(of: traffic).numbers)
    }
    out.append(.everyName, terms(of: names.every).numbers)
    out.fuseAny()
    out.sort()
    return out.entries
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
}

extension EndpointAddress {
  /// The pattern that every name matches.
  static let everyName = EndpointAddress.pattern(.everyName)
}
