import EndpointModel

/// The CSV that Gatebook writes: a header with the names of an endpoint's fields, then one endpoint
/// per record. A cell that a spreadsheet could take for a formula is written after an apostrophe,
/// which is removed again.
enum GatebookCSV: RecordFeed {
  static let name = "gatebook-csv"
  static let columns = [
    "service", "group", "address", "ports", "protocol", "direction", "portRole", "examplePorts",
    "note", "line",
  ]

  static func recognizes(_ records: [CSV.Record]) -> Bool {
    records.first.map { Set($0.cells) == Set(columns) && $0.cells.count == columns.count } ?? false
  }

  static func read(_ records: [CSV.Record]) -> FeedContent {
    var content = FeedContent()
    let header = records[0].cells
    for record in records.dropFirst() {
      guard record.cells.count == header.count else {
        content.findings.add(
          .error, "row-not-understood", line: record.line,
          quote: record.cells.joined(separator: ","),
          "the record has \(record.cells.count) cells under \(header.count) headers; left out")
        continue
      }
      let fields = Dictionary(uniqueKeysWithValues: zip(header, record.cells))
      EndpointFields(line: record.line) { name throws(ValueError) in
        guard let cell = fields[name], !cell.isEmpty else { return nil }
        return cell.withoutFormulaGuard
      }.read(into: &content)
    }
    return content
  }
}
