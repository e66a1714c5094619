import EndpointModel
import InventoryModel

/// Reads a support desk's sheet of customers and their ports: CSV with a header (comma, semicolon
/// or tab; columns in any order), the first sheet of a workbook (XLSX, ODS), or the JSON of
/// `customer export`.
///
/// ```swift
/// let csv = "customer,first data port,last data port\nnorth,5000,5063\n"
/// let document = Document(bytes: Array(csv.utf8), source: "sheet.csv")
/// let sheet = try CustomerSheetReader.read(document, deployment: DeploymentName("v/c"))
/// sheet.rows[0].ports[0].ports.description  // "5000-5063"
/// ```
public enum CustomerSheetReader {
  /// What a person tells of a sheet.
  public struct Settings: Sendable {
    /// The deployment of rows that name none; nil if each row with ports must name its own.
    public var deployment: DeploymentName?
    /// What columns are, by their headers, where those do not say it.
    public var columns: [String: SheetColumn] = [:]
    /// How the sheet writes its days; nil for `2026-01-31`.
    public var dateFormat: SheetDateFormat?
    /// Whose days the sheet means.
    public var zone = TimeZoneRules.utc

    public init() {}
  }

  /// Reads a sheet into rows and findings, each in the order of their lines.
  ///
  /// - Throws: `ReadingError` if the bytes are not a sheet. An error in a row is a finding of
  ///   severity error.
  public static func read(
    _ document: Document, _ settings: Settings = Settings()
  ) throws(ReadingError) -> CustomerSheet {
    var findings = Findings()
    var rows: [SheetRow] = []
    let told = Dictionary(
      settings.columns.map { ($0.key.asName, $0.value) }, uniquingKeysWith: { first, _ in first })
    func take(_ fields: SheetFields, _ findings: inout Findings) {
      var fields = fields
      if let deployment = settings.deployment, fields.cells[.deployment] == nil {
        fields.cells[.deployment] = deployment.description
      }
      for column in [SheetColumn.from, .until] {
        if let format = settings.dateFormat, let day = fields.cells[column] {
          fields.cells[column] = format.plain(day)
        }
      }
      if let row = fields.row(in: settings.zone, &findings) { rows.append(row) }
    }
    if let kind = BinaryKind(of: document.bytes), kind == .spreadsheet || kind == .openDocument {
      let workbook = try CustomerWorkbook(document, kind)
      // Titles above the header may look as they like.
      let header = headerIndex(workbook.records, told).map { workbook.records[$0].line } ?? 0
      for finding in workbook.findings where finding.line.map({ $0 >= header }) ?? true {
        findings.add(finding)
      }
      read(workbook.records, told, &findings, workbook.place(row:column:), take)
      return sheet(rows, findings, workbook)
    }
    let (text, decoded) = try DocumentFormat.text(of: document)
    for finding in decoded { findings.add(finding) }
    if DocumentFormat(of: text) == .json {
      let json = try CustomerJSON(text)
      for finding in json.findings.all { findings.add(finding) }
      for fields in json.fields where findings.all.count < CustomerSheet.errorLimit {
        if let row = fields.row(in: settings.zone, &findings) { rows.append(row) }
      }
    } else {
      try readCSV(text, told, &findings, take)
    }
    return sheet(rows, findings, nil)
  }

  private static func sheet(
    _ rows: [SheetRow], _ findings: Findings, _ workbook: CustomerWorkbook?
  ) -> CustomerSheet {
    var findings = findings
    if rows.isEmpty, findings.all.allSatisfy({ $0.severity != .error }) {
      findings.add(.error, "no-rows", line: nil, quote: nil, "the sheet has no row")
    }
    return CustomerSheet(rows: rows, findings: findings.all, sheetName: workbook?.name)
  }

  private static func readCSV(
    _ text: SourceText, _ told: [String: SheetColumn], _ findings: inout Findings,
    _ take: (SheetFields, inout Findings) -> Void
  ) throws(ReadingError) {
    let (lines, found) = try text.lines()
    // A name must not be stored with its control characters silently removed.
    for finding in found {
      findings.add(
        Finding(
          .error, finding.code, line: finding.line, quote: finding.quote,
          message: "the line holds control or invisible characters"))
    }
    let separator = separator(of: lines.prefix(headerLimit).map(\.text), told)
    let records = try CSV.records(lines, source: text.source, separator: separator)
    read(records, told, &findings, { _, _ in nil }, take)
  }

