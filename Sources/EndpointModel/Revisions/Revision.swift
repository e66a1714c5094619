/// One stored version of a deployment's document.
public struct Revision: Hashable, Sendable {
  public let deployment: DeploymentName
  /// From 1, in the order in which they were stored; those that were held are counted.
  public let number: Int
  /// When it became the current one, or would have.
  public let recordedAt: UTCTime
  /// How many endpoints its snapshot has.
  public let endpointCount: Int
  /// What it changed against the revision before it.
  public let counts: ChangeCounts
  public let document: DocumentDescription
  /// When the document was fetched.
  public let fetchedAt: UTCTime
  public let state: State
  /// Who settled it when, where it was held; nil for all else.
  public let settled: HistoryRecord?

  /// Whether a revision counts.
  public enum State: Hashable, Sendable {
    /// It is current, or was.
    case accepted
    /// It waits for a person, for these reasons.
    case held([HoldReason])
    /// A person rejected it, or the next document no longer showed it.
    case rejected([HoldReason])
    case passed([HoldReason])
  }

  /// Why it is or was held; empty for an accepted one.
  public var holdReasons: [HoldReason] {
    switch state {
    case .accepted: []
    case .held(let reasons), .rejected(let reasons), .passed(let reasons): reasons
    }
  }

  public var isAccepted: Bool { state == .accepted }

  public var isHeld: Bool { if case .held = state { true } else { false } }

  public init(
    deployment: DeploymentName, number: Int, recordedAt: UTCTime, endpointCount: Int,
    counts: ChangeCounts, document: DocumentDescription, fetchedAt: UTCTime,
    state: State = .accepted, settled: HistoryRecord? = nil
  ) {
    self.state = state
    self.settled = settled
    self.deployment = deployment
    self.number = number
    self.recordedAt = recordedAt
    self.endpointCount = endpointCount
    self.counts = counts
    self.document = document
    self.fetchedAt = fetchedAt
  }
}

extension Revision.State {
  /// The state's name in reports.
  public var word: String {
    switch self {
    case .accepted: "accepted"
    case .held: "held"
    case .rejected: "rejected"
    case .passed: "passed by"
    }
  }
}

/// How many endpoints a change set adds, removes and changes in place.
public struct ChangeCounts: Hashable, Sendable {
  public let added: Int
  public let removed: Int
  public let changed: Int

  public init(added: Int, removed: Int, changed: Int) {
    self.added = added
    self.removed = removed
    self.changed = changed
  }

  public init(_ changes: ChangeSet) {
    self.init(
      added: changes.added.count, removed: changes.removed.count, changed: changes.changed.count)
  }
}
