import EndpointModel

/// The name of a deployment: `vendor/name`, each of lower-case letters, digits,
/// `.`, `_` and `-`, beginning with a letter or digit, at most 64 characters.
public struct DeploymentName: Hashable, Sendable, Comparable {
  public let vendor: String
  public let name: String

  public static func < (a: DeploymentName, b: DeploymentName) -> Bool {
    (a.vendor, a.name) < (b.vendor, b.name)
  }
}

extension DeploymentName: LosslessStringConvertible {
  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    func failure(_ rule: String) -> ValueError {
      ValueError(expected: "deployment (vendor/name)", input: String(text), rule: rule)
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw failure("it does not have exactly one slash") }
    for part in parts {
      if let rule = part.brokenNameRule { throw failure("a part " + rule) }
    }
    vendor = String(parts[0])
    name = String(parts[1])
  }

  public init?(_ description: String) {
    guard let name = try? DeploymentName(parsing: description) else { return nil }
    self = name
  }

  public var description: String { "\(vendor)/\(name)" }
}

extension StringProtocol {
  /// The rule for short names that the text breaks, as a clause: lower-case letters, digits, `.`,
  /// `_` and `-`, beginning with a letter or digit.
  var brokenNameRule: String? {
    guard let first = utf8.first else { return "is empty" }
    if utf8.count > 64 { return "is longer than 64 characters" }
    if !first.isLowerCaseOrDigit { return "does not begin with a lower-case letter or a digit" }
    if !utf8.allSatisfy({ $0.isLowerCaseOrDigit || "._-".utf8.contains($0) }) {
      return "holds something other than lower-case letters, digits, . _ -"
    }
    return nil
  }
}

extension UInt8 {
  fileprivate var isLowerCaseOrDigit: Bool {
    decimalDigit != nil || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
  }
}
