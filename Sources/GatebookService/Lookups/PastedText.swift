import EndpointModel
import InventoryModel

/// What somebody copied from a log, a browser or a device to look up.
///
/// ```swift
/// try PastedText("https://maps.example.com:8443/tiles").questions
/// // [maps.example.com with tcp/8443]
/// try PastedText("DROP SRC=10.0.0.5 DST=192.0.2.1 PROTO=TCP DPT=443").questions
/// // [10.0.0.5; 192.0.2.1 with tcp/443]
/// ```
public struct PastedText: Hashable, Sendable {
  /// At least one, in the order of the text; none twice.
  public let questions: [AddressQuestion]

  /// - Throws: `ValueError` if no address is in it.
  public init(_ text: some StringProtocol) throws(ValueError) {
    let text = String(text)
    if let whole = AddressQuestion(text) {
      questions = [whole]
      return
    }
    var found: [AddressQuestion] = []
    for question in PastedLine(text).questions where !found.contains(question) {
      found.append(question)
    }
    guard !found.isEmpty else {
      // What is wrong with it as an address says more than that it holds none.
      if !text.contains(where: \.isWhitespace) { _ = try EndpointAddress(parsing: text) }
      throw ValueError(
        expected: "address", input: text, rule: "it holds neither an address nor a host name")
    }
    questions = found
  }
}

/// An address that is looked up, with the ports that stood beside it.
public struct AddressQuestion: Hashable, Sendable {
  public let address: EndpointAddress
  /// Nil where none stood there.
  public let ports: PortQuestion?

  public init(_ address: EndpointAddress, ports: PortQuestion? = nil) {
    self.address = address
    self.ports = ports
  }

  /// One address in any of the forms in which it is pasted: alone, with a port, or in a URL.
  init?(_ text: String) {
    if let address = EndpointAddress(text) {
      self.init(address.withoutIPv6Around)
      return
    }
    if let url = Self.url(text) ?? Self.withPort(text[...], transport: nil) {
      self = url
      return
    }
    return nil
  }

  /// `https://user@host:8443/path?query`: the host, and the port that is meant.
  private static func url(_ text: String) -> AddressQuestion? {
    guard let mark = text.firstRange(of: "://") else { return nil }
    let scheme = text[..<mark.lowerBound].lowercased()
    guard !scheme.isEmpty, scheme.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isSchemeLetter })
    else { return nil }
    var host = text[mark.upperBound...].prefix { !"/?#".contains($0) }
    if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
    let transport = AssignedTransport(rawValue: scheme) ?? .tcp
    if let given = withPort(host, transport: transport) { return given }
    guard let address = EndpointAddress(String(host.unbracketed)) else { return nil }
    let usual: [String: UInt16] = [
      "http": 80, "ws": 80, "https": 443, "wss": 443, "ssh": 22, "ftp": 21,
    ]
    let port = usual[scheme].flatMap { PortRange($0, $0) }
    return AddressQuestion(
      address.withoutIPv6Around, ports: port.map { PortQuestion($0, transport: .tcp) })
  }

  /// `192.0.2.1:443`, `[2001:db8::1]:443`, `example.com:443`.
  private static func withPort(
    _ text: Substring, transport: AssignedTransport?
  ) -> AddressQuestion? {
    guard let colon = text.lastIndex(of: ":"),
      let ports = PortRange(String(text[text.index(after: colon)...]))
    else { return nil }
    let host = text[..<colon]
    // Without brackets, what has colons is an address of IPv6 and nothing else.
    guard host.hasPrefix("[") || !host.contains(":"),
      let address = EndpointAddress(String(host.unbracketed))
    else { return nil }
    return AddressQuestion(
      address.withoutIPv6Around, ports: PortQuestion(ports, transport: transport))
  }
}

extension Substring {
  /// `2001:db8::1` of `[2001:db8::1]`.
  fileprivate var unbracketed: Substring {
    hasPrefix("[") && hasSuffix("]") ? dropFirst().dropLast() : self
  }
}

extension Character {
  /// What the name of a URL's scheme is made of (RFC 3986 section 3.1).
  fileprivate var isSchemeLetter: Bool {
    isASCII && (isLetter || isNumber || "+-.".contains(self))
  }
}

extension EndpointAddress {
  /// The address of IPv4 that one of IPv6 stands for: mapped (RFC 4291 section 2.5.5.2), or by the
  /// prefix of translators (RFC 6052 section 2.1). Itself otherwise.
  var withoutIPv6Around: EndpointAddress {
    guard case .block(let block) = self, block.family == .v6, block.prefixLength >= 96 else {
      return self
    }
    let prefix = block.first.number >> 32
    guard prefix == 0xFFFF || prefix == 0x64_FF9B << 64,
      let first = IPAddress(family: .v4, number: block.first.number & 0xFFFF_FFFF),
      let inner = CIDRBlock(enclosing: first, prefixLength: block.prefixLength - 96)
    else { return self }
    return .block(inner)
  }
}
