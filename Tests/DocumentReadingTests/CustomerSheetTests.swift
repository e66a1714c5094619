import ChangeReporting
import DocumentReading
import EndpointModel
import InventoryModel
import TestSupport
import Testing

/// Sheets as support desks have them, and what is wrong in them.
@Suite struct CustomerSheetTests {
  private func read(
    _ text: String, _ name: String = "sheet.csv", deployment: String? = nil
  ) throws -> CustomerSheet {
    try CustomerSheetReader.read(
      Document(bytes: Array(text.utf8), source: name),
      deployment: deployment.map { DeploymentName($0)! })
  }

  /// A row in short.
  private func lines(_ sheet: CustomerSheet) -> [String] {
    sheet.rows.map { row in
      let parts: [String?] = [
        "\(row.line)", row.customer.text, row.displayName?.text,
        row.contacts.map { $0.map(\.text).joined(separator: "+") }, row.deployment?.description,
        row.ports.map { "\($0.role) \($0.ports)" + ($0.transport.map { " \($0)" } ?? "") }
          .joined(separator: " "),
        row.from?.description, row.until?.description, row.note?.text,
      ]
      return parts.map { $0 ?? "-" }.joined(separator: " | ")
    }
  }

  @Test func columnsComeInAnyOrderAndUnderManyNames() throws {
    let sheet = try read(
      """
      Remarks;Data port range;Signalling Port;Customer;Company;E-Mail;Cloud;Since;Fax
      first;4201 – 4264;7400;north;North EMS;a@x.example, b@x.example;v/c;2026-01-15;123

      ;;;south;;;;;
      """)
    #expect(
      lines(sheet) == [
        "2 | north | North EMS | a@x.example+b@x.example | v/c | signaling 7400 data 4201-4264 | "
          + "2026-01-15T00:00:00Z | - | first", "4 | south | - | - | - |  | - | - | -",
      ])
    #expect(sheet.findings.map(\.code) == ["column-left-out"])
    #expect(sheet.findings[0].quote == "Fax")
  }

  @Test func dataPortsMayStandInTwoColumns() throws {
    let sheet = try read(
      "customer,first data port,last data port,data protocol\nnorth,5000,5063,TCP+UDP\n",
      deployment: "v/c")
    #expect(lines(sheet) == ["2 | north | - | - | v/c | data 5000-5063 tcpAndUDP | - | - | -"])
  }

  /// Each line that is wrong is named, with what is wrong in it.
  @Test(arguments: [
    ("north,70000,,v/c,", "signaling port: \"70000\" is not a valid port range: it is above 65535"),
    (
      "north,,9-5,v/c,",
      "data ports: \"9-5\" is not a valid port range: its end lies before its start"
    ),
    (
      "North EMS,7400,,v/c,",
      "customer: \"North EMS\" is not a valid customer: it does not begin with"
    ),
    (",7400,,v/c,", "the row names no customer"),
    ("north,7400,,,", "the row has ports but names no deployment"),
    ("north,7400,,cloud,", "deployment: \"cloud\" is not a valid deployment"),
    (
      "north,7400,,v/c,15.01.2026", "from: \"15.01.2026\" is not a valid day: it is not of the form"
    ),
    (
      "north,7400,,v/c,2026-02-30",
      "from: \"2026-02-30\" is not a valid day: its month has no such day"
    ),
    ("north,7400", "the row has 2 cells under 5 headers"),
    ("north,7400,,v/c,,extra", "the row has 6 cells under 5 headers"),
    ("no\u{1B}[31mrth,7400,,v/c,", "the line holds control or invisible characters"),
  ])
  func whatIsWrongIsNamedWithItsLine(_ row: String, _ message: String) throws {
    let sheet = try read(
      "customer,signaling port,data ports,deployment,from\ngood,,,,\n\(row)\n")
    let errors = sheet.findings.filter { $0.severity == .error }
    #expect(errors.count == 1 && errors[0].line == 3)
    #expect(errors[0].message.hasPrefix(message), "\(errors[0].message)")
  }

  @Test func headersThatCannotBeMeant() throws {
    #expect(try read("name,port\nx,1\n").findings.map(\.code).contains("column-missing"))
    #expect(try read("customer,data,data ports\nx,1,2\n").findings.map(\.code) == ["column-twice"])
    #expect(try read("customer,name\n").findings.map(\.code) == ["no-rows"])
    #expect(throws: ReadingError.self) { try read("customer,name\nx,\"open\n") }
    #expect(throws: ReadingError.self) { try read("{\"endpoints\": []}", "x.json") }
  }

  /// JSON of the right shape with something wrong in it is no import either.
  @Test(arguments: [
    "\"contacts\": \"a@x.example\"", "\"uses\": {}", "\"assignment\": []", "\"displayName\": {}",
    "\"uses\": [{\"from\": \"2026-01-01\"}]", "\"customer\": \"b\"", "\"contacts\": [1]",
    "\"assignments\": [{\"deployment\": \"v/c\", \"role\": \"voice\", \"ports\": \"1\"}]",
    "\"assignments\": [{\"deployment\": \"v/c\", \"role\": \"data\", \"ports\": \"1\", \"until\": {}}]",
  ])
  func whatIsWrongInJSONIsAnError(_ member: String) throws {
    let sheet = try read("{\"customers\": [{\"customer\": \"a\", \(member)}]}", "x.json")
    #expect(sheet.findings.contains { $0.severity == .error }, "\(member)")
  }

  @Test func aSheetOfAnotherKindIsGivenUp() throws {
    let many = "customer,data ports\n" + String(repeating: "A B,x\n", count: 5000)
    #expect(try read(many).findings.count <= CustomerSheet.errorLimit + 1)
  }

  /// What is exported is read back: every assignment that is to come back, with its
  /// period, and every name.
  @Test func exportsAreReadBack() throws {
    let now = UTCTime("2026-06-01T00:00:00Z")!
    let failure = try firstFailure(seeds: 0..<200) { random in
      let files = (0..<3).map { file(CustomerName("c\($0)")!, &random) }
      for (text, name, keeps) in [
        (CustomerSheetText.csv(files, at: now), "x.csv", { $0.until.map { $0 > now } ?? true }),
        (CustomerSheetText.json(files).text, "x.json", { _ in true }),
      ] as [(String, String, (Period) -> Bool)] {
        let sheet = try read(text, name)
        if let finding = sheet.findings.first { return "\(name): \(finding)\n\(text)" }
        func key(
          _ name: CustomerName, _ deployment: DeploymentName, _ ports: String, _ period: Period
        )
          -> String
        {
          "\(name) \(deployment) \(ports) \(period.from) \(period.until.map(String.init) ?? "-")"
        }
        let wanted = Set(
          files.flatMap { file in
            file.assignments.filter { keeps($0.period) && !$0.period.isEmpty }.map {
              key(
                file.customer.name, $0.deployment, "\($0.role) \($0.transport) \($0.ports)",
                $0.period)
            }
          })
        let got = Set(
          sheet.rows.flatMap { row in
            row.ports.compactMap { ports -> String? in
              let period = Period(from: row.from!, until: row.until)!
              return period.isEmpty
                ? nil
                : key(
                  row.customer, row.deployment!, "\(ports.role) \(ports.transport!) \(ports.ports)",
                  period)
            }
          })
        if got != wanted { return "\(name): \(got) in place of \(wanted)\n\(text)" }
        let names = Set(sheet.rows.map { "\($0.customer) \($0.displayName!) \($0.contacts ?? [])" })
        let wantedNames = Set(
          files.map { "\($0.customer.name) \($0.customer.displayName) \($0.customer.contacts)" })
        if names != wantedNames { return "\(name): \(names) in place of \(wantedNames)" }
      }
      return nil
    }
    #expect(failure == nil)
  }

  /// A customer with some history; its display name could be a formula.
  private func file(_ name: CustomerName, _ random: inout SeededGenerator) -> CustomerFile {
    func day(_ number: Int) -> UTCTime { UTCTime(seconds: 1_767_225_600 + Int64(number) * 86_400)! }
    let deployment = DeploymentName("v/c")!
    let assignments = PortRole.allCases.flatMap { role -> [PortAssignment] in
      let starts = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        Int.random(in: 0...300, using: &random)
      }.sorted()
      return starts.enumerated().map { i, start in
        let low = UInt16.random(in: 1...60000, using: &random)
        let until = i + 1 < starts.count ? day(starts[i + 1]) : nil
        return PortAssignment(
          customer: name, deployment: deployment, role: role,
          ports: PortRange(low, role == .data ? low + 63 : low)!,
          transport: random.pick(AssignedTransport.allCases),
          period: Period(from: day(start), until: until)!,
          assigned: HistoryRecord(
            time: day(0), by: nil, note: random.oneIn(2) ? GivenText("a, \"b\"") : nil),
          ended: nil)
      }
    }
    return CustomerFile(
      customer: Customer(
        name: name, displayName: GivenText(random.pick(["=1+1", "Nörd, \"Ltd\"", "'-x", "#1"]))!,
        contacts: random.oneIn(2) ? [] : [MailAddress("a@x.example")!, MailAddress("b@x.example")!]),
      uses: [DeploymentUse(deployment: deployment, period: Period(from: day(0)))],
      assignments: assignments)
  }
}
