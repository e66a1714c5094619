/// Why a text is not the value it was read as: what was expected, the text, and
/// the one rule that it breaks.
public struct ValueError: Error, Hashable, Sendable {
  /// What the text was read as: "IPv4 address", "port", …
  public let expected: String
  /// The whole text, as given.
  public let input: String
  /// The broken rule, as a clause: "an octet is above 255".
  public let rule: String

  public init(expected: String, input: String, rule: String) {
    self.expected = expected
    self.input = input
    self.rule = rule
  }
}

extension ValueError: CustomStringConvertible {
  /// One line for people; a long text is cut, control characters are made visible.
  public var description: String {
    "\"\(input.abridged(to: 80).withVisibleControls)\" is not a valid \(expected): \(rule)"
  }
}
