import EndpointModel

/// A configuration of Junos, as far as it concerns the policies between two zones.
struct JunosConfiguration {
  private let roots: [JunosTree]
  private var books: [String: ConfigurationGroups<EndpointAddress>] = [:]
  /// The address books of a zone, the global one last.
  private var zones: [String: [String]] = [:]
  private var applications = ConfigurationGroups<ReadTraffic>()
  private var reader = PermitReader()

  var reading: FirewallReading { reader.reading }

  init(_ text: String, group: String, ours: String, theirs: String) throws {
    let (tree, problems) = try JunosTree.reading(text)
    // A file of a policy that allows nothing only deletes.
    guard
      tree["security"] != nil || tree["groups"] != nil || tree["apply-groups"] != nil
        || FirewallWriter.number(inHeadOf: text, mark: "#") != nil
    else { throw FirewallReadingError(Junos.name, "it has nothing of security") }
    // What groups bring comes after what is there itself.
    roots = [tree] + (tree["apply-groups"]?.names ?? []).compactMap { tree["groups", $0] }
    for problem in problems { reader.problem(problem) }
    if tree["groups", group] != nil, tree["apply-groups", group] == nil {
      reader.problem("the group \(group) is not applied: set apply-groups \(group)")
    }
    for name in tree["apply-groups"]?.names ?? [] where tree["groups", name] == nil {
      reader.problem("the group \(name.asComment(limit: 80)) is applied, and not defined")
    }
    for root in roots {
      for (name, book) in Self.entries(root["security", "address-book"]) {
        take(book, as: name)
        for zone in book["attach", "zone"]?.names ?? [] { zones[zone, default: []].append(name) }
      }
      for (zone, node) in Self.entries(root["security", "zones", "security-zone"]) {
        guard let book = node["address-book"] else { continue }
        take(book, as: "zone \(zone)")
        zones[zone, default: []].append("zone \(zone)")
      }
      takeApplications(root)
    }
    takePolicies(from: ours, to: theirs, isOutbound: true)
    if ours != theirs { takePolicies(from: theirs, to: ours, isOutbound: false) }
    takeOthers()
  }

  private static func entries(_ node: JunosTree?) -> [(String, JunosTree)] {
    (node?.names ?? []).compactMap { name in node?.children[name].map { (name, $0) } }
  }

  private static func problem(_ kind: String, in key: String) -> String {
    "\(kind.asComment(limit: 40)) in \(key.asComment(limit: 80)) is not understood"
  }

  // MARK: Address books

  private mutating func take(_ book: JunosTree, as name: String) {
    var groups = books[name] ?? ConfigurationGroups()
    for (address, node) in Self.entries(book["address"]) {
      let key = "address \(address)"
      groups.define(key)
      for (kind, value) in Self.entries(node) where kind != "description" {
        if let found = Self.address(kind, value) {
          groups.add(found, to: key)
        } else {
          groups.add(problem: "\(key.asComment(limit: 80)) is not understood", to: key)
        }
      }
    }
    for (set, node) in Self.entries(book["address-set"]) {
      let key = "address-set \(set)"
      groups.define(key)
      for member in node["address"]?.names ?? [] { groups.add(group: "address \(member)", to: key) }
      for member in node["address-set"]?.names ?? [] {
        groups.add(group: "address-set \(member)", to: key)
      }
      for kind in node.names where !["address", "address-set", "description"].contains(kind) {
        groups.add(problem: Self.problem(kind, in: key), to: key)
      }
    }
    books[name] = groups
  }

  private static func address(_ kind: String, _ value: JunosTree) -> EndpointAddress? {
    switch kind {
    case "dns-name": return value.last.flatMap { try? HostName(parsing: $0) }.map { .host($0) }
    case "range-address":
      guard let first = value.last, let last = value[first, "to"]?.last,
        let range = AddressRange("\(first)-\(last)")
      else { return nil }
      return EndpointAddress(range)
    case "ip-prefix":
      return value.last.flatMap { address($0, value) }
    case "any": return .any
    default:
      guard let (address, length) = try? CIDRBlock.parts(kind),
        let block = CIDRBlock(enclosing: address, prefixLength: length)
      else { return nil }
      return .block(block)
    }
  }

