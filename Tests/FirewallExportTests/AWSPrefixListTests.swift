import EndpointModel
import FirewallExport
import Foundation
import TestSupport
import Testing

@Suite struct AWSPrefixListTests {
  /// A list at AWS, as far as calls change it.
  private struct List {
    var entries: Set<String> = []
    var version = 1
    var room = 60

    /// Refuses what AWS refuses.
    mutating func modify(_ call: [String: Any]) throws(Refusal) {
      if let room = call["MaxEntries"] as? Int {
        try refuse(unless: call["AddEntries"] == nil && call["RemoveEntries"] == nil)
        self.room = room
        return
      }
      try refuse(unless: call["CurrentVersion"] as? Int == version)
      let added = (call["AddEntries"] as? [[String: String]] ?? []).compactMap { $0["Cidr"] }
      let removed = (call["RemoveEntries"] as? [[String: String]] ?? []).compactMap { $0["Cidr"] }
      try refuse(unless: !added.isEmpty || !removed.isEmpty)
      try refuse(unless: added.count <= 100 && removed.count <= 100)
      try refuse(unless: entries.isDisjoint(with: added) && entries.isSuperset(of: removed))
      entries.formUnion(added)
      entries.subtract(removed)
      try refuse(unless: entries.count <= room)
      version += 1
    }

    private func refuse(unless isRight: Bool) throws(Refusal) {
      if !isRight { throw Refusal() }
    }
  }

  private struct Refusal: Error {}

