import EndpointModel

/// The words of one line of a Cisco device's configuration, taken from left to right.
struct CiscoWords {
  private var rest: ArraySlice<Substring>

  init(_ line: some StringProtocol) {
    rest = Substring(line).split(whereSeparator: \.isWhitespace)[...]
  }

  var peek: Substring? { rest.first }
  var isEmpty: Bool { rest.isEmpty }
  var text: String { rest.joined(separator: " ") }

  mutating func next() -> Substring? { rest.popFirst() }

  /// Takes a word if it is the next.
  mutating func take(_ word: String) -> Bool {
    guard rest.first.map({ $0 == word }) ?? false else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes `eq 80 443`, `range 1 9`, `lt 5`, `gt 5`, `neq 5`; nil if the next word is none of
  /// these operators.
  ///
  /// - Throws: `CiscoProblem` if its numbers are not understood.
  mutating func ports(of transport: IPProtocol?) throws(CiscoProblem) -> PortSet? {
    guard let word = peek, ["eq", "range", "lt", "gt", "neq"].contains(word) else { return nil }
    // Addresses, as an ASA lists an object that holds a range.
    if word == "range", let next = rest.dropFirst().first, (try? IPAddress(parsing: next)) != nil {
      return nil
    }
    rest.removeFirst()
    if word == "range" {
      let low = try end(of: transport)
      let high = try end(of: transport)
      guard max(low, 1) <= high, let set = PortSet([max(low, 1)...high]) else {
        throw CiscoProblem("its range of ports is empty")
      }
      return set
    }
    if word == "gt" {
      let number = try end(of: transport)
      guard number < 65535, let set = PortSet([(number + 1)...65535]) else {
        throw CiscoProblem("it allows no port")
      }
      return set
    }
    let first = try port(of: transport)
    switch word {
    case "lt":
      guard first > 1, let set = PortSet([1...(first - 1)]) else {
        throw CiscoProblem("it allows no port")
      }
      return set
    case "neq":
      let below = first > 1 ? [1...(first - 1)] : []
      let above = first < 65535 ? [(first + 1)...65535] : []
      guard let set = PortSet(below + above) else { throw CiscoProblem("it allows no port") }
      return set
    default: return try equal(first, of: transport)
    }
  }

  /// IOS takes up to ten ports after `eq`.
  private mutating func equal(
    _ first: UInt16, of transport: IPProtocol?
  ) throws(CiscoProblem) -> PortSet {
    var all = [first...first]
    while let word = peek, let port = CiscoNames.port(word, of: transport) {
      // `echo` after a list of ports of TCP could only be a port, too.
      rest.removeFirst()
      all.append(port...port)
    }
    guard let set = PortSet(all) else { throw CiscoProblem("its ports are not understood") }
    return set
  }

  private mutating func port(of transport: IPProtocol?) throws(CiscoProblem) -> UInt16 {
    guard let word = next(), let port = CiscoNames.port(word, of: transport) else {
      throw CiscoProblem("its ports are not understood")
    }
    return port
  }

  /// An end of a range, which may be 0.
  private mutating func end(of transport: IPProtocol?) throws(CiscoProblem) -> UInt16 {
    if take("0") { return 0 }
    return try port(of: transport)
  }
}

/// Why a line of a Cisco device is not understood: the end of a sentence that begins with its
/// place.
struct CiscoProblem: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// How the two languages write addresses.
enum CiscoDialect {
  /// Masks of networks, objects, `any4`.
  case asa
  /// Inverted masks in access lists, masks of networks in groups.
  case iosxe
}

extension CIDRBlock {
  /// As an entry of a network group: `host 192.0.2.1`, `192.0.2.0 255.255.255.0`,
  /// `2001:db8::/32`.
  var ciscoText: String {
    if prefixLength == family.bitWidth { return "host \(first)" }
    guard family == .v4, let mask else { return fullText }
    return "\(first) \(mask)"
  }
}
