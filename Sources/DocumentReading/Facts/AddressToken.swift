import EndpointModel

/// Reads one word of a document as an address, with repairs that are safe.
enum AddressToken {
  /// How a repair is reported.
  struct Remark: Hashable {
    let code: String
    let message: String
  }

  /// An address with what was read together with it.
  struct Found {
    let written: WrittenAddress
    var remarks: [Remark] = []
    /// A port written after the address: `host:8443`.
    var port: UInt16?

    init(_ written: WrittenAddress) { self.written = written }

    init(address: EndpointAddress, remarks: [Remark] = [], port: UInt16? = nil) {
      written = WrittenAddress(address)
      self.remarks = remarks
      self.port = port
    }

    var address: EndpointAddress { written.address }
  }

  enum Outcome {
    case address(Found)
    /// It looks like an address but is not one.
    case broken(ValueError)
    /// It does not look like an address.
    case word
  }

  /// Whether a name may have parts to be filled in: it has a dot outside them, and no list.
  private static func leavesHostToReader(_ text: Substring) -> Bool {
    var depth = 0
    var hasDot = false
    for character in text.prefix(253) {
      switch character {
      case "<", "{": depth += 1
      case ">", "}": depth -= 1
      case "/" where depth == 0: return hasDot
      case "." where depth == 0: hasDot = true
      case "[", "]": return false
      default: break
      }
    }
    return hasDot
  }

  /// Reads a word: an address in canonical form or in one of the unusual spellings
  /// whose meaning is clear. Each repair leaves a remark.
  static func read(_ word: Substring) -> Outcome {
    // A path of Windows is no address.
    guard word.mayBeAddress, !word.contains("\\") else { return .word }
    if let block = plain(word) { return .address(Found(address: .block(block))) }
    // The colons at its end belong to it, not to the sentence.
    if word.hasSuffix("::"), word.utf8.count > 2, let block = try? CIDRBlock(parsing: word) {
      return .address(Found(address: .block(block)))
    }
    let (text, port) = stripped(word)
    if text.isEmpty { return .word }
    if text == "*" { return port == nil ? .word : .address(Found(address: .any, port: port)) }
    // "xxx.xxx.xxx.250", "x.x.x.x": parts to be filled in.
    if text.isOfPlaceholders || text.isPartlyFilledIn {
      return .broken(
        ValueError(
          expected: "address", input: String(word), rule: "parts of it are to be filled in"))
    }
    let outcome: Outcome
    if text.contains("<") || text.contains("{") {
      // "<code>file.name</code>" is marked up, and holds nothing to be filled in.
      guard leavesHostToReader(text), !text.contains("</") else { return .word }
      do throws(ValueError) {
        outcome = .address(Found(address: .placeholder(try AddressPlaceholder(parsing: text))))
      } catch {
        return .broken(error)
      }
    } else if text.looksNumeric {
      outcome = numeric(text)
    } else {
      outcome = OddAddress.read(text) ?? name(text)
    }
    if case .word = outcome, word.contains("://") {
      return .broken(
        ValueError(expected: "host name", input: String(word), rule: "it has no dot"))
    }
    guard case .address(var found) = outcome, let port else { return outcome }
    found.port = port
    return .address(found)
  }

  /// An IPv4 address or block in its regular spelling, as most are; nil for
  /// anything else.
  static func plain(_ word: Substring) -> CIDRBlock? {
    guard word.isDigitsAndDots else { return nil }
    return word.withUTF8Bytes(CIDRBlock.init(canonical:)) ?? (try? CIDRBlock(parsing: word))
  }

  /// Reads two words with a dash between them as a range; nil unless both are IP
  /// addresses. Some documents write a network with its mask like a range.
  static func range(_ first: Substring, _ second: Substring) -> Outcome? {
    // The colons at the end of "2001:db8::" belong to it.
    let a = IPAddress(String(first)) == nil ? stripped(first).text : first
    let b = IPAddress(String(second)) == nil ? stripped(second).text : second
    guard let low = IPAddress(String(a)), let high = IPAddress(String(b)) else { return nil }
    let written = "\(a) - \(b)"
    if let length = high.prefixLengthAsMask, (1..<32).contains(length), low.family == .v4,
      let block = CIDRBlock(enclosing: low, prefixLength: length), block.first == low, high > low
    {
      let remark = Remark(
        code: "mask-like-range",
        message: "\(written) was read as the network \(block) with its mask, not as a range")
      return .address(Found(address: .block(block), remarks: [remark]))
    }
    do throws(ValueError) {
      return .address(Found(WrittenAddress(try AddressRange(parsing: "\(low)-\(high)"))))
    } catch {
      return .broken(ValueError(expected: error.expected, input: written, rule: error.rule))
    }
  }

