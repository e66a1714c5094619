extension RevisionGuard {
  /// Whether it allows many more addresses, or ports of them, than before.
  func growth(_ old: Earlier, _ new: Snapshot) -> [HoldReason] {
    let opened = AddressSet(old.addedOrChanged.ranges).subtracting(old.table.addresses.set)
    var reasons: [HoldReason] = []
    if new.addresses.hasAny, !old.table.addresses.hasAny {
      reasons.append(HoldReason(.wideBlock, .anyNowAllowed))
    }
    reasons += wideBlocks(opened, than: old)
    reasons += nearlyAllPorts(old, new)
    // A table that opens half the Internet has grown in any case.
    if reasons.isEmpty { reasons += addressGrowth(old, new) }
    if reasons.isEmpty { reasons += portGrowth(old, new) }
    return reasons
  }

  /// Wide blocks, and blocks that are wide together: two halves of the Internet are all of it. A /8
  /// that became the /7 around it opens no wide block, and yet a wide one is allowed now.
  private func wideBlocks(_ opened: AddressSet, than old: Earlier) -> [HoldReason] {
    let come = opened.isEmpty ? [] : old.addedOrChanged.ranges
    if let wide = opened.ranges.first(where: \.isWide)
      ?? come.first(where: { $0.isWide && !old.table.addresses.set.contains($0) })
    {
      return [HoldReason(.wideBlock, .nowAllowed, wide.block.map(String.init) ?? "\(wide)")]
    }
    // At most one /8 may be added at a time, or one /16 of IPv6.
    return IPFamily.allCases.filter { opened.size($0) > AddressSet.wideSize($0) / 2 }.map {
      family in
      HoldReason(
        .wideBlock, .wideTogether, "\(family.rawValue)", old.words, "\(family.wideLength + 1)")
    }
  }

  private func nearlyAllPorts(_ old: Earlier, _ new: Snapshot) -> [HoldReason] {
    guard !old.table.distinctTerms.contains(where: \.opensNearlyAllPorts),
      let first = new.endpoint(with: \.opensNearlyAllPorts)
    else { return [] }
    return [first.nearlyAllPorts(.allPortsNow, .nearlyAllPortsNow)]
  }

  private func addressGrowth(_ old: Earlier, _ new: Snapshot) -> [HoldReason] {
    IPFamily.allCases.filter { family in
      let (before, after) = (old.table.addresses.set.size(family), new.addresses.set.size(family))
      // Growth to no more than a few addresses is always allowed.
      let few = AddressSet.fewSize(family)
      return after > few && after / Double(limits.growthFactor) > (before == 0 ? few : before)
    }.map { family in
      HoldReason(
        .accessGrown, .moreAddresses, "\(limits.growthFactor)", "\(family.rawValue)", old.words)
    }
  }

  /// Addresses times ports, protocols and directions.
  private func portGrowth(_ old: Earlier, _ new: Snapshot) -> [HoldReason] {
    IPFamily.allCases.compactMap { family in
      // The equivalent of a thousand ports of a few addresses may always be added.
      let few = AddressSet.fewSize(family) * 1024
      let come = Extent(old.addedOrChanged, family)
      guard come.size > few, let most = come.largest else { return nil }
      let more = come.size - Extent(old.removedOrChanged, family).size
      // Ten times as much is nine times more.
      let enough = more / Double(limits.growthFactor - 1)
      guard more > few, Extent(old.table.endpoints, family, upTo: enough).size < enough
      else { return nil }
      return HoldReason(
        .accessGrown, .morePorts, "\(limits.growthFactor)", old.words,
        most.ports.map { "\($0)" } ?? HoldSentence.thosePorts(), most.placeInWords)
    }
  }
}

/// How much some endpoints of a family allow: addresses x ports x protocols x directions. A name or
/// a pattern of names counts as one IPv4 address. What two rows allow counts twice, as in the table
/// that it is compared with.
struct Extent {
  private(set) var size = 0.0
  /// The endpoint that allows the most.
  private(set) var largest: Endpoint?

  /// - Parameter limit: no more is counted once this size is reached.
  init(_ endpoints: Endpoints, _ family: IPFamily, upTo limit: Double = .infinity) {
    let vocabulary = endpoints.vocabulary
    let breadths = endpoints.perTerms(0, \.breadth)
    var most: (place: Int?, breadth: Double) = (nil, 0)
    for (place, row) in zip(endpoints.indices, endpoints.rows) {
      if size >= limit { break }
      let addresses: Double
      if let range = vocabulary.range(of: row) {
        if range.family != family { continue }
        addresses = range.size
      } else if family == .v4 {
        addresses = 1
      } else {
        continue
      }
      let breadth = addresses * breadths[Int(row.terms)]
      size += breadth
      if breadth > most.breadth { most = (place, breadth) }
    }
    largest = most.place.map { endpoints[$0] }
  }
}

extension Terms {
  /// How many combinations of port, protocol and direction an address is opened for. What is not
  /// stated counts as one: the guard checks that separately.
  var breadth: Double {
    let portCount =
      switch ports {
      case .numbers(let set)?: set.count
      case .any?: PortSet.all.count
      case .customer?, nil: 1
      }
    let transports =
      switch transport {
      case .tcpAndUDP?: 2
      case .any?: 3
      default: 1
      }
    let hasPorts = transport?.hasPorts ?? true
    return Double((hasPorts ? portCount : 1) * transports * (direction == .both ? 2 : 1))
  }

  /// More than nine ports in ten, such as `any`, 1-65534 or 1024-65535.
  var opensNearlyAllPorts: Bool {
    switch ports {
    case .any?: transport?.hasPorts ?? true
    case .numbers(let set)?: set.count * 10 > PortSet.all.count * 9
    case .customer?, nil: false
    }
  }
}

extension Endpoint {
  /// Why it is held that opens nearly all ports.
  func nearlyAllPorts(_ all: HoldSentence, _ nearly: HoldSentence) -> HoldReason {
    guard case .numbers(let set)? = ports, set != .all else {
      return HoldReason(.accessGrown, all, placeInWords)
    }
    return HoldReason(.accessGrown, nearly, placeInWords, "\(set)")
  }
}

extension AddressSet {
  /// How many addresses of a family it holds, roughly.
  func size(_ family: IPFamily) -> Double {
    ranges.reduce(0) { $1.family == family ? $0 + $1.size : $0 }
  }

  /// A list of no more addresses than this may grow freely: a /24, for IPv6 a /32.
  static func fewSize(_ family: IPFamily) -> Double { family == .v4 ? 256 : 0x1p96 }

  /// How many addresses the smallest wide block has.
  static func wideSize(_ family: IPFamily) -> Double { family == .v4 ? 0x1p25 : 0x1p113 }
}

extension IPFamily {
  /// Blocks with this prefix length or a shorter one are wide.
  var wideLength: Int { self == .v4 ? 7 : 15 }
}

extension AddressRange {
  /// How many addresses it has, roughly.
  fileprivate var size: Double {
    let span = last.number - first.number
    return Double(UInt64(truncatingIfNeeded: span >> 64)) * 0x1p64
      + Double(UInt64(truncatingIfNeeded: span)) + 1
  }

  /// Whether it contains a wide block.
  var isWide: Bool {
    last.number - first.number >= CIDRBlock.hostMask(family, family.wideLength)
      && cidrCover.contains { $0.prefixLength <= family.wideLength }
  }
}
