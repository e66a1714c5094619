import EndpointModel
import Foundation
import InventoryModel
import TestSupport
import Testing

@testable import FirewallExport

@Suite struct WindowsTests {
  private let sut: Windows

  init() throws { sut = try Windows() }

  // MARK: Deltas

  /// The parameters of rules by their names, after a script; the rules before are those of a
  /// whole file.
  private func rules(
    after script: String, on before: [String: [String: [String]]]
  ) throws -> [String: [String: [String]]] {
    var rules = before
    let lines = script.split(separator: "\n").map(String.init)
    if let start = lines.firstIndex(of: "$changed = @(") {
      // What is put aside is removed at the end.
      for line in lines[(start + 1)...].prefix(while: { $0 != ")" }) {
        let name = line.filter { !" ',".contains($0) }
        #expect(rules.removeValue(forKey: name) != nil, "there is no rule \(name)")
      }
    } else {
      rules = [:]
    }
    for statement in try PowerShellStatements.read(script, passing: []) {
      guard let command = statement.command,
        ["New-NetFirewallRule", "Set-NetFirewallRule"].contains(command)
      else { continue }
      let parameters = try #require(statement.parameters)
      let name = try #require(parameters["name"]?.first)
      if command == "Set-NetFirewallRule" {
        #expect(rules[name] != nil, "there is no rule \(name)")
        rules[name]?["description"] = parameters["description"]
      } else {
        #expect(rules[name] == nil, "there is a rule \(name)")
        rules[name] = parameters
      }
    }
    return rules
  }

  @Test(arguments: ["1000", "2"])
  func aDeltaLeadsToWhatIsWrittenWholeAndBackAgain(_ limit: String) throws {
    let sut = try Windows(["limit-entries": limit])
    let failure = try firstFailure(seeds: 0..<6) { random in
      let old = sut.plan(SamplePolicies.random(&random), number: 4)
      let new = sut.plan(SamplePolicies.random(&random), number: 5)
      let before = try rules(after: sut.whole(old), on: [:])
      let after = try rules(after: sut.whole(new), on: before)
      let there = try #require(sut.delta(from: old, to: new))
      let back = try #require(sut.delta(from: new, to: old))
      #expect(there.contains("$before.Count -ne \(before.count) "))
      if try rules(after: there, on: before) != after { return there }
      return try rules(after: back, on: after) == before ? nil : back
    }
    #expect(failure == nil)
  }

