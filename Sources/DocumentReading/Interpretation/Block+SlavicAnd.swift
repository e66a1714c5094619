extension [Block] {
  /// In Czech, Slovak and Polish, "80 a 443" are two ports; in French, Spanish, Italian and Portuguese
  /// they are all from the one to the other. In a document in one of the former, the word between two
  /// numbers becomes a comma.
  var withSlavicAnd: [Block] {
    // Few documents have such a place; in others the language does not matter.
    guard contains(where: { $0.containsLine(\.hasSlavicAnd) }) else { return self }
    var language = LanguageSigns()
    for line in lazy.flatMap(\.lines) { language.count(line.text) }
    return language.isSlavic ? map { $0.mappingLines(\.withSlavicAnd) } : self
  }
}

/// How many letters and words of a document stand in only one of the two families of languages.
private struct LanguageSigns {
  private var slavic = 0
  private var romance = 0

  private static let slavicWords: Set = [
    "porty", "portů", "portov", "pro", "je", "jsou", "sú", "se", "sa", "na", "nebo", "alebo", "lub",
    "oraz", "dla", "przez", "jest", "verze", "hostitel", "adresy",
  ]

  private static let romanceWords: Set = [
    "de", "des", "les", "los", "las", "el", "la", "le", "para", "pour", "por", "della", "delle",
    "con",
    "per", "du", "da", "dos", "das", "em", "uma", "il", "gli", "verso", "vers", "hacia", "ports",
    "puertos", "portas", "porte", "et", "y", "di",
  ]

  var isSlavic: Bool { slavic > romance }

  mutating func count(_ text: String) {
    for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
      if Self.slavicWords.contains(String(word)) { slavic += 1 }
      if Self.romanceWords.contains(String(word)) { romance += 1 }
    }
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return }
    for scalar in text.unicodeScalars where scalar.value >= 0x80 {
      if "řŘěĚůŮľĽťŤďĎňŇčČžŽšŠąĄęĘłŁśŚźŹżŻ".unicodeScalars.contains(scalar) {
        slavic += 1
      } else if "çÇãÃõÕñÑàÀèÈùÙòÒêÊœŒ¿¡".unicodeScalars.contains(scalar) {
        romance += 1
      }
    }
  }
}

extension SourceLine {
  fileprivate var hasSlavicAnd: Bool {
    text.contains(" a ") && !Self.placesOfSlavicAnd(words).isEmpty
  }

  fileprivate var withSlavicAnd: SourceLine {
    guard hasSlavicAnd else { return self }
    var words = words
    for place in Self.placesOfSlavicAnd(words) { words[place] = "," }
    return SourceLine(number: number, text: words.joined(separator: " "))
  }

  private var words: [Substring] { text.split(separator: " ", omittingEmptySubsequences: false) }

  private static func placesOfSlavicAnd(_ words: [Substring]) -> [Int] {
    words.indices.dropFirst().dropLast().filter {
      words[$0] == "a" && words[$0 - 1].endsInDigit && words[$0 + 1].beginsWithDigit
    }
  }
}

extension Substring {
  fileprivate var endsInDigit: Bool { utf8.last.map(\.isDigit) ?? false }
  fileprivate var beginsWithDigit: Bool { utf8.first.map(\.isDigit) ?? false }
}

extension Block {
  /// Whether one of its lines is meant; without a list of all of them, since a table may be long.
  fileprivate func containsLine(_ isMeant: (SourceLine) -> Bool) -> Bool {
    if case .table(let table) = self {
      return table.rows.contains { $0.cells.contains { $0.lines.contains(where: isMeant) } }
    }
    return lines.contains(where: isMeant)
  }

  fileprivate var lines: [SourceLine] {
    switch self {
    case .heading(let lines, _), .paragraph(let lines), .item(let lines, _), .code(let lines),
      .metadata(let lines):
      lines
    case .table(let table): table.rows.flatMap { $0.cells.flatMap(\.lines) }
    }
  }

  fileprivate func mappingLines(_ change: (SourceLine) -> SourceLine) -> Block {
    switch self {
    case .heading(let lines, let level): return .heading(lines.map(change), level: level)
    case .paragraph(let lines): return .paragraph(lines.map(change))
    case .item(let lines, let depth): return .item(lines.map(change), depth: depth)
    case .code, .metadata: return self
    case .table(var table):
      for row in table.rows.indices {
        for cell in table.rows[row].cells.indices {
          let changed = table.rows[row].cells[cell].lines.map(change)
          if changed != table.rows[row].cells[cell].lines {
            table.rows[row].cells[cell] = Table.Cell(lines: changed)
          }
        }
      }
      return .table(table)
    }
  }
}
