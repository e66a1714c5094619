import EndpointModel

/// The addresses of a cell, with the labels ("Primary:") that group them.
struct AddressCell {
  struct Item {
    /// Nil for a row of a table that states ports alone; a cell gives none such.
    let address: EndpointAddress?
    var group: String?
    let line: Int
    /// A port written behind the address.
    var port: UInt16?
  }

  private(set) var items: [Item] = []
  /// Words that are neither address nor label, in order.
  private(set) var remarks: [String] = []
  /// Whether something that looks like an address was left out.
  private(set) var isPartial = false

  private var group: String?
  /// Words that may turn out to be a label.
  private var words: [Substring] = []

  init(_ cell: Table.Cell, findings: inout Findings) {
    items.reserveCapacity(cell.lines.count)
    for line in cell.lines {
      read(line, findings: &findings)
    }
    setAsideWords()
  }

  /// The addresses of a text, whatever else stands in it.
  static func addresses(in text: String) -> [EndpointAddress] {
    var ignored = Findings()
    let cell = Table.Cell(lines: [SourceLine(number: 1, text: text)])
    return AddressCell(cell, findings: &ignored).items.compactMap(\.address)
  }

  private mutating func read(_ line: SourceLine, findings: inout Findings) {
    if let block = AddressToken.plain(line.text[...]) {
      setAsideWords()
      items.append(Item(address: .block(block), group: group, line: line.number))
      return
    }
    let tokens = expanded(line, findings: &findings)
    var i = 0
    while i < tokens.count {
      let token = tokens[i]
      // Most addresses are written as they should be, and neither a mask nor an
      // end follows them.
      if let block = AddressToken.plain(token),
        i + 1 == tokens.count || AddressToken.plain(tokens[i + 1]).map({ !$0.isMask }) ?? false
      {
        setAsideWords()
        items.append(Item(address: .block(block), group: group, line: line.number))
        i += 1
        continue
      }
      // "1.2.3.0/24 except 1.2.3.7" names what must not be opened.
      if token.utf8.first?.maybeLetter ?? false, Self.exceptions.contains(token.lowercased()),
        i + 1 < tokens.count,
        case .address = AddressToken.read(tokens[i + 1])
      {
        isPartial = true
        findings.add(
          .error, "exception-not-understood", line,
          "\(token) \(tokens[i + 1]): exceptions are not understood; it was left out")
        i += 2
        continue
      }
      if !token.mayBeAddress {
        take(.word, token, line, findings: &findings)
        i += 1
        continue
      }
      if let (outcome, count) = joined(tokens[i...]) {
        take(outcome, token, line, findings: &findings)
        i += count
        continue
      }
      // "a - b" and "a – b" are ranges; so is "a-b", which is one token.
      if i + 2 < tokens.count, tokens[i + 1].isDash,
        let outcome = AddressToken.range(token, tokens[i + 2])
      {
        take(outcome, token, line, findings: &findings)
        i += 3
        // "network - mask - next hop": what is no destination is passed over.
        if case .address(let found) = outcome, !found.remarks.isEmpty, i + 1 < tokens.count,
          tokens[i].isDash, IPAddress(String(tokens[i + 1])) != nil
        {
          i += 2
        }
        continue
      }
      let ends = token.split(omittingEmptySubsequences: false) { "-–—−~".contains($0) }
      if ends.count == 2, let outcome = AddressToken.range(ends[0], ends[1]) {
        take(outcome, token, line, findings: &findings)
      } else {
        take(AddressToken.read(token), token, line, findings: &findings)
      }
      i += 1
    }
  }

  /// The words, `10.1.143/139.0/24` as the two networks that it abbreviates.
  private func expanded(_ line: SourceLine, findings: inout Findings) -> [Substring] {
    let tokens = line.text.addressTokens
    let slashes = line.text.withUTF8Bytes { $0.count { $0 == UInt8(ascii: "/") } }
    if slashes < 2 { return tokens }
    var out: [Substring] = []
    for token in tokens {
      guard token.utf8.count(where: { $0 == UInt8(ascii: "/") }) == 2,
        let parts = token.wholeMatch(of: Pattern.twoNetworks)?.output
      else {
        out.append(token)
        continue
      }
      let both = [parts.2, parts.3].map { Substring("\(parts.1)\($0)\(parts.4)") }
      findings.add(
        .warning, "abbreviated-networks", line,
        "\(token) was read as \(both.joined(separator: " and "))")
      out += both
    }
    return out
  }

