import EndpointModel

/// One word of a document as an address, with the repairs that are safe.
enum AddressToken {
  /// What a repair says of itself.
  struct Remark: Hashable {
    let code: String
    let message: String
  }

  enum Outcome {
    case address(EndpointAddress, [Remark])
    /// It looks like an address and is none.
    case broken(ValueError)
    /// It does not look like an address.
    case word
  }

  /// Reads a word: an address in canonical form or in one of the odd spellings
  /// whose meaning is plain. Each repair leaves a remark.
  static func read(_ word: Substring) -> Outcome {
    let text = stripped(word)
    if text.isEmpty { return .word }
    if text.contains("<") || text.contains("{") {
      guard text.contains("."), let placeholder = try? AddressPlaceholder(parsing: text) else {
        return .word
      }
      return .address(.placeholder(placeholder), [])
    }
    if text.looksNumeric { return numeric(text) }
    return name(text)
  }

  /// Reads two words with a dash between them as a range; nil where the second is
  /// no IP address. A network with its mask is written like a range by some.
  static func range(_ first: Substring, _ second: Substring) -> Outcome? {
    let (a, b) = (stripped(first), stripped(second))
    guard let low = IPAddress(String(a)), let high = IPAddress(String(b)) else { return nil }
    let written = "\(a) - \(b)"
    if let length = high.prefixLengthAsMask, length > 0, low.family == .v4,
      let block = CIDRBlock(enclosing: low, prefixLength: length), block.first == low, high > low
    {
      return .address(
        .block(block),
        [
          Remark(
            code: "mask-like-range",
            message: "\(written) was read as the network \(block) with its mask, not as a range")
        ])
    }
    do throws(ValueError) {
      return .address(.range(try AddressRange(parsing: "\(low)-\(high)")), [])
    } catch {
      return .broken(ValueError(expected: error.expected, input: written, rule: error.rule))
    }
  }

  /// Without scheme, path, port, and the punctuation of the sentence around it.
  private static func stripped(_ word: Substring) -> Substring {
    var text = word
    if let scheme = text.firstRange(of: "://") {
      text = text[scheme.upperBound...]
      if let path = text.firstIndex(where: { "/?#".contains($0) }) { text = text[..<path] }
    }
    while let last = text.last, ".,;:)]\"'`”’".contains(last), text != "*" { text.removeLast() }
    while let first = text.first, "([\"'`“‘".contains(first) {
      // A bracketed IPv6 address keeps nothing of its brackets.
      text.removeFirst()
    }
    return text
  }

  private static func numeric(_ text: Substring) -> Outcome {
    do throws(ValueError) {
      return .address(try EndpointAddress(parsing: text), [])
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
      remarks.append(
        Remark(
          code: "host-bits",
          message: "\(text) has bits set after its prefix; it was read as \(block)"))
    }
    return .address(.block(block), remarks)
  }

  private static func name(_ text: Substring) -> Outcome {
    var host = text
    if let colon = host.lastIndex(of: ":"),
      (try? PortSet.port(host[host.index(after: colon)...])) != nil
    {
      host = host[..<colon]
    }
    guard host.contains(".") else { return .word }
    if host.contains("*"), let pattern = try? HostPattern(parsing: host) {
      return .address(.pattern(pattern), [])
    }
    do throws(ValueError) {
      return .address(.host(try HostName(parsing: host)), [])
    } catch {
      // "e.g", "vs.", "approx.5": prose, unless it has the shape of a name.
      let labels = host.split(separator: ".")
      return labels.count > 2 && !host.contains("..") ? .broken(error) : .word
    }
  }
}

extension Substring {
  /// Digits with dots or colons: meant as an IP address, block or range.
  var looksNumeric: Bool {
    let head = prefix { $0 != "/" && $0 != "-" }
    guard head.contains(where: { $0.isHexDigit }) else { return false }
    let dots = head.count { $0 == "." }
    let colons = head.count { $0 == ":" }
    if colons >= 2 { return head.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." } }
    return dots >= 2 && colons == 0 && head.allSatisfy { $0.isNumber || $0 == "." }
  }
}

extension String {
  /// Octets such as `02` without their leading zeros; the prefix length too.
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
