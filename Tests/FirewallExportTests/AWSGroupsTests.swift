import EndpointModel
import FirewallExport
import TestSupport
import Testing

/// Rules spread over several security groups.
@Suite struct AWSGroupsTests {
  private static let types: [any FirewallTarget.Type] = [AWSSecurityGroup.self, TerraformAWS.self]

  /// What all groups allow together is what one would.
  @Test(arguments: ["2", "5"])
  func togetherTheyAllowWhatOneWould(_ count: String) throws {
    for type in Self.types {
      let target = try type.init(["groups": count])
      let failure = try firstFailure(seeds: 0..<5) { random in
        let plan = target.plan(SamplePolicies.random(&random), number: 4)
        let reading = try target.read(target.whole(plan))
        if !reading.problems.isEmpty { return "\(reading.problems)" }
        if reading.number != 4 { return "number \(reading.number ?? -1)" }
        let difference = ExpectedAccess.difference(plan.endpoints, reading.endpoints)
        return difference.isEmpty ? nil : difference
      }
      #expect(failure == nil, "\(type.name)")
    }
  }

  private static let addresses = (0..<120).map { "192.0.2.\($0 * 2)" }

  /// What one group has no room for, several have.
  @Test func theyHaveRoomForMore() throws {
    for type in Self.types {
      func isTaken(_ groups: String) throws -> Bool {
        let target = try type.init(["groups": groups, "limit-entries": "60"])
        let plan = target.plan(to: Self.addresses)
        return (try? FirewallWriter(target).whole(plan, aggregated: plan)) != nil
      }
      #expect(try !isTaken("1") && isTaken("4"), "\(type.name)")
    }
  }

  /// The addresses that each group allows, by reading it alone.
  private func members(
    _ addresses: [String], groups: Int, of type: any FirewallTarget.Type
  ) throws -> [Set<String>] {
    let target = try type.init(["groups": String(groups)])
    let text = target.whole(target.plan(to: addresses))
    return try (1...groups).map { number in
      let name = "gatebook" + (number == 1 ? "" : "-\(number)")
      return Set(try type.init(["group": name]).read(text).lines)
    }
  }

  @Test func aRuleStaysInItsGroup() throws {
    for type in Self.types {
      let before = try members(Self.addresses, groups: 3, of: type)
      #expect(before.allSatisfy { !$0.isEmpty } && before.map(\.count).reduce(0, +) == 120)
      let more = try members(["198.51.100.1"] + Self.addresses.dropFirst(), groups: 3, of: type)
      #expect(zip(before, more).map { $0.symmetricDifference($1).count }.reduce(0, +) == 2)
      // With a fourth group, rules move to it and nowhere else.
      let four = try members(Self.addresses, groups: 4, of: type)
      for (old, new) in zip(before, four) { #expect(new.isSubset(of: old)) }
      #expect(!four[3].isEmpty && four[3].count < 60)
    }
  }

  @Test func groupsThatDifferOrAreNotThereAreTold() throws {
    for type in Self.types {
      let two = try type.init(["groups": "2"])
      let text = two.whole(two.plan(to: Self.addresses, number: 4))
      let three = try type.init(["groups": "3"])
      #expect(try three.read(text).problems.contains { $0.contains("no group gatebook-3") })
      #expect(try two.read(text).notes.contains { $0.contains("all 2 groups") })
    }
    let listing = """
      {"SecurityGroups": [
        {"GroupName": "gatebook", "GroupId": "sg-1", "IpPermissions": [], "IpPermissionsEgress": [],
         "Tags": [{"Key": "gatebook-revision", "Value": "4"}]},
        {"GroupName": "gatebook-2", "GroupId": "sg-2", "IpPermissions": [], "IpPermissionsEgress": [],
         "Tags": [{"Key": "gatebook-revision", "Value": "3"}]}]}
      """
    let reading = try AWSSecurityGroup(["groups": "2"]).read(listing)
    #expect(reading.problems == ["the 2 groups are not all of one revision"])
    #expect(reading.number == nil)
  }
}
