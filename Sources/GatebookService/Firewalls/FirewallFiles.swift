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
  /// the same, to the one that was applied before it. What was taken back already counts for
  /// nothing: asked for and noted again and again, it leads further back each time.
  case rollback
}

/// How a file is written for a firewall.
public struct FirewallFileOptions: Hashable, Sendable {
  public var kind = FirewallFileKind.whole
  /// Of a target whose file is one list: which one, such as `out-tcp-443`.
  public var list: String?
  /// Of a way back: the policy that it leads to, which was applied once; nil for the one before.
  public var revision: Int?
  /// Whether a target that cannot say everything is refused.
  public var isStrict = false
  /// Whether a change beyond the firewall's own limit is let through.
  public var allowsAnyChange = false

  public init(
    kind: FirewallFileKind = .whole, list: String? = nil, revision: Int? = nil,
    isStrict: Bool = false, allowsAnyChange: Bool = false
  ) {
    self.kind = kind
    self.list = list
    self.revision = revision
    self.isStrict = isStrict
    self.allowsAnyChange = allowsAnyChange
  }
}

/// Writes files for registered firewalls, and keeps what was written.
public struct FirewallFiles {
  private let writer: InventoryWriter
  /// Whose calendar tells which days are past.
  private let zone: TimeZoneRules

  public init(_ writer: InventoryWriter, in zone: TimeZoneRules) {
    self.writer = writer
    self.zone = zone
  }

  /// What was written for a firewall.
  public struct Outcome: Sendable {
    public let firewall: RegisteredFirewall
    public let file: FirewallFile
    /// What it has to allow now; nil for a way back.
    public let current: CurrentPolicy?
    /// Of a delta: the policy of an earlier file that was not noted as applied. A device that was
    /// given it is not at the base of this one.
    public let notNoted: Int?
  }

  /// - Throws: `FirewallFileError`, `FirewallChangeError`, `FirewallPolicyError`,
  ///   `FirewallError`, `InventoryError`. Then nothing is kept.
  public func write(_ name: FirewallName, _ options: FirewallFileOptions) throws -> Outcome {
    let firewall = try writer.firewall(name)
    let target = try firewall.makeTarget()
    let state = try AppliedState(firewall, target, in: writer)
    let writing = Writing(firewall: firewall, target: target, options: options)
    var current: CurrentPolicy?
    var notNoted: Int?
    let file: FirewallFile
    var record: FirewallFileRecord
    switch options.kind {
    case .whole, .delta:
      let now = try FirewallPolicies(writer, in: zone).current(
        firewall, applied: state.policy, at: writer.act.time)
      try state.check(list: options.list, in: firewall.plan(now.policy, for: target))
      try writing.checkChange(from: state, to: now.policy)
      current = now
      let kept = try writer.keep(now.policy, of: name)
      // What cannot be told is kept nowhere: it is told anew each time.
      let written = WrittenPolicy(
        number: kept.number, policy: now.policy, writtenAt: kept.writtenAt, isAdopted: false,
        form: kept.form)
      if options.kind == .whole {
        file = try writing.whole(written, ever: try writer.everyRule(of: name))
      } else {
        guard let applied = state.policy(of: options.list) else {
          throw FirewallChangeError.nothingApplied(name)
        }
        try firewall.checkWrote(applied)
        file = try writing.delta(from: applied, to: written)
        let last = try writer.lastFile(for: name, list: options.list)
        notNoted = (last?.backFrom ?? last?.number).flatMap {
          $0 > applied.number && $0 != kept.number ? $0 : nil
        }
      }
      record = FirewallFileRecord(number: file.to)
    case .rollback:
      let (from, to) = try wayBack(firewall, state, options.list, to: options.revision)
      try target.check(
        list: options.list, of: [from, to].flatMap { firewall.plan($0, for: target).lists })
      file =
        target.hasDeltas
        ? try writing.delta(from: from, to: to)
        : try writing.whole(to, ever: try writer.everyRule(of: name))
      record = FirewallFileRecord(number: file.to, backFrom: from.number)
    }
    if options.isStrict, let first = file.notExpressed.first {
      throw FirewallChangeError.notExpressed(first, count: file.notExpressed.count)
    }
    try writer.keep(record, for: name, list: options.list)
    return Outcome(firewall: firewall, file: file, current: current, notNoted: notNoted)
  }

