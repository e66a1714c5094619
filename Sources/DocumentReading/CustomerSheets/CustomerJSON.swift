import EndpointModel

/// The JSON of `customer export`: `{"customers": [{customer, displayName, contacts, language,
/// uses: [{deployment, from, until}], assignments: [{deployment, role, ports,
/// protocol, from, until, assigned: {note}, ended: {note}}]}]}`.
struct CustomerJSON {
  private(set) var fields: [SheetFields] = []
  private(set) var findings = Findings()

  init(_ text: SourceText) throws(ReadingError) {
    let root = try JSONTree(text).root
    guard let customers = root["customers"], customers.kind == .array else {
      throw .unknownShape(
        source: text.source, format: "JSON", seen: "there is no list \"customers\"")
    }
    for customer in customers.elements { read(customer) }
  }

  private static let customerMembers: Set<String> = [
    "customer", "displayName", "contacts", "language", "uses", "assignments",
  ]
  private static let useMembers: Set<String> = ["deployment", "from", "until"]
  private static let assignmentMembers: Set<String> = [
    "customer", "deployment", "role", "ports", "protocol", "from", "until", "assigned", "ended",
    "corrected", "correction",
  ]

  private mutating func read(_ customer: JSONValue) {
    guard checkMembers(of: customer, Self.customerMembers) else { return }
    var names = SheetCells()
    names[.customer] = cell(customer["customer"])
    names[.displayName] = cell(customer["displayName"])
    let contacts = list("contacts", of: customer).map { $0.string ?? $0.literal ?? "?" }
    if !contacts.isEmpty { names[.contacts] = contacts.joined(separator: ";") }
    names[.language] = cell(customer["language"])
    fields.append(SheetFields(line: customer.line, cells: names))
    for use in list("uses", of: customer) where checkMembers(of: use, Self.useMembers) {
      let period = period(use)
      if period[.deployment] == nil {
        fail("deployment-missing", use.line, "a use names no deployment")
      }
      fields.append(SheetFields(line: use.line, cells: names.merging(period)))
    }
    for assignment in list("assignments", of: customer)
    where checkMembers(of: assignment, Self.assignmentMembers) {
      // A corrected assignment does not count; the right one is listed separately.
      if let corrected = assignment["corrected"], !corrected.isNull { continue }
      guard let ports = ports(assignment) else { continue }
      var cells = names.merging(period(assignment)).merging(ports)
      cells[.note] = cell(assignment["assigned"]?["note"])
      cells[.endNote] = cell(assignment["ended"]?["note"])
      fields.append(SheetFields(line: assignment.line, cells: cells, isRecord: true))
    }
  }

  private mutating func fail(_ code: String, _ line: Int, _ message: String) {
    findings.add(.error, code, line: line, quote: nil, message)
  }

  /// Whether a value is an object. An unknown member is an error, since it may be misspelt.
  private mutating func checkMembers(of value: JSONValue, _ known: Set<String>) -> Bool {
    guard value.kind == .object else {
      fail("row-not-understood", value.line, "an object is due here")
      return false
    }
    var seen: Set<String> = []
    for (name, member) in value.members {
      if !known.contains(name) {
        fail(
          "member-unknown", member.line, "\"\(name.abridged(to: 60))\" is not a known member")
      }
      if !seen.insert(name).inserted {
        fail("member-twice", member.line, "\"\(name)\" stands here twice")
      }
    }
    return true
  }

  /// The elements of a list; an error if the member is something else.
  private mutating func list(_ name: String, of value: JSONValue) -> [JSONValue] {
    guard let list = value[name], !list.isNull else { return [] }
    if list.kind != .array { fail("member-unknown", list.line, "\"\(name)\" is not a list") }
    return list.elements
  }

  private mutating func period(_ value: JSONValue) -> SheetCells {
    var cells = SheetCells()
    cells[.deployment] = cell(value["deployment"])
    cells[.from] = cell(value["from"])
    cells[.until] = cell(value["until"])
    return cells
  }

  private mutating func ports(_ assignment: JSONValue) -> SheetCells? {
    guard let role = assignment["role"]?.string.flatMap(PortRole.init),
      let ports = cell(assignment["ports"])
    else {
      fail(
        "ports-not-understood", assignment.line,
        "an assignment needs \"ports\", and a \"role\" that is signaling or data")
      return nil
    }
    var cells = SheetCells()
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

  /// The text of a string or number; nil if it is null, missing or blank. A list or an object is an
  /// error.
  private mutating func cell(_ value: JSONValue?) -> String? {
    guard let value, !value.isNull else { return nil }
    guard let text = value.string ?? value.literal else {
      fail("member-unknown", value.line, "a text is due here")
      return nil
    }
    return text.trimmed.isEmpty ? nil : text.trimmed
  }
}
