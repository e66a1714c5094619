import EndpointModel

/// What a listing of the Azure CLI, or a template, tells of one network security group.
struct AzureNSGConfiguration {
  private let group: String
  /// Whether it is this group that denies what goes out and is not allowed.
  private let denies: Bool
  private var reader = PermitReader()

  var reading: FirewallReading { reader.reading }

  init(_ text: String, group: String, denies: Bool) throws {
    self.group = group
    self.denies = denies
    let configuration = AzureShapes.unwrapped(
      try ConfigurationJSON(parsing: text, of: AzureNSG.name), &reader)
    if let listed = configuration.elements, !listed.isEmpty,
      !listed.contains(where: Self.isGroup)
    {
      try take(listOfRules: listed)
      return
    }
    if AzureRule.isRule(configuration) {
      hasAllRules = false
      reader.problem("the text is one rule of a group: what others the group has is not told")
      try take(listOfRules: [configuration])
      return
    }
    let found = try Self.groups(in: configuration)
    // Names differ in more than their case ("Naming rules and restrictions for Azure resources").
    let own = found.filter { $0["name"]?.text?.lowercased() == group.lowercased() }
    guard own.count == 1, let only = own.first else {
      reader.problem(
        own.isEmpty
          ? "there is no group \(group)" : "\(own.count) groups have the name \(group)")
      return
    }
    reader.number = (only["tags"] ?? only["tag"])?[CloudTags.revision]?.integer
    let content = only["properties"] ?? only
    var rules = rules(content["securityRules"], "securityRules")
    rules += childRules(of: configuration)
    let defaults = content["defaultSecurityRules"].map {
      self.rules($0, "defaultSecurityRules")
    }
    take(rules, defaults: defaults ?? [])
    for json in [only, content] {
      if let state = json["provisioningState"]?.text, state != "Succeeded" {
        reader.problem(
          "the group \(group) is in the state \(state.quoted): what is in force is not told")
      }
    }
    // A listing has an etag, or names what a group is attached to.
    let attached = ["subnets", "networkInterfaces"].map { content[$0] }
    if (only["etag"] ?? content["etag"]) != nil || attached.contains(where: { $0 != nil }),
      !attached.contains(where: { $0?.isFilled ?? false })
    {
      reader.problem(
        "the group \(group) is attached to no subnet and no interface: it neither allows nor denies"
      )
    }
  }

  /// Whether what is not there can be told from it.
  private var hasAllRules = true

  private static func isGroup(_ json: ConfigurationJSON) -> Bool {
    json["securityRules"] != nil || json["properties"]?["securityRules"] != nil
  }

  /// What `az network nsg rule list` prints: the rules of one group without the group, with
  /// Azure's own among them if that is asked for. Whose they are is told by their ids.
  private mutating func take(listOfRules elements: [ConfigurationJSON]) throws {
    guard elements.contains(where: AzureRule.isRule) else {
      throw FirewallReadingError(
        AzureNSG.name,
        (elements.contains { $0["effectiveSecurityRules"] != nil }
          ? "it is what is in force at an interface, of all groups together; "
          : "it is a list of neither groups nor rules; ")
          + "`az network nsg show --resource-group GROUP --name \(group)` prints a group")
    }
    let own = elements.enumerated().filter { _, json in
      Self.group(ofID: json["id"]?.text).map { $0 == group.lowercased() } ?? true
    }
    if own.isEmpty { return reader.problem("there is no rule of the group \(group)") }
    let rules = own.compactMap { rule($1, $1["name"]?.text ?? "rule \($0 + 1)") }
    take(
      rules.filter { $0.priority < AzureRule.firstDefault },
      defaults: rules.filter { $0.priority >= AzureRule.firstDefault })
  }

  /// The group in the id of a rule, `…/networkSecurityGroups/GROUP/securityRules/RULE`.
  private static func group(ofID id: String?) -> String? {
    let parts = id?.lowercased().split(separator: "/") ?? []
    guard let place = parts.firstIndex(of: "networksecuritygroups"), place + 1 < parts.count
    else { return nil }
    return String(parts[place + 1])
  }

