import Testing

/// What is read rightly carries no error or warning; what is left out on purpose is no slip.
@Suite struct NoFalseAlarmTests {
  private func warnings(_ text: String, _ name: String = "page.md") throws -> [String] {
    ReadingLines.warnings(try ReadingLines.read(text, name))
  }

  @Test func maskedAddressesAreNoSlips() throws {
    let text = "Allow outbound TCP 443 to:\n\n- 40.x.x.x (assigned later)\n- a.vendor.com\n"
    let reading = try ReadingLines.read(text, "page.md")
    #expect(ReadingLines.rules(reading) == ["a.vendor.com tcp 443"])
    #expect(!reading.findings.contains { $0.severity == .error })
    #expect(ReadingLines.warnings(reading) == ["address-placeholder"])
  }

  @Test func typesOfICMPAreNoPorts() throws {
    let text = """
      | Type | Protocol | Port | Source |
      |---|---|---|---|
      | Custom ICMP | ICMP | 8/0 | 203.0.112.0/24 |
      | Custom TCP | TCP | 2049 | 203.0.112.0/24 |

      """
    #expect(try !warnings(text).contains("ports-not-understood"))
    #expect(try ReadingLines.rules(text, "page.md").contains("203.0.112.0/24 tcp 2049"))
  }

  @Test(arguments: [
    "Dienst;Ziel;Port;Richtung\nWeb;a.vendor.com;443;ausgehend\nAlt;b.vendor.com;8080;gesperrt\n",
    "host;port;comment\na.vendor.com;443;main site\nb.vendor.com;8443;do not use any more\n",
  ])
  func otherWordsBesideADenial(_ text: String) throws {
    #expect(try warnings(text, "sheet.csv") == [])
    #expect(try ReadingLines.rules(text, "sheet.csv").map { $0.prefix(12) } == ["a.vendor.com"])
  }

  @Test func portsOfTwoApplicationsAreBothMeant() throws {
    let text = "| App | HTTP port | HTTPS port |\n|---|---|---|\n| Portal | 8080 | 8443 |\n"
    #expect(try warnings(text) == [])
  }

  @Test func namesOverSeveralColumns() throws {
    let text = """
      <h3>Rules</h3><table><tr><td rowspan="2">SG</td><td colspan="4">Security group rules</td></tr>
      <tr><td>In / Out</td><td>Source / Dest</td><td>Protocol</td><td>Port range</td></tr>
      <tr><td rowspan="2">web</td><td>In</td><td>IP range: 0.0.0.0/0</td><td>TCP</td><td>443</td></tr>
      <tr><td>Out</td><td>198.51.99.9</td><td>TCP</td><td>5432</td></tr></table>
      """
    #expect(
      try Set(ReadingLines.rules(text, "page.html")) == [
        "0.0.0.0/0 tcp 443", "198.51.99.9 tcp 5432",
      ])
    #expect(try !warnings(text, "page.html").contains("ports-not-understood"))
  }

  @Test func numbersBehindNamesBesideThoseOfApplications() throws {
    let text = """
      The firewall must allow these:

      - **Print** — RAW (9100), IPP (631)
      - **Discovery** — mDNS (5353), LLMNR (5355)

      """
    let ports = try ReadingLines.read(text, "page.md").endpoints.compactMap {
      $0.ports?.description
    }.flatMap { $0.split(separator: ",").map(String.init) }
    #expect(Set(ports) == ["9100", "631", "5353", "5355"])
  }
}
