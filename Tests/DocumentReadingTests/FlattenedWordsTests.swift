import Testing

/// Pieces of tables and lists that lost their form.
@Suite struct FlattenedWordsTests {
  private func rules(_ text: String, _ name: String = "page.md") -> [String] {
    ((try? ReadingLines.rules(text + "\n", name)) ?? []).sorted()
  }

  @Test func rowsWithoutTheirTable() {
    #expect(
      rules(
        """
        <tbody><tr><td>Host</td><td>Port</td><td>Protocol</td></tr>
        <tr><td><p>a.example.com</p><p>b.example.com</p></td><td>443</td><td>TCP</td></tr>
        <tr><td>c.example.com</td><td>3478</td><td>UDP</td></tr></tbody>
        """, "page.html") == [
          "a.example.com tcp 443", "b.example.com tcp 443", "c.example.com udp 3478",
        ])
  }

  @Test func twoProtocolsBehindAPort() {
    #expect(
      rules(
        """
        # Each line is a port that the firewall lets through.
        22   tcp       # remote access
        53   tcp udp   # names
        123  udp       # clock
        """, "ports.txt") == ["- tcp 22", "- tcp+udp 53", "- udp 123"])
    #expect(rules("# Firewall\n\n- 443 TCP, UDP 53") == ["- tcp 443", "- udp 53"])
  }

  @Test func anOrderBesideATable() {
    #expect(
      rules(
        """
        Make sure the following ports are added to the firewall in both directions:
        6030, 6031, 6040

        | Port | Name |
        |---|---|
        | 6217 | Database |
        """) == ["- - 6030-6031,6040", "- - 6217"])
  }

  @Test func aPageAmongTheWordsOfAPort() {
    #expect(
      rules(
        """
        # Ports

        * Port 22 (SSH): remote access
        * Port 53 (DNS): name services, which turn names like http://www.vendor.example into addresses
        """
      ).allSatisfy { $0.hasPrefix("- ") })
  }

  @Test(arguments: [
    "Open the page of the router (usually 192.168.1.1 or 192.168.0.1).",
    "1. Ingresar al router (usualmente 192.168.0.1 o 192.168.1.1)",
  ])
  func whereADeviceUsuallyIs(_ text: String) {
    #expect(rules("# Router\n\nForward TCP 443.\n\n\(text)").allSatisfy { $0 == "- tcp 443" })
  }

  @Test func aNumberWithItsUseAmongOthers() {
    #expect(
      rules("Required ports:\n22   SSH\n80   HTTP / Proxy\n3001 Dashboard for the lab")
        == ["- - 3001", "- tcp 22", "- tcp 80"])
    #expect(rules("Required ports:\n22   SSH\n8 cores\n2400 users") == ["- tcp 22"])
  }
}
