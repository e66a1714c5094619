import EndpointModel
import FirewallExport
import InventoryModel
import InventoryStorage

/// What a firewall was last noted to have: one policy, or one for each list where its target's
/// files are one list each.
struct AppliedState {
  private let firewall: RegisteredFirewall
  private let target: any FirewallTarget
  /// Noted for all that the firewall has.
  private let whole: WrittenPolicy?
  private let byList: [String: WrittenPolicy]
  /// What each list was noted to hold; none where a file is no list.
  private let plans: [String: FirewallPlan]

  /// - Throws: `FirewallError.unknownFirewall`
  init(
    _ firewall: RegisteredFirewall, _ target: any FirewallTarget, in reader: InventoryReader
  ) throws {
    func policy(_ number: Int) throws -> WrittenPolicy? {
      try reader.policy(of: firewall.name, number: number)
    }
    let applications = try reader.applications(on: firewall.name)
    let since = applications.lastIndex { $0.list == nil }
    var numbers: [String: Int] = [:]
    for application in applications[(since ?? 0)...] {
      if let list = application.list { numbers[list] = application.number }
    }
    self.firewall = firewall
    self.target = target
    whole = try since.flatMap { try policy(applications[$0].number) }
    byList = try numbers.compactMapValues(policy)
    plans =
      target.hasWholeFiles ? [:] : Self.plans(byList, whole) { firewall.plan($0, for: target) }
  }

  private static func plans(
    _ byList: [String: WrittenPolicy], _ whole: WrittenPolicy?,
    _ plan: (WrittenPolicy) -> FirewallPlan
  ) -> [String: FirewallPlan] {
    var parts: [String: FirewallPlan] = [:]
    if let whole {
      let plan = plan(whole)
      for list in plan.lists { parts[list] = plan.only(list) }
    }
    for (list, written) in byList { parts[list] = plan(written).only(list) }
    return parts
  }

  /// What was noted for one list, or for all without one; nil if nothing was.
  func policy(of list: String?) -> WrittenPolicy? { list.flatMap { byList[$0] } ?? whole }

  /// What it allows, whatever it was noted for; nil if nothing was.
  var policy: FirewallPolicy? {
    if target.hasWholeFiles { return whole?.policy }
    if whole == nil, byList.isEmpty { return nil }
    return FirewallPolicy(
      lists.flatMap { list in
        policy(of: list)?.policy.part(list, target.abilities).rules ?? []
      })
  }

  /// The policies that were noted, each once, ascending by number.
  var policies: [WrittenPolicy] {
    let noted = target.hasWholeFiles ? [whole].compactMap { $0 } : lists.compactMap(policy(of:))
    return Dictionary(noted.map { ($0.number, $0) }) { first, _ in first }
      .sorted { $0.key < $1.key }.map(\.value)
  }

  /// The lists that it has, ascending; none where a file is no list.
  var lists: [String] { plans.keys.sorted() }

  /// What it allows, in the target's words.
  var endpoints: [Endpoint] {
    if target.hasWholeFiles { return whole.map { firewall.plan($0, for: target).endpoints } ?? [] }
    return lists.flatMap { plans[$0]?.endpoints ?? [] }
  }

  /// Whether a list was noted as one with entries.
  func hasEntries(_ list: String) -> Bool { traffic(of: list) != nil }

  private func traffic(of list: String) -> PermitTraffic? {
    plans[list]?.permits.first?.traffic
  }

  /// The traffic that the addresses of a list are allowed, by a plan, or else as it was noted; nil
  /// without a list, or if neither has entries.
  func traffic(of list: String?, in plan: FirewallPlan) -> PermitTraffic? {
    list.flatMap { plan.only($0).permits.first?.traffic ?? traffic(of: $0) }
  }

  /// Checks that a list is named exactly where a file is one list, and that a plan has it or it was
  /// noted.
  ///
  /// - Throws: `FirewallChangeError.whichList`, `.hasNoLists`
  func check(list: String?, in plan: @autoclosure () throws -> FirewallPlan) throws {
    try target.check(list: list, of: try plan().lists + lists)
  }
}

extension RegisteredFirewall {
  /// What is written for a policy in a target's language.
  ///
  /// - Parameter aggregates: nil for as the firewall is set.
  func plan(
    _ policy: FirewallPolicy, number: Int = 0, for target: any FirewallTarget,
    aggregates: Bool? = nil
  ) -> FirewallPlan {
    FirewallPlan(
      policy, of: name, number: number, abilities: target.abilities,
      aggregates: aggregates ?? options.aggregates)
  }

  /// What the rules of a device have to allow, where the target's own files are lists: names, too, which
  /// rules can hold.
  func planOfRules(_ policy: FirewallPolicy) -> FirewallPlan {
    FirewallPlan(
      policy, of: name, number: 0, abilities: FirewallAbilities(names: true),
      aggregates: options.aggregates)
  }

  func plan(
    _ written: WrittenPolicy, for target: any FirewallTarget, aggregates: Bool? = nil
  ) -> FirewallPlan {
    plan(written.policy, number: written.number, for: target, aggregates: aggregates)
  }
}

extension FirewallTarget {
  /// Whether a file holds all that is allowed, not one list of it.
  var hasWholeFiles: Bool { type(of: self).statesTraffic }

  /// Whether a text is the rules of a device, where the target's own files are lists.
  func holdsRules(_ text: String) -> Bool { !hasWholeFiles && type(of: self).holdsRules(text) }

  /// - Throws: `FirewallChangeError.hasNoLists` if a list is named.
  func refuse(list: String?) throws {
    if list != nil { throw FirewallChangeError.hasNoLists(type(of: self).name) }
  }

  /// Checks that a list is named exactly where a file is one list, and that it is known.
  ///
  /// - Parameter known: asked for only where a file is one list.
  /// - Throws: `FirewallChangeError.whichList`, `.hasNoLists`
  func check(list: String?, of known: @autoclosure () throws -> [String]) throws {
    if hasWholeFiles { return try refuse(list: list) }
    // Also of a single one: next time another one, of other ports, could be the single one.
    let known = try known()
    guard let list, known.contains(list) else {
      var named: Set<String> = []
      throw FirewallChangeError.whichList(known.filter { named.insert($0).inserted })
    }
  }
}

extension FirewallPlan {
  /// The names of the lists that it has where files are one list each.
  var lists: [String] { permits.map { $0.traffic.slug() } }

  /// The plan of one list, or all of it without one.
  func part(_ list: String?) -> FirewallPlan { list.map { only($0) } ?? self }
}

extension FirewallPolicy {
  /// The rules whose traffic is that of a list; all of them without one.
  func part(_ list: String?, _ abilities: FirewallAbilities) -> FirewallPolicy {
    guard let list else { return self }
    var known: [Endpoint: Bool] = [:]
    return FirewallPolicy(
      rules.filter { rule in
        // Very many rules have the same few traffics.
        var traffic = rule.withoutNames
        traffic.address = nil
        if let isPart = known[traffic] { return isPart }
        let isPart = abilities.lists(of: traffic).contains(list)
        known[traffic] = isPart
        return isPart
      }, revisions: revisions)
  }
}
