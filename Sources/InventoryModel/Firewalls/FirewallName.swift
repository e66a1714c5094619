import EndpointModel

/// A registered firewall's name: 1 to 32 lower-case letters, digits and hyphens, beginning
/// with a letter, so that every firewall language takes it as part of an object's name.
///
/// ```swift
/// try FirewallName(parsing: "edge-1").text  // "edge-1"
/// ```
public struct FirewallName: Hashable, Sendable, Comparable {
  public let text: String

  public static func < (a: FirewallName, b: FirewallName) -> Bool { a.text < b.text }
}

extension FirewallName: LosslessStringConvertible {
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "firewall name", input: String(text), rule: rule)
    }
    func isLetter(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
    guard let first = text.utf8.first else { throw failure("it is empty") }
    guard text.utf8.count <= 32 else { throw failure("it is longer than 32 characters") }
    guard isLetter(first) else { throw failure("it does not begin with a lower-case letter") }
    guard
      text.utf8.allSatisfy({
        isLetter($0) || $0.decimalDigit != nil || $0 == UInt8(ascii: "-")
      })
    else { throw failure("it holds something other than lower-case letters, digits and hyphens") }
    self.text = String(text)
  }

  public init?(_ description: String) {
    guard let name = try? FirewallName(parsing: description) else { return nil }
    self = name
  }

  public var description: String { text }
}
