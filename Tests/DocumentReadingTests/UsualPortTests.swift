import DocumentReading
import Testing

/// Ports that a sentence tells as the usual ones, and what asks for them in another place.
@Suite struct UsualPortTests {
  @Test(arguments: ["", "- Readers connect on TCP port 6500.\n- "])
  func behindWhatAsksForAccess(_ before: String) throws {
    let text =
      "# Firewall\n\n\(before)Web clients need to be able to access the software over HTTP or "
      + "HTTPS. The default ports are 6580 and 6581 but can be assigned to any port.\n"
    #expect(try ReadingLines.rules(text, "page.md").contains("- - 6580-6581"))
    #expect(try !ReadingLines.rules(text, "page.md").contains("- - any"))
  }

  @Test func belowHeadingsOfTheirOwn() throws {
    #expect(
      try ReadingLines.lines(
        """
        # Access

        The following ports must be opened in the firewall:

        ## Server port

        The default server port of the devices is 6036 and can be changed.

        ## RTSP port

        RTSP can be used for live streams. The default RTSP port is TCP 554.

        """, "page.md"
      ).sorted() == [
        "RTSP port | - | - | tcp | 554 | -", "Server port | - | - | - | 6036 | -",
      ])
  }

  @Test(arguments: [
    "The ports of the server are TCP 6036 and 6037.",
    "Die Ports des Servers lauten TCP 6036, 6037.",
    "Les ports du serveur sont TCP 6036 et 6037.",
  ])
  func severalPorts(_ sentence: String) throws {
    #expect(
      try ReadingLines.rules("Open these ports in the firewall:\n\n\(sentence)\n", "page.txt")
        == ["- tcp 6036-6037"])
  }

  /// "1718 - TCP": the dash does not part a port from its protocol.
  @Test func protocolsBehindADash() throws {
    #expect(
      try ReadingLines.rules(
        "Porte usate dal firewall:\n\n1718 - TCP Discovery\n1719 - UDP Gatekeeper RAS\n", "page.txt"
      )
        == ["- tcp 1718", "- udp 1719"])
  }

  /// A sentence that mentions a port may speak of something else than the hosts above.
  @Test func portsThatAreOnlyMentioned() throws {
    let reading = try ReadingLines.read(
      """
      # Firewall

      Allow these hosts for backups:

      * a.example.com
      * b.example.com

      Product uses port 902 to establish a connection between the proxy and the machine.

      """, "page.md")
    #expect(reading.findings.contains { $0.severity == .warning || $0.code == "ports-below-table" })
  }

  @Test func rowsWithANameAndAnAddress() throws {
    #expect(
      try ReadingLines.rules(
        """
        What has to be open in the firewall.
        DNS-name IP address Port Description
        idp.example.net 192.0.2.60 443 Sign-in
        mail.example.net 192.0.2.54 8443 Mail

        """, "page.txt"
      ).sorted() == [
        "192.0.2.54 - 8443", "192.0.2.60 - 443", "idp.example.net - 443", "mail.example.net - 8443",
      ])
  }

  @Test func cellsThatAreExamples() throws {
    let reading = try ReadingLines.read(
      """
      | Information | Value | Port |
      |---|---|---|
      | Address of the controller | ex: `192.0.2.1` | 88 |
      | Update server | up.example.net | 443 |

      """, "page.md")
    #expect(!ReadingLines.rules(reading).contains { $0.hasPrefix("192.0.2.1") })
    #expect(ReadingLines.rules(reading).contains("up.example.net - 443"))
  }

  /// Dots and stars in front of a name that runs into a word.
  @Test func namesThatRunIntoWords() throws {
    #expect(
      try ReadingLines.rules(
        "Allow TCP 443 to .events.example.comSDF and *.a.example.comApp.\n", "page.txt"
      )
      .sorted() == ["*.a.example.com tcp 443", "*.events.example.com tcp 443"])
  }
}
