import DocumentReading
import Testing

/// One rule said in a sentence, in the ways in which vendors say it.
@Suite struct SpokenRuleTests {
  private func lines(_ sentence: String, title: String = "Firewall") throws -> [String] {
    try ReadingLines.lines("# \(title)\n\n\(sentence)\n", "page.md")
  }

  @Test(arguments: [
    "Open port number 5228 on the firewall.",
    "Open the port with number 5228 on the firewall.",
    "The port is 5228 and must be open in the firewall.",
    "Make sure that port 5228 isn't blocked by your firewall.",
    "Öffnen Sie die Portnummer 5228 in der Firewall.",
    "Ouvrez le port numéro 5228 du pare-feu.",
    "Abra el puerto número 5228 en el firewall.",
    "Please open these ports for all IP addresses listed: 5228.",
  ])
  func portsHaveNumbers(_ sentence: String) throws {
    #expect(try lines(sentence) == ["- | - | - | - | 5228 | -"])
  }

  @Test(arguments: [
    "Traffic to api.vendor.net on 8443 must pass the firewall.",
    "api.vendor.net must be reachable on port 8443.",
    "Connections to api.vendor.net:8443 must be possible.",
    "Access to api.vendor.net via port 8443 must be allowed.",
  ])
  func numbersBesideAddressesAreTheirPorts(_ sentence: String) throws {
    #expect(try lines(sentence) == ["- | - | api.vendor.net | - | 8443 | -"])
  }

  @Test func namesThatMustBeReachableAreEndpoints() throws {
    #expect(
      try lines("api.vendor.net has to be reachable.", title: "Network")
        == ["- | - | api.vendor.net | - | - | -"])
    #expect(
      try lines("Connections to api.vendor.net must be allowed.", title: "Network")
        == ["- | - | api.vendor.net | - | - | -"])
  }

  @Test func usualPortsStandInBrackets() throws {
    #expect(
      try lines("Allow TCP traffic to the relay ports (normally 3478 and 5349) in the firewall.")
        == ["- | - | - | tcp | 3478,5349 | -"])
  }

  /// "Both" before protocols says nothing about directions.
  @Test(arguments: [
    "Please open the following ports, over both UDP and TCP:\n\n* Ports 123 and 9035.",
    "Libere as seguintes portas na rede, tanto no protocolo UDP quanto no TCP:\n\n* Portas 123 e 9035.",
  ])
  func bothProtocolsOfAnIntroduction(_ text: String) throws {
    let read = try lines(text)
    #expect(read.count == 1 && read[0].hasSuffix("- | tcp+udp | 123,9035 | -"))
  }

  @Test func inAndOutgoingGoesBothWays() throws {
    #expect(
      try lines(
        "The server needs these ports open for in- and outgoing traffic:\n\n"
          + "* TCP 8443: panel\n* UDP 8444: media")
        == ["panel | - | - | tcp | 8443 | both", "media | - | - | udp | 8444 | both"])
  }

  @Test func aVerdictAloneBeginsAnotherRule() throws {
    let read = try ReadingLines.lines(
      """
      Firewall rules

      ALLOW
      TCP using port 443
      TO:
      api.vendor.net - transactions
      ALLOW
      REPLY ICMP
      FROM:
      ping.vendor.net - monitoring
      """, "page.txt")
    #expect(!read.contains { $0.contains("ping.vendor.net") && $0.contains("443") })
  }
}

/// Hosts in one list and ports in another.
@Suite struct ListsApartTests {
  /// A URL among the hosts has its port already; the others have those of the list.
  @Test func urlsAmongHosts() throws {
    let text = """
      # Network

      ## Backup site

      Hosts

      * 192.0.2.65
      * https://203.0.113.9:9443
      * *.media.vendor.net

      Ports

      * TCP 9443
      """
    #expect(
      try ReadingLines.rules(text, "page.md") == [
        "192.0.2.65 tcp 9443", "203.0.113.9 tcp 9443", "*.media.vendor.net tcp 9443",
      ])
  }

  @Test(arguments: [
    (
      "Allow TCP and UDP traffic to the relay ports (normally 3478 and 5349).", "tcp+udp",
      "3478,5349"
    ),
    ("Number blocks: 5060 or 5064 (UDP) to sip.vendor.net", "udp", "5060,5064"),
    ("Allow UDP connections to the ports 10000-20000 of * .8x8.example.com", "udp", "10000-20000"),
  ])
  func theProtocolOfAllPorts(_ sentence: String, _ transport: String, _ ports: String) throws {
    let reading = try ReadingLines.read("# Firewall\n\n* \(sentence)\n", "page.md")
    #expect(reading.endpoints.map { $0.transport?.rawValue } == [transport])
    #expect(reading.endpoints.map { $0.ports?.description } == [ports])
  }

  /// A long sentence that introduces a list of ports.
  @Test func protocolsOfALongIntroduction() throws {
    #expect(
      try ReadingLines.rules(
        """
        Antes de mais nada, realize a liberação das seguintes portas na rede, tanto no protocolo \
        UDP quanto no TCP:

        * Portas 123 e 9035, para configuração.

        """, "page.md") == ["- tcp+udp 123,9035"])
  }
}
