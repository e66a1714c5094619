import FirewallExport
import Testing

/// Types and codes of ICMP by the words of Cisco's devices.
@Suite struct CiscoICMPTests {
  private func iosxe(_ lines: String...) throws -> FirewallReading {
    try IOSXE().read(
      "ip access-list extended gatebook\n"
        + (lines + ["deny ip any any"]).map { " \($0)\n" }.joined())
  }

  @Test(arguments: [
    ("echo", "icmp/8"), ("8", "icmp/8"), ("8 0", "icmp/8"), ("unreachable", "icmp/3"),
    ("time-exceeded", "icmp/11"), ("timestamp-request 0", "icmp/13"),
  ])
  func aTypeIsRead(_ words: String, _ transport: String) throws {
    let reading = try iosxe("permit icmp any host 192.0.2.1 \(words)")
    #expect(reading.problems == [] && reading.lines == ["192.0.2.1 \(transport) any outbound"])
  }

  /// One code of a type is less than the type, and is no other one.
  @Test(arguments: [
    ("administratively-prohibited", "code 13 of type 3"), ("packet-too-big", "code 4 of type 3"),
    ("ttl-exceeded", "code 0 of type 11"), ("host-redirect log", "code 1 of type 5"),
    ("HOST-UNREACHABLE", "code 1 of type 3"), ("3 4", "code 4 of type 3"),
    ("reassembly-timeout", "code 1 of type 11"), ("option-missing", "code 1 of type 12"),
  ])
  func aCodeIsTold(_ words: String, _ told: String) throws {
    let reading = try iosxe("permit icmp any host 192.0.2.1 \(words)")
    #expect(reading.lines == [])
    #expect(reading.problems.count == 1 && reading.problems[0].contains(told))
    // A denial of it takes away from the type, and from no other one.
    let denied = try iosxe("deny icmp any any \(words)", "permit icmp any any echo")
    #expect(denied.problems == [] && denied.lines == ["0.0.0.0/0 icmp/8 any both"])
    #expect(
      try iosxe("deny icmp any any \(words)", "permit icmp any host 192.0.2.1").problems.count == 1)
  }

  @Test func servicesToo() throws {
    let reading = try ASA().read(
      """
      object-group service one
       service-object icmp unreachable
       service-object icmp unreachable 4
      access-list gatebook extended permit object-group one any host 192.0.2.1
      """)
    #expect(reading.lines == ["192.0.2.1 icmp/3 any outbound"])
    #expect(reading.problems.count == 1 && reading.problems[0].contains("code 4 of type 3"))
  }
}
