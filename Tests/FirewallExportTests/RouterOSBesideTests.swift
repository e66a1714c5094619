import FirewallExport
import Testing

/// What changes the meaning of RouterOS's filters from outside of their menus.
@Suite struct RouterOSBesideTests {
  private func export(
    _ more: String = "", jump: String = "add action=jump chain=forward jump-target=gatebook",
    permit: String =
      "add action=accept chain=gatebook dst-address-list=L dst-port=443 protocol=tcp",
    drop: String = "add action=drop chain=gatebook"
  ) -> String {
    """
    # 2026-03-01 10:00:00 by RouterOS 7.14
    /ip firewall address-list
    add address=192.0.2.1 list=L
    /ip firewall filter
    add action=accept chain=forward connection-state=established,related
    \(jump)
    \(permit)
    \(drop)
    /ipv6 settings
    set disable-ipv6=yes
    \(more)
    """
  }

  private func problems(_ text: String) throws -> [String] {
    let reading = try RouterOS().read(text)
    #expect(reading.lines == ["192.0.2.1 tcp 443 outbound"])
    return reading.problems
  }

  @Test(arguments: [
    "/ip firewall filter\nadd action=add-dst-to-address-list address-list=L chain=forward",
    "/ip firewall mangle\nadd action=add-src-to-address-list address-list=L chain=prerouting",
    "/ip firewall raw\nadd action=add-dst-to-address-list address-list=L chain=prerouting",
    "/ip firewall nat\nadd action=add-dst-to-address-list address-list=L chain=dstnat",
    "/ip dns static\nadd address-list=L forward-to=192.0.2.53 regexp=\".*\" type=FWD",
    "/ppp profile\nset *0 address-list=L",
    "/ip dhcp-server lease\nadd address=10.0.0.5 address-lists=K,L mac-address=00:00:5E:00:53:01",
  ])
  func aListThatFillsByItselfIsTold(_ more: String) throws {
    #expect(try problems(export()) == [])
    let problems = try problems(export(more))
    #expect(
      problems.count == 1 && problems[0].contains("adds addresses to the list L"), "\(problems)")
    #expect(
      try self.problems(export(more.replacing("=L", with: "=M").replacing(",L", with: ""))) == [])
  }

  @Test func anEntryThatExpiresIsTold() throws {
    let text = export().replacing("192.0.2.1 list=L", with: "192.0.2.1 list=L timeout=1h")
    #expect(try problems(text) == ["\"192.0.2.1\" in the list L expires"])
  }

  @Test func aDeviceThatTracksOrForwardsNothingIsTold() throws {
    for more in [
      "/ip firewall connection tracking\nset enabled=no", "/ip settings\nset ip-forward=no",
      "/ip firewall mangle\nadd action=change-ttl chain=forward new-ttl=set:1",
    ] {
      #expect(try problems(export(more)).count == 1, "\(more)")
    }
    for more in [
      "/ip firewall connection tracking\nset enabled=auto", "/ip settings\nset ip-forward=yes",
      "/ip firewall mangle\nadd action=mark-packet chain=forward new-packet-mark=m",
    ] {
      #expect(try problems(export(more)) == [], "\(more)")
    }
    // A chain for the machine's own packets forwards none.
    #expect(
      try RouterOS(["hook": "output"]).read(
        export("/ip settings\nset ip-forward=no").replacing("chain=forward", with: "chain=output")
      ).problems == [])
  }

  @Test func permitsOfAFamilyThatIsOffAreTold() throws {
    let six = """
      /ipv6 firewall filter
      add action=accept chain=forward connection-state=established,related
      add action=accept chain=forward dst-address=2001:db8::1/128 dst-port=443 protocol=tcp
      add action=drop chain=forward
      """
    for off in ["disable-ipv6=yes", "forward=no"] {
      let reading = try RouterOS().read(export(six).replacing("disable-ipv6=yes", with: off))
      #expect(
        reading.problems == ["/ipv6 settings lets no packet of IPv6 pass, whatever rules allow"])
    }
    #expect(
      try RouterOS().read(export(six).replacing("disable-ipv6=yes", with: "disable-ipv6=no"))
        .problems
        == [])
  }

  /// An export has the device's word before what is not in force.
  @Test(arguments: [
    "# in/out-interface matcher not possible when interface (ether1) is slave", "# inactive time",
    "# lte1 not ready",
  ])
  func theDevicesWordOnARuleIsTold(_ word: String) throws {
    for rule in ["add action=jump", "add action=accept chain=gatebook", "add action=drop"] {
      let text = export().replacing(rule, with: word + "\n" + rule)
      let problems = try problems(text)
      #expect(problems.count == 1 && problems[0].contains(String(word.dropFirst(2))), "\(problems)")
    }
    #expect(try problems(export(word)) == [])
  }

  /// Packets that belong to no connection are none that a jump or a denial for new ones catches.
  @Test func whatIsForNewConnectionsLeavesOthers() throws {
    let jump = "add action=jump chain=forward connection-state=new jump-target=gatebook"
    let left = try problems(export(jump: jump))
    #expect(left.count == 1 && left[0].contains("is for new connections only"), "\(left)")
    for more in ["invalid", "invalid,untracked"] {
      let drop = "add action=drop chain=forward connection-state=\(more)\n"
      #expect(try problems(export(jump: drop + jump)) == [])
    }
    #expect(
      try problems(
        export(jump: jump, drop: "add action=drop chain=gatebook\nadd action=drop chain=forward"))
        == [])
    let new = "add action=drop chain=gatebook connection-state=new"
    #expect(try problems(export(drop: new)).count == 1)
    #expect(try problems(export(drop: "\(new),invalid,untracked")) == [])
    // Answers do not come to a chain for new connections.
    let reading = try RouterOS().read(
      export(jump: jump + "\nadd action=drop chain=forward").replacing(
        "chain=forward connection-state=established,related",
        with: "chain=gatebook connection-state=established,related"))
    #expect(reading.problems.count == 1, "\(reading.problems)")
  }

  /// Answers of one protocol, or of some packets, are not all of them.
  @Test func answersOfSomePacketsAreNotAll() throws {
    func read(_ conditions: String) throws -> FirewallReading {
      try RouterOS().read(
        export().replacing("established,related", with: "established,related\(conditions)"))
    }
    #expect(try read(" protocol=tcp").problems == [] && read(" protocol=tcp").notes == [])
    #expect(try read(" protocol=udp").problems.count == 1)
    for some in [" src-address=192.0.2.0/24", " in-interface=wan", " protocol=tcp src-port=443"] {
      let reading = try read(some)
      #expect(reading.problems == [] && reading.notes.count == 1, "\(some)")
    }
  }

  /// Rules that the device makes for itself are in no export.
  @Test(arguments: [
    ("ip hotspot", "add interface=lan name=h", "add disabled=yes interface=lan name=h"),
    ("ip upnp", "set enabled=yes", "set enabled=no"),
    ("ppp profile", "add incoming-filter=x name=p", "add name=p"),
    (
      "ip ipsec policy", "add action=discard dst-address=192.0.2.0/24",
      "add dst-address=192.0.2.0/24"
    ),
    (
      "system script", "add name=x source=\"/ip firewall filter disable 0\"",
      "add name=x source=\"/log print\""
    ),
    (
      "system scheduler", "add name=x on-event=\"/ip firewall filter disable 0\"",
      "add name=x on-event=y"
    ),
  ])
  func whatMakesRulesIsANote(_ menu: String, _ command: String, _ harmless: String) throws {
    let reading = try RouterOS().read(export("/\(menu)\n\(command)"))
    #expect(reading.problems == [] && reading.notes.count == 1, "\(reading.problems)")
    #expect(try RouterOS().read(export("/\(menu)\n\(harmless)")).notes == [])
  }

  /// A part of an export does not tell what the rest says.
  @Test func anExportOfFiltersAloneSaysSo() throws {
    let part = export().replacing("/ipv6 settings\nset disable-ipv6=yes\n", with: "")
    #expect(try RouterOS().read(part).notes.count == 1)
    #expect(try RouterOS().read(part + "/ip firewall nat\n").notes == [])
    #expect(try RouterOS().read(part + "/ip address\nadd address=10.0.0.1/24\n").notes == [])
    // Gatebook's own file is no export.
    let target = try RouterOS()
    #expect(try target.read(target.whole(target.plan(to: ["192.0.2.1"]))).notes == [])
  }

  @Test func whatABridgeOrASwitchDropsIsANote() throws {
    for menu in ["interface bridge filter", "interface ethernet switch rule"] {
      let reading = try RouterOS().read(export("/\(menu)\nadd action=drop chain=forward"))
      #expect(reading.problems == [] && reading.notes.count == 1)
    }
  }
}
