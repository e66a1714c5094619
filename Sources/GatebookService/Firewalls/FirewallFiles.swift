import EndpointModel
import FirewallExport
import InventoryModel
import InventoryStorage

/// Which file is written for a firewall.
public enum FirewallFileKind: Hashable, Sendable {
  /// All that it has to allow.
  case whole
  /// What leads from the policy that was last applied to the current one.
  case delta
  /// The way back: from the policy that was last written to the one that is applied; if that is
  /// the same, to the one that was applied before it.
  case rollback
}

/// How a file is written for a firewall.
public struct FirewallFileOptions: Hashable, Sendable {
  public var kind = FirewallFileKind.whole
  /// Of a target whose file is one list: which one, such as `out-tcp-443`.
  public var list: String?
  /// Whether a target that cannot say everything is refused.
  public var isStrict = false
  /// Whether a change beyond the firewall's own limit is let through.
  public var allowsAnyChange = false

  public init(
    kind: FirewallFileKind = .whole, list: String? = nil, isStrict: Bool = false,
    allowsAnyChange: Bool = false
  ) {
    self.kind = kind
    self.list = list
    self.isStrict = isStrict
    self.allowsAnyChange = allowsAnyChange
  }
}

/// Writes files for registered firewalls, and keeps what was written.
public struct FirewallFiles {
  private let writer: InventoryWriter

  public init(_ writer: InventoryWriter) { self.writer = writer }

  /// What was written for a firewall.
  public struct Outcome: Sendable {
    public let firewall: RegisteredFirewall
    public let file: FirewallFile
    /// What it has to allow now; nil for a way back.
    public let current: CurrentPolicy?
  }

  /// - Throws: `FirewallFileError`, `FirewallChangeError`, `FirewallPolicyError`,
  ///   `FirewallError`, `InventoryError`. Then nothing is kept.
  public func write(_ name: FirewallName, _ options: FirewallFileOptions) throws -> Outcome {
    let firewall = try writer.firewall(name)
    let target = try firewall.makeTarget()
    let applied = try writer.appliedPolicy(of: name)
    var current: CurrentPolicy?
    let file: FirewallFile
    switch options.kind {
    case .whole, .delta:
      let now = try FirewallPolicies(writer).current(
        firewall, applied: applied?.policy, at: writer.act.time)
      if !options.allowsAnyChange, let applied, !applied.isAdopted {
        try firewall.options.check(from: applied.policy, to: now.policy)
      }
      current = now
      let kept = try writer.keep(now.policy, of: name)
      // What cannot be told is kept nowhere: it is told anew each time.
      let written = WrittenPolicy(
        number: kept.number, policy: now.policy, writtenAt: kept.writtenAt, isAdopted: false,
        form: kept.form)
      if options.kind == .whole {
        file = try whole(written, firewall, target, options)
      } else {
        guard let applied else { throw FirewallChangeError.nothingApplied(name) }
        try firewall.checkWrote(applied)
        file = try delta(from: applied, to: written, firewall, target, options)
      }
    case .rollback:
      let (from, to) = try wayBack(firewall, applied)
      file =
        type(of: target).hasDeltas(target)
        ? try delta(from: from, to: to, firewall, target, options)
        : try whole(to, firewall, target, options)
    }
    if options.isStrict, let first = file.notExpressed.first {
      throw FirewallChangeError.notExpressed(first, count: file.notExpressed.count)
    }
    return Outcome(firewall: firewall, file: file, current: current)
  }

  private func wayBack(
    _ firewall: RegisteredFirewall, _ applied: WrittenPolicy?
  ) throws -> (from: WrittenPolicy, to: WrittenPolicy) {
    let name = firewall.name
    guard let applied, let latest = try writer.policy(of: name) else {
      throw FirewallChangeError.nothingApplied(name)
    }
    var (from, to) = (latest, applied)
    if latest.number <= applied.number {
      let earlier = try writer.applications(on: name).last { $0.number != applied.number }
      guard let earlier, let before = try writer.policy(of: name, number: earlier.number) else {
        throw FirewallChangeError.nothingBefore(name, number: applied.number)
      }
      (from, to) = (applied, before)
    }
    for policy in [to, from] { try firewall.checkWrote(policy) }
    return (from, to)
  }

