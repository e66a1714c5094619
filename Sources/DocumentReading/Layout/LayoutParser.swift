import EndpointModel

extension Layout {
  /// Reads the text form.
  ///
  /// - Throws: `LayoutError` with the line and what is allowed there.
  public init(parsing text: some StringProtocol) throws(LayoutError) {
    var parser = LayoutParser()
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      try parser.read(line, number: index + 1)
    }
    self = try parser.finish()
  }
}

/// Reads a layout line by line.
private struct LayoutParser {
  private var corrections: [Layout.Correction] = []
  private var parts: [LayoutReliance.Part] = []
  private var leftOver: Int?
  private var names: [String: Int] = [:]
  private var isBegun = false
  private var lastLine = 0

  /// What an indented line is about.
  private enum Above {
    case nothing
    case table(String)
    case reliance
  }
  private var above = Above.nothing

  private static let words = [
    "only", "ignore", "take", "skip", "row", "addresses", "column", "split", "service", "group",
    "default",
    "table", "relies",
  ].joined(separator: ", ")

  mutating func read(_ text: some StringProtocol, number: Int) throws(LayoutError) {
    lastLine = number
    var words = try LayoutWords(text, line: number)
    if words.isEmpty { return }
    if !isBegun {
      guard text.folded == Layout.firstLine else {
        throw words.failure("a layout begins with the line \"\(Layout.firstLine)\"")
      }
      isBegun = true
      return
    }
    if text.first?.isWhitespace ?? false {
      switch above {
      case .nothing: throw words.failure("an indented line stands below a table or relies line")
      case .table(let name): try readCorrection(&words, of: name)
      case .reliance: try readColumn(&words)
      }
    } else {
      above = .nothing
      try readCorrection(&words, of: nil)
    }
    try words.end()
  }

  func finish() throws(LayoutError) -> Layout {
    guard isBegun else {
      throw LayoutError(
        line: max(lastLine, 1), "a layout begins with the line \"\(Layout.firstLine)\"")
    }
    let reliance =
      parts.isEmpty && leftOver == nil
      ? nil : LayoutReliance(parts: parts, leftOver: leftOver ?? 0, names: names)
    return Layout(corrections, reliance: reliance)
  }

  private mutating func readCorrection(
    _ words: inout LayoutWords, of part: String?
  ) throws(LayoutError) {
    let word = words.takeBare() ?? ""
    switch word {
    case "column":
      let column = try self.column(&words)
      guard words.takeEquals(), let role = words.takeBare() else {
        throw words.failure("a column has a role: column 3 = ports, or column \"Remarks\" = note")
      }
      corrections.append(.column(column, try self.role(role, words), of: part))
    case "split": corrections.append(.split(try self.column(&words), of: part))
    case "service": corrections.append(.service(try words.name(after: word), of: part))
    case "group": corrections.append(.group(try words.name(after: word), of: part))
    case "default":
      let terms = try self.terms(&words)
      if terms.isEmpty { throw words.failure("default has one of: \(Self.termWords)") }
      corrections.append(.defaults(terms, of: part))
    case "only" where part == nil: corrections.append(.only(try words.name(after: word)))
    case "ignore" where part == nil: corrections.append(.ignore(try words.name(after: word)))
    case "take" where part == nil: corrections.append(.take(try words.name(after: word)))
    case "skip" where part == nil: corrections.append(.skip(try words.name(after: word)))
    case "addresses" where part == nil:
      guard words.takeBare() == "only" else { throw words.failure("here stands: addresses only") }
      corrections.append(.addressesOnly)
    case "row" where part == nil: try readRow(&words)
    case "table" where part == nil: above = .table(try words.name(after: word))
    case "relies" where part == nil: try readReliance(&words)
    default:
      throw words.failure(
        part == nil
          ? "a line begins with one of: \(Self.words)"
          : "below a table stand column, split, service, group or default")
    }
  }

