import EndpointModel

/// One chain of iptables, for `iptables-restore --noflush` or `ip6tables-restore --noflush`
/// (iptables-restore(8)): a file for each family. A chain of the kernel jumps to it, which is the
/// administrator's to set up (`iptables -I FORWARD -j GATEBOOK`), and decides on all that it does
/// not accept. It is never a chain of the kernel itself: a file would flush its rules.
///
/// What a machine allows is read from the kernel's chain on, through all that it jumps to: also
/// rules that are kept by hand and no chain of Gatebook's at all. A chain to which nothing jumps
/// allows nothing. A text without the kernel's chains, such as a file of Gatebook's, is one chain
/// alone. A jump for packets of some interfaces only is told unless the settings name them: what
/// passes others is decided without the chain. So is what the tables `raw` and `mangle` drop.
///
/// After another setting of `chain` the chain of the former name is still there, and still jumped
/// to: a file knows its own settings only. It allows what it allowed until the jump and the chain
/// are removed (`iptables -D FORWARD -j OLD`, `-F OLD`, `-X OLD`); a listing is read with it.
///
/// A file is one transaction: it takes the place of the chain's rules at once, or changes
/// nothing, and no other chain. A delta begins with taking away the rule whose comment tells the
/// number of the policy: on another base, or a second time, it changes nothing.
///
/// With `sets yes` the rules name the sets of the target `ipset`, which must be there before.
public struct IPTables: FirewallTarget {
  public static let name = "iptables"
  public static let title = "iptables and ip6tables (iptables-restore --noflush)"
  public static let commentMark: String? = "#"
  public static let settingsBeside: Set = ["in-interface", "out-interface"]
  public static let settings = [
    // A name has room for 28 characters: iptables refuses 29.
    FirewallSetting(
      "chain", .name(upTo: 28, except: notOurs), "GATEBOOK",
      "the name of the chain, which is Gatebook's own"),
    FirewallSetting(
      "hook", .word(["forward", "output", "input"]), "forward",
      "the chain of the kernel that jumps to it, from which on a listing is read"),
    // Names of interfaces have up to 15 characters (IFNAMSIZ).
    FirewallSetting(
      "in-interface", .interface(upTo: 15), "any",
      "the interface that our side is behind, which the jump and other rules may name by -i"),
    FirewallSetting(
      "out-interface", .interface(upTo: 15), "any",
      "the interface of the other side, which they may name by -o"),
    FirewallSetting("family", .word(["4", "6"]), "4", "4 for iptables, 6 for ip6tables"),
    FirewallSetting(
      "sets", .word(["no", "yes"]), "no",
      "whether rules name sets of ipset; if not, addresses stand in the rules"),
    FirewallSetting(
      "prefix", .name(upTo: 8), "gb-", "what the names of the sets begin with, as for ipset"),
    FirewallSetting(
      "established", .word(["yes", "no"]), "yes",
      "whether the chain accepts packets of connections that are there already"),
    // The kernel takes a table up to 512 MiB (XT_MAX_TABLE_SIZE); a rule takes less than 1 KiB.
    FirewallSetting("limit-entries", .number, "524288", "how many rules the chain may have"),
  ]

  /// The chains of the kernel, and the words that are no chain's name after `-j`.
  private static let notOurs: Set = [
    "INPUT", "FORWARD", "OUTPUT", "PREROUTING", "POSTROUTING", "ACCEPT", "DROP", "QUEUE", "RETURN",
  ]

  private let chain: String
  private let hook: String
  private let jump: IPTablesJump
  private let family: IPFamily
  private let names: IPSetNames
  private let hasSets: Bool
  private let hasEstablished: Bool
  private let limit: Int

  public init(_ values: FirewallSettings) {
    chain = values["chain"]
    hook = values["hook"].uppercased()
    let (comesIn, goesOut) = (values["in-interface"], values["out-interface"])
    jump = IPTablesJump(
      comesIn: comesIn == "any" ? nil : comesIn, goesOut: goesOut == "any" ? nil : goesOut)
    family = values["family"] == "6" ? .v6 : .v4
    hasSets = values["sets"] == "yes"
    names = IPSetNames(prefix: values["prefix"])
    hasEstablished = values["established"] == "yes"
    limit = values.number("limit-entries")
  }

  public var abilities: FirewallAbilities {
    FirewallAbilities(
      families: [family], directions: PermitDirection.passing(hook),
      transports: { $0.isKnownToIPTables })
  }

  public func objects(of plan: FirewallPlan) -> [FirewallObject] {
    [FirewallObject(kind: "chain", name: chain, entries: rules(plan).count, limit: limit)]
  }

