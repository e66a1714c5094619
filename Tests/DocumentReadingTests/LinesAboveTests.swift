import Testing

/// What a line above a table or a list says of all of it.
@Suite struct LinesAboveTests {
  private static let rows = [
    "| Port | Service |", "|---|---|", "| 8008 | Control |", "| 8003 | Data |",
  ]

  private static let lines = [
    ("Ensure that the following ports are open for TCP and UDP connectivity:", "tcp+udp"),
    ("Ensure that these ports are open for TCP:", "tcp"), ("Open the following UDP ports:", "udp"),
    ("Open these ports (TCP and UDP):", "tcp+udp"), ("Ports (TCP):", "tcp"), ("UDP:", "udp"),
  ]

  /// As a line of its own, as an item, as the end of one, and as the last of several.
  private static let places: [@Sendable (String) -> [String]] = [
    { ["", $0, ""] + rows },
    { ["", "* " + $0, ""] + rows.map { "  " + $0 } },
    { ["", "* Set the cluster up.", "", "  " + $0, ""] + rows.map { "  " + $0 } },
    { ["", "1. Set the cluster up.", "2. " + $0, ""] + rows },
    { ["", "1. Set the cluster up.", "   - " + $0, ""] + rows },
  ]

  @Test(arguments: lines)
  func aProtocolAboveATable(_ line: String, _ transport: String) throws {
    for place in Self.places {
      let text = (["# Network"] + place(line)).joined(separator: "\n") + "\n"
      #expect(
        try ReadingLines.rules(text, "page.md").sorted() == [
          "- \(transport) 8003", "- \(transport) 8008",
        ], "\(text)")
    }
  }

  @Test func anItemThatForbidsTheTableBelowIt() throws {
    #expect(
      (try? ReadingLines.rules(
        """
        # Network

        1. Set the cluster up.
        2. Do not open these ports:

        | Port | Service |
        |---|---|
        | 8008 | Control |

        """, "page.md")) ?? [] == [])
  }

  @Test func aSecondListOfTheSameSentence() throws {
    #expect(
      try ReadingLines.rules(
        """
        # Ports

        The following TCP ports must be open:

        - `5432` (database)

        for the second scheme:

        - `5000` (balancer)

        """, "page.md") == ["- tcp 5432", "- tcp 5000"])
  }

  /// "8000:8100" is a range, as rules of firewalls write it; "8080:80" leads inside.
  @Test func rangesWithAColonInAList() throws {
    #expect(
      try ReadingLines.rules(
        """
        Open the following ports:

        ```
        443
        8000:8100
        32768:60999   # workers
        8080:80
        ```

        """, "page.md"
      ).sorted() == ["- - 32768-60999", "- - 443", "- - 8000-8100", "- - 8080"])
  }

  @Test(arguments: [
    "plus the cluster on port 27017", "as well as the database on port 27017",
    "and the cluster on port 27017",
  ])
  func portsOfSomethingElse(_ rest: String) throws {
    let reading = try ReadingLines.read(
      "# Firewall\n\nAllow outbound HTTPS to a.example.com and b.example.com, \(rest).\n", "page.md"
    )
    #expect(ReadingLines.rules(reading).sorted() == ["a.example.com - -", "b.example.com - -"])
    #expect(ReadingLines.warnings(reading).contains("ports-in-prose"))
  }
}
