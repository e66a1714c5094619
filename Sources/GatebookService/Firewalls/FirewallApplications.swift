import EndpointModel
import FirewallExport
import InventoryModel
import InventoryStorage

/// Notes what firewalls were given, and what they have already.
public struct FirewallApplications {
  private let writer: InventoryWriter
  /// Whose calendar tells which days are past.
  private let zone: TimeZoneRules

  public init(_ writer: InventoryWriter, in zone: TimeZoneRules) {
    self.writer = writer
    self.zone = zone
  }

  /// Notes that a firewall has what was written for it.
  ///
  /// - Parameters:
  ///   - lists: which of its lists, where the target's files are one list each.
  ///   - number: of the policy; nil for the one that the last file leads to.
  /// - Returns: the number of the policy for each list, or the one number without lists.
  /// - Throws: `FirewallError`, `FirewallChangeError`
  public func note(
    _ name: FirewallName, lists: [String] = [], number: Int? = nil
  ) throws -> [Int] {
    let firewall = try writer.firewall(name)
    let target = try firewall.makeTarget()
    let noted =
      target.hasWholeFiles ? [] : try AppliedState(firewall, target, in: writer).lists
    /// The lists of a policy, by default of the last one written, and those that were noted before.
    func known(_ number: Int?) throws -> [String] {
      let written = try writer.policy(of: name, number: number)
      return firewall.plan(written?.policy ?? .none, for: target).lists + noted
    }
    let parts: [String?] = lists.isEmpty ? [nil] : lists
    return try parts.map { list in
      if list == nil { try target.check(list: nil, of: try known(nil)) }
      let last = try writer.lastFile(for: name, list: list)
      if number == nil, let last, let change = last.backFrom {
        throw FirewallChangeError.whichRevision(name, change: change, back: last.number)
      }
      guard let number = number ?? last?.number else {
        try target.check(list: list, of: try known(nil))
        throw FirewallError.nothingWritten(name, list: list)
      }
      try target.check(list: list, of: try known(number))
      try writer.noteApplied(number, to: name, list: list)
      return number
    }
  }

  /// Notes what a device has already as the state that the next plan begins with.
  ///
  /// - Parameter list: which of its lists the text is, where the target's files are one list each; a text
  ///   of rules is what the device has of all of them.
  /// - Returns: the policy, with its number.
  /// - Throws: `FirewallReadingError`, `FirewallAdoptionError`, `FirewallError`,
  ///   `FirewallChangeError`, `FirewallPolicyError`, `InventoryError`
  public func adopt(
    _ name: FirewallName, _ text: String, list: String? = nil
  ) throws -> WrittenPolicy {
    let firewall = try writer.firewall(name)
    let target = try firewall.makeTarget()
    var traffic: PermitTraffic?
    let hasRules = target.holdsRules(text)
    if hasRules {
      try target.refuse(list: list)
    } else if list != nil || !target.hasWholeFiles {
      let state = try AppliedState(firewall, target, in: writer)
      let current = try FirewallPolicies(writer, in: zone).current(
        firewall, applied: state.policy, at: writer.act.time)
      let plan = firewall.plan(current.policy, for: target)
      try state.check(list: list, in: plan)
      traffic = state.traffic(of: list, in: plan)
    }
    let reading = try target.readListing(text)
    if let problem = reading.problems.first {
      throw FirewallAdoptionError.notUnderstood(problem, more: reading.problems.count - 1)
    }
    let rules = reading.endpoints(of: traffic).map { FirewallRule($0, for: nil) }
    // A listing that was cut off, or of another table, allows nothing either.
    if rules.isEmpty { throw FirewallAdoptionError.allowsNothing }
    let kept = try writer.keep(FirewallPolicy(rules), of: name, isAdopted: true)
    let lists = hasRules ? firewall.plan(kept, for: target).lists : []
    if hasRules, lists.isEmpty { throw FirewallAdoptionError.allowsNothing }
    for list in hasRules ? lists.map(Optional.some) : [list] {
      try writer.noteApplied(kept.number, to: name, list: list)
    }
    return kept
  }
}

/// Why a device's configuration was not adopted.
public enum FirewallAdoptionError: Error, Hashable, Sendable {
  /// Part of it was not understood: the first such part, and how many more there are.
  case notUnderstood(String, more: Int)
  /// It allows nothing in the place that the firewall's settings name.
  case allowsNothing
}

extension FirewallAdoptionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notUnderstood(let problem, let more):
      problem
        + (more == 0
          ? ""
          : more == 1
            ? ", and 1 more was not understood" : ", and \(more) more were not understood")
    case .allowsNothing:
      "nothing is allowed by it in the place that the firewall's settings name"
    }
  }
}
