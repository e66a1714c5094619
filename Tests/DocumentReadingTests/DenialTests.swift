import DocumentReading
import EndpointModel
import Testing

/// What a document denies, takes back or leaves out opens nothing, in whatever form it says so.
@Suite struct DenialTests {
  /// Address, protocol and ports of what is read; nothing for a document without endpoints.
  private func opened(_ text: String, _ name: String = "page.md") -> [String] {
    (try? ReadingLines.rules(text, name)) ?? []
  }

  private func rows(_ header: String, _ rows: [String]) -> String {
    let count = header.count { $0 == "|" } + 1
    let rule = Array(repeating: "---", count: count).joined(separator: "|")
    return ([header, rule] + rows).map { "| \($0) |" }.joined(separator: "\n") + "\n"
  }

  @Test(arguments: ["none", "-", "n/a"])
  func nothingSaidToBeThereIsNotTheRowAbove(_ word: String) {
    #expect(
      opened(rows("Host | Ports", ["a.example.com | TCP 443", "b.example.com | \(word)"]))
        == ["a.example.com tcp 443", "b.example.com - -"])
    #expect(
      opened(rows("Port | Protocol | Host", ["443 | TCP | a.example.com", "22 | TCP | \(word)"]))
        == ["a.example.com tcp 443", "- tcp 22"])
  }

  @Test(arguments: [
    "TCP but not UDP", "TCP, not UDP", "TCP (no UDP)", "TCP instead of UDP",
    "TCP (without UDP)",
    "TCP (UDP not supported)",
  ])
  func deniedProtocols(_ cell: String) {
    #expect(
      opened(rows("Host | Port | Protocol", ["a.example.com | 443 | \(cell)"]))
        == ["a.example.com tcp 443"])
  }

  /// What is left out of others is refused aloud, never opened, and never everything else.
  @Test(arguments: [
    "!80", "!= 80", "<>25", "5000–5010 (excluding 5005)", "1024–65535 (except 3389)",
    "5000-5100 except 5050", "1:1023",
  ])
  func portsThatAreLeftOut(_ cell: String) throws {
    let reading = try ReadingLines.read(
      rows("Host | Port", ["a.example.com | \(cell)", "b.example.com | 443"]), "page.md")
    #expect(reading.endpoints.compactMap(\.ports?.description) == ["443"])
    #expect(
      reading.findings.contains { $0.severity == .error && $0.code == "ports-not-understood" })
  }

  @Test(arguments: [
    "192.0.2.10, .11, .12", "192.0.2.10 & 11", "192.0.2.10 through .14",
    "a.example.com and all subdomains",
  ])
  func addressesThatAreNotWrittenOut(_ cell: String) throws {
    let reading = try ReadingLines.read(rows("Host | Port", ["\(cell) | 443"]), "page.md")
    #expect(reading.endpoints.count == 1)
    #expect(reading.findings.map(\.code) == ["address-incomplete"])
  }

  /// Numbers that may be notes, dates or counts are told, and open nothing.
  @Test(arguments: [
    "443 (2)", "443 2", "443^2^", "443 (until 2025: 8443)", "443 (8443 in FIPS mode)",
  ])
  func numbersBesidePorts(_ cell: String) throws {
    let reading = try ReadingLines.read(rows("Host | Port", ["a.example.com | \(cell)"]), "page.md")
    #expect(reading.endpoints.map { $0.ports?.description } == ["443"])
    #expect(reading.findings.map(\.code) == ["words-among-ports"])
  }

  @Test(arguments: ["5000 + n", "6000/10", "5000, 5002, …, 5010"])
  func numbersThatAreNotTold(_ cell: String) throws {
    let reading = try ReadingLines.read(
      rows("Host | Port", ["a.example.com | \(cell)", "b.example.com | 443"]), "page.md")
    #expect(reading.findings.contains { $0.severity == .error })
    #expect(!reading.endpoints.contains { $0.ports?.description.contains("10,") ?? false })
  }

  @Test(arguments: [
    "- a.example.com: UDP 5000-5100, except 5050",
    "Allow all ports to a.example.com except TCP 25.",
  ])
  func whatSentencesLeaveOut(_ text: String) throws {
    let reading = try ReadingLines.read("# Firewall\n\n\(text)\n\n- b.example.com:443\n", "page.md")
    #expect(reading.endpoints.map { $0.written?.description } == ["b.example.com"])
    #expect(reading.findings.contains { $0.severity == .error })
  }

  @Test(arguments: [
    "everything except a.example.com", "any except 10.0.0.0/8", "!a.example.com",
    "any except 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16",
    "everything but 10.0.0.0/8, 172.16.0.0/12",
  ])
  func addressesThatAreLeftOut(_ cell: String) throws {
    let reading = try ReadingLines.read(
      rows("Host | Port", ["\(cell) | 443", "b.example.com | 443"]), "page.md")
    #expect(reading.endpoints.compactMap { $0.written?.description } == ["b.example.com"])
    #expect(reading.findings.contains { $0.severity == .error })
  }

  @Test(arguments: [
    ("Blocked", "yes"), ("Allowed", "no"), ("Freigabe", "nein"), ("Autorisé", "non"),
    ("Enabled", "false"), ("Active", "0"), ("Change", "Removed"), ("Remarks", "Deprecated"),
    ("Status", "disabled"), ("Notes", "Do not open"), ("Notes", "Must be blocked"),
    ("Notes", "No longer used"), ("Akcja", "Odrzuć"), ("Azione", "Nega"), ("İşlem", "Reddet"),
  ])
  func rowsThatAreDenied(_ header: String, _ cell: String) {
    #expect(
      opened(
        rows(
          "Host | Port | \(header)", ["a.example.com | 443 | ", "b.example.com | 80 | \(cell)"]))
        == ["a.example.com - 443"])
  }

  @Test func columnsOfWhatIsBlocked() throws {
    #expect(
      opened(rows("Host | Allow | Block", ["a.example.com | TCP 443 | TCP 80"]))
        == ["a.example.com tcp 443"])
    #expect(
      opened(rows("Host | Blocked ports", ["a.example.com | 25"])).allSatisfy { !$0.contains("25") }
    )
    let reading = try ReadingLines.read(
      rows(
        "Host | Ports | Excluded ports",
        ["a.example.com | 5000-5010 | 5005", "b.example.com | 443 | "]),
      "page.md")
    #expect(reading.endpoints.map { $0.written?.description } == ["b.example.com"])
    #expect(reading.findings.contains { $0.severity == .error })
  }

  @Test func rowsBelowANameThatTakesThemBack() {
    #expect(
      opened(
        rows(
          "Host | Port", ["a.example.com | 443", "No longer used | ", "b.example.com | 80"]))
        == ["a.example.com - 443"])
  }

  @Test(arguments: [
    "TCP 80 to a.example.com is not needed.", "There is no need to open TCP 80 to a.example.com.",
    "You may close TCP 80.", "Remove any rule that allows TCP 80 to a.example.com.",
    "TCP 80 to a.example.com must be blocked.", "No abra el puerto TCP 80 a a.example.com.",
    "Neotevírejte port TCP 80 na a.example.com.", "不再需要 a.example.com TCP 80。",
  ])
  func sentencesThatRefuse(_ sentence: String) {
    #expect(opened("# Firewall\n\n\(sentence)\n\n- b.example.com:443\n") == ["b.example.com - 443"])
  }

  /// What must not be blocked is to be allowed.
  @Test func doubleNegations() {
    #expect(
      opened("# Firewall\n\nTCP 443 to a.example.com must not be blocked.\n")
        == ["a.example.com tcp 443"])
  }

  @Test(arguments: [
    #""allowed": false"#, #""permit": "no""#, #""type": "block""#, #""deleted": true"#,
    #""deny": true"#, #""negate": true"#, #""state": "absent""#, #""enabled": 0"#,
  ])
  func objectsThatAreDenied(_ member: String) {
    #expect(
      opened(
        #"[{"host": "a.example.com", "port": 443}, {"host": "b.example.com", "port": 80, \#(member)}]"#,
        "rules.json") == ["a.example.com - 443"])
  }

  @Test func whatACloudsRuleDenies() {
    #expect(
      opened(
        #"[{"name": "a", "sourceRanges": ["192.0.2.0/24"], "denied": [{"IPProtocol": "tcp", "ports": ["22"]}]},"#
          + #" {"name": "b", "sourceRanges": ["198.51.100.0/24"], "allowed": [{"IPProtocol": "tcp", "ports": ["443"]}]}]"#,
        "rules.json") == ["198.51.100.0/24 tcp 443"])
  }

  /// Each list has the ports that stand above it, and each host those that stand below it.
  @Test func listsOfSeveralPortsStayApart() {
    let wanted = ["a.example.com tcp 443", "b.example.com udp 53"]
    #expect(
      opened("# Firewall\n\nTCP 443:\n\n- a.example.com\n\nUDP 53:\n\n- b.example.com\n") == wanted)
    #expect(
      opened(
        "# Firewall\n\n- Outbound\n  - TCP 443\n    - a.example.com\n  - UDP 53\n    - b.example.com\n"
      )
        == wanted)
    #expect(
      opened("# Firewall\n\n- a.example.com\n  - TCP 443\n- b.example.com\n  - UDP 53\n") == wanted)
    #expect(
      opened("# Firewall\n\n- TCP 443: a.example.com; UDP 53: b.example.com\n") == wanted)
    #expect(
      opened("# Firewall\n\nOpen TCP 443 to a.example.com and UDP 53 to b.example.com.\n") == wanted
    )
  }

  /// A verdict in front of what a row is for.
  @Test func verdictsInFrontOfPurposes() {
    #expect(
      opened(
        rows(
          "Port | Source | Action & function",
          [
            "443 | 0.0.0.0/0 | ALLOW: requests of clients", "ALL | 0.0.0.0/0 | DENY: all else",
          ])) == ["0.0.0.0/0 - 443"])
  }

  @Test func aTableOfWhatIsBlocked() {
    #expect(
      opened(
        "The table below shows the kinds of ports that are blocked by the firewall at our border:\n\n"
          + rows("Protocol | Service | Port", ["TCP | ms-rpc | 135", "UDP | tftp | 69"])) == [])
  }

  /// Masks and broadcast addresses are no far end; examples are no rows.
  @Test func addressesThatAreNone() {
    #expect(
      opened(
        "# Firewall\n\nAllow these addresses:\n\n- 192.0.2.0/24\n- Netmask: 255.255.255.0\n"
          + "- Wildcard: 0.0.0.255\n") == ["192.0.2.0/24 - -"])
    #expect(
      opened(rows("Role | IP", ["Server | `SERVER_IP` (ej. 192.0.2.10)", "Relay | 192.0.2.20"]))
        == ["192.0.2.20 - -"])
  }

  /// "Replaced", "no longer needed" beside the port, and a value that is not understood where others
  /// deny.
  @Test func whatTakesRowsBack() throws {
    #expect(
      opened(
        rows(
          "Host | Port", ["a.example.com | TCP 443", "b.example.com | TCP 80 (no longer needed)"]))
        == ["a.example.com tcp 443"])
    #expect(
      opened("# Firewall\n\nAllow TCP 443 to a.example.com, which replaces b.example.com.\n")
        == ["a.example.com tcp 443"])
    let doubtful = try ReadingLines.read(
      rows(
        "Host | Port | Action",
        [
          "a.example.com | TCP 443 | allow", "b.example.com | TCP 80 | deny",
          "c.example.com | TCP 25 | zufli",
        ]),
      "page.md")
    #expect(doubtful.findings.contains { $0.code == "action-not-understood" })
  }

  @Test func aSentenceThatTakesBackWhatATableStates() throws {
    let reading = try ReadingLines.read(
      rows("Host | Ports", ["a.example.com | TCP 443, TCP 8443"])
        + "\nPort 8443 is no longer required.\n", "page.md")
    #expect(reading.findings.contains { $0.severity == .warning && $0.code == "taken-back" })
  }

  /// Fields below each other, as items and as a table lying on its side: a verdict is of all of them.
  @Test func verdictsOfFields() {
    let fields = ["Destination: 203.0.113.8", "Port: TCP 443"]
    for verdict in ["Action: deny", "Status: retired", "Enabled: no"] {
      let lines = fields + [verdict]
      #expect(opened(lines.joined(separator: "\n") + "\n", "page.txt") == [])
      #expect(opened("### Rule\n\n" + lines.map { "- \($0)\n" }.joined()) == [])
    }
    #expect(
      opened(
        rows(
          "Field | Rule 1 | Rule 2",
          [
            "Destination | 203.0.113.1 | 203.0.113.2", "Port | TCP 443 | TCP 80",
            "Action | allow | deny",
          ]))
        == ["203.0.113.1 tcp 443"])
  }

  @Test func questionsOpenNothing() throws {
    let reading = try ReadingLines.read(
      "Do you still need port 8080 to 203.0.113.4?\n\nPlease allow TCP 443 to 203.0.113.5.\n",
      "page.md")
    #expect(ReadingLines.rules(reading) == ["203.0.113.5 tcp 443"])
    #expect(reading.findings.contains { $0.code == "question" })
  }
}

