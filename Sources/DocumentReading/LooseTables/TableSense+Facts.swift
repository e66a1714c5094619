extension TableSense {
  /// Answers by the facts that words state.
  static let byFacts = TableSense(
    finder: { lines in
      let memo = LooseCellMemo()
      return { start in
        if lines[start...].beginWithField { return nil }
        if let grid = CellGrid(lines, at: start, memo) {
          return FoundTable(table: grid.table, end: grid.end)
        }
        if lines[start].endsOneCell { return nil }
        if let rows = SeparatedRows(lines, at: start) {
          return FoundTable(table: rows.table, end: rows.end)
        }
        if let cells = RepeatedCells(lines, at: start, memo) {
          return FoundTable(table: cells.table, end: cells.end)
        }
        return FlattenedTable(lines, at: start).map { FoundTable(table: $0.table, end: $0.end) }
      }
    }, isGeneric: { TextFacts($0).isGeneric },
    isTable: { header, row in
      let header = TextFacts(header.map { SourceLine(number: 1, text: $0) }).concepts
      return header.contains(.port) && !header.containsAny(of: .source, .destination)
        && row.contains { TextFacts($0, line: 1).holdsAddress }
    },
    isOne: { first, second in
      if first.isBrokenProtocol(before: second) { return true }
      // A word is broken only where it has a line of its own.
      guard !first.contains(where: \.isBlank), first.mayGoOn,
        let word = second.split(whereSeparator: \.isBlank).first
      else { return false }
      // "Lfd. Nr.": an abbreviation, and the next word.
      if first.hasSuffix("."), word.first?.isUppercase ?? false, word != word.uppercased() {
        return false
      }
      // What stands after it in a list is no part of it.
      let next = word.last.map(",;".contains) ?? false ? word.dropLast() : word
      // A word as short as an IPv4 address has room in any column.
      if next.allSatisfy(\.isNumber), first.allSatisfy({ $0.isNumber || $0 == "." }) {
        return false
      }
      // What ends a name is a top-level domain, either before or after.
      let name = first + next
      if let end = name.split(separator: ".").last, end.first?.isLetter ?? false,
        !name.contains(":"), !TopLevelDomains.isLikely(end.lowercased())
      {
        return false
      }
      if let end = first.split(separator: ".").last, end.utf8.count > 2, end != first,
        TopLevelDomains.isLikely(end.lowercased()), !first.hasSuffix(".")
      {
        return false
      }
      let whole = TextFacts(name, line: 1)
      guard whole.addresses.items.count == 1, whole.addresses.problems.isEmpty else { return false }
      // The rest of an IPv6 address often is one, too; its beginning is not.
      if first.isBeginningOfIPv6, !TextFacts(first, line: 1).holdsAddress { return true }
      return !TextFacts(String(next), line: 1).holdsAddress
    })
}

extension ArraySlice<SourceLine> {
  /// "Port:", and a value below it: a field, whose label is no cell; not the first of several headers.
  fileprivate var beginWithField: Bool {
    guard let first, first.text.trimmed.hasSuffix(":"), first.text.utf8.count <= 42,
      TextFacts([first]).concepts.containsAny(
        of: .port, .address, .host, .network, .transportProtocol),
      let next = dropFirst().prefix(4).first(where: { !$0.isBlank })
    else { return false }
    return !next.text.trimmed.hasSuffix(":") && next.text.contains(where: \.isNumber)
  }
}

extension String {
  /// Whether the name of a protocol is broken between this line and the next one: `TCP+U`, `DP`.
  /// Neither piece is one itself.
  fileprivate func isBrokenProtocol(before next: String) -> Bool {
    let end = String(reversed().prefix(while: \.isASCIILetter).reversed()).lowercased()
    let rest = String(next.prefix(while: \.isASCIILetter)).lowercased()
    func isProtocol(_ word: String) -> Bool { ProtocolNames.transport(word) != nil }
    guard !end.isEmpty, !rest.isEmpty, isProtocol(end + rest), !isProtocol(end), !isProtocol(rest)
    else { return false }
    // What is before and behind it separates protocols, or numbers from them.
    let (before, after) = (dropLast(end.count).last, next.dropFirst(rest.count).first)
    return before.map { "+/,;&(、，；".contains($0) || $0.isNumber } ?? true
      && after.map { "+/,;&)、，；".contains($0) || $0.isWhitespace } ?? true
  }

  /// Whether it has the letters of an IPv6 address and no others.
  fileprivate var isBeginningOfIPv6: Bool {
    contains(":") && allSatisfy { $0 == ":" || $0.isHexDigit && $0.isASCII }
  }

  /// Whether it may be the beginning of an address.
  fileprivate var mayGoOn: Bool {
    utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") }
  }
}

extension Character {
  fileprivate var isASCIILetter: Bool { isASCII && isLetter }
}
