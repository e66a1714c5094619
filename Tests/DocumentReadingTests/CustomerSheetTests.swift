import ChangeReporting
import DocumentReading
import EndpointModel
import InventoryModel
import TestSupport
import Testing

/// Sheets as support desks have them, and what is wrong in them.
@Suite struct CustomerSheetTests {
  private func read(
    _ text: String, _ name: String = "sheet.csv", deployment: String? = nil,
    columns: [String: SheetColumn] = [:], dates: String? = nil
  ) throws -> CustomerSheet {
    var settings = CustomerSheetReader.Settings()
    settings.deployment = deployment.map { DeploymentName($0)! }
    settings.columns = columns
    settings.dateFormat = try dates.map { try SheetDateFormat(parsing: $0) }
    return try CustomerSheetReader.read(
      Document(bytes: Array(text.utf8), source: name), settings)
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

  @Test(arguments: [
    ("7412.0", "signaling 7412"), ("7412,00", "signaling 7412"), ("7,421", "signaling 7421"),
    ("7.421", "signaling 7421"), ("tcp/7422", "signaling 7422 tcp"),
    ("7422/udp", "signaling 7422 udp"), ("TCP 7422", "signaling 7422 tcp"),
  ])
  func portsAsSpreadsheetsWriteThem(_ cell: String, _ ports: String) throws {
    let sheet = try read("customer;signaling port\nnorth;\"\(cell)\"\n", deployment: "v/c")
    #expect(lines(sheet) == ["2 | north | - | - | v/c | \(ports) | - | - | -"])
    #expect(sheet.findings.isEmpty, "\(sheet.findings)")
  }

  @Test(arguments: [
    "5700 to 5763", "5700\u{2011}5763", "5700 bis 5763", "5,700-5,763", "5700.0-5763.0",
    "udp 5700-5763", "5700–5763",
  ])
  func rangesInWords(_ cell: String) throws {
    let sheet = try read("customer;data ports\nnorth;\(cell)\n", deployment: "v/c")
    #expect(sheet.rows.first?.ports.first?.ports.description == "5700-5763", "\(sheet.findings)")
  }

  /// Either of two known ports, or one number.
  @Test func aNumberThatMayBeTwoIsAWarning() throws {
    let sheet = try read("customer;signaling port\nnorth;22.443\n", deployment: "v/c")
    #expect(sheet.rows.first?.ports.first?.ports.description == "22443")
    #expect(sheet.findings.map(\.code) == ["thousands-mark"])
  }

  @Test func whatAPortCellMayNotSay() throws {
    func error(_ cell: String, _ more: String = "") throws -> String? {
      try read(
        "customer;data ports;data protocol\nnorth;\(cell);\(more)\n", deployment: "v/c"
      ).findings.first { $0.severity == .error }?.message
    }
    #expect(
      try error("udp/5700-5763", "tcp")
        == "the data ports are of udp in their own cell and of tcp in another")
    #expect(try error("icmp 5") != nil && error("ask Anna") != nil && error("7400 (old)") != nil)
  }

  @Test(arguments: [
    ("7412-7415, 7420", "data 7412-7415 data 7420"), ("7412-7415,7420", "data 7412-7415 data 7420"),
    ("7420 und 7412 bis 7415", "data 7412-7415 data 7420"),
    ("7412 to 7415 & 7420", "data 7412-7415 data 7420"),
    ("7412.0, 7420.0", "data 7412 data 7420"), ("7.412-7.415; 7.420", "data 7412-7415 data 7420"),
    ("7412, 7413", "data 7412 data 7413"), ("80,443", "data 80 data 443"),
    ("20, 119", "data 20 data 119"),
    ("tcp/7412-7415, udp/7420", "data 7412-7415 tcp data 7420 udp"),
    ("7412 (TCP), 7420 (UDP)", "data 7412 tcp data 7420 udp"),
    ("udp 7412, 7420", "data 7412 udp data 7420 udp"),
    ("7412/tcp, 7412/udp", "data 7412 tcpAndUDP"),
  ])
  func severalRangesInOneCell(_ cell: String, _ ports: String) throws {
    try expectPorts(ports, of: cell, below: "data ports")
  }

