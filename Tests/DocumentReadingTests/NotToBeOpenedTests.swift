import Testing

@testable import DocumentReading

/// What looks like an endpoint and is none; and what looks denied and is not.
@Suite struct NotToBeOpenedTests {
  private func rules(_ body: String) throws -> [String] {
    try ReadingLines.rules("# Guide\n\nOpen TCP 25 to z.vendor.example.\n\n\(body)\n", "page.md")
      .filter { !$0.hasPrefix("z.") }
  }

  @Test(arguments: [
    "## DNS\n\nCreate two records:\n\n```\na.vendor.example.  A  192.0.2.7.\nb.vendor.example. NS a.vendor.example.\n```",
    "Add this line to your hosts:\n\n```\n127.0.0.1 localhost a.vendor.example\n```",
    "Follow these instructions: http://wiki.vendor.example/iptables",
    "## Example server configuration\n\n- Public IP: 198.51.100.7\n- Domain: a.vendor.example",
    "- Check the resolver (try the one of the provider: 192.0.2.53)",
    "### Ports of the ESP32\n\n- The ESP32 sends its data.",
    "- **System:** 112.x",
  ])
  func opensNothing(_ text: String) throws {
    #expect(try rules(text) == [])
  }

  @Test func aProxyToTheMachineItselfIsNoEndpoint() throws {
    let page = "Hosts:\n\n```\nhttps://a.vendor.example → http://127.0.0.1:3000\n```\n"
    #expect(try !ReadingLines.rules(page, "page.md").contains { $0.hasPrefix("127.") })
  }

  /// Headings of problems shut nothing.
  @Test(arguments: [
    "The server is unreachable", "Server not reachable", "The firewall blocks the app",
    "I cannot connect", "My network blocks the service", "Why is my port blocked?",
  ])
  func aProblemDeniesNothing(_ heading: String) throws {
    #expect(
      try rules("## \(heading)\n\nAllow these hosts:\n\n- a.vendor.example\n")
        == ["a.vendor.example - -"])
  }

  @Test(arguments: [
    "Ports to block", "Blocked ports", "Ports that must not be open", "Closed ports",
  ])
  func aHeadingStillDenies(_ heading: String) throws {
    #expect(try rules("## \(heading)\n\n- TCP 8443\n") == [])
  }

  /// How a port is before anybody sets it says nothing of what to do.
  @Test func defaultsDenyNothing() throws {
    let table = """
      | Inbound port | Protocol | Service | Defaults |
      |---|---|---|---|
      | 80/443 | TCP | web | Open |
      | 22 | TCP | shell | Closed |
      """
    #expect(try rules(table) == ["- tcp 80,443", "- tcp 22"])
    let verdicts = table.replacing("Defaults", with: "Action")
      .replacing("Closed", with: "Deny").replacing("Open", with: "Allow")
    #expect(try rules(verdicts) == ["- tcp 80,443"])
  }

  /// A dialog that opens at a click is part of the page; an ornament is not.
  @Test func whatOpensAtAClickIsRead() throws {
    let page = """
      <div class="modal" aria-hidden="true"><p>Ask your administrator to allow these addresses:</p>
      <ul><li>a.vendor.example <span aria-hidden="true">b.vendor.example</span></li></ul></div>
      """
    #expect(try ReadingLines.rules(page, "page.html") == ["a.vendor.example - -"])
  }
}

/// Columns of numbers that no header calls ports.
@Suite struct NumbersBesideProtocolsTests {
  @Test(arguments: ["Default", "Number", "Value", "Standard", "Número"])
  func arePorts(_ header: String) throws {
    let page = """
      | Component | Protocol | \(header) | Purpose |
      |---|---|---|---|
      | gateway | TCP | `3000` | control |
      | relay | UDP | `4000` | forwarding |
      """
    let reading = try ReadingLines.read(page, "page.md")
    #expect(ReadingLines.rules(reading) == ["- tcp 3000", "- udp 4000"])
    #expect(ReadingLines.warnings(reading) == [])
  }

  @Test func aSumWithANameIsNoPort() throws {
    let page = """
      | Service | Port used | Protocol |
      |---|---|---|
      | web | 7280 | TCP |
      | rpc | `${web_port} + 1` | TCP |
      """
    let reading = try ReadingLines.read(page, "page.md")
    #expect(ReadingLines.rules(reading) == ["- tcp 7280"])
    #expect(ReadingLines.warnings(reading).contains("ports-not-understood"))
  }

  @Test func aBracketBehindANameTellsTheProtocol() throws {
    let page = """
      | Use | Default ports |
      |---|---|
      | The names (TCP and UDP) | 8600 |
      | The interface (TCP only) | 8500 |
      """
    #expect(try ReadingLines.rules(page, "page.md") == ["- tcp+udp 8600", "- tcp 8500"])
  }
}
