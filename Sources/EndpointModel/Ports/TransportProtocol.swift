/// The transport protocol of an endpoint. What runs over a transport (TLS,
/// HTTPS, SIP) is not kept apart from it.
public enum TransportProtocol: String, Hashable, Sendable, CaseIterable, Comparable {
  case tcp
  case udp
  case tcpAndUDP = "tcp+udp"
  case icmp
  case any

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
