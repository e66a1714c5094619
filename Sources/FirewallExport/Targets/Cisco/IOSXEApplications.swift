import EndpointModel

/// Where a device of IOS-XE applies its access lists: an interface has one for each family and
/// direction, the latest; a class map names some.
struct IOSXEApplications {
  /// Whether a text would tell: it has an interface, a class map or a line.
  private(set) var isTold = false
  private var lists: [Place: Application] = [:]
  /// The lists that class maps match.
  private var matched: [Application] = []
  /// The families that an interface has addresses of.
  private var families: [String: Set<IPFamily>] = [:]
  private var other: [String] = []
  private var members = IOSXEInterfaceMembers()
  private var user = User.none
  private var zones = IOSXEZonePolicies()

  private enum User {
    case none
    case interface(String)
    /// With its name if it is one of a firewall.
    case classMap(String?)
    case policyMap, zonePair
    /// Of queues, which may drop what they match.
    case queueMap(String)
  }

  private struct Place: Hashable {
    let interface: String
    /// Nil for addresses of Ethernet.
    let family: IPFamily?
    let way: String
  }

  private struct Application {
    let list: String
    /// Or the class map.
    let interface: String
    let line: Int
  }

  /// Ends what the indented lines so far belonged to.
  mutating func endBlock() {
    user = .none
    zones.endBlock()
  }

  /// Takes the head of something that may apply lists, or a line that stands by itself.
  mutating func takeCommand(_ given: CiscoWords, _ number: Int, isGone: Bool) {
    var words = given
    switch words.next() {
    case "interface":
      isTold = true
      let name = words.text
      if isGone { forget(name) } else { user = .interface(name) }
    case "default":
      if words.take("interface") { forget(words.text) }
    case "class-map":
      isTold = true
      // Those of queues and marks filter nothing.
      let isFilter = words.take("type") && words.take("inspect")
      let name = words.text.split(separator: " ").last.map(String.init)
      user = .classMap(isFilter ? name : nil)
      if isGone { matched.removeAll { $0.interface == name } }
    case "policy-map":
      if !isGone, words.peek != "type" { user = .queueMap(words.text) }
      guard words.take("type"), words.take("inspect"), !isGone else { break }
      user = .policyMap
      zones.begin(policyMap: words.text)
    case "zone-pair": user = isGone ? .none : .zonePair
    case "line": isTold = true
    case "cts":
      if words.take("role-based"), words.take("enforcement"), !isGone {
        other.append(
          "line \(number): lists of security groups decide as well, which are kept elsewhere")
      }
    case "vlan":
      if words.take("filter"), !isGone {
        other.append("line \(number): a map of VLANs filters as well, and is not read")
      }
    default: break
    }
  }

  private mutating func forget(_ interface: String) {
    let key = Self.key(interface)
    lists = lists.filter { $0.key.interface != key }
    families[key] = nil
    members.forget(key)
  }

  mutating func takeMember(_ given: CiscoWords, _ number: Int, isGone: Bool) {
    var words = given.text.split(separator: " ").map { String($0) }
    switch user {
    case .none: return
    case .queueMap(let name): members.takeMember(ofQueueMap: words, name, isGone: isGone)
    case .interface(let name):
      members.takeMember(of: Self.key(name), words, name, number, isGone: isGone)
      if words.count > 1, ["address", "enable", "unnumbered"].contains(words[1]),
        let family: IPFamily = ["ip": .v4, "ipv6": .v6][words[0]], !isGone
      {
        families[Self.key(name), default: []].insert(family)
      }
      guard words.count > 1, ["access-group", "traffic-filter"].contains(words[1]) else { return }
      let way = ["in", "out"].contains(words.last) ? words.removeLast() : "out"
      let place = Place(
        interface: Self.key(name), family: ["ip": .v4, "ipv6": .v6][words[0]], way: way)
      let list = words.dropFirst(2).joined(separator: " ")
      lists[place] = isGone ? nil : Application(list: list, interface: name, line: number)
    case .policyMap: zones.takeMember(ofPolicyMap: words, number, isGone: isGone)
    case .zonePair: zones.takeMember(ofZonePair: words, isGone: isGone)
    case .classMap(let name):
      guard words.first == "match" else { return }
      guard let place = words.firstIndex(of: "access-group") else {
        // With a list it is more, or less, than that.
        if name != nil, !isGone, words.count > 1 {
          other.append("line \(number): what a class map matches besides access lists is not read")
        }
        return
      }
      let rest = words[(place + 1)...].filter { $0 != "name" }
      if place != 1 || rest.count != 1 {
        other.append("line \(number) of a class map is not understood")
      } else if isGone {
        matched.removeAll { $0.list == rest[0] }
      } else if let name {
        matched.append(Application(list: rest[0], interface: name, line: number))
      }
    }
  }

