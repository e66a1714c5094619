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
  /// Reads a sheet into rows and findings, each in the order of their lines.
  ///
  /// - Parameter deployment: the deployment of rows that name none; nil if each row with ports
  ///   must name its own.
  /// - Throws: `ReadingError` if the bytes are not a sheet. An error in a row is a finding of
  ///   severity error.
  public static func read(
    _ document: Document, deployment: DeploymentName? = nil
  ) throws(ReadingError) -> CustomerSheet {
    var findings = Findings()
    var rows: [SheetRow] = []
    func take(_ fields: SheetFields, _ findings: inout Findings) {
      var fields = fields
      if let deployment, fields.cells[.deployment] == nil {
        fields.cells[.deployment] = deployment.description
      }
      if let row = fields.row(&findings) { rows.append(row) }
    }
    if let kind = BinaryKind(of: document.bytes), kind == .spreadsheet || kind == .openDocument {
      let workbook = try CustomerWorkbook(document, kind)
      for finding in workbook.findings { findings.add(finding) }
      read(workbook.records, &findings, workbook.place(row:column:), take)
      return sheet(rows, findings, workbook)
    }
    let (text, decoded) = try DocumentFormat.text(of: document)
    for finding in decoded { findings.add(finding) }
    if DocumentFormat(of: text) == .json {
      let json = try CustomerJSON(text)
      for finding in json.findings.all { findings.add(finding) }
      for fields in json.fields where findings.all.count < CustomerSheet.errorLimit {
        if let row = fields.row(&findings) { rows.append(row) }
      }
    } else {
      try readCSV(text, &findings, take)
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
    _ text: SourceText, _ findings: inout Findings,
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
    let head = lines.first { !$0.isBlank }?.text ?? ""
    let separator = [";", "\t", ","].max { a, b in
      head.count { $0 == a } < head.count { $0 == b }
    }!
    let records = try CSV.records(lines, source: text.source, separator: separator)
    read(records, &findings, { _, _ in nil }, take)
  }

  /// - Parameter place: where a cell is, if its line does not say it.
  private static func read(
    _ records: [CSV.Record], _ findings: inout Findings,
    _ place: (_ row: Int, _ column: Int) -> String?,
    _ take: (SheetFields, inout Findings) -> Void
  ) {
    guard let header = records.first, let columns = columns(header, &findings) else { return }
    for record in records.dropFirst() where findings.all.count < CustomerSheet.errorLimit {
      let extra = record.cells.dropFirst(columns.count).contains { !$0.trimmed.isEmpty }
      if extra || record.cells.count < columns.count {
        findings.add(
          .error, "row-not-understood", line: record.line,
          quote: record.cells.joined(separator: ","),
          "the row has \(record.cells.count) cells under \(columns.count) headers")
        continue
      }
      var fields = SheetFields(line: record.line, cells: [:])
      for (i, (column, cell)) in zip(columns, record.cells).enumerated() {
        let text = cell.withoutFormulaGuard.trimmed
        guard let column, !text.isEmpty else { continue }
        fields.cells[column] = text
        fields.places[column] = place(record.line, i + 1)
      }
      if !fields.cells.isEmpty { take(fields, &findings) }
    }
  }

  /// What each column holds, nil for columns that are left out. Nil for a header that has no
  /// customer column, or two columns for the same thing.
  private static func columns(
    _ header: CSV.Record, _ findings: inout Findings
  ) -> [SheetColumn?]? {
    let columns = header.cells.map { SheetColumn(header: $0) }
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

extension String {
  /// The text without the apostrophe that keeps a spreadsheet from taking it for a formula.
  var withoutFormulaGuard: String {
    let first = unicodeScalars.first { $0 != "'" }
    let isGuarded =
      unicodeScalars.first == "'" && first.map { "=+-@".unicodeScalars.contains($0) } ?? false
    return isGuarded ? String(unicodeScalars.dropFirst()) : self
  }
}
