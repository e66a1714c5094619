/// What may pass to one address: a set over direction x protocol x port.
///
/// The port axis is the numbers 1 to 65535 with two points more: 0 for packets
/// that have no port (ICMP, and all but TCP and UDP), and 65536 for a customer's
/// own port, which is a value of its own until the customer is named. Held as disjoint ascending spans of the
/// port axis, each with the channels (direction and protocol) it is open for.
///
/// A row that states ports without a protocol covers every protocol at those
/// ports. ICMP has none, so that part of the product is empty of packets; it is
/// kept, because it is what tells `any` from `tcp+udp`, and never reported alone.
public struct Traffic: Hashable, Sendable {
  struct Span: Hashable, Sendable {
    let low: UInt32
    let high: UInt32
    let channels: Channels
  }

  let spans: [Span]

  static let none = Traffic(spans: [])
  static let noPort: UInt32 = 0
  static let customerPort: UInt32 = 65536

  var isEmpty: Bool { spans.isEmpty }

  /// From spans that are ascending, disjoint and not to be fused.
  init(spans: [Span]) { self.spans = spans }

  /// What one endpoint lets pass: null ports count as any, null protocol as any,
  /// null direction as outbound.
  init(ports: Ports?, transport: TransportProtocol?, direction: Direction?) {
    let transport = transport ?? .any
    let channels = Channels(transport, direction ?? .outbound)
    let spans: [ClosedRange<UInt32>]
    switch (ports ?? .any, transport) {
    case (_, .icmp): spans = [Self.noPort...Self.noPort]
    case (.any, .any): spans = [Self.noPort...65535]
    case (.any, _): spans = [1...65535]
    case (.customer, _): spans = [Self.customerPort...Self.customerPort]
    case (.numbers(let set), _):
      spans = set.ranges.map { UInt32($0.lowerBound)...UInt32($0.upperBound) }
    }
    self.spans = spans.map { Span(low: $0.lowerBound, high: $0.upperBound, channels: channels) }
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
      // The stretch from `low` on in which neither side changes.
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

/// A set of directions and protocols: one bit for each pair.
struct Channels: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  /// The protocols that a channel can be of; `other` is all but the three.
  enum Transport: UInt8, CaseIterable {
    case tcp, udp, icmp, other
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// One channel; `direction` is outbound or inbound.
  init(_ transport: Transport, inbound: Bool) {
    rawValue = 1 << (transport.rawValue + (inbound ? 4 : 0))
  }

  init(_ transport: TransportProtocol, _ direction: Direction) {
    let transports: UInt8 =
      switch transport {
      case .tcp: 0b0001
      case .udp: 0b0010
      case .tcpAndUDP: 0b0011
      case .icmp: 0b0100
      case .any: 0b1111
      }
    switch direction {
    case .outbound: rawValue = transports
    case .inbound: rawValue = transports << 4
    case .both: rawValue = transports | transports << 4
    }
  }
}
