import Testing

/// Ports that only the words above or beside them show to be ports.
@Suite struct UnmarkedPortsTests {
  /// Protocol, ports and service of what is read.
  private func ports(_ text: String, _ name: String = "page.txt") throws -> [String] {
    try ReadingLines.read(text, name).endpoints.map { endpoint in
      let protocolName = endpoint.transport?.rawValue ?? "-"
      return "\(protocolName) \(endpoint.ports?.description ?? "-") \(endpoint.service ?? "-")"
    }
  }

  @Test func numbersInWordsBelowASentence() throws {
    let text = """
      # Ports for communication over UDP

      Most of it is over UDP. There is a proxy.

      Communication usually takes place over these ports:
      3478; and the span 4700 – 5000
      """
    #expect(try ReadingLines.rules(text, "page.md") == ["- udp 3478,4700-5000"])
  }

  @Test func yearsAndCountsAreNoPorts() throws {
    let text = """
      # Firewall

      These ports are needed: TCP 443

      Revisions: 2019; and 2020
      Users: 500
      """
    #expect(try ReadingLines.rules(text, "page.md") == ["- tcp 443"])
  }

  /// Each in a paragraph of its own, behind a star that is no mark of a list.
  @Test func namesAndNumbersBelowWordsThatAnnouncePorts() throws {
    let text = """
      Network

      The default ports are the following:

      *Agents, outbound to the server: 5672 (or 5671 with TLS)

      *Agents, inbound from the server: dynamic

      *Database: 3306 and 1433 - configurable

      *Users: 80 or 443
      """
    #expect(
      try Set(ports(text)) == [
        "- 5671-5672 Agents, outbound to the server", "- 1433,3306 Database", "- 80,443 Users",
      ])
  }

  @Test func numbersWithBracketsThatSayWhatEachIsFor() throws {
    let text = """
      # Required open ports

      * On the front - Ports 80/TCP and 443/TCP.
      * For a streaming server (e.g. Stream5) you need 1935 (RTMP), 8088 (RTMPT), 5080 (console).
      * On the database - port 3306/TCP.
      """
    #expect(
      try Set(ReadingLines.rules(text, "page.md")) == [
        "- tcp 80,443", "- tcp 1935", "- - 8088", "- - 5080", "- tcp 3306",
      ])
  }

  @Test func itemsBelowWordsThatAnnouncePortsAndALabelOfADirection() throws {
    let text = """
      Le serveur utilise les ports et protocoles suivants :

      _En entrée (LAN vers le serveur)_

      * pour les clients : protocole **HTTP** (en **TCP**) sur le port **80** et sur les ports **8000 à 8005**
      * pour la découverte : en **UDP**, sur le port **57854** (non obligatoire)

      _En sortie (serveur vers le LAN)_

      * pour les appareils : en **TCP**, sur le port **8081**
      """
    #expect(
      try ReadingLines.read(text, "page.md").endpoints.map { endpoint in
        let words = [endpoint.transport?.rawValue, endpoint.ports?.description]
        let names = [endpoint.direction?.rawValue, endpoint.service]
        return (words + names).map { $0 ?? "-" }.joined(separator: " ")
      }.sorted() == [
        "tcp 80,8000-8005 inbound pour les clients", "tcp 8081 outbound pour les appareils",
        "udp 57854 inbound pour la découverte",
      ])
  }

  /// A comment names the lines below it, whatever it says of protocols.
  @Test func commentsAmongLinesOfPorts() throws {
    let text = """
      The following ports must be open in the firewall:

      ```bash
      # Signalling
      4001/tcp

      # Media (UDP is better)
      40000-40100/udp
      40000-40100/tcp
      ```
      """
    #expect(
      try Set(ReadingLines.rules(text, "page.md")) == [
        "- tcp 4001", "- udp 40000-40100", "- tcp 40000-40100",
      ])
  }

  /// Numbers of other things, and what only the words above say is told.
  @Test func countsBelowWordsThatAnnouncePorts() throws {
    let text = """
      # Firewall

      The server uses these ports:

      Web: 8443

      Maximum users: 5000

      Timeout: 3600 - seconds
      """
    let reading = try ReadingLines.read(text, "page.md")
    #expect(ReadingLines.rules(reading) == ["- - 8443"])
    #expect(ReadingLines.warnings(reading) == ["ports-guessed"])
    let items = """
      # Required open ports

      * Port 3306/TCP
      * Up to 250 (HTTP) sessions and 4000 (SIP) users
      * TCP 22
      """
    #expect(try ReadingLines.rules(items, "page.md").sorted() == ["- tcp 22", "- tcp 3306"])
  }

  /// A line break among the ports of a sentence.
  @Test func aSentenceBrokenAmongItsPorts() throws {
    let text = """
      # Firewall

      TCP ports 7000-7499<br>9443: open them to all addresses of the following table.

      | Address | Use |
      |---|---|
      | 198.51.100.37 | Licences |
      | a.example.com | Maps |
      """
    #expect(
      try ReadingLines.rules(text, "page.md").sorted() == [
        "198.51.100.37 tcp 7000-7499,9443", "a.example.com tcp 7000-7499,9443",
      ])
  }

  /// "Expand all | Collapse all" on a page in Japanese is no address.
  @Test func wordsThatHoldTheWordForAll() throws {
    let text = """
      ファイアウォール

      すべて展開する | すべて折りたたむ

      TCP 443 を許可してください。
      """
    #expect(try ReadingLines.rules(text, "page.txt") == ["- tcp 443"])
  }

  /// The only protocol of a row stands in a bracket of another cell.
  @Test func theProtocolInABracketOfTheName() throws {
    let text = """
      # Firewall

      | Port | Purpose |
      |---|---|
      | 1503 | Conferences (TCP) |
      | 5004 | Voice (UDP) |
      """
    #expect(
      try ReadingLines.rules(text, "page.md").sorted() == ["- tcp 1503", "- udp 5004"])
  }

  @Test func aRemarkInALongBracketTakesNothingBack() throws {
    let text = """
      The devices use these ports:

      - HTTP (port 80) (note: not applicable to the base station)
      - HTTPS (port 443)
      - TCP (port 23) (not used any more)
      """
    #expect(
      try ReadingLines.rules(text, "page.md").sorted() == ["- tcp 443", "- tcp 80"])
  }
}
