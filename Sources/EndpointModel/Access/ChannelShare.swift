/// The parts of something cut up by channels that share one protocol and
/// direction, as few shares as name every part's channels.
///
/// `tcp+udp` stands where both have exactly the same parts, `any` where a part is
/// open for all protocols, `both` where both directions have the same share.
struct ChannelShare: Hashable {
  let transport: AccessEntry.Transport
  let direction: Direction
  /// Indices of the parts, ascending.
  let parts: [Int]

  /// - Parameter namingAny: whether `any` takes its parts out of the other
  ///   shares; else it stands only where all protocols have the same parts.
  static func shares(of parts: [Channels], namingAny: Bool = true) -> [ChannelShare] {
    let outbound = shares(of: parts, inbound: false, namingAny)
    let inbound = shares(of: parts, inbound: true, namingAny)
    var out: [ChannelShare] = []
    for (transport, members) in outbound {
      let both = inbound[transport] == members
      out.append(
        ChannelShare(transport: transport, direction: both ? .both : .outbound, parts: members))
    }
    for (transport, members) in inbound where outbound[transport] != members {
      out.append(ChannelShare(transport: transport, direction: .inbound, parts: members))
    }
    return out
  }

  private static func shares(
    of parts: [Channels], inbound: Bool, _ namingAny: Bool
  ) -> [AccessEntry.Transport: [Int]] {
    let every = Channels(.any, inbound ? .inbound : .outbound)
    let uniform = parts.allSatisfy { $0.isSuperset(of: every) || $0.isDisjoint(with: every) }
    let whole =
      namingAny || uniform ? parts.indices.filter { parts[$0].isSuperset(of: every) } : []
    func rest(_ transport: Channels.Transport) -> [Int] {
      let channel = Channels(transport, inbound: inbound)
      return parts.indices.filter { parts[$0].isSuperset(of: channel) && !whole.contains($0) }
    }
    var out: [AccessEntry.Transport: [Int]] = [.any: whole]
    let (tcp, udp) = (rest(.tcp), rest(.udp))
    if tcp == udp {
      out[.tcpAndUDP] = tcp
    } else {
      out[.tcp] = tcp
      out[.udp] = udp
    }
    out[.icmp] = rest(.icmp)
    out[.other] = rest(.other)
    return out.filter { !$0.value.isEmpty }
  }
}
