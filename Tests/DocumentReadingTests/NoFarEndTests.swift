import Testing

/// Names and addresses beside ports that are no far end of a connection, and those that are.
@Suite struct NoFarEndTests {
  private func opened(_ text: String) -> [String] {
    (try? ReadingLines.rules(text, "page.md")) ?? []
  }

  @Test(arguments: ["UDP 53 to resolve", "App → DNS : UDP 53 pour résoudre"])
  func namesThatAreLookedUp(_ words: String) {
    #expect(!opened("# Ports\n\n* \(words) `a.example.com`\n").contains { $0.contains("example") })
  }

  @Test(arguments: ["history.db", "update_python.log", "cache.sqlite3", "setup.ps1"])
  func files(_ name: String) {
    let text = "| File | Folder |\n|---|---|\n| a.example.com | x |\n| \(name) | y |\n"
    #expect(opened(text) == ["a.example.com - -"])
  }

  /// "N.Virginia" is a region.
  @Test func regionsWithAnInitial() {
    let text = """
      | URL | Source address to allow (ingress) |
      |---|---|
      | app.example.com us-east-1 (N.Virginia) | 203.0.112.7 |
      | app2.example.com us-west-1 (N.California) | 203.0.112.9 |

      """
    #expect(
      Set(opened(text))
        == [
          "app.example.com - -", "app2.example.com - -", "203.0.112.7 - -", "203.0.112.9 - -",
        ])
  }

  /// "UDP:" above one list says nothing of the next one.
  @Test func protocolsOfAnEarlierList() {
    let text = """
      # Firewall

      Required ports:
      UDP:
      - 16384-32767

      In addition, we recommend this.

      IP ranges:
      Only the following are in use.
      - 203.0.112.0/25

      """
    #expect(!opened(text).contains("203.0.112.0/25 udp -"))
  }
}
