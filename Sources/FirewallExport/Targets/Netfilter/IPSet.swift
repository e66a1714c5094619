import EndpointModel

/// Sets of ipset, as `ipset restore` takes them (ipset(8), "hash:net"): one for each traffic and
/// family of addresses. The rules that name them are those of the target `iptables`.
///
/// A whole file gathers each set beside the old one and swaps them, so that a set in use changes
/// at once; several sets do not change at the same time, and a load that stops has changed those
/// before. A set that is no longer wanted is emptied, not destroyed, as a rule may still name it.
/// A whole file does not know of such sets; `read` finds them.
///
/// A delta begins with taking the old number out of the set of the revision: on another base it
/// stops there with nothing changed. The new number comes last: after a load that stopped there
/// is none, and only a whole file fits.
public struct IPSet: FirewallTarget {
  public static let name = "ipset"
  public static let title = "ipset (ipset restore)"
  public static let commentMark: String? = "#"
  public static let settings = [
    FirewallSetting("prefix", .name(upTo: 8), "gb-", "what the names of the sets begin with"),
    // ipset(8), "maxelem": 65536 where nothing else is said.
    FirewallSetting("limit-entries", .number, "65536", "how many entries a set may have"),
  ]

  public let abilities = FirewallAbilities(transports: { $0.isKnownToIPTables })

  private let names: IPSetNames
  private let limit: Int

  public init(_ values: FirewallSettings) {
    names = IPSetNames(prefix: values["prefix"])
    limit = values.number("limit-entries")
  }

  /// A set as it is written.
  private struct Content {
    let name: String
    let family: IPFamily
    let blocks: [String]
    /// The traffic, if the name has no room for it.
    let comment: String?

    /// The options of the command `create`. They must be the same from run to run: a set of
    /// other options is not taken for the same set. Memory is taken by entries, not by maxelem.
    func options(_ limit: Int) -> String {
      "hash:net family \(family == .v4 ? "inet" : "inet6") maxelem \(max(limit, 1_048_576))"
        + (comment == nil ? "" : " comment") + " -exist\n"
    }

    func adding(_ block: String, to name: String) -> String {
      "add \(name) \(block)" + (comment.map { " comment \"\($0)\"" } ?? "")
    }
  }

  private func sets(_ plan: FirewallPlan) -> [Content] {
    plan.permits.flatMap { permit in
      permit.traffic.multiportParts.flatMap { part in
        IPFamily.allCases.compactMap { family in
          let blocks = permit.ranges(family).flatMap(Self.blocks)
          return blocks.isEmpty
            ? nil
            : Content(
              name: names.name(part, family), family: family, blocks: blocks,
              comment: names.isDigest(part) ? part.description : nil)
        }
      }
    }
  }

  /// A set holds no block of the length 0.
  private static func blocks(_ range: AddressRange) -> [String] {
    guard range == .all(range.family) else { return range.cidrCover.map(\.description) }
    return CIDRBlock.halves(of: range.family)
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    sets(plan).map {
      FirewallObject(kind: "set", name: $0.name, entries: $0.blocks.count, limit: limit)
    }
  }

  public func whole(_ plan: FirewallPlan) -> String {
    var out = "create \(names.revision) hash:ip family inet comment -exist\n"
    out += "flush \(names.revision)\n"
    for set in sets(plan) {
      let loading = names.loading(set.family, commented: set.comment != nil)
      out += "create \(set.name) \(set.options(limit))create \(loading) \(set.options(limit))"
      out += "flush \(loading)\n"
      for block in set.blocks { out += set.adding(block, to: loading) + "\n" }
      out += "swap \(loading) \(set.name)\ndestroy \(loading)\n"
    }
    return out + revision(plan)
  }

  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    guard let base = Self.address(old.number) else { return whole(new) }
    let before = Dictionary(sets(old).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let after = sets(new)
    var out = "del \(names.revision) \(base)\n"
    for set in after where before[set.name] == nil {
      out += "create \(set.name) \(set.options(limit))flush \(set.name)\n"
    }
    for set in after {
      for block in set.blocks.without(before[set.name]?.blocks ?? []) {
        out += set.adding(block, to: set.name) + " -exist\n"
      }
    }
    for set in after {
      for block in (before[set.name]?.blocks ?? []).without(set.blocks) {
        out += "del \(set.name) \(block) -exist\n"
      }
    }
    for name in sets(old).map(\.name).without(after.map(\.name)) { out += "flush \(name)\n" }
    return out + revision(new)
  }

  /// The number of the policy, as an address: 0.0.0.1 for 1.
  private func revision(_ plan: FirewallPlan) -> String {
    guard let address = Self.address(plan.number) else { return "" }
    return "add \(names.revision) \(address) comment \"\(plan.remark(limit: 255))\"\n"
  }

  /// Nil for 0, which no set takes.
  private static func address(_ number: Int) -> IPAddress? {
    UInt32(exactly: number).flatMap {
      $0 == 0 ? nil : IPAddress(family: .v4, number: UInt128($0))
    }
  }

  /// What `ipset save` prints, or a file for `ipset restore`: the sets whose names begin with the
  /// prefix.
  public func read(_ text: String) throws -> FirewallReading {
    var listing = IPSetListing()
    for (number, line) in text.numberedLines { listing.take(line, at: number) }
    guard
      !listing.isEmpty || text.unicodeScalars.allSatisfy({ " \r\n".unicodeScalars.contains($0) })
    else {
      throw FirewallReadingError(Self.name, "no set is created in it")
    }
    return listing.reading(names).quotingLines(of: text)
  }
}