  private func calls(_ text: String) throws -> [[String: Any]] {
    // A document begins with a brace at the start of a line.
    try ("\n" + text).components(separatedBy: "\n{").dropFirst().map {
      try #require(
        try JSONSerialization.jsonObject(with: Data(("{" + $0).utf8)) as? [String: Any])
    }
  }

  private func addresses(_ numbers: Range<Int>) -> [String] {
    numbers.map { "10.0.\($0 / 100).\($0 % 100 * 2)" }
  }

  /// The list that the whole file makes.
  private func made(_ plan: FirewallPlan, _ target: AWSPrefixList) throws -> List {
    var list = List()
    let calls = try calls(target.whole(plan))
    let first = try #require(calls.first)
    let entries = first["Entries"] as? [[String: String]] ?? []
    #expect(entries.count <= 100)
    list.entries = Set(entries.compactMap { $0["Cidr"] })
    list.room = try #require(first["MaxEntries"] as? Int)
    for call in calls.dropFirst() { try list.modify(call) }
    return list
  }

  @Test(arguments: [0, 1, 99, 100, 101, 250])
  func theWholeFileMakesTheListInCallsOfAHundred(_ count: Int) throws {
    let target = try AWSPrefixList()
    let plan = target.plan(to: addresses(0..<count))
    let list = try made(plan, target)
    #expect(list.entries == Set(addresses(0..<count).map { $0 + "/32" }))
  }

  @Test(arguments: [
    (0..<3, 1..<4), (0..<50, 50..<100), (0..<250, 100..<350), (0..<250, 240..<250),
    (0..<10, 0..<330), (0..<10, 20..<150),
  ])
  func aDeltaAppliedAndTakenBackIsTheListAsItWas(_ old: Range<Int>, _ new: Range<Int>) throws {
    let target = try AWSPrefixList()
    let (before, after) = (
      target.plan(to: addresses(old)),
      target.plan(to: addresses(new), number: 2)
    )
    var list = try made(before, target)
    let start = list.entries
    let goal = Set(addresses(new).map { $0 + "/32" })
    let forth = try versioned(list.version)
    for call in try calls(try #require(forth.delta(from: before, to: after))) {
      try list.modify(call)
      // Nothing goes before all is there.
      #expect(list.entries.isSuperset(of: start) || list.entries.isSuperset(of: goal))
    }
    #expect(list.entries == goal)
    let back = try versioned(list.version)
    for call in try calls(try #require(back.delta(from: after, to: before))) {
      try list.modify(call)
    }
    #expect(list.entries == start)
  }

  @Test func deltasBetweenAnyPlansLeadFromOneToTheOther() throws {
    let target = try AWSPrefixList()
    let failure = try firstFailure(seeds: 0..<6) { random in
      let plans = (1...2).map {
        FirewallPlan(
          SamplePolicies.random(&random), of: SamplePolicies.firewall, number: $0,
          abilities: target.abilities)
      }
      var list = try made(plans[0], target)
      for call in try calls(target.delta(from: plans[0], to: plans[1]) ?? "") {
        try list.modify(call)
      }
      let goal = try made(plans[1], target).entries
      return list.entries == goal ? nil : "\(list.entries) and not \(goal)"
    }
    #expect(failure == nil)
  }

  /// AWS answers a token that it knows with the list that it made for it, and makes none.
  @Test func listsThatDifferInAnythingHaveTokensOfTheirOwn() throws {
    func token(
      _ settings: [String: String] = [:], _ addresses: [String] = ["192.0.2.1"],
      _ transport: String = "tcp", _ ports: String = "443", number: Int = 1
    ) throws -> String {
      let target = try AWSPrefixList(settings)
      let plan = target.plan(to: addresses, transport, ports, number: number)
      return try #require(calls(target.whole(plan)).first?["ClientToken"] as? String)
    }
    let tokens = try [
      token(), token(["list": "other"]), token(["max-entries": "61"]), token([:], ["192.0.2.2"]),
      token([:], ["192.0.2.1"], "udp"), token([:], ["192.0.2.1"], "tcp", "80"),
      token(number: 2), token([:], []), token(["family": "ipv6"], []),
    ]
    #expect(Set(tokens).count == tokens.count, "\(tokens)")
    #expect(try token() == token())
  }

  private func versioned(_ version: Int) throws -> AWSPrefixList {
    try AWSPrefixList(["current-version": String(version)])
  }

  @Test func aDeltaOfAnotherVersionIsRefused() throws {
    let target = try AWSPrefixList(["current-version": "3"])
    let (before, after) = (
      target.plan(to: ["192.0.2.1"]), target.plan(to: ["192.0.2.2"])
    )
    var list = try made(before, target)
    let call = try #require(try calls(target.delta(from: before, to: after) ?? "").first)
    #expect(throws: Refusal.self) { try list.modify(call) }
  }

  @Test func equalListsNeedNoCall() throws {
    let target = try AWSPrefixList()
    let plan = target.plan(to: ["192.0.2.1"])
    #expect(target.delta(from: plan, to: plan) == "")
  }

  @Test func moreThanAThousandEntriesAreRefused() throws {
    let target = try AWSPrefixList()
    let plan = target.plan(to: addresses(0..<1001))
    #expect(throws: FirewallFileError.self) {
      try FirewallWriter(target).whole(plan, aggregated: plan)
    }
  }

  @Test func theOtherFamilyIsReportedAndNotWritten() throws {
    let target = try AWSPrefixList(["family": "ipv6"])
    let plan = target.plan(to: ["192.0.2.1", "2001:db8::/32"])
    #expect(plan.notExpressed.map(\.reason) == [.family])
    #expect(target.whole(plan).contains("2001:db8::/32"))
    #expect(!target.whole(plan).contains("192.0.2"))
  }

  @Test func theEntriesOfAListAreRead() throws {
    let reading = try AWSPrefixList().read(
      #"""
      {
          "Entries": [
              { "Cidr": "10.20.0.0/16", "Description": "head office" },
              { "Cidr": "198.51.100.17/32" },
              { "Cidr": "203.0.113.128/25", "Description": "radio bridge" }
          ]
      }
      """#)
    #expect(reading.lines == ["10.20.0.0/16", "198.51.100.17", "203.0.113.128/25"])
    #expect(reading.problems.isEmpty && reading.number == nil)
  }

  @Test func theDescriptionOfAListTellsItsRevision() throws {
    let reading = try AWSPrefixList().read(
      #"""
      {"Entries": [{"Cidr": "2001:db8:a::/48"}]}
      {
          "PrefixLists": [
              {
                  "PrefixListId": "pl-0123456789abcdef0",
                  "AddressFamily": "IPv6",
                  "State": "modify-complete",
                  "PrefixListArn": "arn:aws:ec2:ca-central-1:111122223333:prefix-list/pl-0123456789abcdef0",
                  "PrefixListName": "gatebook",
                  "MaxEntries": 60,
                  "Version": 4,
                  "Tags": [{"Key": "gatebook-revision", "Value": "12"}],
                  "OwnerId": "111122223333"
              }
          ]
      }
      """#)
    #expect(reading.lines == ["2001:db8:a::/48"])
    #expect(reading.number == 12 && reading.problems.isEmpty)
  }

  @Test func callsThatMakeAndChangeAListAreRead() throws {
    let reading = try AWSPrefixList().read(
      #"""
      {"PrefixListName": "gatebook", "AddressFamily": "IPv4", "MaxEntries": 10,
       "Entries": [{"Cidr": "192.0.2.0/25"}, {"Cidr": "192.0.2.200/32"}],
       "TagSpecifications": [{"ResourceType": "prefix-list", "Tags": [
         {"Key": "owner", "Value": "radio"}, {"Key": "gatebook-revision", "Value": "2"}]}]}
      {"PrefixListId": "pl-1", "CurrentVersion": 1, "AddEntries": [{"Cidr": "192.0.2.201/32"}],
       "RemoveEntries": [{"Cidr": "192.0.2.200/32"}]}
      """#)
    #expect(reading.lines == ["192.0.2.0/25", "192.0.2.201"])
    #expect(reading.number == 2 && reading.problems.isEmpty)
  }

  /// Where one list has no room: each address stays in its list, whatever others come and go.
  @Test func addressesAreSpreadOverSeveralLists() throws {
    let tried = try TargetCase(
      AWSPrefixList.self,
      [
        "lists": "3", "limit-entries": "150", "list-id": "pl-1 pl-2 pl-3",
        "current-version": "4 1 9",
      ])
    let (few, more) = (
      try tried.plan(addresses: 300, "443", "tcp"), try tried.plan(addresses: 320, "443", "tcp")
    )
    let objects = tried.target.objects(of: few)
    #expect(objects.map(\.name) == ["gatebook", "gatebook-2", "gatebook-3"])
    #expect(objects.map(\.entries).reduce(0, +) == 300)
    #expect(objects.allSatisfy { !$0.isTooLarge && $0.entries > 60 }, "\(objects)")
    let whole = tried.target.whole(few)
    let reading = try tried.target.read(whole)
    #expect(reading.problems == [] && reading.number == 1 && reading.endpoints.count == 300)
    #expect(reading.notes == ["whether rules name all 3 lists"])
    // Nothing is moved: what is added is all that changes, in lists of their own ids and versions.
    let delta = try #require(tried.target.delta(from: few, to: more))
    #expect(!delta.contains("RemoveEntries"))
    let calls = try self.calls(delta)
    #expect(calls.allSatisfy { ["pl-1", "pl-2", "pl-3"].contains($0["PrefixListId"] as? String) })
    let versions = ["pl-1": 4, "pl-2": 1, "pl-3": 9]
    for call in calls where call["AddEntries"] != nil {
      #expect(call["CurrentVersion"] as? Int == versions[call["PrefixListId"] as? String ?? ""])
    }
    #expect(
      calls.reduce(0) { $0 + (($1["AddEntries"] as? [Any])?.count ?? 0) } == 20)
    // The way back is the same in the other direction.
    let back = try #require(tried.target.delta(from: more, to: few))
    #expect(!back.contains("AddEntries"))
    let other = try tried.target.read(
      whole.replacing("\"PrefixListName\": \"gatebook-2\"", with: "\"PrefixListName\": \"else\""))
    #expect(!other.problems.isEmpty)
  }

  @Test(arguments: ["", "x", "1 x", "1  2", "0", "01", "-1"])
  func versionsAreNumbers(_ text: String) {
    #expect(throws: (any Error).self) {
      try FirewallSettings(["current-version": text], of: AWSPrefixList.settings)
    }
  }

  @Test func anEmptyListIsReadAsEmpty() throws {
    let reading = try AWSPrefixList().read(#"{"Entries": []}"#)
    #expect(reading.endpoints.isEmpty && reading.problems.isEmpty)
  }

  @Test func whatIsNotUnderstoodIsAProblem() throws {
    let target = try AWSPrefixList()
    let reading = try target.read(
      #"{"Entries": [{"Cidr": "10.0.0.1/8"}, {"Cidr": 7}, {}], "NextToken": "more"}"#)
    #expect(reading.endpoints.isEmpty && reading.problems.count == 3)
    let other = try target.read(
      #"{"AddressFamily": "IPv4", "PrefixListName": "other", "Entries": []}"#)
    #expect(other.problems == ["the list is other, not gatebook"])
  }

  @Test(arguments: [
    "", "no JSON", "{", #"{"Entries": "#, "}{", #"{"a": "b}"#, "[]]", #"{"PrefixLists": []}"#,
    String(repeating: "[", count: 100_000),
  ])
  func whatIsNoListIsRefused(_ text: String) throws {
    let target = try AWSPrefixList()
    #expect(throws: FirewallReadingError.self) { try target.read(text) }
  }
}