  /// From what was last written, or else applied, to what was applied before.
  ///
  /// - Parameter revision: of the policy that it leads to; nil for the one before.
  private func wayBack(
    _ firewall: RegisteredFirewall, _ state: AppliedState, _ list: String?, to revision: Int?
  ) throws -> (from: WrittenPolicy, to: WrittenPolicy) {
    let name = firewall.name
    guard let applied = state.policy(of: list) else {
      throw FirewallChangeError.nothingApplied(name)
    }
    func policy(_ number: Int) throws -> WrittenPolicy {
      guard let policy = try writer.policy(of: name, number: number) else {
        throw FirewallError.nothingWritten(name, list: list)
      }
      return policy
    }
    let last = try writer.lastFile(for: name, list: list)
    let past = try writer.applications(on: name).filter { $0.list == list || $0.list == nil }
    let (from, to): (WrittenPolicy, WrittenPolicy)
    if let revision {
      let base = last?.backFrom ?? max(last?.number ?? 0, applied.number)
      guard revision != base, past.contains(where: { $0.number == revision }) else {
        throw FirewallChangeError.neverApplied(
          name, number: revision, applied: Set(past.map(\.number)).subtracting([base]).sorted())
      }
      (from, to) = (try policy(base), try policy(revision))
    } else if let last, let backFrom = last.backFrom {
      // Asked for again before it was noted as applied, it is the same way, not one further.
      (from, to) = (try policy(backFrom), try policy(last.number))
    } else if let last, last.number > applied.number {
      (from, to) = (try policy(last.number), applied)
    } else {
      guard let earlier = past.map(\.number).withoutTakenBack.dropLast().last else {
        throw FirewallChangeError.nothingBefore(name, number: applied.number)
      }
      (from, to) = (applied, try policy(earlier))
    }
    for policy in [to, from] { try firewall.checkWrote(policy) }
    return (from, to)
  }
}

extension [Int] {
  /// Of what was applied one after the other: what is left once each return to something earlier has
  /// taken back all that came after that.
  fileprivate var withoutTakenBack: [Int] {
    var out: [Int] = []
    for number in self {
      out = Array(out.prefix { $0 != number }) + [number]
    }
    return out
  }
}

/// How one file is written.
private struct Writing {
  let firewall: RegisteredFirewall
  let target: any FirewallTarget
  let options: FirewallFileOptions

  /// - Parameter aggregates: nil for as the firewall is set.
  private func part(_ written: WrittenPolicy, aggregates: Bool? = nil) -> FirewallPlan {
    firewall.plan(written, for: target, aggregates: aggregates).part(options.list)
  }

  /// - Parameter ever: every rule that the firewall ever had; asked for where the target names what
  ///   earlier files left.
  func whole(
    _ written: WrittenPolicy, ever: @autoclosure () throws -> [FirewallRule]
  ) throws -> FirewallFile {
    let plan = part(written)
    try checkIsNotEmpty(plan)
    return try FirewallWriter(target).whole(
      type(of: target).namesRetired
        ? plan.following(firewall.plan(FirewallPolicy(try ever()), for: target)) : plan,
      aggregated: part(written, aggregates: true))
  }

  func delta(from old: WrittenPolicy, to new: WrittenPolicy) throws -> FirewallFile {
    let plan = part(new)
    try checkIsNotEmpty(plan)
    return try FirewallWriter(target).delta(
      from: part(old), to: plan, aggregated: part(new, aggregates: true))
  }

  private func checkIsNotEmpty(_ plan: FirewallPlan) throws {
    if let list = options.list, plan.permits.isEmpty, !options.allowsAnyChange {
      throw FirewallChangeError.emptiesList(list, of: firewall.name)
    }
  }

  /// - Throws: `FirewallChangeError.changesTooMuch`
  func checkChange(from state: AppliedState, to new: FirewallPolicy) throws {
    guard !options.allowsAnyChange, let applied = state.policy(of: options.list),
      !applied.isAdopted
    else { return }
    try firewall.options.check(
      from: applied.policy.part(options.list, target.abilities),
      to: new.part(options.list, target.abilities))
  }
}

extension FirewallTarget {
  /// Whether the language has deltas, tried with plans of nothing.
  fileprivate var hasDeltas: Bool {
    let nothing = FirewallPlan(nothingOn: FirewallName("none")!)
    return delta(from: nothing, to: nothing) != nil
  }
}

extension RegisteredFirewall {
  /// Whether a delta can begin or end with a policy: it was written for this firewall as it is
  /// set now.
  ///
  /// - Throws: `FirewallChangeError.isAdopted`, `.isOfAnotherForm`
  func checkWrote(_ policy: WrittenPolicy) throws {
    if policy.isAdopted { throw FirewallChangeError.isAdopted(name) }
    if !FirewallForm(policy.form).isBase(of: FirewallForm(form)) {
      throw FirewallChangeError.isOfAnotherForm(name)
    }
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
