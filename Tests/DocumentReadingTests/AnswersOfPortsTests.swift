import Testing

/// A question which ports are to be opened, and its answer.
@Suite struct AnswersOfPortsTests {
  private func rules(_ text: String) -> [String] {
    ((try? ReadingLines.rules(text + "\n", "page.md")) ?? []).sorted()
  }

  @Test(arguments: [" ", "\n", "  \n", "\n\n"])
  func theAnswerOpens(_ between: String) {
    #expect(
      rules(
        "**Which ports need to be open on my server?**\(between)Only port `8443/tcp` (or the one that you set)."
      ) == ["- tcp 8443"])
    #expect(
      rules("Q: Which ports do I have to open?\(between)A: TCP 443 and UDP 3478.") == [
        "- tcp 443", "- udp 3478",
      ])
  }

  @Test(arguments: [
    "Which ports need to be open? None; do not open TCP 23.",
    "Which ports must I open? If you changed the defaults, ask the author about TCP 9999.",
  ])
  func otherAnswersDoNot(_ text: String) { #expect(rules(text) == []) }

  @Test func portsOfAPolicyNeedNoProtocol() throws {
    #expect(
      try ReadingLines.rules(
        """
        kind: NetworkPolicy
        metadata: {name: web}
        spec:
          ingress:
          - from:
            - podSelector: {matchLabels: {app: front}}
            ports:
            - {port: 8080, protocol: UDP}
          - ports:
            - port: 8765

        """, "policy.yaml") == ["- udp 8080", "- tcp 8765"])
  }

  @Test(arguments: [("Before", "After"), ("Old port", "New port"), ("Bisher", "Neu")])
  func portsOfBeforeStayShut(_ old: String, _ new: String) throws {
    #expect(
      try ReadingLines.rules(
        """
        # Ports

        | Service | \(old) | \(new) |
        |---|---|---|
        | Web | 80 | 443 |
        | Mail | 25 | 587 |

        """, "page.md"
      ).sorted() == ["- - 443", "- - 587"])
  }
}

/// Addresses that a person opens, and orders in cells.
@Suite struct PagesForPeopleTests {
  private func rules(_ text: String) -> [String] {
    ((try? ReadingLines.rules("# Router\n\nForward TCP 443.\n\n" + text + "\n", "page.md")) ?? [])
      .sorted()
  }

  @Test(arguments: [
    "Log into your router's admin interface (usually `192.168.1.1` or `192.168.0.1`).",
    "**Router settings** (access via `192.168.1.1` or `10.0.0.1`):",
    "- https://vendor.example.com/how-to-set-up-a-proxy-for-free",
    "https://vendor.example.com/blog/how-to-set-up-a-proxy/",
  ])
  func whatAPersonOpensIsNoFarEnd(_ text: String) {
    #expect(rules(text).allSatisfy { $0 == "- tcp 443" })
  }

  @Test func anOrderInACellOfAPropertyTable() throws {
    #expect(
      try ReadingLines.rules(
        """
        # Resolver

        | Property | Value |
        |---|---|
        | Purpose | Names of the partners |
        | Security group | Allow inbound UDP/TCP 53 from the clients |
        | Old rule | Do not allow TCP 23 |
        | Nodes | 2 |

        """, "page.md") == ["- tcp+udp 53"])
  }

  @Test func portsInWordsInAListing() throws {
    #expect(
      try ReadingLines.rules(
        """
        * Please open the following ports
          ```
          1000 port for the clients
          1002 port for the server
          ```

        """, "page.md") == ["- - 1000", "- - 1002"])
  }
}
