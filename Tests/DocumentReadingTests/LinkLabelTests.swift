import DocumentReading
import Testing

/// Links to pages that are to be looked at, and addresses that are to be filled in.
@Suite struct LinkLabelTests {
  private static let table =
    "| Server | Port |\n|---|---|\n| a.example.com | tcp/443 |\n\n"

  @Test(arguments: [
    "Check: https://www.example.org/tools/open-ports/",
    "Проверить: https://www.example.org/tools/open-ports/",
    "You can find the corresponding IP addresses to the above\nFQDNs here: https://www.example.org/hosts/.",
  ])
  func linksToLookAt(_ words: String) throws {
    #expect(
      try ReadingLines.rules("## Ports\n\n" + Self.table + words + "\n", "page.md")
        == ["a.example.com tcp 443"])
  }

  @Test(arguments: ["192.168.0.XX", "10.0.0.x", "172.16.1.nnn"])
  func lastPartsToFillIn(_ address: String) throws {
    let reading = try ReadingLines.read(
      "Allow these hosts:\n\n- 203.0.113.7\n- \(address)\n", "page.md")
    #expect(ReadingLines.rules(reading) == ["203.0.113.7 - -"])
    #expect(!ReadingLines.warnings(reading).isEmpty)
  }

  @Test func filesOfCodeAreNoHosts() throws {
    #expect(
      try ReadingLines.rules(
        "- Edit `security_groups.tf`:\n  - Inbound\n    - TCP/443\n    - TCP/22\n", "page.md"
      ).filter { !$0.hasPrefix("- ") } == [])
  }

  /// The ports of a sentence above sections that list its hosts.
  @Test func portsForSections() throws {
    let page =
      "Please whitelist the following domains for HTTPS access (port 443):\n\n### Application\n\n"
      + "1. **a.example.com** (front end)\n2. **b.example.com** (API)\n\n### Data\n\n"
      + "3. **c.example.com**\n"
    #expect(
      try ReadingLines.rules(page, "page.md").sorted()
        == ["a.example.com - 443", "b.example.com - 443", "c.example.com - 443"])
  }

  @Test func commentsOfScripts() throws {
    let script =
      "#!/bin/sh\n# Installs the relay.\n#\n# Ports to open in the firewall:\n"
      + "#   3478/udp and 3478/tcp   (signalling)\n#   49160-49200/udp         (media)\n"
      + "apt-get install relay\nufw allow 9999/tcp\n"
    #expect(
      try ReadingLines.rules(script, "install.sh").sorted()
        == ["- tcp 3478", "- udp 3478", "- udp 49160-49200"])
  }
}
