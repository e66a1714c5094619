import EndpointModel

/// The tables of FortiOS's configuration that tell what one virtual domain allows.
struct FortiOSConfiguration {
  /// An entry's settings: the last words on each.
  struct Entry {
    let line: Int
    var settings: [String: [String]] = [:]

    func words(_ name: String) -> [String] { settings[name] ?? [] }
    func word(_ name: String) -> String? { settings[name]?.first }
  }

  struct Table {
    var order = OrderedNames()
    var entries: [String: Entry] = [:]
  }

  private(set) var tables: [String: Table] = [:]
  var problems: [String] = []
  private(set) var notes: [String] = []
  private(set) var hasTables = false

  private struct Frame {
    let path: String
    let line: Int
    var entry: String?
  }

  /// Policies that deny, of the table that is read.
  var denials = ReadDenials()
  private var wholes: [Endpoint] = []
  private var effective: [String] = []

  private var open: [Frame] = []
  private let vdom: String
  private var domains: Set<String> = []

  init(_ text: String, vdom: String) {
    self.vdom = vdom
    let lines = ConfigurationLines(text)
    for line in lines.all { take(line) }
    if let line = lines.unclosed {
      problems.append("line \(line): a quotation mark is not closed")
    }
    if let frame = open.last {
      problems.append("line \(frame.line): \"config \(frame.path)\" is not closed")
    }
    if !domains.isEmpty, !domains.contains(vdom) {
      problems.append("there is no virtual domain \(vdom.quoted)")
    }
  }

  // MARK: Gathering

  private mutating func take(_ line: ConfigurationLine) {
    let words = Array(line.words.dropFirst())
    switch line.words[0] {
    case "config": begin(words, line.line)
    case "end":
      if open.popLast() == nil { problems.append("line \(line.line): \"end\" ends nothing") }
    case "next":
      guard !open.isEmpty, open[open.count - 1].entry != nil else {
        problems.append("line \(line.line): \"next\" follows no \"edit\"")
        return
      }
      open[open.count - 1].entry = nil
    case "edit": edit(words.first, line.line)
    case "set", "append", "unselect", "unset", "select":
      change(line.words[0], words, line.line)
    case "delete": delete(words.first)
    case "move": move(words, line.line)
    default:
      // A comment, or a prompt with what was typed after it.
      if line.words[0].hasPrefix("#") || line.words.prefix(3).contains("#")
        || line.words.prefix(3).contains("$")
      {
        return
      }
      problems.append("line \(line.line): it begins with \(line.words[0].quoted)")
    }
  }

  /// Within a virtual domain, tables are called as elsewhere.
  private var outer: ArraySlice<Frame> {
    open.first?.path == "vdom" || open.first?.path == "global" ? open.dropFirst() : open[...]
  }

  /// Whether the lines are about the virtual domain that is asked for.
  private var isOurs: Bool {
    guard let first = open.first else { return true }
    if first.path == "global" { return false }
    return first.path == "vdom" ? first.entry == vdom : true
  }

  /// The table of the innermost `config`; nil within a part of an entry.
  private var table: String? {
    guard isOurs, let first = outer.first, let last = outer.last else { return nil }
    if outer.count == 1 { return first.path }
    // The members of an SD-WAN stand in a table within its settings.
    return outer.count == 2 && first.entry == nil && Self.areas.contains(first.path)
      ? "\(first.path) \(last.path)" : nil
  }

  private static let areas: Set = ["system sdwan", "system virtual-wan-link"]

  /// The interface, and the zones that it is in: policies name either.
  private func places(_ interface: String) -> Set<String> {
    var out: Set = [interface]
    for (name, zone) in tables["system zone"]?.entries ?? [:]
    where zone.words("interface").contains(interface) { out.insert(name) }
    for area in Self.areas {
      for member in (tables["\(area) members"]?.entries ?? [:]).values
      where member.word("interface") == interface {
        out.insert(member.word("zone") ?? "virtual-wan-link")
      }
    }
    return out
  }

  /// All interfaces and zones that the text names, if it has policies at all. One for all interfaces is
  /// for those that it does not name, too.
  private var everyPlace: Set<String> {
    let policies = ["policy", "policy6"].flatMap {
      (tables["firewall " + $0]?.entries ?? [:]).values
    }
    let named = Set(policies.flatMap { $0.words("srcintf") + $0.words("dstintf") })
    if named.contains("any") || named.isEmpty { return [] }
    let listed = ["system interface", "system zone"] + Self.areas.map { "\($0) zone" }
    let members = (["system zone"] + Self.areas.map { "\($0) members" }).flatMap { table in
      (tables[table]?.entries ?? [:]).values.flatMap { $0.words("interface") }
    }
    return named.union(listed.flatMap { (tables[$0]?.entries ?? [:]).keys }).union(members)
  }

