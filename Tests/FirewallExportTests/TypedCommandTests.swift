import FirewallExport
import TestSupport
import Testing

/// What people type at a device's prompt is no listing: readers that pass over it would lose it.
@Suite struct TypedCommandTests {
  @Test(arguments: [
    "core(config)# access-list OUT extended permit ip any any",
    "R1(config-ext-nacl)#permit tcp any any eq 22",
    "fw/act(config-network-object-group)# network-object host 192.0.2.1",
    "admin@fw# set rulebase security rules x action allow",
    "root@srx# deactivate security policies global",
    "[admin@MikroTik] > /ip firewall filter add chain=forward action=accept",
    "[admin@MikroTik] /ip firewall filter> add chain=forward action=accept",
    "FGT (1) # set service ALL", "FGT (policy) $ delete 7",
    "R1(config)#no ip access-list extended X",
  ])
  func itIsRefused(_ line: String) throws {
    let error = try #require(FirewallReadingError(typedIn: "a\n\(line)\nb\n", for: "fortios"))
    #expect(error.description.contains("typed at prompts, on line 2 first"), "\(error)")
  }

  @Test(arguments: [
    "core# show running-config", "core(config)#", "R1#show ip access-lists", "admin@fw> show",
    "root@srx> show configuration | display set", "[admin@MikroTik] > /export", "FGT # show",
    "[admin@MikroTik] > /ip firewall filter print", "# set this", "! core(config) is a mode",
    "set comments \"a # set b\"", "banner motd # set #", "192.0.2.1 # set by hand",
    "<entry name=\"a@b\"> set", "FGT # config firewall policy", "FGT (policy) # show",
    "FGT (policy) # end", "asa(config)# show access-list", "R1(config-if)#do show running-config",
    "R1(config)#exit",
  ])
  func whatOnlyShowsIsNot(_ line: String) {
    #expect(FirewallReadingError(typedIn: "a\n\(line)\nb\n", for: "x") == nil)
  }

  @Test(arguments: FirewallTargets.all.map { $0.name })
  func noFileOfOursIs(_ name: String) throws {
    let target = try #require(FirewallTargets.named(name)).init()
    for policy in [SamplePolicies.first, SamplePolicies.hostile] {
      let plan = target.plan(policy)
      let text = try FirewallWriter(target).whole(plan, aggregated: plan).text
      #expect(FirewallReadingError(typedIn: text, for: name) == nil)
    }
  }
}
