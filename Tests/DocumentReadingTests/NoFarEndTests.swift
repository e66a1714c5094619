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

  /// How one's own network may be laid out.
  @Test func plansOfOnesOwnNetwork() {
    let plan = """
      # Firewall

      | VLAN | Purpose | IP range (example) |
      |---|---|---|
      | 10 | Servers | 10.0.10.0/24 |

      * a.example.com: TCP 443

      """
    #expect(opened(plan) == ["a.example.com tcp 443"])
    let rules = """
      | VLAN | Subnet | Destination | Port |
      |---|---|---|---|
      | 20 | 10.20.0.0/24 | a.example.com | 443 |
      | 30 | 10.30.0.0/24 | 203.0.112.7 | 5060 |

      """
    #expect(Set(opened(rules)) == ["a.example.com - 443", "203.0.112.7 - 5060"])
  }

  @Test func keysOfAnnotations() {
    let text =
      "# Ports\n\n```yaml\nnginx.ingress.kubernetes.io/proxy-body-size: \"16k\"\n```\n\n"
      + "* a.example.com: TCP 443\n"
    #expect(opened(text) == ["a.example.com tcp 443"])
  }

  /// A firewall may never see such a port.
  @Test(arguments: ["PostgreSQL: internal port 5432", "PostgreSQL: intern port 5432"])
  func internalPortsAreTold(_ item: String) throws {
    let reading = try ReadingLines.read("# Firewall ports\n\n* \(item)\n* TCP 443\n", "page.md")
    #expect(ReadingLines.warnings(reading) == ["ports-internal"])
  }
}
