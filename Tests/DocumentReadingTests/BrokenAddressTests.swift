import DocumentReading
import Testing

/// Text that looks like an address and is none: it is told, and its ports open nothing to anyone else.
@Suite struct BrokenAddressTests {
  @Test(arguments: [
    "Allow 300.0.2.1 on TCP 443.",
    "Our collector, which needs TCP 443 for its reports and statistics, is 192.0.2.777.",
    "* 192.0.2.777 TCP 443",
    "* Allow connections to the host 192.0.2.777 for reports and statistics on TCP 443",
    "192.0.2.777: TCP 443",
  ])
  func portsBesideItOpenNothing(_ line: String) throws {
    let reading = try ReadingLines.read(
      "# Firewall\n\nOpen these:\n\n\(line)\n\nAllow 192.0.2.7 on UDP 123.\n", "page.md")
    #expect(ReadingLines.rules(reading) == ["192.0.2.7 udp 123"])
    #expect(reading.findings.map(\.code).contains("address-not-understood"))
    #expect(reading.findings.contains { $0.severity == .error && $0.line == 5 })
  }

  /// A copied table whose cells run into one another: "5060 & 5080" and "192.0.2.16".
  @Test func portsGluedToTheirAddress() throws {
    let reading = try ReadingLines.read(
      """
      ServiceProtocolPortsIP addresses
      SignallingSIPUDP5060 & 5080192.0.2.16
      192.0.2.30
      ConfigurationHTTP(S)TCP80 & 443192.0.2.16
      203.0.113.136

      """, "page.txt")
    #expect(ReadingLines.rules(reading) == ["192.0.2.30 - -", "203.0.113.136 - -"])
    #expect(reading.findings.filter { $0.severity == .error }.map(\.line) == [2, 4])
  }

  @Test(arguments: [
    "Build 10.0.19041.1 opens TCP port 8443 to 192.0.2.7.",
    "4.1.2.3.1 Allow TCP port 8443 to 192.0.2.7.",
  ])
  func versionsAndSectionsAreNoAddresses(_ line: String) throws {
    let reading = try ReadingLines.read("Firewall\n\n\(line)\n", "page.txt")
    #expect(ReadingLines.rules(reading) == ["192.0.2.7 tcp 8443"])
    #expect(reading.findings.allSatisfy { $0.severity != .error })
  }
}
