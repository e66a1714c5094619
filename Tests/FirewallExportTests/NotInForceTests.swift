import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// What stands in a configuration and is not in force allows nothing. Where Gatebook wrote it, that
/// is a problem: what was to be allowed is cut off.
@Suite struct NotInForceTests {
  private func target(_ name: String) throws -> any FirewallTarget {
    try #require(FirewallTargets.named(name)).init()
  }

  private func whole(_ target: any FirewallTarget) -> String {
    target.whole(target.plan(SamplePolicies.first))
  }

  /// A file with the first of its rules for ESP switched off, as each device says it.
  @Test(arguments: [
    (
      PANOSSet.name, "rules gatebook-out-esp action allow",
      "\\0\nset rulebase security rules gatebook-out-esp disabled yes"
    ),
    (PANOSXML.name, "<action>allow</action>", "\\0<disabled>yes</disabled>"),
    (FortiOS.name, "set dstaddr \"gatebook-out-esp-v4\"", "\\0\n        set status disable"),
    (
      ASA.name,
      "access-list gatebook extended permit object-group gatebook-s-out-esp any object-group gatebook-n-out-esp",
      "\\0 inactive"
    ),
    (
      Junos.name, "set apply-groups gatebook",
      "\\0\ndeactivate groups gatebook security policies from-zone trust to-zone untrust policy gb-out-esp"
    ),
    (Windows.name, "-Protocol 50", "\\0"),
    (GoogleCloud.name, "      \"description\": ", "      \"disabled\": true, \\0"),
  ])
  func whatIsSwitchedOffIsToldAndNotCounted(
    _ name: String, _ words: String, _ replacement: String
  ) throws {
    let target = try target(name)
    let text = whole(target)
    let right = try target.read(text)
    #expect(right.problems.isEmpty)
    let place = try #require(text.range(of: words), "\(text)")
    var changed = text
    if name == Windows.name {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      changed = lines.map { line in
        line.contains(words) ? line.replacing("-Enabled True", with: "-Enabled False") : line
      }.joined(separator: "\n")
    } else {
      changed.replaceSubrange(place, with: replacement.replacing("\\0", with: words))
    }
    let reading = try target.read(changed)
    #expect(reading.problems.count == 1, "\(reading.problems)")
    let difference = AccessDifference(
      from: Snapshot(right.endpoints), to: Snapshot(reading.endpoints))
    #expect(difference.opened.isEmpty && !difference.closed.isEmpty)
  }

  /// A text that would tell of it: an interface is in it, or another list is applied.
  @Test(arguments: [
    (ASA.name, "interface GigabitEthernet1/1\n nameif inside\n", "access-group gatebook global\n"),
    (ASA.name, "access-group other global\n", "access-group gatebook global\n"),
    (
      IOSXE.name,
      "interface GigabitEthernet1\n ip access-group gatebook out\n ipv6 traffic-filter gatebook-v6 out\n",
      "interface GigabitEthernet2\n ip access-group gatebook in\n ipv6 traffic-filter gatebook-v6 in\n"
    ),
    (
      IOSXE.name, "interface GigabitEthernet2\n ip access-group other in\n",
      "interface GigabitEthernet2\n ip access-group gatebook in\n ipv6 traffic-filter gatebook-v6 in\n"
    ),
  ])
  func aListThatIsAppliedNowhereAllowsNothing(
    _ name: String, _ device: String, _ application: String
  ) throws {
    let target = try target(name)
    let text =
      whole(target).split(separator: "\n").filter { !$0.hasPrefix("access-group") }
      .joined(separator: "\n") + "\n"
    // An excerpt does not tell.
    #expect(try target.read(text).problems.isEmpty)
    let reading = try target.read(text + device)
    #expect(reading.endpoints.isEmpty)
    #expect(
      !reading.problems.isEmpty
        && reading.problems.allSatisfy { $0.contains("is applied nowhere") },
      "\(reading.problems)")
    #expect(try target.read(text + device + application).problems.isEmpty)
    #expect(
      try target.read(text + device + application).endpoints == target.read(text).endpoints)
  }

  /// Another list that decides, or lets in besides, is not read: that is told. The first is the
  /// setting.
  @Test(arguments: [
    ("global", "gatebook in interface dmz", "pa in interface inside"),
    ("global", "gatebook global", "pa in interface inside"),
    ("global", "gatebook global", "pb global"),
    ("global", "gatebook out interface inside", "pb out interface dmz"),
    ("global", "gatebook in interface inside control-plane", "pb out interface dmz"),
    ("inside", "gatebook in interface dmz", "pb out interface dmz"),
    ("inside", "gatebook global", "pa in interface inside"),
  ])
  func anotherListOfAnASAIsTold(_ interface: String, _ first: String, _ second: String) throws {
    let target = ASA(try FirewallSettings(["interface": interface], of: ASA.settings))
    let text =
      whole(target).split(separator: "\n").filter { !$0.hasPrefix("access-group") }
      .joined(separator: "\n") + "\n"
    let reading = try target.read(text + "access-group \(first)\naccess-group \(second)\n")
    #expect(!reading.problems.isEmpty)
    let place = interface == "global" ? "global" : "in interface \(interface)"
    #expect(
      try target.read(
        text + "access-group gatebook \(place)\naccess-group gatebook out interface b\n"
      )
      .problems.isEmpty)
    // It may cut off what was let in.
    #expect(
      try target.read(text + "access-group gatebook \(place)\naccess-group x out interface dmz\n")
        .problems == ["the access list x is applied as well (out dmz), and is not read"])
  }

  /// What the list of an interface neither permits nor denies, the global one is asked for.
  @Test func aGlobalListBehindAnInterfacesListIsTold() throws {
    let target = ASA(try FirewallSettings(["interface": "inside"], of: ASA.settings))
    let text = whole(target) + "access-group all global\n"
    #expect(try target.read(text).problems.isEmpty)
    let open = text.replacing("access-list gatebook extended deny ip any any\n", with: "")
    #expect(
      try target.read(open).problems == [
        "what the access list gatebook leaves comes to the global access list all, which is not "
          + "read: gatebook does not end with deny ip any any"
      ])
    #expect(try target.read(open.replacing("access-group all global\n", with: "")).problems.isEmpty)
  }

  @Test func theCommandThatOpensMoreThanListsIsTold() throws {
    let target = try target(ASA.name)
    let text = whole(target) + "established tcp 4000 0 permitto tcp 1024-65535\n"
    #expect(try target.read(text).problems.count == 1)
  }

  @Test func aGroupOfJunosThatIsNotAppliedAllowsNothing() throws {
    let target = try target(Junos.name)
    let reading = try target.read(
      whole(target).replacing("set apply-groups gatebook\n", with: ""))
    #expect(reading.endpoints.isEmpty)
    #expect(
      reading.problems == ["the group gatebook is not applied: set apply-groups gatebook"])
  }
}
