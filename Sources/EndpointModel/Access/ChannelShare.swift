/// The parts that share one protocol and direction, when something made of parts is split by
/// channels into as few shares as name every part's channels.
///
/// `tcp+udp` is used if both have exactly the same parts, `any` for a part that is open for all
/// transports, `both` if both directions have the same share.
struct ChannelShare: Hashable {
  enum Kind: CaseIterable {
    case any, tcpAndUDP, tcp, udp, sctp, unstated, withoutPorts
  }

  let kind: Kind
  var direction: Direction
  /// Indices of the parts, ascending.
  let parts: [Int]

  /// A stretch of the axis that is open for one kind.
  struct Stretch {
    let kind: Kind
    let points: ClosedRange<UInt32>
  }

  /// - Parameter namingAny: whether the parts in `any` are left out of the other shares; if not,
  ///   `any` is used only if all transports have the same parts.
  static func shares(of parts: [Channels], namingAny: Bool = true) -> [ChannelShare] {
    var shares = shares(of: parts, .outbound, namingAny)
    for inbound in Self.shares(of: parts, .inbound, namingAny) {
      let same = shares.firstIndex {
        $0.kind == inbound.kind && $0.parts == inbound.parts
      }
      if let same { shares[same].direction = .both } else { shares.append(inbound) }
    }
    return shares
  }

  /// Whether `namingAny` makes a difference: one part is open for all transports and
  /// another for only some.
  static func anyMatters(among parts: [Channels]) -> Bool {
    [Direction.outbound, .inbound].contains { direction in
      let every = Channels.allTransports(direction)
      return parts.contains { $0.isSuperset(of: every) } && !areUniform(parts, every)
    }
  }

  /// Whether each part is open for all transports or for none.
  private static func areUniform(_ parts: [Channels], _ every: Channels) -> Bool {
    parts.allSatisfy { $0.isSuperset(of: every) || $0.isDisjoint(with: every) }
  }

  /// The shares of one direction.
  private static func shares(
    of parts: [Channels], _ direction: Direction, _ namingAny: Bool
  ) -> [ChannelShare] {
    if parts.allSatisfy({ $0.inDirection(direction).isEmpty }) { return [] }
    let every = Channels.allTransports(direction)
    let takesAny = namingAny || areUniform(parts, every)
    func isWhole(_ part: Channels) -> Bool { takesAny && part.isSuperset(of: every) }
    func rest(_ channel: Channels.Channel) -> [Int] {
      let open = Channels(channel, direction)
      return parts.indices.filter { parts[$0].isSuperset(of: open) && !isWhole(parts[$0]) }
    }
    var shares: [ChannelShare] = []
    func add(_ kind: Kind, _ parts: [Int]) {
      if parts.isEmpty { return }
      shares.append(ChannelShare(kind: kind, direction: direction, parts: parts))
    }
    add(.any, parts.indices.filter { isWhole(parts[$0]) })
    let (tcp, udp) = (rest(.tcp), rest(.udp))
    if tcp == udp {
      add(.tcpAndUDP, tcp)
    } else {
      add(.tcp, tcp)
      add(.udp, udp)
    }
    add(.sctp, rest(.sctp))
    func all(_ channel: Channels.Channel) -> [Int] {
      parts.indices.filter { parts[$0].isSuperset(of: Channels(channel, direction)) }
    }
    add(.unstated, all(.unstated))
    add(.withoutPorts, all(.withoutPorts))
    return shares
  }
}
