import DocumentReading
import EndpointModel
import Foundation
import Testing

/// What endpoints are called, where no column says it.
@Suite struct NameTests {
  private func lines(_ text: String, _ name: String = "page.md") throws -> [String] {
    try ReadingLines.lines(text, name)
  }

  @Test(arguments: [
    (
      "Open TCP port 5222 for incoming connections of chat clients.",
      "incoming connections of chat clients"
    ),
    (
      "For secure chat (over the web) ensure that TCP port 5222 is reachable.",
      "secure chat (over the web)"
    ),
    ("Für die Fernwartung muss der TCP-Port 5222 freigeschaltet werden.", "die Fernwartung"),
    ("Open TCP port 5222 for incoming connections.", "Firewall"),
    ("Open TCP port 5222.", "Firewall"),
  ])
  func purposes(_ sentence: String, _ name: String) throws {
    #expect(
      try lines("# Product\n\n## Firewall\n\n\(sentence)\n")
        .map { $0.components(separatedBy: " | ")[0] } == [name])
  }

  @Test func aTitleOnTheFirstLineOfAnItem() throws {
    #expect(
      try lines(
        """
        Rules of the firewall

          1. Outgoing signaling
            Port 5060/UDP and port 5060/TCP must be open for outgoing streams of data in both ways.
          2. Access to names
            The device needs access to a name server, which is on port 53/UDP in every network.
        """, "page.txt"
      ).map { $0.contains("Outgoing signaling") || $0.contains("Access to names") }
        == [true, true, true])
  }

  /// A line that was wrapped is no title.
  @Test func aWrappedItemHasNoTitle() throws {
    #expect(
      try !lines(
        "# Firewall ports\n\n- The device asks a server in the\n  Internet on UDP port 123 for time.\n"
      )
      .contains { $0.hasPrefix("The device asks a server in the |") })
  }

  @Test func linesOfACellThatSayWhichPorts() throws {
    #expect(
      try lines(
        "| Path | Ports | Protocol |\n|---|---|---|\n"
          + "| Node to node | Plain: 8091, 8092<br>Encrypted: 18091 | TCP |\n| Client | 9000 | TCP |\n"
      )
        == [
          "Node to node | Plain | - | tcp | 8091-8092 | -",
          "Node to node | Encrypted | - | tcp | 18091 | -", "Client | - | - | tcp | 9000 | -",
        ])
  }

  @Test func aHeaderThatSaysMoreThanAddresses() throws {
    #expect(
      try lines(
        "## Gateways\n\n| Region | Public checking server |\n|---|---|\n| East | a.example.com |\n"
          + "| West | b.example.com |\n"
      ).allSatisfy { $0.contains("Public checking server") })
  }

  @Test func anIntroductionNamesWhatHasNoOtherName() throws {
    #expect(
      try lines("Users of a proxy should make exceptions for:\n192.0.2.1\n192.0.2.2\n", "page.txt")
        .allSatisfy { $0.hasPrefix("Users of a proxy should make exceptions for |") })
    #expect(
      try lines("Please allow the following addresses:\n192.0.2.1\n192.0.2.2\n", "page.txt")
        .allSatisfy { $0.hasPrefix("- |") })
  }

  /// The marks of struck-out text stay inside the reader.
  @Test(arguments: [
    ("<ul><li>Relay <s>192.0.2.2</s> 192.0.2.1 tcp 443</li></ul>", "Relay"),
    ("<ul><li>192.0.2.1 tcp 443 Relay<s>192.0.2.2</s></li></ul>", "Relay"),
    ("<p>Open TCP port 5222 for chat <s>of the old</s> clients.</p>", "chat clients"),
  ])
  func struckWordsAreInNoName(_ text: String, _ name: String) throws {
    let names = try lines("<h1>Firewall</h1>\(text)\n", "page.html")
      .map { $0.components(separatedBy: " | ")[0] }
    #expect(names == [name])
  }

  /// Wherever a name's words come from. A fuzzer found them in a label, and a mark without its other
  /// one in a line of MediaWiki.
  @Test(arguments: [
    (
      "# Firewall ~~2019~~\n\nThe ~~old~~ portal:\n\n- 192.0.2.1 tcp 443\n", "page.md", "The portal"
    ),
    ("D2</s><p>a.example.com Relay\n", "page.wiki", "Relay"),
    ("= Firewall =\n\n== Web <s>old ==\n\n* 192.0.2.1 tcp 443\n", "page.wiki", "Web"),
    ("# Firewall\n\n## ~~Old~~\n\n- 192.0.2.1 tcp 443\n", "page.md", nil),
  ])
  func struckWordsAreInNoLabelHeadingAndTitle(
    _ text: String, _ name: String, _ service: String?
  ) throws {
    let reading = try ReadingLines.read(text, name)
    for text in reading.endpoints.flatMap({ [$0.service, $0.group] }) + [reading.description.title]
    {
      #expect(text.map { !$0.contains { "\u{E000}\u{E001}".contains($0) } } ?? true)
    }
    #expect(reading.endpoints.map(\.service) == [service])
  }

  @Test func filesAndSettingsAreNoHosts() throws {
    for name in ["`data.tar.xz`", "`id.key.pub`", "*.FDB, *.GDB", "ms.date=\"2016-07-19\""] {
      let table = "| Item | Value |\n|---|---|\n| Kept | \(name) |\n"
      #expect(
        try ReadingLines.rules("\(table)\nAllow TCP 443 to a.example.\n", "page.md")
          == ["a.example tcp 443"], "\(name)")
    }
  }
}