  /// What separates the cells of the header, or else what the first line has most of.
  private static func separator(of head: [String], _ told: [String: SheetColumn]) -> Character {
    let all: [Character] = [";", "\t", ","]
    func isHeader(_ line: String, _ separator: Character) -> Bool {
      let cells = line.split(separator: separator)
      return cells.count > 1
        && cells.contains { column(String($0).withoutQuotes.trimmed, told) == .customer }
    }
    for line in head {
      if let separator = all.first(where: { isHeader(line, $0) }) { return separator }
    }
    let first = head.first { !$0.isEmpty } ?? ""
    return all.max { a, b in first.count { $0 == a } < first.count { $0 == b } }!
  }

  /// In so many rows the header is looked for; above it stand titles.
  private static let headerLimit = 20

  /// Which record is the header; nil if none among the first names customers.
  private static func headerIndex(
    _ records: [CSV.Record], _ told: [String: SheetColumn]
  ) -> Int? {
    records.prefix(headerLimit).firstIndex { record in
      record.cells.contains { column($0, told) == .customer }
    }
  }

  /// - Parameters:
  ///   - told: what columns are, by the names of their headers.
  ///   - place: where a cell is, if its line does not say it.
  private static func read(
    _ records: [CSV.Record], _ told: [String: SheetColumn], _ findings: inout Findings,
    _ place: (_ row: Int, _ column: Int) -> String?,
    _ take: (SheetFields, inout Findings) -> Void
  ) {
    let headed = headerIndex(records, told)
    guard let header = records.dropFirst(headed ?? 0).first,
      let columns = columns(header, told, &findings)
    else { return }
    if let headed, headed > 0 {
      findings.add(
        .note, "rows-above-header", line: records[0].line,
        quote: records[0].cells.filter { !$0.isEmpty }.joined(separator: ", "),
        "the rows above the header in line \(header.line) were left out")
    }
    for record in records.dropFirst((headed ?? 0) + 1)
    where findings.all.count < CustomerSheet.errorLimit {
      let extra = record.cells.dropFirst(columns.count).contains { !$0.trimmed.isEmpty }
      if extra || record.cells.count < columns.count {
        findings.add(
          .error, "row-not-understood", line: record.line,
          quote: record.cells.joined(separator: ","),
          "the row has \(record.cells.count) cells under \(columns.count) headers")
        continue
      }
      var fields = SheetFields(line: record.line)
      for (i, (column, cell)) in zip(columns, record.cells).enumerated() {
        let text = cell.withoutFormulaGuard.trimmed
        guard let column, !text.isEmpty else { continue }
        fields.cells[column] = text
        if let place = place(record.line, i + 1) { fields.places[column] = place }
      }
      if !fields.cells.isEmpty { take(fields, &findings) }
    }
  }

  /// What each column holds, nil for columns that are left out. Nil for a header that has no
  /// customer column, or two columns for the same thing.
  private static func columns(
    _ header: CSV.Record, _ told: [String: SheetColumn], _ findings: inout Findings
  ) -> [SheetColumn?]? {
    let columns = header.cells.map { column($0, told) }
    for name in told.keys.sorted() where !header.cells.contains(where: { $0.asName == name }) {
      findings.add(
        .error, "column-missing", line: header.line, quote: header.cells.joined(separator: ","),
        "no column is headed \"\(name.abridged(to: 60))\"")
    }
    for (name, column) in zip(header.cells, columns) where column == nil && !name.trimmed.isEmpty {
      findings.add(
        .note, "column-left-out", line: header.line, quote: name.trimmed,
        "the column \"\(name.trimmed.abridged(to: 60))\" is not known and was left out")
    }
    for column in SheetColumn.allCases where columns.count(where: { $0 == column }) > 1 {
      findings.add(
        .error, "column-twice", line: header.line, quote: nil,
        "two columns are of \(column.name)")
      return nil
    }
    guard columns.contains(.customer) else {
      findings.add(
        .error, "column-missing", line: header.line, quote: header.cells.joined(separator: ","),
        "no column is headed \"customer\", with the customers' short names")
      return nil
    }
    return columns
  }
}

extension CustomerSheetReader {
  /// What is told of a column counts, then what its header says.
  private static func column(_ header: String, _ told: [String: SheetColumn]) -> SheetColumn? {
    told[header.asName] ?? SheetColumn(header: header)
  }
}

extension String {
  /// The text without the apostrophe that keeps a spreadsheet from taking it for a formula.
  var withoutFormulaGuard: String {
    let first = unicodeScalars.first { $0 != "'" }
    let isGuarded =
      unicodeScalars.first == "'" && first.map { "=+-@".unicodeScalars.contains($0) } ?? false
    return isGuarded ? String(unicodeScalars.dropFirst()) : self
  }
}
