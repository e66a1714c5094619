import EndpointModel

/// Spellings that hide an address from machines, shorten it, or have something
/// attached to it. Each is read with a remark.
enum OddAddress {
  static func read(_ text: Substring) -> AddressToken.Outcome? {
    // Most words are none of these, and matching patterns takes time.
    guard text.utf8.contains(UInt8(ascii: ".")) else { return nil }
    if text.contains("[.]") {
      return again(text, "defanged") {
        String($0.replacing("[.]", with: ".").replacing("hxxp", with: "http"))
      }
    }
    // A star after a complete address marks a footnote, not a wildcard.
    if text.last == "*", !".-".contains(text.dropLast().last ?? "-"),
      text.count(where: { $0 == "*" }) == 1
    {
      return again(text, "wildcard-or-footnote") { String($0.dropLast()) }
    }
    guard text.utf8.first?.isDigit ?? false else { return nil }
    // 10.10.20.[1-14]
    if let parts = text.wholeMatch(of: Pattern.bracketRange)?.output {
      return ends(text, parts.1 + parts.2, parts.1 + parts.3)
    }
    // 10.0.0.4-9
    if let parts = text.wholeMatch(of: Pattern.shortRange)?.output {
      return ends(text, parts.1 + parts.2, parts.1 + parts.3)
    }
    // 192.168.*.*
    if text.contains("*"), let parts = text.wholeMatch(of: Pattern.octetWildcard)?.output {
      let octets = parts.1.split(separator: ".")
      let zeros = repeatElement("0", count: 4 - octets.count)
      let block = (octets.map(String.init) + zeros).joined(separator: ".")
      guard text.split(separator: ".").count == 4 else { return nil }
      return again(text, "ipv4-wildcard") { _ in "\(block)/\(octets.count * 8)" }
    }
    // A letter typed by accident after an address.
    if text.last?.isLetter ?? false, text.dropLast().looksNumeric {
      return again(text, "stray-letter") { String($0.dropLast()) }
    }
    return nil
  }

  /// Reads the spelling that was meant; nil if it is the same, or not an address.
  private static func again(
    _ text: Substring, _ code: String, _ meant: (Substring) -> String
  ) -> AddressToken.Outcome? {
    let plain = meant(text)
    guard plain != text, case .address(var found) = AddressToken.read(plain[...]) else {
      return nil
    }
    found.remarks.insert(remark(text, code, found.written), at: 0)
    return .address(found)
  }

  private static func ends(
    _ text: Substring, _ low: Substring, _ high: Substring
  ) -> AddressToken.Outcome? {
    guard let outcome = AddressToken.range(low, high) else { return nil }
    guard case .address(var found) = outcome else { return outcome }
    found.remarks = [remark(text, "short-range", found.written)]
    return .address(found)
  }

  private static func remark(
    _ text: Substring, _ code: String, _ address: WrittenAddress
  ) -> AddressToken.Remark {
    AddressToken.Remark(code: code, message: "\(text) was read as \(address)")
  }
}

/// Compiled once; a literal at the place of use would be compiled each time. The
/// values never change.
private enum Pattern {
  nonisolated(unsafe) static let bracketRange =
    /(\d+\.\d+\.\d+\.)\[(\d+)-(\d+)\]/.asciiOnlyDigits()
  nonisolated(unsafe) static let shortRange =
    /(\d+\.\d+\.\d+\.)(\d+)-(\d{1,3})/.asciiOnlyDigits()
  nonisolated(unsafe) static let octetWildcard =
    /((?:\d+\.){1,3})\*(?:\.\*)*/.asciiOnlyDigits()
}
