import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// What the readers of all clouds' configurations keep to.
@Suite struct CloudReadersTests {
  static let names = [
    "aws-prefix-list", "aws-security-group", "azure-nsg", "gcp", "terraform-aws",
  ]

  private func target(_ name: String) throws -> any FirewallTarget {
    let type = try #require(FirewallTargets.named(name))
    return type.init(try FirewallSettings([:], of: type.settings))
  }

  /// A reader may refuse a text or tell problems; it may not fall.
  @Test(arguments: names) func noDamagedTextBringsAReaderDown(_ name: String) throws {
    let target = try target(name)
    let whole = Array(try Places.text("Tests/FirewallExportTests/Golden/\(name)/whole.txt").utf8)
    var random = SeededGenerator(seed: 1)
    var refused = 0
    for _ in 0..<80 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place...)
        case 2: bytes.remove(at: place)
        default: bytes.insert(random.pick(Array("{}[]\",:\\-=0$".utf8)), at: place)
        }
        if bytes.isEmpty { break }
      }
      do {
        _ = try target.read(String(decoding: bytes, as: UTF8.self))
      } catch is FirewallReadingError {
        refused += 1
      }
    }
    #expect(refused > 0 && refused < 80)
  }

  @Test(arguments: names) func deepNestingIsRefused(_ name: String) throws {
    let target = try target(name)
    for (start, end) in [("[", "]"), ("{\"a\":", "}")] {
      let deep =
        String(repeating: start, count: 20_000) + "1" + String(repeating: end, count: 20_000)
      #expect(throws: FirewallReadingError.self) { try target.read(deep) }
    }
  }

  /// A value of another kind than the language has in its place is not understood, and not
  /// taken for nothing stated.
  @Test(arguments: [
    (
      "aws-security-group",
      #"{"SecurityGroups": [{"GroupName": "gatebook", "IpPermissions": [], "#
        + #""IpPermissionsEgress": [{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2, "#
        + #""IpRanges": [{"CidrIp": 7}]}]}]}"#
    ),
    (
      "azure-nsg",
      #"{"name": "gatebook", "securityRules": [{"access": "Allow", "direction": "#
        + #""Outbound", "priority": 100, "protocol": "Tcp", "sourceAddressPrefix": "*", "#
        + #""sourcePortRange": "*", "destinationAddressPrefixes": [7], "#
        + #""destinationPortRange": "443"}, {"access": "Deny", "direction": "Outbound", "#
        + #""priority": 101, "protocol": "*", "sourceAddressPrefix": "*", "#
        + #""sourcePortRange": "*", "destinationAddressPrefix": "*", "#
        + #""destinationPortRange": "*"}]}"#
    ),
    (
      "gcp",
      #"{"name": "gatebook", "rules": [{"action": "allow", "direction": "EGRESS", "#
        + #""priority": 1, "match": {"destIpRanges": [7], "#
        + #""layer4Configs": [{"ipProtocol": "tcp"}]}}, {"action": "deny", "#
        + #""direction": "EGRESS", "priority": 2, "match": {"destIpRanges": ["#
        + #""0.0.0.0/0", "::/0"], "layer4Configs": [{"ipProtocol": "all"}]}}]}"#
    ),
    (
      "terraform-aws",
      #"{"resources": [{"type": "aws_security_group", "name": "g", "instances": "#
        + #"[{"attributes": {"id": "sg-1", "name": "gatebook", "egress": [{"protocol": "tcp", "#
        + #""from_port": 1, "to_port": 2, "cidr_blocks": [7]}]}}]}]}"#
    ),
  ])
  func valuesOfAnotherKindAreProblems(_ name: String, _ text: String) throws {
    let reading = try target(name).read(text)
    #expect(reading.endpoints.isEmpty && reading.problems.count == 1)
  }

  /// What is written of the next revision is read back, too, and the number where a whole file
  /// tells it.
  @Test(arguments: names) func theNumberIsReadBack(_ name: String) throws {
    let target = try target(name)
    let plan = target.plan(to: ["192.0.2.1"], number: 42)
    let reading = try target.read(try FirewallWriter(target).whole(plan, aggregated: plan).text)
    #expect(reading.number == 42 && reading.problems.isEmpty)
    #expect(reading.endpoints.compactMap(\.address) == [EndpointAddress("192.0.2.1")])
  }

  /// Everything, in both families and all protocols, is not a list of rules, but one.
  @Test(arguments: names) func everythingIsWrittenAndReadBack(_ name: String) throws {
    let target = try target(name)
    let plan = target.plan(to: ["any"], "any", "any")
    let reading = try target.read(target.whole(plan))
    let families = IPFamily.allCases.filter { target.abilities.families.contains($0) }
    #expect(
      reading.endpoints.compactMap(\.range).sorted() == families.map { AddressRange.all($0) })
    #expect(reading.problems.isEmpty)
  }
}
