import FirewallExport
import Testing

/// What decides on a Cisco device beside the access list, and what takes it away again.
@Suite struct CiscoOtherDecisionTests {
  private let interfaces = """
    interface GigabitEthernet0/0
     nameif outside
     security-level 0
    interface GigabitEthernet0/1
     nameif inside
     security-level 100

    """
  private let list = """
    access-list gatebook extended permit tcp any host 192.0.2.1 eq 443
    access-list gatebook extended deny ip any any

    """

  private func asa(_ more: String, group: String = "access-group gatebook global\n") throws
    -> FirewallReading
  {
    try ASA().read(interfaces + list + group + more)
  }

  /// With the setting `global`, what comes in anywhere counts.
  @Test func aListOfOneInterfaceIsNotGlobal() throws {
    #expect(try asa("").problems == [])
    let one = try asa("", group: "access-group gatebook in interface inside\n")
    #expect(
      one.problems.count == 1 && one.problems[0].contains("not applied global, but in inside"))
    let all =
      "access-group gatebook in interface inside\naccess-group gatebook in interface outside\n"
    #expect(try asa("", group: all).problems == [])
    // Nothing passes an interface for management.
    let management = "interface Management0/0\n management-only\n nameif management\n"
    #expect(try asa(management, group: all).problems == [])
    let third = management.replacing(" management-only\n", with: "")
    #expect(try asa(third, group: all).problems.count == 1)
  }

  @Test(arguments: [
    "clear configure access-group\n", "clear configure all\n", "clear configure access-list\n",
    "no access-list gatebook\n", "no access-group gatebook global\n",
  ])
  func whatIsClearedAllowsNothing(_ command: String) throws {
    let reading = try asa(command)
    #expect(reading.lines == [] && reading.problems.count == 1, "\(reading.problems)")
  }

  @Test(arguments: [
    "clear configure object-group\n", "shun 10.0.0.1\n", "threat-detection scanning-threat shun\n",
    "context A\n allocate-interface GigabitEthernet0/1\n",
    "access-group gatebook in interface inside per-user-override\n",
  ])
  func whatElseDecidesIsTold(_ command: String) throws {
    let reading = try asa(command)
    #expect(reading.problems.count == 1, "\(reading.problems)")
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"])
    for harmless in ["threat-detection basic-threat\n", "no shun 10.0.0.1\n"] {
      #expect(try asa(harmless).problems == [])
    }
  }

  @Test func whatPolicyMapsDropIsANote() throws {
    let map = "policy-map P\n class C\n  "
    #expect(try asa(map + "police input 8000\n").notes.count == 1)
    #expect(try asa(map + "inspect dns\n").notes == [])
    #expect(
      try asa("interface GigabitEthernet0/1\n policy-route route-map R\n").notes.count == 1)
  }

  /// An excerpt does not tell where its list is applied, nor what is translated.
  @Test func anExcerptSaysSo() throws {
    #expect(try ASA().read(list).notes.count == 2)
    #expect(try asa("").notes == [])
    let six = "ip access-list extended gatebook\n permit tcp any host 192.0.2.1 eq 443\n"
    let applied = "interface Gi1\n ip access-group gatebook in\n"
    #expect(try IOSXE().read(six).notes.count == 2)
    #expect(try IOSXE().read(six + applied).notes == [])
  }

  // MARK: IOS-XE

  private func iosxe(
    _ interface: String, _ more: String = "", settings: [String: String] = [:]
  ) throws -> FirewallReading {
    try IOSXE(settings).read(
      "\(more)interface GigabitEthernet1\n ip address 10.0.0.1 255.255.255.0\n"
        + " ip access-group gatebook in\n\(interface)"
        + "ip access-list extended gatebook\n permit tcp any host 192.0.2.1 eq 443\n")
  }

  @Test func aListOfAnInterfaceThatIsDownFiltersNothing() throws {
    #expect(try iosxe("").problems == [])
    let down = try iosxe(" shutdown\n")
    #expect(down.lines == [] && down.problems.count == 1)
    #expect(try iosxe(" shutdown\n no shutdown\n").problems == [])
    #expect(try iosxe(" SHUTDOWN\n").lines == [])
    #expect(try iosxe(" shut\n").problems.count == 1)
    let loopback = try IOSXE().read(
      "interface Loopback0\n ip access-group gatebook in\nip access-list extended gatebook\n"
        + " permit tcp any host 192.0.2.1 eq 443\n")
    #expect(loopback.lines == [] && loopback.problems.count == 1)
  }

  @Test func theDefaultOfAListIsNone() throws {
    let reading = try iosxe("", "").lines
    #expect(reading == ["192.0.2.1 tcp 443 outbound"])
    let gone = try IOSXE().read(
      "ip access-list extended gatebook\n permit tcp any host 192.0.2.1 eq 443\n"
        + "interface Gi1\n ip access-group gatebook in\ndefault ip access-list extended gatebook\n")
    #expect(gone.lines == [] && !gone.problems.isEmpty)
  }

  @Test(arguments: [
    (" zone-member security A\n", ""), (" source template T\n", ""),
    (" service-policy input D\n", "policy-map D\n class class-default\n  drop\n"),
    ("", "cts role-based enforcement\n"),
  ])
  func whatElseDecidesOnARouterIsTold(_ interface: String, _ more: String) throws {
    let reading = try iosxe(interface, more)
    #expect(reading.problems.count == 1, "\(reading.problems)")
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"])
    let undone = interface.isEmpty ? "" : " no" + interface
    #expect(try iosxe(interface + undone, interface.isEmpty ? "no " + more : more).problems == [])
  }

  @Test(arguments: [
    (" ip policy route-map R\n", ""), (" ip wccp 61 redirect in\n", ""), (" ip inspect X in\n", ""),
    (" ip verify unicast source reachable-via rx\n", ""),
    (" service-policy output D\n", "policy-map D\n class class-default\n  police 8000\n"),
    ("", "interface GigabitEthernet2\n ip address 10.1.0.1 255.255.255.0\n"),
  ])
  func whatTheListsDoNotDecideIsANote(_ interface: String, _ more: String) throws {
    let reading = try iosxe(interface, more)
    #expect(reading.problems == [] && reading.notes.count == 1, "\(reading.notes)")
  }

  /// With an interface that is named, other interfaces do not count.
  @Test func otherInterfacesDoNotCountWhereOneIsNamed() throws {
    let other = "interface GigabitEthernet2\n ip address 10.1.0.1 255.255.255.0\n"
    #expect(
      try iosxe("", other, settings: ["interface": "GigabitEthernet1"]).notes == [])
    #expect(try iosxe("", other + " shutdown\n").notes == [])
  }
}
