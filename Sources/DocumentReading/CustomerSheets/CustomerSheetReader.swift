import EndpointModel

/// A support desk's sheet of customers and their ports: CSV with a header (comma,
/// semicolon or tab; columns in any order), or the JSON of `customer export`.
public enum CustomerSheetReader {
  /// - Parameter deployment: that of rows of a CSV which name none; nil where each must.
  /// - Throws: `ReadingError` where the bytes are no sheet. What is wrong in a row is
  ///   a finding of severity error.
  public static func read(
    _ document: Document, deployment: DeploymentName? = nil
  ) throws(ReadingError) -> CustomerSheet {
    let (text, decoded) = try TextDecoding.text(of: document)
    var findings = Findings()
    for finding in decoded { findings.add(finding) }
    var rows: [SheetRow] = []
    if DocumentFormat(of: text) == .json {
      let json = try CustomerJSON(text)
      for finding in json.findings.all { findings.add(finding) }
      for fields in json.fields where findings.all.count < CustomerSheet.errorLimit {
        if let row = fields.row(&findings) { rows.append(row) }
      }
    } else {
      try readCSV(text, &findings) { fields, findings in
        var cells = fields.cells
        if let deployment { cells[.deployment] = cells[.deployment] ?? deployment.description }
        if let row = SheetFields(line: fields.line, cells: cells).row(&findings) {
          rows.append(row)
        }
      }
    }
    if rows.isEmpty, findings.all.allSatisfy({ $0.severity != .error }) {
      findings.add(.error, "no-rows", line: nil, quote: nil, "the sheet has no row")
    }
    return CustomerSheet(rows: rows, findings: findings.all.sorted())
  }

  private static func readCSV(
    _ text: SourceText, _ findings: inout Findings,
    _ take: (SheetFields, inout Findings) -> Void
  ) throws(ReadingError) {
    let (lines, found) = try text.lines()
    // A name with a control character is not stored in part.
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
      var cells: [SheetColumn: String] = [:]
      for (column, cell) in zip(columns, record.cells) {
        let text = cell.withoutFormulaGuard.trimmed
        if let column, !text.isEmpty { cells[column] = text }
      }
      if !cells.isEmpty { take(SheetFields(line: record.line, cells: cells), &findings) }
    }
  }

  /// What each column holds; nil for those that are left out. Nil for a header
  /// without a column of customers, or with two for one thing.
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
  /// Without the apostrophe that keeps a spreadsheet from taking a text for a formula.
  var withoutFormulaGuard: String {
    let first = unicodeScalars.first { $0 != "'" }
    let isGuarded =
      unicodeScalars.first == "'" && first.map { "=+-@".unicodeScalars.contains($0) } ?? false
    return isGuarded ? String(unicodeScalars.dropFirst()) : self
  }
}
