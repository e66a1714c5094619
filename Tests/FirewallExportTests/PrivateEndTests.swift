import FirewallExport
import Testing

/// Lines of Cisco's lists that name private addresses: those are ours, and the other end is not.
@Suite struct PrivateEndTests {
  private func asa(_ line: String) throws -> FirewallReading {
    try ASA().read("access-list gatebook extended \(line)\n")
  }

  @Test(arguments: [
    ("permit tcp host 10.0.0.5 any eq 443", "0.0.0.0/0 tcp 443 outbound"),
    (
      "permit tcp 192.168.0.0 255.255.0.0 203.0.113.0 255.255.255.0 eq 443",
      "203.0.113.0/24 tcp 443 outbound"
    ),
    ("permit tcp any host 172.16.0.5 eq 443", "0.0.0.0/0 tcp 443 inbound"),
    ("permit tcp host 203.0.113.7 host 10.0.0.5 eq 443", "203.0.113.7 tcp 443 inbound"),
  ])
  func theyAreTakenForOurs(_ line: String, _ read: String) throws {
    let reading = try asa(line)
    #expect(reading.lines == [read])
    #expect(reading.problems.map { $0.contains("some of our addresses only") } == [true])
    // The other dialect has its masks turned round.
    let words = line.split(separator: " ").map {
      $0 == "255.255.0.0" ? "0.0.255.255" : $0 == "255.255.255.0" ? "0.0.0.255" : String($0)
    }
    let other = try IOSXE().read(
      "ip access-list extended gatebook\n \(words.joined(separator: " "))\n")
    #expect(other.lines == [read] && other.problems.count == 1)
  }

  /// Neither end tells more than the other.
  @Test(arguments: [
    ("permit tcp any host 203.0.113.7 eq 443", "203.0.113.7 tcp 443 outbound"),
    ("permit tcp host 203.0.113.7 any eq 443", "203.0.113.7 tcp 443 inbound"),
  ])
  func othersAreReadByTheEndThatIsNamed(_ line: String, _ read: String) throws {
    let reading = try asa(line)
    #expect(reading.lines == [read] && reading.problems == [])
  }

  /// A document may have private addresses of the vendor's.
  @Test func whatGatebookWroteIsReadBack() throws {
    for target in [try ASA() as any FirewallTarget, try IOSXE()] {
      let plan = target.plan(to: ["10.7.0.0/16"])
      let reading = try target.read(target.whole(plan))
      #expect(reading.problems == [] && reading.lines == ["10.7.0.0/16 tcp 443 outbound"])
    }
  }
}
