import EndpointModel
import FirewallExport
import InventoryModel
import TestSupport
import Testing

/// Hooks at which one end of each connection is the machine itself.
@Suite struct HookTests {
  private static let targets: [any FirewallTarget.Type] = [
    NFTables.self, IPTables.self, RouterOS.self,
  ]

  /// What the other way round cannot be allowed there is told, and not written as a rule on the
  /// machine's own addresses, which would be read as the permission that it is not.
  @Test(arguments: ["output", "input"])
  func onlyOneDirectionIsWritten(_ hook: String) throws {
    for type in Self.targets {
      let sut = try TargetCase(type, ["hook": hook])
      let plan = sut.plan(
        SamplePolicies.rows("192.0.2.1 tcp 443 outbound", "198.51.100.7 tcp 8443 inbound"))
      let written =
        hook == "output" ? "192.0.2.1 tcp 443 outbound" : "198.51.100.7 tcp 8443 inbound"
      #expect(plan.endpoints.lines == [written])
      #expect(plan.notExpressed.count == 1)
      // nft's own language is not read, but its listing.
      if type == NFTables.self { continue }
      let reading = try sut.target.read(sut.target.whole(plan))
      #expect(reading.problems == [])
      #expect(reading.lines == [written])
    }
    let forward = try TargetCase(NFTables.self)
    #expect(forward.plan(SamplePolicies.rows("198.51.100.7 tcp 8443 inbound")).notExpressed == [])
  }

  /// A rule on an address of the machine's own allows no endpoint anything.
  @Test func anAddressOfTheMachineItselfIsTold() throws {
    let rules = [
      ("output", "-s 192.0.2.1", "src-address=192.0.2.1", "saddr"),
      ("input", "-d 192.0.2.1", "dst-address=192.0.2.1", "daddr"),
    ]
    for (hook, iptables, routerOS, nftables) in rules {
      let readings = [
        try IPTables(["hook": hook]).read(
          "*filter\n:GATEBOOK - [0:0]\n-A GATEBOOK \(iptables) -p tcp --dport 443 -j ACCEPT\n"
            + "COMMIT\n"),
        try RouterOS(["hook": hook]).read(
          "/ip firewall filter\nadd chain=\(hook) action=accept protocol=tcp dst-port=443 "
            + "\(routerOS)\nadd chain=\(hook) action=drop\n"),
        try NFTables(["hook": hook]).read(
          #"{"nftables": [{"table": {"family": "inet", "name": "gatebook"}}, {"chain": {"family": "#
            + #""inet", "table": "gatebook", "name": "c", "hook": "\#(hook)", "type": "filter", "#
            + #""prio": 0, "policy": "drop"}}, {"rule": {"family": "inet", "table": "gatebook", "#
            + #""chain": "c", "expr": [{"match": {"op": "==", "left": {"payload": {"protocol": "ip", "#
            + #""field": "\#(nftables)"}}, "right": "192.0.2.1"}}, {"accept": null}]}}]}"#),
      ]
      for reading in readings {
        #expect(reading.lines == [])
        #expect(reading.problems.count == 1, "\(reading.problems)")
      }
    }
  }
}
