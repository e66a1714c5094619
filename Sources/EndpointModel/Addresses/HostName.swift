/// A fully qualified host name in lower case, without a final dot: letters, digits, hyphens and
/// underscores in at least two labels of 1 to 63 characters, 253 in all (RFC 1123 section 2.1, RFC
/// 1035 section 2.3.4). The last label is two or more letters, or begins with `xn--` (RFC 3696
/// section 2), so that neither a mistyped IPv4 address nor "e.g." is ever a name.
public struct HostName: Hashable, Sendable, Comparable {
  public let text: String

  /// - Throws: `ValueError` with the rule that the text breaks.
  public init(parsing text: some StringProtocol) throws(ValueError) {
    self.text = try normalizedName(text, expected: "host name", allowingStar: false)
  }

  public static func < (a: HostName, b: HostName) -> Bool { a.text < b.text }
}

/// The checked name, in lower case without a final dot.
func normalizedName(
  _ text: some StringProtocol, expected: String, allowingStar: Bool
) throws(ValueError) -> String {
  func failure(_ rule: String) -> ValueError {
    ValueError(expected: expected, input: String(text), rule: rule)
  }
  var name = text.lowercased()
  if name.hasSuffix(".") { name.removeLast() }
  guard !name.isEmpty else { throw failure("it is empty") }
  guard name.utf8.count <= 253 else { throw failure("it is longer than 253 characters") }
  let labels = name.split(separator: ".", omittingEmptySubsequences: false)
  guard labels.count >= 2 else { throw failure("it has no dot") }
  for label in labels {
    guard !label.isEmpty else { throw failure("a label is empty") }
    guard label.utf8.count <= 63 else { throw failure("a label is longer than 63 characters") }
    guard label.first != "-", label.last != "-" else {
      throw failure("a label begins or ends with a hyphen")
    }
    for byte in label.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        continue
      case UInt8(ascii: "*") where allowingStar: continue
      default: throw failure("it holds a character that no host name has")
      }
    }
  }
  let top = labels.last!
  let isTopLevel =
    top.hasPrefix("xn--")
    || (top.utf8.count >= 2
      && top.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
  guard isTopLevel || (allowingStar && top.contains("*") && name.contains(where: \.isLetter)) else {
    throw failure("its last label is not a top-level domain: two letters or more")
  }
  return name
}
