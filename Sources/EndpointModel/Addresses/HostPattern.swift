/// A host name in which `*` stands for any characters: `*.example.com`,
/// `edge-*.example.net`, or `*` alone for every name.
public struct HostPattern: Hashable, Sendable, Comparable {
  public let text: String

  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    guard text != "*" else {
      self = .everyName
      return
    }
    guard text.contains("*") else {
      throw ValueError(
        expected: "host name pattern", input: String(text), rule: "it holds no asterisk")
    }
    self.text = try normalizedName(text, expected: "host name pattern", allowingStar: true)
  }

  private init(unchecked text: String) { self.text = text }

  /// The pattern that every name matches.
  public static let everyName = HostPattern(unchecked: "*")

  /// Whether the name matches; a `*` matches dots too, as in firewalls.
  public func matches(_ name: HostName) -> Bool { Self.matches(text, name.text) }

  private static func matches(_ pattern: String, _ text: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard text.hasPrefix(parts.first!) else { return false }
    var rest = text.dropFirst(parts.first!.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return parts.count == 1 ? rest.isEmpty : rest.hasSuffix(parts.last!)
  }

  /// Whether every name that matches the other pattern matches this one.
  public func covers(_ other: HostPattern) -> Bool {
    // A `*` of the other pattern can only be matched by a `*` of this one.
    Self.matches(text, other.text)
  }

  public static func < (a: HostPattern, b: HostPattern) -> Bool { a.text < b.text }
}
