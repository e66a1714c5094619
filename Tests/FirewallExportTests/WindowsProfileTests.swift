import FirewallExport
import TestSupport
import Testing

extension WindowsTests {
  /// Profiles of a listing that block what no rule is about.
  static let profiles = ["Domain", "Private", "Public"].map { profile($0) }.joined(separator: ", ")

  /// - Parameter values: in place of those that block.
  static func profile(_ name: String, _ values: [String: String] = [:]) -> String {
    let all = [
      "Name": name, "Enabled": "True", "DefaultOutboundAction": "Block",
      "DefaultInboundAction": "NotConfigured", "AllowInboundRules": "NotConfigured",
      "AllowLocalFirewallRules": "True",
    ].merging(values) { $1 }
    return "{"
      + all.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \"\($0.value)\"" }
      .joined(separator: ", ") + "}"
  }
}

/// What Windows does with what no rule of the group is about.
@Suite struct WindowsProfileTests {
  /// A rule of a listing.
  private func rule(
    _ group: String = "Gatebook", action: String = "Allow", enabled: String = "True",
    profile: String = "Any"
  ) -> String {
    """
    {"Name": "r", "Group": "\(group)", "Description": "", "Enabled": "\(enabled)",
     "Profile": "\(profile)", "Direction": "Outbound", "Action": "\(action)", "Protocol": "TCP",
     "IcmpType": ["Any"], "LocalPort": ["Any"], "RemotePort": ["443"],
     "LocalAddress": ["Any"], "RemoteAddress": ["192.0.2.1"], "Program": "Any",
     "Service": "Any", "InterfaceAlias": ["Any"]}
    """
  }

  private func read(
    _ members: String..., settings: [String: String] = [:]
  ) throws -> FirewallReading {
    try Windows(settings).read("[" + members.joined(separator: ",\n") + "]")
  }

  @Test func profilesThatBlockTheRestAreRight() throws {
    let reading = try read(WindowsTests.profiles, rule())
    #expect(reading.problems.isEmpty && reading.notes.isEmpty, "\(reading.problems)")
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"])
  }

  /// Out of the box all goes out.
  @Test(arguments: [
    (["DefaultOutboundAction": "Allow"], "lets out everything"),
    (["DefaultOutboundAction": "NotConfigured"], "lets out everything"),
    (["DefaultOutboundAction": "2"], "lets out everything"),
    (["DefaultInboundAction": "Allow"], "lets in everything"),
    (["Enabled": "False"], "is off"), (["AllowInboundRules": "False"], "lets nothing in"),
    (["AllowLocalFirewallRules": "False"], "only rules of the domain's policy"),
  ])
  func aProfileThatDoesOtherwiseIsTold(_ values: [String: String], _ words: String) throws {
    let profiles = ["Domain", "Private"].map { WindowsTests.profile($0) }
    let reading = try read(
      profiles[0], profiles[1], WindowsTests.profile("Public", values), rule())
    #expect(reading.problems.count == 1 && reading.problems[0].contains(words))
    #expect(reading.problems[0].contains("profile Public") || words == "is off")
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"])
    // One that the rules are not for is none of theirs.
    let other = try read(
      WindowsTests.profile("Public", values), WindowsTests.profile("Domain"), rule(),
      settings: ["profile": "Domain"])
    #expect(other.problems.isEmpty, "\(other.problems)")
  }

  @Test func whatGoesOutMayBeLeftToSomethingElse() throws {
    let open = ["Domain", "Private", "Public"].map {
      WindowsTests.profile($0, ["DefaultOutboundAction": "NotConfigured"])
    }.joined(separator: ",")
    #expect(try read(open, rule()).problems.count == 3)
    let reading = try read(open, rule(), settings: ["deny": "none"])
    #expect(reading.problems.isEmpty && reading.notes.count == 1)
  }

  @Test func aListingWithoutProfilesIsNotWhole() throws {
    let reading = try read(rule())
    #expect(
      reading.problems.count == 3
        && reading.problems.allSatisfy { $0.contains("the listing does not tell what the profile") }
    )
  }

  /// A script makes rules, and tells nothing of profiles.
  @Test func ofAScriptItIsToldThatItIsNotAll() throws {
    let target = try Windows()
    let reading = try target.read(target.whole(target.plan(to: ["192.0.2.1"])))
    #expect(reading.problems.isEmpty && reading.notes.count == 1)
  }

  /// What blocks comes before all that allows, whoever made it.
  @Test func whatAnotherGroupBlocksIsTakenAway() throws {
    for action in ["Block", "4"] {
      let reading = try read(WindowsTests.profiles, rule(), rule("Others", action: action))
      #expect(reading.problems == [] && reading.lines == [])
    }
    let off = try read(
      WindowsTests.profiles, rule(), rule("Others", action: "Block", enabled: "False"))
    #expect(off.problems.isEmpty)
    let elsewhere = try read(
      WindowsTests.profiles, rule(), rule("Others", action: "Block", profile: "Domain, Private"),
      settings: ["profile": "Public"])
    #expect(elsewhere.problems.isEmpty, "\(elsewhere.problems)")
    let script = """
      New-NetFirewallRule -Group Gatebook -Direction Outbound -Protocol TCP -RemoteAddress 192.0.2.1
      New-NetFirewallRule -DisplayName "No web" -Group Policy -Direction Outbound -Action Block
      """
    #expect(try Windows().read(script).lines == [])
    // Of one program only, it is not known what is left.
    let narrow = try Windows().read(script + " -Program x.exe")
    #expect(narrow.lines == ["192.0.2.1 tcp any outbound"])
    #expect(narrow.problems.map { $0.contains("of another group blocks") } == [true])
  }

  @Test func rulesOfOtherGroupsThatAllowAreCounted() throws {
    let reading = try read(WindowsTests.profiles, rule(), rule("A"), rule("B"))
    #expect(reading.problems.isEmpty)
    #expect(reading.notes.count == 1 && reading.notes[0].contains("2 of them"))
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"])
  }
}