  private func whole(
    _ written: WrittenPolicy, _ firewall: RegisteredFirewall, _ target: any FirewallTarget,
    _ options: FirewallFileOptions
  ) throws -> FirewallFile {
    let plan = try plan(written, firewall, target, options.list)
    let ever = FirewallPlan(
      FirewallPolicy(try writer.everyRule(of: firewall.name)), of: firewall.name, number: 0,
      abilities: target.abilities)
    return try FirewallWriter(target).whole(
      options.list == nil ? plan.following(ever) : plan,
      aggregated: try self.plan(written, firewall, target, options.list, aggregates: true))
  }

  private func delta(
    from old: WrittenPolicy, to new: WrittenPolicy, _ firewall: RegisteredFirewall,
    _ target: any FirewallTarget, _ options: FirewallFileOptions
  ) throws -> FirewallFile {
    try FirewallWriter(target).delta(
      from: plan(old, firewall, target, options.list),
      to: plan(new, firewall, target, options.list),
      aggregated: try plan(new, firewall, target, options.list, aggregates: true))
  }

  /// - Parameter aggregates: nil for as the firewall is set.
  private func plan(
    _ written: WrittenPolicy, _ firewall: RegisteredFirewall, _ target: any FirewallTarget,
    _ list: String?, aggregates: Bool? = nil
  ) throws -> FirewallPlan {
    try FirewallPlan(
      written.policy, of: firewall.name, number: written.number, abilities: target.abilities,
      aggregates: aggregates ?? firewall.options.aggregates
    ).list(list, for: target)
  }
}

extension FirewallPlan {
  /// Of a target whose file is one list, the permit that is meant.
  ///
  /// - Throws: `FirewallChangeError.whichList` if it cannot be told.
  func list(_ wanted: String?, for target: any FirewallTarget) throws -> FirewallPlan {
    if type(of: target).statesTraffic, wanted == nil { return self }
    let all = permits.map { $0.traffic.slug() }
    if let wanted {
      guard all.contains(wanted) else { throw FirewallChangeError.whichList(all) }
      return only(wanted)
    }
    // Also of one: another one, of other ports, could be the only one next time.
    throw FirewallChangeError.whichList(all)
  }
}

extension FirewallTarget {
  /// Whether the language has deltas, tried with plans of nothing.
  static func hasDeltas(_ target: any FirewallTarget) -> Bool {
    let nothing = FirewallPlan(nothingOn: FirewallName("none")!)
    return target.delta(from: nothing, to: nothing) != nil
  }
}

extension RegisteredFirewall {
  /// Whether a delta can begin or end with a policy: it was written for this firewall as it is
  /// set now.
  ///
  /// - Throws: `FirewallChangeError.isAdopted`, `.isOfAnotherForm`
  fileprivate func checkWrote(_ policy: WrittenPolicy) throws {
    if policy.isAdopted { throw FirewallChangeError.isAdopted(name) }
    if policy.form != form { throw FirewallChangeError.isOfAnotherForm(name) }
  }

  /// - Throws: `FirewallChangeError.unknownTarget`, `ValueError` for a setting.
  public func makeTarget() throws -> any FirewallTarget {
    guard let type = FirewallTargets.named(target) else {
      throw FirewallChangeError.unknownTarget(target)
    }
    return type.init(try FirewallSettings(settings, of: type.settings))
  }
}

extension RegisteredFirewall.Options {
  /// - Throws: `FirewallChangeError.changesTooMuch`
  func check(from old: FirewallPolicy, to new: FirewallPolicy) throws {
    guard let mostChangePercent, !old.rules.isEmpty else { return }
    let (before, after) = (
      Set(old.rules.map(\.withoutNames)), Set(new.rules.map(\.withoutNames))
    )
    let changed = max(before.subtracting(after).count, after.subtracting(before).count)
    if changed * 100 > mostChangePercent * before.count {
      throw FirewallChangeError.changesTooMuch(
        changed: changed, of: before.count, limit: mostChangePercent)
    }
  }
}

extension InventoryReader {
  /// What a firewall was last noted to have; nil if nothing was.
  func appliedPolicy(of firewall: FirewallName) throws -> WrittenPolicy? {
    guard let number = try applications(on: firewall).last?.number else { return nil }
    return try policy(of: firewall, number: number)
  }
}
