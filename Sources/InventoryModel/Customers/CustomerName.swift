import EndpointModel

/// The short name of a customer, unique in an inventory: lower-case letters, digits,
/// `.`, `_` and `-`, beginning with a letter or digit, at most 64 characters.
public struct CustomerName: Hashable, Sendable, Comparable {
  public let text: String

  public static func < (a: CustomerName, b: CustomerName) -> Bool { a.text < b.text }
}

extension CustomerName: LosslessStringConvertible {
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    if let rule = text.brokenNameRule {
      throw ValueError(expected: "customer", input: String(text), rule: "it " + rule)
    }
    self.text = String(text)
  }

  public init?(_ description: String) {
    guard let name = try? CustomerName(parsing: description) else { return nil }
    self = name
  }

  public var description: String { text }
}
