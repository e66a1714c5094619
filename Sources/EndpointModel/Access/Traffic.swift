/// What may pass to one address: a set over direction x protocol x port.
///
/// It is held on one axis of points, in disjoint ascending spans, each with the channels (a
/// direction, with a transport if there are ports) it is open for:
///
/// | points | what they are | channels |
/// |---|---|---|
/// | 1 to 65535 | port numbers | TCP, UDP, SCTP, protocol not stated |
/// | 65536 | a customer's own port, a value of its own until the customer is named | the same |
/// | 65537 | ports that the document does not state: a value of its own, never any | the same |
/// | 65538 + n | the IP protocol n, which has no ports | no ports |
/// | 65794 + t | ICMP of type t | no ports |
///
/// A protocol that is not stated is a channel of its own: it does not mean every protocol.
public struct Traffic: Hashable, Sendable {
  struct Span: Hashable, Sendable {
    let low: UInt32
    let high: UInt32
    let channels: Channels
  }

  let spans: [Span]

  static let none = Traffic(spans: [])

  var isEmpty: Bool { spans.isEmpty }

  /// The spans must be ascending, disjoint and already merged.
  init(spans: [Span]) { self.spans = spans }

  /// What one endpoint allows. Nil ports and a nil protocol are values of their own; a nil
  /// direction means outbound.
  init(ports: Ports?, transport: IPProtocol?, direction: Direction?) {
    let direction = direction ?? .outbound
    var spans: [Span] = []
    func add(_ points: ClosedRange<UInt32>, _ channel: Channels.Channel...) {
      spans.append(
        Span(
          low: points.lowerBound, high: points.upperBound,
          channels: channel.reduce(into: []) { $0.formUnion(Channels($1, direction)) }))
    }
    let ported: [ClosedRange<UInt32>] =
      switch ports {
      case .numbers(let set)?: set.ranges.map { UInt32($0.lowerBound)...UInt32($0.upperBound) }
      case .any?: [Axis.ports]
      case .customer?: [Axis.customerPort...Axis.customerPort]
      case nil: [Axis.unstatedPorts...Axis.unstatedPorts]
      }
    switch transport {
    case .tcp?: for points in ported { add(points, .tcp) }
    case .udp?: for points in ported { add(points, .udp) }
    case .tcpAndUDP?: for points in ported { add(points, .tcp, .udp) }
    case .sctp?: for points in ported { add(points, .sctp) }
    case nil: for points in ported { add(points, .unstated) }
    case .icmp(nil)?: add(Axis.icmp, .withoutPorts)
    case .icmp(let type?)?: add(Axis.point(icmpType: type), .withoutPorts)
    case .number(let number)?: add(Axis.point(protocol: number), .withoutPorts)
    case .any?:
      for points in ported { add(points, .tcp, .udp, .sctp) }
      if ports == .any { for points in Axis.withoutPorts { add(points, .withoutPorts) } }
    }
    self.spans = spans
  }

  func union(_ other: Traffic) -> Traffic { combined(with: other) { $0.union($1) } }

  mutating func formUnion(_ other: Traffic) { self = union(other) }

  func subtracting(_ other: Traffic) -> Traffic { combined(with: other) { $0.subtracting($1) } }

  private func combined(with other: Traffic, _ join: (Channels, Channels) -> Channels) -> Traffic {
    var out: [Span] = []
    var i = 0
    var j = 0
    var low: UInt32 = 0
    while i < spans.count || j < other.spans.count {
      // The stretch from `low` on within which neither side changes.
      let a = i < spans.count ? spans[i] : nil
      let b = j < other.spans.count ? other.spans[j] : nil
      low = max(low, min(a?.low ?? .max, b?.low ?? .max))
      func ends(_ span: Span?) -> UInt32 {
        guard let span else { return .max }
        return span.low > low ? span.low - 1 : span.high
      }
      let high = min(ends(a), ends(b))
      func channels(_ span: Span?) -> Channels {
        guard let span, span.low <= low else { return [] }
        return span.channels
      }
      let joined = join(channels(a), channels(b))
      if !joined.isEmpty {
        if let last = out.last, last.high + 1 == low, last.channels == joined {
          out[out.count - 1] = Span(low: last.low, high: high, channels: joined)
        } else {
          out.append(Span(low: low, high: high, channels: joined))
        }
      }
      low = high + 1
      if let a, a.high < low { i += 1 }
      if let b, b.high < low { j += 1 }
    }
    return Traffic(spans: out)
  }
}

extension Traffic {
  /// The points of the axis.
  enum Axis {
    static let ports: ClosedRange<UInt32> = 1...65535
    static let customerPort: UInt32 = 65536
    static let unstatedPorts: UInt32 = 65537
    private static let firstProtocol: UInt32 = 65538
    static let icmp: ClosedRange<UInt32> = 65794...66049
    static let last = icmp.upperBound

    static func point(protocol number: UInt8) -> ClosedRange<UInt32> {
      firstProtocol + UInt32(number)...firstProtocol + UInt32(number)
    }

    static func point(icmpType type: UInt8) -> ClosedRange<UInt32> {
      icmp.lowerBound + UInt32(type)...icmp.lowerBound + UInt32(type)
    }

    /// Every point without ports, ascending: all protocols but ICMP, TCP, UDP and SCTP, which have
    /// points of their own, then every type of ICMP.
    static let withoutPorts: [ClosedRange<UInt32>] = [
      numbers(0, 0), numbers(2, 5), numbers(7, 16), numbers(18, 131),
      numbers(133, 255).lowerBound...icmp.upperBound,
    ]

    private static func numbers(_ low: UInt32, _ high: UInt32) -> ClosedRange<UInt32> {
      firstProtocol + low...firstProtocol + high
    }

    /// The protocol number or ICMP type that a point without ports stands for.
    static func number(of point: UInt32) -> UInt8 {
      UInt8(truncatingIfNeeded: point - (icmp.contains(point) ? icmp.lowerBound : firstProtocol))
    }

    /// The protocol that a point stands for; nil if the point has ports.
    static func meaning(of point: UInt32) -> IPProtocol? {
      if point < firstProtocol { return nil }
      return icmp.contains(point) ? .icmp(type: number(of: point)) : .number(number(of: point))
    }
  }
}

/// A set of directions and transports: one bit for each pair.
struct Channels: OptionSet, Hashable, Sendable {
  let rawValue: UInt16

  /// What a point of the axis can be open for in one direction.
  enum Channel: UInt16, CaseIterable {
    case tcp, udp, sctp
    /// The document states ports but no protocol.
    case unstated
    /// A protocol without ports; the point says which.
    case withoutPorts
  }

  private static let inboundShift: UInt16 = 8

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(_ channel: Channel, _ direction: Direction) {
    let bit: UInt16 = 1 << channel.rawValue
    switch direction {
    case .outbound: rawValue = bit
    case .inbound: rawValue = bit << Self.inboundShift
    case .both: rawValue = bit | bit << Self.inboundShift
    }
  }

  /// TCP, UDP and SCTP.
  static func allTransports(_ direction: Direction) -> Channels {
    [Channels(.tcp, direction), Channels(.udp, direction), Channels(.sctp, direction)]
  }

  /// What is open in one direction.
  func inDirection(_ direction: Direction) -> Channels {
    Channel.allCases.reduce(into: []) { $0.formUnion(intersection(Channels($1, direction))) }
  }
}
