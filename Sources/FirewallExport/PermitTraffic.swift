import EndpointModel

/// What may pass to (or from) the addresses of a permit: a protocol with its ports, in one
/// direction.
public struct PermitTraffic: Hashable, Sendable {
  /// Never a customer's own, never unstated.
  public let transport: IPProtocol
  /// Nil for every port, and for a protocol without ports.
  public let ports: PortSet?
  public let direction: PermitDirection

  public init(_ transport: IPProtocol, _ ports: PortSet?, _ direction: PermitDirection) {
    self.transport = transport
    self.ports = ports == .all || !transport.hasPorts ? nil : ports
    self.direction = direction
  }

  /// One for each protocol if it is TCP and UDP together, for languages that name one protocol
  /// a rule.
  public var split: [PermitTraffic] {
    guard transport == .tcpAndUDP else { return [self] }
    return [PermitTraffic(.tcp, ports, direction), PermitTraffic(.udp, ports, direction)]
  }
}

extension [PermitDirection] {
  /// Of the directions that a rule is about by its zones, those that its ends leave: between a zone
  /// and itself, which end is ours is told only by the one that may be anybody.
  ///
  /// - Parameter isOne: whether our zone and the other one are the same.
  func told(isOne: Bool, fromAnybody: Bool, toAnybody: Bool) -> Self {
    guard isOne, fromAnybody != toAnybody else { return self }
    return filter { $0 == (fromAnybody ? .outbound : .inbound) }
  }
}

/// Which end of a connection the addresses of a permit are.
public enum PermitDirection: String, Hashable, Sendable, CaseIterable {
  /// They are where connections go to.
  case outbound = "out"
  /// They are where connections come from.
  case inbound = "in"
}

extension PermitTraffic: Comparable, CustomStringConvertible {
  /// `out tcp 443`, `in udp any`, `out icmp`.
  public var description: String {
    "\(direction.rawValue) \(transport)"
      + (transport.hasPorts ? " \(ports?.description ?? "any")" : "")
  }

  /// Outbound first, then by protocol and ports.
  public static func < (a: PermitTraffic, b: PermitTraffic) -> Bool {
    if a.direction != b.direction { return a.direction == .outbound }
    if a.transport != b.transport { return a.transport < b.transport }
    return switch (a.ports, b.ports) {
    case (nil, _): false
    case (_, nil): true
    case (let x?, let y?): x < y
    }
  }
}

extension PermitTraffic {
  /// A name for objects of this traffic, the same from run to run: letters, digits, hyphens
  /// and underscores only, such as `out-tcp-443`, `out-tcp-udp-80_4201-4264`, `in-icmp-8`. One
  /// that would be longer than the limit has a digest in place of its ports.
  public func slug(limit: Int = 40) -> String {
    let kind = transport.rawValue.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    var name = "\(direction.rawValue)-" + String(kind)
    if transport.hasPorts {
      name += "-" + (ports?.description.replacing(",", with: "_") ?? "any")
    }
    if name.utf8.count <= limit { return name }
    return "\(direction.rawValue)-" + String(kind) + "-x" + Fingerprint.hexadecimal(of: name)
  }
}
