/// The ports, protocol and direction of an access entry.
public struct AccessTerm: Hashable, Sendable {
  /// Nil if the document does not state them; `any` for protocols without ports.
  public let ports: Ports?
  public let transport: AccessProtocol
  public let direction: Direction

  /// The traffic in few terms.
  static func terms(of traffic: Traffic) -> [AccessTerm] {
    var bundles = KeyedLists<Direction, ChannelShare.Stretch>()
    let spans = traffic.spans.flatMap(\.atKindsOfPoint)
    for share in ChannelShare.shares(of: spans.map(\.channels)) {
      for part in share.parts {
        bundles.add(
          ChannelShare.Stretch(kind: share.kind, points: spans[part].low...spans[part].high),
          to: share.direction)
      }
    }
    return bundles.each.flatMap { terms($1, $0) }
  }

  /// The terms of stretches of the axis that are open for the same addresses, in one
  /// direction.
  static func terms(
    _ stretches: [ChannelShare.Stretch], _ direction: Direction
  ) -> [AccessTerm] {
    var points: [ChannelShare.Kind: [ClosedRange<UInt32>]] = [:]
    for stretch in stretches { points[stretch.kind, default: []].append(stretch.points) }
    func term(_ transport: AccessProtocol, _ ports: Ports?) -> AccessTerm {
      AccessTerm(ports: ports, transport: transport, direction: direction)
    }
    var terms: [AccessTerm] = []
    let portless = (points[.withoutPorts] ?? []).fused
    let isWhole = portless == Traffic.Axis.withoutPorts
    var isAllOpen = false
    for kind in ChannelShare.Kind.allCases where kind != .withoutPorts {
      guard let open = points[kind] else { continue }
      if let numbers = PortSet(onAxis: open) {
        switch (kind, numbers == .all) {
        case (.any, true) where isWhole:
          isAllOpen = true
          terms.append(term(.named(.any), .any))
        case (.any, true):
          // All ports, but not the protocols that have none.
          terms += [term(.named(.tcpAndUDP), .any), term(.named(.sctp), .any)]
        case (_, true): terms.append(term(kind.transport, .any))
        case (_, false): terms.append(term(kind.transport, .numbers(numbers)))
        }
      }
      if open.contains(where: { $0.contains(Traffic.Axis.customerPort) }) {
        terms.append(term(kind.transport, .customer))
      }
      if open.contains(where: { $0.contains(Traffic.Axis.unstatedPorts) }) {
        terms.append(term(kind.transport, nil))
      }
    }
    return isAllOpen ? terms : terms + protocols(portless).map { term($0, .any) }
  }

  /// The protocols of merged stretches of points without ports.
  private static func protocols(_ stretches: [ClosedRange<UInt32>]) -> [AccessProtocol] {
    if stretches.isEmpty { return [] }
    let axis = (icmp: Traffic.Axis.icmp, rest: 0...Traffic.Axis.icmp.lowerBound - 1)
    let types = stretches.compactMap { $0.clamped(within: axis.icmp) }
    let numbers = stretches.compactMap { $0.clamped(within: axis.rest) }
    let all = Traffic.Axis.withoutPorts.compactMap { $0.clamped(within: axis.rest) }
    return (types == [axis.icmp] ? [.named(.icmp)] : few(types) { .icmp(types: $0) })
      + (numbers == all ? [.other] : few(numbers) { .numbers($0) })
  }

  /// Each point by its name if they are few, else all of them in one.
  private static func few(
    _ stretches: [ClosedRange<UInt32>], else join: ([ClosedRange<UInt8>]) -> AccessProtocol
  ) -> [AccessProtocol] {
    if stretches.reduce(0, { $0 + $1.count }) <= 3 {
      return stretches.flatMap { $0.compactMap { Traffic.Axis.meaning(of: $0).map { .named($0) } } }
    }
    return [
      join(
        stretches.map {
          Traffic.Axis.number(of: $0.lowerBound)...Traffic.Axis.number(of: $0.upperBound)
        })
    ]
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

extension ChannelShare.Kind {
  fileprivate var transport: AccessProtocol {
    switch self {
    case .any: .named(.any)
    case .tcpAndUDP: .named(.tcpAndUDP)
    case .tcp: .named(.tcp)
    case .udp: .named(.udp)
    case .sctp: .named(.sctp)
    case .unstated: .unstated
    case .withoutPorts: .other
    }
  }
}

extension PortSet {
  /// The port numbers of stretches of the axis; nil if there are none.
  fileprivate init?(onAxis stretches: [ClosedRange<UInt32>]) {
    self.init(
      stretches.compactMap { stretch in
        stretch.clamped(within: Traffic.Axis.ports).map {
          UInt16($0.lowerBound)...UInt16($0.upperBound)
        }
      })
  }
}

extension ClosedRange<UInt32> {
  /// The part that lies within another range; nil if there is none.
  fileprivate func clamped(within other: ClosedRange<UInt32>) -> ClosedRange<UInt32>? {
    overlaps(other) ? clamped(to: other) : nil
  }
}

extension [ClosedRange<UInt32>] {
  /// Sorted, with adjacent and overlapping ranges merged.
  fileprivate var fused: [ClosedRange<UInt32>] {
    var out: [ClosedRange<UInt32>] = []
    for range in sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = out.last, last.upperBound + 1 >= range.lowerBound {
        out[out.count - 1] = last.lowerBound...Swift.max(last.upperBound, range.upperBound)
      } else {
        out.append(range)
      }
    }
    return out
  }
}

extension Traffic.Span {
  /// The span split where the axis changes its meaning: port numbers, the customer's own, not
  /// stated, without ports.
  fileprivate var atKindsOfPoint: [Traffic.Span] {
    typealias Axis = Traffic.Axis
    return [
      Axis.ports, Axis.customerPort...Axis.customerPort, Axis.unstatedPorts...Axis.unstatedPorts,
      Axis.unstatedPorts + 1...Axis.last,
    ].compactMap { kind in
      (low...high).clamped(within: kind).map {
        Traffic.Span(low: $0.lowerBound, high: $0.upperBound, channels: channels)
      }
    }
  }
}