  // MARK: Applications

  private mutating func takeApplications(_ root: JunosTree) {
    for (name, node) in Self.entries(root["applications", "application"]) {
      let key = "application \(name)"
      applications.define(key)
      var terms = Self.entries(node["term"]).map { Self.attributes($0.1) }
      let own = Self.attributes(node).filter { $0.key != "term" }
      if own.keys.contains("protocol") || terms.isEmpty { terms.append(own) }
      for term in terms {
        if let service = JunosNames.service(term) {
          applications.add(service, to: key)
        } else {
          applications.add(problem: "\(key.asComment(limit: 80)) is not understood", to: key)
        }
      }
    }
    for (name, node) in Self.entries(root["applications", "application-set"]) {
      let key = "application-set \(name)"
      applications.define(key)
      for member in node["application"]?.names ?? [] {
        let other = application(member)
        applications.add(group: other, to: key)
      }
      for member in node["application-set"]?.names ?? [] {
        applications.add(group: "application-set \(member)", to: key)
      }
      for kind in node.names
      where !["application", "application-set", "description"].contains(kind) {
        applications.add(problem: Self.problem(kind, in: key), to: key)
      }
    }
  }

  /// The key of an application; one that Junos brings is defined by that.
  private mutating func application(_ name: String) -> String {
    let key = "application \(name)"
    if let known = JunosNames.applications[name], !applications.has(key) {
      for service in known { applications.add(service, to: key) }
    }
    return key
  }

  /// `protocol tcp destination-port 80`, on one line or on lines of their own.
  private static func attributes(_ node: JunosTree) -> [String: String] {
    var out: [String: String] = [:]
    var waiting = [node]
    while let next = waiting.popLast() {
      for (key, value) in entries(next) where key != "term" {
        out[key] = value.last ?? ""
        waiting += value.last.flatMap { value.children[$0] }.map { [$0] } ?? []
      }
    }
    return out
  }

  // MARK: Policies

  private mutating func takePolicies(from: String, to: String, isOutbound: Bool) {
    var denied: String?
    for root in roots {
      let pairs = Self.entries(root["security", "policies", "from-zone"])
        .filter { Self.names($0.0, from) }
        .flatMap { Self.entries($0.1["to-zone"]) }.filter { Self.names($0.0, to) }
      for (_, pair) in pairs where pair["apply-groups"] != nil {
        reader.problem("groups applied to policies from \(from) to \(to) are not followed")
      }
      let policies = pairs.flatMap { Self.entries($0.1["policy"]) }
      for (name, policy) in policies {
        let place = "policy \(name.asComment(limit: 80)) from \(from) to \(to)"
        if let text = policy["description"]?.last {
          reader.number = FirewallPlan.number(inRemark: text) ?? reader.number
        }
        if let problem = Self.problem(policy) {
          reader.problem("\(place): \(problem)")
          continue
        }
        let ends = (
          end(policy["match", "source-address"], zone: from),
          end(policy["match", "destination-address"], zone: to)
        )
        let services = services(policy["match", "application"])
        if policy["then", "permit"] == nil {
          if case .anybody = ends.0, case .anybody = ends.1,
            services.contains(ReadTraffic(.any))
          {
            denied = denied ?? place
          } else {
            reader.problem("\(place): it denies, and what that takes away is not worked out")
          }
        } else if let denied {
          reader.problem("\(place) comes after \(denied), which denies everything")
        } else if from == to {
          reader.permit(services, from: ends.0, to: ends.1, place: place)
        } else if isOutbound {
          reader.permit(services, remote: ends.1, local: ends.0, .outbound, place: place)
        } else {
          reader.permit(services, remote: ends.0, local: ends.1, .inbound, place: place)
        }
      }
    }
  }

