import EndpointModel

/// A row of a support desk's sheet: a customer, and the ports that it should have.
public struct SheetRow: Hashable, Sendable {
  /// The line of the sheet where the row begins.
  public let line: Int
  public let customer: CustomerName
  /// Nil if the row does not state it; the stored value is then kept.
  public var displayName: GivenText?
  public var contacts: [MailAddress]?
  public var language: NoticeLanguage?
  public var deployment: DeploymentName?
  /// The ports that the customer has from then on, all of each role that is among them; of a
  /// record, one range of possibly several.
  public var ports: [Ports] = []
  /// Whether the row is one of the records of a history, each with its own period, as `customer
  /// export --format json` writes them. Another row ends what the customer has of the same roles
  /// where it begins; a record ends nothing that the sheet has another record of.
  public var isRecord = false
  /// When the ports, or the use of the deployment, begin; nil for the time of the import.
  public var from: UTCTime?
  public var until: UTCTime?
  public var note: GivenText?
  /// Why the ports ended.
  public var endNote: GivenText?

  /// A range of the ports of one role.
  public struct Ports: Hashable, Sendable {
    public let role: PortRole
    public let ports: PortRange
    /// Nil for the protocol of the role.
    public let transport: AssignedTransport?

    public init(role: PortRole, ports: PortRange, transport: AssignedTransport? = nil) {
      self.role = role
      self.ports = ports
      self.transport = transport
    }
  }

  public init(line: Int, customer: CustomerName) {
    self.line = line
    self.customer = customer
  }
}

/// The contents of a support desk's sheet.
public struct CustomerSheet: Sendable {
  /// After this many errors no more are looked for: it is another kind of sheet.
  public static let errorLimit = 1000

  public let rows: [SheetRow]
  /// What was left out; findings of severity `error` keep the sheet from being imported.
  public let findings: [Finding]

  /// The sheet of a workbook, whose rows' numbers are the lines; nil for a text.
  public let sheetName: String?

  public init(rows: [SheetRow], findings: [Finding], sheetName: String? = nil) {
    self.rows = rows
    self.sheetName = sheetName
    self.findings = findings.map { Self.placed($0, sheetName) }.sorted()
  }

  /// The finding with the place of its row, if it is of a workbook.
  public func placed(_ finding: Finding) -> Finding { Self.placed(finding, sheetName) }

  private static func placed(_ finding: Finding, _ sheetName: String?) -> Finding {
    guard let sheetName, let row = finding.line, finding.place == nil else { return finding }
    return Finding(
      finding.severity, finding.code, line: row, place: "sheet \(sheetName), row \(row)",
      quote: finding.quote, message: finding.message)
  }
}
