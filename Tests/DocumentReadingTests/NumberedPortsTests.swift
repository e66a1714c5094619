import Testing

/// Items that begin with ports, below words that announce ports.
@Suite struct NumberedPortsTests {
  /// Protocol, ports and service of what is read.
  private func ports(_ text: String, _ name: String = "page.md") throws -> [String] {
    try ReadingLines.lines(text, name).map { line in
      let parts = line.components
      return "\(parts[3]) \(parts[4]) \(parts[0])"
    }
  }

  @Test func numbersAndWhatTheyAreFor() throws {
    let text = """
      # Ports

      Make sure that these ports are accessible:

      * 4369: finding each other, used by nodes and tools of the command line
      * 5672, 5671: clients with and without TLS, in both versions of the protocol
      * 6000 through 6500: replication of streams between the nodes of a cluster
      * 35672-35682: tools of the command line that talk to the nodes
      * 4060 - 4065 - reserved for devices of the office
      """
    #expect(
      try ports(text) == [
        "- 4369 finding each other, used by nodes and tools of the command line",
        "- 5671-5672 clients with and without TLS, in both versions of the protocol",
        "- 6000-6500 replication of streams between the nodes of a cluster",
        "- 35672-35682 tools of the command line that talk to the nodes",
        "- 4060-4065 reserved for devices of the office",
      ])
  }

  @Test func numbersBelowAnItemThatNamesThem() throws {
    let text = """
      Ensure that the firewall allows inbound from agents and users:

        - Queue Ports (three nodes need no TLS)

          - 4369 (finding each other - between nodes)

          - 5671 (TLS from nodes to the queue)
      """
    #expect(
      try ports(text) == [
        "- 4369 finding each other - between nodes", "- 5671 TLS from nodes to the queue",
      ])
  }

  @Test func anOIsABulletWhereSeveralStandBelowEachOther() throws {
    let text = """
      Plan B: schools
      These ports are opened:
      o 80 (HTTP)
      o 500, 1701, 4500 (VPN)
      o 63000 – 63099 (data of FTP)
      """
    #expect(
      try ports(text, "page.txt")
        == ["tcp 80 HTTP", "- 500,1701,4500 VPN", "- 63000-63099 data of FTP"])
  }

  /// Years and counts are no ports, whatever the heading says.
  @Test func otherNumbersAreNone() {
    let years = "# Ports of call\n\n- 2019: first harbour\n- 2020: second harbour\n- 2021: third\n"
    let counts = "# Ports\n\nThe following ports are in use:\n\n- 3: nodes\n- 12: clients\n"
    #expect((try? ports(years)) == nil)
    #expect((try? ports(counts)) == nil)
  }

  @Test func aLineThatIsIndentedMoreGoesOn() throws {
    let text = """
      ## Firewall

      ```
      443 TCP   - for the panel
      3478 UDP  - for calls (optional,
                  needs a change of the settings)
      ```
      """
    #expect(try ports(text).map { $0.prefix(8) } == ["tcp 443 ", "udp 3478"])
  }

  /// "2456 + 1" is the port after 2456, and "Table 1 Ports" has none.
  @Test func sumsAndNumbersOfTables() throws {
    #expect(
      try ports("# Firewall\n\nForward these ports:\n\n- UDP 2456 + 1: the second\n")
        .map { $0.prefix(8) } == ["udp 2457"])
    #expect(
      try ReadingLines.lines(
        "# Firewall\n\nTable 1 Port list for the firewall\n\n- 192.0.2.1 TCP 443\n", "page.md")
        == ["Table 1 Port list for the firewall | - | 192.0.2.1 | tcp | 443 | -"])
  }

  /// "(TCP)" is the protocol of the only port, and "(normally 3478)" are the ports.
  @Test func whatStandsInBrackets() throws {
    let text = """
      # Firewall

      - Open the firewall for UDP to the relay ports (49152-65535 by default).
      - **Port 22** can expect SSH (TCP) from the administrator.
      """
    #expect(
      try ports(text).map { $0.split(separator: " ")[..<2].joined(separator: " ") }.sorted()
        == ["tcp 22", "udp 49152-65535"])
  }

  @Test func forwardedIsAskedFor() throws {
    #expect(
      try ports(
        "# Game\n\nBehind NAT make sure that UDP ports 2456-2458 are forwarded to the host.\n"
      )
      .map { $0.prefix(13) } == ["udp 2456-2458"])
  }
}

extension String {
  fileprivate var components: [String] { split(separator: " | ").map(String.init) }
}