  /// The word without scheme, path, port and the punctuation around it; and its port.
  private static func stripped(_ word: Substring) -> (text: Substring, port: UInt16?) {
    var text = word
    if let scheme = text.firstRange(of: "://") {
      text = text[scheme.upperBound...]
      if let path = text.firstIndex(where: { "/?#".contains($0) }) { text = text[..<path] }
    }
    while let last = text.last, ".,;:)\"'`”’".contains(last) { text.removeLast() }
    while let first = text.first, "(\"'`“‘".contains(first) { text.removeFirst() }
    if text.first == "[", let close = text.lastIndex(of: "]") {
      // An IPv6 address in brackets, with or without a port.
      let inside = text[text.index(after: text.startIndex)..<close]
      if inside.contains(":") {
        let port = try? PortSet.port(text[text.index(after: close)...].dropFirst())
        return (inside, port)
      }
    }
    // One colon with a number after it is a port; IPv6 has two colons or more.
    if let colon = text.firstIndex(of: ":"),
      text[text.index(after: colon)...].contains(":") == false,
      let port = try? PortSet.port(text[text.index(after: colon)...])
    {
      return (text[..<colon], port)
    }
    return (text, nil)
  }

  private static func numeric(_ text: Substring) -> Outcome {
    do throws(ValueError) {
      return .address(Found(try WrittenAddress(parsing: text)))
    } catch {
      return repaired(text) ?? .broken(error)
    }
  }

  private static func repaired(_ text: Substring) -> Outcome? {
    var remarks: [Remark] = []
    var fixed = String(text)
    if let dot = fixed.firstRange(of: "./") {
      fixed.replaceSubrange(dot, with: "/")
      remarks.append(Remark(code: "stray-dot", message: "a stray dot in \(text) was left out"))
    }
    let unpadded = fixed.withoutLeadingZeros
    if unpadded != fixed {
      fixed = unpadded
      remarks.append(
        Remark(
          code: "leading-zero", message: "\(text) was read in decimal, leading zeros left out"))
    }
    guard let parts = try? CIDRBlock.parts(fixed),
      let block = CIDRBlock(enclosing: parts.address, prefixLength: parts.prefixLength)
    else { return nil }
    if block.first != parts.address {
      // A prefix this short was probably cut off: "203.0.113.0/2".
      if parts.prefixLength < 8 { return nil }
      remarks.append(
        Remark(
          code: "host-bits",
          message: "\(text) has bits set after its prefix; it was read as \(block)"))
    }
    return .address(Found(address: .block(block), remarks: remarks))
  }

  private static func name(_ text: Substring) -> Outcome {
    var host = Punycode.host(text)[...]
    // "example.org/tiles": a path without a scheme.
    if let slash = host.firstIndex(of: "/"), host[..<slash].contains(".") { host = host[..<slash] }
    guard host.contains("."), !host.isAbbreviation else { return .word }
    if host.contains("*"), let pattern = try? HostPattern(parsing: host) {
      return .address(Found(address: .pattern(pattern)))
    }
    do throws(ValueError) {
      return .address(Found(address: .host(try HostName(parsing: host))))
    } catch {
      return .broken(error)
    }
  }
}

extension Substring {
  /// Whether it has one of the characters of which every address needs at least one.
  var mayBeAddress: Bool { utf8.contains { ".:/*<{".utf8.contains($0) } }

  /// Digits, dots and slashes only, beginning and ending with a digit.
  fileprivate var isDigitsAndDots: Bool {
    withUTF8Bytes { bytes in
      guard let first = bytes.first, let last = bytes.last, first.isDigit, last.isDigit else {
        return false
      }
      return bytes.allSatisfy {
        $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
      }
    }
  }