  private mutating func readRow(_ words: inout LayoutWords) throws(LayoutError) {
    let of = try words.name(after: "row")
    var meaning = Layout.Meaning()
    var rest = words
    if rest.takeBare() == "service" {
      words = rest
      meaning.service = try words.name(after: "service")
    }
    meaning.terms = try terms(&words)
    if meaning == Layout.Meaning() {
      throw words.failure("a row has a service in quotation marks, or one of: \(Self.termWords)")
    }
    corrections.append(.row(of, meaning))
  }

  private func column(_ words: inout LayoutWords) throws(LayoutError) -> Layout.ColumnName {
    if let header = words.takeQuoted(), !header.isEmpty { return .header(header) }
    guard let number = words.takeBare().flatMap({ Int($0) }), number >= 1 else {
      throw words.failure("a column is its number from 1, or its header in quotation marks")
    }
    return .number(number)
  }

  private func role(_ text: String, _ words: LayoutWords) throws(LayoutError) -> ColumnRole {
    do { return try ColumnRole(parsing: text) } catch { throw words.failure("\(error)") }
  }

  private static let termWords = "protocol=tcp, ports=80,443, direction=outbound"

  private func terms(_ words: inout LayoutWords) throws(LayoutError) -> Layout.Terms {
    var terms = Layout.Terms()
    while let name = words.takeBare() {
      guard words.takeEquals(), let value = words.takeBare() else {
        throw words.failure("here stands one of: \(Self.termWords)")
      }
      do { try terms.set(name, value) } catch { throw words.failure("\(error)") }
    }
    return terms
  }

  // MARK: Reliance

  private mutating func readReliance(_ words: inout LayoutWords) throws(LayoutError) {
    let kind = words.takeBare() ?? ""
    if kind == "left" {
      guard let count = words.takeBare().flatMap({ Int($0) }), count >= 0 else {
        throw words.failure("here follows a number: relies left 0")
      }
      leftOver = count
      return
    }
    if kind == "name" {
      let name = try words.name(after: kind)
      names[name] = try words.number(after: "times")
      return
    }
    guard let kind = TableUnderstanding.Kind(rawValue: kind) else {
      throw words.failure(
        "relies is followed by left, name or one of: "
          + TableUnderstanding.Kind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    let name = try words.name(after: kind.rawValue)
    let rows = try words.number(after: "rows")
    let read = try words.number(after: "read")
    parts.append(LayoutReliance.Part(name: name, kind: kind, rows: rows, rowsRead: read))
    above = .reliance
  }

  private mutating func readColumn(_ words: inout LayoutWords) throws(LayoutError) {
    guard words.takeBare() == "column", let header = words.takeQuoted(),
      let role = words.takeBare(), let cells = words.takeBare()
    else {
      throw words.failure("below a relies line stands column \"Ports\" ports numbers")
    }
    guard let cells = TableUnderstanding.Column.Cells(rawValue: cells) else {
      throw words.failure(
        "the cells of a column are one of: "
          + TableUnderstanding.Column.Cells.allCases.map(\.rawValue).joined(separator: ", "))
    }
    parts[parts.count - 1].columns.append(
      LayoutReliance.Column(header: header, role: try self.role(role, words), cells: cells))
  }
}

extension Layout.Terms {
  /// Takes one value by its name: `ports`, `443`.
  ///
  /// - Throws: `ValueError`
  public mutating func set(_ name: String, _ value: String) throws(ValueError) {
    switch name {
    case "ports": ports = try Ports(parsing: value)
    case "protocol": transport = try IPProtocol(parsing: value)
    case "direction":
      guard let direction = Direction(rawValue: value) else {
        throw ValueError(
          expected: "direction", input: value, rule: "it is outbound, inbound or both")
      }
      self.direction = direction
    default:
      throw ValueError(
        expected: "default", input: name, rule: "it is ports, protocol or direction")
    }
  }
}
