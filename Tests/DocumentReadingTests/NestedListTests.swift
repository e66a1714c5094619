import Testing

/// Hosts and ports in lists inside lists: each host has the ports that stand with it, and no other's.
@Suite struct NestedListTests {
  private func rules(_ items: [String]) throws -> [String] {
    try ReadingLines.rules("# Firewall\n\n" + items.joined(separator: "\n") + "\n", "page.md")
      .sorted()
  }

  private static let two = ["db.example.com tcp 4568", "mail.example.com tcp 465"]

  @Test(arguments: [
    (" (TCP 465)", " (TCP 4568)"), (" - TCP 465", " - TCP 4568"), (": 465/tcp", ": 4568/tcp"),
    (", TCP port 465", ", TCP port 4568"), (" → TCP 465", " → TCP 4568"),
  ])
  func eachHostKeepsItsOwnPorts(_ first: String, _ second: String) throws {
    #expect(
      try rules([
        "* Mail servers:", "  * mail.example.com\(first)", "  * db.example.com\(second)",
      ]) == Self.two)
    // Ports of their own go before those of the item around them.
    #expect(
      try rules([
        "* Mail servers: TCP 25", "  * mail.example.com\(first)", "  * db.example.com\(second)",
      ]) == Self.two)
  }

  @Test func portsInFrontOfTheirHost() throws {
    #expect(
      try rules([
        "* Mail", "  * TCP 465 to mail.example.com", "  * TCP 4568 to db.example.com",
      ]) == Self.two)
  }

  @Test func portsBelowTheirHost() throws {
    #expect(
      try rules([
        "* Mail", "  * mail.example.com", "    * TCP 465", "  * db.example.com", "    * TCP 4568",
      ]) == Self.two)
  }

  @Test func oneListOfPortsIsForAllHostsBesideIt() throws {
    #expect(
      try rules([
        "* Mail", "  * mail.example.com", "  * db.example.com", "  * Ports: TCP 465",
      ]) == ["db.example.com tcp 465", "mail.example.com tcp 465"])
  }

  @Test func usesOfPortsBelowANetwork() throws {
    #expect(
      try rules([
        "* Office (192.0.2.0/24)", "  * SSH (22/tcp)", "  * TCP 5900 (screens)", "  * no printing",
        "* Partner (198.51.100.0/24)", "  * Web (443/tcp)",
      ]) == [
        "192.0.2.0/24 tcp 22", "192.0.2.0/24 tcp 5900", "198.51.100.0/24 tcp 443",
      ])
  }

  @Test(arguments: ["Do not open:", "Never allow:", "Nicht freigeben:"])
  func whatIsNotToBeOpenedStaysShut(_ order: String) throws {
    #expect(
      try rules([
        "* \(order)", "  * old.example.com (TCP 23)", "* Open:", "  * mail.example.com (TCP 465)",
      ]) == ["mail.example.com tcp 465"])
  }

  @Test func aLowPortBehindAName() throws {
    #expect(
      try rules(["* Servers", "  * mail: mail.example.com - 25, 587"]) == [
        "mail.example.com - 25,587"
      ])
  }

  /// How a page writes a host, and how its port.
  private static let hosts = [
    "{}", "Host: {}", "**{}**", "Relay ({})", "Relay: `{}`", "`{}`:",
  ]
  private static let ports = [
    "Port: {}", "Ports: TCP {}", "TCP {}", "{}/tcp", "Port {} (signalling)",
    "TCP {} for signalling",
  ]

  /// Each with two hosts and two ports, however they stand inside each other.
  private static let shapes: [@Sendable (String, String) -> [String]] = [
    { ["- \($0)", "  - \($1)"] },
    { ["- Group of \($1.count)", "  - \($0)", "    - \($1)"] },
    { ["- \($0)", "  1. \($1)"] },
    { ["", "## \($0)", "", "- \($1)"] },
  ]

  @Test(arguments: hosts, ports)
  func hostsAndPortsInsideEachOther(_ host: String, _ port: String) throws {
    for shape in Self.shapes {
      let lines = [("alpha.example.com", "4443"), ("beta.example.com", "5555")].flatMap {
        shape(host.replacing("{}", with: $0), port.replacing("{}", with: $1))
      }
      let found = try rules(lines).map {
        $0.split(separator: " ").enumerated().filter { $0.offset != 1 }.map { String($0.element) }
          .joined(separator: " ")
      }
      #expect(found == ["alpha.example.com 4443", "beta.example.com 5555"], "\(lines)")
    }
  }

  @Test func bareNumbersBelowAndAboveTheirHosts() throws {
    #expect(
      try rules(["- a.example.com", "  - 4443", "- b.example.com", "  - 5555"]) == [
        "a.example.com - 4443", "b.example.com - 5555",
      ])
    #expect(
      try rules(["- 4443", "  - a.example.com", "- 5555", "  - b.example.com"]) == [
        "a.example.com - 4443", "b.example.com - 5555",
      ])
    // Years and counts are none.
    #expect(try rules(["- a.example.com", "  - 2024"]) == ["a.example.com - -"])
  }

  @Test func aBareNumberThatNobodyExplainsIsTold() throws {
    let reading = try ReadingLines.read(
      "# Network\n\na.example.com\n\n- 4443\n", "page.md")
    #expect(ReadingLines.warnings(reading).contains("ports-unused"))
  }

  @Test func numbersWithWordsBesideTheirHost() throws {
    #expect(
      try rules(["- mail.example.com", "  - in: 25, 587", "  - out: 53"]) == [
        "mail.example.com - 25,587", "mail.example.com - 53",
      ])
    #expect(
      try rules(["- web (80, 443): a.example.com", "- mail (25): b.example.com"]) == [
        "a.example.com - 80,443", "b.example.com - 25",
      ])
  }

  @Test func aLowNumberInBracketsIsTold() throws {
    let reading = try ReadingLines.read("# Firewall\n\n- 203.0.113.6 (22)\n", "page.md")
    #expect(ReadingLines.warnings(reading) == ["ports-not-understood"])
  }

  @Test func groupsInsideGroupsKeepTheirOwnPorts() throws {
    #expect(
      try rules([
        "- Europe", "  - Primary", "    - Host: a.example.com", "    - Port: TCP 443", "  - Backup",
        "    - Host: b.example.com", "    - Port: TCP 8443",
      ]) == ["a.example.com tcp 443", "b.example.com tcp 8443"])
  }
}
