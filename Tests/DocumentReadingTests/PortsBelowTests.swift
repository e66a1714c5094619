import EndpointModel
import Testing

/// Lines and lists of ports below words that announce them.
@Suite struct PortsBelowTests {
  private func lines(_ text: String, _ name: String = "page.txt") throws -> [String] {
    try ReadingLines.lines(text, name).sorted()
  }

  private func findings(_ text: String, _ name: String = "page.txt") throws -> [String] {
    try ReadingLines.read(text, name).findings.map { "\($0.severity) \($0.code)" }
  }

  @Test func aParagraphThatBeginsWithPortsIsARule() throws {
    #expect(
      try lines("Ports required:\n\nPort 8443 for the relay\n")
        == ["for the relay | - | - | - | 8443 | -"])
    #expect(
      try lines("Ports required:\n\nTCP 8443 for the relay\n\nUDP 8444 for all the sites\n")
        == ["for all the sites | - | - | udp | 8444 | -", "for the relay | - | - | tcp | 8443 | -"])
    #expect(
      try lines(
        "Ports required:\n\nPort 3478 (TCP/UDP) Calls\nRange of ports 32,000-65,535 Low level TCP and UDP traffic\n"
      ).map { $0.split(separator: "|").dropFirst(3).joined() } == [
        " tcp+udp  3478  -", " tcp+udp  32000-65535  -",
      ])
  }

  @Test func aSentenceThatOnlyTellsIsNone() throws {
    #expect(
      try lines(
        "Firewall ports:\n\nTCP 443 to a.example\n\nPort 8080 was open in older releases.\n")
        == ["Firewall ports | - | a.example | tcp | 443 | -"])
  }

  @Test func numbersBelowIngressArePorts() throws {
    let text = """
      # Network

      The server must allow incoming access.

      ## Ingress

      ### Users

      * **80:** Access for people (redirects to 443)
      * **443:** Access for people

      ### Servers

      * **8201:** Requests that are forwarded from one server to the next one

      ## Egress

      * `a.example`
      """
    #expect(
      try lines(text, "page.md") == [
        "Access for people (redirects to 443) | Ingress, Users | - | - | 80 | inbound",
        "Access for people | Ingress, Users | - | - | 443 | inbound",
        "Egress | - | a.example | - | - | -",
        "Requests that are forwarded from one server to the next one | Ingress | - | - | 8201 | inbound",
      ])
  }

  @Test func whatNeedNotBeOpenedIsLeftOut() throws {
    let text = """
      ## Ports to open

      * **443:** Sign-in

      The parts use these ports among themselves. It is not necessary to expose these ports in a firewall:

      * **5432:** Data
      * **6379:** Cache
      """
    #expect(try lines(text, "page.md") == ["Sign-in | Ports to open | - | - | 443 | -"])
  }

  @Test func aPortForOneAloneIsNotOneForAll() throws {
    let text = """
      Your firewall needs to allow these addresses:

      * 192.0.2.1 (devices)
      * 192.0.2.2 (proxy)

      We use the following ports:

      * 443
      * 80 (proxy only)
      """
    #expect(
      try lines(text, "page.md").map { $0.split(separator: " | ").suffix(4).joined(separator: " ") }
        == ["192.0.2.1 - 443 -", "192.0.2.2 - 443 -", "192.0.2.2 - 80 -"])
    let unclear = text.replacing("(proxy only)", with: "(old versions only)")
    #expect(try findings(unclear, "page.md").contains("warning ports-qualified"))
  }

  @Test func whatIsDeprecatedIsTold() throws {
    let text =
      "Allow:\n\n* a.example:443 [_deprecated_]\n* b.example:443\n* c.example:443 (retired)\n"
    #expect(try lines(text, "page.md") == ["Allow | - | b.example | - | 443 | -"])
    #expect(try findings(text, "page.md") == ["warning taken-back", "note taken-back"])
  }

  @Test func whatIsOlderInAConditionIsInForce() throws {
    #expect(
      try ReadingLines.rules(
        "If the system was installed with an older release, open TCP port 8443 to a.example.\n",
        "page.txt") == ["a.example tcp 8443"])
    #expect(
      try ReadingLines.rules(
        "Allow:\n\n- a.example TCP 443 (was TCP 8443 in older releases)\n", "page.md"
      )
      .contains { $0.contains("443") })
  }

  @Test func aSentenceThatTurnsAroundIsNotShut() throws {
    let text = """
      No inbound ports are needed, but these ports must be open to the outside:

      - TCP 443
      - UDP 5060
      """
    #expect(try ReadingLines.rules(text, "page.md").sorted() == ["- tcp 443", "- udp 5060"])
  }

  /// Ports of a sentence that points at addresses below it are never those of addresses above it.
  @Test func portsForWhatIsListedBelow() throws {
    let text = """
      Proxies of old
      198.51.100.1
      Media
      If you use any of the proxies listed below, allow UDP ports 10000 to 20000 for media.
      Ranges by proxy
      -
      East
      -
      192.0.2.0/28
      -
      West
      -
      192.0.2.16/28
      """
    #expect(
      try Set(ReadingLines.rules(text, "page.txt")) == [
        "198.51.100.1 - -", "192.0.2.0/28 udp 10000-20000", "192.0.2.16/28 udp 10000-20000",
      ])
  }

  /// If nothing takes them, they are told, and opened to nobody.
  @Test func portsForWhatIsListedNowhere() throws {
    let text = """
      # Firewall

      Allow TCP 443 to a.example.com.

      Open UDP 10000 to 20000 for the servers listed below.
      """
    let reading = try ReadingLines.read(text, "page.md")
    #expect(ReadingLines.rules(reading) == ["a.example.com tcp 443"])
    #expect(ReadingLines.warnings(reading) == ["ports-named"])
  }
}
