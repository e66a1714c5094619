import Testing

/// Names of applications that stand for their ports, in columns that state ports.
@Suite struct NamesForPortsTests {
  private func reading(_ header: String, _ cell: String) throws -> (rules: [String], told: [String])
  {
    let reading = try ReadingLines.read(
      """
      # Firewall

      | Server | Address | \(header) |
      |---|---|---|
      | Web | 192.0.2.1 | TCP 444 |
      | Mail | 192.0.2.2 | \(cell) |

      """, "page.md")
    return (
      ReadingLines.rules(reading).filter { $0.hasPrefix("192.0.2.2 ") }
        .map { String($0.dropFirst("192.0.2.2 ".count)) }.sorted(), ReadingLines.warnings(reading)
    )
  }

  @Test(
    arguments: ["Ports", "Services"],
    [
      ("HTTPS, tcp-8443", ["tcp 443", "tcp 8443"]), ("SMTPS, IMAPS", ["tcp 465,993"]),
      ("SMTPS, IMAPS, POPS3", ["tcp 465,993,995"]), ("RTSP 554, HTTP", ["tcp 80,554"]),
      ("22, https", ["- 22", "tcp 443"]), ("RDP and 5986", ["- 5986", "tcp 3389"]),
      ("ONVIF (80/8080)", ["- 80,8080"]), ("HTTPS", ["tcp 443"]),
    ])
  func namesBesideNumbers(_ header: String, _ cell: (String, [String])) throws {
    let found = try reading(header, cell.0)
    #expect(found.rules == cell.1)
    #expect(found.told.isEmpty)
  }

  @Test(arguments: ["Ports", "Services"])
  func aNameWithANumberBehindItMayBeOne(_ header: String) throws {
    let found = try reading(header, "HTTPS, 8443")
    #expect(found.rules == ["- 8443"])
    #expect(found.told == ["words-among-ports"])
  }

  @Test func aHostToFillInIsNoNameForPorts() throws {
    #expect(
      (try? ReadingLines.rules(
        """
        | Destination | Purpose |
        |---|---|
        | `<dns-host>:53` | Names |
        | `<secrets-host>:8200` | Secrets |
        | `<time-host>:123` | Clock |

        """, "page.md")) ?? [] == [])
  }

  @Test(arguments: [
    "Open in the firewall?", "Opened in firewall", "Firewall", "Reachable from outside",
  ])
  func aNoBelowAQuestionWhetherToOpenDeniesTheRow(_ header: String) throws {
    #expect(
      try ReadingLines.rules(
        """
        # Ports

        | Component | Port | Configurable | \(header) |
        |---|---|---|---|
        | API | 8080 | yes | yes |
        | Debugger | 5005 | yes | no |

        """, "page.md") == ["- - 8080"])
  }

  /// "Type", "Destination", "Port" one below the other: the protocol stands in front of its host.
  @Test func aProtocolIsNoHeader() throws {
    #expect(
      try ReadingLines.rules(
        [
          "Connection type", "Destination", "Port", "TCP", "a.example.com", "443", "TCP",
          "b.example.com", "8443", "UDP", "c.example.com", "3478",
        ].joined(separator: "\n") + "\n", "page.txt"
      ).sorted() == [
        "a.example.com tcp 443", "b.example.com tcp 8443", "c.example.com udp 3478",
      ])
  }
}
