import ChangeReporting
import EndpointModel
import InventoryModel
import TestSupport
import Testing

@Suite struct RulesReportTests {
  private func time(_ text: String) -> UTCTime { UTCTime(text)! }

  private func assignment(_ role: PortRole, _ ports: String) -> PortAssignment {
    PortAssignment(
      customer: CustomerName("north")!, deployment: DeploymentName("v/c")!, role: role,
      ports: PortRange(ports)!, transport: AssignedTransport(of: role),
      period: Period(from: time("2026-01-15T00:00:00Z")),
      assigned: HistoryRecord(
        time: time("2026-01-14T10:30:00Z"), by: GivenText("desk"), note: GivenText("first")),
      ended: nil)
  }

  /// A service whose name tries to be markup and a formula, and an endpoint whose
  /// ports nobody can tell.
  private var report: RulesReport {
    let snapshot = Snapshot([
      Endpoint(
        service: "=Voice | <b>*", group: "Primary", address: EndpointAddress("192.0.2.1")!,
        ports: .customer, transport: .tcp, direction: .outbound, portRole: .signaling,
        examplePorts: PortSet("7400")!, line: 4),
      Endpoint(
        service: "Media", address: EndpointAddress("192.0.2.2")!, ports: Ports("4201-4264")!,
        transport: .udp, direction: .outbound, portRole: .data, line: 5),
      Endpoint(
        service: "Web", address: EndpointAddress("www.example.com")!, ports: Ports("80,443")!,
        transport: .tcp, direction: .outbound, line: 6),
    ])
    let assignments = [assignment(.signaling, "7412")]
    let document = DocumentDescription(
      source: "d", format: "text", encoding: "utf-8", byteCount: 1,
      sha256: String(repeating: "ab", count: 32))
    return RulesReport(
      customer: Customer(name: CustomerName("north")!, displayName: GivenText("North EMS")!),
      asOf: time("2026-03-01T23:59:59Z"),
      parts: [
        RulesReport.Part(
          deployment: DeploymentName("v/c")!,
          revision: Revision(
            deployment: DeploymentName("v/c")!, number: 2, base: 1,
            recordedAt: time("2026-02-01T09:00:00Z"),
            endpointCount: 3, counts: ChangeCounts(added: 1, removed: 0, changed: 0),
            document: document, fetchedAt: time("2026-02-01T09:00:00Z"),
            storedBy: GivenText("desk")!),
          isUsed: true, assignments: assignments, snapshot: snapshot),
        RulesReport.Part(
          deployment: DeploymentName("v/young")!, revision: nil, isUsed: true, assignments: [],
          snapshot: Snapshot([])),
      ])
  }

  @Test func text() throws {
    try expectGolden(report.text(TextStyle()), "Tests/ChangeReportingTests/Golden/rules.txt")
  }

  @Test func json() throws {
    try expectGolden(report.json.text, "Tests/ChangeReportingTests/Golden/rules.json")
  }

  @Test func csv() throws {
    try expectGolden(report.csv, "Tests/ChangeReportingTests/Golden/rules.csv")
  }

  @Test func markdown() throws {
    try expectGolden(report.markdown(in: .utc), "Tests/ChangeReportingTests/Golden/rules.md")
  }

  @Test func customerHistory() throws {
    let file = CustomerFile(
      customer: Customer(
        name: CustomerName("north")!, displayName: GivenText("North EMS")!,
        contacts: [MailAddress("it@north.example")!]),
      uses: [
        DeploymentUse(
          deployment: DeploymentName("v/c")!, period: Period(from: time("2026-01-15T00:00:00Z")))
      ],
      assignments: [assignment(.signaling, "7412")])
    try expectGolden(
      TextReports(TextStyle()).customer(file, at: time("2026-03-01T00:00:00Z")),
      "Tests/ChangeReportingTests/Golden/customer.txt")
  }
}
