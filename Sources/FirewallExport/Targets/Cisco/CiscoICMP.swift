/// A type of ICMP, or one of its codes, by the words of Cisco's devices ("permit (IP)", Cisco IOS Security
/// Command Reference; IANA, "ICMP Parameters").
struct CiscoICMP: Equatable {
  let type: UInt8
  /// Nil for every code.
  var code: UInt8?

  /// Takes a type, by number or name, and the code behind it, if there is one; nil if the next word is
  /// neither.
  init?(_ words: inout CiscoWords) {
    guard let word = words.peek else { return nil }
    if let known = Self.codes[String(word)] {
      (type, code) = known
    } else if let known = UInt8(word) ?? CiscoNames.icmpTypes[String(word)] {
      type = known
    } else {
      return nil
    }
    _ = words.next()
    guard code == nil, let number = words.peek.flatMap({ UInt8($0) }) else { return }
    _ = words.next()
    // These have no other code (RFC 792, RFC 950).
    if number != 0 || ![0, 4, 8, 13, 14, 15, 16, 17, 18].contains(type) { code = number }
  }

  /// Access tells types only: half a sentence on what is less than one.
  var narrowing: String? {
    code.map { "it is for code \($0) of type \(type) of ICMP alone, which is less than the type" }
  }

  static let codes: [String: (UInt8, UInt8?)] = [
    "administratively-prohibited": (3, 13), "dod-host-prohibited": (3, 10),
    "dod-net-prohibited": (3, 9), "general-parameter-problem": (12, 0), "host-isolated": (3, 8),
    "host-precedence-unreachable": (3, 14), "host-redirect": (5, 1), "host-tos-redirect": (5, 3),
    "host-tos-unreachable": (3, 12), "host-unknown": (3, 7), "host-unreachable": (3, 1),
    "net-redirect": (5, 0), "net-tos-redirect": (5, 2), "net-tos-unreachable": (3, 11),
    "net-unreachable": (3, 0), "network-unknown": (3, 6), "no-room-for-option": (12, 2),
    "option-missing": (12, 1), "packet-too-big": (3, 4), "port-unreachable": (3, 3),
    "precedence-unreachable": (3, 15), "protocol-unreachable": (3, 2),
    "reassembly-timeout": (11, 1), "source-route-failed": (3, 5), "ttl-exceeded": (11, 0),
  ]
}
