import FirewallExport
import Testing

/// Rules of iptables on flags of TCP.
@Suite struct IPTablesFlagTests {
  private func read(_ flags: String) throws -> FirewallReading {
    try IPTables(["hook": "output"]).read(
      """
      *filter
      :INPUT DROP [0:0]
      :FORWARD DROP [0:0]
      :OUTPUT DROP [0:0]
      -A OUTPUT -d 192.0.2.1/32 -p tcp -m tcp --dport 443 \(flags) -j ACCEPT
      COMMIT
      """)
  }

  /// The first packet of a connection is what a rule is read for.
  @Test(arguments: [
    "--syn", "--tcp-flags FIN,SYN,RST,ACK SYN", "--tcp-flags SYN,RST,ACK,FIN SYN",
    "--tcp-flags FIN,SYN,RST,ACK SYN -m conntrack --ctstate NEW",
  ])
  func theFirstPacketIsAConnection(_ flags: String) throws {
    let reading = try read(flags)
    #expect(reading.problems == [])
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"])
  }

  @Test(arguments: [
    "! --syn", "--tcp-flags ALL SYN", "--tcp-flags FIN,SYN,RST,ACK ACK", "--tcp-flags SYN SYN",
    "! --tcp-flags FIN,SYN,RST,ACK SYN", "--tcp-flags FIN,SYN,RST,ACK",
  ])
  func otherFlagsAreTold(_ flags: String) throws {
    let reading = try read(flags)
    #expect(reading.lines == [])
    #expect(reading.problems.count == 1)
  }
}
