import EndpointModel

/// A configuration of Junos, as far as it concerns the policies between two zones.
struct JunosConfiguration {
  let roots: [JunosTree]
  var books: [String: ConfigurationGroups<EndpointAddress>] = [:]
  /// The address books of a zone, the global one last.
  var zones: [String: [String]] = [:]
  var applications = ConfigurationGroups<ReadTraffic>()
  var reader = PermitReader()

  var reading: FirewallReading { reader.reading }

  /// The group that has the name of the node of a cluster which it is applied at.
  private static let ofNode = "${node}"

  /// The groups of a cluster's nodes; nil if there is none.
  private static func nodes(_ tree: JunosTree) -> [(String, JunosTree)]? {
    let found = entries(tree["groups"]).filter {
      $0.0.hasPrefix("node") && $0.0.dropFirst(4).allSatisfy(\.isNumber)
    }
    return found.isEmpty ? nil : found
  }

  init(_ text: String, group: String, ours: String, theirs: String) throws {
    let (tree, problems) = try JunosTree.reading(text)
    if tree["security"] == nil, tree["groups"] == nil,
      let kind = ["logical-systems", "tenants"].first(where: { tree[$0] != nil })
    {
      let name = tree[kind]?.names.first ?? "NAME"
      throw FirewallReadingError(
        Junos.name,
        "all that it has is in \(kind): give one of them, as show configuration \(kind) "
          + "\(name.asComment(limit: 40)) | display set relative prints it")
    }
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
      if name == Self.ofNode, let nodes = Self.nodes(tree) {
        for (node, content) in nodes
        where content["security"] != nil || content["applications"] != nil {
          reader.problem(
            "the group \(node.asComment(limit: 20)) is for one node of a cluster and has a part in what is "
              + "allowed, which is not read")
        }
        continue
      }
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
    // What was not understood may be what names them.
    for problem in reader.problems.isEmpty
      ? PlacesThere.problems(
        "zone", [("from-zone", ours), ("to-zone", theirs)], among: everyZone) : []
    {
      reader.problem(problem)
    }
    takePolicies(from: ours, to: theirs, isOutbound: true)
    if ours != theirs { takePolicies(from: theirs, to: ours, isOutbound: false) }
    takeOthers()
    tellTranslations(
      from: ours, isOurFile: FirewallWriter.number(inHeadOf: text, mark: "#") != nil)
  }

  static func entries(_ node: JunosTree?) -> [(String, JunosTree)] {
    (node?.names ?? []).compactMap { name in node?.children[name].map { (name, $0) } }
  }

  static func problem(_ kind: String, in key: String) -> String {
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

  static func address(_ kind: String, _ value: JunosTree) -> EndpointAddress? {
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
  mutating func application(_ name: String) -> String {
    let key = "application \(name)"
    if let known = JunosNames.applications[name], !applications.has(key) {
      for service in known { applications.add(service, to: key) }
    }
    return key
  }

  /// `protocol tcp destination-port 80`, on one line or on lines of their own.
  static func attributes(_ node: JunosTree) -> [String: String] {
    var out: [String: String] = [:]
    var waiting = [node]
    while let next = waiting.popLast() {
      for (key, value) in entries(next) where key != "term" && !groupWords.contains(key) {
        out[key] = value.last ?? ""
        waiting += value.last.flatMap { value.children[$0] }.map { [$0] } ?? []
      }
    }
    return out
  }
}
