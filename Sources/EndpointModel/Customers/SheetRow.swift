/// A row of a support desk's sheet: a customer, and ports that it is to have.
public struct SheetRow: Hashable, Sendable {
  /// The line of the sheet where the row begins.
  public let line: Int
  public let customer: CustomerName
  /// Nil where the row says nothing of it; what is stored then stays.
  public var displayName: GivenText?
  public var contacts: [MailAddress]?
  public var deployment: DeploymentName?
  public var ports: [Ports] = []
  /// From when the ports, or the use of the deployment, hold; nil for the moment of
  /// the import.
  public var from: UTCTime?
  public var until: UTCTime?
  public var note: GivenText?
  /// Why the ports ended.
  public var endNote: GivenText?

  /// The ports of one role.
  public struct Ports: Hashable, Sendable {
    public let role: PortRole
    public let ports: PortRange
    /// Nil for that of the role.
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

/// What a support desk's sheet holds.
public struct CustomerSheet: Sendable {
  /// After so many errors no more are looked for: it is another kind of sheet.
  public static let errorLimit = 1000

  public let rows: [SheetRow]
  /// What was left out and, with severity error, what makes the sheet no import.
  public let findings: [Finding]

  public init(rows: [SheetRow], findings: [Finding]) {
    self.rows = rows
    self.findings = findings
  }
}
