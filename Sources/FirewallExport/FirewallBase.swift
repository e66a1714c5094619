import EndpointModel

/// What a delta begins with: a policy's number, and the digest of what a device has then. Written
/// `3` or `3/9f86d081884c7d65`, as the head of a delta has it.
public struct FirewallBase: Hashable, Sendable {
  public let number: Int
  /// As `FirewallContents.digest`; nil if only the number is known.
  public let digest: String?

  public init(_ number: Int, digest: String? = nil) {
    self.number = number
    self.digest = digest
  }

  /// - Throws: `ValueError`
  public init(parsing text: String) throws(ValueError) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let number = Int(parts[0]), number > 0 else {
      throw ValueError(
        expected: "base", input: text, rule: "it begins with no number of a revision from 1")
    }
    guard parts.count > 1 else {
      self.init(number)
      return
    }
    guard parts[1].count == 16, parts[1].allSatisfy(\.isHexDigit) else {
      throw ValueError(
        expected: "base", input: text, rule: "behind the slash are no 16 hexadecimal digits")
    }
    self.init(number, digest: parts[1].lowercased())
  }
}

extension FirewallBase: CustomStringConvertible {
  public var description: String { "\(number)" + (digest.map { "/\($0)" } ?? "") }
}