  private mutating func begin(_ words: [String], _ line: Int) {
    let path = words.joined(separator: " ")
    if path.hasPrefix("firewall ") { hasTables = true }
    open.append(Frame(path: path, line: line))
  }

  private mutating func edit(_ name: String?, _ line: Int) {
    guard let name, !open.isEmpty else {
      problems.append("line \(line): \"edit\" has no name or no place")
      return
    }
    open[open.count - 1].entry = name
    if open.count == 1, open[0].path == "vdom" { domains.insert(name) }
    guard let table else { return }
    if tables[table]?.entries[name] == nil {
      tables[table, default: Table()].order.append(name)
      tables[table]?.entries[name] = Entry(line: line)
    }
  }

  private mutating func change(_ verb: String, _ words: [String], _ line: Int) {
    guard let table, let name = words.first else { return }
    // Tables such as "system settings" have settings, and no entries.
    let entry = outer.last?.entry ?? ""
    if entry.isEmpty, tables[table]?.entries[""] == nil {
      tables[table, default: Table()].entries[""] = Entry(line: line)
    }
    let values = Array(words.dropFirst())
    switch verb {
    case "set":
      if name == "protocol", table == "firewall service custom" {
        forgetPorts(of: entry, in: table, unless: values)
      }
      tables[table]?.entries[entry]?.settings[name] = values
    case "append", "select":
      tables[table]?.entries[entry]?.settings[name, default: []] += values
    case "unselect":
      let gone = Set(values)
      tables[table]?.entries[entry]?.settings[name]?.removeAll { gone.contains($0) }
    default: tables[table]?.entries[entry]?.settings[name] = nil
    }
  }

  /// Another protocol of a service takes away what was set for the one before.
  private mutating func forgetPorts(of entry: String, in table: String, unless values: [String]) {
    let before = tables[table]?.entries[entry]?.words("protocol") ?? []
    if (before.isEmpty ? ["TCP/UDP/SCTP"] : before) == values { return }
    for setting in [
      "tcp-portrange", "udp-portrange", "sctp-portrange", "protocol-number", "icmptype", "icmpcode",
    ] {
      tables[table]?.entries[entry]?.settings[setting] = nil
    }
  }

  private mutating func delete(_ name: String?) {
    guard let table, let name, tables[table]?.entries.removeValue(forKey: name) != nil else {
      return
    }
    tables[table]?.order.remove(name)
  }

  private mutating func move(_ words: [String], _ line: Int) {
    guard let table, let name = words.first else { return }
    if tables[table]?.order.move(name, Array(words.dropFirst())) != true {
      problems.append("line \(line): where \(name.quoted) is moved to is not understood")
    }
  }

  func entry(_ table: String, _ name: String) -> Entry? {
    tables["firewall " + table]?.entries[name]
  }

  // MARK: Reading

  /// What the policies allow from the inside interface to the outside one, and back.
  mutating func reading(inside: String, outside: String) -> FirewallReading {
    problems += otherTables + changedWords
    notes += otherNotes
    let (insides, outsides) = (places(inside), places(outside))
    for name in [inside, outside] {
      if let port = tables["system interface"]?.entries[name], port.word("status") == "down" {
        problems.append("line \(port.line): the interface \(name.quoted) is switched off")
      }
    }
    problems += PlacesThere.problems(
      "interface or zone", [("inside", inside), ("outside", outside)], among: everyPlace)
    if inside == outside, tables["system zone"]?.entries[inside]?.word("intrazone") == "allow" {
      problems.append("what stays within the zone \(inside.quoted) is allowed: set intrazone deny")
    }
    var endpoints: [Endpoint] = []
    var remarks: [String] = []
    for table in ["policy", "policy6"] {
      wholes += denials.wholes
      effective += denials.effective
      denials = ReadDenials()
      let all = tables["firewall " + table] ?? Table()
      let every = all.order.all.compactMap { name in
        all.entries[name].map { FortiOSPolicy(name, $0, isOnlyIPv6: table == "policy6") }
      }
      // Of others' policies it is a way to keep them for another time.
      for policy in every
      where !policy.isEnabled && FirewallPlan.number(inRemark: policy.comment ?? "") != nil {
        problems.append("\(policy.title) of Gatebook's is disabled")
      }
      let policies = every.filter { $0.isEnabled }
      remarks += policies.compactMap(\.comment)
      let relevant = policies.map { policy in
        (policy: policy, directions: policy.directions(inside: insides, outside: outsides))
      }.filter { !$0.directions.isEmpty }
      for (policy, directions) in relevant {
        for unknown in policy.notUnderstood {
          problems.append("\(policy.title): the setting \(unknown.quoted) is not understood")
        }
        if policy.action == "accept" {
          tell(policy.notes(insides.union(outsides)))
          endpoints += read(policy, directions, withinOne: inside == outside)
        } else if policy.action == "deny" {
          deny(policy, directions)
        } else {
          problems.append("\(policy.title) has the action \(policy.action.quoted)")
        }
      }
    }
    let rewrites = translations(inside: insides).told(of: endpoints)
    let number = FirewallPlan.number(inRemarks: remarks)
    // A whole configuration has tables of the system.
    let isWhole = tables.keys.contains { $0.hasPrefix("system ") || $0.hasPrefix("firewall vip") }
    if !isWhole, number == nil, tables["firewall policy"] != nil {
      tell(["what virtual addresses give another destination: the text has none, and no system"])
    }
    return FirewallReading(
      endpoints, wholes: wholes + denials.wholes, number: number,
      problems: problems + rewrites.problems, notes: notes + rewrites.notes,
      denials: effective + denials.effective)
  }

