/// Values separated by commas, semicolons or tabs (RFC 4180): quoted cells may hold separators,
/// line ends and doubled quotes. Blank lines and comments (`# …`) are left out.
enum CSV {
  /// One record: the line where it begins, and its cells.
  struct Record: Sendable {
    let line: Int
    let cells: [String]
  }

  /// - Throws: `ReadingError.malformed` if a quoted cell is never closed, or if text follows its
  ///   closing quote.
  static func records(
    _ lines: [SourceLine], source: String, separator: Character
  ) throws(ReadingError) -> [Record] {
    try recordsAndComments(lines, source: source, separator: separator).records
  }

  /// The same, and the comments between them.
  static func recordsAndComments(
    _ lines: [SourceLine], source: String, separator: Character
  ) throws(ReadingError) -> (records: [Record], comments: [SourceLine]) {
    var records: [Record] = []
    var comments: [SourceLine] = []
    var i = 0
    while i < lines.count {
      let line = lines[i]
      // A record may begin with "#1"; a comment is above the header or has no separator.
      let isComment =
        line.text.drop(while: \.isWhitespace).first == "#"
        && (records.isEmpty || !line.text.contains(separator))
      // Spreadsheets may state what separates the values.
      let isStatement = records.isEmpty && statedSeparator(line.text) != nil
      if isComment { comments.append(line) }
      if line.isBlank || isComment || isStatement {
        i += 1
        continue
      }
      records.append(try record(lines, &i, source: source, separator: separator))
    }
    return (records, comments)
  }

  // MARK: Separators

  /// `sep=;`
  private static func statedSeparator(_ line: String) -> Character? {
    let text = line.trimmed.withoutQuotes
    guard text.prefix(4).lowercased() == "sep=", text.count <= 5 else { return nil }
    return text.dropFirst(4).first ?? "\t"
  }

  /// What separates the values of a text; nil if the first lines do not show it.
  static func separator(of text: SourceText) -> Character? {
    let head = String(decoding: text.utf8.prefix(16 << 10), as: UTF8.self)
    return separator(
      of: head.split(whereSeparator: \.isNewline).prefix(40).map(String.init), isNamed: true)
  }

  /// The format of lines that all have the same separator, equally often; else `named`.
  static func format(of lines: [String], _ named: DocumentFormat?) -> DocumentFormat? {
    let isNamed = named == .csv || named == .tsv
    let filled = lines.filter { !$0.isEmpty }.prefix(40).map { $0 }
    guard let separator = separator(of: filled, isNamed: isNamed) else { return named }
    return separator == "\t" ? .tsv : .csv
  }

  /// - Parameter isNamed: whether the text is known to hold separated values.
  private static func separator(of lines: [String], isNamed: Bool) -> Character? {
    if let first = lines.first, let stated = statedSeparator(first) { return stated }
    let head = lines.filter { $0.first != "#" }.prefix(20)
    guard let first = head.first, isNamed || head.count > 1, isNamed || !first.contains("|") else {
      return nil
    }
    func counts(_ separator: Character) -> [Int] { head.map { count(separator, in: $0) } }
    let tabs = counts("\t")
    if tabs[0] > 0, isNamed || tabs.allSatisfy({ $0 == tabs[0] }) { return "\t" }
    let semicolons = counts(";")
    let commas = counts(",")
    // Sentences have blanks after their punctuation.
    let isProse = head.contains { line in
      !line.contains("\"") && (line.contains(", ") || line.contains("; "))
    }
    // Of the two, the one that splits all rows alike.
    func areAlike(_ counts: [Int]) -> Bool {
      counts[0] > 0 && counts.allSatisfy { $0 == counts[0] }
    }
    if semicolons[0] > commas[0] || areAlike(semicolons) && !areAlike(commas) {
      let isEqual = semicolons.allSatisfy { $0 >= semicolons[0] }
      return isNamed || !isProse && isEqual && semicolons[0] > 1 ? ";" : nil
    }
    let isEqual = commas[0] > 0 && commas.allSatisfy { $0 >= commas[0] }
    return isNamed || !isProse && isEqual ? "," : nil
  }

  /// How often a separator occurs outside quotation marks.
  private static func count(_ separator: Character, in line: String) -> Int {
    var isQuoted = false
    var count = 0
    for character in line {
      if character == "\"" { isQuoted.toggle() }
      if character == separator, !isQuoted { count += 1 }
    }
    // A quoted value may continue on the next line.
    return isQuoted ? line.count { $0 == separator } : count
  }

  private static func record(
    _ lines: [SourceLine], _ i: inout Int, source: String, separator: Character
  ) throws(ReadingError) -> Record {
    let start = lines[i].number
    if let cells = CSVLine.cells(of: lines[i].text, separator: separator) {
      i += 1
      return Record(line: start, cells: cells)
    }
    var cells: [String] = []
    var rest = Substring(lines[i].text)
    i += 1
    while true {
      if rest.drop(while: { $0 == " " }).first == "\"" {
        rest = rest.drop { $0 == " " }.dropFirst()
        var cell = ""
        while true {
          if let quote = rest.firstIndex(of: "\"") {
            cell += rest[..<quote]
            rest = rest[rest.index(after: quote)...]
            if rest.first != "\"" { break }
            cell += "\""
            rest.removeFirst()
          } else {
            guard i < lines.count else {
              throw .malformed(
                source: source, format: "CSV", line: start, column: 1,
                rule: "a quoted cell that begins in this record is never closed")
            }
            cell += rest + "\n"
            rest = Substring(lines[i].text)
            i += 1
          }
        }
        rest = rest.drop { $0 == " " }
        guard rest.isEmpty || rest.first == separator else {
          throw .malformed(
            source: source, format: "CSV", line: lines[i - 1].number, column: 1,
            rule: "text follows the closing quote of a cell")
        }
        cells.append(cell)
      } else {
        let end = rest.firstIndex(of: separator) ?? rest.endIndex
        cells.append(String(rest[..<end]))
        rest = rest[end...]
      }
      guard rest.first == separator else { return Record(line: start, cells: cells) }
      rest.removeFirst()
    }
  }

  /// The records as a table for the interpretation.
  static func table(_ records: [Record]) -> Table {
    Table(
      rows: records.map { record in
        Table.Row(
          cells: record.cells.map { cell in
            let lines =
              textsOfJSON(cell)
              ?? cell.split(
                separator: "\n", omittingEmptySubsequences: false
              ).map(String.init)
            return Table.Cell(
              lines: lines.enumerated().map { SourceLine(number: record.line + $0, text: $1) })
          })
      })
  }

  /// The texts of a cell that holds JSON: `{"ips": ["192.0.2.1"]}`.
  private static func textsOfJSON(_ cell: String) -> [String]? {
    guard cell.first == "{" || cell.first == "[", cell.contains("\"") else { return nil }
    let text = SourceText(source: "", encoding: "utf-8", utf8: Array(cell.utf8))
    guard let tree = try? JSONTree(text) else { return nil }
    func texts(_ value: JSONValue) -> [String] {
      switch value.kind {
      case .object: value.members.flatMap { texts($0.value) }
      case .array: value.elements.flatMap(texts)
      default: value.string.map { [$0] } ?? []
      }
    }
    return texts(tree.root)
  }
}
