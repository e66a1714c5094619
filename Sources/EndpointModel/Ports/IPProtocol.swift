/// The protocol above IP that a document names. Protocols that run over a transport (TLS, HTTPS,
/// SIP) are not distinguished from it.
///
/// Its text is `tcp`, `udp`, `tcp+udp`, `sctp`, `icmp`, `icmp/8` (with the type), `esp`, `ah`,
/// `gre`, `any`, or the number of another protocol (IANA, "Assigned Internet Protocol Numbers"):
///
/// ```swift
/// IPProtocol("50") == .esp  // true
/// IPProtocol("icmp/8")?.description  // "icmp/8"
/// ```
public enum IPProtocol: Hashable, Sendable {
  case tcp
  case udp
  case tcpAndUDP
  case sctp
  /// ICMP of one type (RFC 792), or of every type if nil.
  case icmp(type: UInt8?)
  /// By its number, for protocols that have no case of their own.
  case number(UInt8)
  /// Every protocol.
  case any

  public static let icmp = IPProtocol.icmp(type: nil)
  public static let esp = IPProtocol.number(50)
  public static let ah = IPProtocol.number(51)
  public static let gre = IPProtocol.number(47)

  /// The protocol with a number: `tcp` for 6.
  public init(number: UInt8) {
    switch number {
    case 1: self = .icmp
    case 6: self = .tcp
    case 17: self = .udp
    case 132: self = .sctp
    default: self = .number(number)
    }
  }

  /// Whether its packets have ports.
  public var hasPorts: Bool {
    switch self {
    case .tcp, .udp, .tcpAndUDP, .sctp, .any: true
    case .icmp, .number: false
    }
  }

  fileprivate static let names: [UInt8: String] = [47: "gre", 50: "esp", 51: "ah"]
}

extension IPProtocol: RawRepresentable, LosslessStringConvertible {
  public init?(rawValue text: String) {
    switch text {
    case "tcp": self = .tcp
    case "udp": self = .udp
    case "tcp+udp": self = .tcpAndUDP
    case "sctp": self = .sctp
    case "icmp": self = .icmp
    case "any": self = .any
    default:
      if let named = Self.names.first(where: { $0.value == text }) {
        self = .number(named.key)
      } else if text.hasPrefix("icmp/") {
        guard let type = Self.number(text.dropFirst("icmp/".count)) else { return nil }
        self = .icmp(type: type)
      } else {
        guard let number = Self.number(text[...]) else { return nil }
        self.init(number: number)
      }
    }
  }

  /// Decimal digits only, without leading zeros.
  private static func number(_ text: Substring) -> UInt8? {
    guard let number = UInt8(text), String(number) == text else { return nil }
    return number
  }

  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: String) throws(ValueError) {
    guard let named = IPProtocol(rawValue: text) else {
      throw ValueError(
        expected: "protocol", input: text,
        rule: "it is none of tcp, udp, tcp+udp, sctp, icmp, icmp/TYPE, esp, ah, gre, any and the "
          + "numbers up to 255")
    }
    self = named
  }

  public init?(_ description: String) { self.init(rawValue: description) }

  public var rawValue: String {
    switch self {
    case .tcp: "tcp"
    case .udp: "udp"
    case .tcpAndUDP: "tcp+udp"
    case .sctp: "sctp"
    case .icmp(nil): "icmp"
    case .icmp(let type?): "icmp/\(type)"
    case .number(let number): Self.names[number] ?? String(number)
    case .any: "any"
    }
  }

  public var description: String { rawValue }
}

extension IPProtocol: Comparable {
  /// By their texts.
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