  /// The groups of a listing of one or of several, or of a template.
  private static func groups(in text: ConfigurationJSON) throws -> [ConfigurationJSON] {
    if let listed = text.elements { return listed }
    if let all = text["resources"], all.elements != nil || all.isFilled {
      return resources(text).filter { $0["type"]?.text?.lowercased() == groupType }
    }
    // What `az network nsg create` answers: {"NewNSG": …}.
    if text.members.count == 1, let only = text.members.values.first, isGroup(only) {
      return [only]
    }
    guard isGroup(text) else {
      throw FirewallReadingError(
        AzureNSG.name, "it has neither \"securityRules\" nor \"resources\"")
    }
    return [text]
  }

  /// Of a template; newer ones have them by names of their own ("Resource declarations in templates",
  /// languageVersion 2.0).
  private static func resources(_ template: ConfigurationJSON) -> [ConfigurationJSON] {
    template["resources"]?.elements
      ?? (template["resources"]?.members ?? [:]).sorted { $0.key < $1.key }.map(\.value)
  }

  private static let groupType = "microsoft.network/networksecuritygroups"

  /// Rules that a template has beside the group: `GROUP/RULE`.
  private mutating func childRules(of text: ConfigurationJSON) -> [AzureRule] {
    let children = Self.resources(text).filter {
      $0["type"]?.text?.lowercased() == Self.groupType + "/securityrules"
    }
    return children.compactMap { child in
      let name = child["name"]?.text ?? ""
      if name.hasPrefix("[") {
        reader.problem("\(name): which group it belongs to is not worked out")
        return nil
      }
      return name.lowercased().hasPrefix(group.lowercased() + "/") ? rule(child, name) : nil
    }
  }

  private mutating func rules(_ list: ConfigurationJSON?, _ key: String) -> [AzureRule] {
    guard let elements = list?.elements else {
      reader.problem("the group \(group) has no list \(key)")
      return []
    }
    return elements.enumerated().compactMap {
      rule($0.element, $0.element["name"]?.text ?? "\(key) \($0.offset + 1)")
    }
  }

  private mutating func rule(_ json: ConfigurationJSON, _ name: String) -> AzureRule? {
    guard let rule = AzureRule(json, name: name) else {
      reader.problem("the rule \(name) has no access, direction, priority or protocol")
      return nil
    }
    if let state = (json["properties"] ?? json)["provisioningState"]?.text, state != "Succeeded" {
      reader.problem(
        "the rule \(name) is in the state \(state.quoted): whether it is in force is not told")
    }
    return rule
  }

  /// Azure's own rules are there whether a text lists them or not ("Network security groups",
  /// default security rules): everything comes in or goes out that no rule before them denies,
  /// where they allow it.
  private mutating func take(_ rules: [AzureRule], defaults: [AzureRule]) {
    for direction in PermitDirection.allCases {
      if take(rules.filter { $0.direction == direction }) { continue }
      takeDefaults(defaults.filter { $0.direction == direction })
      if direction == .outbound, hasAllRules { tellOpenEnd() }
    }
  }

  /// A group whose settings leave the denial to something else is as it should be.
  private mutating func tellOpenEnd() {
    let open = "no rule denies everything else that goes out: "
    if denies {
      reader.permitTheRest()
      reader.problem(
        open + "Azure's default rule AllowInternetOutBound lets all of it out to the internet")
    } else {
      reader.note(open + "by the setting deny=none something else does, which is not read")
    }
  }

  /// The rules of a direction in their order, up to the one that denies the rest.
  ///
  /// - Returns: whether there is one.
  private mutating func take(_ all: [AzureRule]) -> Bool {
    let rules = all.sorted { $0.priority < $1.priority }
    for (place, rule) in rules.enumerated() {
      if rule.allows {
        take(rule)
      } else if rule.isAboutEverything {
        if place < rules.count - 1 {
          reader.problem("the rules after \(rule.name), which denies everything, have no effect")
        }
        return true
      } else {
        deny(rule)
      }
    }
    return false
  }

