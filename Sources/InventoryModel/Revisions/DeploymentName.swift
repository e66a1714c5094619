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
    // By bytes: a sheet names a deployment in each of its rows.
    let slash = UInt8(ascii: "/")
    let text = String(text)
    guard let end = text.utf8.firstIndex(of: slash) else {
      throw failure("it does not have exactly one slash")
    }
    let parts = (text[..<end], text[text.utf8.index(after: end)...])
    guard !parts.1.utf8.contains(slash) else {
      throw failure("it does not have exactly one slash")
    }
    if let rule = parts.0.brokenNameRule ?? parts.1.brokenNameRule {
      throw failure("a part " + rule)
    }
    vendor = String(parts.0)
    name = String(parts.1)
  }

  public init?(_ description: String) {
    guard let name = try? DeploymentName(parsing: description) else { return nil }
    self = name
  }

  public var description: String { vendor + "/" + name }
}

extension StringProtocol {
  /// The rule for short names that the text breaks, as a clause: lower-case letters, digits, `.`,
  /// `_` and `-`, beginning with a letter or digit.
  var brokenNameRule: String? { withUTF8Bytes(\.brokenNameRule) }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate var brokenNameRule: String? {
    guard let first else { return "is empty" }
    if count > 64 { return "is longer than 64 characters" }
    if !first.isLowerCaseOrDigit { return "does not begin with a lower-case letter or a digit" }
    if !allSatisfy(\.isOfName) {
      return "holds something other than lower-case letters, digits, . _ -"
    }
    return nil
  }
}

extension UInt8 {
  fileprivate var isLowerCaseOrDigit: Bool {
    decimalDigit != nil || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
  }

  fileprivate var isOfName: Bool {
    isLowerCaseOrDigit || self == UInt8(ascii: ".") || self == UInt8(ascii: "_")
      || self == UInt8(ascii: "-")
  }
}
