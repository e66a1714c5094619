extension IPAddress: LosslessStringConvertible {
  public init?(_ description: String) {
    guard let address = try? IPAddress(parsing: description) else { return nil }
    self = address
  }

  /// The canonical text: dotted decimal, or RFC 5952 (lower case, no leading
  /// zeros, the longest run of two or more zero fields as `::`, the first of
  /// equal runs, IPv4-mapped addresses with a dotted tail).
  public var description: String {
    switch family {
    case .v4: Self.dotted(UInt32(number))
    case .v6: fieldsText
    }
  }

  private static func dotted(_ number: UInt32) -> String {
    "\(number >> 24).\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
  }

  private var fieldsText: String {
    if number >> 32 == 0xFFFF {  // RFC 5952 section 5
      return "::ffff:" + Self.dotted(UInt32(truncatingIfNeeded: number))
    }
    let fields = (0..<8).map { UInt16(truncatingIfNeeded: number >> UInt128(112 - 16 * $0)) }
    var longest = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, fields[end] == 0 { end += 1 }
      if end - start > max(longest.count, 1) { longest = start..<end }
      start = max(end, start + 1)
    }
    func text(_ part: some Sequence<UInt16>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    if longest.isEmpty { return text(fields) }
    return text(fields[..<longest.lowerBound]) + "::" + text(fields[longest.upperBound...])
  }
}