  /// Whether a name, or `<*>` in a group, names a zone.
  private static func names(_ name: String, _ zone: String) -> Bool {
    name == zone || name == "<*>"
  }

  /// Why a policy cannot be read; nil if it can.
  private static func problem(_ policy: JunosTree) -> String? {
    if policy["scheduler-name"] != nil { return "it holds at times only" }
    if policy["apply-groups"] != nil || policy["match", "apply-groups"] != nil {
      return "groups applied to it are not followed"
    }
    let actions = ["permit", "deny", "reject"].filter { policy["then", $0] != nil }
    if actions.count != 1 { return "it has no action, or more than one" }
    for (kind, value) in entries(policy["match"]) {
      switch kind {
      case "source-address", "destination-address", "application": continue
      case "source-identity", "dynamic-application", "url-category", "source-end-user-profile":
        if value.names.allSatisfy({ $0 == "any" || $0 == "none" }) { continue }
        return "\(kind) is not read"
      default: return "\(kind.asComment(limit: 40)) is not understood"
      }
    }
    for kind in ["source-address", "destination-address", "application"]
    where policy["match", kind]?.names.isEmpty ?? true {
      return "it names no \(kind)"
    }
    return nil
  }

  private mutating func end(_ node: JunosTree?, zone: String) -> ReadEnd {
    let names = node?.names ?? []
    let families = names.compactMap { name -> IPFamily?? in
      switch name {
      case "any": .some(nil)
      case "any-ipv4": .some(.v4)
      case "any-ipv6": .some(.v6)
      default: nil
      }
    }
    if !families.isEmpty {
      return .anybody(families.contains(nil) || Set(families).count > 1 ? nil : families[0])
    }
    var addresses: [EndpointAddress] = []
    for name in names { addresses += content(name, zone: zone) }
    return .addresses(addresses)
  }

  private mutating func content(_ name: String, zone: String) -> [EndpointAddress] {
    for book in (zones[zone] ?? []) + ["global"] {
      for key in ["address \(name)", "address-set \(name)"] {
        guard let groups = books[book], groups.has(key) else { continue }
        let content = groups.content(of: key)
        for problem in content.problems { reader.problem(problem) }
        return content.members
      }
    }
    reader.problem("the address \(name.asComment(limit: 80)) is used, and not defined")
    return []
  }

  private mutating func services(_ node: JunosTree?) -> [ReadTraffic] {
    var out: [ReadTraffic] = []
    for name in node?.names ?? [] {
      if name == "any" {
        out.append(ReadTraffic(.any))
        continue
      }
      let set = "application-set \(name)"
      let key = applications.has(set) ? set : application(name)
      let content = applications.content(of: key)
      for problem in content.problems { reader.problem(problem) }
      out += content.members
    }
    return out
  }

  /// What allows traffic beside the policies of two zones.
  private mutating func takeOthers() {
    for (index, root) in roots.enumerated() {
      var places = [
        root["security"], root["security", "policies"], root["security", "address-book"],
        root["security", "zones"], root["applications"],
      ].compactMap { $0 }
      // Groups may apply groups.
      if index > 0 { places.append(root) }
      for place in places where place["apply-groups"] != nil {
        reader.problem("groups applied within security or applications are not followed")
      }
      let zones = Self.entries(root["security", "policies", "from-zone"]).flatMap {
        [$0.0] + ($0.1["to-zone"]?.names ?? [])
      }
      for zone in zones where zone.hasPrefix("<") && zone != "<*>" {
        reader.problem("the zones \(zone.asComment(limit: 40)) of a group are not understood")
      }
      for (name, _) in Self.entries(root["security", "policies", "global", "policy"]) {
        reader.problem("the global policy \(name.asComment(limit: 80)) is not read")
      }
      if root["security", "policies", "default-policy", "permit-all"] != nil {
        reader.problem("the default policy permits everything")
      }
    }
  }
}
