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
    "Ports not accessible from the Internet", "Services not reachable from outside",
    "Inaccessible ports", "Hosts your firewall should block", "Ports the firewall blocks",
    "Firewall block list", "Cannot be opened on the firewall", "No longer available",
    "Nicht mehr verfügbar", "Must not be reachable",
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

  /// "Example" shuts a set-up of its own, and no order below it.
  @Test(arguments: [
    "Example configuration", "Installation (e.g. Docker)", "Setup e.g. for teams",
  ])
  func anOrderBelowAnExampleIsRead(_ heading: String) throws {
    let hosts =
      "## \(heading)\n\nIn the firewall, these hosts must be reachable:\n\n- a.vendor.example: TCP 443"
    #expect(try rules(hosts) == ["a.vendor.example tcp 443"])
    #expect(try rules("## \(heading)\n\n### Firewall\n\n- TCP 443") == ["- tcp 443"])
  }

  /// Records below words that ask to allow hosts are those hosts.
  @Test func recordsBelowAnOrderAreRead() throws {
    let page = "Allow these hosts:\n\n```\na.vendor.example A 198.51.100.7\n```\n"
    #expect(try ReadingLines.rules(page, "page.md").contains { $0.hasPrefix("a.vendor.example") })
  }

  /// What stays hidden is a menu or a remark.
  @Test(arguments: ["mobile-menu", "cookie", "tooltip"])
  func whatIsHiddenStaysHidden(_ name: String) throws {
    let page = """
      <p>Open TCP 443 to b.vendor.example.</p>
      <div class="\(name)" aria-hidden="true"><ul><li>a.vendor.example</li></ul></div>
      """
    #expect(try ReadingLines.rules(page, "page.html") == ["b.vendor.example tcp 443"])
  }

  /// What a column says of exposure, and a remark that forbids the port of its row, deny the row.
  @Test func rowsThatAreKeptInside() throws {
    let exposure = """
      | Port | Protocol | Purpose | Exposure |
      |---|---|---|---|
      | 443 | TCP | web | Public |
      | 8090 | TCP | control | **Internal only — block externally** |
      | 9090 | TCP | metrics | localhost |
      | 1883 | TCP | queue | Internal |
      """
    let reading = try ReadingLines.read(exposure, "page.md")
    #expect(ReadingLines.rules(reading) == ["- tcp 443", "- tcp 1883"])
    #expect(ReadingLines.warnings(reading) == [])
    let remark = """
      | Port | Protocol | Purpose |
      |---|---|---|
      | 443 | TCP | web |
      | 3478 | UDP | Reserved for a later version; do not open this port yet. |
      """
    #expect(try rules(remark) == ["- tcp 443"])
  }

  /// A page to be read is none to be opened, though ports stand beside it.
  @Test func aPageToReadHasNoPorts() throws {
    let text =
      "Open at least TCP ports 80 and 443, and then see this entry (https://docs.vendor.example/wiki/faq#fw)."
    #expect(try !rules(text).contains { $0.hasPrefix("docs.") })
  }

  @Test func aHostMayEndLikeAScript() throws {
    #expect(
      try rules("Allow these hosts:\n\n- k8s.vendor.sh\n- a.vendor.example")
        == ["k8s.vendor.sh - -", "a.vendor.example - -"])
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

  @Test(arguments: [
    "| Setting | Protocol | Default |\n|---|---|---|\n| Session timeout | TCP | 3600 |\n| Limit | UDP | 1800 |",
    "| Name | Protocol | Default (s) |\n|---|---|---|\n| web | TCP | 3600 |\n| sip | UDP | 1800 |",
    "| Name | Protocol | Number of connections |\n|---|---|---|\n| web | TCP | 5000 |\n| sip | UDP | 6000 |",
  ])
  func othersAreNone(_ table: String) throws {
    #expect(try ReadingLines.portsBesideARule(table) == [])
  }

  /// "Deny" is a word of what to do, whatever its column is called.
  @Test func verdictsUnderDefaultCount() throws {
    let table =
      "| Port | Protocol | Default |\n|---|---|---|\n| 443 | TCP | Allow |\n| 8443 | TCP | Deny |"
    #expect(try ReadingLines.portsBesideARule(table) == ["443"])
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

/// Pages that mix Markdown with a template's tags or with components.
@Suite struct TemplatesInMarkdownTests {
  /// Tags between the rows of a table part no table.
  @Test func rowsBehindTagsBelongToTheTable() throws {
    let page = """
      | Port | Protocol | Use |
      |---|---|---|
      | 8000 | HTTP | proxy |
      {% if_version lte:3.3.x %}

      | 8002 | HTTP | manager |
      {% endif_version %}
      """
    #expect(try ReadingLines.rules(page, "page.md") == ["- tcp 8000", "- tcp 8002"])
  }

  @Test func aComponentHoldsNoCode() throws {
    let page = """
      <Accordion title="No download">
          If a firewall blocks the download, allow `a.vendor.example` there.

          **Solution:** Ask your administrator to allow `b.vendor.example`.
      </Accordion>
      """
    #expect(try ReadingLines.rules(page, "page.mdx").contains("b.vendor.example - -"))
  }
}