  // MARK: What they mean for a list

  /// Whether a family's list filters what comes in at an interface; nil for any.
  func isApplied(_ list: String, _ family: IPFamily, at interface: String?) -> Bool {
    matched.contains { $0.list == list && zones.letsPass($0.interface) }
      || lists.contains {
        $0.value.list == list && $0.key.family == family && $0.key.way == "in"
          && !members.isDown($0.key.interface)
          && (interface.map { Self.key($0) } ?? $0.key.interface) == $0.key.interface
      }
  }

  /// What may let in more, or less, than the lists: other lists, and interfaces where a family
  /// passes by. What comes in at other interfaces is none of an interface's that is named; what
  /// leaves by them may have come in there.
  func problems(_ ours: [IPFamily: String], at interface: String?) -> [String] {
    var out = other + zones.problems + members.problems
    if members.hasZones, !matched.contains(where: { zones.letsPass($0.interface) }) {
      out.append(
        "interfaces are members of zones: between them passes only what a policy of zones lets pass, "
          + "which is not read")
    }
    let key = interface.map { Self.key($0) }
    for (place, value) in lists.sorted(by: { $0.value.line < $1.value.line }) {
      if let family = place.family, ours[family] == value.list { continue }
      if let key, place.way == "in", place.interface != key { continue }
      out.append(
        "line \(value.line): the access list \(value.list) is applied as well (\(place.way) at "
          + "\(value.interface)), and is not read")
    }
    for value in matched where !ours.values.contains(value.list) {
      out.append(
        "line \(value.line): a class map matches the access list \(value.list), which is not read")
    }
    let filtered = lists.filter { $0.key.way == "in" && ours.values.contains($0.value.list) }
    for (place, value) in filtered.sorted(by: { $0.value.line < $1.value.line }) {
      for family in (families[place.interface] ?? []).sorted()
      where lists[Place(interface: place.interface, family: family, way: "in")] == nil {
        out.append(
          "\(value.interface) has addresses of \(family), and lets all of it in: no list of "
            + "that family is applied there")
      }
    }
    return out
  }

  /// What the lists do not decide, and no setting excludes.
  func notes(_ ours: [IPFamily: String], at interface: String?) -> [String] {
    if interface != nil { return members.notes }
    let open = families.filter { key, families in
      !members.isDown(key)
        && families.contains { lists[Place(interface: key, family: $0, way: "in")] == nil }
        && !lists.contains {
          $0.key.interface == key && $0.key.way == "in" && ours.values.contains($0.value.list)
        }
    }.keys.compactMap(members.name).sorted()
    return members.notes
      + (lists.isEmpty || open.isEmpty
        ? []
        : [
          "what comes in at \(open.prefix(5).joined(separator: ", ")), where no list is applied: "
            + "the setting interface says which one counts"
        ])
  }

  /// `GigabitEthernet 0/0/1` and `gigabitethernet0/0/1` are one.
  private static func key(_ interface: String) -> String {
    interface.lowercased().filter { $0 != " " }
  }
}
