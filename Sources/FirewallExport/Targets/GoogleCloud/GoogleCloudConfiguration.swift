import EndpointModel

/// What a listing of Google Cloud tells of one firewall policy, or of one network's VPC firewall
/// rules.
struct GoogleCloudConfiguration {
  private var reader = PermitReader()
  /// Whether it is the policy that denies what goes out and is not allowed.
  private let denies: Bool

  var reading: FirewallReading { reader.reading }

  init(_ text: String, policy: String, network: String, denies: Bool) throws {
    self.denies = denies
    let listing = try ConfigurationJSON(parsing: text, of: GoogleCloud.name)
    // gcloud prints the elements of the list that the programming interface answers with.
    let elements = listing.elements ?? listing["items"]?.elements ?? [listing]
    if elements.contains(where: { $0["rules"] != nil }) {
      take(policies: elements, named: policy, network)
    } else if listing.elements != nil || listing["items"] != nil,
      elements.allSatisfy({ $0["allowed"] != nil || $0["denied"] != nil })
    {
      take(vpcRules: elements, of: network)
    } else if listing["allowed"] != nil || listing["denied"] != nil {
      reader.problem("the text is one rule of a network: what others the network has is not told")
      take(vpcRules: [listing], of: network, areAll: false)
    } else {
      throw FirewallReadingError(
        GoogleCloud.name, "it is neither a firewall policy nor a list of firewall rules")
    }
  }

  /// The file that Gatebook writes has no name: the call that loads it does.
  private mutating func take(
    policies: [ConfigurationJSON], named name: String, _ network: String
  ) {
    let own = policies.filter { ($0["name"]?.text ?? name) == name }
    guard own.count == 1, let policy = own.first, let rules = policy["rules"]?.elements else {
      return reader.problem(
        own.isEmpty ? "there is no policy \(name)" : "the policy \(name) has no list of rules")
    }
    reader.number = FirewallPlan.number(inRemark: policy["description"]?.text ?? "")
    let known = rules.enumerated().compactMap { place, json in
      rule(json, place) { GoogleCloudRule(policy: $0, name: $1) }
    }
    _ = take(known, .inbound)
    tellOpenEnds(IPFamily.allCases.without(take(known, .outbound)))
    // Google fills in these; our own file has none of them, nor a network.
    let isListed = ["fingerprint", "id", "selfLink", "kind", "associations"].contains {
      policy[$0] != nil
    }
    if isListed {
      reader.note(
        "VPC firewall rules: a network asks them before its policy, unless its order is the other way round"
      )
    }
    if isListed, policy["associations"]?.isFilled != true {
      reader.problem("the policy \(name) is attached to no network: it neither allows nor denies")
    }
    let networks = (policy["associations"]?.elements ?? []).compactMap {
      $0["attachmentTarget"]?.text?.split(separator: "/").last.map(String.init)
    }
    if !networks.isEmpty, !networks.contains(network) {
      reader.note(
        "the network \(network): the policy \(name) is attached to "
          + networks.sorted().joined(separator: ", "))
    }
  }

  /// What no rule denies comes to the rules that every network has: what goes out is let out ("VPC
  /// firewall rules", implied rules).
  private mutating func tellOpenEnds(_ families: [IPFamily]) {
    if families.isEmpty { return }
    let open =
      "no rule denies everything else that goes out over "
      + families.map { "IPv\($0.rawValue)" }.joined(separator: " and ")
    if denies {
      reader.problem("\(open): by the implied rule of every network all of it is let out")
    } else {
      reader.note("\(open): by the setting deny=none something else does, which is not read")
    }
  }

  /// What goes out and is not denied is let out: every network has such rules, which are not
  /// listed ("VPC firewall rules", implied rules; for IPv6 where the network has it).
  private mutating func take(
    vpcRules: [ConfigurationJSON], of network: String, areAll: Bool = true
  ) {
    let own = vpcRules.filter {
      $0["network"]?.text?.split(separator: "/").last.map(String.init) == network
    }
    if own.isEmpty { return reader.problem("there is no rule of the network \(network)") }
    reader.note(
      "firewall policies of the network and of what it belongs to: a list of rules has none")
    let known = own.enumerated().compactMap { place, json in
      rule(json, place) { GoogleCloudRule(vpc: $0, name: $1) }
    }
    _ = take(known, .inbound)
    let open = IPFamily.allCases.without(take(known, .outbound))
    if !areAll { return }
    if !denies { return tellOpenEnds(open) }
    for family in open {
      reader.permit(
        [ReadTraffic(.any)], remote: .anybody(family), local: .anybody(nil), .outbound,
        place: "the implied rule")
    }
  }

