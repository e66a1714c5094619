import FirewallExport
import TestSupport
import Testing

/// Set commands and listings of Junos as people copy them.
@Suite struct JunosTerminalTests {
  private let policy = """
    set security address-book global address web 192.0.2.1/32
    set security policies from-zone trust to-zone untrust policy a match source-address any
    set security policies from-zone trust to-zone untrust policy a match destination-address web
    set security policies from-zone trust to-zone untrust policy a match application junos-https
    set security policies from-zone trust to-zone untrust policy a then permit

    """

  private func read(_ text: String) throws -> FirewallReading { try Junos().read(text) }

  @Test func indentedCommandsAreRead() throws {
    let reading = try read("    " + policy.replacing("\n", with: "\n    "))
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"] && reading.problems.isEmpty)
  }

  @Test func promptsAroundAreNone() throws {
    for (before, after) in [
      ("root@srx> show configuration | display set\n", "\nroot@srx> \n"),
      ("{primary:node0}\n[edit]\n", "{primary:node0}\n"),
      ("[edit]\nroot@srx# show | display set\n", "[edit]\nroot@srx#"),
    ] {
      let reading = try read(before + policy + after)
      #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"], "\(before)")
      #expect(reading.problems == [], "\(before)")
    }
    let braces = """
      root@srx> show configuration
      security {
          address-book { global { address web 192.0.2.1/32; } }
          policies { from-zone trust to-zone untrust { policy a {
              match { source-address any; destination-address web; application junos-https; }
              then { permit; } } } }
      }

      {primary:node0}
      root@srx>
      """
    let reading = try read(braces)
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"] && reading.problems == [])
  }

  /// A policy that denies everything, and one that is inserted before it or behind it.
  @Test func insertedPoliciesStandWhereTheyArePut() throws {
    let pair = "security policies from-zone trust to-zone untrust"
    let denial =
      "set \(pair) policy d match source-address any destination-address any application any\n"
      + "set \(pair) policy d then deny\n"
    let before = try read(denial + policy + "insert \(pair) policy a before policy d\n")
    #expect(before.lines == ["192.0.2.1 tcp 443 outbound"] && before.problems == [])
    let after = try read(policy + denial + "insert \(pair) policy a after policy d\n")
    #expect(after.problems.contains { $0.contains("which denies everything") }, "\(after.problems)")
    let nowhere = try read(policy + "insert \(pair) policy a before policy x\n")
    #expect(nowhere.problems.contains { $0.contains("is not there") }, "\(nowhere.problems)")
  }
}
