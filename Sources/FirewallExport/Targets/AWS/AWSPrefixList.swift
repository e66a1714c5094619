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
      "list-id", .name(upTo: 64), "pl-00000000000000000", "the id that AWS gave the list"),
    FirewallSetting(
      "current-version", .number, "1", "the version that the list has at AWS before a delta"),
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

  private let list: String
  private let family: IPFamily
  private let id: String
  private let version: Int
  private let room: Int
  private let limit: Int

  public init(_ values: FirewallSettings) {
    list = values["list"]
    family = values["family"] == "ipv4" ? .v4 : .v6
    abilities = FirewallAbilities(families: [family])
    id = values["list-id"]
    version = values.number("current-version")
    room = values.number("max-entries")
    limit = values.number("limit-entries")
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    [
      FirewallObject(
        kind: "prefix list", name: list, entries: blocks(of: plan).count, limit: limit)
    ]
  }

  /// Whatever the traffic: AWS takes no block twice.
  private func blocks(of plan: FirewallPlan) -> [CIDRBlock] {
    Permit(
      PermitTraffic(.any, nil, .outbound), addresses: plan.permits.flatMap(\.addresses)
    ).blocks(family)
  }

  /// The room that a list has which was made for a plan.
  private func room(for blocks: [CIDRBlock]) -> Int { max(room, blocks.count) }

  public func whole(_ plan: FirewallPlan) -> String {
    let blocks = blocks(of: plan)
    let chunks = blocks.chunks(of: Self.callLimit)
    var first: JSONText.Members = [
      "AddressFamily": .string(family == .v4 ? "IPv4" : "IPv6"),
      "ClientToken": .string(token(plan, blocks)),
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
          "PrefixListId": .string(id),
        ]))
    }
    return calls.map(\.text).joined()
  }

  /// The same for the same list, so that AWS makes it once; another one for a list of the same
  /// addresses that is for other traffic.
  private func token(_ plan: FirewallPlan, _ blocks: [CIDRBlock]) -> String {
    let content = Fingerprint.hexadecimal(
      of: ([list, String(family.rawValue), String(room(for: blocks))]
        + plan.permits.map(\.traffic.description) + blocks.map(\.fullText))
        .joined(separator: "\n"))
    return "gatebook-\(plan.firewall)-\(plan.number)-\(content)"
  }

  /// Entries that stay are not touched: a new description would need their removal first, and
  /// cut them off until they are added again.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    let (before, after) = (blocks(of: old), blocks(of: new))
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
    try AWSPrefixListConfiguration(text, list: list).reading
  }
}

extension Array {
  /// In pieces of so many elements, the last of which may have fewer.
  func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
