import EndpointModel
import InventoryModel
import InventoryStorage

/// One run of a merge, with what it has found so far.
final class MergeRun {
  let merge: InventoryMerge
  let ours: InventoryWriter
  let theirs: InventoryReader
  let renaming: Renaming
  let pair: InventoryPair
  let audit: AuditDifference
  var outcome = MergeOutcome()

  /// Deployments of which nothing is taken.
  var blocked: Set<DeploymentName> = []
  /// How far histories are the same in both, where they part.
  var shared: [DeploymentName: InventoryPair.Shared] = [:]
  /// Deployments of which revisions were taken, from a number on.
  var told: [(deployment: DeploymentName, from: Int)] = []
  /// Subscriptions that both have, and those that came along: their numbers here by those there.
  var knownSubscriptions: [Int: Int] = [:]
  var takenSubscriptions: [Int: Int] = [:]
  private var entries: Set<Int> = []
  private let dueBefore: Int

  init(_ merge: InventoryMerge, _ ours: InventoryWriter, _ theirs: InventoryReader) throws {
    self.merge = merge
    self.ours = ours
    self.theirs = theirs
    renaming = try FormerNames(ours, theirs).renaming(asked: merge.renamed)
    pair = try InventoryPair(ours, theirs, renaming)
    audit = AuditDifference(try ours.auditEntries(), try theirs.auditEntries(), renaming)
    dueBefore = try ours.notices(.due).count
  }

  func run() throws -> MergeOutcome {
    try takeDeployments()
    try takeCustomers()
    for (deployment, number) in told { try pair.tell(of: deployment, from: number) }
    try ours.tellOfPorts()
    // They know what is told there, so they come after what is told here.
    try takeSubscriptions()
    try takeFirewalls()
    try leaveTheRest()
    return try finish()
  }

  /// Notes that something was taken, with what the audit there tells of it.
  func take(
    _ kind: MergeOutcome.Kind, _ name: some CustomStringConvertible, _ detail: String,
    revisions: ClosedRange<Int>? = nil, with parts: [InventoryPart] = []
  ) {
    outcome.taken.append(MergeOutcome.Item(kind, name, detail, revisions: revisions))
    for part in parts { entries.formUnion(audit.onlyThere(part).map(\.id)) }
  }

  func conflict(
    _ kind: MergeOutcome.Kind, _ name: some CustomStringConvertible, _ detail: String,
    revisions: ClosedRange<Int>? = nil
  ) {
    outcome.conflicts.append(MergeOutcome.Item(kind, name, detail, revisions: revisions))
  }

  func leave(
    _ kind: MergeOutcome.Kind, _ name: some CustomStringConvertible, _ detail: String
  ) {
    outcome.left.append(MergeOutcome.Item(kind, name, detail))
  }

  /// A part, apart from a history, and what it is called.
  struct Named {
    let part: InventoryPart
    let kind: MergeOutcome.Kind
    let name: String
    /// "the source", "its ports on eschat/canada".
    let what: String
  }

  /// Takes parts that were changed only there. One may refer to another, so those that cannot be
  /// taken yet are tried again.
  func merge(_ all: [Named]) throws {
    var waiting = all
    while !waiting.isEmpty {
      var missing: [(named: Named, reference: MissingReference)] = []
      for named in waiting {
        do {
          try mergeOne(named)
        } catch let reference as MissingReference {
          missing.append((named, reference))
        }
      }
      if missing.count == waiting.count {
        for (named, reference) in missing {
          conflict(
            named.kind, named.name,
            "\(named.what): there is no \(reference.kind) \(reference.name) here")
        }
        return
      }
      waiting = missing.map(\.named)
    }
  }

  /// - Throws: `MissingReference`
  private func mergeOne(_ named: Named) throws {
    let part = named.part
    let standing = try pair.standing(of: part)
    if standing.isEqual { return }
    let (isHere, isThere) = (standing.isHere, standing.isThere)
    switch audit.side(part) {
    case .here: return
    case .there: break
    // The other one never had any, or has it as it was brought.
    case .neither where !isThere: return
    case .neither where !isHere: break
    case .neither:
      return conflict(named.kind, named.name, "\(named.what): different there")
    case .both:
      return conflict(named.kind, named.name, "\(named.what): changed on both sides")
    }
    do {
      try pair.attempt { try pair.take(part) }
      take(
        named.kind, named.name,
        named.what + (isHere ? (isThere ? ", as changed there" : ", as removed there") : ""),
        with: [part])
    } catch let error as AssignmentError {
      conflict(named.kind, named.name, error.description)
    }
  }

  private func finish() throws -> MergeOutcome {
    outcome.resolvedNames = try pair.takeResolutions()
    let outbox = try pair.mergeOutbox(
      known: knownSubscriptions, taken: takenSubscriptions, origin: merge.origin.text,
      histories: shared)
    outcome.deliveredNotices = outbox.delivered
    outcome.givenUpNotices = outbox.givenUp
    outcome.dueNotices = max(0, try ours.notices(.due).count - dueBefore)
    outcome.auditEntries = entries.count
    if outcome.isEmpty { return outcome }
    try pair.take(entries: entries.sorted(), origin: merge.origin)
    try ours.auditMerge(
      with: merge.origin, taken: outcome.taken.count, conflicts: outcome.conflicts.count)
    return outcome
  }
}