  /// Digits with dots or colons: meant as an IP address, block or range.
  var looksNumeric: Bool {
    // Names, as most texts with dots are: a letter that is no hexadecimal digit, and no colon.
    let isName =
      !utf8.contains(UInt8(ascii: ":"))
      && utf8.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "-") }
        .contains { (UInt8(ascii: "g")...UInt8(ascii: "z")).contains($0 | 0x20) }
    if isName { return false }
    let head = prefix { $0 != "/" && $0 != "-" }
    guard head.contains(where: { $0.isHexDigit }) || head.hasPrefix("::") else { return false }
    let colons = head.count { $0 == ":" }
    // Hexadecimal fields, or anything with `::` or a zone, is meant as IPv6.
    if colons >= 2 {
      return head.contains("::") || head.allSatisfy { $0.isHexDigit || ":.".contains($0) }
    }
    let isDotted = head.allSatisfy { $0.isNumber || $0 == "." }
    let dots = head.count { $0 == "." }
    // "10/8" is meant as a block; "1.2" is a version, "1/2" a fraction.
    let isShort = contains("/") && dots == 0 && head.count >= 2 && dropFirst(head.count).count <= 3
    return colons == 0 && isDotted && (dots >= 2 || (dots == 1 && contains("/")) || isShort)
  }

  /// "e.g", "i.e", "4.x", "a.m": dots of prose, not of a name.
  fileprivate var isAbbreviation: Bool {
    let labels = split(separator: ".")
    return labels.count <= 1 || labels.allSatisfy { $0.count == 1 }
      || (labels.count == 2 && labels[0].allSatisfy(\.isNumber))
  }
}

extension String {
  /// Without the leading zeros of octets such as `02`, and of the prefix length.
  fileprivate var withoutLeadingZeros: String {
    guard !contains(":") else { return self }
    var out = ""
    var number = ""
    func unpadded(_ digits: String) -> String {
      let rest = digits.drop { $0 == "0" }
      return rest.isEmpty && !digits.isEmpty ? "0" : String(rest)
    }
    for character in self {
      if character.isNumber {
        number.append(character)
      } else {
        out += unpadded(number)
        out.append(character)
        number = ""
      }
    }
    return out + unpadded(number)
  }
}

extension StringProtocol {
  /// "40.x.x.x", "192.168.0.x", "xxx.xxx.xxx.xxx": four parts that are numbers or letters x.
  var isMaskedAddress: Bool {
    let host = split(separator: "/", omittingEmptySubsequences: true).first {
      $0.contains(".") && !$0.hasSuffix(":")
    }
    guard let host else { return false }
    let parts = host.prefix { $0 != ":" }.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.contains { $0.first.map { "xX".contains($0) } ?? false }
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { "xX".contains($0) }
          || Int(part).map { $0 < 256 } ?? false
      }
  }
}

extension Substring {
  /// "xxx.xxx.xxx.250": two parts or more are only to be filled in.
  fileprivate var isOfPlaceholders: Bool {
    guard utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "x") }) else { return false }
    let parts = split(separator: ".")
    return parts.count(where: { part in part.allSatisfy { "xX".contains($0) } }) >= 2
  }

  /// "10.TE.AM.2": four parts, of which some are to be filled in.
  fileprivate var isPartlyFilledIn: Bool {
    // It begins with a number; most names do not.
    guard let first = utf8.first, first.isDigit || first == UInt8(ascii: "+") else { return false }
    let parts = split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, let first = Int(parts[0]), (1...255).contains(first) else {
      return false
    }
    // "192.168.0.XX": its last part is any.
    if parts[1...2].allSatisfy({ Int($0).map { $0 < 256 } ?? false }),
      ["x", "xx", "xxx", "y", "yy", "yyy", "n", "nn", "nnn", "z"].contains(parts[3].lowercased())
    {
      return true
    }
    let letters = parts.dropFirst().filter { part in
      (1...3).contains(part.count) && part.allSatisfy { $0.isASCII && $0.isLetter }
    }
    let numbers = parts.dropFirst().filter { Int($0) != nil }
    return letters.count >= 2 && letters.count + numbers.count == 3
      && letters.contains { $0.contains(where: \.isUppercase) }
  }
}
