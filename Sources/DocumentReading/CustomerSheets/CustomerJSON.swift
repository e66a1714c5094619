import EndpointModel

/// The JSON of `customer export`: `{"customers": [{customer, displayName, contacts,
/// uses: [{deployment, from, until}], assignments: [{deployment, role, ports,
/// protocol, from, until, assigned: {note}}]}]}`.
enum CustomerJSON {
  static func fields(
    _ text: SourceText, _ findings: inout Findings
  ) throws(ReadingError) -> [SheetFields] {
    let root = try JSONTree(text).root
    guard let customers = root["customers"], customers.kind == .array else {
      throw .unknownShape(
        source: text.source, format: "JSON", seen: "there is no list \"customers\"")
    }
    var out: [SheetFields] = []
    for customer in customers.elements {
      var names: [SheetColumn: String] = [:]
      names[.customer] = cell(customer["customer"])
      names[.displayName] = cell(customer["displayName"])
      let contacts = (customer["contacts"]?.elements ?? []).map { $0.string ?? $0.literal ?? "?" }
      if !contacts.isEmpty { names[.contacts] = contacts.joined(separator: ";") }
      out.append(SheetFields(line: customer.line, cells: names))
      for use in customer["uses"]?.elements ?? [] {
        out.append(SheetFields(line: use.line, cells: names.merging(period(use)) { $1 }))
      }
      for assignment in customer["assignments"]?.elements ?? [] {
        guard let ports = ports(assignment, &findings) else { continue }
        var cells = names.merging(period(assignment)) { $1 }.merging(ports) { $1 }
        cells[.note] = cell(assignment["assigned"]?["note"])
        out.append(SheetFields(line: assignment.line, cells: cells))
      }
    }
    return out
  }

  private static func period(_ value: JSONValue) -> [SheetColumn: String] {
    var cells: [SheetColumn: String] = [:]
    cells[.deployment] = cell(value["deployment"])
    cells[.from] = cell(value["from"])
    cells[.until] = cell(value["until"])
    return cells
  }

  private static func ports(
    _ assignment: JSONValue, _ findings: inout Findings
  ) -> [SheetColumn: String]? {
    guard let role = assignment["role"]?.string.flatMap(PortRole.init),
      let ports = cell(assignment["ports"])
    else {
      findings.add(
        .error, "ports-not-understood", line: assignment.line, quote: nil,
        "an assignment needs \"ports\", and a \"role\" that is signaling or data")
      return nil
    }
    var cells: [SheetColumn: String] = [:]
    switch role {
    case .signaling:
      cells[.signalingPort] = ports
      cells[.signalingProtocol] = cell(assignment["protocol"])
    case .data:
      cells[.dataPorts] = ports
      cells[.dataProtocol] = cell(assignment["protocol"])
    }
    return cells
  }

  /// The text of a string or number; nil for null, for what is missing, and for blanks.
  private static func cell(_ value: JSONValue?) -> String? {
    (value?.string ?? value?.literal)?.trimmed.nonEmpty
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