  /// What of it is not understood makes it a denial of more.
  private mutating func deny(_ rule: AzureRule) {
    let far = rule.far.map(AzureRule.deniedRanges)
    let isKnown = rule.narrowing == nil && !far.isEmpty && !far.contains { $0 == nil }
    let remote: ReadEnd =
      !isKnown || rule.isAtEveryAddress
      ? .anybody(nil) : .addresses(far.compactMap { $0 }.joined().map { EndpointAddress($0) })
    let services: [ReadTraffic]? = rule.transport.flatMap { transport in
      CloudPorts(rule.farPorts).map { [ReadTraffic(transport, transport.hasPorts ? $0.set : nil)] }
    }
    let isOut = rule.direction == .outbound
    let local = rule.nearAddresses.map { ReadEnd.addresses($0) } ?? .anybody(nil)
    reader.deny(
      services, from: isOut ? local : remote, to: isOut ? remote : local,
      ways: [rule.direction],
      isExact: isKnown && (rule.nearFamilies.count == 2 || rule.nearAddresses != nil),
      place: "the rule \(rule.name)")
  }

  /// Of Azure's own rules, those within virtual networks and from its load balancers are passed
  /// over: they are always there, and name no address. The one that lets everything out is told
  /// in words.
  private mutating func takeDefaults(_ rules: [AzureRule]) {
    for rule in rules.sorted(by: { $0.priority < $1.priority }) where rule.allows {
      if rule.far == ["VirtualNetwork"] || rule.far == ["AzureLoadBalancer"] { continue }
      if rule.direction == .outbound, rule.isAboutEverything { continue }
      take(rule)
    }
  }

  private mutating func take(_ rule: AzureRule) {
    if let reason = rule.narrowing {
      return reader.problem("the rule \(rule.name) \(reason)")
    }
    guard let transport = rule.transport else {
      return reader.problem("the rule \(rule.name) has a protocol that is not understood")
    }
    guard let ports = CloudPorts(rule.farPorts) else {
      return reader.problem("the rule \(rule.name) has ports that are not understood")
    }
    if rule.far.isEmpty { reader.problem("the rule \(rule.name) names no address") }
    for text in rule.far {
      guard let ranges = AzureRule.ranges(text) else {
        reader.problem("the rule \(rule.name): \(text) is not an address")
        continue
      }
      // ICMPv6 does not pass, whatever a rule says.
      let near =
        rule.nearAddresses.map { Set($0.compactMap { $0.range?.family }) } ?? rule.nearFamilies
      let families = transport == .icmp ? near.subtracting([.v6]) : near
      let able = ranges.filter { families.contains($0.family) }
      if able.isEmpty { reader.problem("the rule \(rule.name) has no effect on \(text)") }
      reader.permit(
        [ReadTraffic(transport, transport.hasPorts ? ports.set : nil)],
        remote: .addresses(able.map { EndpointAddress($0) }),
        local: rule.nearAddresses.map { .addresses($0) } ?? .anybody(nil),
        rule.direction.stated, place: "the rule \(rule.name)")
    }
  }
}

/// A security rule (Azure REST API, "SecurityRule"), of a template or of the CLI.
private struct AzureRule {
  /// Azure's own rules have priorities from this on.
  static let firstDefault = 65_000

  let name: String
  let allows: Bool
  let direction: PermitDirection
  let priority: Int
  private let transportName: String
  /// Where connections go to, or come from if it is inbound.
  let far: [String]
  private let near: [String]
  let farPorts: [String]
  private let sourcePorts: [String]
  private let hasGroups: Bool