/// Verdicts in lines, items and data.
@Suite struct VerdictTests {
  private func opened(_ text: String, _ name: String = "page.md") -> [String] {
    (try? ReadingLines.rules(text, name)) ?? []
  }

  @Test(arguments: [
    "Deny TCP 80 to b.example.com", "Block TCP 80 to b.example.com", "Deny: b.example.com TCP 80",
    "b.example.com TCP 80 (blocked)", "b.example.com TCP 80: denied",
    "Bloquear TCP 80 a b.example.com",
    "b.example.com TCP 80 (gesperrt)", "b.example.com TCP 80 (prohibited)",
  ])
  func aLineWithAVerdict(_ line: String) {
    #expect(
      opened("# Firewall\n\n- Allow TCP 443 to a.example.com\n- \(line)\n") == [
        "a.example.com tcp 443"
      ])
  }

  @Test(arguments: ["80: blocked", "80 (closed)", "8080 (localhost only)", "80 (discontinued)"])
  func anItemOfPortsWithAVerdict(_ item: String) {
    #expect(opened("Required TCP ports:\n\n- 443\n- \(item)\n") == ["- tcp 443"])
  }

  /// "Do not block" asks for the opposite.
  @Test func notToBlockIsToAllow() {
    #expect(
      opened("# Firewall\n\n- Do not block TCP 443 to a.example.com\n") == ["a.example.com tcp 443"]
    )
  }

  /// In the language of a device "any" is an end, not all ports.
  @Test func aRuleOfADeviceIsToldAndNotRead() throws {
    let reading = try ReadingLines.read(
      "# Firewall\n\nAllow a.example.com TCP 443.\n\naccess-list 101 permit tcp any host 192.0.2.1 eq 443\n",
      "page.md")
    #expect(reading.endpoints.count == 1)
    #expect(reading.findings.contains { $0.code == "command-not-read" && $0.severity == .warning })
  }

  @Test func firewalldDropsAndSourcePorts() {
    let rules = """
      <zone>
      <rule><source address="198.51.100.0/24"/><port protocol="tcp" port="22"/><drop/></rule>
      <rule><source address="203.0.113.0/24"/><port protocol="tcp" port="443"/><accept/></rule>
      </zone>
      """
    #expect(opened(rules, "zone.xml") == ["203.0.113.0/24 tcp 443"])
    #expect(
      opened(
        "<service><port protocol=\"udp\" port=\"67\"/><source-port protocol=\"udp\" port=\"68\"/></service>",
        "dhcp.xml") == ["- udp 67"])
  }

  /// "Blocked:" alone says it of what follows.
  @Test func aLabelOfOneWordDenies() {
    #expect(
      opened("Blocked:\nb.example.com TCP 80\n\nAllowed:\na.example.com TCP 443\n", "page.txt")
        == ["a.example.com tcp 443"])
  }

  /// What a log of changes at the foot of a page names is none to allow.
  @Test func changesAtTheFootOfAPage() throws {
    #expect(
      try ReadingLines.rules(
        "| Host | Port |\n|---|---|\n| a.example.com | TCP 443 |\n\n"
          + "*Changelog: 2025-03-12 removed c.example.com*\n", "page.md"
      ) == ["a.example.com tcp 443"])
  }

  /// A dash among crosses is a no.
  @Test func aDashBesideMarks() throws {
    #expect(
      try ReadingLines.rules(
        "| Host | Port | Active |\n|---|---|---|\n| a.example.com | TCP 443 | x |\n"
          + "| b.example.com | TCP 80 | - |\n", "page.md"
      ) == ["a.example.com tcp 443"])
  }

  /// A cross below "Open", a "D" below "Allow/Deny".
  @Test(arguments: [("Open", "✅", "❌"), ("Allow/Deny", "A", "D")])
  func crossesAndLettersThatDeny(_ header: String, _ yes: String, _ no: String) throws {
    #expect(
      try ReadingLines.rules(
        "| Host | Port | \(header) |\n|---|---|---|\n| a.example.com | TCP 443 | \(yes) |\n"
          + "| b.example.com | TCP 80 | \(no) |\n", "page.md"
      ) == ["a.example.com tcp 443"])
  }

  /// A list of changes: what has a plus is new, what has a minus is gone.
  @Test func aListOfChanges() throws {
    #expect(
      try ReadingLines.rules(
        "Changes of our rules\n\n  + 203.0.113.31 tcp/443\n  + 203.0.113.32 tcp/443\n"
          + "  - 203.0.113.34 tcp/443\n", "page.txt"
      ).sorted() == ["203.0.113.31 tcp 443", "203.0.113.32 tcp 443"])
    #expect(
      try ReadingLines.rules(
        "Rules\n\n- 203.0.113.31 tcp/443\n- 203.0.113.32 tcp/443\n", "page.txt"
      ).count == 2)
  }

  /// The firewall may block something else; what the list asks for is asked for.
  @Test(arguments: [
    "Sollte Ihre Firewall Rebinds sperren, so sind für folgende Domains Ausnahmen einzurichten:",
    "If your firewall blocks rebinds, exceptions have to be set up for the following domains:",
  ])
  func aConditionBlocksNothing(_ sentence: String) throws {
    #expect(
      try ReadingLines.rules("\(sentence)\n\n* a.example.com\n", "page.md") == ["a.example.com - -"]
    )
  }

  /// What must not be reached from outside is closed where the sentence closes it.
  @Test(arguments: [
    "Close the following ports in the firewall; they must not be reachable from the public internet:",
    "Database ports need to be closed; never allow them from the internet:",
    "请检查防火墙，不要向公网开放以下端口：",
  ])
  func whatIsClosedAndKeptFromOutside(_ sentence: String) {
    #expect(throws: (any Error).self) {
      try ReadingLines.rules(
        "# Firewall\n\n\(sentence)\n\n| Port | Protocol |\n|---|---|\n| 3306 | TCP |\n", "page.md")
    }
  }

  /// A remark that begins with "should" is no condition.
  @Test func aRemarkThatSomethingShouldBeBlocked() throws {
    let table = """
      | Host | Port | Note |
      |---|---|---|
      | a.example.com | TCP 443 | |
      | b.example.com | TCP 24 | Should be blocked |
      """
    #expect(try ReadingLines.rules(table, "page.md") == ["a.example.com tcp 443"])
  }
}