  public func whole(_ plan: FirewallPlan) -> String {
    let program = family == .v4 ? "iptables" : "ip6tables"
    var out = "# The chain is in force once \(hook) jumps to it: "
    let rule = "\(hook)\(jump.words) -j \(chain)"
    out += "\(program) -C \(rule) || \(program) -I \(rule)\n"
    if !jump.words.isEmpty {
      out += "# Answers pass those interfaces the other way round: \(program) -I \(hook) "
      out += "\(Self.answers)\n"
    }
    out += "# A chain of an earlier name stays in force until it is removed with the jump to it.\n"
    out += "*filter\n:\(chain) - [0:0]\n-A \(chain) \(revision(plan))\n"
    for rule in rules(plan) { out += "-A \(chain) \(rule)\n" }
    return out + "COMMIT\n"
  }

  /// Before the first policy there is no chain: what leads from there is the whole.
  public func delta(from old: FirewallPlan, to new: FirewallPlan) -> String? {
    if old.number == 0 { return whole(new) }
    let (before, after) = (rules(old), rules(new))
    var out = "*filter\n-D \(chain) \(revision(old))\n-I \(chain) 1 \(revision(new))\n"
    for rule in after.without(before) { out += "-A \(chain) \(rule)\n" }
    for rule in before.without(after) { out += "-D \(chain) \(rule)\n" }
    return out + "COMMIT\n"
  }

  /// A rule that does nothing but tell where the others are from. A comment has room for 255
  /// characters (iptables-extensions(8), "comment": 256 with its end).
  private func revision(_ plan: FirewallPlan) -> String {
    "-m comment --comment \"\(plan.remark(limit: 255))\""
  }

  private static let answers = "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"

  /// The rules of a plan but for the first, none of them twice.
  private func rules(_ plan: FirewallPlan) -> [String] {
    var seen: Set<String> = []
    var out: [String] = []
    if hasEstablished { out.append(Self.answers) }
    for permit in plan.permits {
      for part in permit.traffic.multiportParts {
        let places = places(permit, part)
        for traffic in part.split {
          for place in places where seen.insert(place + traffic.matches(family)).inserted {
            out.append(place + traffic.matches(family) + " -j ACCEPT")
          }
        }
      }
    }
    return out
  }

  /// The addresses of a permit as matches: sets, blocks or ranges.
  private func places(_ permit: Permit, _ part: PermitTraffic) -> [String] {
    let ranges = permit.ranges(family)
    if ranges.isEmpty { return [] }
    let isOutbound = part.direction == .outbound
    if hasSets {
      return ["-m set --match-set \(names.name(part, family)) \(isOutbound ? "dst" : "src")"]
    }
    return ranges.flatMap { range -> [String] in
      let option = isOutbound ? "-d" : "-s"
      // A rule without an address would not tell on which side any address may be.
      if range == .all(family) {
        return CIDRBlock.halves(of: family).map { "\(option) \($0)" }
      }
      guard let block = range.block else {
        return ["-m iprange --\(isOutbound ? "dst" : "src")-range \(range)"]
      }
      return ["\(option) \(block.fullText)"]
    }
  }

  /// What `iptables-save` or `ip6tables-save` prints, or `iptables -S`. Where rules name sets, what `ipset save`
  /// prints must stand before it.
  public func read(_ text: String) throws -> FirewallReading {
    var configuration = try IPTablesConfiguration(text, family: family)
    return configuration.reading(from: hook, own: chain, hasAnswers: hasEstablished, jump: jump)
      .quotingLines(of: text)
  }
}

extension PermitTraffic {
  /// The matches of the protocol and ports, each with a blank before it.
  fileprivate func matches(_ family: IPFamily) -> String {
    switch transport {
    case .tcp, .udp, .sctp: return " -p \(transport)" + portMatch
    case .icmp(nil): return family == .v4 ? " -p icmp" : " -p ipv6-icmp"
    case .icmp(let type?): return " -p icmp -m icmp --icmp-type \(type)"
    // To ip6tables it is a header that another follows, never the protocol of a packet.
    case .ah where family == .v6: return " -m ah"
    case .number(let number): return " -p \(number)"
    // A permit of both is split, and any protocol has no ports here.
    case .tcpAndUDP, .any: return ""
    }
  }

  private var portMatch: String {
    guard let ports else { return "" }
    let text = ports.ranges.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound):\($0.upperBound)"
    }
    return text.count == 1
      ? " -m \(transport) --dport \(text[0])"
      : " -m multiport --dports \(text.joined(separator: ","))"
  }
}
