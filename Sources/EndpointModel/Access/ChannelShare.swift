/// The parts of something cut up by channels that share one protocol and
/// direction, as few shares as name every part's channels.
///
/// `tcp+udp` stands where both have exactly the same parts, `any` where a part is
/// open for all protocols, `both` where both directions have the same share.
struct ChannelShare: Hashable {
  let transport: AccessEntry.Transport
  var direction: Direction
  /// Indices of the parts, ascending.
  let parts: [Int]

  /// - Parameter namingAny: whether `any` takes its parts out of the other
  ///   shares; else it stands only where all protocols have the same parts.
  static func shares(of parts: [Channels], namingAny: Bool = true) -> [ChannelShare] {
    var shares = shares(of: parts, .outbound, namingAny)
    for inbound in Self.shares(of: parts, .inbound, namingAny) {
      let same = shares.firstIndex {
        $0.transport == inbound.transport && $0.parts == inbound.parts
      }
      if let same { shares[same].direction = .both } else { shares.append(inbound) }
    }
    return shares
  }

  /// Whether the shares differ by `namingAny`: where one part is open for all protocols
  /// and another one for some.
  static func anyMatters(among parts: [Channels]) -> Bool {
    [Direction.outbound, .inbound].contains { direction in
      let every = Channels(.any, direction)
      return parts.contains { $0.isSuperset(of: every) } && !areUniform(parts, every)
    }
  }

  /// Whether each part is open for all protocols or for none.
  private static func areUniform(_ parts: [Channels], _ every: Channels) -> Bool {
    parts.allSatisfy { $0.isSuperset(of: every) || $0.isDisjoint(with: every) }
  }

  /// Those of one direction.
  private static func shares(
    of parts: [Channels], _ direction: Direction, _ namingAny: Bool
  ) -> [ChannelShare] {
    let every = Channels(.any, direction)
    if parts.allSatisfy({ $0.isDisjoint(with: every) }) { return [] }
    let takesAny = namingAny || areUniform(parts, every)
    func isWhole(_ part: Channels) -> Bool { takesAny && part.isSuperset(of: every) }
    func rest(_ transport: Channels.Transport) -> [Int] {
      let channel = Channels(transport, inbound: direction == .inbound)
      return parts.indices.filter { parts[$0].isSuperset(of: channel) && !isWhole(parts[$0]) }
    }
    var shares: [ChannelShare] = []
    func add(_ transport: AccessEntry.Transport, _ parts: [Int]) {
      if parts.isEmpty { return }
      shares.append(ChannelShare(transport: transport, direction: direction, parts: parts))
    }
    add(.any, parts.indices.filter { isWhole(parts[$0]) })
    let (tcp, udp) = (rest(.tcp), rest(.udp))
    if tcp == udp {
      add(.tcpAndUDP, tcp)
    } else {
      add(.tcp, tcp)
      add(.udp, udp)
    }
    add(.icmp, rest(.icmp))
    add(.other, rest(.other))
    return shares
  }
}
