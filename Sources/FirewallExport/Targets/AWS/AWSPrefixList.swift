import ChangeReporting
import EndpointModel

/// A managed prefix list of Amazon VPC, as input of the AWS CLI (`--cli-input-json`): addresses
/// of one family; the rules that name the list tell ports and protocols.
///
/// A file holds one JSON document for each call: one call takes up to 100 entries to add and 100
/// to remove (Amazon EC2 API Reference, "ModifyManagedPrefixList"). One document is loaded by
/// `aws ec2 create-managed-prefix-list --cli-input-json file://FILE`, or modify- for a delta;
/// several by handing out the lines of `jq -c . FILE`, and waiting after each until the list's
/// state ends in `-complete`. What the file does not know may be given on the command line, which
/// goes before the file: `--prefix-list-id`, `--current-version`.
///
/// A call is atomic, several are not: additions go first. AWS has no call that replaces a list,
/// and rules name a list by its id, not its name. So the whole file makes the list (loaded twice,
/// it makes one: its token says that it is the same), and a delta changes it. AWS refuses a
/// delta whose version is not that of the list, without changing anything; each call that changes
/// entries makes the next version, which the way back has to name.
///
/// Where one list has no room, the addresses are spread over several, each in the same one from run to run:
/// rules name all of them, and the settings have an id and a version for each.
public struct AWSPrefixList: FirewallTarget {
  public static let name = "aws-prefix-list"
  public static let title = "AWS managed prefix list (aws ec2 --cli-input-json)"
  public static let statesTraffic = false
  public static let commentMark: String? = nil
  public static let settingsBeside: Set = ["current-version"]
  public static let settingsToldLater: Set = ["list-id"]
  public let abilities: FirewallAbilities
  public static let settings = [
    FirewallSetting("list", .name(upTo: 255), "gatebook", "the name of the list"),
    FirewallSetting("family", .word(["ipv4", "ipv6"]), "ipv4", "the family of its addresses"),
    FirewallSetting(
      "lists", .word((1...16).map { String($0) }), "1",
      "over how many lists the addresses are spread, all of which rules have to name"),
    FirewallSetting(
      "list-id", .title(upTo: 400), "pl-00000000000000000",
      "the id that AWS gave the list; of several, all, in their order"),
    FirewallSetting(
      "current-version", .numbers(upTo: 16), "1",
      "the version that the list has at AWS before a delta; of several, all, in their order"),
    // 60 is the quota of rules of a security group (Amazon VPC User Guide, "Amazon VPC quotas").
    FirewallSetting(
      "max-entries", .number, "60",
      "the room of the list, which counts as that many rules wherever it is named"),
    // Amazon VPC User Guide, "Amazon VPC quotas": 1,000 entries a prefix list.
    FirewallSetting("limit-entries", .number, "1000", "how many entries the list may have"),
  ]

  /// Entries to add, or to remove, in one call.
  private static let callLimit = 100
  /// Characters of an entry's description.
  private static let descriptionLimit = 255

  private let lists: AWSGroups
  private let family: IPFamily
  private let ids: [String]
  private let versions: [Int]
  private let room: Int
  private let limit: Int

  public init(_ values: FirewallSettings) {
    lists = AWSGroups(values["list"], count: Int(values["lists"]) ?? 1)
    family = values["family"] == "ipv4" ? .v4 : .v6
    abilities = FirewallAbilities(families: [family])
    ids = values["list-id"].split(separator: " ").map { String($0) }
    versions = values["current-version"].split(separator: " ").map { Int($0) ?? 1 }
    room = values.number("max-entries")
    limit = values.number("limit-entries")
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    zip(lists.names, spread(blocks(of: plan))).map { name, blocks in
      FirewallObject(kind: "prefix list", name: name, entries: blocks.count, limit: limit)
    }
  }

  /// The blocks of each list.
  private func spread(_ blocks: [CIDRBlock]) -> [[CIDRBlock]] {
    if lists.names.count == 1 { return [blocks] }
    var out: [[CIDRBlock]] = lists.names.map { _ in [] }
    for block in blocks { out[lists.place(of: block.fullText)].append(block) }
    return out
  }

  /// The id of a list that AWS has not told yet is the standard one.
  private func id(_ place: Int) -> String { place < ids.count ? ids[place] : Self.unknownID }
  private func version(_ place: Int) -> Int { place < versions.count ? versions[place] : 1 }

  private static let unknownID = "pl-00000000000000000"

  /// Whatever the traffic: AWS takes no block twice.
  private func blocks(of plan: FirewallPlan) -> [CIDRBlock] {
    Permit(
      PermitTraffic(.any, nil, .outbound), addresses: plan.permits.flatMap(\.addresses)
    ).blocks(family)
  }