  @Test func nothingIsRemovedBeforeAllIsMade() throws {
    let (old, new) = (
      sut.plan(SamplePolicies.first), sut.plan(SamplePolicies.second, number: 2)
    )
    for text in [sut.whole(new), try #require(sut.delta(from: old, to: new))] {
      let lines = text.split(separator: "\n")
      let last = try #require(lines.lastIndex { $0.contains("New-NetFirewallRule") })
      let removals = lines.indices.filter { lines[$0].contains("Remove-NetFirewallRule") }
      #expect(removals.count == 2)
      // The first makes copies before; the second removes them.
      let copies = try #require(removals.first)
      let (copy, remove) = (
        lines[copies].range(of: "Copy-NetFirewallRule"),
        lines[copies].range(of: "Remove-NetFirewallRule")
      )
      #expect(try #require(copy).lowerBound < (try #require(remove)).lowerBound)
      #expect(try #require(removals.last) > last)
      #expect(
        lines.filter { $0.contains("NetFirewallRule -") }.allSatisfy { line in
          line.contains("-ErrorAction Stop") || line.hasSuffix("@(")
        })
    }
  }

  // MARK: Limits and spellings

  private func policy(_ rows: [(String, String, String)]) -> FirewallPolicy {
    FirewallPolicy(
      rows.map { address, ports, transport in
        FirewallRule(
          Endpoint(
            address: EndpointAddress(address)!, ports: Ports(ports)!,
            transport: IPProtocol(transport)!),
          for: FirewallAllowance("eschat/canada-aws-02")!)
      })
  }

  @Test func addressesAreDividedAmongRules() throws {
    let plan = sut.plan(policy((0..<2_001).map { ("10.\($0 / 100).\($0 % 100).1", "443", "tcp") }))
    #expect(
      sut.objects(of: plan).map { "\($0.name) \($0.entries)" } == [
        "Gatebook-out-tcp-443-1 1000", "Gatebook-out-tcp-443-2 1000", "Gatebook-out-tcp-443-3 1",
      ])
    #expect(try sut.read(sut.whole(plan)).endpoints.count == 2_001)
  }

  /// What is allowed over TCP alone and over TCP and UDP would be two rules of one name.
  @Test func theSamePortsOfTCPAreOneRule() throws {
    let plan = sut.plan(
      policy([("192.0.2.1", "443", "tcp+udp"), ("192.0.2.2", "443", "tcp")]))
    #expect(
      sut.objects(of: plan).map { "\($0.name) \($0.entries)" } == [
        "Gatebook-out-tcp-443-1 2", "Gatebook-out-udp-443-1 1",
      ])
  }

  @Test func aWholeFamilyIsARangeAndBothAreAny() throws {
    let both = sut.whole(sut.plan(policy([("any", "443", "tcp")])))
    #expect(both.contains("-RemoteAddress @(\n  'Any'\n)"))
    let one = sut.whole(sut.plan(policy([("0.0.0.0/0", "443", "tcp")])))
    #expect(one.contains("'0.0.0.0-255.255.255.255'"))
    #expect(try sut.read(one).lines == ["0.0.0.0/0 tcp 443 outbound"])
  }

  @Test func sctpIsNotExpressed() {
    let plan = sut.plan(policy([("192.0.2.1", "5060", "sctp")]))
    #expect(plan.permits.isEmpty)
    #expect(plan.notExpressed.map(\.reason) == [.transport])
  }

  // MARK: Configurations as machines have them

  /// Masks, a disabled rule and one of another group, as the documented command lists them.
  @Test func aListingIsRead() throws {
    let common =
      "\"LocalAddress\": [\"Any\"], \"Program\": \"Any\", \"Service\": \"Any\", "
      + "\"InterfaceAlias\": [\"Any\"], \"Profile\": \"Any\""
    let text = """
      [
        \(Self.profiles),
        {"Name": "a", "Group": "Gatebook", "Description": "Gatebook: firewall edge, revision 12: x/y@3",
         "Enabled": "True", "Direction": "Outbound", "Action": "Allow", "Protocol": "TCP",
         "IcmpType": ["Any"], "LocalPort": ["Any"], "RemotePort": ["443", "8000-8010"],
         "RemoteAddress": ["192.0.2.0/255.255.255.0", "198.51.100.1-198.51.100.9",
                           "2001:db8::/32"], \(common)},
        {"Name": "b", "Group": "Gatebook", "Description": "Gatebook: firewall edge, revision 12: x/y@3",
         "Enabled": "True", "Direction": "Inbound", "Action": "Allow", "Protocol": "ICMPv4",
         "IcmpType": ["8"], "LocalPort": ["Any"], "RemotePort": ["Any"],
         "RemoteAddress": ["Any"], \(common)},
        {"Name": "c", "Group": "Gatebook", "Description": "Gatebook: firewall edge, revision 12: x/y@3",
         "Enabled": 1, "Direction": 2, "Action": 2, "Protocol": "47",
         "IcmpType": "Any", "LocalPort": "Any", "RemotePort": "Any",
         "RemoteAddress": "203.0.113.5", \(common)},
        {"Name": "d", "Group": "Gatebook", "Description": "off", "Enabled": "False",
         "Direction": "Outbound", "Action": "Allow", "Protocol": "Any", "IcmpType": ["Any"],
         "LocalPort": ["Any"], "RemotePort": ["Any"], "RemoteAddress": ["Any"], \(common)},
        {"Name": "e", "Group": "@FirewallAPI.dll,-25000", "Description": "", "Enabled": "True",
         "Direction": "Inbound", "Action": "Allow", "Protocol": "2", "IcmpType": ["Any"],
         "LocalPort": ["Any"], "RemotePort": ["Any"], "RemoteAddress": ["Any"], \(common)}
      ]
      """
    let reading = try sut.read(text)
    #expect(reading.problems.isEmpty, "\(reading.problems)")
    #expect(
      reading.notes == [
        "rules of other groups: 1 of them allow something, and only those of the group Gatebook are "
          + "read"
      ])
    #expect(reading.number == 12)
    #expect(
      reading.lines == [
        "0.0.0.0/0 icmp/8 any inbound",
        "192.0.2.0/24 tcp 443,8000-8010 outbound",
        "198.51.100.1-198.51.100.9 tcp 443,8000-8010 outbound",
        "2001:db8::/32 tcp 443,8000-8010 outbound",
        "203.0.113.5 gre any outbound",
      ])
  }

  /// Lines that go on after a backtick, words without quotation marks, standards that are left out.
  @Test func aScriptByHandIsRead() throws {
    let text = """
      # rules for the radios
      <# two of them,
         by hand #>
      New-NetFirewallRule -DisplayName "Radio signaling" -Group Radio `
        -Direction Outbound -Action Allow -Protocol UDP `
        -RemotePort 5060,5062-5063 -RemoteAddress 203.0.113.0/24, '2001:db8:7::1'
      New-NetFirewallRule -DisplayName 'Console' -Group "Radio" -LocalPort 8443 -Protocol TCP -Profile Any | Out-Null

      new-netfirewallrule -displayname Other -group Printers -protocol TCP -localport 9100
      """
    let sut = try Windows(["group": "Radio"])
    let reading = try sut.read(text)
    #expect(reading.problems.isEmpty, "\(reading.problems)")
    #expect(reading.number == nil)
    // Without a direction a rule is inbound; without addresses it is for all of them.
    #expect(
      reading.lines == [
        "2001:db8:7::1 udp 5060,5062-5063 outbound",
        "203.0.113.0/24 udp 5060,5062-5063 outbound",
        "any tcp 8443 inbound",
      ])
  }

  /// Only what is stated is read: variables, words of Windows and other commands are told.
  @Test func whatAScriptWorksOutIsAProblem() throws {
    let text = """
      $range = "100.64.0.0/10"
      if (Get-NetFirewallRule -DisplayName Tail) { Remove-NetFirewallRule -DisplayName Tail }
      New-NetFirewallRule -DisplayName Tail -Group Gatebook -Protocol TCP -LocalPort 3389 -RemoteAddress $range
      New-NetFirewallRule -DisplayName Names -Group Gatebook -Direction Outbound -Protocol UDP -RemotePort 5355 -RemoteAddress LocalSubnet
      New-NetFirewallRule -DisplayName Web -Group Gatebook -Direction Outbound -Protocol TCP -RemotePort 443 -Program 'C:\\Radio\\radio.exe'
      New-NetFirewallRule @Params
      New-NetFirewallRule -DisplayName Stop -Group Gatebook -Direction Outbound -Action Block -Program x.exe
      New-NetFirewallRule -DisplayName Fine -Group Gatebook -Direction Outbound -Protocol TCP -RemotePort 22 -RemoteAddress 192.0.2.1
      """
    let reading = try sut.read(text)
    #expect(reading.lines == ["192.0.2.1 tcp 22 outbound"])
    #expect(
      reading.problems.map { String($0.prefix(7)) } == (1...7).map { "line \($0):" })
  }

  // MARK: What is not understood

  @Test(arguments: [
    "-RemoteAddress 192.0.2.300", "-RemoteAddress host.example.com", "-RemoteAddress 192.0.2.1/24",
    "-RemotePort 70000 -Protocol TCP", "-RemotePort RPC -Protocol TCP", "-RemotePort 443",
    "-RemotePort 5060 -Protocol 132", "-Protocol ICMPv6 -IcmpType 128",
    "-Protocol ICMPv4 -IcmpType 3:4", "-Protocol ICMPv4 -IcmpType 3,8", "-Protocol IGMP",
    "-LocalPort 1024 -Protocol TCP", "-LocalAddress 10.0.0.1", "-Service Dnscache",
    "-Profile Domain", "-RemoteUser x", "-Enabled Perhaps", "-Direction Up",
    "-Direction Inbound -RemotePort 1 -Protocol TCP", "-RemoteAddress", "-RemoteAddress 192.0.2.1,",
    "192.0.2.1", "-RemoteAddress 192.0.2.1 -RemoteAddress 192.0.2.2", "-Action NotConfigured",
    "-RemoteAddress \"$a\"", "| Set-NetFirewallRule", "-Protocol ICMPv4 -RemoteAddress 2001:db8::1",
  ])
  func whatIsBrokenIsAProblem(_ parameters: String) throws {
    let direction = parameters.contains("-Direction") ? "" : "-Direction Outbound "
    let reading = try sut.read(
      "New-NetFirewallRule -Group Gatebook \(direction)\(parameters)\n")
    #expect(!reading.problems.isEmpty)
    #expect(reading.endpoints.isEmpty, "\(reading.lines)")
  }

  @Test func aGroupThatIsNotWrittenOutIsAProblem() throws {
    let reading = try sut.read(
      "New-NetFirewallRule -Gr Gatebook -Direction Outbound -Protocol TCP -RemotePort 443\n")
    #expect(reading.endpoints.isEmpty)
    #expect(reading.problems.count == 1)
  }

  @Test func aListingThatDoesNotTellAllIsAProblem() throws {
    let reading = try sut.read(
      "[{\"Group\": \"Gatebook\", \"Enabled\": \"True\", \"Direction\": \"Outbound\", "
        + "\"Action\": \"Allow\", \"Protocol\": \"TCP\", \"RemotePort\": [\"443\"]}, \(Self.profiles)]"
    )
    #expect(reading.endpoints.isEmpty)
    #expect(reading.problems.count == 1)
  }

  @Test(arguments: ["", "[{", "hello world", "New-NetFirewallRule 'x", "<# x", "f (", "@'\nx\n'@"])
  func whatIsNoConfigurationIsRefused(_ text: String) {
    #expect(throws: FirewallReadingError.self) { try sut.read(text) }
  }
}