  private mutating func tell(_ sentences: [String]) {
    for sentence in sentences where !notes.contains(sentence) { notes.append(sentence) }
  }

  private mutating func read(
    _ policy: FortiOSPolicy, _ directions: [PermitDirection], withinOne isOne: Bool
  ) -> [Endpoint] {
    if let reason = policy.reasonNotToRead {
      problems.append("\(policy.title) \(reason)")
      return []
    }
    for limit in policy.limits {
      problems.append("\(policy.title) allows less than is read: it is limited by \(limit)")
    }
    let services = traffic(policy.entry.words("service"), policy.title)
    var out: [Endpoint] = []
    for family in IPFamily.allCases {
      let (sources, destinations) = policy.addresses(family)
      if sources.isEmpty, destinations.isEmpty { continue }
      var made: [Endpoint] = []
      let told = directions.told(
        isOne: isOne, fromAnybody: sources == ["all"], toAnybody: destinations == ["all"])
      for direction in told {
        let (local, remote) =
          direction == .outbound ? (sources, destinations) : (destinations, sources)
        let (near, far) = direction == .outbound ? ("srcaddr", "dstaddr") : ("dstaddr", "srcaddr")
        let isLimited = policy.negates(near, family)
        if local != ["all"] || isLimited {
          problems.append(
            "\(policy.title) allows less than is read: inside, it is limited to "
              + (isLimited ? "all but " : "") + local.prefix(5).joined(separator: " ").quoted)
        }
        var addresses = addresses(remote, family, policy.title)
        if policy.negates(far, family) {
          guard let others = addresses.others(of: [family]), !addresses.isEmpty, !others.isEmpty
          else {
            problems.append(
              "\(policy.title) negates its \(far), and what that leaves is not worked out")
            continue
          }
          addresses = others
          wholes += rest(of: services.wholes([family], direction), by: policy, family)
        }
        made += services.filter { $0.family == nil || $0.family == family }
          .endpoints(to: addresses, direction)
      }
      out += rest(of: made, by: policy, family)
    }
    if policy.hasNoAddresses { problems.append("\(policy.title) has no addresses") }
    return out
  }

  mutating func addresses(
    _ names: [String], _ family: IPFamily, _ title: String
  ) -> [EndpointAddress] {
    let ending = family == .v4 ? "" : "6"
    // A group with exceptions stays a name, and is a problem below.
    let leaves = GroupMembers.leaves(names) { name in
      entry("addrgrp" + ending, name).flatMap {
        $0.word("exclude") == "enable" ? nil : $0.words("member")
      }
    }
    return leaves.compactMap { name in
      if name == "all" { return EndpointAddress(.all(family)) }
      if name == "none" { return nil }
      if entry("addrgrp" + ending, name) != nil {
        problems.append("\(title): the group \(name.quoted) has exceptions")
        return nil
      }
      guard let object = entry("address" + ending, name) else {
        problems.append("\(title): there is no address \(name.quoted)")
        return nil
      }
      guard let address = object.address(family) else {
        problems.append("line \(object.line): the address \(name.quoted) is not understood")
        return nil
      }
      return address
    }
  }

  mutating func traffic(_ names: [String], _ title: String) -> [ReadTraffic] {
    if names.isEmpty { problems.append("\(title) has no services") }
    let leaves = GroupMembers.leaves(names) { entry("service group", $0)?.words("member") }
    return leaves.flatMap { name -> [ReadTraffic] in
      if let service = entry("service custom", name) {
        if let traffic = service.traffic { return traffic }
        problems.append("line \(service.line): the service \(name.quoted) is not understood")
        return []
      }
      if let known = FortiOSNames.services[name] { return known }
      problems.append("\(title): there is no service \(name.quoted)")
      return []
    }
  }
}
