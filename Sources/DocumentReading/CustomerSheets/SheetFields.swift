import EndpointModel
import InventoryModel

/// The cells of one row of a sheet, by column.
struct SheetFields {
  let line: Int
  /// Without surrounding blanks.
  var cells = SheetCells()
  /// Where the cells are, if `line` does not say it.
  var places: [SheetColumn: String] = [:]
  /// Whether they are a record of a history.
  var isRecord = false

  /// The row; nil if a cell is broken. Each broken cell gives an error.
  func row(in zone: TimeZoneRules, _ findings: inout Findings) -> SheetRow? {
    var isWhole = true
    func value<T>(
      _ column: SheetColumn, _ parse: (String) throws(ValueError) -> T
    ) -> T? {
      guard let cell = cells[column] else { return nil }
      do throws(ValueError) {
        return try parse(cell)
      } catch {
        isWhole = false
        findings.add(
          Finding(
            .error, "cell-not-understood", line: line, place: places[column], quote: cell,
            message: "\(column.name): \(error)"))
        return nil
      }
    }

    let name = value(.customer) { text throws(ValueError) in try CustomerName(parsing: text) }
    if cells[.customer] == nil {
      findings.add(.error, "customer-missing", line: line, quote: nil, "the row names no customer")
    }
    guard let name else { return nil }
    var row = SheetRow(line: line, customer: name)
    row.isRecord = isRecord
    row.displayName = value(.displayName) { text throws(ValueError) in
      try GivenText(parsing: text)
    }
    row.contacts = value(.contacts, Self.mailAddresses)
    row.language = value(.language, Self.language)
    row.deployment = value(.deployment) { text throws(ValueError) in
      try DeploymentName(parsing: text)
    }
    row.from = value(.from) { text throws(ValueError) in
      try WrittenTime(parsing: text).beginning(in: zone)
    }
    row.until = value(.until) { text throws(ValueError) in
      try WrittenTime(parsing: text).after(in: zone)
    }
    row.endNote = value(.endNote) { text throws(ValueError) in try GivenText(parsing: text) }
    row.note = value(.note) { text throws(ValueError) in try GivenText(parsing: text) }
    var signaling = value(.signalingPort) { text throws(ValueError) in try SheetPorts(text) }
    var data = value(.dataPorts) { text throws(ValueError) in try SheetPorts(text) }
    let role = value(.role, Self.role)
    // Without a column that tells it, the cell may name the roles.
    let byRole =
      cells[.role] == nil
      ? value(.ports) { text throws(ValueError) in try SheetPorts.byRole(text) } : [:]
    let ports =
      byRole?.isEmpty ?? false
      ? value(.ports) { text throws(ValueError) in try SheetPorts(text) } : nil
    let first = value(.dataFirst) { text throws(ValueError) in try PortSet.port(text) }
    let last = value(.dataLast) { text throws(ValueError) in try PortSet.port(text) }
    let transports = [
      PortRole.signaling: value(.signalingProtocol, Self.transport),
      .data: value(.dataProtocol, Self.transport),
    ]
    guard isWhole else { return nil }

    guard (role == nil) == (ports == nil) else {
      findings.add(
        .error, "ports-not-understood", line: line, quote: cells[.ports] ?? cells[.role],
        "ports without a role, signaling or data, or a role without ports")
      return nil
    }
    let stated = role.flatMap { role in ports.map { [role: $0] } } ?? byRole ?? [:]
    for (role, ports) in stated.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard (role == .signaling ? signaling : data) == nil else {
        findings.add(
          .error, "ports-not-understood", line: line, quote: cells[.ports],
          "the row states its \(role.rawValue) ports twice")
        return nil
      }
      if role == .signaling { signaling = ports } else { data = ports }
    }
    for cell in [signaling, data] {
      guard let number = cell?.doubtful else { continue }
      findings.add(
        .warning, "thousands-mark", line: line, quote: nil,
        "\(number) was read as one number with a mark of thousands")
    }
    var dataRanges = data?.ranges ?? []
    if first != nil || last != nil {
      guard data == nil, let first, let last, let range = PortRange(first, last) else {
        findings.add(
          .error, "ports-not-understood", line: line,
          quote: [cells[.dataFirst], cells[.dataLast]].compactMap { $0 }.joined(separator: ", "),
          data != nil
            ? "the row states its data ports twice"
            : first == nil || last == nil
              ? "of the data ports, one end is missing"
              : "the data ports end before they start")
        return nil
      }
      dataRanges = [SheetPorts.Range(ports: range, transport: nil)]
    }
    let ranges =
      (signaling?.ranges ?? []).map { (PortRole.signaling, $0) } + dataRanges.map { (.data, $0) }
    for (role, range) in ranges {
      let ofColumn = transports[role] ?? nil
      if let own = range.transport, let ofColumn, own != ofColumn {
        findings.add(
          .error, "protocol-differs", line: line, quote: nil,
          "the \(role.rawValue) ports are of \(own.rawValue) in their own cell and of "
            + "\(ofColumn.rawValue) in another")
        return nil
      }
      row.ports.append(
        SheetRow.Ports(role: role, ports: range.ports, transport: ofColumn ?? range.transport))
    }
    if !row.ports.isEmpty, row.deployment == nil {
      findings.add(
        .error, "deployment-missing", line: line, quote: nil,
        "the row has ports but names no deployment")
      return nil
    }
    return row
  }

  /// `a@b.example; Jo Ross <c@d.example>`.
  private static func mailAddresses(_ text: String) throws(ValueError) -> [MailAddress] {
    var out: [MailAddress] = []
    if text.contains("<") {
      for part in parts(of: text, by: ",;\n") where !part.trimmed.isEmpty {
        let named = part.wholeMatch(of: Self.namedAddress)
        out.append(try MailAddress(parsing: named.map { $0.output.1 } ?? part.trimmed[...]))
      }
      return out
    }
    for part in parts(of: text, by: ",; \n\t") { out.append(try MailAddress(parsing: part)) }
    return out
  }

  /// What stands between the separators, of ASCII each.
  private static func parts(of text: String, by separators: StaticString) -> [Substring] {
    separators.withUTF8Buffer { separators in
      text.utf8.split { separators.contains($0) }.map { Substring($0) }
    }
  }

  /// `Jo Ross <jo@north.example>`. It never changes.
  nonisolated(unsafe) private static let namedAddress = /[^<>@]*<([^<>]*)>\s*/

  private static func language(_ text: String) throws(ValueError) -> NoticeLanguage {
    guard let language = NoticeLanguage(rawValue: text.lowercased()) else {
      let known = NoticeLanguage.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValueError(expected: "language", input: text, rule: "it is none of \(known)")
    }
    return language
  }

  private static func role(_ text: String) throws(ValueError) -> PortRole {
    let word = text.lowercased() == "signalling" ? "signaling" : text.lowercased()
    guard let role = PortRole(rawValue: word) else {
      throw ValueError(
        expected: "role of ports", input: text, rule: "it is neither signaling nor data")
    }
    return role
  }

  private static func transport(_ text: String) throws(ValueError) -> AssignedTransport {
    guard let transport = AssignedTransport(rawValue: text.lowercased()) else {
      throw ValueError(
        expected: "protocol of ports", input: text, rule: "it is none of tcp, udp, tcp+udp")
    }
    return transport
  }
}