  /// A network whose length or mask stands apart: `10.0.0.0 /8`, `10.0.0.0 / 8`,
  /// `10.0.0.0 255.0.0.0`, `10.0.0.0 mask 255.0.0.0`; and how many words it takes.
  private func joined(_ tokens: ArraySlice<Substring>) -> (AddressToken.Outcome, Int)? {
    guard let first = tokens.first, IPAddress(String(first)) != nil else { return nil }
    var rest = tokens.dropFirst()
    var count = 1
    if let next = rest.first, next == "/" || ["mask", "netmask"].contains(next.lowercased()) {
      rest = rest.dropFirst()
      count += 1
    }
    guard var tail = rest.first else { return nil }
    if tail.first == "/" {
      tail = tail.dropFirst()
    } else if count == 1, tail.contains(".") == false {
      return nil
    }
    let isMask = IPAddress(String(tail)).flatMap(\.prefixLengthAsMask).map { (1..<32).contains($0) }
    guard isMask ?? (tail.count <= 3 && Int(tail) != nil) else { return nil }
    return (AddressToken.read("\(first)/\(tail)"), count + 1)
  }

  private static let exceptions: Set<String> = ["except", "excluding", "not", "without", "but"]

  private mutating func take(
    _ outcome: AddressToken.Outcome, _ token: Substring, _ line: SourceLine,
    findings: inout Findings
  ) {
    switch outcome {
    case .address(let found):
      setAsideWords()
      items.append(
        Item(address: found.address, group: group, line: line.number, port: found.port))
      for remark in found.remarks { findings.add(.warning, remark.code, line, remark.message) }
    // "54.0.0.1 (London), …" and "London: …": a colon behind an address labels nothing.
    case .broken(let error):
      setAsideWords()
      isPartial = true
      findings.add(.error, "address-not-understood", line, "\(error); it was left out")
    case .word:
      words.append(token)
      if token.last == ":" {
        let label = words.joined(separator: " ").dropLast().trimmed
        words = []
        if !label.isEmpty { group = label }
      }
    }
  }

  /// Words before an address that did not end in a colon are no label.
  private mutating func setAsideWords() {
    if words.isEmpty { return }
    let areMeaningful = words.contains { !Self.joiners.contains($0.lowercased()) && !$0.isDash }
    if areMeaningful { remarks.append(words.joined(separator: " ")) }
    words = []
  }

  private static let joiners: Set<String> = [
    "and", "or", "&", "/", "•", "·", "*", "+", "und", "oder", "e", "et", "y", "o",
  ]
}

extension CIDRBlock {
  /// Whether it reads like a network's mask: `255.255.255.0`.
  fileprivate var isMask: Bool {
    prefixLength == 32 && first.prefixLengthAsMask.map { (1..<32).contains($0) } ?? false
  }
}

extension String {
  /// The words that may be addresses: parted by white space, commas, semicolons;
  /// a placeholder's own blanks (`<directory id>`) part nothing.
  var addressTokens: [Substring] {
    let isPlain = withUTF8Bytes { $0.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "<") } }
    if isPlain {
      return utf8.split {
        $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";")
      }.map { Substring($0) }
    }
    var depth = 0
    return split { character in
      if character == "<" { depth += 1 }
      if character == ">" { depth = max(0, depth - 1) }
      return depth == 0 && (character.isWhitespace || character == "," || character == ";")
    }
  }
}

extension Substring {
  /// A token that is nothing but a hyphen or dash.
  var isDash: Bool {
    utf8.count <= 7
      && ["-", "–", "—", "−", "~", "->", "→", "to", "through", "bis", "until"].contains(
        lowercased())
  }
}

/// Compiled once; a literal in its place would be compiled at each use. The
/// values are never changed.
private enum Pattern {
  nonisolated(unsafe) static let twoNetworks =
    /(\d+\.\d+\.)(\d+)\/(\d+)(\.\d+\/\d+)/.asciiOnlyDigits()
}
