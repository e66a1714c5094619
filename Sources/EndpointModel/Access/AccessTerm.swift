/// The ports, protocol and direction of an access entry, each combination kept once.
public struct AccessTerm: Hashable, Sendable {
  private let number: UInt32

  private struct Values: Hashable {
    let ports: Ports
    let transport: AccessEntry.Transport
    let direction: Direction
  }

  private static let all = Interned<Values>()

  init(ports: Ports, transport: AccessEntry.Transport, direction: Direction) {
    number = Self.all.number(
      of: Values(ports: ports, transport: transport, direction: direction))
  }

  public var ports: Ports { Self.all[number].ports }
  public var transport: AccessEntry.Transport { Self.all[number].transport }
  public var direction: Direction { Self.all[number].direction }

  func entry(_ address: EndpointAddress?) -> AccessEntry {
    AccessEntry(PackedAddress(address), self)
  }

  func entry(_ block: CIDRBlock) -> AccessEntry {
    AccessEntry(PackedAddress(block, asRange: false), self)
  }

  /// A traffic in few terms.
  static func terms(of traffic: Traffic) -> [AccessTerm] {
    let spans = traffic.spans.flatMap(\.atKindsOfPort)
    return ChannelShare.shares(of: spans.map(\.possibleChannels)).flatMap { share in
      terms(
        share.transport, share.direction, on: share.parts.map { spans[$0].low...spans[$0].high })
    }
  }

  /// Whether a protocol has terms on a part of the port axis: what has no ports has none of
  /// ports, and what has them none without.
  static func hasTerms(
    _ transport: AccessEntry.Transport, on axis: [ClosedRange<UInt32>]
  ) -> Bool {
    switch transport {
    case .icmp, .other: axis.contains { $0.contains(Traffic.noPort) }
    case .tcp, .udp, .tcpAndUDP: axis.contains { $0.upperBound > Traffic.noPort }
    case .any: true
    }
  }

  /// The terms of a protocol and direction that are open on a part of the port axis.
  static func terms(
    _ transport: AccessEntry.Transport, _ direction: Direction, on axis: [ClosedRange<UInt32>]
  ) -> [AccessTerm] {
    let noPort = axis.contains { $0.contains(Traffic.noPort) }
    let customer = axis.contains { $0.contains(Traffic.customerPort) }
    let numbers = PortSet(
      axis.compactMap { range in
        let low = max(range.lowerBound, 1)
        let high = min(range.upperBound, 65535)
        return low <= high ? UInt16(low)...UInt16(high) : nil
      })

    func ported(_ transport: AccessEntry.Transport) -> [(AccessEntry.Transport, Ports)] {
      numbers.map { [(transport, numbers == .all ? .any : .numbers($0))] } ?? []
    }
    var terms: [(AccessEntry.Transport, Ports)]
    switch transport {
    case .icmp, .other:
      terms = noPort ? [(transport, .any)] : []
    case .tcp, .udp, .tcpAndUDP:
      terms = ported(transport)
    case .any where numbers == .all && noPort:
      terms = [(.any, .any)]
    case .any:
      // All ports but no portless packets: that is TCP and UDP.
      terms = ported(numbers == .all ? .tcpAndUDP : .any)
      if noPort { terms += [(.icmp, .any), (.other, .any)] }
    }
    if customer, transport != .icmp, transport != .other { terms.append((transport, .customer)) }
    return terms.map { AccessTerm(ports: $1, transport: $0, direction: direction) }
  }
}

extension AccessTerm: Comparable {
  /// By protocol, ports, direction.
  public static func < (a: AccessTerm, b: AccessTerm) -> Bool {
    if a == b { return false }
    return Order.by(a.transport, b.transport)
      ?? Order.by(a.ports, b.ports)
      ?? Order.by(a.direction, b.direction)
      ?? false
  }
}

extension Traffic.Span {
  /// The span cut apart where the port axis changes its meaning: no port,
  /// numbers, the customer's own.
  fileprivate var atKindsOfPort: [Traffic.Span] {
    [0...0, 1...65535, 65536...65536].compactMap { (kind: ClosedRange<UInt32>) in
      let low = max(self.low, kind.lowerBound)
      let high = min(self.high, kind.upperBound)
      return low <= high ? Traffic.Span(low: low, high: high, channels: channels) : nil
    }
  }

  /// Without the channels that carry no packet on this kind of port, save where
  /// all protocols are open together.
  fileprivate var possibleChannels: Channels {
    var out: Channels = []
    for direction in [Direction.outbound, .inbound] {
      let here = channels.intersection(Channels(.any, direction))
      let possible: Channels =
        high == Traffic.noPort
        ? here.subtracting(Channels(.tcpAndUDP, direction))
        : here.intersection(Channels(.tcpAndUDP, direction))
      out.formUnion(here == Channels(.any, direction) ? here : possible)
    }
    return out
  }
}