  /// Nil for one that is switched off.
  private mutating func rule(
    _ json: ConfigurationJSON, _ place: Int,
    _ make: (ConfigurationJSON, String) -> GoogleCloudRule?
  ) -> GoogleCloudRule? {
    let priority = json["priority"]?.integer.map(String.init)
    let name = json["name"]?.text ?? json["ruleName"]?.text ?? priority ?? "\(place + 1)"
    if case .bool(true)? = json["disabled"] {
      if FirewallPlan.number(inRemark: json["description"]?.text ?? "") != nil {
        reader.problem("the rule \(name) of Gatebook's is disabled")
      }
      return nil
    }
    switch json["disabled"] {
    case nil, .null?, .bool?: break
    default: reader.problem("the rule \(name): whether it is disabled is not understood")
    }
    let rule = make(json, name)
    if rule == nil { reader.problem("the rule \(name) is not understood") }
    return rule
  }

  /// The rules of a direction in their order; of two with one priority, the one that denies
  /// comes first ("VPC firewall rules", priority).
  ///
  /// - Returns: the families of which everything that is left is denied.
  private mutating func take(
    _ all: [GoogleCloudRule], _ direction: PermitDirection
  ) -> Set<IPFamily> {
    let rules = all.filter { $0.direction == direction }.sorted {
      ($0.priority, $0.action == .deny ? 0 : 1) < ($1.priority, $1.action == .deny ? 0 : 1)
    }
    var closed: Set<IPFamily> = []
    for rule in rules {
      switch rule.action {
      case .allow: take(rule, closed: closed)
      case .deny:
        if rule.wholeFamilies.count < max(rule.ranges.count, 1) { deny(rule) }
        closed.formUnion(rule.wholeFamilies)
      case .next:
        // Those that every policy has at its end.
        if rule.priority >= GoogleCloud.firstPredefined { continue }
        reader.problem("the rule \(rule.name) leaves it to the next policy")
      }
    }
    return closed
  }

  /// What of it is not understood makes it a denial of more.
  private mutating func deny(_ rule: GoogleCloudRule) {
    let ranges = rule.ranges.compactMap { EndpointAddress($0) }
    let isKnown = rule.unknown.isEmpty && rule.names.isEmpty && ranges.count == rule.ranges.count
    let remote = isKnown && !ranges.isEmpty ? ReadEnd.addresses(ranges) : .anybody(nil)
    let services = rule.layers.flatMap(\.denied)
    let isUnderstood = !rule.layers.contains { $0.denied.isEmpty }
    let isOut = rule.direction == .outbound
    let local = rule.near.map { ReadEnd.addresses($0) } ?? .anybody(nil)
    reader.deny(
      isUnderstood ? services : nil, from: isOut ? local : remote,
      to: isOut ? remote : local, ways: [rule.direction],
      isExact: isKnown && rule.narrowing == nil, place: "the rule \(rule.name)")
  }

  private mutating func take(_ rule: GoogleCloudRule, closed: Set<IPFamily>) {
    if let reason = rule.narrowing {
      return reader.problem("the rule \(rule.name) \(reason)")
    }
    for key in rule.unknown {
      reader.problem("the rule \(rule.name): which addresses its \(key) have is not told here")
    }
    for text in rule.ranges {
      guard let range = EndpointAddress(text)?.range else {
        reader.problem("the rule \(rule.name): \(text) is not an address")
        continue
      }
      if closed.contains(range.family) {
        reader.problem("the rule \(rule.name) comes after one that denies everything")
        continue
      }
      take(rule, EndpointAddress(range), [range.family])
    }
    for text in rule.names {
      guard case .host(let name)? = EndpointAddress(text.lowercased()) else {
        reader.problem("the rule \(rule.name): \(text) is not a host name")
        continue
      }
      take(rule, .host(name), Set(IPFamily.allCases).subtracting(closed))
    }
    if rule.ranges.isEmpty, rule.names.isEmpty, rule.unknown.isEmpty {
      reader.problem("the rule \(rule.name) names no address")
    }
  }

  /// A protocol needs a meaning in one of the families that a place may have.
  private mutating func take(
    _ rule: GoogleCloudRule, _ place: EndpointAddress, _ families: Set<IPFamily>
  ) {
    for layer in rule.layers {
      guard let meaning = families.sorted().lazy.compactMap({ layer.meaning($0) }).first else {
        reader.problem("the rule \(rule.name): the protocol \(layer.transport) is not understood")
        continue
      }
      reader.permit(
        [ReadTraffic(meaning.transport, meaning.ports)], remote: .addresses([place]),
        local: rule.near.map { .addresses($0) } ?? .anybody(nil), rule.direction.stated,
        place: "the rule \(rule.name)")
    }
  }
}