  init?(_ json: ConfigurationJSON, name: String) {
    let rule = json["properties"] ?? json
    guard let access = rule["access"]?.text?.lowercased(), ["allow", "deny"].contains(access),
      let way = rule["direction"]?.text?.lowercased(), ["inbound", "outbound"].contains(way),
      let priority = rule["priority"]?.integer, let transport = rule["protocol"]?.text
    else { return nil }
    func all(_ one: String, _ several: String) -> [String] {
      let first = (rule[one]?.elements ?? [rule[one]].compactMap { $0 }).compactMap(\.text)
      return first.filter { !$0.isEmpty } + (rule[several]?.elements ?? []).map { $0.text ?? "" }
    }
    self.name = name
    self.priority = priority
    allows = access == "allow"
    direction = way == "outbound" ? .outbound : .inbound
    transportName = transport.lowercased()
    let destinations = all("destinationAddressPrefix", "destinationAddressPrefixes")
    let sources = all("sourceAddressPrefix", "sourceAddressPrefixes")
    (far, near) = direction == .outbound ? (destinations, sources) : (sources, destinations)
    farPorts = all("destinationPortRange", "destinationPortRanges")
    sourcePorts = all("sourcePortRange", "sourcePortRanges")
    hasGroups = ["sourceApplicationSecurityGroups", "destinationApplicationSecurityGroups"]
      .contains { !(rule[$0]?.elements ?? []).isEmpty }
  }

  static func isRule(_ json: ConfigurationJSON) -> Bool {
    let rule = json["properties"] ?? json
    return ["access", "direction", "priority"].allSatisfy { rule[$0] != nil }
  }

  var transport: IPProtocol? {
    AzureNSG.transports.first { $0.value.lowercased() == transportName }?.key
  }

  /// Why it allows less than its addresses and ports say; nil if it does not.
  var narrowing: String? {
    if hasGroups { return "names application security groups, whose addresses are not told here" }
    if nearFamilies.isEmpty, nearAddresses == nil {
      return "is only for \(near.joined(separator: " ")), which is not worked out"
    }
    return CloudPorts(sourcePorts)?.isAll == true
      ? nil : "is only for some source ports, which is not worked out"
  }

  /// The families of which every address of the network itself may take part; none if only some
  /// may.
  var nearFamilies: Set<IPFamily> {
    switch near {
    case ["*"], ["VirtualNetwork"]: Set(IPFamily.allCases)
    case ["0.0.0.0/0"]: [.v4]
    case ["::/0"]: [.v6]
    default: []
    }
  }

  /// Those of our own side, where it is for some of them only.
  var nearAddresses: [EndpointAddress]? {
    if !nearFamilies.isEmpty { return nil }
    let found = near.map(Self.ranges)
    if found.isEmpty || found.contains(where: { $0 == nil }) || near.contains(where: Self.isTag) {
      return nil
    }
    return found.compactMap { $0 }.joined().map { EndpointAddress($0) }
  }

  private static func isTag(_ text: String) -> Bool {
    text == "*" || text.lowercased() == "internet"
  }

  /// Whether it matches all that could go out or come in.
  var isAboutEverything: Bool {
    narrowing == nil && nearFamilies.count == 2 && transport == .any
      && CloudPorts(farPorts)?.isAll == true
      && far.contains { ["*", "internet"].contains($0.lowercased()) }
  }

  var isAtEveryAddress: Bool { far.contains("*") }

  /// The same for a rule that denies: private addresses may be those of the network itself, which
  /// `Internet` is not about.
  static func deniedRanges(_ text: String) -> [AddressRange]? {
    guard text.lowercased() == "internet" else { return ranges(text) }
    let all = AddressSet(IPFamily.allCases.map { AddressRange.all($0) })
    return all.subtracting(.privateSpace).ranges
  }

  /// The addresses that a text means. `Internet` is what lies outside of the network
  /// ("Virtual network service tags"): any address. Other tags name lists that Azure keeps.
  static func ranges(_ text: String) -> [AddressRange]? {
    if text == "*" || text.lowercased() == "internet" {
      return IPFamily.allCases.map { .all($0) }
    }
    // Azure takes addresses and blocks ("SecurityRule", destinationAddressPrefixes).
    if text.contains("-") { return nil }
    return EndpointAddress(text)?.range.map { [$0] }
  }
}

extension CloudPorts {
  /// Whether it is every port.
  var isAll: Bool { if case .all = self { true } else { false } }
}
