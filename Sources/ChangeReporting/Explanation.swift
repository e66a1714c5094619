import EndpointModel

/// A document line by line, each with the endpoints and findings that came from it, so that a
/// person can check a reading against the page.
public struct Explanation: Sendable {
  private let reading: Reading
  private let lines: [DocumentLine]

  /// - Parameter lines: the document's lines, decoded.
  public init(_ reading: Reading, lines: [DocumentLine]) {
    self.reading = reading
    self.lines = lines
  }

  public func text(_ style: TextStyle) -> String {
    let endpoints = Dictionary(grouping: reading.endpoints) { $0.line ?? 0 }
    let findings = Dictionary(grouping: reading.findings) { $0.line ?? 0 }
    let tables = Dictionary(grouping: reading.tables) { $0.line }
    let width = lines.lazy.map(\.label.count).max() ?? 0
    var placed: Set<Int> = []
    var out = ""
    for line in lines {
      let label = line.label.withVisibleControls.paddedLeft(to: width)
      for number in line.numbers {
        for table in tables[number] ?? [] { out += columns(table, indent: width, style) }
      }
      out += style.toned(label, .dim) + "  "
      out += shown(line.text) + "\n"
      for number in line.numbers {
        placed.insert(number)
        out += notes(endpoints[number] ?? [], findings[number] ?? [], indent: width, style)
      }
    }
    let unplaced = Set(endpoints.keys).union(findings.keys).subtracting(placed).sorted().map {
      notes(endpoints[$0] ?? [], findings[$0] ?? [], indent: width, style)
    }.joined()
    return out + (unplaced.isEmpty ? "" : "of the document as a whole\n" + unplaced)
  }

  private func shown(_ line: String) -> String {
    line.replacing("\t", with: "  ").withVisibleControls.abridged(to: 400)
  }

  /// What each column of a table that begins here was taken for, and why.
  private func columns(_ table: TableUnderstanding, indent: Int, _ style: TextStyle) -> String {
    let margin = String(repeating: " ", count: indent)
    return table.columns.enumerated().map { number, column in
      let name =
        column.header.isEmpty
        ? "column \(number + 1)" : "\"\(column.header.withVisibleControls.abridged(to: 60))\""
      return margin + style.toned("  | \(name) is \(column.role): \(column.reason)", .dim) + "\n"
    }.joined()
  }

  private func notes(
    _ endpoints: [Endpoint], _ findings: [Finding], indent: Int, _ style: TextStyle
  ) -> String {
    let margin = String(repeating: " ", count: indent)
    var out = ""
    for endpoint in endpoints {
      let names = [endpoint.service, endpoint.group].compactMap { $0?.withVisibleControls }
      let words =
        [EndpointListing.text(endpoint.written), TermsText.text(endpoint)] + names
      out += margin + style.toned("  = " + words.joined(separator: ", "), .green) + "\n"
    }
    for finding in findings {
      let tone: TextStyle.Tone = finding.severity == .error ? .red : .yellow
      let place = finding.place.map { " (\($0.withVisibleControls))" } ?? ""
      let text = "  ! \(finding.severity.rawValue)\(place): \(finding.message.withVisibleControls)"
      out += margin + style.toned(text, finding.severity == .note ? .dim : tone) + "\n"
    }
    return out
  }
}