  /// The room that a list has which was made for a plan.
  private func room(for blocks: [CIDRBlock]) -> Int { max(room, blocks.count) }

  public func whole(_ plan: FirewallPlan) -> String {
    spread(blocks(of: plan)).enumerated().map { whole(plan, $1, $0) }.joined()
  }

  private func whole(_ plan: FirewallPlan, _ blocks: [CIDRBlock], _ place: Int) -> String {
    let list = lists.names[place]
    let chunks = blocks.chunks(of: Self.callLimit)
    var first: JSONText.Members = [
      "AddressFamily": .string(family == .v4 ? "IPv4" : "IPv6"),
      "ClientToken": .string(token(plan, list, blocks)),
      "MaxEntries": .number(room(for: blocks)), "PrefixListName": .string(list),
      "TagSpecifications": .array([
        .object([
          "ResourceType": .string("prefix-list"), "Tags": CloudTags.ofAWS(plan),
        ])
      ]),
    ]
    if let entries = chunks.first { first.add("Entries", additions(entries, plan)) }
    var calls = [JSONText.object(first)]
    for (made, entries) in chunks.dropFirst().enumerated() {
      // A list that was just made has the version 1.
      calls.append(
        .object([
          "AddEntries": additions(entries, plan), "CurrentVersion": .number(made + 1),
          "PrefixListId": .string(id(place)),
        ]))
    }
    return calls.map(\.text).joined()
  }

  /// The same for the same list, so that AWS makes it once; another one for a list of the same
  /// addresses that is for other traffic.
  private func token(_ plan: FirewallPlan, _ list: String, _ blocks: [CIDRBlock]) -> String {
    let content = Fingerprint.hexadecimal(
      of: ([list, String(family.rawValue), String(room(for: blocks))]
        + plan.permits.map(\.traffic.description) + blocks.map(\.fullText))
        .joined(separator: "\n"))
    return "gatebook-\(plan.firewall)-\(plan.number)-\(content)"
  }

  /// Entries that stay are not touched: a new description would need their removal first, and
  /// cut them off until they are added again.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    let (before, after) = (spread(blocks(of: old)), spread(blocks(of: new)))
    return before.indices.map { delta(from: before[$0], to: after[$0], $0, new) }.joined()
  }

  private func delta(
    from before: [CIDRBlock], to after: [CIDRBlock], _ place: Int, _ new: FirewallPlan
  ) -> String {
    let (id, version) = (id(place), version(place))
    let added = after.without(before).chunks(of: Self.callLimit)
    let removed = before.without(after).chunks(of: Self.callLimit)
    let isOneCall = max(added.count, removed.count) <= 1
    let most = isOneCall ? after.count : before.count + added.joined().count
    var calls: [JSONText] = []
    if most > room(for: before) {
      // Entries and room do not change in one call, and the room has no version.
      calls.append(
        .object(["MaxEntries": .number(most), "PrefixListId": .string(id)]))
    }
    // The last call that adds is the first that removes: nothing goes before all is there.
    let firstRemoval = max(added.count - 1, 0)
    for number in 0..<max(added.count, removed.isEmpty ? 0 : firstRemoval + removed.count) {
      var call: JSONText.Members = [
        "CurrentVersion": .number(version + number), "PrefixListId": .string(id),
      ]
      if number < added.count { call.add("AddEntries", additions(added[number], new)) }
      if number >= firstRemoval, number - firstRemoval < removed.count {
        call.add(
          "RemoveEntries",
          .array(
            removed[number - firstRemoval].map { .object(["Cidr": .string($0.fullText)]) }))
      }
      calls.append(.object(call))
    }
    return calls.map(\.text).joined()
  }

  private func additions(_ blocks: [CIDRBlock], _ plan: FirewallPlan) -> JSONText {
    let description = plan.origins.joined(separator: " ").asComment(
      limit: Self.descriptionLimit)
    return .array(
      blocks.map {
        var entry: JSONText.Members = ["Cidr": .string($0.fullText)]
        if !description.isEmpty { entry.add("Description", .string(description)) }
        return .object(entry)
      })
  }

  /// What `aws ec2 get-managed-prefix-list-entries` prints, with that of
  /// `describe-managed-prefix-lists` after it if the number is of interest; or the whole file.
  public func read(_ text: String) throws -> FirewallReading {
    try AWSPrefixListConfiguration(text, lists: lists.names).reading
  }
}

extension Array {
  /// In pieces of so many elements, the last of which may have fewer.
  func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