  @Test(arguments: [
    ("signaling 7412, data 5700-5763, 5800", "signaling 7412 data 5700-5763 data 5800"),
    ("Data ports: 5700 to 5763; Signalling port: tcp/7412", "signaling 7412 tcp data 5700-5763"),
    ("data 5700-5763 und signaling 7412", "signaling 7412 data 5700-5763"),
    ("data 5700", "data 5700"),
  ])
  func severalRolesInOneCell(_ cell: String, _ ports: String) throws {
    try expectPorts(ports, of: cell, below: "ports")
  }

  private func expectPorts(_ ports: String, of cell: String, below header: String) throws {
    let sheet = try read("customer;\(header)\nnorth;\"\(cell)\"\n", deployment: "v/c")
    #expect(lines(sheet) == ["2 | north | - | - | v/c | \(ports) | - | - | -"])
    #expect(sheet.findings.isEmpty, "\(sheet.findings)")
  }

  @Test(arguments: [
    ("7412, data 5700", "something stands before its first role"),
    ("data 5700, data 5800", "it names data twice"), ("data 20,119", "20,119 is one number or two"),
    ("data", "it is empty"), ("signaling 7412 voice 9", "it is not a decimal number"),
    ("7412", "ports without a role"),
  ])
  func rolesThatAreNotTold(_ cell: String, _ rule: String) throws {
    let sheet = try read("customer;ports\nnorth;\"\(cell)\"\n", deployment: "v/c")
    #expect(sheet.rows.isEmpty)
    let message = try #require(sheet.findings.first).message
    #expect(sheet.findings.count == 1 && message.contains(rule), "\(message)")
  }

  /// What may be other ports than it seems is refused, with what to write.
  @Test(arguments: [
    ("20,119", "20,119 is one number or two; write it as 20119, or as 20, 119"),
    ("7412, 20,119", "20,119 is one number or two; write it as 20119, or as 20, 119"),
    ("7412,50", "7412,50 is one number with decimals, or two"),
    ("5700 5763", "between two of its numbers stands neither a hyphen nor a comma"),
    ("5700/5763", "between two of its numbers stands neither a hyphen nor a comma"),
    ("tcp/7412, 7420", "some of its ranges name a protocol, and some do not"),
    ("7412-7415, ask Anna", "it is not a decimal number"),
  ])
  func whatMayBeOtherPorts(_ cell: String, _ rule: String) throws {
    let sheet = try read("customer;data ports\nnorth;\"\(cell)\"\n", deployment: "v/c")
    #expect(sheet.rows.isEmpty)
    #expect(
      sheet.findings.map(\.message) == [
        "data ports: \"\(cell)\" is not a valid port range: \(rule)"
      ])
  }

  @Test func titlesStandAboveTheHeader() throws {
    let sheet = try read(
      "Customers of 2026\n\nlast changed by Anna\nKd-Nr;deployment;role;ports;from\n"
        + "north;v/c;signaling;7400;15.1.2026\nnorth;v/c;data;5700-5763;15.1.26\n",
      columns: ["KD-NR": .customer], dates: "dd.mm.yyyy")
    #expect(
      lines(sheet) == [
        "5 | north | - | - | v/c | signaling 7400 | 2026-01-15T00:00:00Z | - | -",
        "6 | north | - | - | v/c | data 5700-5763 | 2026-01-15T00:00:00Z | - | -",
      ])
    #expect(sheet.findings.map(\.code) == ["rows-above-header"])
    let wrong = try read("customer\nnorth\n", columns: ["Kd-Nr": .note])
    #expect(wrong.findings.map(\.message) == ["no column is headed \"kd-nr\""])
  }

  @Test(arguments: [
    ("m/d/yy", "1/31/26"), ("dd.mm.yyyy", "31.01.2026"), ("y-m-d", "2026-01-31"),
    ("dd/mm/yyyy", "2026-01-31"), ("serial", "46053"), ("serial", "46053.0"),
  ])
  func daysOfTheCountry(_ format: String, _ day: String) throws {
    let sheet = try read("customer;from\nnorth;\(day)\n", dates: format)
    #expect(sheet.rows.first?.from?.description == "2026-01-31T00:00:00Z", "\(sheet.findings)")
    #expect(throws: ValueError.self) { try SheetDateFormat(parsing: "d.m") }
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
      "north,7400,,v/c,15.01.2026",
      "from: \"15.01.2026\" is not a valid day or time (RFC 3339): it is not of"
    ),
    (
      "north,7400,,v/c,2026-02-30",
      "from: \"2026-02-30\" is not a valid day or time (RFC 3339): its month"
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
    let failure = try firstFailure(seeds: 0..<80) { random in
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
