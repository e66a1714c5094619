import FirewallExport
import Testing

/// Tables of pf behind a `config.xml`: what aliases hold that are fetched from elsewhere.
@Suite struct OPNsenseTablesTests {
  private func read(_ behind: String, alias: String = "cloud") throws -> FirewallReading {
    try OPNsense().read(
      """
      <?xml version="1.0"?>
      <opnsense><filter>
        <rule><type>pass</type><interface>lan</interface><ipprotocol>inet46</ipprotocol>
          <protocol>tcp</protocol><source><any>1</any></source>
          <destination><address>\(alias)</address><port>443</port></destination></rule>
      </filter><OPNsense><Firewall><Alias><aliases>
        <alias><enabled>1</enabled><name>cloud</name><type>urltable</type>
          <content>https://lists.example.com/cloud.txt</content></alias>
        <alias><enabled>1</enabled><name>both</name><type>networkgroup</type>
          <content>cloud</content></alias>
      </aliases></Alias></Firewall></OPNsense></opnsense>
      \(behind)
      """)
  }

  @Test(arguments: ["cloud", "both"])
  func theyAreReadInTheAliasesPlace(_ alias: String) throws {
    let reading = try read(
      "# table cloud\n   192.0.2.0/24\n   198.51.100.7\n   2001:db8::/32\n", alias: alias)
    #expect(reading.problems == [])
    #expect(
      Set(reading.lines) == [
        "192.0.2.0/24 tcp 443 outbound", "198.51.100.7 tcp 443 outbound",
        "2001:db8::/32 tcp 443 outbound",
      ])
  }

  /// What is not told is said, with the way to tell it.
  @Test func withoutThemItIsToldHowToGiveThem() throws {
    let reading = try read("")
    #expect(reading.lines == [] && reading.problems.count == 1)
    #expect(reading.problems[0].contains("# table cloud"))
  }

  @Test(arguments: [
    ("# table cloud\n", "is empty"),
    ("# table cloud\n192.0.2.0/24\n# table else\n192.0.2.1\n", "else"),
    ("192.0.2.1\n# table cloud\n192.0.2.0/24\n", "belongs to no table"),
    ("# table cloud\n192.0.2.0/24\n# table cloud\n192.0.2.0/24\n", "twice"),
    ("# table cloud\n192.0.2.0/24\n!192.0.2.9\n", "not understood"),
    ("# table cloud\n192.0.2.0/24 192.0.2.9\n", "belongs to no table"),
  ])
  func whatIsWrongWithThemIsTold(_ behind: String, _ told: String) throws {
    let problems = try read(behind).problems
    #expect(problems.contains { $0.contains(told) }, "\(problems)")
  }
}
