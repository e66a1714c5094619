import Testing

@testable import DocumentReading

/// Rows whose words resemble a denial, an example or a problem, and which are rules like any others.
struct RowsThatStayTests {
  @Test(
    "an example beside one's own end keeps the row",
    arguments: [
      "| From | To | Port | Protocol |\n|---|---|---|---|\n| Connector | Domain controller (e.g. dc1.corp.example) | 389 | TCP |\n",
      "| Destination | Port | Protocol |\n|---|---|---|\n| Your gateway (e.g. 192.0.2.1) | 389 | TCP |\n",
    ])
  func exampleBesideOwn(table: String) throws {
    #expect(try ReadingLines.rulesBesideARule(table) == ["- tcp 389"])
  }

  @Test("a row of nothing but an example is left out with a warning")
  func onlyExample() throws {
    let reading = try ReadingLines.read(
      "| Host | Port | Protocol |\n|---|---|---|\n| a.vendor.net | 443 | TCP |\n| e.g. 192.0.2.10 | 389 | TCP |\n",
      "page.md")
    #expect(ReadingLines.rules(reading) == ["a.vendor.net tcp 443"])
    #expect(ReadingLines.warnings(reading) == ["address-example"])
  }

  @Test(
    "tables of questions and problems that tell hosts to allow",
    arguments: [
      "| Question | Answer |\n|---|---|\n| What should I whitelist? | a.vendor.net |\n",
      "| Error | Destination | Action |\n|---|---|---|\n| E100 | a.vendor.net | Allow |\n",
    ])
  func questions(table: String) throws {
    #expect(try ReadingLines.rulesBesideARule(table) == ["a.vendor.net - -"])
  }

  @Test(
    "remarks that deny only a part keep their row",
    arguments: [
      "SSH, not open by default; open it for support",
      "Agent. Not exposed by the proxy, connect directly.",
      "Proxy (do not use for HTTPS)", "Mail, do not use with TLS",
      "Telemetry, not required but recommended",

    ])
  func remarks(use: String) throws {
    #expect(
      try ReadingLines.rules(
        "| Port | Protocol | Use |\n|---|---|---|\n| 443 | TCP | Web |\n| 8080 | TCP | \(use) |\n",
        "page.md")
        == ["- tcp 443", "- tcp 8080"])
  }

  @Test("hosts in a column called after firmware or versions")
  func firmware() throws {
    #expect(
      try ReadingLines.rules(
        "| Firmware | Port | Protocol |\n|---|---|---|\n| fw.vendor.net | 443 | TCP |\n", "page.md")
        == ["fw.vendor.net tcp 443"])
  }

  @Test("an item about attackers in a list to allow")
  func attackers() throws {
    #expect(
      try ReadingLines.rules(
        "# Required hosts (TCP 443)\n\n- Reports of attackers and their addresses: ti.vendor.net\n- Updates: up.vendor.net\n",
        "page.md") == ["ti.vendor.net tcp 443", "up.vendor.net tcp 443"])
  }

  @Test(
    "notes that deny only a part keep their row",
    arguments: [
      "Not required before version 5.", "Not used by the Linux client.", "UDP is not used.",
    ])
  func notes(note: String) throws {
    #expect(
      try ReadingLines.rules(
        "| Host | Port | Protocol |\n|---|---|---|\n| a.vendor.net | 443 | TCP |\n| b.vendor.net[^1] | 8080 | TCP |\n\n"
          + "[^1]: \(note)\n", "page.md") == ["a.vendor.net tcp 443", "b.vendor.net tcp 8080"])
  }

  @Test("models and standards in brackets are no ports")
  func models() throws {
    #expect(
      try ReadingLines.rules(
        "# Firewall\n\nOpen SSH (22) on every Switch Model (2960).\n\nAccording to RFC (8446), HTTPS (443) must be opened.\n",
        "page.md"
      ).allSatisfy { !$0.contains("2960") && !$0.contains("8446") })
  }
}
