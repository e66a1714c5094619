import FirewallExport
import Testing

/// What a firewall may set, and what it may not.
@Suite struct FirewallSettingTests {
  private func isTaken(_ kind: FirewallSetting.Kind, _ value: String) -> Bool {
    let known = [FirewallSetting("x", kind, "x", "what is tried")]
    return (try? FirewallSettings(["x": value], of: known)) != nil
  }

  @Test(arguments: [
    "gatebook", "a", "A-b_c.9", ".hidden", String(repeating: "n", count: 20),
  ])
  func aNameIsOfLettersDigitsAndFewSigns(_ value: String) {
    #expect(isTaken(.name(upTo: 20), value))
    #expect(isTaken(.title(upTo: 20), value))
    #expect(isTaken(.interface(upTo: 20), value))
  }

  @Test(arguments: [
    "", "-a", "-", " a", "a ", "a  b", "a\"b", "a'b", "a\nb", "a;b", "a$b", "ä", "a\u{0}",
    String(repeating: "n", count: 21),
  ])
  func whatALanguageWouldObeyIsRefused(_ value: String) {
    #expect(!isTaken(.name(upTo: 20), value))
    #expect(!isTaken(.title(upTo: 20), value))
    #expect(!isTaken(.interface(upTo: 20), value))
  }

  @Test func titlesHaveBlanksAndInterfacesSlashes() {
    #expect(!isTaken(.name(upTo: 30), "guest zone") && isTaken(.title(upTo: 30), "guest zone"))
    for name in ["ethernet1/1", "GigabitEthernet0/0/1", "ge-0/0/0.0", "xe-0/0/0:1", "guest zone"] {
      #expect(isTaken(.interface(upTo: 30), name))
    }
    #expect(!isTaken(.title(upTo: 30), "ethernet1/1"))
  }

  @Test(arguments: ["INPUT", "OUTPUT", "FORWARD", "PREROUTING", "POSTROUTING", "ACCEPT", "-x"])
  func noChainOfTheKernelIsWritten(_ chain: String) {
    #expect(throws: (any Error).self) {
      try FirewallSettings(["chain": chain], of: IPTables.settings)
    }
  }

  /// What is written with them is read back with them.
  @Test func zonesWithBlanksAreWrittenAndReadBack() throws {
    for (type, settings) in [
      (PANOSSet.self, ["inside": "my zone", "outside": "the world"]),
      (PANOSXML.self, ["inside": "my zone", "outside": "the world"]),
      (FortiOS.self, ["inside": "my zone", "outside": "x1/2"]),
      (CheckPoint.self, ["layer": "my layer", "inside": "my zone"]),
    ] as [(any FirewallTarget.Type, [String: String])] {
      let tried = try TargetCase(type, settings)
      let plan = tried.plan(SamplePolicies.first)
      try tried.expectRead(tried.target.whole(plan), plan.endpoints)
    }
  }
}
